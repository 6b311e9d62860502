#pragma once

#include <cstdint>
#include <vector>

#include "sentiment_features.h"
#include "units.h"
#include "words.h"

namespace cxtext {

/// What training needs to know of a comment beside its score: which learned weights had a say, how often. Filled by the
/// analyzer where one is given.
struct SentimentTrace {
  struct WordUse {
    WordId word = 0;
    Lang lang = Lang::en;
    bool negated = false;
  };
  std::vector<WordUse> words;
  std::vector<sentiment_features::Feature> features;  ///< of question marks, each as often as it stands there
  double positive = 0;                                ///< sum of the rules' positive values
  double negative = 0;
  std::uint32_t n_words = 0;

  void clear() { *this = SentimentTrace{}; }
};

/// 1 / (n_words + length_add)^length_power.
[[nodiscard]] double damping_of(const SentimentStrengths& strengths, double n_words) noexcept;

/// Weights of words up to a token.
struct LearnedSum {
  double weight = 0;
  std::uint32_t n_words = 0;
};

/// Adds up learned weights along the tokens of a sentence.
class LearnedWeights {
 public:
  explicit LearnedWeights(const SentimentModel& model);

  /// Weights of the tokens [begin, end), each under the negator before it if there is one, summed up: out[i] holds the
  /// sum over the tokens [begin, i). Precondition: out has one element more than there are tokens, all of them zero
  /// from begin on, or of the sentence before.
  void read(const TokenView& view, std::uint32_t begin, std::uint32_t end, std::vector<LearnedSum>& out,
            SentimentTrace* trace, Lang lang) const;

  /// Weight of a question mark.
  [[nodiscard]] float question(bool asked, SentimentTrace* trace) const;

  /// damping_of the model's strengths.
  [[nodiscard]] double damping(std::uint32_t n_words) const noexcept;

 private:
  const SentimentModel& model_;
  float question_;
  std::vector<double> damping_;  // of the first numbers of words
};

}  // namespace cxtext
