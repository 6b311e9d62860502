#include "theme_levels.h"

#include <algorithm>
#include <numeric>

#include "cxtext/vectors.h"

#include "kmeans.h"

namespace cxtext {

namespace {

// Cosines of centres in the reduced space.
constexpr float near_with_one_head = 0.4F;
constexpr float near_anyway = 0.9F;
constexpr float near_enough_for_a_part = 0.5F;
// Of a theme's documents: those that speak of the head of the theme above it.
constexpr float share_of_a_part = 0.2F;

std::vector<std::uint64_t> rows_of(std::span<const std::int32_t> cluster_of_row, std::size_t n_clusters) {
  std::vector<std::uint64_t> sizes(n_clusters, 0);
  for (const std::int32_t cluster : cluster_of_row) {
    if (cluster >= 0) ++sizes[static_cast<std::size_t>(cluster)];
  }
  return sizes;
}

/// Clusters that hold rows, the largest first.
std::vector<std::size_t> by_size(const std::vector<std::uint64_t>& sizes) {
  std::vector<std::size_t> order;
  for (std::size_t cluster = 0; cluster < sizes.size(); ++cluster) {
    if (sizes[cluster] > 0) order.push_back(cluster);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return sizes[a] > sizes[b]; });
  return order;
}

float cosine_of(const Matrix& centers, std::size_t a, std::size_t b) {
  return centers.row(to_index(a)).dot(centers.row(to_index(b)));
}

}  // namespace

Matrix cluster_centers(const Matrix& points, std::span<const std::int32_t> cluster_of_row, std::uint32_t n_clusters) {
  Matrix centers = Matrix::Zero(to_index(n_clusters), points.cols());
  for (std::size_t row = 0; row < cluster_of_row.size(); ++row) {
    if (cluster_of_row[row] >= 0) centers.row(cluster_of_row[row]) += points.row(to_index(row));
  }
  normalize_rows(centers);
  return centers;
}

void join_near_duplicates(const Matrix& points, const std::vector<std::uint32_t>& heads,
                          std::vector<std::int32_t>& cluster_of_row) {
  const Matrix centers = cluster_centers(points, cluster_of_row, static_cast<std::uint32_t>(heads.size()));
  const std::vector<std::size_t> order = by_size(rows_of(cluster_of_row, heads.size()));
  std::vector<std::int32_t> kept(heads.size());
  std::iota(kept.begin(), kept.end(), 0);
  std::vector<std::size_t> stand;  // clusters that others may be joined to
  for (const std::size_t cluster : order) {
    const auto same = std::find_if(stand.begin(), stand.end(), [&](std::size_t larger) {
      const bool one_head = heads[cluster] != no_term && heads[cluster] == heads[larger];
      return cosine_of(centers, cluster, larger) >= (one_head ? near_with_one_head : near_anyway);
    });
    if (same == stand.end()) {
      stand.push_back(cluster);
    } else {
      kept[cluster] = static_cast<std::int32_t>(*same);
    }
  }
  for (std::int32_t& cluster : cluster_of_row) {
    if (cluster >= 0) cluster = kept[static_cast<std::size_t>(cluster)];
  }
}

std::vector<std::int32_t> find_parents(const Matrix& points, std::span<const std::int32_t> theme_of_row,
                                       std::uint32_t n_themes, std::span<const std::uint32_t> with_head) {
  const Matrix centers = cluster_centers(points, theme_of_row, n_themes);
  const std::vector<std::uint64_t> sizes = rows_of(theme_of_row, n_themes);
  std::vector<std::int32_t> parents(n_themes, -1);
  std::vector<std::size_t> above;
  const auto find_closest = [&](std::size_t theme, float closest, const auto& closeness_to) {
    for (const std::size_t larger : above) {
      const float closeness = closeness_to(larger);
      if (closeness < closest) continue;
      closest = closeness;
      parents[theme] = static_cast<std::int32_t>(larger);
    }
  };
  for (const std::size_t theme : by_size(sizes)) {
    find_closest(theme, near_enough_for_a_part, [&](std::size_t larger) { return cosine_of(centers, theme, larger); });
    if (parents[theme] < 0) {
      find_closest(theme, share_of_a_part, [&](std::size_t larger) {
        return static_cast<float>(with_head[theme * n_themes + larger]) / static_cast<float>(sizes[theme]);
      });
    }
    if (parents[theme] < 0) above.push_back(theme);
  }
  return parents;
}

}  // namespace cxtext
