#pragma once

#include <algorithm>
#include <optional>

#include "cxtext/nps.h"

namespace cxtext {

/// Mean of x (+1 promoter, 0 passive, -1 detractor). Precondition: there are rows.
inline double mean_of(const BandCounts& counts) noexcept {
  return (static_cast<double>(counts.promoters) - static_cast<double>(counts.detractors)) /
         static_cast<double>(counts.n());
}

/// Variance of x over the rows, divided by n. Precondition: there are rows. Never below zero.
inline double variance_of(const BandCounts& counts) noexcept {
  const double second_moment =
      static_cast<double>(counts.promoters + counts.detractors) / static_cast<double>(counts.n());
  const double mean = mean_of(counts);
  return std::max(0.0, second_moment - mean * mean);
}

/// The rows outside a theme; empty if either side has fewer than min_cell_tested, or if in is no part of all.
inline std::optional<BandCounts> testable_rest(const BandCounts& in, const BandCounts& all) noexcept {
  if (in.promoters > all.promoters || in.passives > all.passives || in.detractors > all.detractors) {
    return std::nullopt;
  }
  const BandCounts out{all.promoters - in.promoters, all.passives - in.passives, all.detractors - in.detractors};
  if (in.n() < min_cell_tested || out.n() < min_cell_tested) return std::nullopt;
  return out;
}

}  // namespace cxtext
