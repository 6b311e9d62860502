#include "kmeans.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "blocks.h"
#include "random.h"

namespace cxtext {

namespace {

constexpr std::size_t block_rows = 256;

/// Seeds by squared distance to the nearest seed so far. Each time a few candidates are drawn, and the one that leaves
/// the smallest sum of distances is taken.
class Seeding {
 public:
  Seeding(const Matrix& points, std::uint64_t seed) : points_(points), seed_(seed) {}

  [[nodiscard]] Matrix choose(std::uint32_t k) {
    const auto n = static_cast<std::size_t>(points_.rows());
    const std::size_t candidates = 2 + static_cast<std::size_t>(std::log(static_cast<double>(k)));
    Matrix centers(to_index(k), points_.cols());
    distance_.assign(n, 2.0F);  // the largest there is
    for (std::uint32_t c = 0; c < k; ++c) {
      std::vector<float> best;
      std::size_t best_row = 0;
      double best_sum = 0;
      for (std::size_t trial = 0; trial < (c == 0 ? 1 : candidates); ++trial) {
        const std::size_t row = draw(c, trial);
        std::vector<float> with = distances_with(row);
        const double sum = std::accumulate(with.begin(), with.end(), 0.0);
        if (!best.empty() && sum >= best_sum) continue;
        best = std::move(with);
        best_row = row;
        best_sum = sum;
      }
      distance_ = std::move(best);
      centers.row(to_index(c)) = points_.row(to_index(best_row));
    }
    return centers;
  }

 private:
  /// A row with a chance in proportion to its distance; the first one if all distances are 0.
  [[nodiscard]] std::size_t draw(std::uint64_t center, std::uint64_t trial) const {
    const double sum = std::accumulate(distance_.begin(), distance_.end(), 0.0);
    double left = random_unit(seed_, center, trial) * sum;
    std::size_t last = 0;
    for (std::size_t row = 0; row < distance_.size(); ++row) {
      if (distance_[row] <= 0) continue;
      last = row;
      left -= static_cast<double>(distance_[row]);
      if (left < 0) break;
    }
    return last;
  }

  [[nodiscard]] std::vector<float> distances_with(std::size_t row) const {
    std::vector<float> out(distance_.size());
    const Eigen::VectorXf cosines = points_ * points_.row(to_index(row)).transpose();
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = std::min(distance_[i], std::max(0.0F, 1.0F - cosines(to_index(i))));
    }
    return out;
  }

  const Matrix& points_;
  std::uint64_t seed_;
  std::vector<float> distance_;  // to the nearest seed: 1 - cosine, half the squared distance
};

/// Sums of the rows of each cluster, in row order.
Matrix sum_clusters(const Matrix& points, const std::vector<std::uint32_t>& cluster_of_row, Eigen::Index k) {
  Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> sums =
      decltype(sums)::Zero(k, points.cols());
  for (Eigen::Index row = 0; row < points.rows(); ++row) {
    sums.row(cluster_of_row[static_cast<std::size_t>(row)]) += points.row(row).cast<double>();
  }
  return sums.cast<float>();
}

/// Gives each empty cluster the row that fits worst where it is, out of a cluster that can spare it.
void fill_empty(const Matrix& points, Clustering& clustering, std::vector<std::uint32_t>& sizes) {
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
    clustering.cluster_of_row[worst] = c;
    clustering.cosine[worst] = 1;
    clustering.centers.row(to_index(c)) = points.row(to_index(worst));
  }
}

/// Moves rows and centres in turn until no row moves.
void improve(const Matrix& points, Clustering& clustering, std::uint32_t max_iterations, std::uint32_t threads) {
  const Eigen::Index k = clustering.centers.rows();
  for (std::uint32_t i = 0; i < max_iterations; ++i) {
    const std::vector<std::uint32_t> before = clustering.cluster_of_row;
    assign_rows(points, clustering, threads);
    std::vector<std::uint32_t> sizes(static_cast<std::size_t>(k), 0);
    for (const std::uint32_t cluster : clustering.cluster_of_row) ++sizes[cluster];
    fill_empty(points, clustering, sizes);
    std::size_t moved = before.size();
    if (before.size() == clustering.cluster_of_row.size()) {
      moved = 0;
      for (std::size_t row = 0; row < before.size(); ++row) moved += before[row] != clustering.cluster_of_row[row] ? 1U : 0U;
    }
    if (moved == 0 && i > 0) return;
    Matrix sums = sum_clusters(points, clustering.cluster_of_row, k);
    for (Eigen::Index c = 0; c < k; ++c) {
      const float length = sums.row(c).norm();
      if (length > 0) clustering.centers.row(c) = sums.row(c) / length;
    }
    constexpr std::size_t settled_share = 1000;  // the last few rows may swing for long
    if (moved * settled_share < before.size()) break;
  }
  assign_rows(points, clustering, threads);
}

/// Up to max_rows rows, evenly spread over the input.
Matrix sample_rows(const Matrix& points, Eigen::Index max_rows) {
  const Eigen::Index n = std::min(points.rows(), max_rows);
  Matrix out(n, points.cols());
  for (Eigen::Index i = 0; i < n; ++i) out.row(i) = points.row(i * points.rows() / n);
  return out;
}

}  // namespace

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
  const Matrix centers = clustering.centers.transpose();
  run_blocks(blocks.count(), threads, [&](std::size_t block) {
    const RowBlock rows = blocks[block];
    const Matrix cosines = points.middleRows(to_index(rows.begin), to_index(rows.size())) * centers;
    for (std::size_t r = rows.begin; r < rows.end; ++r) {
      Eigen::Index best = 0;
      clustering.cosine[r] = cosines.row(to_index(r - rows.begin)).maxCoeff(&best);
      clustering.cluster_of_row[r] = static_cast<std::uint32_t>(best);
    }
  });
  clustering.objective = std::accumulate(clustering.cosine.begin(), clustering.cosine.end(), 0.0);
}

Clustering spherical_kmeans(const Matrix& points, const KMeansOptions& options) {
  fix_product_order();
  constexpr Eigen::Index max_start_rows = 4000;
  const Matrix sample = sample_rows(points, std::max<Eigen::Index>(max_start_rows, 25 * to_index(options.k)));
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
