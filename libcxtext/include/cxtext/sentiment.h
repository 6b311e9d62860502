#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace cxtext {

enum class SentimentLabel : std::uint8_t { negative, neutral, positive, mixed, none };

/// "neg", "neu", "pos", "mixed", and "" for a text without content.
[[nodiscard]] std::string_view to_name(SentimentLabel label) noexcept;

/// Rules that changed what a word contributes; bits of SentimentSpan::rules.
enum class SentimentRule : std::uint16_t {
  phrase = 1U << 0U,       ///< several words that were matched as one
  fact = 1U << 1U,         ///< tells what happened instead of a feeling
  negated = 1U << 2U,      ///< under a negator
  intensified = 1U << 3U,  ///< "very"
  diminished = 1U << 4U,   ///< "a bit"
  excess = 1U << 5U,       ///< "too long"
  wished = 1U << 6U,       ///< "should be", "I wish"
  past = 1U << 7U,         ///< "used to be"
  shouted = 1U << 8U,      ///< in capitals
  elongated = 1U << 9U,    ///< "sooo"
  exclaimed = 1U << 10U,   ///< before an exclamation mark
  asked = 1U << 11U,       ///< in a question
  contrasted = 1U << 12U,  ///< after "but", which weighs more; or before it, which weighs less
  compound = 1U << 13U,    ///< prefix and rest of a compound
  emoji = 1U << 14U,
};

/// "negated", "intensified" … as in the enumerators.
[[nodiscard]] std::string_view to_name(SentimentRule rule) noexcept;

/// A stretch of text that carries feeling.
struct SentimentSpan {
  std::uint32_t begin = 0;  ///< bytes of the original text, half-open
  std::uint32_t end = 0;
  float valence = 0;        ///< as the lexicon has it, -4 … 4
  float contribution = 0;   ///< to the score of its statement; the contributions add up to that score
  std::uint16_t rules = 0;  ///< SentimentRule bits
};

/// Sum of signed valences to a polarity in [-1, 1]: sum / sqrt(sum² + 8) (the form of Hutto & Gilbert 2014 with a
/// smaller constant, since comments are short). 0 is neutral.
[[nodiscard]] double polarity(double sum) noexcept;

/// Cut points of the label on the polarity scale.
inline constexpr double neutral_below = 0.25;

}  // namespace cxtext
