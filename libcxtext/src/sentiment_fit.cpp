#include "sentiment_fit.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "lbfgs.h"

namespace cxtext {

namespace {

double logistic(double x) noexcept { return 1.0 / (1.0 + std::exp(-std::clamp(x, -40.0, 40.0))); }

// Loss of a row and its derivatives by evidence and by log reach.
struct RowLoss {
  double loss = 0;
  double by_evidence = 0;
  double by_log_reach = 0;
};

RowLoss row_loss(double evidence, double reach, int label) noexcept {
  constexpr double tiny = 1e-12;
  const double above_low = logistic(evidence + reach);   // P(not negative)
  const double above_high = logistic(evidence - reach);  // P(positive)
  double probability = 0;
  double low = 0;   // d log probability / d (evidence + reach)
  double high = 0;  // d log probability / d (evidence - reach)
  if (label < 0) {
    probability = 1.0 - above_low;
    low = -above_low;
  } else if (label > 0) {
    probability = above_high;
    high = 1.0 - above_high;
  } else {
    probability = std::max(above_low - above_high, tiny);
    low = above_low * (1.0 - above_low) / probability;
    high = -above_high * (1.0 - above_high) / probability;
  }
  return {-std::log(std::max(probability, tiny)), -(low + high), -reach * (low - high)};
}

// A rare label weighs more, by a root of its rarity: it is heard, and a frequent one is still expected.
std::array<double, 3> class_weights(const SentimentExamples& examples, const std::vector<std::uint32_t>& rows) {
  constexpr double power = 0.3;
  std::array<double, 3> counts{};
  for (const std::uint32_t row : rows)
    counts[static_cast<std::size_t>(examples.label[row] + 1)] += static_cast<double>(examples.weight[row]);
  std::array<double, 3> weights{};
  double total = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    if (counts[c] > 0) weights[c] = std::pow(static_cast<double>(rows.size()) / counts[c], power);
    total += weights[c] * counts[c];
  }
  for (double& weight : weights) weight *= static_cast<double>(rows.size()) / std::max(total, 1.0);
  return weights;
}

}  // namespace

SentimentFitter::SentimentFitter(const SentimentExamples& examples, const SentimentStrengths& start)
    : examples_(examples), start_(start), types_of_column_(examples.features.transposed(examples.columns.size())) {
  base_.resize(examples.size());
  listed_.resize(examples.size());
  for (std::size_t row = 0; row < examples.size(); ++row) {
    const double listed = examples.positive[row] - examples.negative[row];
    listed_[row] = listed / (1.0 + listed);
    for (std::uint32_t at = examples.uses.starts[row]; at < examples.uses.starts[row + 1]; ++at) {
      base_[row] += static_cast<double>(examples.uses.values[at]) * examples.prior[examples.uses.columns[at]];
    }
  }
}

SentimentFit SentimentFitter::untouched() const {
  return {std::vector<double>(examples_.columns.size()), static_cast<double>(start_.positive),
          static_cast<double>(start_.negative),          static_cast<double>(start_.offset),
          static_cast<double>(start_.neutral_reach),     static_cast<double>(start_.listed_pull)};
}

std::vector<double> SentimentFitter::type_changes(const std::vector<double>& change) const {
  const SparseLists& features = examples_.features;
  std::vector<double> of_type(features.size());
  for (std::size_t type = 0; type < of_type.size(); ++type) {
    double sum = 0;
    for (std::uint32_t at = features.starts[type]; at < features.starts[type + 1]; ++at) {
      sum += static_cast<double>(features.values[at]) * change[features.columns[at]];
    }
    of_type[type] = sum;
  }
  return of_type;
}

std::vector<double> SentimentFitter::evidence(const SentimentFit& fit) const {
  const std::vector<double> of_type = type_changes(fit.change);
  std::vector<double> out(base_);
  for (std::size_t row = 0; row < out.size(); ++row) {
    for (std::uint32_t at = examples_.uses.starts[row]; at < examples_.uses.starts[row + 1]; ++at) {
      out[row] += static_cast<double>(examples_.uses.values[at]) * of_type[examples_.uses.columns[at]];
    }
    out[row] += fit.positive * examples_.positive[row] + fit.negative * examples_.negative[row] + fit.offset;
  }
  return out;
}

std::vector<double> SentimentFitter::reach(const SentimentFit& fit) const {
  std::vector<double> out(examples_.size());
  for (std::size_t row = 0; row < out.size(); ++row)
    out[row] = fit.neutral_reach * std::exp(-fit.listed_pull * listed_[row]);
  return out;
}

void SentimentFitter::run(const std::vector<std::uint32_t>& rows, double penalty, SentimentFit& fit) const {
  // Few numbers that every text has a say in: a faint pull back is enough.
  const double strength_penalty = 0.03 * penalty;
  const std::size_t n_columns = fit.change.size();
  const std::array<double, 3> weight_of = class_weights(examples_, rows);
  const SparseLists& uses = examples_.uses;
  std::vector<double> of_type_gradient(examples_.features.size());

  // x: the changes of the columns, then the strengths, the offset, the logarithm of the reach, and the pull.
  const auto loss = [&](const std::vector<double>& x, std::vector<double>& gradient) {
    const std::vector<double> of_type = type_changes(x);
    const double* tail = x.data() + n_columns;
    std::fill(of_type_gradient.begin(), of_type_gradient.end(), 0.0);
    std::array<double, 5> tail_gradient{};
    double total = 0;
    for (const std::uint32_t row : rows) {
      double evidence = base_[row] + tail[0] * examples_.positive[row] + tail[1] * examples_.negative[row] + tail[2];
      for (std::uint32_t at = uses.starts[row]; at < uses.starts[row + 1]; ++at) {
        evidence += static_cast<double>(uses.values[at]) * of_type[uses.columns[at]];
      }
      const double reach = std::exp(tail[3] - tail[4] * listed_[row]);
      const RowLoss of_row = row_loss(evidence, reach, examples_.label[row]);
      const double weight =
          static_cast<double>(examples_.weight[row]) * weight_of[static_cast<std::size_t>(examples_.label[row] + 1)];
      total += weight * of_row.loss;
      const double by_evidence = weight * of_row.by_evidence;
      for (std::uint32_t at = uses.starts[row]; at < uses.starts[row + 1]; ++at) {
        of_type_gradient[uses.columns[at]] += static_cast<double>(uses.values[at]) * by_evidence;
      }
      tail_gradient[0] += by_evidence * examples_.positive[row];
      tail_gradient[1] += by_evidence * examples_.negative[row];
      tail_gradient[2] += by_evidence;
      tail_gradient[3] += weight * of_row.by_log_reach;
      tail_gradient[4] -= weight * of_row.by_log_reach * listed_[row];
    }
    for (std::size_t column = 0; column < n_columns; ++column) {
      double sum = penalty * x[column];
      total += 0.5 * penalty * x[column] * x[column];
      for (std::uint32_t at = types_of_column_.starts[column]; at < types_of_column_.starts[column + 1]; ++at) {
        sum += static_cast<double>(types_of_column_.values[at]) * of_type_gradient[types_of_column_.columns[at]];
      }
      gradient[column] = sum;
    }
    const std::array<double, 5> from{
        static_cast<double>(start_.positive), static_cast<double>(start_.negative), static_cast<double>(start_.offset),
        std::log(static_cast<double>(start_.neutral_reach)), static_cast<double>(start_.listed_pull)};
    for (std::size_t i = 0; i < 5; ++i) {
      const double moved = tail[i] - from[i];
      total += 0.5 * strength_penalty * moved * moved;
      gradient[n_columns + i] = tail_gradient[i] + strength_penalty * moved;
    }
    return total;
  };

  std::vector<double> x(fit.change);
  x.insert(x.end(), {fit.positive, fit.negative, fit.offset, std::log(fit.neutral_reach), fit.listed_pull});
  minimise(loss, x);
  fit.positive = x[n_columns];
  fit.negative = x[n_columns + 1];
  fit.offset = x[n_columns + 2];
  fit.neutral_reach = std::exp(x[n_columns + 3]);
  fit.listed_pull = x[n_columns + 4];
  x.resize(n_columns);
  fit.change = std::move(x);
}

}  // namespace cxtext
