#include "cxtext/keyness.h"

#include <cassert>
#include <cmath>

namespace cxtext {

double keyness_z(const WordUse& use) noexcept {
  assert(use.in + use.out > 0);
  const auto in = static_cast<double>(use.in);
  const auto out = static_cast<double>(use.out);
  const auto pairs_in = static_cast<double>(use.pairs_in);
  const auto pairs_out = static_cast<double>(use.pairs_out);
  const double alpha = keyness_prior * (in + out) / (pairs_in + pairs_out);
  const double delta = std::log((in + alpha) / (pairs_in + keyness_prior - in - alpha)) -
                       std::log((out + alpha) / (pairs_out + keyness_prior - out - alpha));
  return delta / std::sqrt(1 / (in + alpha) + 1 / (out + alpha));
}

}  // namespace cxtext
