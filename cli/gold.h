#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cxtext/result.h"

namespace cxtext::cli {

/// A labelled TSV file: header, then rows; no quoting.
struct Gold {
  std::string path;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::uint64_t> lines;  ///< line of each row, from 1

  /// Position of a column. Error: missing_column, naming those that exist.
  [[nodiscard]] Result<std::size_t> column(const std::string& name) const;
};

/// Errors: file_not_found, cannot_read, empty_input, bad_format (a row without a cell for each column).
[[nodiscard]] Result<Gold> read_gold(const std::string& path);

}  // namespace cxtext::cli
