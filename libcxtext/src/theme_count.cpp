// How many themes there are: as many as come out of both halves of the documents.

#include <algorithm>
#include <cmath>

#include "blocks.h"
#include "kmeans.h"

namespace cxtext {

namespace {

constexpr std::size_t max_count_rows = 2000;

/// The grid of k up to the largest that is allowed: steps grow with k.
std::vector<std::uint32_t> grid_up_to(std::uint32_t largest) {
  std::vector<std::uint32_t> grid;
  for (std::uint32_t k = 2; k < largest; k += std::max(1U, k / 4)) grid.push_back(k);
  grid.push_back(largest);
  return grid;
}

/// How far one parting comes out of the other: mean over the rows of the squared Jaccard index of their clusters with
/// the best match. Squared, so that half a match counts for little.
double held_share(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b, std::size_t k) {
  std::vector<std::uint32_t> both(k * k, 0);
  std::vector<std::uint32_t> in_a(k, 0);
  std::vector<std::uint32_t> in_b(k, 0);
  for (std::size_t row = 0; row < a.size(); ++row) {
    ++both[a[row] * k + b[row]];
    ++in_a[a[row]];
    ++in_b[b[row]];
  }
  double sum = 0;
  for (std::size_t i = 0; i < k; ++i) {
    double best = 0;
    for (std::size_t j = 0; j < k; ++j) {
      const std::uint32_t shared = both[i * k + j];
      const std::uint32_t either = in_a[i] + in_b[j] - shared;
      if (either > 0) best = std::max(best, static_cast<double>(shared) / static_cast<double>(either));
    }
    sum += in_a[i] * best * best;
  }
  return sum / static_cast<double>(a.size());
}

}  // namespace

std::uint32_t choose_theme_count(const Matrix& points, const CountOptions& options) {
  fix_product_order();
  const auto n = static_cast<std::size_t>(points.rows());
  const std::size_t most = n / (2 * std::size_t{std::max(options.min_docs, 1U)});
  const std::uint32_t largest = std::min(options.max_k, static_cast<std::uint32_t>(std::min<std::size_t>(most, 1000)));
  if (largest < 2) return 0;
  const Matrix sample = sample_rows(points, max_count_rows);
  const Matrix halves[2] = {sample_rows(points, max_count_rows, 0, 2), sample_rows(points, max_count_rows, 1, 2)};
  const std::vector<std::uint32_t> grid = grid_up_to(largest);
  std::vector<std::vector<std::uint32_t>> partings(2 * grid.size());
  // The large k cost most: they go first, so that no thread is left with them at the end.
  run_blocks(partings.size(), options.threads, [&](std::size_t block) {
    const std::size_t task = partings.size() - 1 - block;
    KMeansOptions of_half;
    of_half.k = grid[task / 2];
    of_half.seed = options.seed;
    of_half.starts = 2;
    of_half.max_iterations = 15;
    Clustering clustering = spherical_kmeans(halves[task % 2], of_half);
    assign_rows(sample, clustering, 1);
    partings[task] = std::move(clustering.cluster_of_row);
  });
  std::vector<double> told(grid.size());
  for (std::size_t g = 0; g < grid.size(); ++g) {
    const std::vector<std::uint32_t>& a = partings[2 * g];
    const std::vector<std::uint32_t>& b = partings[2 * g + 1];
    told[g] = (held_share(a, b, grid[g]) + held_share(b, a, grid[g])) / 2 * std::log2(static_cast<double>(grid[g]));
  }
  constexpr double nearly_all = 0.85;
  const double most_told = *std::max_element(told.begin(), told.end());
  const auto enough = std::find_if(told.begin(), told.end(), [&](double t) { return t >= nearly_all * most_told; });
  return grid[static_cast<std::size_t>(enough - told.begin())];
}

}  // namespace cxtext
