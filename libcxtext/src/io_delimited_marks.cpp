// Rows that are as RFC 4180 has them, cut by their marks. Whatever is not is left to the rest of the parser, which must
// come to the same rows: tests compare the two.

#include <algorithm>

#include "io_delimited.h"
#include "io_utf8.h"

namespace cxtext::io {
namespace {

/// Marks are made for so many bytes at first and after rows that they were of no use for, and for twice as many each
/// time after that.
constexpr std::size_t first_block = 1024;
constexpr std::size_t last_block = std::size_t{32} << 10U;
/// Rows of more lines are looked at more closely.
constexpr std::uint64_t max_plain_lines = 3;

}  // namespace

/// Moves to the first mark at or behind pos, where a row starts. Returns: false if there is none.
bool DelimitedParser::find_mark(std::string_view window, std::size_t pos) {
  const bool doubted = marked_ == window.data() && marks_.doubtful() < pos;
  const bool same = marked_ == window.data() && pos >= marks_.begin() && pos < marks_.end() && pos <= marks_.doubtful();
  if (!same) marks_.clear();
  std::size_t mark = same && pos >= looked_from_ ? mark_ : 0;
  looked_from_ = pos;
  const auto offset = static_cast<std::uint32_t>(pos - marks_.begin());
  while (mark < marks_.size() && (marks_.at(mark) & Marks::offset_bits) < offset) ++mark;
  // The row before may have been cut otherwise than the marks have it.
  const bool outside = mark == 0 || (marks_.at(mark - 1) & Marks::inside_bit) == 0;
  if (mark < marks_.size() && outside) {
    mark_ = mark;
    return true;
  }
  block_ = outside && !doubted ? std::clamp(block_ * 2, first_block, last_block) : first_block;
  const std::size_t end = std::min(window.size(), pos + block_);
  marks_.build(window, pos, end, {dialect_.delimiter, dialect_.quote, dialect_.newline});
  valid_to_ = pos + valid_utf8_prefix(window.substr(pos, end - pos));
  marked_ = window.data();
  mark_ = 0;
  return marks_.size() > 0;
}

/// Cuts the row at the marks from mark_ on.
DelimitedParser::Marked DelimitedParser::mark_fields(const char* base, RawRow& row) {
  const char newline = dialect_.newline;
  const char quote = dialect_.quote;
  const std::size_t n_marks = marks_.size();
  const char* const block = base + marks_.begin();
  const char* field = base + row.begin;
  bool escaped = false;
  // A row of more fields than expected is doubtful, so that there is room for all that are not.
  row.cells.resize(dialect_.n_columns);
  Cell* cell = row.cells.data();
  Cell* const cells_end = cell + dialect_.n_columns;
  for (std::size_t i = mark_; i < n_marks; ++i) {
    const std::uint32_t mark = marks_.at(i);
    const char* const stop = block + (mark & Marks::offset_bits);
    if ((mark & Marks::inside_bit) != 0) {
      if (*stop == newline) {
        ++row.lines;
      } else {
        escaped = true;
      }
      continue;
    }
    const bool ends_row = *stop == newline;
    const char* last = stop;
    if (ends_row && newline == '\n' && last != field && last[-1] == '\r') --last;
    if (cell == cells_end) return Marked::doubtful;
    const bool quoted = *field == quote && field != last;
    const std::size_t n_quotes = quoted ? 1 : 0;
    *cell++ = {{field + n_quotes, static_cast<std::size_t>(last - field) - 2 * n_quotes}, quoted, escaped};
    escaped = false;
    if (ends_row) {
      const auto end = static_cast<std::size_t>(stop - base);
      if (end > marks_.doubtful()) return Marked::doubtful;
      if (cell != cells_end) row.cells.resize(static_cast<std::size_t>(cell - row.cells.data()));
      row.end = static_cast<std::size_t>(last - base);
      row.next = end + 1;
      row.valid_utf8 = end <= valid_to_;
      mark_ = i + 1;
      return Marked::row;
    }
    field = stop + 1;
  }
  return marks_.doubtful() < marks_.end() ? Marked::doubtful : Marked::ran_out;
}

bool DelimitedParser::cut_by_marks(std::string_view window, std::size_t pos, RawRow& row) {
  if (dialect_.backslashes || dialect_.one_line || !dialect_.quoting || window[pos] == '\xEF') return false;
  while (find_mark(window, pos)) {
    row.problem.clear();
    row.begin = pos;
    row.lines = 1;
    row.literal_cell.reset();
    const std::size_t before = mark_;
    const Marked marked = mark_fields(window.data(), row);
    if (marked == Marked::ran_out) {
      // Marks that begin at this row may reach its end.
      if (marks_.end() == window.size() || (marks_.begin() == pos && block_ == last_block)) return false;
      marked_ = nullptr;
      continue;
    }
    const bool plain = row.lines == 1 ? row.cells.size() <= dialect_.n_columns
                                      : row.lines <= max_plain_lines && row.cells.size() == dialect_.n_columns;
    if (marked == Marked::row && plain) return true;
    mark_ = before;
    return false;
  }
  return false;
}

}  // namespace cxtext::io
