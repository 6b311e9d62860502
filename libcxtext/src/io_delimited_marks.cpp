// Rows that are as RFC 4180 has them, cut by their marks. Whatever is not is left to the rest of the parser, which must
// come to the same rows: tests compare the two.

#include <algorithm>

#include "io_delimited.h"

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
  const bool same = marked_ == window.data() && pos >= marks_.begin() && pos < marks_.end();
  if (!same) marks_.clear();
  std::size_t mark = same && pos >= looked_from_ ? mark_ : 0;
  looked_from_ = pos;
  const auto offset = static_cast<std::uint32_t>(pos - marks_.begin());
  while (mark < marks_.size() && (marks_.at(mark) & ~Marks::inside_bit) < offset) ++mark;
  // The row before may have been cut otherwise than the marks have it.
  const bool outside = mark == 0 || (marks_.at(mark - 1) & Marks::inside_bit) == 0;
  if (mark < marks_.size() && outside) {
    mark_ = mark;
    return true;
  }
  block_ = outside ? std::clamp(block_ * 2, first_block, last_block) : first_block;
  marks_.build(window, pos, std::min(window.size(), pos + block_),
               {dialect_.delimiter, dialect_.quote, dialect_.newline});
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
  std::size_t i = mark_;
  while (i < n_marks) {
    const char* stop = block + (marks_.at(i) & ~Marks::inside_bit);
    if (*stop == quote) {
      if (stop != field) return Marked::doubtful;
      bool escaped = false;
      const char* closing = nullptr;
      for (++i;; ++i) {
        if (i + 1 >= n_marks) return Marked::ran_out;
        const char* mark = block + (marks_.at(i) & ~Marks::inside_bit);
        if (*mark != quote) {
          ++row.lines;
          continue;
        }
        const char* after = block + (marks_.at(i + 1) & ~Marks::inside_bit);
        if (*after == quote && after == mark + 1) {
          escaped = true;
          ++i;
          continue;
        }
        closing = mark;
        stop = after;
        ++i;
        break;
      }
      if (*stop == quote) return Marked::doubtful;
      const bool adjacent =
          stop == closing + 1 || (stop == closing + 2 && closing[1] == '\r' && *stop == newline && newline == '\n');
      if (!adjacent) return Marked::doubtful;
      row.cells.push_back({{field + 1, static_cast<std::size_t>(closing - field - 1)}, true, escaped});
    } else {
      const char* last = stop;
      if (*stop == newline && newline == '\n' && last != field && last[-1] == '\r') --last;
      row.cells.push_back({{field, static_cast<std::size_t>(last - field)}});
    }
    ++i;
    if (*stop == newline) {
      row.end = static_cast<std::size_t>(stop - base);
      row.next = row.end + 1;
      if (newline == '\n' && row.end > row.begin && base[row.end - 1] == '\r') --row.end;
      mark_ = i;
      return Marked::row;
    }
    field = stop + 1;
  }
  return Marked::ran_out;
}

bool DelimitedParser::cut_by_marks(std::string_view window, std::size_t pos, RawRow& row) {
  if (dialect_.backslashes || dialect_.one_line || !dialect_.quoting || window[pos] == '\xEF') return false;
  while (find_mark(window, pos)) {
    row.cells.clear();
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
