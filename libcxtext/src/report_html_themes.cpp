// The sections about themes: the table of all of them, and a card each with words and quotes.

#include <algorithm>

#include "report_format.h"
#include "report_html.h"
#include "report_text.h"

namespace cxtext::pages {

namespace {

constexpr std::size_t max_quotes = 5;
constexpr std::size_t max_quote_points = 300;
constexpr std::size_t max_words = 12;
constexpr std::string_view nothing = "<span class=\"muted\">\u2013</span>";

std::string badge(const Page& page, Verdict verdict) {
  return fmt::format("<span class=\"badge {}\">{}</span>", class_of(verdict), page.say.verdict(verdict));
}

/// What is said behind the name: discovered, unstable, coming or going.
std::string tags_of(const Page& page, const ThemeFigures& theme) {
  const Speech& say = page.say;
  std::string out;
  const auto add = [&](const std::string& text) { out += " <span class=\"tag\">" + text + "</span>"; };
  if (theme.source == ThemeSource::discovered) {
    std::string text = say("discovered");
    if (theme.stability) {
      if (*theme.stability < stable_from) text += ", " + say("unstable");
      text += ", " + say("stability", say.decimal(*theme.stability, 2));
    }
    add(text);
  }
  if (theme.trend.verdict == TrendVerdict::emerging) add("\u2197 " + say("emerging"));
  if (theme.trend.verdict == TrendVerdict::fresh) add("\u2197 " + say("fresh"));
  if (theme.trend.verdict == TrendVerdict::fading) add("\u2198 " + say("fading"));
  return out;
}

/// What the script sorts by: the report's order, comments, NPS, impact.
std::string sort_keys(const ThemeFigures& theme, std::size_t number) {
  const bool nps = theme.nps.nps && shown(theme.nps.bands);
  return fmt::format("data-order=\"{}\" data-comments=\"{}\" data-nps=\"{}\" data-impact=\"{}\"", number,
                     theme.comments, nps ? points_field(theme.nps.nps->value) : "-101",
                     theme.impact ? points_field(theme.impact->value) : "-101");
}

void add_table_row(Page& page, const ThemeFigures& theme, std::size_t number) {
  const Speech& say = page.say;
  page.add("<tr role=\"row\" {}><th role=\"rowheader\" scope=\"row\">", sort_keys(theme, number));
  if (number <= max_cards) {
    page.add("<a href=\"#theme-{}\">{}</a>", number, shown_name(theme.name));
  } else {
    page.out += shown_name(theme.name);
  }
  page.add("{}</th>", tags_of(page, theme));
  add_cell(page, say("comments"), say.grouped(theme.comments));
  add_cell(page, say("share"), say.percent(theme.share));
  add_cell(page, "NPS", nps_phrase(page, theme.nps));
  add_cell(page, say("impact"), theme.impact ? with_interval(page, *theme.impact) : std::string(nothing));
  add_cell(page, "q", theme.q ? html(say.q(*theme.q)) : std::string(nothing));
  add_cell(page, say("verdict"), badge(page, verdict_of(theme)), "wide text");
  page.out += "</tr>\n";
}

/// Shown by the script; without it the table stays in the report's order.
void add_controls(Page& page) {
  const Speech& say = page.say;
  page.add(
      "<p class=\"controls\" id=\"theme-controls\" hidden><label>{} <input type=\"search\" id=\"theme-filter\" "
      "autocomplete=\"off\"></label> <label>{} <select id=\"theme-sort\">",
      say("filter"), say("sort_by"));
  const auto option = [&](std::string_view key, const std::string& name) {
    page.add("<option value=\"{}\">{}</option>", key, name);
  };
  option("order", say("sort_size"));
  option("name", say("theme"));
  option("comments", say("comments"));
  option("nps", "NPS");
  option("impact", say("impact"));
  page.out += "</select></label></p>\n";
}

void add_quote(Page& page, const Quote& quote) {
  // An empty lang says that the language is not known.
  const std::string_view code = has_lexicon(quote.lang) ? to_code(quote.lang) : std::string_view();
  page.add("<li><figure class=\"quote\"><blockquote lang=\"{}\" dir=\"auto\">{}</blockquote><figcaption>", code,
           html(shortened(one_line(quote.text), max_quote_points)));
  if (quote.band) {
    const std::string_view style = *quote.band == Band::promoter    ? "up"
                                   : *quote.band == Band::detractor ? "down"
                                                                    : "flat";
    page.add("<span class=\"badge {}\">{}</span> ", style, page.say.band(*quote.band));
  }
  page.add("<span class=\"muted\">{}</span></figcaption></figure></li>\n", page.say.language(quote.lang));
}

void add_card_feelings(Page& page, const FeelingCounts& feelings) {
  if (feelings.positive + feelings.neutral + feelings.negative == 0) return;
  const Slice slices[] = {{feelings.positive, "up"}, {feelings.neutral, "flat"}, {feelings.negative, "down"}};
  add_bar(page, slices, "low");
  page.out += "<p class=\"feelings\">";
  const auto item = [&](std::string_view style, std::uint64_t count, const std::string& name) {
    page.add("<span><span class=\"key {}\"></span>{} {}</span> ", style, page.say.grouped(count), name);
  };
  item("up", feelings.positive, page.say("positive"));
  item("flat", feelings.neutral, page.say("neutral"));
  item("down", feelings.negative, page.say("negative"));
  page.add("<span class=\"muted\">{}</span></p>\n", page.say("statements"));
}

void add_words(Page& page, const std::vector<std::string>& words) {
  if (words.empty()) return;
  page.add("<p class=\"label\">{}</p>\n<ul class=\"words\">\n", page.say("card_words"));
  for (std::size_t i = 0; i < words.size() && i < max_words; ++i) page.add("<li>{}</li>\n", shown_name(words[i], 60));
  page.out += "</ul>\n";
}

/// Which languages the theme's comments are in, where the report has more than one.
void add_language_split(Page& page, const ThemeFigures& theme) {
  const auto used = std::ranges::count_if(page.report.languages, [](std::uint64_t n) { return n > 0; });
  if (used < 2 || theme.comments == 0) return;
  std::string list;
  for (std::size_t i = 0; i < n_langs; ++i) {
    if (theme.languages[i] == 0) continue;
    if (!list.empty()) list += ", ";
    list += page.say.language(static_cast<Lang>(i)) + " " + page.say.percent_of(theme.languages[i], theme.comments);
  }
  if (!list.empty()) page.add("<p class=\"label\">{}</p>\n", page.say("card_languages", list));
}

void add_card_facts(Page& page, const ThemeFigures& theme) {
  const Speech& say = page.say;
  page.add("<p class=\"facts\">{} {}", badge(page, verdict_of(theme)),
           say("card_facts", say.counted("n_comments", theme.comments), say.percent(theme.share)));
  if (theme.nps.nps && shown(theme.nps.bands)) page.add(" &middot; NPS {}", say.points(theme.nps.nps->value));
  if (theme.impact) page.add(" &middot; {}", say("card_impact", say.points(theme.impact->value)));
  if (theme.adjusted_impact && theme.impact) {
    page.add(" &middot; {}", say("card_adjusted", say.points(*theme.adjusted_impact)));
  }
  page.out += "</p>\n";
}

void add_card(Page& page, const ThemeFigures& theme, std::size_t number) {
  page.add(
      "<article class=\"card\" id=\"theme-{}\" aria-labelledby=\"theme-{}-name\" {}>\n<h3 "
      "id=\"theme-{}-name\">{}{}</h3>\n",
      number, number, sort_keys(theme, number), number, shown_name(theme.name), tags_of(page, theme));
  add_card_facts(page, theme);
  add_card_feelings(page, theme.feelings);
  add_share_spark(page, theme);
  add_words(page, theme.words);
  if (!theme.quotes.empty()) {
    page.add("<p class=\"label\">{}</p>\n<ul class=\"quotes\">\n", page.say("card_quotes"));
    for (std::size_t i = 0; i < theme.quotes.size() && i < max_quotes; ++i) add_quote(page, theme.quotes[i]);
    page.out += "</ul>\n";
  }
  add_language_split(page, theme);
  page.out += "</article>\n";
}

}  // namespace

void add_theme_table(Page& page) {
  const Speech& say = page.say;
  const std::vector<ThemeFigures>& themes = page.report.themes;
  page.open_section("themes", say("themes_heading"));
  if (themes.empty()) {
    page.paragraph(say("themes_none"));
    page.out += "</section>\n";
    return;
  }
  page.paragraph(say("themes_intro"));
  add_controls(page);
  const std::string interval = fmt::format(" <span class=\"range\">{}</span>", say("interval_95"));
  const std::string columns[] = {say("theme"),     say("comments"),          say("share"),
                                 "NPS" + interval, say("impact") + interval, "<a href=\"#method\">q</a>",
                                 say("verdict")};
  open_stack(page, "theme-table", "", columns);
  const std::size_t rows = std::min(themes.size(), max_table_rows);
  for (std::size_t i = 0; i < rows; ++i) add_table_row(page, themes[i], i + 1);
  page.out += "</tbody>\n</table>\n";
  if (rows < themes.size()) {
    page.paragraph(say("first_of", say.grouped(rows), say.counted("n_themes", themes.size())));
  }
  page.out += "</section>\n";
}

void add_theme_cards(Page& page) {
  const Speech& say = page.say;
  const std::vector<ThemeFigures>& themes = page.report.themes;
  if (themes.empty()) return;
  page.open_section("voices", say("voices_heading"));
  const std::size_t cards = std::min(themes.size(), max_cards);
  if (cards < themes.size()) {
    page.paragraph(say("cards_more", say.grouped(cards), say.counted("n_themes", themes.size())));
  }
  page.out += "<div class=\"cards\" id=\"theme-cards\">\n";
  for (std::size_t i = 0; i < cards; ++i) add_card(page, themes[i], i + 1);
  page.out += "</div>\n</section>\n";
}

}  // namespace cxtext::pages
