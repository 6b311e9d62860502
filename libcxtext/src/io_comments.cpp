#include "io_comments.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "ascii.h"
#include "io_sheet.h"
#include "io_utf8.h"
#include "io_values.h"

namespace cxtext::io {
namespace {

constexpr std::size_t max_raw_bytes = 10000;
constexpr std::size_t max_shown_bytes = 60;

std::string shown(std::string_view bytes) {
  std::string text;
  append_valid_utf8(text, trimmed(bytes));
  return std::string(cut_utf8(text, max_shown_bytes));
}

bool is_ascii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The name of a column, from 1, as spreadsheets write it: A … Z, AA …; of none: nothing.
std::string column_letters(std::size_t column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters;
}

/// Whether two cells differ by what they begin with, seen at a glance.
bool begins_otherwise(std::string_view a, std::string_view b) {
  const auto is_plain = [](char c) { return is_ascii_letter(c) || is_ascii_digit(c); };
  return !a.empty() && !b.empty() && a[0] != b[0] && is_plain(a[0]) && is_plain(b[0]);
}

/// A comment as if it were new, with the memory it had.
void reset(Comment& comment) {
  comment.id.clear();
  comment.text.clear();
  comment.score.reset();
  comment.date.clear();
  comment.language.clear();
}

}  // namespace

bool is_blank(const RawRow& row) {
  if (!row.problem.empty()) return false;
  // Most rows begin with something to see.
  if (!row.cells.empty() && !row.cells[0].bytes.empty()) {
    const char first = row.cells[0].bytes[0];
    if (is_ascii_letter(first) || is_ascii_digit(first)) return false;
  }
  return std::all_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) { return trimmed(cell.bytes).empty(); });
}

std::string_view CommentMaker::decoded_cell(const RawRow& row, const Cell& found) {
  const std::string_view bytes = cell_bytes(found, plan_->dialect, scratch_);
  if ((row.valid_utf8 && utf8_stays_) || is_ascii(bytes)) return bytes;
  decoded_.clear();
  plan_->charset.append(decoded_, bytes);
  return decoded_;
}

void CommentMaker::append_cell(std::string& out, const RawRow& row, std::size_t column, bool trim) {
  if (column >= row.cells.size()) return;
  const Cell& found = row.cells[column];
  if (!trim && row.valid_utf8 && found.escaped && utf8_stays_) {
    append_unescaped(out, found.bytes, plan_->dialect);
  } else if (!trim && !row.valid_utf8) {
    plan_->charset.append(out, cell_bytes(found, plan_->dialect, scratch_));
  } else {
    const std::string_view text = cell(row, column);
    out.append(trim ? trimmed(text) : text);
  }
}

Reject CommentMaker::make_reject(const RawRow& row, const Place& place, std::size_t column, std::string reason,
                                 bool row_lost) {
  std::string raw;
  plan_->charset.append(raw, cut_utf8(place.window.substr(row.begin, row.end - row.begin), max_raw_bytes));
  if (!plan_->sheet.empty()) {
    std::replace(raw.begin(), raw.end(), cell_separator, '\t');
    reason = fmt::format("{}!{}{}: {}", plan_->sheet, column_letters(column), place.line, reason);
  }
  return {.path = plan_->path,
          .line = place.line,
          .column = column,
          .byte = place.base + row.begin,
          .reason = std::move(reason),
          .raw = std::move(raw),
          .row_lost = row_lost};
}

void CommentMaker::reject(const RawRow& row, const Place& place, std::vector<Reject>& rejects) {
  ++counts_.rejected_rows;
  rejects.push_back(make_reject(row, place, 0, row.problem, true));
}

bool CommentMaker::repeats_header(const RawRow& row) {
  for (const std::vector<std::string>& header : plan_->header_rows) {
    if (row.cells.size() < header.size()) continue;
    if (!header.empty() && begins_otherwise(row.cells[0].bytes, header[0])) continue;
    bool same = true;
    for (std::size_t column = 0; same && column < row.cells.size(); ++column) {
      same = trimmed(cell(row, column)) == (column < header.size() ? trimmed(header[column]) : std::string_view());
    }
    if (same) return true;
  }
  return false;
}

/// Why the whole row, which has a problem or fields too many, is lost; empty: it is not.
std::string CommentMaker::problem_of(const RawRow& row) const {
  if (!row.problem.empty()) return row.problem;
  // Cells of a sheet stand in their column; what is beside the table is a note.
  if (!plan_->sheet.empty()) return {};
  const auto surplus = row.cells.begin() + static_cast<std::ptrdiff_t>(plan_->n_columns);
  const bool empty =
      std::all_of(surplus, row.cells.end(), [](const Cell& extra) { return trimmed(extra.bytes).empty(); });
  if (empty) return {};
  return fmt::format("{} fields where {} are expected; is the delimiter or quote right (--delimiter, --quote)?",
                     row.cells.size(), plan_->n_columns);
}

/// The score of most rows: one digit. Returns: false if it is something else, or out of the scale.
bool CommentMaker::read_digit(Comment& comment, const RawRow& row) {
  const std::string_view bytes = cell(row, *plan_->roles.score);
  if (bytes.size() != 1 || !is_ascii_digit(bytes[0])) return false;
  const double digit = bytes[0] - '0';
  if (digit < plan_->score_min || digit > plan_->score_max) return false;
  comment.score = digit;
  return true;
}

void CommentMaker::read_score(Comment& comment, const RawRow& row, const Place& place, std::vector<Reject>& rejects) {
  const double score_max = plan_->score_max;
  const std::string_view bytes = cell(row, *plan_->roles.score);
  const std::optional<WrittenScore> score = parse_score(bytes, plan_->roles.decimal);
  const bool same_scale = score && (score->out_of == 0 || score->out_of == score_max);
  if (same_scale && score->value >= plan_->score_min && score->value <= score_max) {
    comment.score = score->value;
    return;
  }
  if (!score && says_missing(bytes)) {
    ++counts_.missing_scores;
    return;
  }
  std::string reason;
  if (!score) {
    reason = fmt::format("score \"{}\" is not a number; another column is named with --score-column", shown(bytes));
  } else if (!same_scale) {
    reason = fmt::format("score {} is out of {}, not {}; another scale is set with --scale", shown(bytes),
                         score->out_of, score_max);
  } else {
    reason = fmt::format("score {} is outside {} to {}; another scale is set with --scale", shown(bytes),
                         plan_->score_min, score_max);
  }
  ++counts_.rejected_scores;
  rejects.push_back(make_reject(row, place, *plan_->roles.score + 1, std::move(reason), false));
}

void CommentMaker::read_date(Comment& comment, const RawRow& row, const Place& place, std::vector<Reject>& rejects) {
  const std::string_view bytes = cell(row, *plan_->roles.date);
  io::read_date(bytes, plan_->roles.dates, comment.date);
  if (comment.date.empty() && !says_missing(bytes)) reject_date(bytes, row, place, rejects);
}

void CommentMaker::reject_date(std::string_view bytes, const RawRow& row, const Place& place,
                               std::vector<Reject>& rejects) {
  const std::string as = plan_->date_format.empty() ? "" : " as " + plan_->date_format;
  ++counts_.rejected_dates;
  rejects.push_back(make_reject(
      row, place, *plan_->roles.date + 1,
      fmt::format("date \"{}\" cannot be read{}; another order is set with --date-format", shown(bytes), as), false));
}

bool CommentMaker::may_sum_up(const RawRow& row) {
  // Most rows have a comment of some length, or an id, which begins or ends in a figure.
  const Roles& roles = plan_->roles;
  const auto bytes_of = [&](std::size_t column) {
    return column < row.cells.size() ? trimmed(row.cells[column].bytes) : std::string_view();
  };
  for (const std::size_t column : roles.text) {
    if (bytes_of(column).size() > max_label_bytes) return false;
  }
  const std::string_view id = roles.id ? bytes_of(*roles.id) : std::string_view();
  if (!id.empty() &&
      (is_ascii_digit(id.front()) || (is_ascii_digit(id.back()) && id.find(' ') == std::string_view::npos)))
    return false;
  return std::all_of(roles.text.begin(), roles.text.end(), [&](std::size_t column) {
    if (bytes_of(column).empty()) return true;
    return (id.empty() || is_summary_label(id)) && is_no_comment(trimmed(cell(row, column)));
  });
}

SummaryGuess CommentMaker::summary_of(const RawRow& row) {
  texts_.resize(row.cells.size());
  for (std::size_t column = 0; column < row.cells.size(); ++column) texts_[column] = trimmed(cell(row, column));
  SummaryGuess guess = looks_like_summary(texts_, plan_->roles, {plan_->score_min, plan_->score_max});
  const std::vector<std::string>& used = plan_->used_labels;
  if (guess.summary == Summary::at_end && std::find(used.begin(), used.end(), guess.label) != used.end()) return {};
  return guess;
}

std::size_t CommentMaker::take(const RawRow& row, const Place& place, std::size_t n, std::vector<Comment>& out,
                               std::vector<Reject>& rejects) {
  if (is_blank(row)) return n;
  if (repeats_header(row)) {
    ++counts_.repeated_headers;
    return n;
  }
  ++n_data_rows_;
  if (!row.problem.empty() || row.cells.size() > plan_->n_columns) {
    if (std::string problem = problem_of(row); !problem.empty()) {
      ++counts_.rejected_rows;
      rejects.push_back(make_reject(row, place, 0, std::move(problem), true));
      return n;
    }
  }
  SummaryGuess guess = may_sum_up(row) ? summary_of(row) : SummaryGuess();
  const Summary summary = guess.summary;
  if (summary != Summary::none) {
    Reject reject = make_reject(row, place, 0, "summary row: sums up the others and is no answer", true);
    reject.is_summary = true;
    if (summary == Summary::anywhere) {
      ++counts_.summary_rows;
      rejects.push_back(std::move(reject));
      return n;
    }
    suspects.push_back({n, std::move(guess.label), std::move(reject)});
  }
  ++counts_.rows;
  if (summary == Summary::none && row.cells.size() < plan_->dialect.n_columns) ++counts_.short_rows;
  if (n == out.size()) {
    out.emplace_back();
  } else {
    reset(out[n]);
  }
  Comment& comment = out[n];
  const Roles& roles = plan_->roles;
  comment.line = place.line;
  if (roles.id) append_cell(comment.id, row, *roles.id, true);
  for (const std::size_t column : roles.text) {
    const std::size_t before = comment.text.size();
    if (before > 0) comment.text += '\n';
    const std::size_t joined = comment.text.size();
    append_cell(comment.text, row, column, false);
    // Who leaves a space behind has not written anything.
    if (trimmed(std::string_view(comment.text).substr(joined)).empty()) comment.text.resize(before);
  }
  if (roles.score && !read_digit(comment, row)) read_score(comment, row, place, rejects);
  if (roles.date) read_date(comment, row, place, rejects);
  if (roles.language) append_cell(comment.language, row, *roles.language, true);
  comment.segments.resize(roles.segments.size());
  for (std::size_t i = 0; i < roles.segments.size(); ++i) {
    comment.segments[i].clear();
    append_cell(comment.segments[i], row, roles.segments[i], true);
  }
  return n + 1;
}

}  // namespace cxtext::io
