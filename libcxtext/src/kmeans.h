#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cxtext/vectors.h"

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
/// sample. A cluster that runs empty gets the row that fits worst where it is. points: unit rows, at least one.
/// The result does not depend on the number of threads.
[[nodiscard]] Clustering spherical_kmeans(const Matrix& points, const KMeansOptions& options);

/// Parts rows among given centres (ties: the lowest). Fills everything but centers.
void assign_rows(const Matrix& points, Clustering& clustering, std::uint32_t threads);

/// Every `step`-th row, from `first` on, of up to max_rows rows that are spread evenly over the input.
[[nodiscard]] Matrix sample_rows(const Matrix& points, std::size_t max_rows, std::size_t first = 0,
                                 std::size_t step = 1);

/// Scales every row to unit length; rows of length 0 stay.
void normalize_rows(Matrix& rows);

struct RefineOptions {
  std::uint32_t n_clusters = 1;
  std::uint32_t rounds = 3;
  std::uint32_t threads = 1;
};

/// Parts documents anew by their words: a multinomial naive Bayes classifier (McCallum & Nigam 1998; each term once a
/// document) learns from the documents that fit best, 80 % of each cluster, and then says where every document belongs;
/// so for some rounds (iterative classification after Rakib, Zeh, Jankowska & Milios 2020). k-means in few dimensions
/// finds the themes, the words draw their borders.
/// fit: how well each document fits, any scale; is replaced by the lead of the best cluster over the next. A document
/// without terms stays where it is. Returns the log probability of all documents with their clusters: of two partings
/// of the same rows the one with more describes them better. The result does not depend on the number of threads.
double refine_clusters(const SparseRows& rows, const RefineOptions& options, std::vector<std::uint32_t>& cluster_of_row,
                       std::vector<float>& fit);

struct CountOptions {
  std::uint32_t max_k = 30;
  std::uint32_t min_docs = 10;
  std::uint64_t seed = 1;
  std::uint32_t threads = 1;
};

/// How many themes the unit rows hold: a sample is halved, both halves are clustered with each k of a grid, and the
/// centres of both part the whole sample. What k themes tell is log2(k) bits, as far as the themes of one half come out
/// of the other (Jaccard index with the best match, Hennig 2007); chosen is the smallest k that tells nearly as much as
/// any. 0: too few rows for two themes of twice min_docs. The result does not depend on the number of threads.
[[nodiscard]] std::uint32_t choose_theme_count(const Matrix& points, const CountOptions& options);

}  // namespace cxtext
