// Ridge regression on sums: one walk over the rows counts how often two themes stand together, in each fold; all fits
// and errors follow from these sums, so rows are not looked at again for any penalty.

#include "cxtext/drivers.h"

#include <Eigen/Cholesky>
#include <limits>

#include "dense.h"
#include "hash.h"

namespace cxtext {

namespace {

constexpr std::size_t min_rows = 50;

using Vector = Eigen::VectorXd;
using Square = Eigen::MatrixXd;

double x_of(Band band) noexcept { return band == Band::promoter ? 1 : band == Band::detractor ? -1 : 0; }

/// Sums over rows. All of them are whole numbers, so adding and subtracting folds is exact.
struct Sums {
  double n = 0;
  double x = 0;
  double x_squared = 0;
  Vector with;      // rows with each theme
  Vector x_with;    // sum of x over them
  Square together;  // rows with both of two themes

  explicit Sums(std::size_t n_themes)
      : with(Vector::Zero(to_index(n_themes))),
        x_with(Vector::Zero(to_index(n_themes))),
        together(Square::Zero(to_index(n_themes), to_index(n_themes))) {}

  void add(double row_x, std::span<const std::uint32_t> themes) {
    n += 1;
    x += row_x;
    x_squared += row_x * row_x;
    for (const std::uint32_t a : themes) {
      with[a] += 1;
      x_with[a] += row_x;
      for (const std::uint32_t b : themes) together(a, b) += 1;
    }
  }

  void merge(const Sums& other, double sign) {
    n += sign * other.n;
    x += sign * other.x;
    x_squared += sign * other.x_squared;
    with += sign * other.with;
    x_with += sign * other.x_with;
    together += sign * other.together;
  }
};

struct Fit {
  double intercept = 0;
  Vector coefficients;
};

/// The intercept drops out where everything is measured from its mean.
Fit fit_ridge(const Sums& sums, double penalty) {
  const Vector means = sums.with / sums.n;
  Square system = sums.together - sums.n * means * means.transpose();
  system.diagonal().array() += penalty;
  Fit out;
  out.coefficients = system.llt().solve(sums.x_with - means * sums.x);
  out.intercept = sums.x / sums.n - means.dot(out.coefficients);
  return out;
}

double squared_error(const Sums& rows, const Fit& fit) {
  const Vector& b = fit.coefficients;
  return rows.x_squared - 2 * fit.intercept * rows.x - 2 * b.dot(rows.x_with) + rows.n * fit.intercept * fit.intercept +
         2 * fit.intercept * b.dot(rows.with) + b.dot(rows.together * b);
}

}  // namespace

void DriverRows::add(Band band, std::string_view id, std::span<const std::uint32_t> themes_of_row) {
  bands.push_back(band);
  folds.push_back(fold_of(id));
  themes.insert(themes.end(), themes_of_row.begin(), themes_of_row.end());
  first_theme.push_back(themes.size());
}

std::uint8_t fold_of(std::string_view id) noexcept { return static_cast<std::uint8_t>(hash64(id) % n_folds); }

std::optional<AdjustedImpacts> adjusted_impacts(const DriverRows& rows) {
  if (rows.bands.size() < min_rows || rows.n_themes == 0) return std::nullopt;
  fix_product_order();
  std::vector<Sums> folds(n_folds, Sums(rows.n_themes));
  for (std::size_t i = 0; i < rows.bands.size(); ++i) {
    folds[rows.folds[i]].add(
        x_of(rows.bands[i]),
        std::span(rows.themes).subspan(rows.first_theme[i], rows.first_theme[i + 1] - rows.first_theme[i]));
  }
  Sums all(rows.n_themes);
  for (const Sums& fold : folds) {
    if (fold.n == 0) return std::nullopt;
    all.merge(fold, 1);
  }

  AdjustedImpacts out;
  double smallest = std::numeric_limits<double>::infinity();
  for (const double penalty : ridge_penalties) {
    double error = 0;
    for (const Sums& held_out : folds) {
      Sums rest = all;
      rest.merge(held_out, -1);
      error += squared_error(held_out, fit_ridge(rest, penalty));
    }
    if (error > smallest) continue;
    smallest = error;
    out.penalty = penalty;
  }
  const Fit fit = fit_ridge(all, out.penalty);
  for (std::size_t t = 0; t < rows.n_themes; ++t) {
    out.impacts.push_back(100 * fit.coefficients[to_index(t)] * all.with[to_index(t)] / all.n);
  }
  return out;
}

}  // namespace cxtext
