#include "report_rows.h"

#include <algorithm>
#include <set>

namespace cxtext {

namespace {

constexpr std::size_t max_filled_periods = 120;

/// Sorted themes of a row, each once, and its primary one. in_order: the themes of its statements as they come.
void add_themes(std::vector<std::uint32_t>& in_order, ReportRow& row, std::vector<std::uint32_t>& themes) {
  std::ptrdiff_t most = 0;
  for (const std::uint32_t theme : in_order) {
    const std::ptrdiff_t statements = std::count(in_order.begin(), in_order.end(), theme);
    if (statements <= most) continue;
    most = statements;
    row.primary = theme;
  }
  std::sort(in_order.begin(), in_order.end());
  in_order.erase(std::unique(in_order.begin(), in_order.end()), in_order.end());
  row.first_theme = static_cast<std::uint32_t>(themes.size());
  row.n_themes = static_cast<std::uint32_t>(in_order.size());
  themes.insert(themes.end(), in_order.begin(), in_order.end());
}

/// Periods without rows stand between those with rows, unless a stray date would make too many of them.
void list_periods(PeriodUnit unit, const std::set<std::int32_t>& present, Report& report) {
  const std::int32_t first = *present.begin();
  const auto span = static_cast<std::size_t>(*present.rbegin() - first) + 1;
  const bool fill = span <= max_filled_periods || span <= 2 * present.size();
  report.period_unit = unit;
  for (std::int32_t number = first; number <= *present.rbegin(); ++number) {
    if (!fill && !present.contains(number)) continue;
    PeriodFigures& period = report.periods.emplace_back();
    period.label = period_label(number, unit);
    period.index = static_cast<std::uint32_t>(number - first);
    period.first_day = first_day_of(number, unit);
    period.last_day = last_day_of(number, unit);
  }
}

}  // namespace

ReportRows report_rows(const std::vector<Comment>& comments, const AnalyzedInput& input, const Scale& scale) {
  ReportRows out;
  out.rows.reserve(comments.size());
  std::vector<std::uint32_t> in_order;
  for (std::size_t c = 0; c < comments.size(); ++c) {
    const AnalyzedComment& analyzed = input.comments[c];
    ReportRow& row = out.rows.emplace_back();
    if (comments[c].score) row.band = scale.band(*comments[c].score);
    row.has_text = !comments[c].text.empty();
    row.has_content = analyzed.has_content;
    in_order.clear();
    for (std::uint64_t s = analyzed.first_statement; s < analyzed.first_statement + analyzed.n_statements; ++s) {
      const AnalyzedStatement& statement = input.statements[s];
      const auto first = input.themes.begin() + statement.first_theme;
      in_order.insert(in_order.end(), first, first + statement.n_themes);
    }
    add_themes(in_order, row, out.themes);
  }
  return out;
}

void count_periods(const std::vector<Comment>& comments, std::optional<PeriodUnit> asked, ReportRows& rows,
                   Report& report) {
  std::vector<std::optional<std::int32_t>> day_of(comments.size());
  std::vector<std::int32_t> days;
  for (std::size_t c = 0; c < comments.size(); ++c) {
    day_of[c] = day_number(comments[c].date);
    if (day_of[c]) days.push_back(*day_of[c]);
  }
  const PeriodUnit unit = asked.value_or(unit_for(days));
  std::set<std::int32_t> present;
  for (const std::int32_t day : days) present.insert(period_of_day(day, unit));
  if (present.size() < 2) return;
  list_periods(unit, present, report);

  std::vector<BandCounts> bands(report.periods.size());
  for (std::size_t c = 0; c < comments.size(); ++c) {
    if (!day_of[c]) continue;
    const auto index = static_cast<std::uint32_t>(period_of_day(*day_of[c], unit) - *present.begin());
    const auto at = std::ranges::lower_bound(report.periods, index, {}, &PeriodFigures::index);
    ReportRow& row = rows.rows[c];
    row.period = static_cast<std::uint32_t>(at - report.periods.begin());
    ++at->rows;
    if (row.has_text) ++at->comments;
    if (row.has_content) ++at->with_content;
    if (row.band) bands[row.period].add(*row.band);
  }
  for (std::size_t p = 0; p < bands.size(); ++p) report.periods[p].nps = nps_figure(bands[p]);
}

Verdict verdict_of(const Estimate& difference, double q) noexcept {
  if (q > significant_q || difference.value == 0) return Verdict::no_clear_effect;
  return difference.value > 0 ? Verdict::pulls_up : Verdict::pulls_down;
}

void correct(std::span<const PandQ> tests) {
  std::vector<double> p;
  for (const PandQ& test : tests) {
    if (*test.p) p.push_back(**test.p);
  }
  const std::vector<double> q = benjamini_hochberg(p);
  std::size_t next = 0;
  for (const PandQ& test : tests) {
    if (*test.p) *test.q = q[next++];
  }
}

}  // namespace cxtext
