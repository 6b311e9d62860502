#include "io_header.h"

#include <algorithm>
#include <unordered_set>

#include "io_column_facts.h"
#include "io_header_names.h"
#include "io_utf8.h"
#include "io_values.h"

namespace cxtext::io {
namespace {

/// Titles and lines about the export end before this row.
constexpr std::size_t max_preamble = 20;

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;
constexpr Role named_roles[] = {Role::text, Role::id, Role::score, Role::date, Role::language};

std::size_t n_filled(const Row& row) {
  return static_cast<std::size_t>(
      std::count_if(row.begin(), row.end(), [](const std::string& cell) { return !trimmed(cell).empty(); }));
}

std::string_view cell_at(const Row& row, std::size_t column) {
  return column < row.size() ? trimmed(row[column]) : std::string_view();
}

bool is_value(std::string_view cell) {
  const auto score = parse_score(cell);
  return (score && !score->labelled) || parse_date(cell).has_value();
}

/// Whether a row has the names that the caller gave.
bool has_given_name(const Row& row, const ReadOptions& options) {
  std::vector<std::string> named = options.text_columns;
  named.insert(named.end(), options.segment_columns.begin(), options.segment_columns.end());
  for (const std::string* name :
       {&options.id_column, &options.score_column, &options.date_column, &options.language_column}) {
    named.push_back(*name);
  }
  for (const std::string& name : named) {
    const std::string wanted = folded(name);
    if (wanted.empty()) continue;
    for (const std::string& cell : row) {
      if (folded(cell) == wanted) return true;
    }
  }
  return false;
}

bool has_role_name(const Row& row) {
  for (const std::string& cell : row) {
    for (const Role role : named_roles) {
      if (fit_name(role, cell).exact) return true;
    }
  }
  return false;
}

/// How many cells most rows fill: the median of those below.
std::size_t usual_filled(const Rows& rows) {
  std::vector<std::size_t> filled;
  for (const Row& row : rows) {
    if (const std::size_t n = n_filled(row); n > 0) filled.push_back(n);
  }
  if (filled.empty()) return 0;
  const auto middle = filled.begin() + static_cast<std::ptrdiff_t>(filled.size() / 2);
  std::nth_element(filled.begin(), middle, filled.end());
  return *middle;
}

Rows rows_from(const Rows& rows, std::size_t first) {
  return {rows.begin() + static_cast<std::ptrdiff_t>(first), rows.end()};
}

/// Rows that are not blank, from the first one on.
Rows filled_rows(const Rows& rows) {
  Rows filled;
  for (const Row& row : rows) {
    if (n_filled(row) > 0) filled.push_back(row);
  }
  return filled;
}

bool is_header(const Rows& rows, const ReadOptions& options) {
  const Rows filled = filled_rows(rows);
  if (filled.empty()) return false;
  return has_given_name(rows.front(), options) || has_role_name(rows.front()) || first_row_differs(filled);
}

/// The row where the table starts.
std::size_t first_of_table(const Rows& rows, const ReadOptions& options) {
  std::size_t first = 0;
  while (first < rows.size() && n_filled(rows[first]) == 0) ++first;
  if (first == rows.size()) return 0;
  const std::size_t usual = usual_filled(rows);
  const std::size_t end = std::min(rows.size(), first + max_preamble);
  std::size_t widest = n_filled(rows[first]);
  const bool first_names = names_columns(rows[first]) || has_given_name(rows[first], options);
  const bool first_narrow = widest * 2 <= usual && usual >= 3;
  for (std::size_t row = first + 1; row < end && !first_names; ++row) {
    const std::size_t n = n_filled(rows[row]);
    if (n <= widest) continue;
    // A title above: the row has more cells than all before it, and names columns.
    const bool names = names_columns(rows[row]) || has_given_name(rows[row], options);
    if (names || (first_narrow && n * 2 > usual && is_header(rows_from(rows, row), options))) return row;
    widest = n;
  }
  return first;
}

/// {"ImportId":"QID1"}: what Qualtrics writes below the questions.
bool has_import_ids(const Row& row) {
  for (const std::string& cell : row) {
    const std::string_view text = trimmed(cell);
    if (!text.empty()) return text.starts_with("{\"ImportId\"") || text.starts_with("{'ImportId'");
  }
  return false;
}

/// "Response", "Open-Ended Response": what SurveyMonkey writes below the questions.
bool is_sub_heading(std::string_view cell) {
  constexpr std::string_view headings[] = {
      "response",        "openendedresponse", "svar",       "abentsvar", "abnebesvarelser",    "fritextsvar",
      "oppetsvar",       "oppnesvar",         "apentsvar",  "opesvar",   "otherpleasespecify", "andetangivvenligst",
      "annetangigjerne", "annatvanligenange", "besvarelse", "openended", "fritekstsvar",
  };
  return std::find(std::begin(headings), std::end(headings), folded(cell)) != std::end(headings);
}

/// "0-10", "1 – 5": a scale, or "dd-mm-åååå": how a date is written, or "Text", "Tal": the kind of what stands below.
bool is_type(std::string_view cell) {
  constexpr std::string_view kinds[] = {
      "text", "tekst",  "fritekst", "fritext", "string", "number", "numeric",  "integer",  "tal",
      "tall", "heltal", "heltall",  "date",    "dato",   "datum",  "datetime", "dropdown", "choice",
  };
  const std::string kind = folded(cell);
  if (std::find(std::begin(kinds), std::end(kinds), kind) != std::end(kinds)) return true;
  const bool pattern = kind.find_first_not_of("dmyahst") == std::string::npos;
  if (pattern && kind.find("mm") != std::string::npos && kind.find("dd") != std::string::npos) return true;
  const std::size_t from = cell.find_first_not_of("0123456789");
  const std::size_t to = cell.find_last_not_of("0123456789");
  if (from == std::string_view::npos || from == 0 || to + 1 == cell.size()) return false;
  const std::string_view between = trimmed(cell.substr(from, to + 1 - from));
  return between == "-" || between == "\u2013" || between == "\u2014" || between == "..";
}

/// Whether a row says what kind of answer each column holds.
bool has_sub_headings(const Row& row) {
  std::size_t n_headings = 0;
  std::size_t n_types = 0;
  for (const std::string& cell : row) {
    if (is_sub_heading(cell)) {
      ++n_headings;
    } else if (is_type(trimmed(cell))) {
      ++n_types;
    } else if (is_value(cell)) {
      return false;
    }
  }
  const std::size_t filled = n_filled(row);
  if (n_headings + n_types == filled && filled >= 2) return true;
  // Only the questions have them; what identifies the respondent has nothing there.
  return n_headings > 0 && filled * 4 <= row.size() * 3;
}

/// Whether a row has words in each column that has numbers or dates below it, and there are two of those at least.
bool has_words_above_values(const Rows& rows, std::size_t row) {
  std::size_t n_above = 0;
  for (std::size_t column = 0; column < rows[row].size(); ++column) {
    std::size_t filled = 0;
    std::size_t values = 0;
    for (std::size_t below = row + 1; below < rows.size(); ++below) {
      const std::string_view cell = cell_at(rows[below], column);
      if (cell.empty() || says_missing(cell)) continue;
      ++filled;
      values += is_value(cell) ? 1 : 0;
    }
    if (filled < 2 || values * 10 < filled * 9) continue;
    const std::string_view above = cell_at(rows[row], column);
    if (says_missing(above) || is_value(above)) return false;
    ++n_above;
  }
  return n_above >= 2;
}

bool has_values(const Row& row) { return std::any_of(row.begin(), row.end(), is_value); }

void add_further_rows(const Rows& rows, HeaderRows& header) {
  const auto at = [&](std::size_t n) -> const Row& { return rows[header.first + n]; };
  const std::size_t n_rows = rows.size() - header.first;
  const auto is_full = [&](std::size_t n) { return n_filled(at(n)) * 4 >= n_filled(at(0)) * 3; };
  for (const std::size_t n : {std::size_t{1}, std::size_t{2}}) {
    const bool ids = n < n_rows && has_import_ids(at(n));
    // Types below the questions: what lies between is no answer if it is full and has no figure.
    const bool types = n == 2 && n < n_rows && has_sub_headings(at(2)) && is_full(1) && !has_values(at(1));
    if (!ids && !types) continue;
    header.n = n + 1;
    header.labelled = n == 2;
    return;
  }
  if (n_rows < 2) return;
  if (!has_sub_headings(at(1)) && !(is_full(1) && has_words_above_values(rows, header.first + 1))) return;
  header.n = 2;
  header.labelled = true;
}

/// A name as it can be told and typed: without line breaks and spaces in a row.
std::string on_one_line(std::string_view cell) {
  std::string name;
  for (const char c : trimmed(cell)) {
    const bool space = static_cast<unsigned char>(c) <= ' ' || c == '\x7F';
    if (!space) {
      name += c;
    } else if (!name.ends_with(' ')) {
      name += ' ';
    }
  }
  return name;
}

}  // namespace

bool names_columns(const std::vector<std::string>& row) {
  std::size_t n_names = 0;
  std::size_t n_roles_named = 0;
  bool exact = false;
  for (const Role role : named_roles) {
    const auto fits = [&](const std::string& cell) { return cell.size() <= 100 && fit_name(role, cell).contains; };
    n_roles_named += std::any_of(row.begin(), row.end(), fits) ? 1 : 0;
  }
  for (const std::string& cell : row) {
    bool contains = false;
    for (const Role role : named_roles) {
      const NameFit fit = cell.size() <= 100 ? fit_name(role, cell) : NameFit{};
      exact = exact || fit.exact;
      contains = contains || fit.contains;
    }
    n_names += contains ? 1 : 0;
  }
  return exact && n_names >= 2 && n_roles_named >= 2;
}

HeaderRows find_header(const std::vector<std::vector<std::string>>& rows, const ReadOptions& options) {
  HeaderRows header;
  if (rows.empty()) return header;
  if (options.header_row == 0) return header;
  if (options.header_row != sniff_header) {
    header.first = std::min<std::size_t>(options.header_row - 1, rows.size() - 1);
    header.n = 1;
  } else {
    header.first = first_of_table(rows, options);
    header.n = is_header(rows_from(rows, header.first), options) ? 1 : 0;
  }
  if (header.n == 1) add_further_rows(rows, header);
  return header;
}

std::vector<std::string> column_names(const std::vector<std::string>& header) {
  std::vector<std::string> names;
  std::unordered_set<std::string> taken;
  for (const std::string& cell : header) taken.insert(on_one_line(cell));
  std::unordered_set<std::string> used;
  for (std::size_t i = 0; i < header.size(); ++i) {
    std::string name = on_one_line(header[i]);
    if (name.empty()) name = std::to_string(i + 1);
    if (!used.insert(name).second) {
      std::string numbered;
      for (std::size_t n = 2;; ++n) {
        numbered = name + " (" + std::to_string(n) + ')';
        if (!taken.contains(numbered) && used.insert(numbered).second) break;
      }
      name = std::move(numbered);
    }
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace cxtext::io
