#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io_columns.h"

namespace cxtext::io {

/// Whether a row sums up the others, as spreadsheets and survey tools write below their tables.
enum class Summary : std::uint8_t {
  none,
  at_end,    ///< it does if no comment comes after it
  anywhere,  ///< it does
};

/// What looks_like_summary() found.
struct SummaryGuess {
  Summary summary = Summary::none;
  std::string label;  ///< folded; empty: the row has none
};

/// A label of a summary row is no longer.
inline constexpr std::size_t max_label_bytes = 60;

/// The scale that scores are in.
struct ScoreRange {
  double min = 0;
  double max = 10;
};

/// Whether a cell is a label such as "Total", "I alt", "Gennemsnit:", "Average score", "Antal svar", "Sum (n=25)".
[[nodiscard]] bool is_summary_label(std::string_view cell);

/// Whether a cell is a label or a figure.
[[nodiscard]] bool is_no_comment(std::string_view cell);

/// Judges a row by its cells (trimmed, UTF-8; as many as the row has). It sums up if it has nothing but numbers beside
/// a label, or numbers alone, and if what it has in the columns of id, score or date could not be a customer's; what
/// could be one is left to where the row stands.
[[nodiscard]] SummaryGuess looks_like_summary(const std::vector<std::string>& cells, const Roles& roles,
                                              ScoreRange scale);

/// The labels in rows of a sample that are answers, folded: a brand or shop may be called "Total".
[[nodiscard]] std::vector<std::string> labels_among_answers(const Sample& sample, const Roles& roles);

/// Whether a row of a sample has a label and numbers and nothing else, so that columns are better judged without it.
[[nodiscard]] bool is_label_with_numbers(const std::vector<std::string>& cells);

}  // namespace cxtext::io
