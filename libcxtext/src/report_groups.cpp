// Groups of rows side by side: the values of a segment column, and two periods or segments that are compared.

#include "report_groups.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "cxtext/changes.h"

#include "io_utf8.h"
#include "report_format.h"

namespace cxtext {

namespace {

/// What is counted of a group of rows.
struct Group {
  std::uint64_t rows = 0;
  std::uint64_t with_content = 0;
  BandCounts bands;
  std::vector<std::uint64_t> themes;  ///< comments with each theme of the report

  explicit Group(std::size_t n_themes) : themes(n_themes, 0) {}

  void add(const ReportRow& row, std::span<const std::uint32_t> themes_of_row,
           const std::vector<std::uint32_t>& place_of_theme) {
    ++rows;
    if (row.has_content) ++with_content;
    if (row.band) bands.add(*row.band);
    for (const std::uint32_t theme : themes_of_row) {
      if (place_of_theme[theme] != none) ++themes[place_of_theme[theme]];
    }
  }

  void merge(const Group& other) {
    rows += other.rows;
    with_content += other.with_content;
    bands.merge(other.bands);
    for (std::size_t t = 0; t < themes.size(); ++t) themes[t] += other.themes[t];
  }
};

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// Every theme of the report in the group beside the rest of `all`.
std::vector<ThemeContrast> contrasts(const Group& group, const Group& all, const Report& report) {
  std::vector<ThemeContrast> out;
  for (std::size_t t = 0; t < report.themes.size(); ++t) {
    ThemeContrast& contrast = out.emplace_back();
    contrast.theme = report.themes[t].id;
    contrast.in = group.themes[t];
    contrast.out = all.themes[t] - group.themes[t];
    contrast.share_in = share(contrast.in, group.with_content);
    contrast.share_out = share(contrast.out, all.with_content - group.with_content);
    contrast.p = share_test({group.themes[t], group.with_content, all.themes[t], all.with_content});
  }
  return out;
}

void correct_contrasts(std::span<ThemeContrast* const> contrasts) {
  std::vector<PandQ> tests;
  for (ThemeContrast* contrast : contrasts) tests.push_back({&contrast->p, &contrast->q});
  correct(tests);
  for (ThemeContrast* contrast : contrasts) contrast->significant = contrast->q && *contrast->q <= significant_q;
}

/// One column: its values that may be shown, tested against its other rows. others: those of values that are not shown.
void add_column(const std::string& name, const std::map<std::string, Group>& values, const Group& others,
                Report& report) {
  Group all = others;
  for (const auto& [value, group] : values) all.merge(group);
  const std::size_t first = report.segments.size();
  for (const auto& [value, group] : values) {
    if (group.rows < min_cell_shown) continue;
    SegmentFigures& segment = report.segments.emplace_back();
    segment.column = name;
    segment.value = value;
    segment.rows = group.rows;
    segment.with_content = group.with_content;
    segment.nps = nps_figure(group.bands);
    segment.gap = gap(group.bands, all.bands);
    segment.p = theme_test(group.bands, all.bands);
    segment.themes = contrasts(group, all, report);
  }
  std::vector<PandQ> tests;
  std::vector<ThemeContrast*> of_themes;
  for (std::size_t s = first; s < report.segments.size(); ++s) {
    SegmentFigures& segment = report.segments[s];
    tests.push_back({&segment.p, &segment.q});
    for (ThemeContrast& contrast : segment.themes) of_themes.push_back(&contrast);
  }
  correct(tests);
  correct_contrasts(of_themes);
  for (std::size_t s = first; s < report.segments.size(); ++s) {
    SegmentFigures& segment = report.segments[s];
    if (segment.q) segment.verdict = verdict_of(*segment.gap, *segment.q);
    std::erase_if(segment.themes, [](const ThemeContrast& contrast) { return !contrast.significant; });
    const auto size = [](const ThemeContrast& c) { return pages::rounded_share(std::abs(c.share_in - c.share_out)); };
    std::ranges::stable_sort(segment.themes, std::greater(), size);
  }
}

/// The languages found, as if the export had them in a column.
void add_languages(const ReportRows& rows, const std::vector<std::uint32_t>& place_of_theme, Report& report) {
  if (compared_languages(rows).empty()) return;
  std::map<std::string, Group> values;
  for (const ReportRow& row : rows.rows) {
    if (row.lang == Lang::undetermined) continue;
    values.try_emplace(std::string(to_code(row.lang)), report.themes.size())
        .first->second.add(row, rows.themes_of(row), place_of_theme);
  }
  const std::size_t first = report.segments.size();
  add_column(std::string(language_column), values, Group(report.themes.size()), report);
  for (SegmentFigures& segment : std::span(report.segments).subspan(first))
    segment.language = parse_lang(segment.value);
}

/// One row of either group, or of neither.
enum class Side : std::uint8_t { neither, before, after };
using SideOf = std::function<Side(std::size_t row)>;

/// Rows by their primary theme: places of themes of the report, then "no_theme", "no_text" and "other_themes".
std::vector<BridgeBar> bridge(const ReportRows& rows, const std::vector<std::uint32_t>& place_of_theme,
                              const SideOf& side_of, const Report& report) {
  const std::size_t no_theme = report.themes.size();
  const std::size_t no_text = no_theme + 1;
  const std::size_t others = no_theme + 2;
  std::vector<BridgeBucket> buckets(others + 1);
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    const ReportRow& row = rows.rows[i];
    const Side side = side_of(i);
    if (!row.band || side == Side::neither) continue;
    std::size_t bucket = no_text;
    if (row.has_text) bucket = no_theme;
    if (row.primary != none) bucket = place_of_theme[row.primary] == none ? others : place_of_theme[row.primary];
    (side == Side::before ? buckets[bucket].before : buckets[bucket].after).add(*row.band);
  }
  for (std::size_t t = 0; t < no_theme; ++t) {
    if (buckets[t].before.n() + buckets[t].after.n() >= min_cell_tested) continue;
    buckets[others].before.merge(buckets[t].before);
    buckets[others].after.merge(buckets[t].after);
    buckets[t] = {};
  }
  const std::vector<BridgePart> parts = nps_bridge(buckets);
  std::vector<BridgeBar> out;
  for (std::size_t b = 0; b < parts.size(); ++b) {
    if (buckets[b].before.n() + buckets[b].after.n() == 0) continue;
    const std::string name = b < no_theme    ? report.themes[b].id
                             : b == no_theme ? "no_theme"
                             : b == no_text  ? "no_text"
                                             : "other_themes";
    out.push_back({name, buckets[b].before, buckets[b].after, parts[b].mix, parts[b].rate});
  }
  const auto size = [](const BridgeBar& bar) { return pages::rounded_points(std::abs(bar.mix + bar.rate)); };
  std::ranges::stable_sort(out, std::greater(), size);
  return out;
}

void fill(const ReportRows& rows, const std::vector<std::uint32_t>& place_of_theme, const SideOf& side_of,
          Comparison& out, const Report& report) {
  Group before(report.themes.size());
  Group after(report.themes.size());
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    const Side side = side_of(i);
    if (side == Side::neither) continue;
    (side == Side::before ? before : after).add(rows.rows[i], rows.themes_of(rows.rows[i]), place_of_theme);
  }
  const auto put = [](const Group& group, ComparedGroup& to) {
    to.rows = group.rows;
    to.with_content = group.with_content;
    to.nps = nps_figure(group.bands);
  };
  put(before, out.before);
  put(after, out.after);
  Group both = before;
  both.merge(after);
  out.change = gap(after.bands, both.bands);
  out.p = theme_test(after.bands, both.bands);
  if (out.p) out.verdict = verdict_of(*out.change, *out.p);
  out.bridge = bridge(rows, place_of_theme, side_of, report);
  for (const BridgeBar& bar : out.bridge) {
    out.mix += bar.mix;
    out.rate += bar.rate;
  }
  out.themes = contrasts(after, both, report);
  std::vector<ThemeContrast*> of_themes;
  for (ThemeContrast& contrast : out.themes) of_themes.push_back(&contrast);
  correct_contrasts(of_themes);
}

/// The first half of the periods and the second.
void compare_halves(const ReportRows& rows, const std::vector<std::uint32_t>& place_of_theme, Report& report) {
  const std::size_t middle = first_of_second_half(report.periods);
  Comparison out;
  out.before.first = report.periods.front().label;
  out.before.last = report.periods[middle - 1].label;
  out.after.first = report.periods[middle].label;
  out.after.last = report.periods.back().label;
  const SideOf side_of = [&](std::size_t i) {
    const std::uint32_t period = rows.rows[i].period;
    return period == none ? Side::neither : period < middle ? Side::before : Side::after;
  };
  fill(rows, place_of_theme, side_of, out, report);
  report.comparison = std::move(out);
}

/// The values of most rows, of equals the first by name; counts those that are left out.
std::vector<std::string> largest_values(const std::vector<Comment>& comments, std::size_t column, Report& report) {
  std::map<std::string, std::size_t> rows_of;
  for (const Comment& comment : comments) {
    if (column < comment.segments.size() && !comment.segments[column].empty()) ++rows_of[comment.segments[column]];
  }
  std::vector<std::pair<std::string, std::size_t>> values(rows_of.begin(), rows_of.end());
  std::ranges::stable_sort(values, std::greater(), &std::pair<std::string, std::size_t>::second);
  if (values.size() > max_segment_values) {
    report.segments_cut += values.size() - max_segment_values;
    values.resize(max_segment_values);
  }
  std::vector<std::string> out;
  for (auto& [value, n] : values) out.push_back(std::move(value));
  return out;
}

std::uint32_t period_with(const Report& report, const std::string& label) {
  const auto at = std::ranges::find(report.periods, label, &PeriodFigures::label);
  return at == report.periods.end() ? none : static_cast<std::uint32_t>(at - report.periods.begin());
}

}  // namespace

std::size_t first_of_second_half(const std::vector<PeriodFigures>& periods) noexcept {
  const std::uint32_t middle = (periods.back().index + 1) / 2;
  std::size_t at = 1;  // there is a first half, even where it is one period a long way off
  while (at + 1 < periods.size() && periods[at].index < middle) ++at;
  return at;
}

void count_segments(const InputRows& input, const ReportRows& rows, const std::vector<std::uint32_t>& place_of_theme,
                    Report& report) {
  for (std::size_t column = 0; column < input.segment_names.size(); ++column) {
    std::map<std::string, Group> values;
    for (const std::string& value : largest_values(input.comments, column, report)) {
      values.try_emplace(value, report.themes.size());
    }
    Group others(report.themes.size());
    for (std::size_t c = 0; c < input.comments.size(); ++c) {
      const std::vector<std::string>& segments = input.comments[c].segments;
      if (column >= segments.size() || segments[column].empty()) continue;
      const auto at = values.find(segments[column]);
      Group& group = at == values.end() ? others : at->second;
      group.add(rows.rows[c], rows.themes_of(rows.rows[c]), place_of_theme);
    }
    add_column(input.segment_names[column], values, others, report);
  }
  const auto taken = [](const std::string& name) { return io::folded(name) == language_column; };
  if (std::ranges::none_of(input.segment_names, taken)) add_languages(rows, place_of_theme, report);
}

void compare(const InputRows& input, const ReportRows& rows, const std::vector<std::uint32_t>& place_of_theme,
             const std::string& asked, Report& report) {
  if (asked.empty()) {
    if (report.periods.size() >= 2) compare_halves(rows, place_of_theme, report);
    return;
  }
  const std::size_t dots = asked.find("..");
  if (dots == std::string::npos) return;
  Comparison out;
  out.before.first = out.before.last = asked.substr(0, dots);
  out.after.first = out.after.last = asked.substr(dots + 2);
  if (out.before.first == out.after.first) return;
  const std::uint32_t from = period_with(report, out.before.first);
  const std::uint32_t to = period_with(report, out.after.first);
  if (from != none && to != none) {
    fill(
        rows, place_of_theme,
        [&](std::size_t i) {
          const std::uint32_t period = rows.rows[i].period;
          return period == none   ? Side::neither
                 : period == from ? Side::before
                 : period == to   ? Side::after
                                  : Side::neither;
        },
        out, report);
    report.comparison = std::move(out);
    return;
  }
  for (std::size_t column = 0; column < input.segment_names.size(); ++column) {
    const auto side_of = [&](std::size_t i) {
      const std::vector<std::string>& segments = input.comments[i].segments;
      if (column >= segments.size()) return Side::neither;
      if (segments[column] == out.before.first) return Side::before;
      return segments[column] == out.after.first ? Side::after : Side::neither;
    };
    std::uint64_t found[3] = {0, 0, 0};
    for (std::size_t i = 0; i < rows.rows.size(); ++i) ++found[static_cast<std::size_t>(side_of(i))];
    if (found[1] < min_cell_shown || found[2] < min_cell_shown) continue;
    out.by = ComparedBy::segment;
    out.column = input.segment_names[column];
    fill(rows, place_of_theme, side_of, out, report);
    report.comparison = std::move(out);
    return;
  }
}

}  // namespace cxtext
