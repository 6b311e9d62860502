#include "cxtext/training.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <limits>

#include "cxtext/evaluation.h"

#include "blocks.h"
#include "sentiment_examples.h"
#include "sentiment_fit.h"
#include "sentiment_model.h"

namespace cxtext {

namespace {

constexpr std::size_t min_texts_of_a_side = 20;
// Strong to weak: each fit starts from the one before it.
constexpr std::array<double, 7> all_penalties{100, 30, 10, 3, 1, 0.5, 0.25};
constexpr std::size_t max_validated_texts = 20000;
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

// Evidence of every text by weights that were fitted without it: a row a penalty, the last one for the weights at the
// start.
struct Validation {
  std::vector<double> penalties;
  std::vector<std::vector<double>> evidence;
  std::vector<std::vector<double>> reach;
};

Validation validate(const SentimentExamples& examples, const SentimentFitter& fitter, const TrainingOptions& options) {
  Validation out;
  out.penalties.assign(all_penalties.begin(), all_penalties.end());
  if (options.penalty) out.penalties = {*options.penalty};
  const std::vector<double>& penalties = out.penalties;
  const std::size_t n = examples.size();
  out.evidence.assign(penalties.size() + 1, std::vector<double>(n));
  out.reach = out.evidence;
  const std::size_t stride = n / max_validated_texts + 1;
  run_blocks(SentimentExamples::n_folds, options.threads, [&](std::size_t fold) {
    std::vector<std::uint32_t> rows;
    for (std::size_t row = 0; row < n; row += stride) {
      if (examples.fold[row] != fold) rows.push_back(static_cast<std::uint32_t>(row));
    }
    SentimentFit fit = fitter.untouched();
    const auto keep = [&](std::size_t at) {
      const std::vector<double> evidence = fitter.evidence(fit);
      const std::vector<double> reach = fitter.reach(fit);
      for (std::size_t row = 0; row < n; ++row) {
        if (examples.fold[row] != fold) continue;
        out.evidence[at][row] = evidence[row];
        out.reach[at][row] = reach[row];
      }
    };
    keep(penalties.size());
    for (std::size_t p = 0; p < penalties.size(); ++p) {
      fitter.run(rows, penalties[p], fit);
      keep(p);
    }
  });
  return out;
}

double log_loss(const SentimentExamples& examples, const std::vector<double>& evidence, double temperature) {
  double sum = 0;
  std::size_t n = 0;
  for (std::size_t row = 0; row < examples.size(); ++row) {
    if (examples.label[row] == 0) continue;
    ++n;
    sum += std::log1p(std::exp(-static_cast<double>(examples.label[row]) * evidence[row] / temperature));
  }
  return n == 0 ? 0 : sum / static_cast<double>(n);
}

// The temperature of least log-loss, by golden-section search (the loss is convex in 1 / temperature).
double fit_temperature(const SentimentExamples& examples, const std::vector<double>& evidence) {
  const double golden = (std::sqrt(5.0) - 1) / 2;
  double low = std::log(0.1);
  double high = std::log(10.0);
  for (int i = 0; i < 60; ++i) {
    const double left = high - golden * (high - low);
    const double right = low + golden * (high - low);
    if (log_loss(examples, evidence, std::exp(left)) <= log_loss(examples, evidence, std::exp(right))) {
      high = right;
    } else {
      low = left;
    }
  }
  return std::exp((low + high) / 2);
}

TrainingAccuracy accuracy_of(const SentimentExamples& examples, const std::vector<double>& evidence,
                             const std::vector<double>& reach, double temperature) {
  std::vector<std::uint32_t> truth;
  std::vector<std::uint32_t> found;
  std::vector<double> probability;
  std::vector<std::uint32_t> side;
  std::size_t right = 0;
  for (std::size_t row = 0; row < examples.size(); ++row) {
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

// What the likeliest reach is multiplied by so that labels get the best mean F1: the likelihood cares for the frequent
// label more than for the others.
double fit_reach_factor(const SentimentExamples& examples, const std::vector<double>& evidence,
                        const std::vector<double>& reach) {
  double best_factor = 1;
  double best_f1 = 0;
  for (int percent = 30; percent <= 150; percent += 5) {
    const double factor = percent / 100.0;
    std::vector<double> scaled(reach);
    for (double& value : scaled) value *= factor;
    const double f1 = accuracy_of(examples, evidence, scaled, 1).macro_f1;
    if (f1 > best_f1) {
      best_f1 = f1;
      best_factor = factor;
    }
  }
  return best_factor;
}

// The penalty of least loss among those that tell at least as many labels as the weights at the start; by index,
// penalties.size() where none does.
std::size_t choose_penalty(const SentimentExamples& examples, const Validation& validation) {
  const std::vector<double>& penalties = validation.penalties;
  std::size_t best = penalties.size();
  const auto right = [&](std::size_t p) {
    return accuracy_of(examples, validation.evidence[p], validation.reach[p], 1).binary;
  };
  const double at_start = right(best);
  double least = log_loss(examples, validation.evidence[best], fit_temperature(examples, validation.evidence[best]));
  for (std::size_t p = 0; p < penalties.size(); ++p) {
    const std::vector<double>& evidence = validation.evidence[p];
    const double loss = log_loss(examples, evidence, fit_temperature(examples, evidence));
    if (loss >= least || right(p) < at_start) continue;
    least = loss;
    best = p;
  }
  return best;
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
  const SentimentExamples examples(engine, texts, start, options.threads);
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
  const std::size_t chosen = options.penalty ? 0 : choose_penalty(examples, validation);
  const std::vector<double>& evidence = validation.evidence[chosen];
  const double temperature = fit_temperature(examples, evidence);
  std::vector<double> reach = validation.reach[chosen];
  double reach_factor = 1;
  if (trained.n_neutral >= min_texts_of_a_side && chosen != penalties.size()) {
    reach_factor = fit_reach_factor(examples, evidence, reach);
    for (double& value : reach) value *= reach_factor;
  }
  trained.before = accuracy_of(examples, validation.evidence.back(), validation.reach.back(),
                               static_cast<double>(start.temperature));
  trained.after = accuracy_of(examples, evidence, reach, temperature);
  trained.contradictions = contradictions_of(examples, evidence, temperature);
  trained.penalty = chosen == penalties.size() ? untouched : penalties[chosen];
  if (chosen == penalties.size()) return trained;

  std::vector<std::uint32_t> rows(examples.size());
  for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = static_cast<std::uint32_t>(row);
  SentimentFit fit = fitter.untouched();
  fitter.run(rows, trained.penalty, fit);
  SentimentStrengths strengths = start;
  strengths.positive = static_cast<float>(fit.positive);
  strengths.negative = static_cast<float>(fit.negative);
  strengths.offset = static_cast<float>(fit.offset);
  strengths.neutral_reach = static_cast<float>(fit.neutral_reach * reach_factor);
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
