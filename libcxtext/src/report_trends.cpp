// How themes and scores move over the periods of a report.

#include <numeric>

#include "cxtext/changes.h"

#include "report_groups.h"

namespace cxtext {

namespace {

std::optional<NpsSlope> slope_of(std::span<const BandCounts> bands, std::span<const double> at) {
  const auto fit = nps_slope(bands, at);
  if (!fit) return std::nullopt;
  return NpsSlope{fit->slope, fit->se, fit->p, {}};
}

std::uint64_t sum(std::span<const std::uint64_t> counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

TrendVerdict verdict_of(const ThemeFigures& theme, std::span<const std::uint64_t> with_content, std::size_t middle) {
  const std::span<const std::uint64_t> comments(theme.by_period);
  const bool is_new = sum(comments.first(middle)) == 0 && sum(comments.subspan(middle)) >= min_cell_tested &&
                      sum(with_content.first(middle)) >= min_cell_tested;
  if (is_new) return TrendVerdict::fresh;
  if (!theme.trend.q) return TrendVerdict::not_enough_data;
  if (*theme.trend.q > significant_q) return TrendVerdict::steady;
  return *theme.trend.z > 0 ? TrendVerdict::emerging : TrendVerdict::fading;
}

}  // namespace

void measure_trends(Report& report) {
  if (report.periods.size() < 2) return;
  std::vector<double> at;
  std::vector<std::uint64_t> with_content;
  std::vector<BandCounts> all;
  for (const PeriodFigures& period : report.periods) {
    at.push_back(static_cast<double>(period.index));
    with_content.push_back(period.with_content);
    all.push_back(period.nps.bands);
  }
  report.nps_trend = slope_of(all, at);
  std::vector<PandQ> of_shares;
  for (ThemeFigures& theme : report.themes) {
    if (const auto test = cochran_armitage(theme.by_period, with_content, at)) {
      theme.trend.z = test->z;
      theme.trend.p = test->p;
    }
    theme.trend.nps = slope_of(theme.trend.bands, at);
    of_shares.push_back({&theme.trend.p, &theme.trend.q});
  }
  correct(of_shares);

  std::vector<double> of_slopes;
  for (const ThemeFigures& theme : report.themes) {
    if (theme.trend.nps) of_slopes.push_back(theme.trend.nps->p);
  }
  const std::vector<double> q = benjamini_hochberg(of_slopes);
  std::size_t next = 0;
  const std::size_t middle = first_of_second_half(report.periods);
  for (ThemeFigures& theme : report.themes) {
    if (theme.trend.nps) theme.trend.nps->q = q[next++];
    theme.trend.verdict = verdict_of(theme, with_content, middle);
  }
}

}  // namespace cxtext
