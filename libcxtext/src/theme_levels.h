#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "dense.h"

namespace cxtext {

/// The mean direction of the rows of each cluster, at unit length; zeros for one without rows. points: unit rows.
/// cluster_of_row: below n_clusters, or negative.
[[nodiscard]] Matrix cluster_centers(const Matrix& points, std::span<const std::int32_t> cluster_of_row,
                                     std::uint32_t n_clusters);

/// Joins clusters that tell of one thing into the larger one (ties: the lower number): their centres are close and they
/// are about the same word, or the centres are so close that no word could part them. heads: by cluster, the column of
/// the word that it is about, or no_term.
void join_near_duplicates(const Matrix& points, const std::vector<std::uint32_t>& heads,
                          std::vector<std::int32_t>& cluster_of_row);

/// The second level: a theme whose centre is near that of a larger one is a part of it; failing that, one that speaks
/// of the larger one's head in a good part of its documents. By theme, the index of the theme above it, or -1; no theme
/// above has one above it. with_head: n_themes x n_themes, how many documents of a theme (row) have the head of
/// another.
[[nodiscard]] std::vector<std::int32_t> find_parents(const Matrix& points, std::span<const std::int32_t> theme_of_row,
                                                     std::uint32_t n_themes, std::span<const std::uint32_t> with_head);

}  // namespace cxtext
