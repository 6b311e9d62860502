#include "sentiment_fit.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "blocks.h"
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

constexpr std::size_t n_strengths = 5;
// How firmly the strengths, the offset, the reach and its pull are held where they start. Every text has a say in them:
// where few texts are learned from and weights are held by the strongest penalties, they are what moves, and should not
// by much. Where weights are set free they are too.
std::array<double, n_strengths> strength_penalties(double penalty) noexcept {
  const double part = std::min(penalty, 100.0) / 100.0;
  return {300 * part, 300 * part, 100 * part, 3 * part, 3 * part};
}

constexpr std::size_t block_texts = 4096;
constexpr std::size_t block_lists = 16384;

double row_product(const SparseLists& lists, std::size_t row, const double* values) noexcept {
  double sum = 0;
  for (std::uint32_t at = lists.starts[row]; at < lists.starts[row + 1]; ++at) {
    sum += static_cast<double>(lists.values[at]) * values[lists.columns[at]];
  }
  return sum;
}

// lists × values, a row a number.
void row_products(const SparseLists& lists, const double* values, std::uint32_t threads, std::vector<double>& out) {
  out.resize(lists.size());
  const RowBlocks cut{lists.size(), block_lists};
  run_blocks(cut.count(), threads, [&](std::size_t b) {
    for (std::size_t row = cut[b].begin; row < cut[b].end; ++row) out[row] = row_product(lists, row, values);
  });
}

}  // namespace

SentimentFitter::SentimentFitter(const SentimentExamples& examples, const SentimentStrengths& start)
    : examples_(examples), start_(start) {
  base_.resize(examples.size());
  listed_.resize(examples.size());
  for (std::size_t row = 0; row < examples.size(); ++row) {
    listed_[row] = examples.listed[row] / (1.0 + examples.listed[row]);
    base_[row] = row_product(examples.uses, row, examples.prior.data());
  }
}

SentimentFit SentimentFitter::untouched() const {
  return {std::vector<double>(examples_.columns.size()), static_cast<double>(start_.positive),
          static_cast<double>(start_.negative),          static_cast<double>(start_.offset),
          static_cast<double>(start_.neutral_reach),     static_cast<double>(start_.listed_pull)};
}

SentimentFitter::State SentimentFitter::state_of(const SentimentProblem& problem, const SentimentFit& fit) {
  State state = problem.grouped(fit.change);
  state.insert(state.end(), {fit.positive, fit.negative, fit.offset, std::log(fit.neutral_reach), fit.listed_pull});
  return state;
}

SentimentFit SentimentFitter::fit_of(const SentimentProblem& problem, const State& state) {
  const double* const strengths = state.data() + problem.n_groups();
  return {problem.expanded(state), strengths[0], strengths[1], strengths[2], std::exp(strengths[3]), strengths[4]};
}

void SentimentFitter::evidence(const SentimentFit& fit, std::span<const std::uint32_t> rows,
                               std::vector<double>& out) const {
  std::vector<double> of_type;
  row_products(examples_.features, fit.change.data(), 1, of_type);
  for (const std::uint32_t row : rows) {
    out[row] = base_[row] + row_product(examples_.uses, row, of_type.data()) + fit.positive * examples_.positive[row] +
               fit.negative * examples_.negative[row] + fit.offset;
  }
}

void SentimentFitter::reach(const SentimentFit& fit, std::span<const std::uint32_t> rows,
                            std::vector<double>& out) const {
  for (const std::uint32_t row : rows) out[row] = fit.neutral_reach * std::exp(-fit.listed_pull * listed_[row]);
}

// The loss of a state and its gradient. Every sum has one order: rows of a list, or blocks of a fixed size.
struct SentimentFitter::Loss {
  const SentimentFitter& fitter;
  const SentimentProblem& problem;
  double penalty;
  std::uint32_t threads;
  std::array<double, 3> weight_of;  // of a label
  std::array<double, n_strengths> from;
  std::vector<double> of_type = {};
  std::vector<double> by_evidence = {};  // derivative of each text's loss
  std::vector<double> type_gradient = {};

  struct Sum {
    double loss = 0;
    std::array<double, n_strengths> gradient{};
  };

  [[nodiscard]] double weight_of_text(std::uint32_t row) const {
    const SentimentExamples& examples = fitter.examples_;
    return static_cast<double>(examples.weight[row]) * weight_of[static_cast<std::size_t>(examples.label[row] + 1)];
  }

  Sum of_texts(RowBlock texts, const double* strengths) {
    const SentimentExamples& examples = fitter.examples_;
    Sum sum;
    for (std::size_t text = texts.begin; text < texts.end; ++text) {
      const std::uint32_t row = problem.rows[text];
      const double positive = examples.positive[row];
      const double negative = examples.negative[row];
      const double listed = fitter.listed_[row];
      const double evidence = fitter.base_[row] + strengths[0] * positive + strengths[1] * negative + strengths[2] +
                              row_product(problem.uses, text, of_type.data());
      const double reach = std::exp(strengths[3] - strengths[4] * listed);
      const RowLoss of_row = row_loss(evidence, reach, examples.label[row]);
      const double weight = weight_of_text(row);
      sum.loss += weight * of_row.loss;
      by_evidence[text] = weight * of_row.by_evidence;
      sum.gradient[0] += by_evidence[text] * positive;
      sum.gradient[1] += by_evidence[text] * negative;
      sum.gradient[2] += by_evidence[text];
      sum.gradient[3] += weight * of_row.by_log_reach;
      sum.gradient[4] -= weight * of_row.by_log_reach * listed;
    }
    return sum;
  }

  double operator()(const State& x, State& gradient) {
    const std::size_t n_groups = problem.n_groups();
    const double* const strengths = x.data() + n_groups;
    row_products(problem.features, x.data(), threads, of_type);
    by_evidence.resize(problem.rows.size());
    const RowBlocks texts{problem.rows.size(), block_texts};
    std::vector<Sum> sums(texts.count());
    run_blocks(sums.size(), threads, [&](std::size_t b) { sums[b] = of_texts(texts[b], strengths); });
    row_products(problem.users, by_evidence.data(), threads, type_gradient);
    const RowBlocks groups{n_groups, block_lists};
    std::vector<double> squares(groups.count());
    run_blocks(squares.size(), threads, [&](std::size_t b) {
      double sum = 0;
      for (std::size_t group = groups[b].begin; group < groups[b].end; ++group) {
        sum += x[group] * x[group];
        gradient[group] = penalty * x[group] + row_product(problem.columns, group, type_gradient.data());
      }
      squares[b] = sum;
    });

    const std::array<double, n_strengths> held = strength_penalties(penalty);
    double total = 0;
    for (const double square : squares) total += 0.5 * penalty * square;
    for (const Sum& sum : sums) total += sum.loss;
    for (std::size_t i = 0; i < n_strengths; ++i) {
      const double moved = strengths[i] - from[i];
      total += 0.5 * held[i] * moved * moved;
      gradient[n_groups + i] = held[i] * moved;
      for (const Sum& sum : sums) gradient[n_groups + i] += sum.gradient[i];
    }
    return total;
  }
};

// About the root of the loss's curvature along each number of the state, the texts' own taken as that of an unsure one.
// Measured in such steps the loss is nearly as curved along a frequent word as along a rare one, which saves the search
// most of its way.
std::vector<double> SentimentFitter::steps_of(const Loss& loss) const {
  constexpr double of_text = 0.15;
  const SentimentProblem& problem = loss.problem;
  std::vector<double> of_type(problem.users.size());
  std::array<double, n_strengths> of_strength{};
  std::vector<double> text_weight(problem.rows.size());
  for (std::size_t text = 0; text < text_weight.size(); ++text) {
    const std::uint32_t row = problem.rows[text];
    const double weight = of_text * loss.weight_of_text(row);
    const double listed = listed_[row];
    const std::array<double, n_strengths> values{examples_.positive[row], examples_.negative[row], 1, 1, listed};
    for (std::size_t i = 0; i < n_strengths; ++i) of_strength[i] += weight * values[i] * values[i];
    text_weight[text] = weight;
  }
  const auto squared_product = [](const SparseLists& lists, std::size_t row, const std::vector<double>& values) {
    double sum = 0;
    for (std::uint32_t at = lists.starts[row]; at < lists.starts[row + 1]; ++at) {
      const auto value = static_cast<double>(lists.values[at]);
      sum += value * value * values[lists.columns[at]];
    }
    return sum;
  };
  for (std::size_t type = 0; type < of_type.size(); ++type)
    of_type[type] = squared_product(problem.users, type, text_weight);
  std::vector<double> steps(problem.n_groups());
  for (std::size_t group = 0; group < steps.size(); ++group)
    steps[group] = 1 / std::sqrt(loss.penalty + squared_product(problem.columns, group, of_type));
  const std::array<double, n_strengths> held = strength_penalties(loss.penalty);
  for (std::size_t i = 0; i < n_strengths; ++i) steps.push_back(1 / std::sqrt(held[i] + of_strength[i]));
  return steps;
}

void SentimentFitter::run(const SentimentProblem& problem, double penalty, double tolerance, std::uint32_t threads,
                          State& state) const {
  Loss loss{
      *this,
      problem,
      penalty,
      threads,
      class_weights(examples_, problem.rows),
      {static_cast<double>(start_.positive), static_cast<double>(start_.negative), static_cast<double>(start_.offset),
       std::log(static_cast<double>(start_.neutral_reach)), static_cast<double>(start_.listed_pull)}};
  const std::vector<double> steps = steps_of(loss);
  State in_steps(state.size());
  for (std::size_t i = 0; i < state.size(); ++i) in_steps[i] = state[i] / steps[i];
  const auto of_steps = [&](const std::vector<double>& x, std::vector<double>& gradient) {
    for (std::size_t i = 0; i < x.size(); ++i) state[i] = x[i] * steps[i];
    const double value = loss(state, gradient);
    for (std::size_t i = 0; i < x.size(); ++i) gradient[i] *= steps[i];
    return value;
  };
  minimise(of_steps, in_steps, {.tolerance = tolerance});
  for (std::size_t i = 0; i < state.size(); ++i) state[i] = in_steps[i] * steps[i];
}

}  // namespace cxtext
