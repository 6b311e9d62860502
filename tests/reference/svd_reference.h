#pragma once

// The dense twin of the randomized truncated SVD.

#include <Eigen/SVD>
#include <cmath>
#include <vector>

#include "cxtext/vectors.h"

namespace reference {

inline Eigen::MatrixXd to_dense(const cxtext::SparseRows& rows) {
  Eigen::MatrixXd out =
      Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(rows.n_rows()), static_cast<Eigen::Index>(rows.n_columns));
  for (std::size_t row = 0; row < rows.n_rows(); ++row) {
    for (std::uint64_t i = rows.row_starts[row]; i < rows.row_starts[row + 1]; ++i) {
      out(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(rows.columns[i])) =
          static_cast<double>(rows.values[i]);
    }
  }
  return out;
}

inline std::vector<double> singular_values(const cxtext::SparseRows& rows) {
  const Eigen::JacobiSVD<Eigen::MatrixXd> svd(to_dense(rows));
  return {svd.singularValues().begin(), svd.singularValues().end()};
}

/// Length of what the best approximation of a rank leaves of the matrix (Frobenius).
inline double best_error(const cxtext::SparseRows& rows, std::size_t rank) {
  const std::vector<double> all = singular_values(rows);
  double sum = 0;
  for (std::size_t i = rank; i < all.size(); ++i) sum += all[i] * all[i];
  return std::sqrt(sum);
}

}  // namespace reference
