#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cxtext/lexicon.h"

namespace cxtext {

/// Evaluates the taxonomy's rules on one statement after another. Holds counters only; not thread-safe.
class ThemeRules {
 public:
  explicit ThemeRules(const Lexicon& lexicon);

  /// Appends the themes that the statement's atoms (any order, repeats allowed) call for, ascending.
  void match(std::span<const std::uint32_t> atoms, std::vector<std::uint32_t>& themes);

 private:
  const Lexicon& lexicon_;
  std::vector<std::uint32_t> distinct_;
  std::vector<std::uint16_t> hits_;  // by item
  std::vector<std::uint32_t> touched_items_;
  std::vector<std::int8_t> state_;  // by theme: 1 called for, -1 excluded
  std::vector<std::uint32_t> touched_themes_;
};

}  // namespace cxtext
