#include <algorithm>
#include <clocale>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "cxtext/io.h"
#include "cxtext/pipeline.h"
#include "cxtext/report.h"

#include "report_speech.h"
#include "testing.h"
#include "xlsx_book.h"
#include "xlsx_cells.h"
#include "xlsx_words.h"

using cxtext::Lang;
using cxtext::Report;
using nlohmann::json;
using testing::SheetCell;
using testing::SheetCells;
using testing::WorkbookCells;

namespace pages = cxtext::pages;

namespace {

const Report& example() {
  static const Report report = [] {
    const cxtext::Engine engine;
    const std::vector<std::string> paths{testing::source_path("examples/feedback.csv")};
    return cxtext::make_report(engine, paths, {}).value().report;
  }();
  return report;
}

WorkbookCells read(const Report& report, Lang language = Lang::en) {
  const auto bytes = cxtext::to_xlsx(report, language);
  REQUIRE(bytes);
  return testing::read_workbook(bytes.value());
}

SheetCell at(const SheetCells& sheet, std::size_t row, std::size_t column) {
  if (row >= sheet.rows.size() || column >= sheet.rows[row].size()) return {};
  return sheet.rows[row][column];
}

// A number of the JSON stands in the cell, to its last digit; null is an empty cell.
void check_figure(const SheetCell& cell, const json& figure) {
  CAPTURE(cell.text);
  CAPTURE(figure.dump());
  if (figure.is_null()) {
    CHECK(cell.text.empty());
    return;
  }
  REQUIRE(cell.is_number);
  CHECK(std::stod(cell.text) == doctest::Approx(figure.get<double>()).epsilon(1e-12));
}

// Columns of put_nps: a figure that is not shown leaves its interval empty.
void check_nps(const SheetCells& sheet, std::size_t row, std::size_t column, const json& nps) {
  const bool shown = nps["n"].get<int>() >= 5;
  for (const char* key : {"value", "low", "high"}) check_figure(at(sheet, row, column++), shown ? nps[key] : json());
  for (const char* key : {"n", "promoters", "passives", "detractors"}) check_figure(at(sheet, row, column++), nps[key]);
}

Report hostile() {
  Report report;
  report.title = "=1+1";
  const std::vector<std::string> texts = {"=HYPERLINK(\"http://evil.example\",\"x\")",
                                          "+1+cmd|' /C calc'!A0",
                                          "-2+3",
                                          "@SUM(A1)",
                                          "{=1+1}",
                                          "http://evil.example/",
                                          "mailto:a@b.dk",
                                          "\t=1",
                                          "internal:Themes!A1",
                                          "bad \x01\x0B bytes \xFF",
                                          "<b>&amp;</b>]]>",
                                          "_x000D_",
                                          "  spaces  ",
                                          "\xEF\xBF\xBF"};
  for (const std::string& text : texts) {
    cxtext::CommentRow row;
    row.id = text;
    row.date = text;
    row.text = text;
    row.label = "neu";
    row.segments = {text};
    report.comments.push_back(row);
    cxtext::LoopRow loop;
    loop.id = text;
    loop.quote = text;
    loop.theme_name = text;
    report.loop.call.push_back(loop);
    report.loop.thank.push_back(loop);
    report.loop.conflicts.push_back(loop);
    cxtext::ThemeFigures theme;
    theme.id = text;
    theme.name = text;
    theme.words = {text};
    theme.impact = cxtext::Estimate{1, 0, 2};
    report.themes.push_back(theme);
    cxtext::SegmentFigures segment;
    segment.column = text;
    segment.value = text;
    report.segments.push_back(segment);
  }
  report.segment_columns = {"=A1"};
  return report;
}

}  // namespace

TEST_CASE("report_xlsx: every figure of themes, segments, periods and the summary is that of report.json") {
  const Report& report = example();
  const json figures = json::parse(cxtext::to_json(report));
  const WorkbookCells book = read(report);

  const SheetCells& themes = book.sheet("Themes");
  REQUIRE(themes.rows.size() == figures["themes"].size() + 1);
  REQUIRE(themes.rows.size() > 10);
  for (std::size_t t = 0; t < figures["themes"].size(); ++t) {
    const json& theme = figures["themes"][t];
    const std::size_t row = t + 1;
    CAPTURE(theme["id"].dump());
    CHECK(at(themes, row, 0).text == theme["name"].get<std::string>());
    CHECK(at(themes, row, 27).text == theme["id"].get<std::string>());
    std::size_t column = 1;
    for (const char* key : {"value", "low", "high"}) {
      check_figure(at(themes, row, column++), theme["impact"].is_null() ? json() : theme["impact"][key]);
    }
    ++column;
    check_figure(at(themes, row, column++), theme["comments"]);
    check_figure(at(themes, row, column++), theme["share"]);
    check_figure(at(themes, row, column++), theme["sentiment"]);
    for (const char* key : {"positive", "neutral", "negative"}) {
      check_figure(at(themes, row, column++), theme["statements"][key]);
    }
    check_nps(themes, row, column, theme["nps"]);
    column += 7;
    for (const char* key : {"value", "low", "high"}) {
      check_figure(at(themes, row, column++), theme["gap"].is_null() ? json() : theme["gap"][key]);
    }
    check_figure(at(themes, row, column++), theme["adjusted_impact"]);
    check_figure(at(themes, row, column++), theme["p"]);
    check_figure(at(themes, row, column++), theme["q"]);
    ++column;
    check_figure(at(themes, row, column++), theme["stability"]);
  }

  const SheetCells& segments = book.sheet("Segments");
  REQUIRE(segments.rows.size() == figures["segments"].size() + 1);
  for (std::size_t s = 0; s < figures["segments"].size(); ++s) {
    const json& segment = figures["segments"][s];
    const std::optional<Lang> language = report.segments[s].language;
    const pages::Speech say(Lang::en, pages::Medium::text);
    CHECK(at(segments, s + 1, 1).text == (language ? say.language(*language) : segment["value"].get<std::string>()));
    check_figure(at(segments, s + 1, 2), segment["rows"]);
    check_nps(segments, s + 1, 3, segment["nps"]);
  }

  const SheetCells& trend = book.sheet("Trend");
  REQUIRE(trend.rows.size() == figures["periods"].size() + 1);
  REQUIRE(trend.rows.size() > 2);
  for (std::size_t p = 0; p < figures["periods"].size(); ++p) {
    CHECK(at(trend, p + 1, 0).text == figures["periods"][p]["label"].get<std::string>());
    check_figure(at(trend, p + 1, 4), figures["periods"][p]["comments"]);
    check_nps(trend, p + 1, 5, figures["periods"][p]["nps"]);
    for (std::size_t t = 0; t < figures["themes"].size(); ++t) {
      check_figure(at(trend, p + 1, 12 + t), figures["themes"][t]["by_period"][p]);
    }
  }

  const SheetCells& summary = book.sheet("Summary");
  check_nps(summary, 3, 1, figures["nps"]);
  check_nps(summary, 4, 1, figures["nps_writers"]);
  const std::vector<json> counts = {figures["input"]["rows"],
                                    figures["input"]["comments"],
                                    figures["input"]["empty"],
                                    figures["input"]["rejected"],
                                    figures["input"]["no_theme"],
                                    figures["privacy"]["comments"],
                                    figures["close_the_loop"]["call"]["rows"],
                                    figures["close_the_loop"]["thank"]["rows"],
                                    figures["close_the_loop"]["conflicts"]["rows"]};
  for (std::size_t i = 0; i < counts.size(); ++i) check_figure(at(summary, 6 + i, 1), counts[i]);
}

TEST_CASE("report_xlsx: the lists are those of report.json and close_the_loop.csv") {
  const Report& report = example();
  const json loop = json::parse(cxtext::to_json(report))["close_the_loop"];
  const WorkbookCells book = read(report);
  struct List {
    const char* sheet;
    const char* key;
    std::size_t quote;
  };
  for (const List& list :
       {List{"Call", "call", 7}, List{"Thank", "thank", 7}, List{"Score against text", "conflicts", 6}}) {
    CAPTURE(list.sheet);
    const SheetCells& sheet = book.sheet(list.sheet);
    REQUIRE(sheet.rows.size() == loop[list.key]["rows"].get<std::size_t>() + 1);
    for (std::size_t i = 0; i < loop[list.key]["top"].size(); ++i) {
      const json& row = loop[list.key]["top"][i];
      check_figure(at(sheet, i + 1, 0), json(i + 1));
      CHECK(at(sheet, i + 1, 1).text == row["id"].get<std::string>());
      check_figure(at(sheet, i + 1, 3), row["score"]);
      CHECK(at(sheet, i + 1, list.quote).text == row["quote"].get<std::string>());
      check_figure(at(sheet, i + 1, list.quote + 1), row["sentiment"]);
      if (std::string(list.key) == "call") {
        check_figure(at(sheet, i + 1, 9), row["pull"]);
        check_figure(at(sheet, i + 1, 10), row["priority"]);
      }
      if (std::string(list.key) == "conflicts") check_figure(at(sheet, i + 1, 8), row["positive_probability"]);
    }
  }
}

TEST_CASE("report_xlsx: the library reads the comments back as they are in comments.csv") {
  const testing::TempDir dir;
  const auto bytes = cxtext::to_xlsx(example());
  REQUIRE(bytes);
  const std::string book = dir.write("report.xlsx", bytes.value());
  const std::string csv = dir.write("comments.csv", cxtext::comments_csv(example()));
  const auto read_rows = [](const std::string& path, const char* text, const char* sheet) {
    cxtext::ReadOptions options;
    options.sheet = sheet;
    options.text_columns = {text};
    std::vector<cxtext::Comment> rows;
    std::vector<cxtext::Reject> rejects;
    auto reader = cxtext::CommentReader::open(path, options);
    REQUIRE(reader);
    while (reader->read(1000, rows, rejects).value() > 0) {
    }
    CHECK(rejects.empty());
    return rows;
  };
  const auto from_book = read_rows(book, "Comment", "Comments");
  const auto from_csv = read_rows(csv, "text", "");
  REQUIRE(from_book.size() == from_csv.size());
  REQUIRE(from_book.size() == example().comments.size());
  for (std::size_t i = 0; i < from_book.size(); ++i) {
    CAPTURE(i);
    CHECK(from_book[i].id == from_csv[i].id);
    CHECK(from_book[i].score == from_csv[i].score);
    CHECK(from_book[i].date == from_csv[i].date);
    // CSV has an apostrophe before what a spreadsheet would take for a formula; a cell needs none.
    const bool guarded = from_csv[i].text.starts_with("'") && !from_book[i].text.starts_with("'");
    CHECK(from_book[i].text == from_csv[i].text.substr(guarded ? 1 : 0));
  }
}

TEST_CASE("report_xlsx: nothing that a customer wrote runs, links or breaks the file") {
  const WorkbookCells book = read(hostile());
  for (const SheetCells& sheet : book.sheets) {
    CAPTURE(sheet.name);
    CHECK_FALSE(sheet.has_formula);
  }
  for (const auto& [name, content] : book.parts) {
    CAPTURE(name);
    CHECK(content.find("hyperlink") == std::string::npos);
    CHECK(content.find("TargetMode=\"External\"") == std::string::npos);
  }
  const SheetCells& comments = book.sheet("Comments");
  CHECK(at(comments, 1, 9).text == "=HYPERLINK(\"http://evil.example\",\"x\")");
  CHECK(at(comments, 3, 9).text == "-2+3");
  CHECK_FALSE(at(comments, 3, 9).is_number);
  CHECK(at(comments, 6, 9).text == "http://evil.example/");
  CHECK(at(comments, 10, 9).text == "bad    bytes \xEF\xBF\xBD");
  CHECK(at(comments, 13, 9).text == "  spaces  ");
}

TEST_CASE("report_xlsx: tables keep their header in view and have filters; charts are there and described") {
  const WorkbookCells book = read(example());
  REQUIRE(book.sheets.size() == 8);
  CHECK(book.sheets[0].name == "Summary");
  for (std::size_t s = 1; s < book.sheets.size(); ++s) {
    CAPTURE(book.sheets[s].name);
    CHECK(book.sheets[s].has_frozen_rows);
    CHECK(book.sheets[s].filter.starts_with("A1:"));
  }
  REQUIRE(book.parts.contains("xl/charts/chart1.xml"));
  REQUIRE(book.parts.contains("xl/charts/chart2.xml"));
  CHECK(book.parts.at("xl/charts/chart1.xml").find("$B$2:$B$17") != std::string::npos);
  CHECK(book.parts.at("xl/charts/chart2.xml").find("$F$2:$F$7") != std::string::npos);
  CHECK(book.parts.at("xl/drawings/drawing1.xml").find("descr=\"What pulls") != std::string::npos);
}

TEST_CASE("report_xlsx: the same bytes every time, for any number of threads and in any locale") {
  const auto first = cxtext::to_xlsx(example());
  REQUIRE(first);
  const std::string before = std::setlocale(LC_ALL, nullptr);
  for (const char* name : {"da_DK.UTF-8", "de_DE.UTF-8", "C.UTF-8"}) {
    std::setlocale(LC_ALL, name);
    CHECK(cxtext::to_xlsx(example()).value() == first.value());
  }
  std::setlocale(LC_ALL, before.c_str());
  CHECK(testing::read_workbook(first.value()).parts.at("docProps/core.xml").find("2000-01-01T00:00:00Z") !=
        std::string::npos);
  const testing::TempDir dir;
  cxtext::WriteOptions options;
  REQUIRE(cxtext::write_report(example(), dir.file("one"), options));
  options.threads = 4;
  REQUIRE(cxtext::write_report(example(), dir.file("four"), options));
  for (const char* name : {"report.xlsx", "comments.csv", "themes.csv", "close_the_loop.csv", "report.json"}) {
    CHECK(testing::read_file(dir.file(std::string("one/") + name)) ==
          testing::read_file(dir.file(std::string("four/") + name)));
  }
}

TEST_CASE("report_xlsx: what a cell cannot hold is cut, and the summary says so") {
  Report report;
  cxtext::CommentRow row;
  row.id = "long";
  row.label = "neu";
  for (int i = 0; i < 20'000; ++i) row.text += "\xF0\x9F\x98\x80";  // two units each
  report.comments.push_back(row);
  const WorkbookCells book = read(report);
  const std::string& shown = at(book.sheet("Comments"), 1, 9).text;
  CHECK(shown.size() == 16'383 * 4);
  bool told = false;
  for (const auto& cells : book.sheet("Summary").rows) {
    told = told || (!cells.empty() && cells[0].text.starts_with("1 texts are longer than a cell can hold"));
  }
  CHECK(told);
  CHECK_FALSE(cxtext::xlsx::cell_text(std::string(32'767, 'x')).cut);
  CHECK(cxtext::xlsx::cell_text(std::string(32'768, 'x')).cut);
  CHECK(cxtext::xlsx::cell_text("a\r\nb\rc").text == "a\nb\nc");
}

TEST_CASE("report_xlsx: every language has every word, and sheets have names of their own") {
  for (const Lang language : {Lang::en, Lang::da, Lang::sv, Lang::nb, Lang::nn}) {
    const WorkbookCells book = read(hostile(), language);
    CHECK(book.sheets.size() == 8);
    for (const SheetCells& sheet : book.sheets) CHECK(sheet.name.size() <= 31);
    for (std::size_t w = 0; w < cxtext::xlsx::n_words; ++w) {
      CHECK_FALSE(cxtext::xlsx::word(static_cast<cxtext::xlsx::Word>(w), language).empty());
    }
  }
  CHECK(cxtext::xlsx::word(cxtext::xlsx::Word::themes, Lang::da) == "Temaer");
  CHECK(cxtext::xlsx::word(cxtext::xlsx::Word::themes, Lang::other) == "Themes");
}

TEST_CASE("report_xlsx: rows beyond a sheet are counted, and streamed books read back [slow]") {
  Report report;
  cxtext::CommentRow row;
  row.id = "x";
  report.comments.assign(cxtext::xlsx::max_rows + 9, row);
  const WorkbookCells book = read(report);
  CHECK(book.sheet("Comments").rows.size() == cxtext::xlsx::max_rows);
  bool told = false;
  for (const auto& cells : book.sheet("Summary").rows) {
    told = told || (!cells.empty() && cells[0].text.find("1,048,576 rows: 10 more") != std::string::npos);
  }
  CHECK(told);
}
