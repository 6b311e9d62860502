#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace cxtext {

/// Share of equal pairs. Precondition of all here: equal sizes; labels are small non-negative integers.
/// Empty input gives 0. Thread-safe.
[[nodiscard]] double accuracy(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> predicted);

/// Unweighted mean of the per-class F1 over the classes that gold has.
[[nodiscard]] double macro_f1(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> predicted);

/// Expected calibration error (Naeini, Cooper & Hauskrecht 2015) with 10 bins of equal mass: the mean distance between
/// what was promised and what came true. outcomes: 1 where the event of that probability came true, else 0.
[[nodiscard]] double expected_calibration_error(std::span<const double> probabilities,
                                                std::span<const std::uint32_t> outcomes);

/// Accuracy of a clustering under the best one-to-one map of clusters to classes (Hungarian method).
[[nodiscard]] double clustering_accuracy(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> clusters);

/// Mutual information normalised by the arithmetic mean of the two entropies, [0, 1]; 1 if both are constant.
[[nodiscard]] double normalized_mutual_information(std::span<const std::uint32_t> gold,
                                                   std::span<const std::uint32_t> clusters);

/// Hubert & Arabie (1985), [-1, 1].
[[nodiscard]] double adjusted_rand_index(std::span<const std::uint32_t> gold, std::span<const std::uint32_t> clusters);

}  // namespace cxtext
