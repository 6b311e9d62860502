#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/lang.h"
#include "cxtext/lexicon.h"

namespace cxtext {

/// Where a compound is cut: its first part is bytes [0, end), its second starts at begin. What stands between is a
/// linking element ("s" of leveringstid).
struct CompoundCut {
  std::uint32_t end = 0;
  std::uint32_t begin = 0;

  bool operator==(const CompoundCut&) const = default;
};

/// Splits compounds of da, sv, nb and nn into parts that the word lists know, and, after learn(), into parts that a
/// vocabulary repeats. A word is cut where its parts are likelier than the word as a whole (minimum description length,
/// after Creutz & Lagus 2002); a part has three letters and a vowel, starts as words of these languages do, and is no
/// ending and no particle. English and words that the lists know whole are never cut. Not thread-safe.
class CompoundSplitter {
 public:
  /// lexicon must outlive the splitter.
  explicit CompoundSplitter(const Lexicon& lexicon);
  ~CompoundSplitter();
  CompoundSplitter(CompoundSplitter&&) noexcept;
  CompoundSplitter& operator=(CompoundSplitter&&) noexcept;

  /// Takes up the parts that the words of a corpus repeat. words: lower case, each once, in any order.
  void learn(Lang lang, std::span<const std::string> words);

  /// All cuts of a lower-case word, ascending; empty for a simple one.
  [[nodiscard]] std::vector<CompoundCut> cuts(Lang lang, std::string_view folded) const;

  /// The outermost of the cuts: kreditforening|s|lån.
  [[nodiscard]] std::optional<CompoundCut> cut(Lang lang, std::string_view folded) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace cxtext
