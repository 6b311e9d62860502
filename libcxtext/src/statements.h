#pragma once

#include <cstdint>
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

/// Cuts units [begin, end) at contrasts ("men", "but") that have words on both sides. Appends to out.
void cut_at_contrasts(const std::vector<Unit>& units, std::uint32_t begin, std::uint32_t end,
                      std::vector<UnitRange>& out);

}  // namespace cxtext
