// Any bytes as delimited text, in a dialect that the first byte chooses: rows cut by marks are those cut byte by byte,
// the marks are those found a byte at a time, and each byte belongs to a row.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "io_delimited.h"
#include "io_marks.h"
#include "io_utf8.h"

namespace {

using cxtext::io::Marks;

void require(bool holds) {
  if (!holds) std::abort();
}

void compare_marks(std::string_view bytes, const Marks::Characters& characters) {
  Marks slow;
  slow.build_slowly(bytes, 0, bytes.size(), characters);
  for (const Marks::Width width : {Marks::Width::bytes_16, Marks::Width::bytes_32, Marks::Width::bytes_64}) {
    Marks fast;
    fast.build(bytes, 0, bytes.size(), characters, width);
    require(fast.doubtful() == slow.doubtful());
    for (std::size_t i = 0; i < slow.size() && (slow.at(i) & Marks::offset_bits) < slow.doubtful(); ++i) {
      require(i < fast.size() && fast.at(i) == slow.at(i));
    }
  }
}

void compare_rows(std::string_view bytes, const cxtext::io::Dialect& dialect, bool final) {
  cxtext::io::DelimitedParser fast(dialect);
  cxtext::io::DelimitedParser slow(dialect);
  cxtext::io::RawRow a;
  cxtext::io::RawRow b;
  std::size_t pos = 0;
  while (true) {
    const cxtext::io::Step step = fast.next(bytes, pos, final, a);
    require(step == slow.next_slowly(bytes, pos, final, b));
    if (step != cxtext::io::Step::row) break;
    require(a.begin == pos && a.next > pos && a.end <= a.next && a.next <= bytes.size());
    require(a.begin == b.begin && a.end == b.end && a.next == b.next && a.lines == b.lines);
    require(a.cells.size() == b.cells.size() && a.literal_cell == b.literal_cell);
    for (std::size_t i = 0; i < a.cells.size(); ++i) {
      require(a.cells[i].bytes == b.cells[i].bytes && a.cells[i].quoted == b.cells[i].quoted);
      require(a.cells[i].escaped == b.cells[i].escaped);
    }
    if (a.valid_utf8) {
      const std::string_view row = bytes.substr(a.begin, a.end - a.begin);
      require(cxtext::io::valid_utf8_prefix(row) == row.size());
    }
    pos = a.next;
  }
  require(!final || pos == bytes.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const unsigned choice = data[0];
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  cxtext::io::Dialect dialect;
  dialect.delimiter = ",;\t\n"[choice & 3U];
  dialect.quote = (choice & 4U) != 0 ? '\'' : '"';
  dialect.newline = (choice & 8U) != 0 ? '\r' : '\n';
  dialect.backslashes = (choice & 16U) != 0;
  if (dialect.delimiter == '\n') dialect.delimiter = dialect.newline;
  compare_marks(bytes, {dialect.delimiter, dialect.quote, dialect.newline});
  for (const std::size_t n_columns : {std::size_t{0}, std::size_t{1}, std::size_t{3}}) {
    dialect.n_columns = n_columns;
    compare_rows(bytes, dialect, (choice & 32U) == 0);
  }
  return 0;
}
