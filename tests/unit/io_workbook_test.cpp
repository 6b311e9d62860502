// Excel workbooks: what a cell says, which sheet is read, and what is done with broken and hostile ones.
#include "io_workbook.h"

#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "cxtext/io.h"

#include "io_number_format.h"
#include "packed.h"
#include "reading.h"
#include "testing.h"

namespace {

using cxtext::ErrorCode;
using cxtext::FileFormat;
using packed::Files;
using packed::Sheet;
using reading::Export;
using reading::read_all;

using Texts = std::vector<std::string>;

Export read_workbook(const Files& files, const cxtext::ReadOptions& options = {}) {
  return read_all(packed::zip(files), options, "a.xlsx");
}

/// A sheet of ids and comments, of which the comments are given as the XML of their cells.
Export read_cells(const Texts& cells, const std::string& texts = {}, const std::string& styles = {},
                  const std::string& properties = {}) {
  std::string rows = packed::inline_rows({{"id", "comment"}});
  for (std::size_t i = 0; i < cells.size(); ++i) {
    rows += "<row r=\"" + std::to_string(i + 2) + "\"><c r=\"A" + std::to_string(i + 2) + "\"><v>" + std::to_string(i) +
            "</v></c>" + cells[i] + "</row>";
  }
  return read_workbook(packed::workbook({{"S", "visible", rows}}, texts, styles, properties),
                       {.text_columns = {"comment"}, .id_column = "id", .segment_columns = {"-"}});
}

Texts texts_of(const Export& all) {
  Texts texts;
  for (const cxtext::Comment& comment : all.comments) texts.push_back(comment.text);
  return texts;
}

const std::vector<std::vector<std::string>> answers = {
    {"id", "score", "comment"}, {"1", "9", "Fin service"}, {"2", "3", "Lang kø ved kassen"}, {"3", "x", "Helt ok"}};

}  // namespace

TEST_SUITE("io_workbook") {
  TEST_CASE("what cells say") {
    const std::string texts =
        "<si><t>plain</t></si>"
        "<si><r><t xml:space=\"preserve\">of </t></r><r><rPr><b/></rPr><t>two runs</t></r><rPh sb=\"0\" eb=\"1\">"
        "<t>not said</t></rPh></si>"
        "<si><t>line_x000D_\nbreak</t></si><si><t>_x005F_x0041_ _x0041_ _x00e5_ _xZZZZ_ _x_</t></si>"
        "<si><t>_xD83D__xDE00_ _xD83D_</t></si><si><t/></si><si><t>a_x0001_b_x001F_c_x001E_d</t></si>"
        "<si><t>&lt;&amp;&#229;&#x1F600;</t></si>";
    const std::string styles =
        "<numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm\\-yyyy;@\"/><numFmt numFmtId=\"165\" "
        "formatCode=\"[h]:mm\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf "
        "numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"22\"/><xf numFmtId=\"20\"/><xf "
        "numFmtId=\"165\"/></cellXfs>";
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"<c t=\"s\"><v>0</v></c>", "plain"},
        {"<c t=\"s\"><v>1</v></c>", "of two runs"},
        {"<c t=\"s\"><v>2</v></c>", "line\r\nbreak"},
        {"<c t=\"s\"><v>3</v></c>", "_x0041_ A å _xZZZZ_ _x_"},
        {"<c t=\"s\"><v>4</v></c>", "😀 \uFFFD"},
        {"<c t=\"s\"><v>5</v></c>", ""},
        {"<c t=\"s\"><v>6</v></c>", "a b c d"},
        {"<c t=\"s\"><v>7</v></c>", "<&å😀"},
        {"<c t=\"s\"><v>99</v></c>", ""},
        {"<c t=\"s\"><v>-1</v></c>", ""},
        {"<c t=\"inlineStr\"><is><r><t>in </t></r><r><t>place</t></r></is></c>", "in place"},
        {"<c t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c>", "ab"},
        {"<c><f>1+1</f><v>2</v></c>", "2"},
        {"<c><f>1+1</f></c>", ""},
        {"<c t=\"b\"><v>1</v></c>", "TRUE"},
        {"<c t=\"b\"><v>0</v></c>", "FALSE"},
        {"<c t=\"e\"><v>#N/A</v></c>", "#N/A"},
        {"<c t=\"d\"><v>2025-01-31T00:00:00</v></c>", "2025-01-31T00:00:00"},
        {"<c><v>8.1999999999999993</v></c>", "8.2"},
        {"<c><v>9.0</v></c>", "9"},
        {"<c><v>1E-3</v></c>", "0.001"},
        {"<c><v>123456789012345680</v></c>", "123456789012345680"},
        {"<c s=\"1\"><v>45671</v></c>", "2025-01-14"},
        {"<c s=\"2\"><v>45671.5</v></c>", "2025-01-14 12:00:00"},
        {"<c s=\"3\"><v>45671.354166666664</v></c>", "2025-01-14 08:30:00"},
        {"<c s=\"4\"><v>0.5</v></c>", "12:00:00"},
        {"<c s=\"5\"><v>1.5</v></c>", "1.5"},
        {"<c s=\"77\"><v>5</v></c>", "5"},
        {"<c><v>words</v></c>", "words"},
        {"", ""},
    };
    Texts cells;
    Texts wanted;
    for (const auto& [cell, text] : cases) {
      cells.push_back(cell);
      wanted.push_back(text);
    }
    const Export got = read_cells(cells, texts, styles);
    REQUIRE(got.failure == "");
    REQUIRE(got.comments.size() == wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      CAPTURE(cells[i]);
      CHECK(got.comments[i].text == wanted[i]);
    }
    CHECK(read_cells({"<c s=\"1\"><v>44209</v></c>"}, "", styles, "<workbookPr date1904=\"1\"/>").comments[0].text ==
          "2025-01-14");
  }

  TEST_CASE("days of serial numbers") {
    using cxtext::io::NumberKind;
    struct Case {
      const char* serial;
      NumberKind kind;
      bool from_1904;
      const char* text;
    };
    const Case cases[] = {
        {"1", NumberKind::date, false, "1900-01-01"},
        {"59", NumberKind::date, false, "1900-02-28"},
        {"61", NumberKind::date, false, "1900-03-01"},
        {"25569", NumberKind::date, false, "1970-01-01"},
        {"45350", NumberKind::date, false, "2024-02-28"},
        {"45351", NumberKind::date, false, "2024-02-29"},
        {"2958465", NumberKind::date, false, "9999-12-31"},
        {"2958466", NumberKind::date, false, "2958466"},
        {"-1", NumberKind::date, false, "-1"},
        {"nan", NumberKind::date, false, "nan"},
        {"45350.999999", NumberKind::date, false, "2024-02-29"},
        {"0", NumberKind::date, true, "1904-01-01"},
        {"1.25", NumberKind::time, false, "1900-01-01 06:00:00"},
        {"0.999", NumberKind::time, false, "23:58:34"},
    };
    for (const Case& c : cases) {
      CAPTURE(c.serial);
      std::string text;
      cxtext::io::append_moment(text, c.serial, c.kind, c.from_1904);
      CHECK(text == c.text);
    }
  }

  TEST_CASE("what a number format shows") {
    using cxtext::io::NumberKind;
    const std::vector<std::pair<const char*, NumberKind>> cases = {
        {"General", NumberKind::number},
        {"0.00", NumberKind::number},
        {"#,##0\\ \"kr.\"", NumberKind::number},
        {"\"dag\" 0", NumberKind::number},
        {"[Red]0;[Blue]-0", NumberKind::number},
        {"[$-406]d. mmmm yyyy", NumberKind::date},
        {"yyyy-mm-dd", NumberKind::date},
        {"DD.MM.YYYY;@", NumberKind::date},
        {"mmm", NumberKind::date},
        {"dd/mm/yy hh:mm", NumberKind::date},
        {"hh:mm:ss", NumberKind::time},
        {"mm:ss.0", NumberKind::time},
        {"[h]:mm:ss", NumberKind::number},
        {"[mm]:ss", NumberKind::number},
        {"0;\"yyyy\"", NumberKind::number},
        {"_d0", NumberKind::number},
        {"\"unclosed", NumberKind::number},
        {"[unclosed", NumberKind::number},
        {"", NumberKind::number},
    };
    for (const auto& [code, kind] : cases) {
      CAPTURE(code);
      CHECK(cxtext::io::number_kind(code) == kind);
    }
  }

  TEST_CASE("cells and rows stand where the sheet says") {
    const std::string rows =
        "<row r=\"3\"><c r=\"C3\" t=\"inlineStr\"><is><t>id</t></is></c><c r=\"E3\" t=\"inlineStr\"><is><t>comment"
        "</t></is></c></row><row r=\"5\"><c r=\"C5\"><v>1</v></c><c r=\"E5\" t=\"inlineStr\"><is><t>one</t></is></c>"
        "<c r=\"AA5\" t=\"inlineStr\"><is><t>aside</t></is></c></row><row><c/><c/><c><v>2</v></c><c/>"
        "<c t=\"inlineStr\"><is><t>two</t></is></c></row><row r=\"2\"><c r=\"E2\" t=\"inlineStr\"><is><t>three</t>"
        "</is></c><c r=\"A2\" t=\"inlineStr\"><is><t>behind</t></is></c></row>";
    const Export got = read_workbook(packed::workbook({{"S", "visible", rows}}));
    REQUIRE(got.failure == "");
    CHECK(got.layout.header_row == 3);
    CHECK(got.layout.id_column == "id");
    CHECK(texts_of(got) == Texts{"one", "two", "three"});
    CHECK(got.comments[0].line == 5);
    CHECK(got.comments[1].line == 6);
    CHECK(got.comments[2].line == 7);
    CHECK(got.rejects.empty());
  }

  TEST_CASE("the first sheet that can be seen and looks like answers is read, or the one that is named") {
    const std::string info = packed::inline_rows({{"Denne fil er en eksport af alle svar fra vores undersøgelse"},
                                                  {"Spørg endelig, hvis noget er uklart for dig"}});
    const auto told = [&](std::vector<Sheet> sheets, const std::string& named) {
      const Export got = read_workbook(packed::workbook(sheets), {.sheet = named});
      return got.failure.empty() ? got.layout.sheet : got.failure;
    };
    const std::string data = packed::inline_rows(answers);
    const std::vector<Sheet> sheets = {{"Gamle", "hidden", data},   {"Info", "visible", info},
                                       {"Tom", "visible", ""},      {"Svar 1", "visible", data},
                                       {"Svar 2", "visible", data}, {"Skjult", "veryHidden", data}};
    CHECK(told(sheets, "") == "Svar 1");
    CHECK(told(sheets, "Svar 2") == "Svar 2");
    CHECK(told(sheets, "svar2") == "Svar 2");
    CHECK(told(sheets, "Gamle") == "Gamle");
    CHECK(told(sheets, "4") == "Svar 2");
    CHECK(told(sheets, "1") == "Info");
    CHECK(told(sheets, "9").find("has no sheet \"9\" (--sheet). Its sheets: Gamle (hidden), Info, Tom") == 0);
    CHECK(told({sheets[0], sheets[5]}, "").find("has hidden sheets only; name one with --sheet") == 0);
    CHECK(told({sheets[1]}, "") == "Info");
    CHECK(told({sheets[2]}, "").find("a sheet without cells") != std::string::npos);
    CHECK(told({{"4", "visible", data}, {"Svar", "visible", data}}, "4") == "4");
  }

  TEST_CASE("the rejects of a sheet name the cell") {
    std::vector<std::vector<std::string>> rows = answers;
    const Export got = read_workbook(packed::workbook({{"Mine svar", "visible", packed::inline_rows(rows)}}));
    REQUIRE(got.rejects.size() == 1);
    CHECK(got.rejects[0].line == 4);
    CHECK(got.rejects[0].column == 2);
    CHECK(got.rejects[0].byte == 0);
    CHECK(got.rejects[0].reason.starts_with("Mine svar!B4: score \"x\""));
    CHECK(got.rejects[0].raw == "3\tx\tHelt ok");
  }

  TEST_CASE("names of parts and prefixes of elements may be others than Excel's") {
    Files files = packed::workbook({{"S", "visible", packed::inline_rows(answers)}});
    for (auto& [name, bytes] : files) {
      for (const auto& [from, to] : {std::pair<std::string, std::string>{"xl/workbook.xml", "Book/W.xml"},
                                     {"xl/_rels/workbook.xml.rels", "book/_rels/w.XML.rels"},
                                     {"xl/worksheets/", "Book/../Book/worksheets/"}}) {
        if (name.starts_with(from)) name = (from.back() == '/' ? "Book/worksheets/" : to) + name.substr(from.size());
      }
      for (std::size_t at = bytes.find("xl/workbook.xml"); at != std::string::npos;
           at = bytes.find("xl/workbook.xml")) {
        bytes.replace(at, 15, "/Book/./x/../W.xml");
      }
    }
    CHECK(texts_of(read_workbook(files)) == Texts{"Fin service", "Lang kø ved kassen", "Helt ok"});
    Files prefixed = packed::workbook({{"S", "visible", ""}});
    for (auto& [name, bytes] : prefixed) {
      if (name != "xl/worksheets/sheet1.xml") continue;
      bytes =
          "<x:worksheet xmlns:x=\"u\"><x:sheetData><x:row><x:c t=\"inlineStr\"><x:is><x:t>comment</x:t></x:is></x:c>"
          "</x:row><x:row><x:c t=\"inlineStr\"><x:is><x:t>Fin service i butikken</x:t></x:is></x:c></x:row>"
          "</x:sheetData></x:worksheet>";
    }
    CHECK(texts_of(read_workbook(prefixed)) == Texts{"Fin service i butikken"});
  }

  TEST_CASE("what is in a ZIP archive but no workbook says what to do") {
    struct Case {
      Files files;
      const char* says;
    };
    const Case cases[] = {
        {{{"word/document.xml", "<w/>"}, {"x", "x"}}, "Word"},
        {{{"xl/workbook.bin", "x"}, {"x", "x"}}, "XLSB"},
        {{{"ppt/presentation.xml", "x"}, {"x", "x"}}, "presentation"},
        {{{"Index/Document.iwa", "x"}, {"x", "x"}}, "Numbers"},
        {{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", "x"}}, "OpenDocument"},
        {{{"a.csv", "id,comment\n"}, {"b.csv", "id,comment\n"}}, "unpack it"},
        {{}, "several files"},
    };
    for (const Case& c : cases) {
      CAPTURE(c.says);
      const Export got = read_workbook(c.files);
      CHECK(got.failed == ErrorCode::bad_format);
      CHECK(got.failure.find(c.says) != std::string::npos);
    }
    std::string old = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0');
    CHECK(read_all(old, {}, "a.xls").failure.find("old Excel workbook") != std::string::npos);
    old += std::string("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
    CHECK(read_all(old, {}, "a.xlsx").failure.find("password") != std::string::npos);
    CHECK(read_all("id,comment\n1,a\n", {.format = FileFormat::xlsx}).failure.find("--format") != std::string::npos);
  }

  TEST_CASE("of a sheet that breaks off the rows before are kept") {
    std::string rows;
    for (int i = 0; i < 5000; ++i)
      rows += packed::inline_rows({{std::to_string(i), "God service nummer " + std::to_string(i)}});
    Files files = packed::workbook({{"S", "visible", packed::inline_rows({{"id", "comment"}}) + rows}});
    for (auto& [name, bytes] : files) {
      if (name == "xl/worksheets/sheet1.xml") bytes.resize(bytes.size() - 5000);
    }
    const Export got = read_workbook(files);
    REQUIRE(got.failure == "");
    CHECK(got.comments.size() > 4900);
    CHECK(got.comments.size() < 5000);
    REQUIRE(got.rejects.size() == 1);
    CHECK(got.rejects[0].rest_lost);
    CHECK(got.rejects[0].reason.find("is no XML") != std::string::npos);
    CHECK(got.comments.back().text == "God service nummer " + std::to_string(got.comments.size() - 1));

    std::string cut = packed::zip(files);
    cut.resize(cut.size() - 200);
    const Export none = read_all(cut, {}, "a.xlsx");
    CHECK(none.failed == ErrorCode::bad_format);
    CHECK(none.failure.find("damaged") != std::string::npos);
  }

  TEST_CASE("traps are refused without filling memory or time") {
    const auto with_part = [](const std::string& part, const std::string& bytes) {
      Files files = packed::workbook({{"S", "visible", packed::inline_rows(answers)}}, "<si><t>a</t></si>");
      for (auto& [name, held] : files) {
        if (name == part) held = bytes;
      }
      return read_workbook(files);
    };
    const std::string entities =
        "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><worksheet><sheetData>"
        "<row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>";
    CHECK(with_part("xl/worksheets/sheet1.xml", entities).failure.find("document type") != std::string::npos);
    CHECK(with_part("xl/sharedStrings.xml", entities).failure.find("document type") != std::string::npos);
    CHECK(with_part("xl/workbook.xml", "<workbook").failure.find("damaged") != std::string::npos);
    CHECK(with_part("xl/workbook.xml", "<workbook/>").failure.find("without a sheet") != std::string::npos);
    const std::string no_end = "<worksheet><sheetData a=\"" + std::string(std::size_t{10} << 20U, 'a');
    CHECK(with_part("xl/worksheets/sheet1.xml", no_end).failure.find("does not end") != std::string::npos);
    std::string far;
    for (int i = 0; i < 20000; ++i) far += "<row><c r=\"XFD1\"><v>1</v></c></row>";
    const Export spread =
        with_part("xl/worksheets/sheet1.xml",
                  "<worksheet><sheetData>" + packed::inline_rows(answers) + far + "</sheetData></worksheet>");
    const bool told = spread.failure.find("leaves out") != std::string::npos ||
                      (!spread.rejects.empty() && spread.rejects.back().reason.find("leaves out") != std::string::npos);
    CHECK(told);
    Files strange = packed::workbook({{"S", "visible", packed::inline_rows(answers)}});
    strange.emplace_back("../../etc/passwd", "x");
    strange.emplace_back("/tmp/x", "x");
    CHECK(read_workbook(strange).comments.size() == 3);
  }
}
