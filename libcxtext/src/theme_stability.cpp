#include "theme_stability.h"

#include <algorithm>

#include "random.h"
#include "sparse.h"

namespace cxtext {

namespace {

constexpr std::uint64_t n_resamples = 10;
constexpr std::size_t max_rows = 4000;

/// Rows of one resample, ascending, each once: what is drawn twice tells nothing more of who belongs together.
std::vector<std::uint32_t> draw(std::size_t n_rows, std::uint64_t seed, std::uint64_t resample) {
  const std::size_t n = std::min(n_rows, max_rows);
  std::vector<std::uint32_t> rows;
  for (std::size_t i = 0; i < n; ++i) {
    const auto at = static_cast<std::size_t>(random_unit(seed, resample + 1, i) * static_cast<double>(n));
    rows.push_back(static_cast<std::uint32_t>(at * n_rows / n));
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

/// Adds the best Jaccard index of each cluster to its sum, where the resample has any of it.
void add_matches(const std::vector<std::uint32_t>& drawn, const std::vector<std::int32_t>& before,
                 const std::vector<std::uint32_t>& after, std::vector<double>& sums, std::vector<double>& counts) {
  const std::size_t n_after = after.empty() ? 0 : *std::max_element(after.begin(), after.end()) + std::size_t{1};
  std::vector<std::uint32_t> both(sums.size() * n_after, 0);
  std::vector<std::uint32_t> in_before(sums.size(), 0);
  std::vector<std::uint32_t> in_after(n_after, 0);
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    ++in_after[after[i]];
    if (before[drawn[i]] < 0) continue;
    const auto cluster = static_cast<std::size_t>(before[drawn[i]]);
    ++in_before[cluster];
    ++both[cluster * n_after + after[i]];
  }
  for (std::size_t cluster = 0; cluster < sums.size(); ++cluster) {
    if (in_before[cluster] == 0) continue;
    double best = 0;
    for (std::size_t other = 0; other < n_after; ++other) {
      const std::uint32_t shared = both[cluster * n_after + other];
      const std::uint32_t either = in_before[cluster] + in_after[other] - shared;
      best = std::max(best, static_cast<double>(shared) / static_cast<double>(either));
    }
    sums[cluster] += best;
    counts[cluster] += 1;
  }
}

}  // namespace

std::vector<double> cluster_stability(const Matrix& points, const SparseRows& rows,
                                      const std::vector<std::int32_t>& cluster_of_row, std::uint32_t n_clusters,
                                      std::uint64_t seed, const PartAgain& part_again) {
  std::vector<double> sums(n_clusters, 0);
  std::vector<double> counts(n_clusters, 0);
  for (std::uint64_t resample = 0; resample < n_resamples; ++resample) {
    const std::vector<std::uint32_t> drawn = draw(rows.n_rows(), seed, resample);
    Matrix drawn_points(to_index(drawn.size()), points.cols());
    for (std::size_t i = 0; i < drawn.size(); ++i) drawn_points.row(to_index(i)) = points.row(to_index(drawn[i]));
    add_matches(drawn, cluster_of_row, part_again(drawn_points, select_rows(rows, drawn)), sums, counts);
  }
  for (std::size_t cluster = 0; cluster < sums.size(); ++cluster) sums[cluster] /= std::max(counts[cluster], 1.0);
  return sums;
}

}  // namespace cxtext
