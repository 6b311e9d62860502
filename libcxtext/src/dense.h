#pragma once

// The only place that includes Eigen's core, so that its settings are the same everywhere.
#ifndef EIGEN_DONT_PARALLELIZE
#define EIGEN_DONT_PARALLELIZE
#endif
#include <Eigen/Core>

namespace cxtext {

/// Dense rows of single precision.
using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using MatrixBlock = Eigen::Ref<const Matrix, 0, Eigen::OuterStride<>>;

/// Eigen cuts products by the size of the processor's caches, and so adds in another order on another machine. This
/// fixes the sizes, once and before the first product; every function that multiplies calls it first. Thread-safe.
inline void fix_product_order() {
  static const bool fixed = [] {
    Eigen::setCpuCacheSizes(32 * 1024, 1024 * 1024, 8 * 1024 * 1024);
    return true;
  }();
  static_cast<void>(fixed);
}

[[nodiscard]] inline Eigen::Index to_index(std::size_t n) noexcept { return static_cast<Eigen::Index>(n); }

}  // namespace cxtext
