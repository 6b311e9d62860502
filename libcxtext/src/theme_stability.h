#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "cxtext/vectors.h"

#include "dense.h"

namespace cxtext {

/// Parts drawn rows anew, as the rows at hand were parted: cluster of each.
using PartAgain = std::function<std::vector<std::uint32_t>(const Matrix& points, const SparseRows& rows)>;

/// How stable clusters are: rows are drawn with replacement and parted again, ten times; of each cluster the mean
/// Jaccard index with its best match among the rows drawn (Hennig 2007). Of many rows an even sample is drawn from.
/// cluster_of_row: negative for rows in none.
[[nodiscard]] std::vector<double> cluster_stability(const Matrix& points, const SparseRows& rows,
                                                    const std::vector<std::int32_t>& cluster_of_row,
                                                    std::uint32_t n_clusters, std::uint64_t seed,
                                                    const PartAgain& part_again);

}  // namespace cxtext
