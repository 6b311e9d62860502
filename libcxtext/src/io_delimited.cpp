#include "io_delimited.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#if defined(__SSE2__)
#include <bit>
#include <emmintrin.h>
#endif

namespace cxtext::io {
namespace {

/// A row of several lines with this many fields too many is no row.
constexpr std::size_t max_surplus_cells = 256;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The first a or b in [p, end), or end.
inline const char* find_either(const char* p, const char* end, char a, char b) noexcept {
#if defined(__SSE2__)
  const __m128i all_a = _mm_set1_epi8(a);
  const __m128i all_b = _mm_set1_epi8(b);
  for (; end - p >= 16; p += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const __m128i hits = _mm_or_si128(_mm_cmpeq_epi8(bytes, all_a), _mm_cmpeq_epi8(bytes, all_b));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(hits));
    if (mask != 0) return p + std::countr_zero(mask);
  }
#endif
  while (p != end && *p != a && *p != b) ++p;
  return p;
}

const char* find(const char* p, const char* end, char c) noexcept {
  if (p == end) return nullptr;
  return static_cast<const char*>(std::memchr(p, c, static_cast<std::size_t>(end - p)));
}

/// How often c is there; stops, and moves p past the last one, when that is more than `most`.
std::uint64_t count(const char*& p, const char* end, char c, std::uint64_t most) noexcept {
  // Seldom there, so looking for the next one beats looking at each byte.
  std::uint64_t n = 0;
  for (const char* next = find(p, end, c); next != nullptr && n <= most; next = find(p, end, c)) {
    p = next + 1;
    ++n;
  }
  return n;
}

std::string_view view(const char* begin, const char* end) noexcept {
  return {begin, static_cast<std::size_t>(end - begin)};
}

bool escaped_by_backslash(const char* begin, const char* quote) noexcept {
  std::size_t backslashes = 0;
  while (quote != begin && quote[-1] == '\\') {
    --quote;
    ++backslashes;
  }
  return backslashes % 2 == 1;
}

}  // namespace

/// A quoted field: where it closes and what was seen on the way.
struct DelimitedParser::Quoted {
  const char* closing = nullptr;
  const char* after = nullptr;  ///< the delimiter, line end or end of input behind it
  std::uint64_t lines = 0;
  bool escaped = false;
};

DelimitedParser::Found DelimitedParser::find_closing(const char* begin, const char* end, bool final, Quoted& field) {
  const char newline = dialect_.newline;
  bool clipped = static_cast<std::size_t>(end - begin) > max_quoted_bytes;
  const char* limit = clipped ? begin + max_quoted_bytes : end;
  bool must_close_on_line = false;
  std::uint64_t lines_to_look = max_quoted_lines;
  for (const char* from = begin;;) {
    const char* quote = find(from, limit, dialect_.quote);
    if (!must_close_on_line) {
      const char* const to = quote == nullptr ? limit : quote;
      const char* counted = from;
      field.lines += count(counted, to, newline, lines_to_look - std::min(field.lines, lines_to_look));
      if (field.lines > lines_to_look) {
        if (runs_over_rows(begin, limit)) return Found::literal;
        lines_to_look = std::numeric_limits<std::uint64_t>::max();
        field.lines += count(counted, to, newline, lines_to_look);
      }
    }
    if (quote == nullptr) {
      if (must_close_on_line) no_closing_before_ = limit;
      return clipped || final || must_close_on_line ? Found::literal : Found::needs_more;
    }
    if (dialect_.backslashes && escaped_by_backslash(begin, quote)) {
      field.escaped = true;
      from = quote + 1;
      if (from > limit) limit = from;
      continue;
    }
    const char* run_end = quote;
    while (run_end != end && *run_end == dialect_.quote) ++run_end;
    if (run_end == end && !final) return Found::needs_more;
    field.escaped = field.escaped || run_end - quote > 1;
    from = run_end;
    limit = std::max(limit, run_end);
    if ((run_end - quote) % 2 == 0) continue;

    const char* after = run_end;
    while (after != end && *after != dialect_.delimiter && *after != newline &&
           (*after == ' ' || *after == '\t' || *after == '\r')) {
      ++after;
    }
    if (after == end && !final) return Found::needs_more;
    if (after == end || *after == dialect_.delimiter || *after == newline) {
      field.closing = run_end - 1;
      field.after = after;
      return Found::closed;
    }
    // A quote that closes nothing. Beyond the line of the opening quote it is likelier that the opening one was text.
    if (must_close_on_line) continue;
    if (field.lines > 0 || run_end <= no_closing_before_) return Found::literal;
    const char* line_end = find(run_end, limit, newline);
    if (line_end == nullptr && !clipped && !final) return Found::needs_more;
    if (line_end != nullptr) limit = line_end;
    must_close_on_line = true;
  }
}

Step DelimitedParser::split(std::string_view window, std::size_t pos, bool final, bool one_line, RawRow& row) {
  row.cells.clear();
  row.begin = pos;
  row.lines = 1;
  row.valid_utf8 = false;
  no_closing_before_ = nullptr;
  const char* const base = window.data();
  const char* end = base + window.size();
  const char* at = base + pos;
  const char newline = dialect_.newline;
  if (window.substr(pos).starts_with(byte_order_mark)) at += byte_order_mark.size();
  if (one_line) {
    const char* line_end = find(at, end, newline);
    if (line_end == nullptr && !final) return Step::needs_more;
    // One past the line end, so that the loop below still sees it.
    if (line_end != nullptr) end = line_end + 1;
    final = true;
  }
  row.literal_cell.reset();
  while (true) {
    const char* open = at;
    while (open != end && *open == ' ' && dialect_.delimiter != ' ') ++open;
    if (open == end && !final) return Step::needs_more;
    const char* stop = nullptr;
    if (open != end && *open == dialect_.quote && dialect_.quoting) {
      Quoted field;
      const Found found = find_closing(open + 1, end, final, field);
      if (found == Found::needs_more) return Step::needs_more;
      if (found == Found::closed) {
        row.cells.push_back({view(open + 1, field.closing), true, field.escaped || dialect_.backslashes});
        row.lines += field.lines;
        stop = field.after;
      } else if (!row.literal_cell) {
        row.literal_cell = row.cells.size();
      }
    }
    if (stop == nullptr) {
      stop = find_either(at, end, dialect_.delimiter, newline);
      if (stop == end && !final) return Step::needs_more;
      const char* last = stop;
      const bool ends_line = stop == end || *stop == newline;
      if (ends_line && newline == '\n' && last != at && last[-1] == '\r') --last;
      row.cells.push_back({view(at, last)});
    }
    if (stop != end && *stop != newline) {
      at = stop + 1;
      if (!one_line && row.lines > 1 && overruns(window, row)) return split(window, pos, final, true, row);
      continue;
    }
    row.end = static_cast<std::size_t>(stop - base);
    row.next = stop == end ? row.end : row.end + 1;
    if (newline == '\n' && row.end > pos && base[row.end - 1] == '\r') --row.end;
    return Step::row;
  }
}

void DelimitedParser::join_surplus(RawRow& row) const {
  if (!row.literal_cell || dialect_.n_columns == 0 || row.cells.size() <= dialect_.n_columns) return;
  const std::size_t literal_cell = *row.literal_cell;
  const std::size_t surplus = std::min(row.cells.size() - dialect_.n_columns, row.cells.size() - 1 - literal_cell);
  if (surplus == 0) return;
  const Cell& last = row.cells[literal_cell + surplus];
  // A quoted cell's view leaves its quotes out; the joined text reaches up to where the next field's delimiter is.
  const char* joined_end = last.bytes.data() + last.bytes.size();
  if (last.quoted) ++joined_end;
  Cell& joined = row.cells[literal_cell];
  joined = {view(joined.bytes.data(), joined_end)};
  const auto first = row.cells.begin() + static_cast<std::ptrdiff_t>(literal_cell) + 1;
  row.cells.erase(first, first + static_cast<std::ptrdiff_t>(surplus));
}

bool DelimitedParser::overruns(std::string_view window, const RawRow& row) {
  // Asked at two sizes only: quotes that chain line to line must not make each line cost as much as the rest of the
  // file.
  if (dialect_.n_columns == 0) return false;
  if (row.cells.size() == dialect_.n_columns + max_surplus_cells) return true;
  return row.cells.size() == dialect_.n_columns + 1 && first_line_fits(window, row);
}

bool DelimitedParser::first_line_fits(std::string_view window, const RawRow& row) {
  return split(window, row.begin, true, true, line_) == Step::row && line_.cells.size() == dialect_.n_columns;
}

bool DelimitedParser::each_line_fits(std::string_view window, const RawRow& row) {
  // With few fields a comment of several lines could have as many commas in each by chance.
  constexpr std::size_t least_fields = 3;
  constexpr std::uint64_t least_lines = 4;
  if (dialect_.n_columns < least_fields || row.lines < least_lines) return false;
  const std::size_t end = row.end;
  for (std::size_t at = row.begin; at < end; at = line_.next) {
    if (split(window, at, true, true, line_) != Step::row || line_.cells.size() != dialect_.n_columns) return false;
  }
  return true;
}

/// Whether what was taken for a quoted field is rows: most of its first lines have the right number of fields. The
/// first of them does not count, for its own row began before.
bool DelimitedParser::runs_over_rows(const char* begin, const char* end) {
  constexpr std::size_t n_lines = 64;
  if (dialect_.n_columns < 2) return true;
  const std::string_view window = view(begin, end);
  std::size_t n_fitting = 0;
  std::size_t at = 0;
  for (std::size_t n = 0; n <= n_lines; ++n, at = line_.next) {
    if (split(window, at, true, true, line_) != Step::row) break;
    n_fitting += n > 0 && line_.cells.size() == dialect_.n_columns ? 1 : 0;
  }
  return n_fitting * 2 > n_lines;
}

bool DelimitedParser::end_at_byte_order_mark(std::string_view window, RawRow& row) {
  if (dialect_.n_columns == 0 || row.cells.size() <= dialect_.n_columns) return false;
  const std::size_t mark = window.substr(0, row.end).find(byte_order_mark, row.begin + 1);
  if (mark == std::string_view::npos) return false;
  if (split(window.substr(0, mark), row.begin, true, false, line_) != Step::row) return false;
  if (line_.next != mark || line_.cells.size() != dialect_.n_columns || line_.literal_cell) return false;
  std::swap(row, line_);
  row.lines -= 1;  // the line goes on
  return true;
}

Step DelimitedParser::next_slowly(std::string_view window, std::size_t pos, bool final, RawRow& row) {
  row.problem.clear();
  if (pos == window.size()) return final ? Step::end : Step::needs_more;
  Step step = split(window, pos, final, dialect_.one_line, row);
  if (step != Step::row) return step;
  if (row.lines > 1 && dialect_.n_columns > 0) {
    const bool wrong_count = row.cells.size() != dialect_.n_columns;
    if (wrong_count ? first_line_fits(window, row) : each_line_fits(window, row)) {
      step = split(window, pos, final, true, row);
    }
  }
  if (!end_at_byte_order_mark(window, row)) join_surplus(row);
  return step;
}

Step DelimitedParser::next(std::string_view window, std::size_t pos, bool final, RawRow& row) {
  if (pos < window.size() && dialect_.n_columns > 0 && cut_by_marks(window, pos, row)) return Step::row;
  const Step step = next_slowly(window, pos, final, row);
  // The window will be another one.
  if (step == Step::needs_more) marked_ = nullptr;
  return step;
}

void append_unescaped(std::string& out, std::string_view bytes, const Dialect& dialect) {
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  while (at != end) {
    const char* special =
        dialect.backslashes ? find_either(at, end, dialect.quote, '\\') : find(at, end, dialect.quote);
    if (special == nullptr) special = end;
    const char next = special != end && special + 1 != end ? special[1] : '\0';
    const bool doubled = special != end && *special == dialect.quote && next == dialect.quote;
    const bool backslashed =
        dialect.backslashes && special != end && *special == '\\' && (next == dialect.quote || next == '\\');
    // With the quote itself, unless it is the backslash that goes.
    out.append(at, backslashed || special == end ? special : special + 1);
    at = special == end ? end : special + (doubled ? 2 : 1);
    if (backslashed) {
      out += next;
      ++at;
    }
  }
}

std::string_view cell_bytes(const Cell& cell, const Dialect& dialect, std::string& scratch) {
  if (!cell.escaped) return cell.bytes;
  scratch.clear();
  append_unescaped(scratch, cell.bytes, dialect);
  return scratch;
}

}  // namespace cxtext::io
