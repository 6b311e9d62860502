#pragma once

#include <cstdint>
#include <vector>

#include "cxtext/training.h"

#include "sentiment_fit.h"

namespace cxtext {

/// Texts by their index in the examples.
using Rows = std::vector<std::uint32_t>;

/// Evidence of every text by weights that were fitted without it, and its reach: a row a penalty that was tried, the
/// last one for the weights at the start.
struct Validation {
  std::vector<double> penalties;
  std::vector<std::vector<double>> evidence;
  std::vector<std::vector<double>> reach;
  SentimentFit fit;        ///< mean of the folds' fits by the chosen penalty: where to start from with all texts
  std::size_t chosen = 0;  ///< penalties.size(): no fit is clearly better than the weights at the start
};

/// Fits on all folds but one and judges on that one, from strong to weak penalties, until they lead nowhere. Of more
/// than 20,000 texts an even sample is fitted on; all are judged. options.penalty, if given, is the only one tried, and
/// chosen.
[[nodiscard]] Validation validate(const SentimentExamples& examples, const SentimentFitter& fitter,
                                  const TrainingOptions& options);

/// The temperature of least log-loss of the texts with a side, between 0.1 and 10.
[[nodiscard]] double fit_temperature(const SentimentExamples& examples, const Rows& rows,
                                     const std::vector<double>& evidence);

/// The lowest temperature, and thus the surest, that the texts cannot tell from that of least log-loss: within 1.96
/// standard errors. For texts that are harder to tell than those which the model will see.
[[nodiscard]] double coolest_temperature(const SentimentExamples& examples, const Rows& rows,
                                         const std::vector<double>& evidence);

}  // namespace cxtext
