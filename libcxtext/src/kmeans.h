#pragma once

#include <cstdint>
#include <vector>

#include "dense.h"

namespace cxtext {

struct KMeansOptions {
  std::uint32_t k = 8;
  std::uint64_t seed = 1;
  std::uint32_t starts = 4;
  std::uint32_t max_iterations = 50;
  std::uint32_t threads = 1;
};

/// Unit rows parted among k centres of unit length.
struct Clustering {
  Matrix centers;
  std::vector<std::uint32_t> cluster_of_row;
  std::vector<float> cosine;  ///< of each row with its centre
  double objective = 0;       ///< sum of the cosines
};

/// Spherical k-means (Dhillon & Modha 2001): greedy k-means++ seeding (Arthur & Vassilvitskii 2007) with a
/// counter-based generator, `starts` times; the best objective wins, ties the earlier start. Many rows are started on a
/// sample. No cluster is empty unless there are fewer distinct rows than k. points: unit rows, at least one.
/// The result does not depend on the number of threads.
[[nodiscard]] Clustering spherical_kmeans(const Matrix& points, const KMeansOptions& options);

/// Parts rows among given centres (ties: the lowest). Fills everything but centers.
void assign_rows(const Matrix& points, Clustering& clustering, std::uint32_t threads);

/// Scales every row to unit length; rows of length 0 stay.
void normalize_rows(Matrix& rows);

}  // namespace cxtext
