#include "svd.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

#include "blocks.h"
#include "random.h"
#include "sparse.h"

namespace cxtext {

namespace {

constexpr std::size_t sparse_block_rows = 512;
constexpr std::size_t dense_block_rows = 512;

using DoubleMatrix = Eigen::MatrixXd;

Matrix random_matrix(std::size_t n_rows, std::size_t n_columns, std::uint64_t seed) {
  Matrix out(to_index(n_rows), to_index(n_columns));
  for (std::size_t r = 0; r < n_rows; ++r) {
    for (std::size_t c = 0; c < n_columns; ++c) out(to_index(r), to_index(c)) = random_bell(seed, r, c);
  }
  return out;
}

/// sparse * dense.
void multiply(const SparseRows& sparse, const Matrix& dense, Matrix& out, std::uint32_t threads) {
  const Eigen::Index width = dense.cols();
  out.resize(to_index(sparse.n_rows()), width);
  const RowBlocks blocks{sparse.n_rows(), sparse_block_rows};
  run_blocks(blocks.count(), threads, [&](std::size_t block) {
    for (std::size_t r = blocks[block].begin; r < blocks[block].end; ++r) {
      const SparseRow row = row_of(sparse, r);
      float* const to = out.data() + to_index(r) * width;
      std::fill(to, to + width, 0.0F);
      for (std::size_t i = 0; i < row.size(); ++i) {
        const float value = row.values[i];
        const float* const from = dense.data() + to_index(row.columns[i]) * width;
        for (Eigen::Index c = 0; c < width; ++c) to[c] += value * from[c];
      }
    }
  });
}

/// m^T m in double precision: single within a block of rows, double over the blocks, in their order.
DoubleMatrix gram(const Matrix& m, std::uint32_t threads) {
  const RowBlocks blocks{static_cast<std::size_t>(m.rows()), dense_block_rows};
  std::vector<Matrix> parts(blocks.count());
  run_blocks(blocks.count(), threads, [&](std::size_t block) {
    const auto rows = m.middleRows(to_index(blocks[block].begin), to_index(blocks[block].size()));
    parts[block].noalias() = rows.transpose() * rows;
  });
  DoubleMatrix sum = DoubleMatrix::Zero(m.cols(), m.cols());
  for (const Matrix& part : parts) sum += part.cast<double>();
  return sum;
}

/// m * right, block by block.
void multiply_dense(const Matrix& m, const Matrix& right, Matrix& out, std::uint32_t threads) {
  out.resize(m.rows(), right.cols());
  const RowBlocks blocks{static_cast<std::size_t>(m.rows()), dense_block_rows};
  run_blocks(blocks.count(), threads, [&](std::size_t block) {
    const Eigen::Index begin = to_index(blocks[block].begin);
    const Eigen::Index size = to_index(blocks[block].size());
    out.middleRows(begin, size).noalias() = m.middleRows(begin, size) * right;
  });
}

/// Inverse of the upper triangular R of m = Q R, from gram = R^T R (Cholesky), without the columns that the earlier
/// ones span already: the answer has a column less for each.
DoubleMatrix inverse_factor(const DoubleMatrix& gram) {
  const Eigen::Index n = gram.rows();
  // Below this share of its length a column is rounding: gram has single precision.
  constexpr double negligible = 1e-5;
  DoubleMatrix inverse = DoubleMatrix::Zero(n, n);
  Eigen::Index kept = 0;
  for (Eigen::Index c = 0; c < n; ++c) {
    // Gram-Schmidt in the coordinates of the columns, where gram is the inner product.
    Eigen::VectorXd column = Eigen::VectorXd::Unit(n, c);
    for (int pass = 0; pass < 2; ++pass) {
      const Eigen::VectorXd image = gram * column;
      const Eigen::VectorXd parts = inverse.leftCols(kept).transpose() * image;
      column -= inverse.leftCols(kept) * parts;
    }
    const double length2 = column.dot(gram * column);
    if (!(length2 > negligible * gram(c, c)) || !(length2 > 0)) continue;
    inverse.col(kept++) = column / std::sqrt(length2);
  }
  return inverse.leftCols(kept);
}

/// An orthonormal basis of the columns of m, in place.
void orthonormalize(Matrix& m, std::uint32_t threads) {
  const Matrix factor = inverse_factor(gram(m, threads)).cast<float>();
  Matrix out;
  multiply_dense(m, factor, out, threads);
  m = std::move(out);
}

}  // namespace

SvdResult truncated_svd(const SparseRows& rows, const SvdOptions& options) {
  fix_product_order();
  const std::size_t most = std::min(rows.n_rows(), std::size_t{rows.n_columns});
  const std::size_t width = std::min(most, std::size_t{options.rank} + options.oversampling);
  SvdResult out;
  if (width == 0) return out;
  const SparseRows columns = transpose(rows);
  Matrix images;
  Matrix basis;
  multiply(columns, random_matrix(rows.n_rows(), width, options.seed), basis, options.threads);
  orthonormalize(basis, options.threads);
  for (std::uint32_t i = 0; i < options.power_iterations; ++i) {
    multiply(rows, basis, images, options.threads);
    multiply(columns, images, basis, options.threads);
    orthonormalize(basis, options.threads);
  }
  // The products of orthonormalize are in single precision; once more brings the basis to its rounding.
  orthonormalize(basis, options.threads);
  multiply(rows, basis, images, options.threads);

  const Eigen::Index found = basis.cols();
  if (found == 0) return out;
  const Eigen::SelfAdjointEigenSolver<DoubleMatrix> eigen(gram(images, options.threads));
  std::vector<Eigen::Index> kept;
  for (Eigen::Index i = found; i-- > 0 && kept.size() < options.rank;) {
    const double largest = eigen.eigenvalues()(found - 1);
    constexpr double negligible = 1e-7;
    if (!(eigen.eigenvalues()(i) > negligible * largest)) break;
    kept.push_back(i);
    out.singular_values.push_back(std::sqrt(eigen.eigenvalues()(i)));
  }
  Matrix rotation(found, to_index(kept.size()));
  for (std::size_t c = 0; c < kept.size(); ++c) {
    rotation.col(to_index(c)) = eigen.eigenvectors().col(kept[c]).cast<float>();
  }
  multiply_dense(images, rotation, out.scores, options.threads);
  multiply_dense(basis, rotation, out.basis, options.threads);
  return out;
}

}  // namespace cxtext
