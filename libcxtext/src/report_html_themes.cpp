// The sections about themes: the table of all of them, and a card each with words and quotes.

#include "report_format.h"
#include "report_html.h"
#include "report_text.h"

namespace cxtext::pages {

namespace {

constexpr std::size_t max_quotes = 5;
constexpr std::size_t max_quote_points = 300;
constexpr std::size_t max_words = 12;

std::string badge(Verdict verdict) {
  return fmt::format("<span class=\"badge {}\">{}</span>", class_of(verdict), to_text(verdict));
}

std::string impact_phrase(const ThemeFigures& theme) {
  if (!theme.impact) return "<span class=\"muted\">&ndash;</span>";
  return fmt::format("{} <span class=\"range\">{}</span>", signed_points(theme.impact->value, Minus::sign),
                     signed_interval(*theme.impact, Minus::sign));
}

std::string source_tag(const ThemeFigures& theme) {
  if (theme.source != ThemeSource::discovered) return {};
  if (!theme.stability) return " <span class=\"tag\">discovered</span>";
  return fmt::format(" <span class=\"tag\">discovered, {}stability {:.2f}</span>",
                     *theme.stability < stable_from ? "unstable: " : "", *theme.stability);
}

/// Roles are spelt out because the rows become blocks on a phone, which takes the table's own meaning away.
void add_table_row(std::string& out, const ThemeFigures& theme, std::size_t number) {
  add(out, "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><a href=\"#theme-{}\"><bdi>{}</bdi></a>{}</th>",
      number, html(one_line(theme.name)), source_tag(theme));
  const auto cell = [&](std::string_view label, const std::string& content) {
    add(out, "<td role=\"cell\" data-label=\"{}\">{}</td>", label, content);
  };
  cell("Comments", grouped(theme.comments));
  cell("Share", percent(theme.share));
  cell("NPS", nps_phrase(theme.nps));
  cell("Impact", impact_phrase(theme));
  cell("q", theme.q ? html(q_text(*theme.q)) : "<span class=\"muted\">&ndash;</span>");
  cell("Verdict", badge(verdict_of(theme)));
  out += "</tr>\n";
}

void add_quote(std::string& out, const Quote& quote) {
  // An empty lang says that the language is not known.
  const std::string_view code = has_lexicon(quote.lang) ? to_code(quote.lang) : std::string_view();
  add(out, "<li><figure class=\"quote\"><blockquote lang=\"{}\" dir=\"auto\">{}</blockquote><figcaption>", code,
      html(shortened(one_line(quote.text), max_quote_points)));
  if (quote.band) {
    const std::string_view style = *quote.band == Band::promoter    ? "up"
                                   : *quote.band == Band::detractor ? "down"
                                                                    : "flat";
    add(out, "<span class=\"badge {}\">{}</span> ", style, to_name(*quote.band));
  }
  add(out, "<span class=\"muted\">{}</span></figcaption></figure></li>\n", language_name(quote.lang));
}

void add_feelings(std::string& out, const FeelingCounts& feelings) {
  if (feelings.positive + feelings.neutral + feelings.negative == 0) return;
  add_feeling_bar(out, feelings);
  out += "<p class=\"feelings\">";
  const auto item = [&](std::string_view style, std::uint64_t count, std::string_view name) {
    add(out, "<span><span class=\"key {}\"></span>{} {}</span> ", style, grouped(count), name);
  };
  item("up", feelings.positive, "positive");
  item("flat", feelings.neutral, "neutral");
  item("down", feelings.negative, "negative");
  out += "<span class=\"muted\">statements</span></p>\n";
}

void add_words(std::string& out, const std::vector<std::string>& words) {
  if (words.empty()) return;
  out += "<p class=\"label\">Telling words</p>\n<ul class=\"words\">\n";
  for (std::size_t i = 0; i < words.size() && i < max_words; ++i) {
    add(out, "<li><bdi>{}</bdi></li>\n", html(shortened(one_line(words[i]), 60)));
  }
  out += "</ul>\n";
}

void add_card(std::string& out, const ThemeFigures& theme, std::size_t number, const Report& report) {
  add(out,
      "<article class=\"card\" id=\"theme-{}\" aria-labelledby=\"theme-{}-name\">\n<h3 "
      "id=\"theme-{}-name\"><bdi>{}</bdi>{}</h3>\n",
      number, number, number, html(one_line(theme.name)), source_tag(theme));
  add(out, "<p class=\"facts\">{} {} ({})", badge(verdict_of(theme)), counted(theme.comments, "comment", "comments"),
      percent(theme.share));
  if (theme.nps.nps && shown(theme.nps.bands)) {
    add(out, " &middot; NPS {}", signed_points(theme.nps.nps->value, Minus::sign));
  }
  if (theme.impact) add(out, " &middot; impact {}", signed_points(theme.impact->value, Minus::sign));
  out += "</p>\n";
  add_feelings(out, theme.feelings);
  add_share_spark(out, theme, report.periods);
  add_words(out, theme.words);
  if (!theme.quotes.empty()) {
    out += "<p class=\"label\">In their words</p>\n<ul class=\"quotes\">\n";
    for (std::size_t i = 0; i < theme.quotes.size() && i < max_quotes; ++i) add_quote(out, theme.quotes[i]);
    out += "</ul>\n";
  }
  out += "</article>\n";
}

}  // namespace

void add_theme_table(std::string& out, const Report& report) {
  if (report.themes.empty()) {
    out +=
        "<section id=\"themes\" aria-labelledby=\"themes-heading\">\n<h2 id=\"themes-heading\">Themes</h2>\n<p>No "
        "themes were found in the comments.</p>\n</section>\n";
    return;
  }
  out +=
      "<section id=\"themes\" aria-labelledby=\"themes-heading\">\n<h2 id=\"themes-heading\">All themes</h2>\n"
      "<p>A comment may have several themes. NPS and impact rest on comments that have a score.</p>\n"
      "<table class=\"stack\" role=\"table\">\n<thead role=\"rowgroup\"><tr role=\"row\">";
  for (const std::string_view name : {"Theme", "Comments", "Share"}) {
    add(out, "<th role=\"columnheader\" scope=\"col\">{}</th>", name);
  }
  for (const std::string_view name : {"NPS", "Impact"}) {
    add(out, "<th role=\"columnheader\" scope=\"col\">{} <span class=\"range\">95% interval</span></th>", name);
  }
  out +=
      "<th role=\"columnheader\" scope=\"col\"><a href=\"#method\">q</a></th><th role=\"columnheader\" "
      "scope=\"col\">Verdict</th></tr></thead>\n<tbody role=\"rowgroup\">\n";
  for (std::size_t i = 0; i < report.themes.size(); ++i) add_table_row(out, report.themes[i], i + 1);
  out += "</tbody>\n</table>\n</section>\n";
}

void add_theme_cards(std::string& out, const Report& report) {
  if (report.themes.empty()) return;
  out +=
      "<section id=\"voices\" aria-labelledby=\"voices-heading\">\n<h2 id=\"voices-heading\">Voices, theme by "
      "theme</h2>\n<div class=\"cards\">\n";
  for (std::size_t i = 0; i < report.themes.size(); ++i) add_card(out, report.themes[i], i + 1, report);
  out += "</div>\n</section>\n";
}

}  // namespace cxtext::pages
