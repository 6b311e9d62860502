// The languages of the report: the table of texts, numbers and dates, and pages in each of them.

#include "report_speech.h"

#include <algorithm>
#include <array>
#include <doctest/doctest.h>
#include <set>
#include <sstream>

#include "cxtext/report.h"

#include "page_reading.h"
#include "report_text.h"
#include "sample_report.h"

using cxtext::Lang;
using cxtext::pages::Medium;
using cxtext::pages::PhraseRow;
using cxtext::pages::Speech;

namespace {

std::array<std::string_view, 5> texts_of(const PhraseRow& row) { return {row.en, row.da, row.sv, row.nb, row.nn}; }

/// The placeholders of a text, each once.
std::set<char> placeholders(std::string_view text) {
  std::set<char> out;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == '{') {
      CHECK(text[i + 2] == '}');
      out.insert(text[i + 1]);
    }
  }
  return out;
}

std::size_t lines_in(const std::string& text) { return static_cast<std::size_t>(std::ranges::count(text, '\n')); }

constexpr Lang spoken[] = {Lang::en, Lang::da, Lang::sv, Lang::nb, Lang::nn};

}  // namespace

TEST_CASE("every text is there in five languages, with the same blanks") {
  std::set<std::string_view> keys;
  for (const PhraseRow& row : cxtext::pages::phrase_rows) {
    CAPTURE(row.key);
    CHECK(keys.insert(row.key).second);
    for (const std::string_view text : texts_of(row)) {
      CAPTURE(text);
      CHECK_FALSE(text.empty());
      // They go into pages and attributes as they stand.
      CHECK(text.find_first_of("<>&\"'") == std::string_view::npos);
      CHECK(placeholders(text) == placeholders(row.en));
      CHECK(std::ranges::count(text, '|') == std::ranges::count(row.en, '|'));
      CHECK(std::ranges::count(text, '|') == (row.key.starts_with("n_") ? 1 : 0));
      if (row.key == "months") CHECK(std::ranges::count(text, ',') == 11);
      CHECK(text == cxtext::pages::one_line(text));
    }
  }
}

TEST_CASE("numbers and dates as each language writes them") {
  struct Case {
    Lang lang;
    const char* points;
    const char* interval;
    const char* percent;
    const char* many;
    const char* one;
    const char* q;
    const char* day;
    const char* week;
    const char* month;
    const char* quarter;
  };
  const Case cases[] = {
      {Lang::en, "\u221212.3", "\u22121.0 to +2.5", "12.3%", "12,345 comments", "1 comment", "<0.001", "9 Mar 2026",
       "week 5, 2026", "May 2026", "Q1 2026"},
      {Lang::da, "\u221212,3", "\u22121,0 til +2,5", "12,3\u202f%", "12\u202f345 kommentarer", "1 kommentar", "<0,001",
       "9. marts 2026", "uge 5, 2026", "maj 2026", "1. kvt. 2026"},
      {Lang::sv, "\u221212,3", "\u22121,0 till +2,5", "12,3\u202f%", "12\u202f345 kommentarer", "1 kommentar", "<0,001",
       "9 mars 2026", "vecka 5, 2026", "maj 2026", "kv. 1 2026"},
      {Lang::nb, "\u221212,3", "\u22121,0 til +2,5", "12,3\u202f%", "12\u202f345 kommentarer", "1 kommentar", "<0,001",
       "9. mars 2026", "uke 5, 2026", "mai 2026", "1. kv. 2026"},
      {Lang::nn, "\u221212,3", "\u22121,0 til +2,5", "12,3\u202f%", "12\u202f345 kommentarar", "1 kommentar", "<0,001",
       "9. mars 2026", "veke 5, 2026", "mai 2026", "1. kv. 2026"},
  };
  for (const Case& c : cases) {
    const Speech say(c.lang, Medium::page);
    CAPTURE(say.code());
    CHECK(say.points(-12.34) == c.points);
    CHECK(say.interval({0, -1, 2.5}) == c.interval);
    CHECK(say.percent(0.1234) == c.percent);
    CHECK(say.counted("n_comments", 12'345) == c.many);
    CHECK(say.counted("n_comments", 1) == c.one);
    CHECK(say.q(0.0001) == c.q);
    CHECK(say.date("2026-03-09") == c.day);
    CHECK(say.date("2026-W05") == c.week);
    CHECK(say.date("2026-05") == c.month);
    CHECK(say.date("2026-Q1") == c.quarter);
    for (const char* label : {"", "2026", "2026-13", "2026-Wx1", "spring", "2026-03-xx"})
      CHECK(say.date(label) == label);
  }
  CHECK(Speech(Lang::da, Medium::text).points(-12.34) == "-12,3");
  CHECK(Speech(Lang::da, Medium::text).percent(0.5) == "50,0\u00a0%");
  CHECK(Speech(Lang::other, Medium::page).code() == "en");
}

TEST_CASE("pages in every language") {
  for (const Lang lang : spoken) {
    cxtext::Report report = sample_report();
    report.language = lang;
    report.title.clear();
    CAPTURE(cxtext::to_code(lang));
    const std::string html = cxtext::to_html(report);
    CHECK(html.find("<html lang=\"" + std::string(cxtext::to_code(lang)) + "\">") != std::string::npos);
    CHECK(page::imbalance(page::tags(html)) == "");
    CHECK(html.find("{0}") == std::string::npos);
    const std::string markdown = cxtext::to_markdown(report);
    CHECK(lines_in(markdown) <= 60);
    const std::string terminal = cxtext::to_terminal(report, false);
    std::istringstream lines(terminal);
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(line);
      CHECK(cxtext::pages::display_width(line) <= 80);
    }
    if (lang == Lang::en) continue;
    // No word of English, and no point before decimals, but in what is not a text of the page.
    const std::string body = html.substr(html.find("<main>"), html.find("<footer>") - html.find("<main>"));
    for (const std::string& text : {page::text(body), markdown, terminal}) {
      for (const char* english : {"omments ", "romoters", "etractors", "assives", "pulls ", "not enough", "others"}) {
        CAPTURE(std::string(english));
        CHECK(text.find(english) == std::string::npos);
      }
    }
    CHECK(page::text(body).find("|\u2212" + std::string("12,0")) != std::string::npos);
  }
}

TEST_CASE("the notes of a report are worded in its language") {
  const Speech danish(Lang::da, Medium::text);
  CHECK(danish.note({cxtext::NoteKind::rejected, 1'200, 0}) ==
        "1\u00a0200 r\u00e6kker eller vurderinger kunne ikke l\u00e6ses og st\u00e5r i rejects.csv.");
  CHECK(danish.note({cxtext::NoteKind::rejected, 1, 0}) ==
        "1 r\u00e6kke eller vurdering kunne ikke l\u00e6ses og st\u00e5r i rejects.csv.");
  CHECK(danish.note({cxtext::NoteKind::unread_files, 1, 3}).ends_with(": 1 af 3."));
  CHECK(danish.note({cxtext::NoteKind::other_languages, 1, 8}).find("(12,5\u00a0%)") != std::string::npos);
  for (int kind = 0; kind <= static_cast<int>(cxtext::NoteKind::unread_files); ++kind) {
    CHECK_FALSE(cxtext::to_name(static_cast<cxtext::NoteKind>(kind)).empty());
    CHECK_FALSE(danish.note({static_cast<cxtext::NoteKind>(kind), 2, 3}).empty());
  }
}
