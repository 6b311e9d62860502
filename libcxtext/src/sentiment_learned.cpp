#include "sentiment_learned.h"

#include <algorithm>
#include <cmath>

namespace cxtext {

namespace features = sentiment_features;

namespace {

constexpr std::uint32_t negated_words = 4;  // words after a negator that count as negated
constexpr std::size_t n_damped = 512;

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

void LearnedWeights::read(const TokenView& view, std::span<const Unit> units, std::vector<LearnedSum>& out,
                          SentimentTrace* trace, Lang lang) const {
  std::uint32_t negated_left = 0;
  float factor = 1;
  LearnedSum sum;
  if (out.size() <= units.size()) out.resize(units.size() + 1);
  out[0] = sum;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Unit& unit = units[i];
    if (unit.kind == Unit::Kind::pause) {
      negated_left = 0;
      factor = 1;
    } else if (unit.kind == Unit::Kind::shifter && is_degree(unit.shifter)) {
      for (std::uint32_t at = unit.first_token; at <= unit.last_token; ++at) {
        const WordFacts* facts = view.facts[at];
        if (facts == nullptr) continue;
        sum.weight += static_cast<double>(facts->learned[0]);
        if (trace != nullptr) trace->words.push_back({view.words[at], lang, false, 1.0F});
      }
      factor *= unit.factor;
    } else {
      for (std::uint32_t at = unit.first_token; at <= unit.last_token; ++at) {
        const WordFacts* facts = view.facts[at];
        if (facts == nullptr) continue;
        const bool negated = negated_left > 0;
        ++sum.n_words;
        sum.weight += static_cast<double>(facts->learned[negated ? 1 : 0] * factor);
        if (trace != nullptr) {
          const Token& token = view.tokens[at];
          trace->words.push_back({view.words[at], lang, negated, factor, token.begin, token.end});
        }
        negated_left = is_negator(facts->shifter) ? negated_words : negated_left - (negated ? 1U : 0U);
      }
      factor = 1;
    }
    out[i + 1] = sum;
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
