#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "cxtext/lang.h"
#include "cxtext/result.h"

namespace cxtext {

/// Languages that the model scores: the five with lexicons, then `other`.
inline constexpr std::size_t n_scored_langs = n_lexicon_langs + 1;

/// Evidence for each scored language, in nats up to a common constant. Evidence of words adds up.
using LangScores = std::array<float, n_scored_langs>;

/// Up to this many words a comment is a short one. Short and long comments of a file may differ in their languages:
/// columns that ask for a word and columns that ask for a story stand in one export, reviews beside answers.
inline constexpr std::size_t few_words = 3;

/// Log-probability of each scored language before a word is read; all equal: no opinion.
struct LangPrior {
  std::array<float, n_scored_langs> log_prior{};
  std::array<float, n_scored_langs> log_prior_short{};  ///< the same of texts of up to few_words words

  /// Makes a language likelier by so many nats. Precondition: it is a scored one.
  void add(Lang lang, float nats) noexcept {
    log_prior[index_of(lang)] += nats;
    log_prior_short[index_of(lang)] += nats;
  }
  [[nodiscard]] const std::array<float, n_scored_langs>& of(std::size_t n_words) const noexcept {
    return n_words <= few_words ? log_prior_short : log_prior;
  }
};

/// An additive model: the evidence of a text is the sum over its words, and that of a word the sum over its character
/// n-grams (n = 1 … 5, with word boundaries) and the word itself. Immutable; const methods are thread-safe.
class LanguageModel {
 public:
  /// The model that is compiled into the library.
  [[nodiscard]] static const LanguageModel& embedded();

  /// Errors: bad_model if damaged or of another version.
  [[nodiscard]] static Result<LanguageModel> from_bytes(std::string bytes);

  /// Evidence of one folded word.
  [[nodiscard]] LangScores score_word(std::string_view folded) const noexcept;

  /// The language of summed evidence over n_words words, with a calibrated probability.
  /// among: candidates (empty: all); with candidates the answer is always one of them unless n_words is 0.
  /// Without, too little evidence gives `undetermined`.
  [[nodiscard]] LangGuess decide(const LangScores& scores, std::size_t n_words, const LangPrior& prior = {},
                                 std::span<const Lang> among = {}) const noexcept;

  /// 32 hex digits over the model's bytes.
  [[nodiscard]] std::string hash() const;

 private:
  struct Impl;
  explicit LanguageModel(std::shared_ptr<const Impl> impl) noexcept;
  std::shared_ptr<const Impl> impl_;
};

/// From this confidence on a guess may teach what a file's languages are.
inline constexpr double sure_confidence = 0.9;

/// Counts of confident guesses in a file, from which its prior is learned. Associative, commutative.
struct LangCounts {
  std::array<std::uint64_t, n_scored_langs> counts{};
  std::array<std::uint64_t, n_scored_langs> short_counts{};  ///< of short comments, sure or not

  void add(const LangGuess& guess) noexcept;
  /// Of a short comment, judged with a prior() that was learned before: few of them are sure by themselves.
  void add_short(const LangGuess& guess) noexcept;
  void merge(const LangCounts& other) noexcept;
  /// Smoothed log-shares: a file's languages become likelier for its short comments, none impossible.
  [[nodiscard]] LangPrior prior() const noexcept;
};

}  // namespace cxtext
