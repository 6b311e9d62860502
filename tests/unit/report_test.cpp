#include "cxtext/report.h"

#include <cmath>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "page_reading.h"
#include "report_format.h"
#include "sample_report.h"
#include "testing.h"

using cxtext::Report;
using Json = nlohmann::ordered_json;

namespace {

Json parsed(const Report& report) { return Json::parse(cxtext::to_json(report)); }

/// What a page shows of a number of the JSON: one decimal, half away from nought, in whole steps.
std::string points(const Json& value, const std::string& minus) {
  const auto units = std::llround(value.get<double>() * 1e8);
  const auto tenths = (units + (units < 0 ? -5'000'000 : 5'000'000)) / 10'000'000;
  const std::string sign = tenths > 0 ? "+" : tenths < 0 ? minus : "";
  return fmt::format("{}{}.{}", sign, std::abs(tenths) / 10, std::abs(tenths) % 10);
}

std::string interval(const Json& estimate, const std::string& minus) {
  return points(estimate["low"], minus) + " to " + points(estimate["high"], minus);
}

std::string percent(double share) {
  const auto tenths = (std::llround(share * 1e10) + 5'000'000) / 10'000'000;
  return fmt::format("{}.{}%", tenths / 10, tenths % 10);
}

std::string grouped(const Json& count) {
  std::string digits = std::to_string(count.get<std::uint64_t>());
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

std::string q_of(const Json& q) {
  return q.is_null() ? "\u2013" : q.get<double>() < 0.001 ? "<0.001" : fmt::format("{:.3f}", q.get<double>());
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

/// Fields of CSV without line feeds in fields.
std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> out(1);
  for (const char c : line) {
    if (c == ',') {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

/// Every number that may stand on the page, out of the JSON alone: as it is, or as the share of a whole.
void collect(const Json& node, std::set<std::string>& out) {
  for (const Json& value : node) {
    if (value.is_structured()) {
      collect(value, out);
    } else if (value.is_number_unsigned()) {
      out.insert(grouped(value));
    } else if (value.is_number_float()) {
      out.insert(points(value, "\u2212"));
      out.insert(percent(std::abs(value.get<double>())));
      out.insert(fmt::format("{:.3f}", value.get<double>()));
    }
  }
}

void collect_shares(const Json& json, std::set<std::string>& out) {
  const auto share = [&](const Json& part, double whole) { out.insert(percent(part.get<double>() / whole)); };
  for (const char* band : {"promoters", "passives", "detractors"}) share(json["nps"][band], json["nps"]["n"]);
  double languages = 0;
  for (const Json& count : json["languages"]) languages += count.get<double>();
  for (const Json& count : json["languages"]) share(count, languages);
  const Json& feelings = json["sentiment"];
  const double judged =
      feelings["positive"].get<double>() + feelings["neutral"].get<double>() + feelings["negative"].get<double>();
  for (const char* feeling : {"positive", "neutral", "negative"}) share(feelings[feeling], judged);
  for (const Json& theme : json["themes"]) {
    for (std::size_t i = 0; i < theme["by_period"].size(); ++i) {
      share(theme["by_period"][i], json["periods"][i]["with_content"]);
    }
    for (const char* band : {"promoters", "passives", "detractors"}) {
      share(theme["nps"][band], json["nps_writers"][band]);
    }
    for (const Json& count : theme["languages"]) share(count, theme["comments"]);
  }
  for (const Json& bar : json["comparison"]["bridge"]) {
    out.insert(points(Json(bar["mix"].get<double>() + bar["rate"].get<double>()), "\u2212"));
  }
  const Json& mean = json["scores"]["mean"];
  for (const char* end : {"value", "low", "high"}) out.insert(fmt::format("{:.2f}", mean[end].get<double>()));
  for (const Json& list : json["close_the_loop"]) {
    for (const Json& row : list["top"]) out.insert(fmt::format("{}", row["score"].get<double>()));
  }
  const std::uint64_t content = json["input"]["comments"].get<std::uint64_t>() -
                                json["input"]["no_content"].get<std::uint64_t>() -
                                json["input"]["other_languages"].get<std::uint64_t>();
  const std::uint64_t themed = content - json["input"]["no_theme"].get<std::uint64_t>();
  out.insert({grouped(content), grouped(themed), grouped(json["themes"].size()), grouped(json["periods"].size())});
  share(themed, static_cast<double>(content));
}

/// Numbers of a text with their signs and units.
std::vector<std::string> numbers_in(const std::string& text) {
  std::vector<std::string> out;
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!digit(at)) continue;
    std::string number;
    if (at > 0 && text[at - 1] == '+') number = "+";
    if (at > 2 && text.compare(at - 3, 3, "\u2212") == 0) number = "\u2212";
    while (digit(at) || ((text[at] == '.' || text[at] == ',') && digit(at + 1))) number += text[at++];
    if (at < text.size() && text[at] == '%') number += '%';
    out.push_back(number);
  }
  return out;
}

Report without_scores() {
  Report report = sample_report();
  report.input.scored = 0;
  report.nps = report.nps_writers = {};
  for (cxtext::ThemeFigures& theme : report.themes) {
    theme.nps = {};
    theme.impact.reset();
    theme.p.reset();
    theme.q.reset();
    theme.significant = false;
    theme.verdict = cxtext::Verdict::not_enough_data;
  }
  for (cxtext::PeriodFigures& period : report.periods) period.nps = {};
  for (cxtext::SegmentFigures& segment : report.segments) segment.nps = {};
  return report;
}

}  // namespace

TEST_CASE("what people read is rounded once") {
  using cxtext::pages::Minus;
  struct Case {
    double points;
    const char* shown;
  };
  for (const Case& c : {Case{53.846, "+53.8"}, Case{53.85, "+53.9"}, Case{53.8499999, "+53.8"}, Case{-0.04, "0.0"},
                        Case{-0.05, "-0.1"}, Case{-0.0499999, "0.0"}, Case{100, "+100.0"}, Case{-100, "-100.0"}}) {
    CAPTURE(c.points);
    CHECK(cxtext::pages::signed_points(c.points, Minus::hyphen) == c.shown);
  }
  CHECK(cxtext::pages::percent(0.53846) == "53.8%");
  CHECK(cxtext::pages::percent(0.5385) == "53.9%");
  CHECK(cxtext::pages::percent_of(1, 3) == "33.3%");
  CHECK(cxtext::pages::fixed(2.125, 2) == "2.13");
  CHECK(cxtext::pages::fixed(-2.125, 2) == "-2.13");
  CHECK(cxtext::pages::fixed(-0.0025, 2) == "0.00");
  CHECK(cxtext::pages::fixed(0.0049, 2) == "0.00");
  CHECK(cxtext::pages::q_text(0.0104499) == "0.010");
}

TEST_CASE("report.html: the theme table says what the JSON says") {
  const Report report = sample_report();
  const Json json = parsed(report);
  const std::string page = cxtext::to_html(report);
  const std::string_view body = page::between(std::string_view(page).substr(page.find("id=\"theme-table\"")),
                                              "<tbody role=\"rowgroup\">", "</tbody>");
  const std::vector<std::string> rows = lines_of(std::string(body.substr(1)));
  REQUIRE(rows.size() == json["themes"].size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Json& theme = json["themes"][i];
    std::string want = "|" + theme["name"].get<std::string>() + "|";
    if (theme["source"] == "discovered") want += " |discovered|";
    want += grouped(theme["comments"]) + "|" + percent(theme["share"]) + "|" + points(theme["nps"]["value"], "\u2212") +
            " |" + interval(theme["nps"], "\u2212") + "|";
    want += theme["impact"].is_null()
                ? "\u2013"
                : points(theme["impact"]["value"], "\u2212") + " |" + interval(theme["impact"], "\u2212");
    want += "|" + q_of(theme["q"]) + "|";
    want += theme["enough_data"] == false                ? "not enough data"
            : theme["significant"] == false              ? "no clear effect"
            : theme["impact"]["value"].get<double>() > 0 ? "pulls up"
                                                         : "pulls down";
    CHECK(page::text(rows[i]) == want + "|");
  }
}

TEST_CASE("report.html: drivers, months and segments say what the JSON says") {
  const Report report = sample_report();
  const Json json = parsed(report);
  const std::string page = cxtext::to_html(report);
  const std::string chart(page::between(page, "<svg class=\"chart\"", "</figure>"));
  const std::string text = page::text(page);
  for (const Json& theme : json["themes"]) {
    const std::string name = theme["name"].get<std::string>();
    CAPTURE(name);
    const std::size_t drawn = page::unescaped(chart).find(">" + name + "</text>");
    CHECK((drawn != std::string::npos) == theme["enough_data"].get<bool>());
    if (drawn == std::string::npos) continue;
    const std::string value = points(theme["impact"]["value"], "\u2212");
    CHECK(text.find("|" + name + "|" + value + "|" + interval(theme["impact"], "\u2212") + "|") != std::string::npos);
    const std::string bar = page::unescaped(chart).substr(drawn, 300);
    CHECK(page::between(bar, "text-anchor=\"end\">", "<") == value);
    const std::string style = !theme["significant"].get<bool>()            ? "flat"
                              : theme["impact"]["value"].get<double>() > 0 ? "up"
                                                                           : "down";
    CHECK(page::between(bar, "<rect class=\"", "\"") == style);
  }
  CHECK(text.find("|Jan 2025|290|450|" + points(json["periods"][0]["nps"]["value"], "\u2212") + " |" +
                  interval(json["periods"][0]["nps"], "\u2212") + "|") != std::string::npos);
  for (const Json& segment : json["segments"]) {
    if (segment["nps"]["n"].get<int>() < 5) continue;
    CHECK(text.find("|" + segment["value"].get<std::string>() + "|" + grouped(segment["rows"]) + "|" +
                    points(segment["nps"]["value"], "\u2212") + " |" + interval(segment["nps"], "\u2212") + "|") !=
          std::string::npos);
  }
  CHECK(text.find("Feb 2026") != std::string::npos);
}

TEST_CASE("report.html: every number on it comes from the JSON") {
  const Report report = sample_report();
  const Json json = parsed(report);
  std::set<std::string> known{"95%", "+30", "+20", "+10", "0", "9", "10", "7", "8", "6"};
  collect(json, known);
  collect_shares(json, known);
  for (const Json& period : json["periods"]) known.insert(period["label"].get<std::string>().substr(0, 4));
  known.insert("0.001");

  std::string page = cxtext::to_html(report);
  page = page.substr(page.find("<main>"), page.find("<section id=\"method\"") - page.find("<main>"));
  page = page::without(page, "<text class=\"tick", "</text>");
  page = page::without(page, "<blockquote", "</blockquote>");
  page = page::without(page, "<ul class=\"words\"", "</ul>");
  page = page::without(page, "<q lang", "</q>");
  page = page::without(page, "<th role=\"rowheader\" scope=\"row\"><bdi>r-", "</th>");
  page = page::without(page, "data-label=\"Date\"", "</td>");
  const std::vector<std::string> numbers = numbers_in(page::text(page));
  CHECK(numbers.size() > 300);
  for (const std::string& number : numbers) {
    CAPTURE(number);
    CHECK(known.count(number) == 1);
  }
}

TEST_CASE("report.md and themes.csv say what the JSON says") {
  const Report report = sample_report();
  const Json json = parsed(report);
  const std::string markdown = cxtext::to_markdown(report);
  const std::vector<std::string> csv = lines_of(cxtext::themes_csv(report));
  REQUIRE(csv.size() == json["themes"].size() + 1);
  const std::vector<std::string> names = fields_of(csv[0]);
  CHECK(names.size() == 22);
  CHECK(markdown.find("**NPS " + points(json["nps"]["value"], "-") + "** (95% interval " +
                      interval(json["nps"], "-")) != std::string::npos);

  for (std::size_t i = 0; i < json["themes"].size(); ++i) {
    const Json& theme = json["themes"][i];
    const std::string row =
        fmt::format("| {} | {} | {} | {} | {} | ", theme["name"].get<std::string>(), grouped(theme["comments"]),
                    percent(theme["share"]), points(theme["nps"]["value"], "-"),
                    theme["impact"].is_null() ? std::string() : points(theme["impact"]["value"], "-"));
    CAPTURE(row);
    CHECK(markdown.find(row) != std::string::npos);

    const Json& nps = theme["nps"];
    const Json none;
    const Json& impact =
        theme["impact"].is_null() ? Json{{"value", none}, {"low", none}, {"high", none}} : theme["impact"];
    const std::vector<Json> want{theme["id"],
                                 theme["name"],
                                 theme["source"],
                                 theme["comments"],
                                 theme["share"],
                                 theme["sentiment"],
                                 theme["statements"]["positive"],
                                 theme["statements"]["neutral"],
                                 theme["statements"]["negative"],
                                 nps["value"],
                                 nps["low"],
                                 nps["high"],
                                 nps["promoters"],
                                 nps["passives"],
                                 nps["detractors"],
                                 impact["value"],
                                 impact["low"],
                                 impact["high"],
                                 theme["p"],
                                 theme["q"],
                                 theme["significant"],
                                 theme["stability"]};
    const std::vector<std::string> got = fields_of(csv[i + 1]);
    REQUIRE(got.size() == want.size());
    for (std::size_t k = 0; k < want.size(); ++k) {
      CAPTURE(names[k]);
      if (want[k].is_string()) CHECK(got[k] == want[k].get<std::string>());
      if (want[k].is_number()) CHECK(std::stod(got[k]) == want[k].get<double>());
      if (want[k].is_null()) CHECK(got[k].empty());
      if (want[k].is_boolean()) CHECK(got[k] == (want[k].get<bool>() ? "true" : "false"));
    }
  }
}

TEST_CASE("comments.csv: a row an input row") {
  CHECK(cxtext::comments_csv(sample_report()) ==
        "id,date,score,band,language,language_confidence,sentiment,label,themes,primary_theme,text\n"
        "r-1,2026-01-03,9,promoter,da,0.9900,0.810,pos,staff_friendliness,staff_friendliness,S\u00f8de folk!\n"
        "r-2,2026-01-04,,,sv,0.9700,-0.500,neg,delivery_time;price,price,\"Dyr frakt, och \"\"sen\"\" leverans;\ninte "
        "bra\"\n"
        "r-3,,7,passive,undetermined,0.0000,,,,,\n");
}

TEST_CASE("pages of reports with little in them") {
  Report one_theme = sample_report();
  one_theme.themes.resize(1);
  one_theme.periods.resize(1);
  one_theme.segments.resize(1);
  for (const Report& report : {Report{}, without_scores(), one_theme, sample_report()}) {
    const std::string page = cxtext::to_html(report);
    CHECK(page::imbalance(page::tags(page)) == "");
    CHECK(Json::parse(cxtext::to_json(report)).is_object());
    CHECK_FALSE(cxtext::to_markdown(report).empty());
    CHECK_FALSE(cxtext::to_terminal(report, true).empty());
    CHECK(page == cxtext::to_html(report));
  }
  CHECK(cxtext::to_html({}).find("no scores, so there is no NPS") != std::string::npos);
  CHECK(cxtext::to_html({}).find("No themes were found") != std::string::npos);
  CHECK(cxtext::to_html({}).find("<svg") == std::string::npos);
  CHECK(cxtext::to_html(without_scores()).find("to say what moves the score") != std::string::npos);
  CHECK(cxtext::to_html(without_scores()).find("drivers-title") == std::string::npos);
  CHECK(cxtext::themes_csv({}).find('\n') == cxtext::themes_csv({}).size() - 1);
  CHECK(cxtext::to_markdown(without_scores()).find("**") == std::string::npos);
}

TEST_CASE("small cells are not shown to people") {
  Report report = sample_report();
  report.themes.back().nps = sample::figure({2, 1, 1});
  const std::string page = cxtext::to_html(report);
  CHECK(page.find("id=\"theme-11\"") != std::string::npos);
  CHECK(page::text(page).find("|Loyalty points| |discovered|7|0.2%|too few scores|") != std::string::npos);
  CHECK(page::text(page).find("|partner|4|too few scores|") != std::string::npos);
  CHECK(cxtext::to_markdown(report).find("| Loyalty points | 7 | 0.2% |  |  | not enough data |") != std::string::npos);
}

TEST_CASE("report.md keeps to 60 lines whatever there is") {
  Report report = sample_report();
  for (int round = 0; round < 4; ++round) {
    const auto themes = report.themes;
    report.themes.insert(report.themes.end(), themes.begin(), themes.end());
  }
  report.notes.assign(50, {cxtext::NoteKind::few_scores, 12, 0});
  CHECK(lines_of(cxtext::to_markdown(report)).size() <= 60);
  CHECK(lines_of(cxtext::to_markdown(report)).size() > 45);
}

TEST_CASE("write_report: five files, each as its writer gives it") {
  const Report report = sample_report();
  const testing::TempDir root;
  const std::string folder = root.file("a/b");
  CHECK(cxtext::write_report(report, folder).ok());
  const auto content = [&](const char* name) { return testing::read_file(folder + "/" + name); };
  CHECK(content("report.html") == cxtext::to_html(report));
  CHECK(content("report.md") == cxtext::to_markdown(report));
  CHECK(content("report.json") == cxtext::to_json(report));
  CHECK(content("themes.csv") == cxtext::themes_csv(report));
  CHECK(content("comments.csv") == cxtext::comments_csv(report));
  CHECK(cxtext::write_report(report, folder).ok());  // over what is there

  const cxtext::Status failed = cxtext::write_report(report, folder + "/report.md");
  REQUIRE_FALSE(failed.ok());
  CHECK(failed.error().code == cxtext::ErrorCode::cannot_write);
}
