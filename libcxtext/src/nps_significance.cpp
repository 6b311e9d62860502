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
#include "distributions.h"

namespace cxtext {

namespace {

constexpr std::size_t max_exact_rows = 200;

/// A permutation p-value is never nought, even where double precision cannot tell it from that.
double as_p(double p) { return std::clamp(p, std::numeric_limits<double>::min(), 1.0); }

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
  return normal_p((mean_of(in) - mean_of(all)) / se);
}

/// Of `draws` rows out of `all`, of which `all_with` have something, `with` have it. draws is at most max_exact_rows.
double exact_share_test(std::uint64_t with, std::uint64_t draws, std::uint64_t all_with, std::uint64_t all) {
  const LogBinomials having = log_binomials(all_with, draws);
  const LogBinomials lacking = log_binomials(all - all_with, draws);
  double top = -std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k <= draws; ++k) top = std::max(top, having[k] + lacking[draws - k]);
  const auto distance_of = [&](std::uint64_t k) {
    return distance(static_cast<std::int64_t>(k), static_cast<std::int64_t>(draws), static_cast<std::int64_t>(all_with),
                    static_cast<std::int64_t>(all));
  };
  const std::int64_t observed = distance_of(with);
  double total = 0;
  double extreme = 0;
  for (std::size_t k = 0; k <= draws; ++k) {
    const double weight = std::exp(having[k] + lacking[draws - k] - top);
    total += weight;
    if (distance_of(k) >= observed) extreme += weight;
  }
  return extreme / total;
}

double z_share_test(const ShareCounts& counts) {
  const auto n = static_cast<double>(counts.all);
  const auto in = static_cast<double>(counts.in);
  const double share = static_cast<double>(counts.all_with) / n;
  const double se = std::sqrt(share * (1 - share) / in * (n - in) / (n - 1));
  return normal_p((static_cast<double>(counts.in_with) / in - share) / se);
}

}  // namespace

std::optional<double> theme_test(const BandCounts& in, const BandCounts& all) {
  if (!testable_rest(in, all)) return std::nullopt;
  const double p = in.n() <= max_exact_rows ? exact_test(in, all) : pooled_z_test(in, all);
  return as_p(p);
}

std::optional<double> share_test(const ShareCounts& counts) {
  const auto [in_with, in, all_with, all] = counts;
  if (in > all || all_with > all || in_with > in || in_with > all_with || in - in_with > all - all_with) {
    return std::nullopt;
  }
  if (std::min({in, all - in, all_with, all - all_with}) < min_cell_tested) return std::nullopt;
  // The distribution is the same whichever of the two margins is drawn from the other, and whichever side of it is
  // looked at: the smallest has the fewest outcomes.
  const std::uint64_t in_without = in - in_with;
  const std::uint64_t out_with = all_with - in_with;
  if (in <= max_exact_rows) return as_p(exact_share_test(in_with, in, all_with, all));
  if (all_with <= max_exact_rows) return as_p(exact_share_test(in_with, all_with, in, all));
  if (all - in <= max_exact_rows) return as_p(exact_share_test(out_with, all - in, all_with, all));
  if (all - all_with <= max_exact_rows) return as_p(exact_share_test(in_without, all - all_with, in, all));
  return as_p(z_share_test(counts));
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
