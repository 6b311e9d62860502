#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "cxtext/nps.h"

/// What becomes of shares and scores from period to period. Thread-safe.
namespace cxtext {

struct TrendTest {
  double z = 0;  ///< above nought: the share rises
  double p = 1;  ///< two-sided
};
/// Cochran–Armitage test for a trend of cases / totals along `at` (the time of each period), by its normal
/// distribution. The three have one length; cases[i] <= totals[i].
/// Empty with fewer than min_cell_tested cases or others, or where all totals are of one time.
[[nodiscard]] std::optional<TrendTest> cochran_armitage(std::span<const std::uint64_t> cases,
                                                        std::span<const std::uint64_t> totals,
                                                        std::span<const double> at) noexcept;

struct LineFit {
  Estimate slope;  ///< NPS points a unit of time, with its t interval
  double se = 0;   ///< standard error of the slope
  double p = 1;    ///< two-sided, that the slope is nought
};
/// NPS over time as a straight line: least squares of x (+1, 0, -1) over rows. periods: the rows of each time of `at`.
/// Empty with fewer than min_cell_tested rows, or where all are of one time.
[[nodiscard]] std::optional<LineFit> nps_slope(std::span<const BandCounts> periods, std::span<const double> at,
                                               double confidence = 0.95) noexcept;

/// Rows that belong together, before and after.
struct BridgeBucket {
  BandCounts before;
  BandCounts after;
};
struct BridgePart {
  double mix = 0;   ///< NPS points, from the change of the bucket's share of rows
  double rate = 0;  ///< NPS points, from the change of its NPS
};
/// Takes the change of NPS apart, a bucket a part: mix = change of share × (mean NPS of the bucket - mean NPS of all),
/// rate = change of NPS × mean share, where means are those of before and after. A bucket without rows on one side
/// takes its NPS from the other, so all of it is mix. The parts add up to NPS after - NPS before.
/// Empty if there are no rows on one side.
[[nodiscard]] std::vector<BridgePart> nps_bridge(std::span<const BridgeBucket> buckets);

}  // namespace cxtext
