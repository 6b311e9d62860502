#pragma once

#include <algorithm>
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "../reference/csv_rows.h"

/// A small export with something of everything, and how to look at what the command made of one.
namespace exports {

struct Row {
  std::string id;
  std::string score;
  std::string date;
  std::string text;
};

/// Five languages; a row without text, two scores that are none, one missing, a comment that says nothing, quotes,
/// delimiters and a line break. Counted by hand: 12 rows, 11 with text, 9 scores of which 4 promoters, 2 passives and 3
/// detractors; those who wrote are the same without a promoter.
inline const std::vector<Row>& rows() {
  static const std::vector<Row> all{
      {"a1", "10", "2026-01-05", "Hurtig levering og meget venligt personale"},
      {"a2", "9", "2026-01-06", "Trevlig personal och snabb leverans"},
      {"a3", "9", "2026-01-07", "Veldig hyggelig betjening i butikken"},
      {"a4", "2", "2026-01-08", "Eg fekk ikkje svar frå kundeservice, og ventetida var altfor lang"},
      {"a5", "0", "2026-02-01", "The delivery was late and nobody answered the phone"},
      {"a6", "8", "2026-02-02", "Fine shop; \"good\" prices,\tnice people"},
      {"a7", "10", "2026-02-03", ""},
      {"a8", "11", "2026-02-04", "Alt var fint, men kassen var lukket"},
      {"a9", "", "2026-02-05", "Kön var alldeles för lång"},
      {"a10", "6", "2026-02-06", "ved ikke"},
      {"a11", "7", "2026-02-07", "Grei butikk\nmen litt dyrt"},
      {"a12", "abc", "2026-02-08", "The app is slow and crashes"},
  };
  return all;
}

/// n scored comments, promoters and detractors in turn, each saying what its side says, with a number behind it.
inline std::string two_sided(int n, const std::string& promoters_say, const std::string& detractors_say) {
  std::string out = "id,score,comment\n";
  for (int i = 0; i < n; ++i) {
    const std::string number = std::to_string(i);
    out += number + (i % 2 == 0 ? ",10," + promoters_say : ",1," + detractors_say) + ' ' + number + '\n';
  }
  return out;
}

inline std::string quoted(const std::string& field) {
  std::string out = "\"";
  for (const char c : field) out.append(c == '"' ? 2 : 1, c);
  return out + '"';
}

inline std::string delimited(const std::vector<Row>& rows, char delimiter) {
  std::string out = std::string("id") + delimiter + "score" + delimiter + "date" + delimiter + "comment\n";
  for (const Row& row : rows) {
    out += row.id + delimiter + row.score + delimiter + row.date + delimiter + quoted(row.text) + '\n';
  }
  return out;
}

inline std::string jsonl(const std::vector<Row>& rows) {
  std::string out;
  for (const Row& row : rows) {
    nlohmann::ordered_json line{{"id", row.id}, {"score", row.score}, {"date", row.date}, {"comment", row.text}};
    if (row.score.empty()) line["score"] = nullptr;
    out += line.dump() + '\n';
  }
  return out;
}

/// An export of two columns: a row a score, all of the same comment.
inline std::string scored(const std::vector<std::string>& scores) {
  std::string out = "score,comment\n";
  for (const std::string& score : scores) out += score + ",The staff was friendly\n";
  return out;
}

inline constexpr std::array<std::string_view, 7> report_files{
    "close_the_loop.csv", "comments.csv", "report.html", "report.json", "report.md", "report.xlsx", "themes.csv"};

/// Names of the files in a directory, hidden ones too, sorted.
inline std::vector<std::string> names_in(const std::filesystem::path& directory) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// Rows of comma-separated output by the names of its header; the header itself is left out.
class Table {
 public:
  explicit Table(const std::string& csv) : rows_(reference::csv_rows(csv, ',')) {}

  [[nodiscard]] std::size_t size() const { return rows_.empty() ? 0 : rows_.size() - 1; }
  [[nodiscard]] const std::vector<std::string>& header() const { return rows_.front(); }
  /// Throws std::out_of_range if there is no such row or column.
  [[nodiscard]] const std::string& at(std::size_t row, std::string_view column) const {
    const auto& names = rows_.at(0);
    const auto found = std::find(names.begin(), names.end(), column);
    return rows_.at(row + 1).at(static_cast<std::size_t>(found - names.begin()));
  }
  [[nodiscard]] std::vector<std::string> column(std::string_view name) const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < size(); ++i) out.push_back(at(i, name));
    return out;
  }

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace exports
