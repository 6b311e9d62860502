#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "cxtext/vectors.h"

namespace cxtext {

/// One row of a sparse matrix.
struct SparseRow {
  std::span<const std::uint32_t> columns;
  std::span<const float> values;

  [[nodiscard]] std::size_t size() const noexcept { return columns.size(); }
};

[[nodiscard]] inline SparseRow row_of(const SparseRows& rows, std::size_t row) noexcept {
  const std::size_t begin = rows.row_starts[row];
  const std::size_t size = rows.row_starts[row + 1] - begin;
  return {std::span(rows.columns).subspan(begin, size), std::span(rows.values).subspan(begin, size)};
}

/// The rows named by `which`, in that order; the columns stay.
[[nodiscard]] inline SparseRows select_rows(const SparseRows& rows, std::span<const std::uint32_t> which) {
  SparseRows out;
  out.n_columns = rows.n_columns;
  out.row_starts.reserve(which.size() + 1);
  for (const std::uint32_t row : which) {
    const SparseRow from = row_of(rows, row);
    out.columns.insert(out.columns.end(), from.columns.begin(), from.columns.end());
    out.values.insert(out.values.end(), from.values.begin(), from.values.end());
    out.row_starts.push_back(out.columns.size());
  }
  return out;
}

/// Columns become rows. Within a row of the result the old rows stand in ascending order, so that a sum over them has
/// one order only.
[[nodiscard]] inline SparseRows transpose(const SparseRows& rows) {
  SparseRows out;
  out.n_columns = static_cast<std::uint32_t>(rows.n_rows());
  out.row_starts.assign(std::size_t{rows.n_columns} + 1, 0);
  for (const std::uint32_t column : rows.columns) ++out.row_starts[std::size_t{column} + 1];
  for (std::size_t c = 0; c < rows.n_columns; ++c) out.row_starts[c + 1] += out.row_starts[c];
  out.columns.resize(rows.columns.size());
  out.values.resize(rows.values.size());
  std::vector<std::uint64_t> next(out.row_starts.begin(), out.row_starts.end() - 1);
  for (std::size_t row = 0; row < rows.n_rows(); ++row) {
    const SparseRow from = row_of(rows, row);
    for (std::size_t i = 0; i < from.size(); ++i) {
      const std::uint64_t at = next[from.columns[i]]++;
      out.columns[at] = static_cast<std::uint32_t>(row);
      out.values[at] = from.values[i];
    }
  }
  return out;
}

}  // namespace cxtext
