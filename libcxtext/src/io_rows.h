#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cxtext::io {

/// One field of a row, as a view into the window (or into the parser, for JSON) that lasts until the next row.
struct Cell {
  std::string_view bytes;
  bool quoted = false;   ///< stood in quotes, which are not part of bytes
  bool escaped = false;  ///< holds doubled or backslashed quotes that stand for one quote
};

/// One row, before anything is made of it. Offsets count from the start of the window.
struct RawRow {
  std::vector<Cell> cells;
  std::size_t begin = 0;
  std::size_t end = 0;                           ///< past the last byte of the row, without its line end
  std::size_t next = 0;                          ///< where the row after it starts
  bool valid_utf8 = false;                       ///< known to be; false: not looked at
  std::uint64_t lines = 1;                       ///< line ends from begin to next
  std::optional<std::size_t> literal_cell = {};  ///< the first cell whose opening quote was taken as text
  std::string problem = {};                      ///< not empty: why the row cannot be read
};

enum class Step : std::uint8_t {
  row,
  needs_more,  ///< the window ends before it is clear where the row does
  end,
};

}  // namespace cxtext::io
