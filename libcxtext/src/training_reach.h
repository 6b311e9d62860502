#pragma once

#include <vector>

#include "sentiment_examples.h"

namespace cxtext {

/// What the likeliest reach is multiplied by on each side.
struct ReachFactors {
  double negative = 1;
  double positive = 1;
};

/// The reach of every text on the side of its evidence.
[[nodiscard]] std::vector<double> sided(std::vector<double> reach, const std::vector<double>& evidence,
                                        const ReachFactors& factors);

/// The factors of the best mean F1: the likelihood cares for the frequent label more than for the others. First one for
/// both sides, then the negative side alone. The F1 changes little around its best; the widest reach that is as good as
/// that is taken, because texts of other sources are told with less certainty than those of the same.
[[nodiscard]] ReachFactors fit_reach_factors(const SentimentExamples& examples, const std::vector<double>& evidence,
                                             const std::vector<double>& reach);

}  // namespace cxtext
