#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "cxtext/lang.h"
#include "cxtext/sentiment.h"

#include "units.h"

namespace cxtext {

/// What a statement's rules see besides its units.
struct StatementContext {
  Lang lang = Lang::en;
  bool after_contrast = false;   ///< follows "but"
  bool before_contrast = false;  ///< is followed by "but"
  bool asked = false;            ///< ends in a question mark
  std::uint32_t exclamations = 0;
  bool emphasised = false;               ///< a word of the sentence is in capitals, others are not
  bool shouted_text = false;             ///< the whole comment is in capitals: it is louder, but no word stands out
  ShifterSet shifters = ~ShifterSet{0};  ///< those that may be among the units; rules without one are passed over

  template <class... Kinds>
  [[nodiscard]] bool may_have(Kinds... kinds) const noexcept {
    return (shifters & set_of(kinds...)) != 0;
  }
};

/// A unit's share of a statement's sum.
struct UnitFeeling {
  std::uint32_t unit = 0;
  float value = 0;
  std::uint32_t rules = 0;
};

// What the rules have in common.
[[nodiscard]] constexpr std::uint32_t rule_bit(SentimentRule rule) noexcept { return static_cast<std::uint32_t>(rule); }

inline void mark(UnitFeeling& feeling, SentimentRule rule) noexcept { feeling.rules |= rule_bit(rule); }

[[nodiscard]] inline bool is_before(const UnitFeeling& feeling, std::uint32_t unit) noexcept {
  return feeling.unit < unit;
}

[[nodiscard]] inline bool has_pause(std::span<const Unit> units) {
  return std::any_of(units.begin(), units.end(), [](const Unit& u) { return u.kind == Unit::Kind::pause; });
}

inline constexpr float negated_positive = -0.75F;  ///< "not good" is bad, but less than "bad"
inline constexpr float negated_negative = -0.45F;  ///< "not bad" is faintly good
inline constexpr std::uint32_t degree_reach = 2;   ///< units between "very" and its word, itself counted
inline constexpr float elongated_factor = 1.2F;

/// Applies the valence shifters to the units of one statement, one named rule a function. Order: what stands next to
/// the word (intensifier, excess), then negation, comparison, and the frame (wish, past, question, contrast). See
/// docs/sentiment.md for each rule with examples.
class SentimentRules {
 public:
  /// Appends the units that carry feeling to out; returns the sum of their values.
  double apply(std::span<const Unit> units, const StatementContext& context, std::vector<UnitFeeling>& out);

  /// What "!" and capitals around it multiply everything by that the statement says, listed or not.
  [[nodiscard]] static double amplification(const StatementContext& context) noexcept;

 private:
  void excess(std::span<const Unit> units, std::vector<UnitFeeling>& out) const;
  void degree(std::span<const Unit> units, UnitFeeling& feeling) const;
  void negation(std::span<const Unit> units, Lang lang, std::vector<UnitFeeling>& feelings);
  void comparison(std::span<const Unit> units, std::vector<UnitFeeling>& feelings) const;
  void bare_wish(std::span<const Unit> units, const StatementContext& context,
                 std::vector<UnitFeeling>& feelings) const;
  void past(std::span<const Unit> units, std::vector<UnitFeeling>& feelings) const;
  void ask(std::span<const Unit> units, const StatementContext& context, std::vector<UnitFeeling>& feelings) const;
  void frame(std::span<const Unit> units, const StatementContext& context, std::vector<UnitFeeling>& feelings) const;
};

/// Whether the lists and rules know a feeling in it, and not the bare negation of something else.
[[nodiscard]] inline bool is_listed(const UnitFeeling& feeling) noexcept {
  return (feeling.rules & static_cast<std::uint32_t>(SentimentRule::lacking)) == 0;
}

/// How much of a feeling it names.
[[nodiscard]] inline double listed_of(const UnitFeeling& feeling) noexcept {
  return is_listed(feeling) ? std::abs(static_cast<double>(feeling.value)) : 0;
}

}  // namespace cxtext
