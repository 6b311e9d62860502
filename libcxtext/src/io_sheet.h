#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "cxtext/result.h"

#include "io_rows.h"
#include "io_stream.h"
#include "io_workbook.h"

namespace cxtext::io {

/// What parts cells and ends rows of a sheet's stream. No text has them: XML forbids them.
constexpr char cell_separator = '\x1F';
constexpr char row_end = '\x1E';

/// The rows of a sheet as a stream of UTF-8: cells by position, parted by cell_separator, each row ended by row_end.
/// Rows that the sheet leaves out are there, empty, so that the number of a row is its number in the sheet. Memory is
/// that of some cells. The workbook must stay as long.
/// Errors: bad_format. Errors of its read(): what is damaged, with the row.
[[nodiscard]] Result<std::unique_ptr<ByteStream>> open_rows(std::shared_ptr<const Workbook> book, std::size_t sheet);

/// Cuts such a stream into rows. The parser of a sheet, as DelimitedParser is one of a text.
class SheetParser {
 public:
  [[nodiscard]] static Step next(std::string_view window, std::size_t pos, bool final, RawRow& row);
};

}  // namespace cxtext::io
