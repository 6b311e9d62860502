#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cxtext/io.h"
#include "cxtext/result.h"

#include "io_dates.h"

namespace cxtext::io {

/// The first rows of an export as valid UTF-8; rows may be shorter than the header.
struct Sample {
  std::vector<std::string> columns;
  std::vector<std::string> labels;  ///< what a further header row says of each column; or none at all
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
  std::vector<std::string> lacking;  ///< names of the caller that no column has, where that is allowed
  DateStyle dates;
  std::string date_format;
  DecimalMark decimal = DecimalMark::point;
  bool whole_scores = false;  ///< scores have no decimals, but for a stray one
};

/// The column that a caller means by a header name (whose case, diacritics and spaces do not matter if no name is
/// exactly the same), by its label likewise, or by its number from 1.
[[nodiscard]] std::optional<std::size_t> find_column(const Sample& sample, const std::string& name);

/// Gives every role its column: those the caller named, the others by their names and by what the sample holds.
/// Errors: missing_column, no_text_column.
[[nodiscard]] Result<Roles> find_roles(const Sample& sample, const ReadOptions& options, const std::string& path);

}  // namespace cxtext::io
