#pragma once

#include <optional>
#include <string_view>

#include "cxtext/io.h"

namespace cxtext::io {

/// Whether a cell says that there is no answer: empty, punctuation only ("-", "–", "?"), "N/A", "ved ikke", "vet ej",
/// "don't know", "ikke svaret" …
[[nodiscard]] bool says_missing(std::string_view cell);

/// A score as a cell has it.
struct WrittenScore {
  double value = 0;
  double out_of = 0;      ///< the end of its scale where the cell says it ("4/5", "4 af 5"); 0: it does not
  bool labelled = false;  ///< stands before, after or within words that only a column of scores would have
};

/// A decimal number with point or comma, alone or as survey tools write scores: "10 - meget sandsynligt",
/// "9 (likely)", "5 stars", "Extremely likely (10)", "10/10", "4 af 5", "★★★★☆". No exponent, no per cent.
/// Empty: not that.
[[nodiscard]] std::optional<WrittenScore> parse_score(std::string_view cell, DecimalMark decimal = DecimalMark::point);

/// A decimal number with point or comma and nothing else.
[[nodiscard]] std::optional<double> parse_number(std::string_view cell, DecimalMark decimal = DecimalMark::point);

}  // namespace cxtext::io
