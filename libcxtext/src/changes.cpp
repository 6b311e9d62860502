#include "cxtext/changes.h"

#include <cassert>
#include <cmath>
#include <limits>

#include "band_sums.h"
#include "distributions.h"

namespace cxtext {

namespace {

constexpr double points_of_one = 100.0;  // NPS points of a mean of x

double as_double(std::uint64_t n) noexcept { return static_cast<double>(n); }

}  // namespace

std::optional<TrendTest> cochran_armitage(std::span<const std::uint64_t> cases, std::span<const std::uint64_t> totals,
                                          std::span<const double> at) noexcept {
  assert(cases.size() == totals.size() && totals.size() == at.size());
  std::uint64_t all_cases = 0;
  std::uint64_t all = 0;
  double weighted_time = 0;
  for (std::size_t i = 0; i < totals.size(); ++i) {
    assert(cases[i] <= totals[i]);
    all_cases += cases[i];
    all += totals[i];
    weighted_time += as_double(totals[i]) * at[i];
  }
  if (all_cases < min_cell_tested || all - all_cases < min_cell_tested) return std::nullopt;
  const double mean_time = weighted_time / as_double(all);
  const double share = as_double(all_cases) / as_double(all);
  double moved = 0;
  double spread = 0;
  for (std::size_t i = 0; i < totals.size(); ++i) {
    const double time = at[i] - mean_time;
    moved += time * (as_double(cases[i]) - share * as_double(totals[i]));
    spread += as_double(totals[i]) * time * time;
  }
  if (spread <= 0) return std::nullopt;
  const double z = moved / std::sqrt(share * (1 - share) * spread);
  return TrendTest{z, normal_p(z)};
}

std::optional<LineFit> nps_slope(std::span<const BandCounts> periods, std::span<const double> at,
                                 double confidence) noexcept {
  assert(periods.size() == at.size());
  BandCounts all;
  double weighted_time = 0;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    all.merge(periods[i]);
    weighted_time += as_double(periods[i].n()) * at[i];
  }
  if (all.n() < min_cell_tested) return std::nullopt;
  const double n = as_double(all.n());
  const double mean_time = weighted_time / n;
  double spread = 0;
  double together = 0;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const double time = at[i] - mean_time;
    spread += as_double(periods[i].n()) * time * time;
    together += time * (as_double(periods[i].promoters) - as_double(periods[i].detractors));
  }
  if (spread <= 0) return std::nullopt;
  const double slope = together / spread;
  // Rows scatter around their period's mean, and the means around the line: two sums that never cancel.
  double residual = 0;
  const double mean = mean_of(all);
  for (std::size_t i = 0; i < periods.size(); ++i) {
    if (periods[i].n() == 0) continue;
    const double rows = as_double(periods[i].n());
    const double off = mean_of(periods[i]) - mean - slope * (at[i] - mean_time);
    residual += rows * (variance_of(periods[i]) + off * off);
  }
  LineFit out;
  out.se = points_of_one * std::sqrt(residual / (n - 2) / spread);
  const double half_width = student_quantile(confidence, n - 2) * out.se;
  out.slope = {points_of_one * slope, points_of_one * slope - half_width, points_of_one * slope + half_width};
  if (out.se > 0) {
    out.p = student_p(out.slope.value / out.se, n - 2);
  } else {
    out.p = out.slope.value == 0 ? 1 : std::numeric_limits<double>::min();
  }
  return out;
}

std::vector<BridgePart> nps_bridge(std::span<const BridgeBucket> buckets) {
  BandCounts before;
  BandCounts after;
  for (const BridgeBucket& bucket : buckets) {
    before.merge(bucket.before);
    after.merge(bucket.after);
  }
  if (before.n() == 0 || after.n() == 0) return {};
  const double middle = 0.5 * (mean_of(before) + mean_of(after));
  std::vector<BridgePart> out;
  for (const BridgeBucket& bucket : buckets) {
    BridgePart& part = out.emplace_back();
    if (bucket.before.n() == 0 && bucket.after.n() == 0) continue;
    const double share_0 = as_double(bucket.before.n()) / as_double(before.n());
    const double share_1 = as_double(bucket.after.n()) / as_double(after.n());
    const double nps_0 = mean_of(bucket.before.n() == 0 ? bucket.after : bucket.before);
    const double nps_1 = mean_of(bucket.after.n() == 0 ? bucket.before : bucket.after);
    part.mix = points_of_one * (share_1 - share_0) * (0.5 * (nps_0 + nps_1) - middle);
    part.rate = points_of_one * (nps_1 - nps_0) * 0.5 * (share_0 + share_1);
  }
  return out;
}

}  // namespace cxtext
