#include "training_reach.h"

#include <algorithm>
#include <array>

namespace cxtext {

namespace {

// Mean F1 of the labels that a neutral reach gives, texts counted by their weight.
double weighted_f1(const SentimentExamples& examples, const std::vector<double>& evidence,
                   const std::vector<double>& reach, const ReachFactors& factors) {
  std::array<double, 3> right{};
  std::array<double, 3> either{};  // how often a label is true plus how often it is found
  for (std::size_t row = 0; row < examples.size(); ++row) {
    const auto truth = static_cast<std::size_t>(examples.label[row] + 1);
    const std::size_t found = evidence[row] >= reach[row] * factors.positive    ? 2
                              : evidence[row] <= -reach[row] * factors.negative ? 0
                                                                                : 1;
    const auto weight = static_cast<double>(examples.weight[row]);
    either[truth] += weight;
    either[found] += weight;
    if (truth == found) right[truth] += weight;
  }
  double sum = 0;
  for (std::size_t c = 0; c < 3; ++c) sum += either[c] > 0 ? 2 * right[c] / either[c] : 0;
  return sum / 3;
}

}  // namespace

std::vector<double> sided(std::vector<double> reach, const std::vector<double>& evidence, const ReachFactors& factors) {
  for (std::size_t row = 0; row < reach.size(); ++row)
    reach[row] *= evidence[row] < 0 ? factors.negative : factors.positive;
  return reach;
}

ReachFactors fit_reach_factors(const SentimentExamples& examples, const std::vector<double>& evidence,
                               const std::vector<double>& reach) {
  constexpr double as_good = 0.005;
  constexpr double narrowest = 0.3;
  constexpr double step = 0.05;
  constexpr std::size_t n_steps = 35;
  const auto widest_good = [&](const auto& factors_of) {
    std::array<double, n_steps> f1_at{};
    for (std::size_t i = 0; i < n_steps; ++i)
      f1_at[i] = weighted_f1(examples, evidence, reach, factors_of(narrowest + step * static_cast<double>(i)));
    std::array<double, n_steps> f1{};  // mean over neighbours: single texts make it jump
    for (std::size_t i = 0; i < n_steps; ++i) {
      const std::size_t first = i < 2 ? 0 : i - 2;
      const std::size_t end = std::min(i + 3, n_steps);
      for (std::size_t at = first; at < end; ++at) f1[i] += f1_at[at] / static_cast<double>(end - first);
    }
    const double best = *std::max_element(f1.begin(), f1.end());
    std::size_t at = n_steps - 1;
    while (f1[at] < best - as_good) --at;
    return factors_of(narrowest + step * static_cast<double>(at));
  };
  const ReachFactors both = widest_good([](double factor) { return ReachFactors{factor, factor}; });
  return widest_good([&](double factor) { return ReachFactors{factor * both.positive, both.positive}; });
}

}  // namespace cxtext
