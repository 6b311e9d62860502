// report.html: one file that needs nothing else. Nothing to load, no script but the one whose hash the policy names, so
// that the page may be mailed and opened anywhere. Sections are in report_html_*.cpp, pictures in
// report_html_charts.cpp and report_html_trend_chart.cpp, the style sheet in report_html_style.cpp.

#include "report_html.h"

#include "report_format.h"
#include "report_text.h"

namespace cxtext {

namespace pages {

namespace {

void add_head(Page& page) {
  page.add("<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n", page.say.code());
  page.add(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src "
      "data:; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n",
      page_script_hash());
  page.out +=
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<link rel=\"icon\" href=\"data:,\">\n";
  page.add("<title>{}</title>\n<style>\n{}</style>\n</head>\n", html(one_line(title_of(page.report))), page_style());
}

/// "Jan 2025 to Mar 2026"; empty without dates.
std::string time_span(const Page& page) {
  const std::vector<PeriodFigures>& periods = page.report.periods;
  if (periods.empty()) return {};
  if (periods.size() == 1) return shown_date(page, periods.front().label);
  return page.say("span", shown_date(page, periods.front().label), shown_date(page, periods.back().label));
}

void add_masthead(Page& page) {
  const Report& report = page.report;
  const Speech& say = page.say;
  page.add("<header class=\"masthead\">\n<h1>{}</h1>\n<p>", html(one_line(title_of(report))));
  page.add("{}, {}", say.counted("n_comments", report.input.comments), say.counted("n_scores", report.input.scored));
  if (const std::string span = time_span(page); !span.empty()) page.add(", {}", span);
  page.add("</p>\n<nav aria-label=\"{}\">\n", say("nav_sections"));
  const auto link = [&](bool there, std::string_view id, const std::string& name) {
    if (there) page.add("<a href=\"#{}\">{}</a>\n", id, name);
  };
  const bool themes = !report.themes.empty();
  link(true, "score", say("nav_score"));
  link(themes, "drivers", say("nav_drivers"));
  link(!report.periods.empty(), "trend", say("nav_trend"));
  link(report.comparison.has_value(), "bridge", say("nav_change"));
  link(!report.segments.empty(), "segments", say("nav_segments"));
  link(themes, "themes", say("themes"));
  link(themes, "voices", say("nav_voices"));
  link(!report.loop.call.empty() || !report.loop.thank.empty() || !report.loop.conflicts.empty(), "loop",
       say("nav_loop"));
  link(true, "data", say("nav_data"));
  link(true, "method", say("nav_method"));
  page.out += "</nav>\n</header>\n";
}

}  // namespace

void Page::open_section(std::string_view id, std::string_view heading) {
  add("<section id=\"{}\" aria-labelledby=\"{}-heading\">\n<h2 id=\"{}-heading\">{}</h2>\n", id, id, id, heading);
}

std::string_view class_of(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::pulls_up:
      return "up";
    case Verdict::pulls_down:
      return "down";
    case Verdict::no_clear_effect:
      return "flat";
    case Verdict::not_enough_data:
      return "thin";
  }
  return "";
}

std::string shown_name(std::string_view text, std::size_t max) {
  return "<bdi>" + html(shortened(one_line(text), max)) + "</bdi>";
}

std::string theme_name(const Report& report, std::string_view id) {
  for (const ThemeFigures& theme : report.themes) {
    if (theme.id == id) return shown_name(theme.name);
  }
  return shown_name(id);
}

std::string shown_date(const Page& page, std::string_view label) {
  return html(shortened(one_line(page.say.date(label)), 40));
}

std::string with_interval(const Page& page, const Estimate& estimate) {
  return fmt::format("{} <span class=\"range\">{}</span>", page.say.points(estimate.value),
                     page.say.interval(estimate));
}

std::string nps_phrase(const Page& page, const NpsFigure& figure) {
  if (!figure.nps || !shown(figure.bands)) {
    return fmt::format("<span class=\"muted\">{}</span>", page.say("too_few_scores"));
  }
  return with_interval(page, *figure.nps);
}

void add_cell(Page& page, std::string_view label, std::string_view content, std::string_view style) {
  page.add("<td role=\"cell\" data-label=\"{}\"", label);
  if (!style.empty()) page.add(" class=\"{}\"", style);
  page.add(">{}</td>", content);
}

void open_stack(Page& page, std::string_view id, std::string_view caption, std::span<const std::string> columns,
                std::string_view style) {
  page.add("<table class=\"stack{}{}\" role=\"table\"", style.empty() ? "" : " ", style);
  if (!id.empty()) page.add(" id=\"{}\"", id);
  page.out += ">\n";
  if (!caption.empty()) page.add("<caption>{}</caption>\n", caption);
  page.out += "<thead role=\"rowgroup\"><tr role=\"row\">";
  for (const std::string& column : columns) page.add("<th role=\"columnheader\" scope=\"col\">{}</th>", column);
  page.out += "</tr></thead>\n<tbody role=\"rowgroup\">\n";
}

}  // namespace pages

std::string to_html(const Report& report) {
  pages::Page page{report, pages::Speech(report.language, pages::Medium::page)};
  pages::add_head(page);
  page.add("<body>\n<a class=\"skip\" href=\"#score\">{}</a>\n<div class=\"page\">\n", page.say("skip"));
  pages::add_masthead(page);
  page.out += "<main>\n";
  pages::add_headline(page);
  pages::add_drivers(page);
  pages::add_heat_map(page);
  pages::add_feelings(page);
  pages::add_trend(page);
  pages::add_bridge(page);
  pages::add_segments(page);
  pages::add_theme_table(page);
  pages::add_theme_cards(page);
  pages::add_loop(page);
  pages::add_data_quality(page);
  pages::add_method(page);
  page.out += "</main>\n";
  pages::add_provenance(page);
  page.add("</div>\n<script>{}</script>\n</body>\n</html>\n", pages::page_script());
  return std::move(page.out);
}

}  // namespace cxtext
