#include "cxtext/sentiment.h"

#include <array>
#include <bit>
#include <cmath>

namespace cxtext {

std::string_view to_name(SentimentLabel label) noexcept {
  constexpr std::array<std::string_view, 5> names{"neg", "neu", "pos", "mixed", ""};
  return names[static_cast<std::size_t>(label)];
}

std::string_view to_name(SentimentRule rule) noexcept {
  constexpr std::array<std::string_view, 18> names{
      "phrase",    "fact",      "negated", "intensified", "diminished", "excess", "wished",  "past",     "shouted",
      "elongated", "exclaimed", "asked",   "contrasted",  "compound",   "emoji",  "learned", "compared", "lacking"};
  return names[static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(rule)))];
}

double neutral_reach(const SentimentStrengths& strengths, double listed, double evidence) noexcept {
  const auto reach = static_cast<double>(strengths.neutral_reach * (evidence < 0 ? strengths.negative_reach : 1.0F));
  if (listed == 0) return reach;
  return reach * std::exp(-static_cast<double>(strengths.listed_pull) * listed / (1.0 + listed));
}

double polarity_slope(double evidence, double reach) noexcept {
  return 1.0 / std::sqrt(evidence * evidence + 15.0 * reach * reach);
}

double polarity(double evidence, double reach) noexcept { return evidence * polarity_slope(evidence, reach); }

}  // namespace cxtext
