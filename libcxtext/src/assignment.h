#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cxtext {

/// The one-to-one map of rows to columns with the largest sum of weights (Kuhn 1955; the O(n^3) form with potentials
/// after Jonker & Volgenant 1987). weights: n x n, row-major. Returns the column of each row.
[[nodiscard]] std::vector<std::size_t> best_assignment(const std::vector<std::int64_t>& weights, std::size_t n);

}  // namespace cxtext
