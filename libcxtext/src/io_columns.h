#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cxtext/io.h"
#include "cxtext/result.h"

namespace cxtext::io {

/// The first rows of an export as valid UTF-8; rows may be shorter than the header.
struct Sample {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

/// Which column is what, by number from 0.
struct Roles {
  std::vector<std::size_t> text;
  std::optional<std::size_t> id;
  std::optional<std::size_t> score;
  std::optional<std::size_t> date;
  std::optional<std::size_t> language;
  std::vector<std::size_t> segments;
  bool month_first = false;
  std::string date_format;
};

/// The column that a caller means by a header name (whose case, diacritics and spaces do not matter if no name is
/// exactly the same) or by its number from 1.
[[nodiscard]] std::optional<std::size_t> find_column(const std::vector<std::string>& columns, const std::string& name);

/// Gives every role its column: those the caller named, the others by their names and by what the sample holds.
/// Errors: missing_column, no_text_column.
[[nodiscard]] Result<Roles> find_roles(const Sample& sample, const ReadOptions& options, const std::string& path);

/// Whether the first row of a delimited file names columns instead of being data.
[[nodiscard]] bool has_header(const std::vector<std::vector<std::string>>& rows, const ReadOptions& options);

}  // namespace cxtext::io
