#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cxtext/io.h"

namespace cxtext::io {

/// Where the table of a file begins, in its first rows.
struct HeaderRows {
  std::size_t first = 0;  ///< number from 0 of the first row of the header; without a header, of the first data row
  std::size_t n = 0;      ///< rows of the header; 0: there is none
  bool labelled = false;  ///< the row after the names says more of each column: the question of a survey
};

/// Finds the header of a table below titles, blank rows and lines about the export, and the further header rows that
/// survey tools write: questions below short names, "Open-Ended Response", {"ImportId": …}.
/// rows: the first rows, blank ones included, so that options.header_row counts as a spreadsheet does.
[[nodiscard]] HeaderRows find_header(const std::vector<std::vector<std::string>>& rows, const ReadOptions& options);

/// Whether at least two cells have names of two different roles, as no title and hardly any data has.
[[nodiscard]] bool names_columns(const std::vector<std::string>& row);

/// The names of the columns: trimmed, the number of the column where there is none, each once.
[[nodiscard]] std::vector<std::string> column_names(const std::vector<std::string>& header);

}  // namespace cxtext::io
