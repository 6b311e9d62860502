#include "sentiment_learned.h"

#include <algorithm>
#include <cmath>

namespace cxtext {

namespace features = sentiment_features;

namespace {

constexpr std::uint32_t negation_reach = 4;  // words after a negator that count as negated
constexpr std::size_t n_damped = 512;

// Marks that end what a negator negates.
bool is_pause(const TokenView& view, std::uint32_t token) noexcept {
  const char c = view.text[view.tokens[token].begin];
  return c == '.' || c == ',' || c == '!' || c == '?' || c == ';' || c == ':';
}

}  // namespace

double damping_of(const SentimentStrengths& strengths, double n_words) noexcept {
  return 1.0 /
         std::pow(n_words + static_cast<double>(strengths.length_add), static_cast<double>(strengths.length_power));
}

LearnedWeights::LearnedWeights(const SentimentModel& model)
    : model_(model), question_(model.weight(features::question_mark())) {
  damping_.reserve(n_damped);
  for (std::size_t n = 0; n < n_damped; ++n) damping_.push_back(damping_of(model.strengths(), static_cast<double>(n)));
}

void LearnedWeights::read(const TokenView& view, std::uint32_t begin, std::uint32_t end, std::vector<LearnedSum>& out,
                          SentimentTrace* trace, Lang lang) const {
  std::uint32_t negated_left = 0;
  LearnedSum sum;
  out[begin] = sum;
  for (std::uint32_t at = begin; at < end; ++at) {
    const WordFacts* facts = view.facts[at];
    if (facts == nullptr) {
      if (is_pause(view, at)) negated_left = 0;
      out[at + 1] = sum;
      continue;
    }
    ++sum.n_words;
    const bool negated = negated_left > 0;
    // "Super" says how much, not what: the word that it stands before has the say.
    if (facts->shifter != ShifterKind::intensifier && facts->shifter != ShifterKind::diminisher) {
      sum.weight += static_cast<double>(facts->learned[negated ? 1 : 0]);
      if (trace != nullptr) trace->words.push_back({view.words[at], lang, negated});
    }
    out[at + 1] = sum;
    if (facts->shifter == ShifterKind::negator) {
      negated_left = negation_reach;
    } else if (negated) {
      --negated_left;
    }
  }
}

float LearnedWeights::question(bool asked, SentimentTrace* trace) const {
  if (!asked) return 0;
  if (trace != nullptr) trace->features.push_back(features::question_mark());
  return question_;
}

double LearnedWeights::damping(std::uint32_t n_words) const noexcept {
  return n_words < n_damped ? damping_[n_words] : damping_of(model_.strengths(), n_words);
}

}  // namespace cxtext
