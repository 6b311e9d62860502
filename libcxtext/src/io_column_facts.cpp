#include "io_column_facts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <unordered_set>

#include "io_utf8.h"

namespace cxtext::io {
namespace {

constexpr std::size_t max_header_bytes = 200;

std::size_t count_words(std::string_view cell) {
  std::size_t n_words = 0;
  bool in_word = false;
  for (const char c : cell) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    n_words += !space && !in_word ? 1 : 0;
    in_word = !space;
  }
  return n_words;
}

/// Whether these are the bands of the NPS by name.
bool are_bands(const std::unordered_set<std::string_view>& values) {
  constexpr std::string_view bands[] = {
      "promoter",     "promoters", "promotor", "promotorer", "promoterer", "ambassador", "ambassadorer",
      "ambassadorar", "passive",   "passives", "passiv",     "passiva",    "neutral",    "neutrale",
      "neutrala",     "noytral",   "noytrale", "detractor",  "detractors", "detraktor",  "detraktorer",
      "kritiker",     "kritikere", "kritikar", "kritikarar",
  };
  constexpr std::size_t n_bands = 3;
  if (values.size() < 2 || values.size() > n_bands) return false;
  return std::all_of(values.begin(), values.end(), [&](std::string_view value) {
    return std::find(std::begin(bands), std::end(bands), folded(value)) != std::end(bands);
  });
}

bool is_value(std::string_view cell) {
  const std::optional<WrittenScore> score = parse_score(cell);
  return (score && !score->labelled) || parse_date(cell).has_value();
}

}  // namespace

double ColumnFacts::mean_bytes() const {
  return filled == 0 ? 0 : static_cast<double>(n_bytes) / static_cast<double>(filled);
}

double ColumnFacts::share_filled() const {
  return n_rows == 0 ? 0 : static_cast<double>(filled) / static_cast<double>(n_rows);
}

bool ColumnFacts::is_scored() const {
  return numeric > 0 && labelled == 0 && numeric * 10 >= answered() * 9 && in_scale * 20 >= numeric * 19;
}

bool ColumnFacts::is_scored_in_words() const {
  const std::size_t numbers = numeric + labelled;
  return numbers > 0 && numbers * 10 >= answered() * 9 && in_scale * 20 >= numbers * 19;
}

bool ColumnFacts::is_values() const {
  return answered() == 0 || numeric * 2 > answered() || dates.n_dates() * 2 > answered();
}

bool ColumnFacts::is_text() const {
  return !is_values() && n_distinct * 2 >= filled && (n_words * 2 >= filled * 3 || mean_bytes() >= 25);
}

bool ColumnFacts::is_prose() const { return is_text() && n_words >= filled * 3; }

bool ColumnFacts::is_segment() const {
  constexpr std::size_t max_values = 30;
  // Of a few rows two a value must do; nobody reads figures of so few, but the column may part other files.
  constexpr std::size_t few_rows = 20;
  const std::size_t least_rows_a_value = filled < few_rows ? 2 : 5;
  const bool dated = dates.n_dates() * 2 > answered();
  const bool parts = n_distinct >= 2 && n_distinct <= max_values && n_distinct * least_rows_a_value <= filled;
  return parts && !dated && !names_bands && mean_bytes() <= 60;
}

std::vector<ColumnFacts> column_facts(const Sample& sample, double score_min, double score_max) {
  std::vector<ColumnFacts> all(sample.columns.size());
  std::vector<std::unordered_set<std::string_view>> distinct(sample.columns.size());
  std::vector<double> last(sample.columns.size(), -1);
  for (ColumnFacts& facts : all) facts.counts_up = true;
  for (const std::vector<std::string>& row : sample.rows) {
    for (std::size_t column = 0; column < row.size() && column < all.size(); ++column) {
      const std::string_view cell = trimmed(row[column]);
      ColumnFacts& facts = all[column];
      if (cell.empty()) continue;
      ++facts.filled;
      facts.n_bytes += cell.size();
      facts.n_words += count_words(cell);
      distinct[column].insert(cell);
      facts.spaced = facts.spaced || cell.find(' ') != std::string_view::npos;
      facts.dates.add(cell);
      const std::optional<WrittenScore> number = parse_score(cell);
      if (!number) {
        facts.missing += says_missing(cell) ? 1 : 0;
        facts.counts_up = false;
        continue;
      }
      if (facts.filled > 1 && number->value != last[column] + 1) facts.counts_up = false;
      last[column] = number->value;
      ++(number->labelled ? facts.labelled : facts.numeric);
      facts.plain += cell.find_first_not_of("0123456789.,-+ ") == std::string_view::npos ? 1 : 0;
      facts.commas += cell.find(',') != std::string_view::npos ? 1 : 0;
      facts.points += cell.find('.') != std::string_view::npos ? 1 : 0;
      facts.fractional += number->value != std::floor(number->value) ? 1 : 0;
      if (number->value < score_min || number->value > score_max) continue;
      if (number->out_of != 0 && number->out_of != score_max) continue;
      facts.highest = facts.in_scale == 0 ? number->value : std::max(facts.highest, number->value);
      ++facts.in_scale;
    }
  }
  for (std::size_t column = 0; column < all.size(); ++column) {
    all[column].n_rows = sample.rows.size();
    all[column].n_distinct = distinct[column].size();
    all[column].names_bands = are_bands(distinct[column]);
    // Two rows count up by chance.
    all[column].counts_up = all[column].counts_up && all[column].filled > 2;
  }
  return all;
}

bool follows_scores(const Sample& sample, std::size_t scores, std::size_t column) {
  constexpr std::size_t least_rows_a_score = 3;
  if (column == scores) return false;
  // Of each score, how often it stands beside each value.
  std::map<double, std::map<std::string_view, std::size_t>> beside;
  std::size_t n_rows = 0;
  for (const std::vector<std::string>& row : sample.rows) {
    if (row.size() <= std::max(column, scores)) continue;
    const std::optional<WrittenScore> score = parse_score(row[scores]);
    const std::string_view value = trimmed(row[column]);
    if (!score || value.empty()) continue;
    ++beside[score->value][value];
    ++n_rows;
  }
  std::size_t n_usual = 0;
  for (const auto& [score, values] : beside) {
    n_usual += std::max_element(values.begin(), values.end(), [](const auto& a, const auto& b) {
                 return a.second < b.second;
               })->second;
  }
  // A score that stands once says nothing.
  const bool enough = beside.size() > 1 && n_rows >= beside.size() * least_rows_a_score;
  return enough && n_usual * 100 >= n_rows * 98;
}

bool first_row_differs(const std::vector<std::vector<std::string>>& rows) {
  const std::vector<std::string>& first = rows.front();
  for (const std::string& cell : first) {
    if (is_value(cell) || cell.size() > max_header_bytes) return false;
  }
  // A single row of words is a header without data, unless it reads like a comment.
  if (rows.size() == 1) return first.size() > 1 || count_words(first[0]) < 4 || first[0].ends_with('?');
  std::size_t n_names = 0;
  std::size_t n_shorter = 0;
  for (std::size_t column = 0; column < first.size(); ++column) {
    const std::string_view name = trimmed(first[column]);
    std::size_t filled = 0;
    std::size_t values = 0;
    std::size_t bytes = 0;
    for (std::size_t row = 1; row < rows.size(); ++row) {
      if (column >= rows[row].size() || trimmed(rows[row][column]).empty()) continue;
      ++filled;
      bytes += rows[row][column].size();
      values += is_value(rows[row][column]) ? 1 : 0;
    }
    if (name.empty() || filled == 0) continue;
    // A word above numbers or dates is a name, and so is a question.
    if (values * 2 > filled || name.ends_with('?')) return true;
    ++n_names;
    n_shorter += name.size() * 2 < bytes / filled ? 1 : 0;
  }
  return n_names > 0 && n_shorter * 2 >= n_names;
}

}  // namespace cxtext::io
