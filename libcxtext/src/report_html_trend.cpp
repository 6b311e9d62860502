// The sections about change: NPS over time, what comes and goes, and the bridge between two groups of rows.

#include <algorithm>
#include <cmath>

#include "report_format.h"
#include "report_html.h"
#include "report_rows.h"

namespace cxtext::pages {

namespace {

std::string trend_heading(const Page& page) {
  switch (page.report.period_unit.value_or(PeriodUnit::month)) {
    case PeriodUnit::day:
      return page.say("trend_day");
    case PeriodUnit::week:
      return page.say("trend_week");
    case PeriodUnit::month:
      return page.say("trend_month");
    case PeriodUnit::quarter:
      return page.say("trend_quarter");
  }
  return {};
}

std::string unit_name(const Page& page) {
  switch (page.report.period_unit.value_or(PeriodUnit::month)) {
    case PeriodUnit::day:
      return page.say("day");
    case PeriodUnit::week:
      return page.say("week");
    case PeriodUnit::month:
      return page.say("month");
    case PeriodUnit::quarter:
      return page.say("quarter");
  }
  return {};
}

std::string counted_periods(const Page& page, std::size_t n) {
  switch (page.report.period_unit.value_or(PeriodUnit::month)) {
    case PeriodUnit::day:
      return page.say.counted("n_days", n);
    case PeriodUnit::week:
      return page.say.counted("n_weeks", n);
    case PeriodUnit::month:
      return page.say.counted("n_months", n);
    case PeriodUnit::quarter:
      return page.say.counted("n_quarters", n);
  }
  return {};
}

void add_slope(Page& page) {
  const std::optional<NpsSlope>& slope = page.report.nps_trend;
  if (!slope) return;
  const std::string points = page.say("points", page.say.points(slope->slope.value));
  const std::string interval = page.say.interval(slope->slope);
  page.paragraph(slope->p <= significant_q ? page.say("trend_clear", points, interval)
                                           : page.say("trend_flat", points, interval));
}

std::string names_of(const Report& report, std::initializer_list<TrendVerdict> verdicts) {
  std::string out;
  for (const ThemeFigures& theme : report.themes) {
    if (std::ranges::find(verdicts, theme.trend.verdict) == verdicts.end()) continue;
    if (!out.empty()) out += ", ";
    out += shown_name(theme.name);
  }
  return out;
}

void add_comers_and_goers(Page& page) {
  const std::string more = names_of(page.report, {TrendVerdict::emerging, TrendVerdict::fresh});
  const std::string fewer = names_of(page.report, {TrendVerdict::fading});
  if (!more.empty()) page.paragraph(page.say("emerging_list", more));
  if (!fewer.empty()) page.paragraph(page.say("fading_list", fewer));
}

void add_period_table(Page& page, std::span<const PeriodFigures> periods) {
  const Speech& say = page.say;
  page.add(
      "<details><summary>{}</summary>\n<table>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th "
      "scope=\"col\">{}</th><th scope=\"col\">NPS <span class=\"range\">{}</span></th></tr></thead>\n<tbody>\n",
      say("trend_table"), unit_name(page), say("comments"), say("scores"), say("interval_95"));
  for (const PeriodFigures& period : periods) {
    page.add("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n", shown_date(page, period.label),
             say.grouped(period.comments), say.grouped(period.nps.bands.n()), nps_phrase(page, period.nps));
  }
  page.out += "</tbody>\n</table>\n</details>\n";
}

/// "Jan 2025 to Jun 2025", or the value of a segment.
std::string group_name(const Page& page, const Comparison& comparison, const ComparedGroup& group) {
  if (comparison.by == ComparedBy::segment) return shown_name(group.first);
  const std::string first = shown_date(page, group.first);
  return group.first == group.last ? first : page.say("span", first, shown_date(page, group.last));
}

void add_change(Page& page, const Comparison& comparison) {
  const Speech& say = page.say;
  const auto nps = [&](const ComparedGroup& group) { return nps_phrase(page, group.nps); };
  page.paragraph(say("bridge_before_after", group_name(page, comparison, comparison.before), nps(comparison.before),
                     group_name(page, comparison, comparison.after), nps(comparison.after)));
  if (comparison.verdict == Verdict::not_enough_data || !comparison.change) {
    page.paragraph(say("change_thin"));
    return;
  }
  const std::string points = say("points", say.points(comparison.change->value));
  const std::string interval = say.interval(*comparison.change);
  page.paragraph(comparison.verdict == Verdict::no_clear_effect ? say("change_unclear", points, interval)
                                                                : say("change_clear", points, interval));
}

/// The bucket's name, not yet escaped.
std::string bucket_name(const Page& page, const std::string& bucket) {
  if (bucket == "no_theme") return page.say("bucket_no_theme");
  if (bucket == "no_text") return page.say("bucket_no_text");
  if (bucket == "other_themes") return page.say("bucket_other");
  for (const ThemeFigures& theme : page.report.themes) {
    if (theme.id == bucket) return theme.name;
  }
  return bucket;
}

struct BridgeRow {
  NamedBar bar;
  double rate = 0;
  double mix = 0;
};

/// The largest bars, and the rest as one.
std::vector<BridgeRow> bridge_rows(const Page& page, const Comparison& comparison) {
  std::vector<BridgeRow> out;
  BridgeRow rest{{page.say("bucket_rest"), 0}, 0, 0};
  for (const BridgeBar& bar : comparison.bridge) {
    if (out.size() + 1 < max_bars || comparison.bridge.size() <= max_bars) {
      out.push_back({{bucket_name(page, bar.bucket), bar.mix + bar.rate}, bar.rate, bar.mix});
    } else {
      rest.bar.points += bar.mix + bar.rate;
      rest.rate += bar.rate;
      rest.mix += bar.mix;
    }
  }
  if (comparison.bridge.size() > max_bars) out.push_back(std::move(rest));
  return out;
}

void add_bridge_table(Page& page, const Comparison& comparison, const std::vector<BridgeRow>& rows) {
  const Speech& say = page.say;
  page.add("<table>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th>", say("theme"), say("bridge_part"));
  page.add("<th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n", say("bridge_rate"),
           say("bridge_mix"));
  for (const BridgeRow& row : rows) {
    page.add("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n", shown_name(row.bar.name),
             say.points(row.bar.points), say.points(row.rate), say.points(row.mix));
  }
  page.add("</tbody>\n<tfoot><tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr></tfoot>\n</table>\n",
           say("bridge_all"), say.points(comparison.change->value), say.points(comparison.rate),
           say.points(comparison.mix));
}

}  // namespace

void add_trend(Page& page) {
  if (page.report.periods.empty()) return;
  const std::span<const PeriodFigures> all(page.report.periods);
  const auto periods = all.last(std::min(all.size(), max_periods));
  const bool any = std::ranges::any_of(
      periods, [](const PeriodFigures& period) { return period.nps.nps && shown(period.nps.bands); });
  page.open_section("trend", trend_heading(page));
  if (any) {
    page.paragraph(page.say("trend_intro"));
    add_slope(page);
  }
  add_comers_and_goers(page);
  if (any) {
    page.out += "<figure>\n";
    add_trend_chart(page, periods);
    page.out += "</figure>\n";
  }
  if (periods.size() < all.size()) {
    page.paragraph(page.say("trend_last", page.say.grouped(periods.size()), counted_periods(page, all.size())));
  }
  add_period_table(page, periods);
  page.out += "</section>\n";
}

void add_bridge(Page& page) {
  if (!page.report.comparison) return;
  const Comparison& comparison = *page.report.comparison;
  page.open_section(
      "bridge", comparison.by == ComparedBy::segment ? page.say("bridge_heading_groups") : page.say("bridge_heading"));
  add_change(page, comparison);
  const bool enough = comparison.verdict != Verdict::not_enough_data && comparison.change;
  if (enough && !comparison.bridge.empty()) {
    const std::vector<BridgeRow> rows = bridge_rows(page, comparison);
    std::vector<NamedBar> bars;
    for (const BridgeRow& row : rows) bars.push_back(row.bar);
    page.paragraph(page.say("bridge_intro"));
    page.out += "<div class=\"beside\">\n<figure>\n";
    add_bridge_chart(page, bars);
    page.out += "</figure>\n";
    add_bridge_table(page, comparison, rows);
    page.out += "</div>\n";
  }
  page.out += "</section>\n";
}

}  // namespace cxtext::pages
