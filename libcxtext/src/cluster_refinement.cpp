// Borders of clusters, drawn by words: what k-means in few dimensions found teaches a classifier, which then parts the
// documents anew.

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "blocks.h"
#include "kmeans.h"
#include "sparse.h"

namespace cxtext {

namespace {

constexpr std::size_t refined_rows = 256;  // of a block
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
  const RowBlocks blocks{rows.n_rows(), refined_rows};
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

}  // namespace cxtext
