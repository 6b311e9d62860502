// report.html: one file that needs nothing else. No script, no address to load from, and a policy that forbids both, so
// that the page may be mailed and opened anywhere. Sections are in report_html_*.cpp, pictures in
// report_html_charts.cpp, the style sheet in report_html_style.cpp.

#include "report_html.h"

#include <array>

#include "report_format.h"
#include "report_text.h"

namespace cxtext {

namespace pages {

namespace {

void add_head(std::string& out, const Report& report) {
  out +=
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src "
      "data:; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<link rel=\"icon\" href=\"data:,\">\n";
  add(out, "<title>{}</title>\n<style>\n{}</style>\n</head>\n", html(one_line(title_of(report))), page_style());
}

/// "Jan 2025 to Mar 2026"; empty without dates.
std::string time_span(const Report& report) {
  if (report.periods.empty()) return {};
  std::string out = month_name(report.periods.front().label);
  if (report.periods.size() > 1) out += " to " + month_name(report.periods.back().label);
  return out;
}

void add_masthead(std::string& out, const Report& report) {
  add(out, "<header class=\"masthead\">\n<h1>{}</h1>\n<p>", html(one_line(title_of(report))));
  add(out, "{}, {}", counted(report.input.comments, "comment", "comments"),
      counted(report.input.scored, "score", "scores"));
  if (const std::string span = time_span(report); !span.empty()) add(out, ", {}", span);
  out += "</p>\n<nav aria-label=\"Sections\">\n<a href=\"#score\">Score</a>\n";
  if (!report.themes.empty()) out += "<a href=\"#drivers\">Drivers</a>\n<a href=\"#themes\">Themes</a>\n";
  if (!report.periods.empty()) out += "<a href=\"#trend\">Trend</a>\n";
  if (!report.segments.empty()) out += "<a href=\"#segments\">Segments</a>\n";
  if (!report.themes.empty()) out += "<a href=\"#voices\">Voices</a>\n";
  out += "<a href=\"#data\">Data</a>\n<a href=\"#method\">Method</a>\n</nav>\n</header>\n";
}

}  // namespace

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

std::string month_name(std::string_view label) {
  static constexpr std::array<std::string_view, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto digit = [&](std::size_t i) { return label[i] >= '0' && label[i] <= '9'; };
  if (label.size() == 7 && digit(0) && digit(1) && digit(2) && digit(3) && label[4] == '-' && digit(5) && digit(6)) {
    const auto month = static_cast<std::size_t>((label[5] - '0') * 10 + (label[6] - '0'));
    if (month >= 1 && month <= 12) return fmt::format("{} {}", names[month - 1], label.substr(0, 4));
  }
  return html(one_line(label));
}

std::string nps_phrase(const NpsFigure& figure) {
  if (!figure.nps || !shown(figure.bands)) return "<span class=\"muted\">too few scores</span>";
  return fmt::format("{} <span class=\"range\">{}</span>", signed_points(figure.nps->value, Minus::sign),
                     signed_interval(*figure.nps, Minus::sign));
}

}  // namespace pages

std::string to_html(const Report& report) {
  std::string out;
  pages::add_head(out, report);
  out += "<body>\n<a class=\"skip\" href=\"#score\">Skip to the score</a>\n<div class=\"page\">\n";
  pages::add_masthead(out, report);
  out += "<main>\n";
  pages::add_headline(out, report);
  pages::add_drivers(out, report);
  pages::add_theme_table(out, report);
  pages::add_trend(out, report);
  pages::add_segments(out, report);
  pages::add_theme_cards(out, report);
  pages::add_data_quality(out, report);
  pages::add_method(out, report);
  out += "</main>\n";
  pages::add_provenance(out, report);
  out += "</div>\n</body>\n</html>\n";
  return out;
}

}  // namespace cxtext
