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
  constexpr std::array<std::string_view, 15> names{"phrase",    "fact",   "negated",    "intensified", "diminished",
                                                   "excess",    "wished", "past",       "shouted",     "elongated",
                                                   "exclaimed", "asked",  "contrasted", "compound",    "emoji"};
  return names[static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(rule)))];
}

double polarity(double sum) noexcept { return sum / std::sqrt(sum * sum + 8.0); }

}  // namespace cxtext
