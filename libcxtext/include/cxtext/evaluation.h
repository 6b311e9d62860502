#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace cxtext {

/// Share of equal pairs. Precondition of all here: equal sizes; labels are small non-negative integers.
/// Empty input gives 0. Thread-safe.
[[nodiscard]] double accuracy(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> predicted);

/// Unweighted mean of the per-class F1 over the classes that gold has.
[[nodiscard]] double macro_f1(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> predicted);

/// Accuracy of a clustering under the best one-to-one map of clusters to classes (Hungarian method).
[[nodiscard]] double clustering_accuracy(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> clusters);

/// Mutual information normalised by the arithmetic mean of the two entropies, [0, 1]; 1 if both are constant.
[[nodiscard]] double normalized_mutual_information(std::span<const std::uint32_t> gold,
                                                   std::span<const std::uint32_t> clusters);

/// Expected calibration error of probabilities that an answer is right, over bins of equal mass (Naeini, Cooper &
/// Hauskrecht 2015, with Nguyen & O'Connor's equal-mass bins): the mean over the bins of |share right - mean
/// confidence|, weighted by size. Answers of equal confidence are taken in the order given. [0, 1]; 0 for empty input.
/// Precondition: equal sizes, n_bins > 0; right is 0 or 1.
[[nodiscard]] double expected_calibration_error(std::span<const double> confidence,
                                                std::span<const std::uint32_t> right, std::size_t n_bins = 10);

/// Hubert & Arabie (1985), [-1, 1].
[[nodiscard]] double adjusted_rand_index(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> clusters);

}  // namespace cxtext
