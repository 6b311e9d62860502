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
  std::vector<sentiment_features::Feature> features;  ///< pairs and marks, each as often as it stands there
  double positive = 0;                                ///< sum of the rules' positive values
  double negative = 0;
  std::uint32_t n_words = 0;

  void clear() { *this = SentimentTrace{}; }
};

/// 1 / (n_words + length_add)^length_power.
[[nodiscard]] double damping_of(const SentimentStrengths& strengths, double n_words) noexcept;

/// Adds up learned weights along the tokens of a sentence.
class LearnedWeights {
 public:
  explicit LearnedWeights(const SentimentModel& model);

  /// Weight of each token of [begin, end) by itself, under the negator before it if there is one, and in its pair with
  /// the word before it; written to out[begin … end). Precondition: out has an element a token.
  void read(const TokenView& view, std::uint32_t begin, std::uint32_t end, std::vector<float>& out,
            SentimentTrace* trace, Lang lang) const;

  /// Weight of a question mark.
  [[nodiscard]] float question(bool asked, SentimentTrace* trace) const;

  /// damping_of the model's strengths.
  [[nodiscard]] double damping(std::uint32_t n_words) const noexcept;

 private:
  const SentimentModel& model_;
  bool any_;
  float question_;
  std::vector<double> damping_;  // of the first numbers of words
};

}  // namespace cxtext
