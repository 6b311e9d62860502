// Clusters of short texts: centres of bunches of unit rows. Their borders are drawn in cluster_refinement.cpp, and how
// many there are is told in theme_count.cpp. Work is cut into blocks of fixed size and sums are taken in one order, so
// the number of threads never shows.

#include "kmeans.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "blocks.h"
#include "random.h"
#include "sparse.h"

namespace cxtext {

namespace {

constexpr std::size_t block_rows = 256;

/// Seeds by squared distance to the nearest seed so far. Each time a few candidates are drawn, and the one that leaves
/// the smallest sum of distances is taken.
class Seeding {
 public:
  Seeding(const Matrix& points, std::uint64_t seed) : points_(points), seed_(seed) {}

  [[nodiscard]] Matrix choose(std::uint32_t k) {
    const std::size_t n_candidates = 2 + static_cast<std::size_t>(std::log(static_cast<double>(k)));
    Matrix centers(to_index(k), points_.cols());
    distance_.assign(static_cast<std::size_t>(points_.rows()), 2.0F);  // the largest there is
    for (std::uint32_t c = 0; c < k; ++c) {
      draw(c, c == 0 ? 1 : n_candidates);
      centers.row(to_index(c)) = points_.row(to_index(take_best()));
    }
    return centers;
  }

 private:
  /// Fills rows_ with candidates; the chance of a row is in proportion to its distance. The first row if all are 0.
  void draw(std::uint64_t center, std::size_t n_candidates) {
    rows_.clear();
    const double sum = std::accumulate(distance_.begin(), distance_.end(), 0.0);
    for (std::size_t trial = 0; trial < n_candidates; ++trial) {
      double left = random_unit(seed_, center, trial) * sum;
      std::size_t row = 0;
      std::size_t last = 0;
      for (; row < distance_.size(); ++row) {
        if (distance_[row] <= 0) continue;
        last = row;
        left -= static_cast<double>(distance_[row]);
        if (left < 0) break;
      }
      rows_.push_back(last);
    }
  }

  /// The candidate that leaves the smallest sum of distances (ties: the first drawn); distance_ becomes what it leaves.
  std::size_t take_best() {
    Matrix candidates(to_index(rows_.size()), points_.cols());
    for (std::size_t i = 0; i < rows_.size(); ++i) candidates.row(to_index(i)) = points_.row(to_index(rows_[i]));
    left_.noalias() = candidates * points_.transpose();
    std::size_t best = 0;
    double best_sum = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      float* const left = left_.data() + to_index(i) * left_.cols();
      double sum = 0;
      for (std::size_t row = 0; row < distance_.size(); ++row) {
        left[row] = std::min(distance_[row], std::max(0.0F, 1.0F - left[row]));
        sum += static_cast<double>(left[row]);
      }
      if (i > 0 && sum >= best_sum) continue;
      best = i;
      best_sum = sum;
    }
    std::copy_n(left_.data() + to_index(best) * left_.cols(), distance_.size(), distance_.begin());
    return rows_[best];
  }

  const Matrix& points_;
  std::uint64_t seed_;
  std::vector<float> distance_;    // to the nearest seed: 1 - cosine, half the squared distance
  std::vector<std::size_t> rows_;  // the candidates of one step
  Matrix left_;                    // candidates x points: the distances that each would leave
};

/// Sums of the rows of each cluster: single precision within a block of rows, double over the blocks, in their order.
Matrix sum_clusters(const Matrix& points, const std::vector<std::uint32_t>& cluster_of_row, Eigen::Index k) {
  using DoubleRows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const RowBlocks blocks{static_cast<std::size_t>(points.rows()), 4096};
  DoubleRows sums = DoubleRows::Zero(k, points.cols());
  Matrix part(k, points.cols());
  for (std::size_t block = 0; block < blocks.count(); ++block) {
    part.setZero();
    for (std::size_t row = blocks[block].begin; row < blocks[block].end; ++row) {
      part.row(cluster_of_row[row]) += points.row(to_index(row));
    }
    sums += part.cast<double>();
  }
  return sums.cast<float>();
}

std::vector<std::uint32_t> sizes_of(const Clustering& clustering) {
  std::vector<std::uint32_t> sizes(static_cast<std::size_t>(clustering.centers.rows()), 0);
  for (const std::uint32_t cluster : clustering.cluster_of_row) ++sizes[cluster];
  return sizes;
}

/// Gives each empty cluster the row that fits worst where it is, out of a cluster that can spare it.
void fill_empty(const Matrix& points, Clustering& clustering) {
  std::vector<std::uint32_t> sizes = sizes_of(clustering);
  for (std::uint32_t c = 0; c < sizes.size(); ++c) {
    if (sizes[c] != 0) continue;
    std::size_t worst = clustering.cosine.size();
    for (std::size_t row = 0; row < clustering.cosine.size(); ++row) {
      if (sizes[clustering.cluster_of_row[row]] < 2) continue;
      if (worst == clustering.cosine.size() || clustering.cosine[row] < clustering.cosine[worst]) worst = row;
    }
    if (worst == clustering.cosine.size()) return;
    --sizes[clustering.cluster_of_row[worst]];
    ++sizes[c];
    clustering.objective += 1.0 - static_cast<double>(clustering.cosine[worst]);
    clustering.cluster_of_row[worst] = c;
    clustering.cosine[worst] = 1;
    clustering.centers.row(to_index(c)) = points.row(to_index(worst));
  }
}

/// Rows whose cluster is another one than before; all of them if there was none.
std::size_t count_moved(const std::vector<std::uint32_t>& before, const std::vector<std::uint32_t>& after) {
  if (before.size() != after.size()) return after.size();
  std::size_t moved = 0;
  for (std::size_t row = 0; row < after.size(); ++row) moved += before[row] != after[row] ? 1U : 0U;
  return moved;
}

/// Moves rows and centres in turn until hardly a row moves.
void improve(const Matrix& points, Clustering& clustering, std::uint32_t max_iterations, std::uint32_t threads) {
  constexpr std::size_t settled_share = 200;  // one row in so many may still be swinging; that can last long
  const Eigen::Index k = clustering.centers.rows();
  for (std::uint32_t i = 0; i < max_iterations; ++i) {
    const std::vector<std::uint32_t> before = clustering.cluster_of_row;
    assign_rows(points, clustering, threads);
    fill_empty(points, clustering);
    const std::size_t moved = count_moved(before, clustering.cluster_of_row);
    if (moved == 0) return;
    Matrix sums = sum_clusters(points, clustering.cluster_of_row, k);
    for (Eigen::Index c = 0; c < k; ++c) {
      const float length = sums.row(c).norm();
      if (length > 0) clustering.centers.row(c) = sums.row(c) / length;
    }
    if (moved * settled_share < clustering.cluster_of_row.size()) break;
  }
  assign_rows(points, clustering, threads);
  fill_empty(points, clustering);
}

}  // namespace

Matrix sample_rows(const Matrix& points, std::size_t max_rows, std::size_t first, std::size_t step) {
  const auto n = static_cast<std::size_t>(points.rows());
  const std::size_t sample = std::min(n, max_rows);
  Matrix out(to_index((sample + step - 1 - first) / step), points.cols());
  std::size_t row = 0;
  for (std::size_t i = first; i < sample; i += step) out.row(to_index(row++)) = points.row(to_index(i * n / sample));
  return out;
}

void normalize_rows(Matrix& rows) {
  for (Eigen::Index r = 0; r < rows.rows(); ++r) {
    const float length = rows.row(r).norm();
    if (length > 0) rows.row(r) /= length;
  }
}

void assign_rows(const Matrix& points, Clustering& clustering, std::uint32_t threads) {
  const auto n = static_cast<std::size_t>(points.rows());
  clustering.cluster_of_row.assign(n, 0);
  clustering.cosine.assign(n, 0);
  const RowBlocks blocks{n, block_rows};
  const auto k = static_cast<std::uint32_t>(clustering.centers.rows());
  const Matrix centers = clustering.centers.transpose();
  run_blocks(blocks.count(), threads, [&](std::size_t block) {
    const RowBlock rows = blocks[block];
    const Matrix cosines = points.middleRows(to_index(rows.begin), to_index(rows.size())) * centers;
    for (std::size_t r = rows.begin; r < rows.end; ++r) {
      const float* const of_row = cosines.data() + to_index(r - rows.begin) * cosines.cols();
      std::uint32_t best = 0;
      for (std::uint32_t c = 1; c < k; ++c) {
        if (of_row[c] > of_row[best]) best = c;
      }
      clustering.cosine[r] = of_row[best];
      clustering.cluster_of_row[r] = best;
    }
  });
  clustering.objective = std::accumulate(clustering.cosine.begin(), clustering.cosine.end(), 0.0);
}

Clustering spherical_kmeans(const Matrix& points, const KMeansOptions& options) {
  fix_product_order();
  constexpr std::size_t max_start_rows = 2000;
  const Matrix sample = sample_rows(points, std::max(max_start_rows, 25 * std::size_t{options.k}));
  const std::uint32_t k = std::min(options.k, static_cast<std::uint32_t>(sample.rows()));
  std::vector<Clustering> starts(std::max(options.starts, 1U));
  run_blocks(starts.size(), options.threads, [&](std::size_t start) {
    starts[start].centers = Seeding(sample, random_bits(options.seed, start, 0)).choose(k);
    improve(sample, starts[start], options.max_iterations, 1);
  });
  std::size_t best = 0;
  for (std::size_t start = 1; start < starts.size(); ++start) {
    if (starts[start].objective > starts[best].objective) best = start;
  }
  Clustering out = std::move(starts[best]);
  if (sample.rows() == points.rows()) return out;
  out.cluster_of_row.clear();
  improve(points, out, options.max_iterations, options.threads);
  return out;
}

}  // namespace cxtext
