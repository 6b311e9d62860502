// The permutation test of a theme, and the correction for testing many of them.
//
// Under the hypothesis that a theme's rows are a random draw, its (promoters, detractors) follow a multivariate
// hypergeometric distribution. Its weights are products of three binomials, whose logarithms are running sums of at
// most 200 terms: that stays exact where log-gammas of millions would cancel. Outcomes are compared with the observed
// one in whole numbers, so ties need no tolerance. Checked against plain enumeration in tests/reference.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>

#include "cxtext/nps.h"

#include "band_sums.h"

namespace cxtext {

namespace {

constexpr std::size_t max_exact_rows = 200;

/// A permutation p-value is never nought, even where double precision cannot tell it from that.
constexpr double smallest_p = std::numeric_limits<double>::min();

/// ln C(total, k) for k = 0 .. draws; minus infinity where k > total.
using LogBinomials = std::array<double, max_exact_rows + 1>;

LogBinomials log_binomials(std::uint64_t total, std::size_t draws) {
  LogBinomials out{};
  for (std::size_t k = 1; k <= draws; ++k) {
    out[k] = k > total ? -std::numeric_limits<double>::infinity()
                       : out[k - 1] + std::log(static_cast<double>(total - k + 1) / static_cast<double>(k));
  }
  return out;
}

/// |n_all sum_in - n_in sum_all|: the distance of a theme's mean from that of all rows, in units that are whole.
std::int64_t distance(std::int64_t sum_in, std::int64_t n_in, std::int64_t sum_all, std::int64_t n_all) {
  return std::abs(n_all * sum_in - n_in * sum_all);
}

double exact_test(const BandCounts& in, const BandCounts& all) {
  const auto draws = static_cast<std::size_t>(in.n());
  const LogBinomials promoters = log_binomials(all.promoters, draws);
  const LogBinomials passives = log_binomials(all.passives, draws);
  const LogBinomials detractors = log_binomials(all.detractors, draws);
  const auto log_weight = [&](std::size_t p, std::size_t d) {
    return promoters[p] + detractors[d] + passives[draws - p - d];
  };

  double top = -std::numeric_limits<double>::infinity();
  for (std::size_t p = 0; p <= draws; ++p) {
    for (std::size_t d = 0; d + p <= draws; ++d) top = std::max(top, log_weight(p, d));
  }

  const auto n_in = static_cast<std::int64_t>(in.n());
  const auto n_all = static_cast<std::int64_t>(all.n());
  const std::int64_t sum_all = static_cast<std::int64_t>(all.promoters) - static_cast<std::int64_t>(all.detractors);
  const std::int64_t sum_in = static_cast<std::int64_t>(in.promoters) - static_cast<std::int64_t>(in.detractors);
  const std::int64_t observed = distance(sum_in, n_in, sum_all, n_all);

  double total = 0;
  double extreme = 0;
  for (std::size_t p = 0; p <= draws; ++p) {
    for (std::size_t d = 0; d + p <= draws; ++d) {
      const double weight = std::exp(log_weight(p, d) - top);
      total += weight;
      const std::int64_t sum = static_cast<std::int64_t>(p) - static_cast<std::int64_t>(d);
      if (distance(sum, n_in, sum_all, n_all) >= observed) extreme += weight;
    }
  }
  return extreme / total;
}

double pooled_z_test(const BandCounts& in, const BandCounts& all) {
  const double variance = variance_of(all);
  if (variance <= 0) return 1;
  const auto n = static_cast<double>(all.n());
  const auto n_in = static_cast<double>(in.n());
  const double se = std::sqrt(variance / n_in * (n - n_in) / (n - 1));
  return std::erfc(std::abs(mean_of(in) - mean_of(all)) / se / std::sqrt(2.0));
}

}  // namespace

std::optional<double> theme_test(const BandCounts& in, const BandCounts& all) {
  if (!testable_rest(in, all)) return std::nullopt;
  const double p = in.n() <= max_exact_rows ? exact_test(in, all) : pooled_z_test(in, all);
  return std::clamp(p, smallest_p, 1.0);
}

std::vector<double> benjamini_hochberg(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });

  std::vector<double> q(p.size());
  double smallest = 1;
  for (std::size_t rank = p.size(); rank > 0; --rank) {
    const std::size_t at = order[rank - 1];
    smallest = std::min(smallest, p[at] * static_cast<double>(p.size()) / static_cast<double>(rank));
    q[at] = smallest;
  }
  return q;
}

}  // namespace cxtext
