#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "language_sources.h"

namespace cxtext::training {

struct FitOptions {
  int runs = 5;     ///< fits in different orders, whose weights are averaged
  int threads = 2;  ///< that run them; the result is the same for any number
  int epochs = 6;
  int pieces = 6;             ///< pieces of one to four words that each longer document gives in each epoch
  double length_power = 0.7;  ///< evidence of n words is divided by n^length_power
  double balance = 1;         ///< 1: every class weighs the same; 0: as much as it has text
  double kept = 0.5;          ///< share of the features of a word that a step sees: the others learn to do without them
  float rate = 0.05F;         ///< at the start; falls to 0 in a straight line
};

/// Weights of the classes, of one feature.
using Weights = std::array<float, language_features::n_classes>;

/// Multinomial logistic regression by AdaGrad (Duchi, Hazan & Singer 2011) in fixed orders, started from the
/// smoothed log-frequencies of a naive Bayes model. Parallel to the features of vocabulary. counts: how much text each
/// feature was seen in (also set).
std::vector<Weights> fit(const Vocabulary& vocabulary, const std::vector<Document>& documents,
                         const FitOptions& options, std::vector<float>& counts);

}  // namespace cxtext::training
