#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <string_view>
#include <thread>
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
  Start begin;                    ///< what is before it does not count
  Start end;                      ///< where the row after the last one starts
  std::vector<Start> starts;      ///< of some of its rows
  std::vector<Comment> comments;  ///< the first end.counts.rows; behind them are old ones, whose memory is kept
  std::vector<Reject> rejects;
  std::vector<Suspect> suspects;
  /// Comments without an id, by number, each with the number of its row from 1.
  std::vector<std::pair<std::size_t, std::uint64_t>> unnamed;
};

/// The window, and what is needed to read rows of it.
struct Ground {
  const DelimitedParser& parser;  ///< copied for each thread
  const RowPlan& plan;
  std::string_view window;  ///< to the end of the input
  std::uint64_t base = 0;   ///< of the window in the input
};

/// Reads a window in several threads, ahead of who takes the rows. It is cut where rows seem to start, each part is
/// read for itself, and what was guessed wrong is read once more. As a row depends on nothing before it, two readings
/// that have one start of a row in common are the same from there on; so the outcome is that of one thread. Memory is
/// bounded: parts have a fixed size, and a few for each thread are held.
///
/// Not thread-safe: the threads are its own.
class ReadAhead {
 public:
  /// Starts to read at offset, where a row starts, in `threads` - 1 threads beside the caller's. The ground must
  /// outlive it.
  ReadAhead(const Ground& ground, std::size_t offset, unsigned threads);
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  /// Puts the next rows into chunk, whose memory is used again. Returns: false at the end of the window.
  [[nodiscard]] bool next(Chunk& chunk);

 private:
  struct Part {
    Chunk chunk;
    std::size_t end = 0;  ///< no row that starts here or behind belongs to it
    bool ready = false;
  };
  void work();
  [[nodiscard]] bool may_start() const { return started_ < n_parts_ && started_ < taken_ + parts_.size(); }
  void read_part(std::unique_lock<std::mutex>& lock);
  Part& wait_for_part();
  [[nodiscard]] std::size_t part_begin(std::size_t number) const;

  Ground ground_;
  std::size_t offset_;
  std::size_t part_bytes_;
  std::size_t n_parts_;
  std::uint64_t position_;   // of the next row to give out
  std::vector<Part> parts_;  // part n is at n modulo their number
  std::mutex guard_;         // of what follows, and of Part::ready
  std::condition_variable changed_;
  std::size_t started_ = 0;
  std::size_t taken_ = 0;
  bool stopped_ = false;
  std::exception_ptr failure_;
  std::vector<std::jthread> workers_;
};

}  // namespace cxtext::io
