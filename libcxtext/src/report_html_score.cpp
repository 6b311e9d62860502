// The sections about the score: headline, and what pulls it.

#include <algorithm>
#include <cmath>

#include "report_format.h"
#include "report_html.h"
#include "report_text.h"

namespace cxtext::pages {

namespace {

/// The scores of a band as people name them: "7–8" on a scale of whole numbers, else the cut points.
std::string scores_of(const Speech& say, const Scale& scale, Band band) {
  // No score is passive where the cut points are one.
  if (band == Band::passive && scale.passive_from == scale.promoter_from) return "\u2013";
  const auto whole = [](double x) { return x == std::floor(x); };
  const bool steps = whole(scale.min) && whole(scale.max) && whole(scale.passive_from) && whole(scale.promoter_from);
  const auto span = [&](double from, double to) {
    return from == to ? say.shortest(from) : fmt::format("{}\u2013{}", say.shortest(from), say.shortest(to));
  };
  switch (band) {
    case Band::promoter:
      return span(scale.promoter_from, scale.max);
    case Band::passive:
      return steps ? span(scale.passive_from, scale.promoter_from - 1)
                   : say("range_to_below", say.shortest(scale.passive_from), say.shortest(scale.promoter_from));
    case Band::detractor:
      return steps ? span(scale.min, scale.passive_from - 1) : say("range_below", say.shortest(scale.passive_from));
  }
  return {};
}

void add_bands(Page& page) {
  const BandCounts& bands = page.report.nps.bands;
  const Slice slices[] = {{bands.promoters, "up"}, {bands.passives, "flat"}, {bands.detractors, "down"}};
  add_bar(page, slices, "tall");
  const auto item = [&](std::string_view style, const std::string& name, std::uint64_t count, Band band) {
    page.add("<li><span class=\"key {}\"></span><strong>{}</strong> {} <span class=\"muted\">{} ({})</span></li>\n",
             style, page.say.percent_of(count, bands.n()), name, page.say.grouped(count),
             scores_of(page.say, page.report.scale, band));
  };
  page.out += "<ul class=\"legend\">\n";
  item("up", page.say("promoters"), bands.promoters, Band::promoter);
  item("flat", page.say("passives"), bands.passives, Band::passive);
  item("down", page.say("detractors"), bands.detractors, Band::detractor);
  page.out += "</ul>\n";
}

void add_big_figure(Page& page) {
  const Report& report = page.report;
  const std::string scores = page.say.counted("n_scores", report.nps.bands.n());
  page.out += "<div class=\"headline\">\n";
  if (!report.nps.nps) {
    page.add("<p class=\"none\">{}</p>\n", page.say("no_scores"));
  } else if (!shown(report.nps.bands)) {
    page.add("<p class=\"none\">{}</p>\n", page.say("headline_thin", scores));
  } else {
    page.add("<p class=\"big\"><span class=\"figure\">{}</span> <span class=\"unit\">NPS</span></p>\n",
             page.say.points(report.nps.nps->value));
    page.add("<div class=\"spread\">\n<p>{}</p>\n",
             page.say("headline_interval", page.say.interval(*report.nps.nps), scores));
    add_bands(page);
    page.out += "</div>\n";
  }
  page.out += "</div>\n";
}

void add_driver_sentences(Page& page, std::string& items) {
  const auto up = themes_with(page.report, Verdict::pulls_up, 1);
  const auto down = themes_with(page.report, Verdict::pulls_down, 1);
  const auto name = [](const ThemeFigures& theme) { return "<strong>" + shown_name(theme.name) + "</strong>"; };
  const auto points = [&](const ThemeFigures& theme) {
    return page.say("points", page.say.points(theme.impact->value));
  };
  if (!down.empty()) items += "<li>" + page.say("short_down", name(*down[0]), points(*down[0])) + "</li>\n";
  if (!up.empty()) items += "<li>" + page.say("short_up", name(*up[0]), points(*up[0])) + "</li>\n";
  if (up.empty() && down.empty() && page.report.nps.nps) items += "<li>" + page.say("short_none") + "</li>\n";
}

/// What people of other scales than 0 to 10 look for: the mean, and the share of the highest scores.
void add_scale_sentences(Page& page, std::string& items) {
  const ScoreFigures& scores = page.report.scores;
  if (scores.mean && scores.n >= min_cell_shown) {
    items += "<li>" +
             page.say("short_mean", page.say.decimal(scores.mean->value, 2), page.say.plain_interval(*scores.mean)) +
             "</li>\n";
  }
  if (scores.top_share && scores.top_from && scores.n >= min_cell_shown) {
    items += "<li>" +
             page.say("short_top", page.say.percent(scores.top_share->value), page.say.shortest(*scores.top_from),
                      page.say.percent_interval(*scores.top_share)) +
             "</li>\n";
  }
}

void add_in_short(Page& page) {
  const FeelingCounts& feelings = page.report.feelings;
  const std::uint64_t judged = feelings.positive + feelings.neutral + feelings.negative;
  const Speech& say = page.say;
  std::string items;
  add_driver_sentences(page, items);
  if (judged > 0) {
    items += "<li>" +
             say("short_feelings", say.percent_of(feelings.positive, judged), say.percent_of(feelings.negative, judged),
                 say.percent_of(feelings.neutral, judged)) +
             "</li>\n";
  }
  add_scale_sentences(page, items);
  if (page.report.nps_writers.nps && shown(page.report.nps_writers.bands)) {
    items += "<li>" +
             say("short_writers", nps_phrase(page, page.report.nps_writers),
                 say.counted("n_scores", page.report.nps_writers.bands.n())) +
             "</li>\n";
  }
  if (!items.empty()) page.add("<ul class=\"short\">\n{}</ul>\n", items);
}

/// The rows of one verdict in the table beside the chart.
void add_driver_group(Page& page, const std::vector<const ThemeFigures*>& themes, Verdict verdict,
                      std::string_view heading) {
  bool first = true;
  for (const ThemeFigures* theme : themes) {
    if (verdict_of(*theme) != verdict) continue;
    if (first) {
      page.add(
          "<tbody>\n<tr class=\"group\"><th colspan=\"3\" scope=\"rowgroup\"><span class=\"key "
          "{}\"></span>{}</th></tr>\n",
          class_of(verdict), heading);
    }
    first = false;
    page.add("<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"range\">{}</td></tr>\n", shown_name(theme->name),
             page.say.points(theme->impact->value), page.say.interval(*theme->impact));
  }
  if (!first) page.out += "</tbody>\n";
}

}  // namespace

void add_headline(Page& page) {
  page.open_section("score", page.say("score_heading"));
  add_big_figure(page);
  add_in_short(page);
  page.out += "</section>\n";
}

void add_drivers(Page& page) {
  if (page.report.themes.empty()) return;
  const auto themes = ladder(page.report, max_bars);
  page.open_section("drivers", page.say("drivers_heading"));
  if (themes.empty()) {
    page.paragraph(page.say("drivers_none"));
    page.out += "</section>\n";
    return;
  }
  page.paragraph(page.say("drivers_intro"));
  page.out += "<div class=\"beside\">\n<figure>\n";
  add_driver_chart(page, themes);
  page.add(
      "</figure>\n<table>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th "
      "scope=\"col\">{}</th></tr></thead>\n",
      page.say("theme"), page.say("impact"), page.say("interval_95"));
  auto from_below = themes;
  std::ranges::reverse(from_below);
  add_driver_group(page, themes, Verdict::pulls_up, page.say("group_up"));
  add_driver_group(page, from_below, Verdict::pulls_down, page.say("group_down"));
  add_driver_group(page, themes, Verdict::no_clear_effect, page.say("group_flat"));
  page.out += "</table>\n</div>\n";
  const auto measured = static_cast<std::size_t>(
      std::ranges::count_if(page.report.themes, [](const ThemeFigures& theme) { return theme.impact && theme.p; }));
  if (measured > themes.size()) {
    page.add("<p class=\"muted\">{}</p>\n",
             page.say("drivers_first", page.say.grouped(themes.size()), page.say.counted("n_themes", measured)));
  }
  page.out += "</section>\n";
}

}  // namespace cxtext::pages
