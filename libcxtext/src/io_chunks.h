#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "cxtext/io.h"

#include "io_comments.h"
#include "io_delimited.h"

namespace cxtext::io {

/// A run of rows that one thread has read.
struct Chunk {
  /// The start of a row: what it takes to go on, or to begin, there. All but the position count from the first row
  /// read.
  struct Start {
    std::uint64_t position = 0;  ///< in the input
    std::uint64_t line = 0;
    std::uint64_t n_data_rows = 0;
    std::size_t n_rejects = 0;
    ReadCounts counts;  ///< counts.rows: comments
  };
  Start begin;  ///< what is before it does not count
  Start end;    ///< where the row after the last one starts
  std::vector<Start> starts;
  std::vector<Comment> comments;
  std::vector<Reject> rejects;
  /// Comments without an id, by number, each with the number of its row from 1.
  std::vector<std::pair<std::size_t, std::uint64_t>> unnamed;
};

/// Reads what comes next of a window in several threads: it is cut where rows seem to start, each part is read for
/// itself, and what was guessed wrong is read once more. As a row depends on nothing before it, two readings that have
/// one start of a row in common are the same from there on; so the outcome is that of one thread.
/// parser: copied for each thread. Rows of which the window has no end are left.
/// Returns: the chunks in order; each starts where the one before ends, the first one at offset.
[[nodiscard]] std::vector<Chunk> read_chunks(const DelimitedParser& parser, const RowPlan& plan,
                                             std::string_view window, std::uint64_t base, std::size_t offset,
                                             bool final, unsigned threads);

}  // namespace cxtext::io
