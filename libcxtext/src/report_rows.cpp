#include "report_rows.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace cxtext {

namespace {

constexpr std::size_t max_filled_periods = 120;

/// How many statements have a theme; in the order in which themes first come.
using ThemeCounts = std::vector<std::pair<std::uint32_t, std::size_t>>;

void count_theme(ThemeCounts& counts, std::uint32_t theme) {
  const auto known = std::ranges::find(counts, theme, &ThemeCounts::value_type::first);
  if (known == counts.end()) {
    counts.emplace_back(theme, 1);
  } else {
    ++known->second;
  }
}

/// Sorted themes of a row, each once, and its primary one: of equals the first.
void add_themes(ThemeCounts& counts, ReportRow& row, std::vector<std::uint32_t>& themes) {
  if (!counts.empty()) row.primary = std::ranges::max_element(counts, {}, &ThemeCounts::value_type::second)->first;
  std::ranges::sort(counts);
  row.first_theme = static_cast<std::uint32_t>(themes.size());
  row.n_themes = static_cast<std::uint32_t>(counts.size());
  for (const auto& [theme, count] : counts) themes.push_back(theme);
}

struct DaySpan {
  std::int32_t first;
  std::int32_t last;
};

/// What days may lie in: thrice as far from the middle nine tenths as these reach, and at least a year. Of few days
/// any.
DaySpan usual_days(std::vector<std::int32_t> days) {
  constexpr std::size_t few = 20;
  constexpr std::int32_t year = 366;
  if (days.size() < few) {
    return {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
  }
  std::ranges::sort(days);
  const std::int32_t low = days[days.size() / 20];
  const std::int32_t high = days[days.size() - 1 - days.size() / 20];
  const std::int32_t reach = std::max(year, 3 * (high - low));
  return {low - reach, high + reach};
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
  ThemeCounts counts;
  for (std::size_t c = 0; c < comments.size(); ++c) {
    const AnalyzedComment& analyzed = input.comments[c];
    ReportRow& row = out.rows.emplace_back();
    if (comments[c].score) row.band = scale.band(*comments[c].score);
    row.has_text = !comments[c].text.empty();
    if (row.has_text) row.lang = analyzed.lang.lang;
    row.readable = row.has_text && analyzed.lang.lang != Lang::other;
    row.has_content = row.readable && analyzed.has_content;
    counts.clear();
    for (std::uint64_t s = analyzed.first_statement; s < analyzed.first_statement + analyzed.n_statements; ++s) {
      const AnalyzedStatement& statement = input.statements[s];
      for (std::uint32_t t = 0; t < statement.n_themes; ++t) {
        count_theme(counts, input.themes[statement.first_theme + t]);
      }
    }
    add_themes(counts, row, out.themes);
  }
  return out;
}

std::vector<Lang> compared_languages(const ReportRows& rows) {
  std::array<std::uint64_t, n_langs> scored{};
  for (const ReportRow& row : rows.rows) {
    if (row.band) ++scored[index_of(row.lang)];
  }
  std::vector<Lang> out;
  for (const Lang lang : lexicon_langs) {
    if (scored[index_of(lang)] >= min_cell_tested) out.push_back(lang);
  }
  if (out.size() < 2) out.clear();
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
  // A mistyped year would squeeze all others to the edge, and be the first half of a comparison.
  const DaySpan span = usual_days(days);
  report.input.stray_dates = static_cast<std::uint64_t>(
      std::erase_if(days, [&](std::int32_t day) { return day < span.first || day > span.last; }));
  for (std::optional<std::int32_t>& day : day_of) {
    if (day && (*day < span.first || *day > span.last)) day.reset();
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
