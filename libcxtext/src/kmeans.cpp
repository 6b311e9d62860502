// Clusters of short texts in three steps, each with its own part of this file: centres of bunches of unit rows
// (spherical_kmeans), borders by words (refine_clusters), and how many there are (choose_theme_count). Work is cut into
// blocks of fixed size and sums are taken in one order, so the number of threads never shows.

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

/// Every `step`-th row, from `first` on, of up to max_rows rows that are spread evenly over the input.
Matrix sample_rows(const Matrix& points, std::size_t max_rows, std::size_t first = 0, std::size_t step = 1) {
  const auto n = static_cast<std::size_t>(points.rows());
  const std::size_t sample = std::min(n, max_rows);
  Matrix out(to_index((sample + step - 1 - first) / step), points.cols());
  std::size_t row = 0;
  for (std::size_t i = first; i < sample; i += step) out.row(to_index(row++)) = points.row(to_index(i * n / sample));
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

// refine_clusters: the borders of clusters, drawn by words

namespace {

constexpr double learn_share = 0.8;
constexpr double smoothing = 0.3;  // pseudo-count of every term in every cluster

/// The rows to learn from: of each cluster those that fit best, ties the lowest row.
std::vector<bool> confident_rows(const std::vector<std::uint32_t>& cluster_of_row, const std::vector<float>& fit,
                                 std::uint32_t n_clusters) {
  std::vector<std::vector<std::uint32_t>> members(n_clusters);
  for (std::uint32_t row = 0; row < cluster_of_row.size(); ++row) members[cluster_of_row[row]].push_back(row);
  std::vector<bool> chosen(cluster_of_row.size(), false);
  for (std::vector<std::uint32_t>& rows : members) {
    std::sort(rows.begin(), rows.end(),
              [&](std::uint32_t a, std::uint32_t b) { return fit[a] != fit[b] ? fit[a] > fit[b] : a < b; });
    const auto keep = static_cast<std::size_t>(std::ceil(learn_share * static_cast<double>(rows.size())));
    for (std::size_t i = 0; i < keep; ++i) chosen[rows[i]] = true;
  }
  return chosen;
}

/// Log probabilities of clusters, and of terms given clusters.
struct Model {
  std::uint32_t n_clusters = 0;
  std::vector<float> prior;    // by cluster
  std::vector<float> of_term;  // by term, then cluster
};

Model learn(const SparseRows& rows, const std::vector<std::uint32_t>& cluster_of_row, const std::vector<bool>& chosen,
            std::uint32_t n_clusters) {
  std::vector<float> counts(std::size_t{rows.n_columns} * n_clusters, 0);  // whole numbers: exact up to 2^24
  std::vector<double> terms_of_cluster(n_clusters, 0);
  std::vector<double> docs_of_cluster(n_clusters, 0);
  double docs = 0;
  for (std::size_t row = 0; row < rows.n_rows(); ++row) {
    if (!chosen[row]) continue;
    const std::uint32_t cluster = cluster_of_row[row];
    const SparseRow terms = row_of(rows, row);
    for (const std::uint32_t term : terms.columns) counts[std::size_t{term} * n_clusters + cluster] += 1;
    terms_of_cluster[cluster] += static_cast<double>(terms.size());
    docs_of_cluster[cluster] += 1;
    docs += 1;
  }
  Model model{n_clusters, std::vector<float>(n_clusters), std::move(counts)};
  std::vector<float> unseen(n_clusters);
  std::vector<double> log_total(n_clusters);
  for (std::size_t c = 0; c < n_clusters; ++c) {
    model.prior[c] = static_cast<float>(std::log((docs_of_cluster[c] + 1) / (docs + n_clusters)));
    log_total[c] = std::log(terms_of_cluster[c] + smoothing * rows.n_columns);
    unseen[c] = static_cast<float>(std::log(smoothing) - log_total[c]);
  }
  for (std::size_t i = 0; i < model.of_term.size(); ++i) {
    const std::size_t c = i % n_clusters;
    const auto count = static_cast<double>(model.of_term[i]);
    model.of_term[i] = count == 0 ? unseen[c] : static_cast<float>(std::log(count + smoothing) - log_total[c]);
  }
  return model;
}

/// Moves every row that has terms to its likeliest cluster (ties: the lowest). Returns the sum of the log
/// probabilities.
double classify(const SparseRows& rows, const Model& model, std::uint32_t threads,
                std::vector<std::uint32_t>& cluster_of_row, std::vector<float>& fit) {
  const RowBlocks blocks{rows.n_rows(), block_rows};
  std::vector<double> sums(blocks.count(), 0);
  run_blocks(blocks.count(), threads, [&](std::size_t block) {
    std::vector<float> scores;
    for (std::size_t row = blocks[block].begin; row < blocks[block].end; ++row) {
      const SparseRow terms = row_of(rows, row);
      if (terms.size() == 0) continue;
      scores = model.prior;
      for (const std::uint32_t term : terms.columns) {
        const float* const of_term = model.of_term.data() + std::size_t{term} * model.n_clusters;
        for (std::size_t c = 0; c < scores.size(); ++c) scores[c] += of_term[c];
      }
      const auto best = std::max_element(scores.begin(), scores.end());
      float next = std::numeric_limits<float>::lowest();
      for (auto other = scores.begin(); other != scores.end(); ++other) {
        if (other != best) next = std::max(next, *other);
      }
      cluster_of_row[row] = static_cast<std::uint32_t>(best - scores.begin());
      fit[row] = scores.size() > 1 ? *best - next : 0;
      sums[block] += static_cast<double>(*best);
    }
  });
  return std::accumulate(sums.begin(), sums.end(), 0.0);
}

}  // namespace

double refine_clusters(const SparseRows& rows, const RefineOptions& options, std::vector<std::uint32_t>& cluster_of_row,
                       std::vector<float>& fit) {
  double sum = 0;
  for (std::uint32_t round = 0; round < options.rounds; ++round) {
    const std::vector<bool> chosen = confident_rows(cluster_of_row, fit, options.n_clusters);
    const Model model = learn(rows, cluster_of_row, chosen, options.n_clusters);
    sum = classify(rows, model, options.threads, cluster_of_row, fit);
  }
  return sum;
}

// choose_theme_count

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
