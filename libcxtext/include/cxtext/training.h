#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cxtext/lang.h"
#include "cxtext/pipeline.h"
#include "cxtext/result.h"
#include "cxtext/sentiment.h"

namespace cxtext {

/// Where a score counts as a positive or a negative text. These are not the bands of the NPS: on a scale of stars, 4 is
/// praise and no promoter.
struct SentimentCuts {
  double neutral_from = 7;   ///< scores below are negative
  double positive_from = 9;  ///< scores from here on are positive
};

/// The usual cut points of a scale: 0–10 as the bands (9–10, 7–8, 0–6); five stars and CSAT 4–5, 3, 1–2; seven-point
/// CES 6–7, 4–5, 1–3; others as their bands.
[[nodiscard]] SentimentCuts sentiment_cuts_of(const Scale& scale) noexcept;

/// A comment with what its score says of it.
struct LabelledText {
  std::string_view text;
  SentimentLabel label = SentimentLabel::none;  ///< negative, neutral or positive
  std::optional<Lang> lang = {};                ///< taken as given instead of identified
  std::optional<Lang> declared = {};            ///< what the export says; the text may overrule it
  std::string_view group = {};  ///< texts of a group are validated together; empty: each text is its own
  float weight = 1;             ///< how much the text counts beside others; above 0
  bool calibrates = true;       ///< whether the temperature is judged on it; if on none, it is on all
};

struct TrainingOptions {
  std::uint32_t threads = 1;           ///< never changes the outcome
  std::optional<double> penalty = {};  ///< on the squared distance from the weights at the start; empty: validated
  std::vector<Lang> languages = {};    ///< that the texts can be in; empty: all
};

/// How well labels are told, of texts that the weights had not seen. Shares are of texts with a positive or negative
/// label; a tie counts as positive.
struct TrainingAccuracy {
  double binary = 0;             ///< share right
  double macro_f1 = 0;           ///< mean F1 of the three labels
  double calibration_error = 0;  ///< of the probability, 10 bins of equal mass
};

/// A word and what training made of it.
struct LearnedWord {
  std::string word;   ///< the most frequent form
  double weight = 0;  ///< change of its weight
  std::uint64_t n_texts = 0;
};

/// A text whose words contradict its label, by weights that were fitted without it.
struct Contradiction {
  std::size_t text = 0;             ///< index into the texts given
  double positive_probability = 0;  ///< of the words
};

/// What training found.
struct TrainedSentiment {
  explicit TrainedSentiment(SentimentModel fitted) : model(std::move(fitted)) {}

  SentimentModel model;
  std::size_t n_texts = 0;  ///< with content and a label
  std::size_t n_negative = 0;
  std::size_t n_neutral = 0;
  std::size_t n_positive = 0;
  double penalty = 0;                       ///< chosen by cross-validation; infinity: the weights stay as they were
  TrainingAccuracy before;                  ///< of the engine's own weights
  TrainingAccuracy after;                   ///< cross-validated
  std::vector<LearnedWord> positive_words;  ///< strongest first, at most 20
  std::vector<LearnedWord> negative_words;
  std::vector<Contradiction> contradictions;  ///< surest first
};

/// Fits weights on labelled texts: ordinal logistic regression over what SentimentModel looks at, with an L2 penalty on
/// the distance to the engine's own weights, so that few texts change little. The penalty comes from 5-fold
/// cross-validation (folds by hash of the text): the strongest one whose log-loss is within half a standard error of
/// the best. The own weights stay unless that is better than they are by more than a standard error, and as often
/// right. Of more than 20,000 texts an even sample chooses the penalty; all are fitted. Rare labels weigh more. The
/// same texts give the same bytes for any number of threads. Errors: not_enough_data with fewer than 20 texts of a
/// positive or of a negative label. Cost: under 100 µs a text (bench/training_bench). Formula: McCullagh (1980),
/// proportional odds.
[[nodiscard]] Result<TrainedSentiment> train_sentiment(const Engine& engine, std::span<const LabelledText> texts,
                                                       const TrainingOptions& options = {});

}  // namespace cxtext
