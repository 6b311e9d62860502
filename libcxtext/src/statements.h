#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "units.h"

namespace cxtext {

/// Tokens [begin, end) up to and with a sentence's closing marks.
struct Sentence {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t exclamations = 0;
  bool asked = false;
};

/// Cuts a comment at sentence ends (. ! ? … and line ends); a full stop inside a token ends none. A
/// sentence without a word joins the one before it. Replaces out.
void cut_sentences(const TokenView& view, std::vector<Sentence>& out);

/// Units [begin, end) of a sentence that make one statement.
struct UnitRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool after_contrast = false;
  bool before_contrast = false;
};

/// Cuts a sentence's units at contrasts ("men", "but"), turns ("unfortunately"), concessions ("although"), semicolons
/// and dashes that have words on both sides. contents: what the units hold, or more. Appends to out.
void cut_statements(const std::vector<Unit>& units, const UnitContents& contents, std::vector<UnitRange>& out);

/// Side of units [begin, end): 1 clearly positive, -1 clearly negative, 0 neither.
using ClauseSide = std::function<int(std::uint32_t begin, std::uint32_t end)>;

/// Cuts ranges further at commas between clauses of opposite sides ("nice watch, the strap feels cheap").
void cut_at_opposing_commas(const std::vector<Unit>& units, const ClauseSide& side_of, std::vector<UnitRange>& ranges);

}  // namespace cxtext
