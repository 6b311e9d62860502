// The sections about the score: headline, what pulls it, its trend, its segments.

#include <algorithm>
#include <cmath>

#include "report_format.h"
#include "report_html.h"
#include "report_text.h"

namespace cxtext::pages {

namespace {

constexpr std::size_t max_bars = 16;

/// The scores of a band as people name them: "7–8" on a scale of whole numbers, else the cut points.
std::string scores_of(const Scale& scale, Band band) {
  const auto whole = [](double x) { return x == std::floor(x); };
  const bool steps = whole(scale.min) && whole(scale.max) && whole(scale.passive_from) && whole(scale.promoter_from);
  const auto span = [](double from, double to) {
    return from == to ? fmt::format("{}", from) : fmt::format("{}\u2013{}", from, to);
  };
  switch (band) {
    case Band::promoter:
      return span(scale.promoter_from, scale.max);
    case Band::passive:
      return steps ? span(scale.passive_from, scale.promoter_from - 1)
                   : fmt::format("{} to below {}", scale.passive_from, scale.promoter_from);
    case Band::detractor:
      return steps ? span(scale.min, scale.passive_from - 1) : fmt::format("below {}", scale.passive_from);
  }
  return {};
}

void add_band_legend(std::string& out, const Report& report) {
  const BandCounts& bands = report.nps.bands;
  const auto item = [&](std::string_view style, std::string_view name, std::uint64_t count, Band band) {
    add(out, "<li><span class=\"key {}\"></span><strong>{}</strong> {} <span class=\"muted\">{} ({})</span></li>\n",
        style, percent_of(count, bands.n()), name, grouped(count), scores_of(report.scale, band));
  };
  out += "<ul class=\"legend\">\n";
  item("up", "promoters", bands.promoters, Band::promoter);
  item("flat", "passives", bands.passives, Band::passive);
  item("down", "detractors", bands.detractors, Band::detractor);
  out += "</ul>\n";
}

void add_big_figure(std::string& out, const Report& report) {
  out += "<div class=\"headline\">\n";
  if (report.nps.nps) {
    add(out, "<p class=\"big\"><span class=\"figure\">{}</span> <span class=\"unit\">NPS</span></p>\n",
        signed_points(report.nps.nps->value, Minus::sign));
    add(out, "<div class=\"spread\">\n<p>95% interval {}, from {}.</p>\n",
        signed_interval(*report.nps.nps, Minus::sign), counted(report.nps.bands.n(), "score", "scores"));
    add_bands_bar(out, report.nps.bands);
    add_band_legend(out, report);
    out += "</div>\n";
  } else {
    out +=
        "<p class=\"none\">This export has no scores, so there is no NPS. Themes and feelings below rest on the "
        "comments alone.</p>\n";
  }
  out += "</div>\n";
}

void add_driver_sentence(std::string& out, const Report& report) {
  const auto up = themes_with(report, Verdict::pulls_up, 1);
  const auto down = themes_with(report, Verdict::pulls_down, 1);
  const auto named = [](const ThemeFigures& theme) {
    return fmt::format("<strong><bdi>{}</bdi></strong> ({} points)", html(one_line(theme.name)),
                       signed_points(theme.impact->value, Minus::sign));
  };
  if (!down.empty()) add(out, "<li>What pulls the score down most: {}.</li>\n", named(*down.front()));
  if (!up.empty()) add(out, "<li>What pulls the score up most: {}.</li>\n", named(*up.front()));
  if (up.empty() && down.empty() && report.nps.nps) out += "<li>No theme clearly moves the score.</li>\n";
}

void add_in_short(std::string& out, const Report& report) {
  const FeelingCounts& feelings = report.feelings;
  const std::uint64_t judged = feelings.positive + feelings.neutral + feelings.negative;
  std::string items;
  add_driver_sentence(items, report);
  if (judged > 0) {
    add(items, "<li>{} of comments are positive, {} negative, {} neutral or mixed.</li>\n",
        percent_of(feelings.positive, judged), percent_of(feelings.negative, judged),
        percent_of(feelings.neutral, judged));
  }
  if (report.nps_writers.nps && shown(report.nps_writers.bands)) {
    add(items, "<li>Those who also wrote a comment: NPS {}, from {}. Themes are measured among them.</li>\n",
        nps_phrase(report.nps_writers), counted(report.nps_writers.bands.n(), "score", "scores"));
  }
  if (!items.empty()) add(out, "<ul class=\"short\">\n{}</ul>\n", items);
}

/// The rows of one verdict in the table beside the chart.
void add_driver_group(std::string& out, const std::vector<const ThemeFigures*>& themes, Verdict verdict,
                      std::string_view heading) {
  bool first = true;
  for (const ThemeFigures* theme : themes) {
    if (verdict_of(*theme) != verdict) continue;
    if (first) {
      add(out,
          "<tbody>\n<tr class=\"group\"><th colspan=\"3\" scope=\"rowgroup\"><span class=\"key "
          "{}\"></span>{}</th></tr>\n",
          class_of(verdict), heading);
    }
    first = false;
    add(out, "<tr><th scope=\"row\"><bdi>{}</bdi></th><td>{}</td><td class=\"range\">{}</td></tr>\n",
        html(one_line(theme->name)), signed_points(theme->impact->value, Minus::sign),
        signed_interval(*theme->impact, Minus::sign));
  }
  if (!first) out += "</tbody>\n";
}

void add_period_table(std::string& out, const std::vector<PeriodFigures>& periods) {
  out +=
      "<details><summary>Figures by month</summary>\n<table>\n<thead><tr><th scope=\"col\">Month</th><th "
      "scope=\"col\">Comments</th><th scope=\"col\">Scores</th><th scope=\"col\">NPS <span class=\"range\">95% "
      "interval</span></th></tr></thead>\n<tbody>\n";
  for (const PeriodFigures& period : periods) {
    add(out, "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n", month_name(period.label),
        grouped(period.comments), grouped(period.nps.bands.n()), nps_phrase(period.nps));
  }
  out += "</tbody>\n</table>\n</details>\n";
}

}  // namespace

void add_headline(std::string& out, const Report& report) {
  out += "<section id=\"score\" aria-labelledby=\"score-heading\">\n<h2 id=\"score-heading\">The score</h2>\n";
  add_big_figure(out, report);
  add_in_short(out, report);
  out += "</section>\n";
}

void add_drivers(std::string& out, const Report& report) {
  if (report.themes.empty()) return;
  const auto themes = ladder(report, max_bars);
  out +=
      "<section id=\"drivers\" aria-labelledby=\"drivers-heading\">\n<h2 id=\"drivers-heading\">What pulls NPS up or "
      "down</h2>\n";
  if (themes.empty()) {
    out += "<p>No theme has enough scored comments (ten with it and ten without) to say what moves the score.</p>\n";
    out += "</section>\n";
    return;
  }
  out +=
      "<p>How many points the score would differ if the comments on a theme were left out. A thin line is the 95% "
      "interval; grey means no clear effect.</p>\n<div class=\"beside\">\n<figure>\n";
  add_driver_chart(out, themes);
  out +=
      "</figure>\n<table>\n<thead><tr><th scope=\"col\">Theme</th><th scope=\"col\">Impact</th><th scope=\"col\">95% "
      "interval</th></tr></thead>\n";
  auto from_below = themes;
  std::ranges::reverse(from_below);
  add_driver_group(out, themes, Verdict::pulls_up, "Pulls up");
  add_driver_group(out, from_below, Verdict::pulls_down, "Pulls down");
  add_driver_group(out, themes, Verdict::no_clear_effect, "No clear effect");
  out += "</table>\n</div>\n</section>\n";
}

void add_trend(std::string& out, const Report& report) {
  if (report.periods.empty()) return;
  const bool any = std::ranges::any_of(
      report.periods, [](const PeriodFigures& period) { return period.nps.nps && shown(period.nps.bands); });
  out += "<section id=\"trend\" aria-labelledby=\"trend-heading\">\n<h2 id=\"trend-heading\">Month by month</h2>\n";
  if (any) {
    out += "<p>NPS of all scores of a month; the shaded band is the 95% interval.</p>\n<figure>\n";
    add_trend_chart(out, report.periods);
    out += "</figure>\n";
  }
  add_period_table(out, report.periods);
  out += "</section>\n";
}

void add_segments(std::string& out, const Report& report) {
  if (report.segments.empty()) return;
  out +=
      "<section id=\"segments\" aria-labelledby=\"segments-heading\">\n<h2 id=\"segments-heading\">Segments</h2>\n"
      "<div class=\"columns\">\n";
  const std::string* column = nullptr;
  for (const SegmentFigures& segment : report.segments) {
    if (column == nullptr || *column != segment.column) {
      if (column != nullptr) out += "</tbody>\n</table>\n";
      add(out,
          "<table>\n<caption><bdi>{}</bdi></caption>\n<thead><tr><th scope=\"col\">Value</th><th "
          "scope=\"col\">Rows</th><th "
          "scope=\"col\">NPS <span class=\"range\">95% interval</span></th></tr></thead>\n<tbody>\n",
          html(one_line(segment.column)));
    }
    column = &segment.column;
    add(out, "<tr><th scope=\"row\"><bdi>{}</bdi></th><td>{}</td><td>{}</td></tr>\n",
        html(shortened(one_line(segment.value), 60)), grouped(segment.rows), nps_phrase(segment.nps));
  }
  out += "</tbody>\n</table>\n</div>\n</section>\n";
}

}  // namespace cxtext::pages
