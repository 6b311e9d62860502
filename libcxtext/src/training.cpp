#include "cxtext/training.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numeric>

#include "cxtext/evaluation.h"

#include "sentiment_examples.h"
#include "sentiment_fit.h"
#include "sentiment_model.h"
#include "training_choice.h"
#include "training_reach.h"

namespace cxtext {

namespace {

constexpr std::size_t min_texts_of_a_side = 20;
constexpr double tolerance = 1e-5;
constexpr double untouched = std::numeric_limits<double>::infinity();

// Where weights are learned from nothing: the rules' sums are of the order of the evidence they should give.
constexpr SentimentStrengths first_strengths{.positive = 0.5F,
                                             .negative = 0.5F,
                                             .offset = 0,
                                             .length_add = 3,
                                             .length_power = 0.5F,
                                             .neutral_reach = 0.5F,
                                             .listed_pull = 0,
                                             .temperature = 1};

Rows all_rows(const SentimentExamples& examples) {
  Rows rows(examples.size());
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

// How sure a comment is: by all texts, or by those that are set apart for it. Such a corpus is made to be hard (half of
// the seed's comments tell a story without a word of feeling), so that what it cannot rule out is not too sure in life.
double calibrated_temperature(const SentimentExamples& examples, const std::vector<double>& evidence) {
  Rows rows;
  for (std::uint32_t row = 0; row < examples.size(); ++row) {
    if (examples.calibrates[row] != 0) rows.push_back(row);
  }
  if (rows.empty() || rows.size() == examples.size()) return fit_temperature(examples, all_rows(examples), evidence);
  return coolest_temperature(examples, rows, evidence);
}

TrainingAccuracy accuracy_of(const SentimentExamples& examples, const Rows& rows, const std::vector<double>& evidence,
                             const std::vector<double>& reach, double temperature) {
  std::vector<std::uint32_t> truth;
  std::vector<std::uint32_t> found;
  std::vector<double> probability;
  std::vector<std::uint32_t> side;
  std::size_t right = 0;
  for (const std::uint32_t row : rows) {
    truth.push_back(static_cast<std::uint32_t>(examples.label[row] + 1));
    found.push_back(evidence[row] >= reach[row] ? 2 : evidence[row] <= -reach[row] ? 0 : 1);
    if (examples.label[row] == 0) continue;
    const bool is_positive = examples.label[row] > 0;
    right += (evidence[row] >= 0) == is_positive ? 1 : 0;
    probability.push_back(1.0 / (1.0 + std::exp(-evidence[row] / temperature)));
    side.push_back(is_positive ? 1 : 0);
  }
  return {side.empty() ? 0 : static_cast<double>(right) / static_cast<double>(side.size()), macro_f1(truth, found),
          expected_calibration_error(probability, side)};
}

std::vector<LearnedWord> strongest_words(const SentimentExamples& examples, const std::vector<double>& change,
                                         bool positive) {
  constexpr std::size_t n_shown = 20;
  constexpr std::uint32_t min_texts = 3;
  std::vector<LearnedWord> words;
  for (std::size_t type = 0; type < examples.names.size(); ++type) {
    if (examples.names[type].empty() || examples.counts[type] < min_texts) continue;
    double sum = 0;
    for (std::uint32_t at = examples.features.starts[type]; at < examples.features.starts[type + 1]; ++at) {
      sum += static_cast<double>(examples.features.values[at]) * change[examples.features.columns[at]];
    }
    if ((sum > 0) == positive && sum != 0) words.push_back({examples.names[type], sum, examples.counts[type]});
  }
  std::stable_sort(words.begin(), words.end(), [](const LearnedWord& a, const LearnedWord& b) {
    return std::abs(a.weight) != std::abs(b.weight) ? std::abs(a.weight) > std::abs(b.weight) : a.word < b.word;
  });
  if (words.size() > n_shown) words.resize(n_shown);
  return words;
}

std::vector<Contradiction> contradictions_of(const SentimentExamples& examples, const std::vector<double>& evidence,
                                             double temperature) {
  constexpr double sure = 0.9;
  std::vector<Contradiction> out;
  for (std::size_t row = 0; row < examples.size(); ++row) {
    const double positive = 1.0 / (1.0 + std::exp(-evidence[row] / temperature));
    const double of_other_side = examples.label[row] < 0 ? positive : examples.label[row] > 0 ? 1 - positive : 0;
    if (of_other_side >= sure) out.push_back({examples.text[row], positive});
  }
  std::stable_sort(out.begin(), out.end(), [](const Contradiction& a, const Contradiction& b) {
    return std::abs(a.positive_probability - 0.5) > std::abs(b.positive_probability - 0.5);
  });
  return out;
}

// The weights at the start with what the fit changed.
std::vector<sentiment_layout::Weight> merged(const SentimentModel& model, const SentimentExamples& examples,
                                             const std::vector<double>& change) {
  std::vector<sentiment_layout::Weight> changes;
  changes.reserve(change.size());
  for (std::size_t c = 0; c < change.size(); ++c)
    changes.push_back({examples.columns[c], static_cast<float>(change[c])});
  const auto by_feature = [](const auto& a, const auto& b) { return a.feature < b.feature; };
  std::sort(changes.begin(), changes.end(), by_feature);
  const std::vector<sentiment_layout::Weight> own = sentiment_layout::weights_of(model);
  std::vector<sentiment_layout::Weight> out;
  out.reserve(own.size() + changes.size());
  std::merge(own.begin(), own.end(), changes.begin(), changes.end(), std::back_inserter(out), by_feature);
  std::size_t n = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (n > 0 && out[n - 1].feature == out[i].feature) {
      out[n - 1].weight += out[i].weight;
    } else {
      out[n++] = out[i];
    }
  }
  out.resize(n);
  return out;
}

}  // namespace

SentimentCuts sentiment_cuts_of(const Scale& scale) noexcept {
  if (scale.min == 1 && scale.max == 5) return {3, 4};
  if (scale.min == 1 && scale.max == 7) return {4, 6};
  return {scale.passive_from, scale.promoter_from};
}

Result<TrainedSentiment> train_sentiment(const Engine& engine, std::span<const LabelledText> texts,
                                         const TrainingOptions& options) {
  const SentimentModel& own = engine.sentiment_model();
  const SentimentStrengths start = own.has_weights() ? own.strengths() : first_strengths;
  const SentimentExamples examples(engine, texts, start, options);
  TrainedSentiment trained(own);
  trained.n_texts = examples.size();
  for (const std::int8_t label : examples.label) {
    ++(label < 0 ? trained.n_negative : label > 0 ? trained.n_positive : trained.n_neutral);
  }
  if (trained.n_negative < min_texts_of_a_side || trained.n_positive < min_texts_of_a_side) {
    return Error{ErrorCode::not_enough_data,
                 fmt::format("training needs at least {} comments with a positive score and as many with a negative "
                             "one; there are {} and {}",
                             min_texts_of_a_side, trained.n_positive, trained.n_negative)};
  }
  const SentimentFitter fitter(examples, start);
  const Validation validation = validate(examples, fitter, options);
  const std::vector<double>& penalties = validation.penalties;
  const std::size_t chosen = validation.chosen;
  const std::vector<double>& evidence = validation.evidence[chosen];
  const double temperature = calibrated_temperature(examples, evidence);
  const Rows rows = all_rows(examples);
  const ReachFactors at_start{static_cast<double>(start.negative_reach), 1};
  ReachFactors factors = at_start;
  if (trained.n_neutral >= min_texts_of_a_side && chosen != penalties.size()) {
    factors = fit_reach_factors(examples, evidence, validation.reach[chosen]);
  }
  trained.before = accuracy_of(examples, rows, validation.evidence.back(),
                               sided(validation.reach.back(), validation.evidence.back(), at_start),
                               static_cast<double>(start.temperature));
  trained.after =
      accuracy_of(examples, rows, evidence, sided(validation.reach[chosen], evidence, factors), temperature);
  trained.contradictions = contradictions_of(examples, evidence, temperature);
  trained.penalty = chosen == penalties.size() ? untouched : penalties[chosen];
  if (chosen == penalties.size()) return trained;

  const SentimentProblem problem(examples, rows);
  SentimentFitter::State state = SentimentFitter::state_of(problem, validation.fit);
  fitter.run(problem, trained.penalty, tolerance, options.threads, state);
  const SentimentFit fit = SentimentFitter::fit_of(problem, state);
  SentimentStrengths strengths = start;
  strengths.positive = static_cast<float>(fit.positive);
  strengths.negative = static_cast<float>(fit.negative);
  strengths.offset = static_cast<float>(fit.offset);
  strengths.neutral_reach = static_cast<float>(fit.neutral_reach * factors.positive);
  strengths.negative_reach = static_cast<float>(factors.negative / factors.positive);
  strengths.listed_pull = static_cast<float>(fit.listed_pull);
  strengths.temperature = static_cast<float>(temperature);
  auto model = SentimentModel::from_bytes(
      sentiment_layout::to_bytes(strengths, merged(own, examples, fit.change), engine.lexicon().hash()));
  if (!model) return std::move(model).error();
  trained.model = std::move(model).value();
  trained.positive_words = strongest_words(examples, fit.change, true);
  trained.negative_words = strongest_words(examples, fit.change, false);
  return trained;
}

}  // namespace cxtext
