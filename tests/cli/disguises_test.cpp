// One sample in many disguises gives one report: whatever the charset, delimiter, format, packing, order and names of
// columns, report.json differs in its provenance only.
#include <array>
#include <charconv>
#include <doctest/doctest.h>

#include "exports.h"
#include "packed.h"
#include "testing.h"

namespace {

using testing::run_cli;
using testing::TempDir;

using Rows = std::vector<std::vector<std::string>>;

/// The example, with line breaks within every seventh comment.
Rows sample() {
  Rows rows = reference::csv_rows(testing::read_file(testing::source_path("examples/feedback.csv")), ',');
  REQUIRE(rows.front() == std::vector<std::string>{"id", "date", "score", "country", "touchpoint", "comment"});
  for (std::size_t i = 7; i < rows.size(); i += 7) {
    const std::size_t space = rows[i][5].find(' ');
    if (space != std::string::npos) rows[i][5][space] = '\n';
  }
  return rows;
}

struct Writing {
  char delimiter = ',';
  const char* line_end = "\n";
  bool all_quoted = false;
  char quote = '"';
};

std::string written(const Rows& rows, const Writing& how) {
  const std::string special = std::string("\n\r") + how.delimiter + how.quote;
  std::string out;
  for (const std::vector<std::string>& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += how.delimiter;
      if (!how.all_quoted && row[i].find_first_of(special) == std::string::npos) {
        out += row[i];
        continue;
      }
      out += how.quote;
      for (const char c : row[i]) out.append(c == how.quote ? 2 : 1, c);
      out += how.quote;
    }
    out += how.line_end;
  }
  return out;
}

Rows rearranged(const Rows& rows, const std::array<std::size_t, 6>& order, const std::vector<std::string>& names) {
  Rows out;
  for (const std::vector<std::string>& row : rows) {
    std::vector<std::string>& to = out.emplace_back();
    for (const std::size_t column : order) to.push_back(row[column]);
  }
  out.front() = names;
  return out;
}

template <class Change>
Rows with_column(Rows rows, std::size_t column, Change change) {
  for (std::size_t i = 1; i < rows.size(); ++i) change(rows[i][column]);
  return rows;
}

Rows with_nordic_dates(const Rows& rows, std::size_t column) {
  return with_column(rows, column, [](std::string& date) {
    if (date.size() == 10) date = date.substr(8, 2) + "." + date.substr(5, 2) + "." + date.substr(0, 4);
  });
}

/// Code points of UTF-8. Precondition: well-formed.
std::vector<char32_t> code_points(std::string_view utf8) {
  std::vector<char32_t> out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto byte = [&](std::size_t k) { return static_cast<char32_t>(static_cast<unsigned char>(utf8[i + k])); };
    const std::size_t n = byte(0) < 0x80 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
    char32_t c = n == 1 ? byte(0) : byte(0) & (0x7FU >> n);
    for (std::size_t k = 1; k < n; ++k) c = c << 6U | (byte(k) & 0x3FU);
    out.push_back(c);
    i += n;
  }
  return out;
}

std::string utf16(std::string_view utf8, bool big_endian) {
  std::string out;
  const auto put = [&](char32_t unit) {
    const char low = static_cast<char>(unit & 0xFFU);
    const char high = static_cast<char>(unit >> 8U);
    out += big_endian ? high : low;
    out += big_endian ? low : high;
  };
  for (const char32_t c : code_points(utf8)) {
    if (c >= 0x10000) {
      put(0xD800 + ((c - 0x10000) >> 10U));
      put(0xDC00 + ((c - 0x10000) & 0x3FFU));
    } else {
      put(c);
    }
  }
  return out;
}

/// The byte of windows-1252 for a character; -1: it has none.
int byte_of_1252(char32_t c) {
  if (c < 0x80 || (c >= 0xA0 && c <= 0xFF)) return static_cast<int>(c);
  switch (c) {
    case U'€':
      return 0x80;
    case U'…':
      return 0x85;
    case U'‘':
      return 0x91;
    case U'’':
      return 0x92;
    case U'“':
      return 0x93;
    case U'”':
      return 0x94;
    case U'–':
      return 0x96;
    case U'—':
      return 0x97;
    default:
      return -1;
  }
}

std::string windows_1252(std::string_view utf8) {
  std::string out;
  for (const char32_t c : code_points(utf8)) {
    REQUIRE(byte_of_1252(c) >= 0);
    out += static_cast<char>(byte_of_1252(c));
  }
  return out;
}

bool fits_1252(std::string_view utf8) {
  const std::vector<char32_t> all = code_points(utf8);
  return std::all_of(all.begin(), all.end(), [](char32_t c) { return byte_of_1252(c) >= 0; });
}

/// The sample without the rows that windows-1252 cannot say.
Rows without_emoji(const Rows& rows) {
  Rows out;
  for (const std::vector<std::string>& row : rows) {
    if (fits_1252(row[5])) out.push_back(row);
  }
  return out;
}

/// Every second row in windows-1252, where that can say it.
std::string mixed(const Rows& rows) {
  std::string out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string row = written({rows[i]}, {.delimiter = ';'});
    out += i % 2 == 1 && fits_1252(row) ? windows_1252(row) : row;
  }
  return out;
}

std::string objects(const Rows& rows, std::string_view between) {
  std::string out;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    nlohmann::ordered_json object;
    for (std::size_t column = 0; column < rows[i].size(); ++column) {
      nlohmann::ordered_json& value = object[rows[0][column]];
      value = rows[i][column];
      if (column == 2) value = rows[i][2].empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(rows[i][2]);
    }
    if (i > 1) out += between;
    out += object.dump();
  }
  return out;
}

/// Days from 1899-12-30 to a date "yyyy-mm-dd" (Howard Hinnant's days_from_civil).
long serial_of(const std::string& date) {
  long year = std::stol(date.substr(0, 4));
  const long month = std::stol(date.substr(5, 2));
  const long day = std::stol(date.substr(8, 2));
  year -= month <= 2 ? 1 : 0;
  const long of_era = year % 400;
  const long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return year / 400 * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468 + 25569;
}

/// A workbook as Excel writes it: texts apart, dates as days, numbers as numbers.
std::string workbook(const Rows& rows) {
  std::string texts;
  std::string cells;
  std::size_t n_texts = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    cells += "<row r=\"" + std::to_string(i + 1) + "\">";
    for (std::size_t column = 0; column < rows[i].size(); ++column) {
      const std::string& text = rows[i][column];
      if (text.empty()) continue;
      const std::string where =
          "<c r=\"" + std::string(1, static_cast<char>('A' + column)) + std::to_string(i + 1) + "\"";
      const bool number = i > 0 && column == 2 && text.find_first_not_of("0123456789.-") == std::string::npos;
      if (number) {
        cells += where + "><v>" + text + "</v></c>";
      } else if (i > 0 && column == 1) {
        cells += where + " s=\"1\"><v>" + std::to_string(serial_of(text)) + "</v></c>";
      } else {
        cells += where + " t=\"s\"><v>" + std::to_string(n_texts++) + "</v></c>";
        texts += "<si><t xml:space=\"preserve\">" + packed::escaped(text) + "</t></si>";
      }
    }
    cells += "</row>";
  }
  const std::string styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>";
  return packed::zip(packed::workbook({{"Svar", "visible", cells}}, texts, styles));
}

std::string workbook_in_place(const Rows& rows) {
  const std::string cover = packed::inline_rows({{"Everything that customers told us this year, as one table"}});
  return packed::zip(packed::workbook({{"Old", "hidden", packed::inline_rows(Rows(rows.begin(), rows.begin() + 50))},
                                       {"About", "visible", cover},
                                       {"Answers", "visible", packed::inline_rows(rows)}}));
}

/// report.json without what may differ.
nlohmann::json report_of(const TempDir& directory, const std::string& name, const std::string& bytes) {
  const auto run =
      run_cli({"report", directory.write(name, bytes), "-q", "-o", directory.file("out"), "--json", "--threads", "2"});
  CAPTURE(run.err);
  REQUIRE(run.status == 0);
  auto report = nlohmann::json::parse(run.out);
  REQUIRE(report.erase("provenance") == 1);
  return report;
}

/// The first places where two reports differ.
std::string difference(const nlohmann::json& a, const nlohmann::json& b) {
  return a == b ? "" : nlohmann::json::diff(a, b).dump().substr(0, 600);
}

}  // namespace

TEST_SUITE("disguises") {
  TEST_CASE("a sample of two thousand rows in fourteen disguises gives one report") {
    const TempDir directory;
    const Rows rows = sample();
    REQUIRE(rows.size() > 1900);
    const auto wanted = report_of(directory, "plain.csv", written(rows, {}));
    const std::vector<std::string> danish = {"kommentar", "karakter", "country", "respons-id", "touchpoint", "dato"};
    const Rows renamed = with_nordic_dates(rearranged(rows, {5, 2, 3, 0, 4, 1}, danish), 5);
    const Rows commas = with_column(rows, 2, [](std::string& score) {
      if (!score.empty()) score += ",0";
    });
    const std::vector<std::pair<std::string, std::string>> disguises = {
        {"utf16le_tab.txt", "\xFF\xFE" + utf16(written(rows, {.delimiter = '\t', .line_end = "\r\n"}), false)},
        {"utf16be_no_mark.csv", utf16(written(rows, {.delimiter = ';'}), true)},
        {"mixed_rows.csv", mixed(rows)},
        {"mark_all_quoted.csv", "\xEF\xBB\xBF" + written(rows, {.delimiter = ';', .all_quoted = true})},
        {"sep_line.csv", "sep=|\r\n" + written(rows, {.delimiter = '|'})},
        {"apostrophes.csv", written(rows, {.all_quoted = true, .quote = '\''})},
        {"decimal_commas.csv", written(commas, {.delimiter = ';'})},
        {"renamed.csv", written(renamed, {.delimiter = ';'})},
        {"a.jsonl", objects(rows, "\n")},
        {"a.json", "{\"total\": 2000, \"rows\": [\n" + objects(rows, ",\n") + "\n]}"},
        {"a.csv.gz", packed::gzip(written(rows, {}))},
        {"a.tsv.zst", packed::zstd(written(rows, {.delimiter = '\t'}))},
        {"as_excel.xlsx", workbook(rows)},
        {"in_place.xlsx", workbook_in_place(rows)},
    };
    // What is not the same sample is told.
    CHECK_FALSE(
        difference(wanted, report_of(directory, "b.csv", written(Rows(rows.begin(), rows.end() - 1), {}))).empty());
    for (const auto& [name, bytes] : disguises) {
      CAPTURE(name);
      CHECK(difference(wanted, report_of(directory, name, bytes)).empty());
    }
  }

  TEST_CASE("so do charsets that cannot say everything") {
    const TempDir directory;
    const Rows rows = without_emoji(sample());
    REQUIRE(rows.size() > 1500);
    const auto wanted = report_of(directory, "plain.csv", written(rows, {}));
    const std::string semicolons = written(rows, {.delimiter = ';', .line_end = "\r\n"});
    CHECK(difference(wanted, report_of(directory, "a.csv", windows_1252(semicolons))).empty());
    CHECK(difference(wanted, report_of(directory, "a.json", windows_1252("[" + objects(rows, ",") + "]"))).empty());
  }
}
