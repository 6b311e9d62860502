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
    float factor = 1;         ///< of the degree words before it
    std::uint32_t begin = 0;  ///< bytes of the clean text
    std::uint32_t end = 0;
  };
  std::vector<WordUse> words;
  std::vector<sentiment_features::Feature> features;  ///< of question marks, each as often as it stands there
  double positive = 0;                                ///< sum of the rules' positive values
  double negative = 0;
  double listed = 0;  ///< sum of what the lists know, without sign
  std::uint32_t n_words = 0;

  void clear() { *this = SentimentTrace{}; }
};

/// 1 / (n_words + length_add)^length_power.
[[nodiscard]] double damping_of(const SentimentStrengths& strengths, double n_words) noexcept;

/// Weights of words up to a unit.
struct LearnedSum {
  double weight = 0;
  std::uint32_t n_words = 0;
};

/// Adds up learned weights along the tokens of a sentence.
class LearnedWeights {
 public:
  explicit LearnedWeights(const SentimentModel& model);

  /// Weights of the words of a sentence's units, each under the negator before it if there is one and times the degree
  /// word right before it, summed up: out[i] holds the sum over the units [0, i). Degree words themselves say how much,
  /// not what: they have no weight, and do not count for length. Replaces out as far as that.
  void read(const TokenView& view, std::span<const Unit> units, std::vector<LearnedSum>& out, SentimentTrace* trace,
            Lang lang) const;

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
