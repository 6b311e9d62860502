#pragma once

// Slow, obvious twins of trends, bridge and adjusted impact: every row is an element of a vector.

#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "cxtext/changes.h"
#include "cxtext/drivers.h"

namespace reference {

struct Correlation {
  double n = 0;
  double slope = 0;
  double r = 0;
  double residual = 0;  ///< sum of squares around the line
  double spread = 0;    ///< sum of squares of x around its mean
};

inline Correlation correlate(const std::vector<double>& x, const std::vector<double>& y) {
  Correlation out;
  out.n = static_cast<double>(x.size());
  double mean_x = 0;
  double mean_y = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    mean_x += x[i] / out.n;
    mean_y += y[i] / out.n;
  }
  double xy = 0;
  double yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    out.spread += (x[i] - mean_x) * (x[i] - mean_x);
    xy += (x[i] - mean_x) * (y[i] - mean_y);
    yy += (y[i] - mean_y) * (y[i] - mean_y);
  }
  out.slope = xy / out.spread;
  out.r = xy / std::sqrt(out.spread * yy);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double off = y[i] - mean_y - out.slope * (x[i] - mean_x);
    out.residual += off * off;
  }
  return out;
}

/// Cochran–Armitage as the correlation of being a case with time, over rows.
inline double trend_z(const std::vector<std::uint64_t>& cases, const std::vector<std::uint64_t>& totals,
                      const std::vector<double>& at) {
  std::vector<double> x;
  std::vector<double> y;
  for (std::size_t i = 0; i < at.size(); ++i) {
    x.insert(x.end(), totals[i], at[i]);
    y.insert(y.end(), cases[i], 1.0);
    y.insert(y.end(), totals[i] - cases[i], 0.0);
  }
  return correlate(x, y).r * std::sqrt(static_cast<double>(x.size()));
}

inline std::vector<double> values_of(const cxtext::BandCounts& counts) {
  std::vector<double> out(counts.promoters, 1.0);
  out.insert(out.end(), counts.passives, 0.0);
  out.insert(out.end(), counts.detractors, -1.0);
  return out;
}

/// Slope and its standard error, in points.
inline std::pair<double, double> slope(const std::vector<cxtext::BandCounts>& periods, const std::vector<double>& at) {
  std::vector<double> x;
  std::vector<double> y;
  for (std::size_t i = 0; i < at.size(); ++i) {
    for (const double value : values_of(periods[i])) {
      x.push_back(at[i]);
      y.push_back(value);
    }
  }
  const Correlation line = correlate(x, y);
  return {100 * line.slope, 100 * std::sqrt(line.residual / (line.n - 2) / line.spread)};
}

/// Solves a linear system by Gaussian elimination with the largest pivot. The last column is the right side.
inline std::vector<double> solve(std::vector<std::vector<double>> rows) {
  const std::size_t n = rows.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k; i < n; ++i) {
      if (std::abs(rows[i][k]) > std::abs(rows[pivot][k])) pivot = i;
    }
    std::swap(rows[k], rows[pivot]);
    for (std::size_t i = 0; i < n; ++i) {
      if (i == k) continue;
      const double factor = rows[i][k] / rows[k][k];
      for (std::size_t j = k; j <= n; ++j) rows[i][j] -= factor * rows[k][j];
    }
  }
  std::vector<double> out;
  for (std::size_t k = 0; k < n; ++k) out.push_back(rows[k][n] / rows[k][k]);
  return out;
}

/// The rows of a regression, the intercept as a column of ones in front.
struct Design {
  std::vector<std::vector<double>> x;
  std::vector<double> y;
  std::vector<int> fold;
};

inline Design design_of(const cxtext::DriverRows& rows) {
  Design out;
  for (std::size_t i = 0; i < rows.bands.size(); ++i) {
    std::vector<double> x(rows.n_themes + 1, 0.0);
    x[0] = 1;
    for (std::size_t t = rows.first_theme[i]; t < rows.first_theme[i + 1]; ++t) x[rows.themes[t] + 1] = 1;
    out.x.push_back(std::move(x));
    out.y.push_back(rows.bands[i] == cxtext::Band::promoter ? 1 : rows.bands[i] == cxtext::Band::detractor ? -1 : 0);
    out.fold.push_back(rows.folds[i]);
  }
  return out;
}

/// Ridge coefficients by the normal equations, without the rows of a fold (-1: with all).
inline std::vector<double> ridge(const Design& design, int without_fold, double penalty) {
  const std::size_t k = design.x[0].size();
  std::vector<std::vector<double>> system(k, std::vector<double>(k + 1, 0.0));
  for (std::size_t i = 0; i < design.y.size(); ++i) {
    if (design.fold[i] == without_fold) continue;
    for (std::size_t a = 0; a < k; ++a) {
      for (std::size_t b = 0; b < k; ++b) system[a][b] += design.x[i][a] * design.x[i][b];
      system[a][k] += design.x[i][a] * design.y[i];
    }
  }
  for (std::size_t a = 1; a < k; ++a) system[a][a] += penalty;
  return solve(system);
}

inline cxtext::AdjustedImpacts adjusted_impacts(const cxtext::DriverRows& rows) {
  const Design design = design_of(rows);
  const auto predicted = [&](std::size_t i, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t k = 0; k < b.size(); ++k) sum += b[k] * design.x[i][k];
    return sum;
  };
  cxtext::AdjustedImpacts out;
  double smallest = 1e300;
  for (const double penalty : cxtext::ridge_penalties) {
    double error = 0;
    for (int fold = 0; fold < 5; ++fold) {
      const std::vector<double> b = ridge(design, fold, penalty);
      for (std::size_t i = 0; i < design.y.size(); ++i) {
        if (design.fold[i] == fold) error += std::pow(design.y[i] - predicted(i, b), 2);
      }
    }
    if (error > smallest) continue;
    smallest = error;
    out.penalty = penalty;
  }
  const std::vector<double> b = ridge(design, -1, out.penalty);
  for (std::size_t t = 0; t < rows.n_themes; ++t) {
    double share = 0;
    for (const auto& x : design.x) share += x[t + 1] / static_cast<double>(design.x.size());
    out.impacts.push_back(100 * b[t + 1] * share);
  }
  return out;
}

}  // namespace reference
