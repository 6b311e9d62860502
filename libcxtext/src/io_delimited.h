#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "io_marks.h"
#include "io_rows.h"

namespace cxtext::io {

/// A quoted field longer than this is taken for one whose closing quote is missing.
constexpr std::size_t max_quoted_bytes = std::size_t{128} << 20U;
/// After so many lines of a quoted field a look is taken whether they are rows of their own.
constexpr std::uint64_t max_quoted_lines = 1000;

struct Dialect {
  char delimiter = ',';  ///< '\n': none, a line is one field
  char newline = '\n';   ///< '\n' (a '\r' before it belongs to it) or '\r'
  char quote = '"';
  bool quoting = true;        ///< false: quotes are text
  bool backslashes = false;   ///< \" stands for a quote inside quotes, beside ""
  bool one_line = false;      ///< no field spans lines: quotes are used as text
  std::size_t n_columns = 0;  ///< fields a row should have; 0: not known yet
};

/// Cuts delimited text into rows: RFC 4180, and what exporters make of it.
///
/// - A field is quoted if it starts with a quote (spaces before it are allowed) and has a closing one: a quote that is
///   neither doubled nor followed by anything but spaces and then a delimiter or the end of the line. Quotes elsewhere
///   are text.
/// - A quote inside a quoted field that closes nothing ("He said "hi" to me") is text if the field closes on the same
///   line; if it does not, the opening quote is text as well.
/// - An opening quote without a closing one within max_quoted_bytes and max_quoted_lines is text; should its row then
///   have too many fields, the surplus belongs to the field with the lone quote.
/// - An opening quote is text too if its field goes on for max_quoted_lines and these have as many fields as a row.
/// - A row of several lines whose number of fields is wrong although its first line alone has the right one is cut
///   after that line. So is one of which each single line has the right number, if there are enough lines and fields
///   for that not to be by chance.
/// - A byte-order mark at the start of a row is passed over; one within a row that has too many fields ends it there,
///   for exports were joined of which one lacked its last line end.
///
/// What a row is depends on the bytes from its start on and on nothing before. Rows that are as RFC 4180 has them are
/// cut by their Marks; all others, and whatever is doubtful, byte by byte.
class DelimitedParser {
 public:
  explicit DelimitedParser(const Dialect& dialect) noexcept : dialect_(dialect) {}

  [[nodiscard]] const Dialect& dialect() const noexcept { return dialect_; }
  void expect_columns(std::size_t n_columns) noexcept { dialect_.n_columns = n_columns; }

  /// Reads the row at pos; `final`: the window reaches the end of the input.
  [[nodiscard]] Step next(std::string_view window, std::size_t pos, bool final, RawRow& row);

  /// The same without marks: what next() must come to.
  [[nodiscard]] Step next_slowly(std::string_view window, std::size_t pos, bool final, RawRow& row);

 private:
  struct Quoted;
  enum class Found : std::uint8_t { closed, literal, needs_more };

  /// Cuts the row at pos if that is all it takes: no doubt about its quotes, and its end within the marks.
  bool cut_by_marks(std::string_view window, std::size_t pos, RawRow& row);
  bool find_mark(std::string_view window, std::size_t pos);
  enum class Marked : std::uint8_t { row, doubtful, ran_out };
  Marked mark_fields(const char* base, RawRow& row);
  Step split(std::string_view window, std::size_t pos, bool final, bool one_line, RawRow& row);
  Found find_closing(const char* begin, const char* end, bool final, Quoted& field);
  bool overruns(std::string_view window, const RawRow& row);
  bool first_line_fits(std::string_view window, const RawRow& row);
  bool each_line_fits(std::string_view window, const RawRow& row);
  bool runs_over_rows(const char* begin, const char* end);
  bool end_at_byte_order_mark(std::string_view window, RawRow& row);
  void join_surplus(RawRow& row) const;

  Dialect dialect_;
  Marks marks_;
  std::size_t mark_ = 0;                     // the first one that is not before the next row
  std::size_t looked_from_ = 0;              // the row that was last asked for
  std::size_t block_ = 0;                    // how many bytes are marked at a time
  std::size_t valid_to_ = 0;                 // the marked bytes are UTF-8 up to here
  const char* marked_ = nullptr;             // the window that the marks are of
  RawRow line_;                              // scratch: the first line of a row, read on its own
  const char* no_closing_before_ = nullptr;  // no quote up to here closes a field, as far as looked from this row
};

/// Appends the bytes of a quoted field without what stands for a quote in it.
void append_unescaped(std::string& out, std::string_view bytes, const Dialect& dialect);

/// The bytes that a cell stands for; scratch holds them if quotes had to be taken out.
[[nodiscard]] std::string_view cell_bytes(const Cell& cell, const Dialect& dialect, std::string& scratch);

}  // namespace cxtext::io
