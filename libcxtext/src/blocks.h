#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace cxtext {

/// Half-open range of rows.
struct RowBlock {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
};

/// Rows cut into blocks of a fixed size: the cut never depends on the number of threads.
struct RowBlocks {
  std::size_t n_rows = 0;
  std::size_t block_rows = 1;

  [[nodiscard]] std::size_t count() const noexcept { return (n_rows + block_rows - 1) / block_rows; }
  [[nodiscard]] RowBlock operator[](std::size_t block) const noexcept {
    return {block * block_rows, std::min(n_rows, (block + 1) * block_rows)};
  }
};

/// Calls work(block) once for each block below n_blocks, on up to `threads` threads, and returns when all are done.
/// Each block must write to memory of its own; sums over blocks are then taken in block order by the caller. An
/// exception of any block is thrown again here.
template <class Work>
void run_blocks(std::size_t n_blocks, std::uint32_t threads, const Work& work) {
  const std::size_t n_workers = std::min<std::size_t>(std::max(threads, 1U), n_blocks);
  if (n_workers <= 1) {
    for (std::size_t block = 0; block < n_blocks; ++block) work(block);
    return;
  }
  std::atomic<std::size_t> next{0};
  std::mutex failure_guard;
  std::exception_ptr failure;
  const auto run = [&] {
    try {
      for (std::size_t block = next++; block < n_blocks; block = next++) work(block);
    } catch (...) {
      next = n_blocks;
      const std::lock_guard<std::mutex> lock(failure_guard);
      failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> workers;
    workers.reserve(n_workers - 1);
    for (std::size_t i = 1; i < n_workers; ++i) {
      try {
        workers.emplace_back(run);
      } catch (const std::system_error&) {
        break;  // no more threads to be had: the ones there are do the work
      }
    }
    run();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace cxtext
