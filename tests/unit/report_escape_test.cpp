// What customers and exports write must never become part of a page, a sheet or a chat message but text.

#include <algorithm>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cxtext/report.h"

#include "page_reading.h"
#include "report_html.h"
#include "sample_report.h"
#include "testing.h"

using cxtext::Report;

namespace {

using namespace std::string_literals;

const std::vector<std::string>& payloads() {
  static const std::vector<std::string> all{
      "<script>alert(1)</script>",
      "\" onmouseover=\"alert(1)",
      "' autofocus onfocus='alert(1)",
      "</title></style></svg><svg onload=alert(1)>",
      "--><img src=x onerror=alert(1)>",
      "<!-- <b>",
      "]]></desc><a href=\"javascript:alert(1)\">x</a>",
      "&lt;script&gt; &amp; &#60;",
      "{} {0} %s %n",
      "=HYPERLINK(\"http://example.org\")",
      "[click](javascript:alert(1)) ![x](http://example.org/x.png)",
      "**bold** _it_ `code` ~~gone~~ | cell | <b>",
      "# heading\n\n- list\n1. one\n> quote\n```\n",
      "1. one",
      "- one",
      "@channel www.example.org http://example.org",
      "\xff\xfe\xc0\xaf\xed\xa0\x80 \xf4\x90\x80\x80 \xc3",
      "nul\0nul"s,
      "\x1b[31mred\x1b[0m\x07\b",
      "\u202egnirts desrever\u2066\u2069",
      "a\u030a \U0001F469\u200D\U0001F469\u200D\U0001F467 \U0001F1E9\U0001F1F0",
      std::string(5000, 'x'),
  };
  return all;
}

/// The sample with payload in every field that can hold text.
Report filled_with(const std::string& payload) {
  Report report = sample_report();
  report.title = payload;
  report.scale.name = payload;
  for (cxtext::ThemeFigures& theme : report.themes) {
    theme.id = theme.name = payload;
    for (std::string& word : theme.words) word = payload;
    for (cxtext::Quote& quote : theme.quotes) quote.id = quote.text = payload;
  }
  for (cxtext::PeriodFigures& period : report.periods) period.label = payload;
  for (cxtext::SegmentFigures& segment : report.segments) segment.column = segment.value = payload;
  for (cxtext::BandFigures& band : report.bands) {
    for (cxtext::WordScore& word : band.words.words) word.word = payload;
  }
  for (cxtext::ThemeContrast& contrast : report.segments[0].themes) contrast.theme = payload;
  report.comparison->column = payload;
  for (cxtext::ComparedGroup* group : {&report.comparison->before, &report.comparison->after}) {
    group->first = group->last = payload;
  }
  for (cxtext::BridgeBar& bar : report.comparison->bridge) bar.bucket = payload;
  for (auto* list : {&report.loop.call, &report.loop.thank, &report.loop.conflicts}) {
    for (cxtext::LoopRow& row : *list) row.id = row.date = row.theme = row.theme_name = row.quote = payload;
  }
  report.provenance = {payload, payload, payload, payload, payload};
  for (cxtext::CommentRow& row : report.comments) {
    row.id = row.date = row.label = row.text = payload;
    row.themes = {payload, payload};
  }
  return report;
}

bool valid_utf8(const std::string& text) {
  // The strict mode of the JSON writer throws on anything else.
  try {
    return !nlohmann::json(text).dump().empty();
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

/// Rows of RFC 4180.
std::vector<std::vector<std::string>> csv_rows(const std::string& text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      row.back() += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      row.emplace_back();
    } else if (!quoted && c == '\n') {
      rows.push_back(std::move(row));
      row.assign(1, "");
    } else {
      row.back() += c;
    }
  }
  return rows;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

std::string without_ansi(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\x1b') {
      while (text[i] != 'm') ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// Columns by a cautious count: two for everything beyond the Basic Multilingual Plane and for CJK, else one for each
/// code point.
std::size_t columns_of(const std::string& line) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto byte = static_cast<unsigned char>(line[i]);
    if ((byte & 0xC0U) == 0x80U) continue;
    const bool wide = byte >= 0xF0 || (byte >= 0xE3 && byte <= 0xEA);
    columns += wide ? 2 : 1;
  }
  return columns;
}

}  // namespace

TEST_CASE("report.html has the same tags and attributes whatever is written in its fields") {
  const std::string plain = page::skeleton(page::tags(cxtext::to_html(filled_with("x"))));
  for (const std::string& payload : payloads()) {
    CAPTURE(payload.substr(0, 60));
    const std::string page = cxtext::to_html(filled_with(payload));
    const std::vector<page::Tag> tags = page::tags(page);
    CHECK(page::skeleton(tags) == plain);
    CHECK(page::imbalance(tags) == "");
    CHECK(valid_utf8(page));
    CHECK(page.find('\0') == std::string::npos);
    CHECK(page.find('\x1b') == std::string::npos);
    CHECK(page.find("\u202e") == std::string::npos);
  }
}

TEST_CASE("report.html escapes all that could end a text or an attribute") {
  const std::string page = cxtext::to_html(filled_with("<&>\"'"));
  CHECK(page.find("<h1>&lt;&amp;&gt;&quot;&#39;</h1>") != std::string::npos);
  CHECK(page.find("&>") == std::string::npos);
}

TEST_CASE("report.html loads nothing, runs nothing and says so") {
  for (const std::string& payload : payloads()) {
    const std::string page = cxtext::to_html(filled_with(payload));
    CHECK(page.find("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:;") != std::string::npos);
    CHECK(page.find("@import") == std::string::npos);
    // One script, which is always the same.
    const auto scripts = page::tags(page);
    CHECK(std::ranges::count_if(scripts, [](const page::Tag& tag) { return tag.name == "script"; }) == 2);
    CHECK(page::between(page, "<script>", "</script>") == cxtext::pages::page_script());
    CHECK(page.find("url(") == std::string::npos);
    for (const page::Tag& tag : page::tags(page)) {
      for (const auto& [name, value] : tag.attributes) {
        CHECK(value != "UNQUOTED");
        CHECK_FALSE(name.starts_with("on"));
        CHECK(name != "src");
        if (name == "href") CHECK((value.starts_with("#") || value == "data:,"));
      }
    }
  }
}

TEST_CASE("report.html: language and structure that readers aloud need") {
  const std::string page = cxtext::to_html(sample_report());
  CHECK(page.find("<html lang=\"en\">") != std::string::npos);
  CHECK(page.find("<blockquote lang=\"da\" dir=\"auto\">Altid s\u00f8de") != std::string::npos);
  CHECK(page.find("<blockquote lang=\"nn\" dir=\"auto\">Eg venta") != std::string::npos);
  std::size_t h1 = 0;
  std::size_t mains = 0;
  std::vector<std::string> ids;
  std::vector<std::string> targets;
  for (const page::Tag& tag : page::tags(page)) {
    h1 += tag.name == "h1" && !tag.closing ? 1 : 0;
    mains += tag.name == "main" && !tag.closing ? 1 : 0;
    bool hidden_or_named = tag.name != "svg" || tag.closing;
    for (const auto& [name, value] : tag.attributes) {
      if (name == "id") ids.push_back(value);
      if (name == "href" && value.starts_with("#")) targets.push_back(value.substr(1));
      hidden_or_named |= name == "aria-hidden" || name == "aria-labelledby" || name == "viewBox";
    }
    CHECK(hidden_or_named);
  }
  CHECK(h1 == 1);
  CHECK(mains == 1);
  for (const std::string& target : targets) CHECK(std::count(ids.begin(), ids.end(), target) == 1);
  std::sort(ids.begin(), ids.end());
  CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
}

TEST_CASE("report.html: at most five quotes a theme, long ones cut at a word") {
  Report report = sample_report();
  report.themes.resize(1);
  std::string words;
  for (int i = 0; i < 200; ++i) words += "s\u00f8dt ";
  report.themes[0].quotes.assign(9, {"id", words, cxtext::Lang::da, 0.5, std::nullopt});
  report.themes[0].quotes[1].text = std::string(400, 'y');
  report.themes[0].quotes[2].text = std::string(300, 'z');
  const std::string page = cxtext::to_html(report);
  std::vector<std::string> quotes;
  for (std::string_view rest = page; rest.find("<blockquote") != std::string_view::npos;) {
    rest.remove_prefix(rest.find("<blockquote"));
    quotes.push_back(page::text(page::between(rest, ">", "</blockquote>")));
    rest.remove_prefix(1);
  }
  REQUIRE(quotes.size() == 5);
  CHECK(quotes[0].ends_with("s\u00f8dt\u2026"));
  CHECK(columns_of(quotes[0]) <= 300);
  CHECK(columns_of(quotes[0]) > 290);
  CHECK(quotes[1] == std::string(299, 'y') + "\u2026");
  CHECK(quotes[2] == std::string(300, 'z'));
}

TEST_CASE("report.json holds any bytes") {
  for (const std::string& payload : payloads()) {
    CAPTURE(payload.substr(0, 60));
    const std::string text = cxtext::to_json(filled_with(payload));
    CHECK(valid_utf8(text));
    const nlohmann::json json = nlohmann::json::parse(text);
    if (valid_utf8(payload)) CHECK(json["themes"][0]["quotes"][0]["text"] == payload);
  }
}

TEST_CASE("CSV: fields stay fields, and none runs as a formula") {
  for (const std::string& payload : payloads()) {
    CAPTURE(payload.substr(0, 60));
    const Report report = filled_with(payload);
    const auto comments = csv_rows(cxtext::comments_csv(report));
    REQUIRE(comments.size() == report.comments.size() + 1);
    for (const auto& row : comments) {
      REQUIRE(row.size() == 11);
      for (const std::string& field : row) {
        CHECK_FALSE(field.starts_with("=HYPERLINK"));
        CHECK_FALSE(field.starts_with("@"));
      }
    }
    const auto themes = csv_rows(cxtext::themes_csv(report));
    REQUIRE(themes.size() == report.themes.size() + 1);
    for (const auto& row : themes) {
      CHECK(row.size() == 22);
      CHECK_FALSE(row[1].starts_with("=HYPERLINK"));
    }
    CHECK(valid_utf8(cxtext::comments_csv(report)));
  }
}

TEST_CASE("report.md: no markup comes of what customers write") {
  const std::size_t lines = lines_of(cxtext::to_markdown(filled_with("x"))).size();
  for (const std::string& payload : payloads()) {
    CAPTURE(payload.substr(0, 60));
    const std::string text = cxtext::to_markdown(filled_with(payload));
    CHECK(lines_of(text).size() == lines);
    CHECK(valid_utf8(text));
    CHECK(text.find('<') == std::string::npos);
    CHECK(text.find("://") == std::string::npos);
    CHECK(text.find("www.") == std::string::npos);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (std::string_view("[`_~@").find(text[i]) != std::string_view::npos) {
        // Escaped by an odd number of backslashes.
        std::size_t back = i;
        while (back > 0 && text[back - 1] == '\\') --back;
        CHECK((i - back) % 2 == 1);
      }
    }
  }
  const std::string list = cxtext::to_markdown(filled_with("1. one"));
  CHECK(list.find("- 1\\. one") != std::string::npos);
  CHECK(cxtext::to_markdown(filled_with("- one")).find("- \\- one") != std::string::npos);
  CHECK(cxtext::to_markdown(filled_with("a|b")).find("| a\\|b |") != std::string::npos);
  CHECK(cxtext::to_markdown(filled_with("a & b 1.5")).find("| a & b 1.5 |") != std::string::npos);
}

TEST_CASE("the terminal summary fits 80 columns and passes on no control characters") {
  std::vector<Report> reports{Report{}, sample_report()};
  for (const std::string& payload : payloads()) reports.push_back(filled_with(payload));
  reports.push_back(
      filled_with("\u6f22\u5b57\u306f\u5168\u89d2\u3067\u3059\u304b\u3089\u4e8c\u6841\u3067\u3059"
                  "\u6f22\u5b57\u306f\u5168\u89d2\u3067\u3059\u304b\u3089\u4e8c\u6841\u3067\u3059"));
  reports.push_back(
      filled_with("Kundeoplevelsen p\u00e5 bl\u00e5b\u00e6rgr\u00f8dskontoret i R\u00f8dovre og Hvidovre"));
  Report large = sample_report();
  large.input = {123'456'789, 98'765'432, 87'654'321, 24'691'357, 1'234'567, 1'234'567, 12'345'678};
  large.nps = large.nps_writers = sample::figure({40'000'000, 30'000'000, 17'654'321});
  for (cxtext::ThemeFigures& theme : large.themes) theme.comments = 12'345'678;
  reports.push_back(large);

  for (const Report& report : reports) {
    const std::string plain = cxtext::to_terminal(report, false);
    CHECK(plain == without_ansi(cxtext::to_terminal(report, true)));
    CHECK(valid_utf8(plain));
    for (const std::string& line : lines_of(plain)) {
      CAPTURE(line);
      CHECK(columns_of(line) <= 80);
      CHECK(std::none_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
    }
  }
  const std::string sample = cxtext::to_terminal(sample_report(), false);
  CHECK(sample.find("NPS +25.0") != std::string::npos);
  CHECK(sample.find("  Delivery time                 -12.0  -13.4 to -10.7") != std::string::npos);
  CHECK(sample.find("90.6% of the 4,176 comments") != std::string::npos);
}
