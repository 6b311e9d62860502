#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sentiment_examples.h"
#include "sentiment_problem.h"

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

/// Ordinal logistic regression (proportional odds) on some texts of the examples: P(label > -1) = s(e + reach),
/// P(label > 0) = s(e - reach), with e the evidence and reach that of SentimentStrengths, and s the logistic function.
class SentimentFitter {
 public:
  /// examples must outlive the fitter. start: the strengths that go with the weights at the start.
  SentimentFitter(const SentimentExamples& examples, const SentimentStrengths& start);

  /// Where a fit stands: changes of the problem's groups, then the two strengths, the offset, the logarithm of the
  /// reach, and the pull.
  using State = std::vector<double>;
  /// Minimises the loss over the problem's texts plus penalty / 2 * (squared distance of the weights from where they
  /// started), from `state` on. tolerance: as of LbfgsOptions. threads: never changes the outcome.
  void run(const SentimentProblem& problem, double penalty, double tolerance, std::uint32_t threads,
           State& state) const;

  [[nodiscard]] static SentimentFit fit_of(const SentimentProblem& problem, const State& state);
  [[nodiscard]] static State state_of(const SentimentProblem& problem, const SentimentFit& fit);

  /// A fit that changes nothing.
  [[nodiscard]] SentimentFit untouched() const;

  /// Evidence of the texts `rows` under a fit, and their reach, written to out[row].
  void evidence(const SentimentFit& fit, std::span<const std::uint32_t> rows, std::vector<double>& out) const;
  void reach(const SentimentFit& fit, std::span<const std::uint32_t> rows, std::vector<double>& out) const;

 private:
  struct Loss;
  [[nodiscard]] std::vector<double> steps_of(const Loss& loss) const;

  const SentimentExamples& examples_;
  SentimentStrengths start_;
  std::vector<double> base_;    // of each text: what its words say by the weights at the start
  std::vector<double> listed_;  // m / (1 + m) of SentimentStrengths
};

}  // namespace cxtext
