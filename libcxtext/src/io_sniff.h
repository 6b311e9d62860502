#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cxtext/io.h"

#include "io_delimited.h"

namespace cxtext::io {

/// Sniffing looks at no more than this (a first row that is longer is read whole).
constexpr std::size_t sample_bytes = std::size_t{1} << 20U;
constexpr std::size_t sample_rows = 2000;

/// Why the first bytes of a file cannot be an export of text, for a person; empty: they can.
[[nodiscard]] std::optional<std::string> foreign_format(std::string_view head);

/// The format by what the file holds and, where that leaves it open, by the ending of its name; csv and tsv are not
/// told apart yet.
[[nodiscard]] FileFormat sniff_format(std::string_view head, const std::string& path);

/// Delimiter, line end and quoting by the rows of the head; n_columns stays 0. `whole`: the head is the whole input.
[[nodiscard]] Dialect sniff_dialect(std::string_view head, bool whole, const ReadOptions& options);

/// The delimiter that a spreadsheet's first line "sep=;" names; next: where the line after it starts.
[[nodiscard]] std::optional<char> separator_line(std::string_view head, std::size_t& next);

}  // namespace cxtext::io
