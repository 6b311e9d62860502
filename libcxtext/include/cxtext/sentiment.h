#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/result.h"

namespace cxtext {

enum class SentimentLabel : std::uint8_t { negative, neutral, positive, mixed, none };

/// "neg", "neu", "pos", "mixed", and "" for a text without content.
[[nodiscard]] std::string_view to_name(SentimentLabel label) noexcept;

/// Rules that changed what a word contributes; bits of SentimentSpan::rules.
enum class SentimentRule : std::uint32_t {
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
  learned = 1U << 15U,   ///< the word's learned weight has a say beside the lists, or alone
  compared = 1U << 16U,  ///< "others are better than you": praise of somebody else
  lacking = 1U << 17U,   ///< a negator that turns no feeling: something did not happen
};

/// "negated", "intensified" … as in the enumerators.
[[nodiscard]] std::string_view to_name(SentimentRule rule) noexcept;

/// A stretch of text that carries feeling.
struct SentimentSpan {
  std::uint32_t begin = 0;  ///< bytes of the original text, half-open
  std::uint32_t end = 0;
  float valence = 0;        ///< as the lexicon has it, -4 … 4
  float contribution = 0;   ///< to the score of its statement; the contributions add up to that score
  std::uint32_t rules = 0;  ///< SentimentRule bits
};

/// How the values of the rules and the learned weights of words become a score. With S = positive * (sum of the rules'
/// positive values) + negative * (sum of their negative ones) + (sum of learned weights), and n words:
///   evidence = S / (n + length_add)^length_power + offset
/// is the log-odds of a positive text up to `temperature`; see polarity(). Evidence nearer to 0 than
///   reach = neutral_reach * exp(-listed_pull * m / (1 + m)),  m = (sum of the rules' values without sign) / (n + …)^…
/// (values of SentimentRule::lacking left out)
/// is neutral, times negative_reach on the negative side: where the lists know no feeling, words have to say more
/// before they count as one.
struct SentimentStrengths {
  float positive = 1;
  float negative = 1;
  float offset = 0;
  float length_add = 1;
  float length_power = 0;
  float neutral_reach = 0.7302967F;
  float listed_pull = 0;
  float negative_reach = 1;
  float temperature = 1;  ///< P(positive rather than negative) = 1 / (1 + exp(-evidence / temperature))
};

/// The reach of a text in which the rules' values without sign, damped, add up to `listed`, on the side of its
/// evidence.
[[nodiscard]] double neutral_reach(const SentimentStrengths& strengths, double listed, double evidence) noexcept;

/// Evidence to a polarity in [-1, 1]: e / sqrt(e² + 15 reach²), the form of Hutto & Gilbert (2014), scaled so that
/// evidence of `reach` gives `neutral_below`. 0 is neutral.
[[nodiscard]] double polarity(double evidence, double reach) noexcept;

/// polarity(e) / e, also where e is 0: what a share of the evidence is multiplied by to become a share of the polarity,
/// so that shares of the evidence become shares of the polarity.
[[nodiscard]] double polarity_slope(double evidence, double reach) noexcept;

/// Cut points of the label on the polarity scale.
inline constexpr double neutral_below = 0.25;

/// Learned weights of sentiment: a linear model over stems, concepts and character n-grams, plain and negated, and the
/// score of the rules. Immutable; const methods are thread-safe. Cheap to copy (shares the bytes).
class SentimentModel {
 public:
  /// The weights that are compiled into the library.
  [[nodiscard]] static const SentimentModel& embedded();
  /// No weights: what the lists and rules say, and nothing else.
  [[nodiscard]] static SentimentModel rules_alone();
  /// Takes over bytes that training wrote. Errors: bad_model if damaged or of another version.
  [[nodiscard]] static Result<SentimentModel> from_bytes(std::string bytes);

  /// Weight of a feature by its 32-bit hash; 0 if it has none.
  [[nodiscard]] float weight(std::uint32_t feature) const noexcept;
  [[nodiscard]] const SentimentStrengths& strengths() const noexcept;
  [[nodiscard]] bool has_weights() const noexcept;

  /// What from_bytes takes; empty for rules alone. A view of the model's own memory.
  [[nodiscard]] std::string_view bytes() const noexcept;
  /// 32 hex digits over the model's bytes.
  [[nodiscard]] std::string hash() const;
  /// Lexicon::hash() of the word lists that the weights were fitted with; empty for rules alone.
  [[nodiscard]] std::string lexicon_hash() const;

 private:
  struct Impl;
  explicit SentimentModel(std::shared_ptr<const Impl> impl) noexcept;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace cxtext
