#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "sentiment_examples.h"

namespace cxtext {

/// What a fit changes of the weights that it starts from.
struct SentimentFit {
  std::vector<double> change;  ///< of each column's weight
  double positive = 0;         ///< strengths, as in SentimentStrengths
  double negative = 0;
  double offset = 0;
  double neutral_reach = 0;
  double listed_pull = 0;
};

/// Ordinal logistic regression (proportional odds) on some rows of the examples: P(label > -1) = s(e + reach),
/// P(label > 0) = s(e - reach), with e the evidence and reach that of SentimentStrengths, and s the logistic
/// function.
class SentimentFitter {
 public:
  /// examples must outlive the fitter. start: the strengths that go with the weights at the start.
  SentimentFitter(const SentimentExamples& examples, const SentimentStrengths& start);

  /// Minimises the loss over `rows` plus penalty / 2 * (squared distance of the weights from where they started), from
  /// `fit` on.
  void run(const std::vector<std::uint32_t>& rows, double penalty, SentimentFit& fit) const;

  /// A fit that changes nothing.
  [[nodiscard]] SentimentFit untouched() const;

  /// Evidence of every row under a fit, and its reach.
  [[nodiscard]] std::vector<double> evidence(const SentimentFit& fit) const;
  [[nodiscard]] std::vector<double> reach(const SentimentFit& fit) const;

 private:
  [[nodiscard]] std::vector<double> type_changes(const std::vector<double>& change) const;

  const SentimentExamples& examples_;
  SentimentStrengths start_;
  SparseLists types_of_column_;
  std::vector<double> base_;    // of each row: what its words say by the weights at the start
  std::vector<double> listed_;  // m / (1 + m) of SentimentStrengths
};

}  // namespace cxtext
