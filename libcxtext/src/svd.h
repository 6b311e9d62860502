#pragma once

#include <cstdint>
#include <vector>

#include "cxtext/vectors.h"

#include "dense.h"

namespace cxtext {

struct SvdOptions {
  std::uint32_t rank = 100;
  std::uint32_t oversampling = 10;
  std::uint32_t power_iterations = 2;
  std::uint64_t seed = 1;
  std::uint32_t threads = 1;
};

/// The largest singular values of a sparse matrix A ~ U S V^T, and A in the basis of its right singular vectors.
struct SvdResult {
  Matrix scores;                        ///< rows x rank: U S = A V
  Matrix basis;                         ///< columns x rank: V, orthonormal
  std::vector<double> singular_values;  ///< descending, all above zero
};

/// Randomized subspace iteration (Halko, Martinsson & Tropp 2011, algorithm 4.4) on the side of the columns: the
/// vocabulary stops growing where the documents do not, so what has to be made orthogonal stays small. The rank found
/// is at most that of A. The result does not depend on the number of threads.
[[nodiscard]] SvdResult truncated_svd(const SparseRows& rows, const SvdOptions& options);

}  // namespace cxtext
