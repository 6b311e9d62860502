#include "io_chunks.h"

#include <algorithm>
#include <system_error>

namespace cxtext::io {
namespace {

/// Parts are so long, for memory's sake, or shorter where there is too little for all threads.
constexpr std::size_t most_part_bytes = std::size_t{1} << 20U;
constexpr std::size_t least_part_bytes = std::size_t{64} << 10U;
constexpr std::size_t parts_a_thread = 4;
/// Held, read or being read.
constexpr std::size_t held_a_thread = 2;

/// Where a row seems to start behind `from`: the first line from which on three rows are as they should be.
std::size_t guess_start(const Ground& ground, std::size_t from) {
  constexpr std::size_t max_tries = 200;
  constexpr int n_rows = 3;
  DelimitedParser parser = ground.parser;
  RawRow row;
  const char newline = parser.dialect().newline;
  std::size_t first = ground.window.size();
  std::size_t at = from;
  for (std::size_t n = 0; n < max_tries; ++n) {
    const std::size_t line_end = ground.window.find(newline, at);
    if (line_end == std::string_view::npos) break;
    at = line_end + 1;
    if (n == 0) first = at;
    std::size_t next = at;
    int good = 0;
    for (; good < n_rows && parser.next(ground.window, next, true, row) == Step::row; ++good) {
      if (row.cells.size() != parser.dialect().n_columns || row.literal_cell) break;
      next = row.next;
    }
    if (good == n_rows) return at;
  }
  return first;
}

/// Reads rows from offset `from` until one starts at or behind `to`, or where `stop_at` says.
template <class StopAt>
void read_rows(const Ground& ground, std::size_t from, std::size_t to, StopAt stop_at, Chunk& chunk) {
  constexpr std::size_t rows_between_starts = 16;
  chunk.starts.clear();
  chunk.rejects.clear();
  chunk.unnamed.clear();
  chunk.suspects.clear();
  DelimitedParser parser = ground.parser;
  CommentMaker maker(ground.plan);
  RawRow row;
  std::uint64_t line = 0;
  std::size_t at = from;
  std::size_t n = 0;
  const auto here = [&] {
    return Chunk::Start{ground.base + at, line, maker.n_data_rows(), chunk.rejects.size(), maker.counts()};
  };
  chunk.begin = here();
  for (std::size_t n_rows = 0; at < to && !stop_at(ground.base + at); ++n_rows) {
    if (parser.next(ground.window, at, true, row) != Step::row) break;
    if (n_rows % rows_between_starts == 0) chunk.starts.push_back(here());
    const std::size_t taken = maker.take(row, {ground.window, ground.base, line}, n, chunk.comments, chunk.rejects);
    if (taken > n && chunk.comments[n].id.empty()) chunk.unnamed.emplace_back(n, maker.n_data_rows());
    n = taken;
    line += row.lines;
    at = row.next;
  }
  chunk.end = here();
  chunk.suspects.swap(maker.suspects);
}

const Chunk::Start* find_start(const Chunk& chunk, std::uint64_t position) {
  const auto found =
      std::lower_bound(chunk.starts.begin(), chunk.starts.end(), position,
                       [](const Chunk::Start& start, std::uint64_t wanted) { return start.position < wanted; });
  return found != chunk.starts.end() && found->position == position ? &*found : nullptr;
}

}  // namespace

ReadAhead::ReadAhead(const Ground& ground, std::size_t offset, unsigned threads)
    : ground_(ground), offset_(offset), position_(ground.base + offset) {
  const std::size_t rest = ground.window.size() - offset;
  part_bytes_ = std::clamp(rest / (parts_a_thread * threads), least_part_bytes, most_part_bytes);
  n_parts_ = (rest + part_bytes_ - 1) / part_bytes_;
  parts_.resize(std::min(n_parts_, held_a_thread * threads));
  for (std::size_t i = 1; i < threads && i < n_parts_; ++i) {
    try {
      workers_.emplace_back([this] { work(); });
    } catch (const std::system_error&) {
      break;  // no more threads to be had: the ones there are do the work
    }
  }
}

ReadAhead::~ReadAhead() {
  {
    const std::lock_guard<std::mutex> lock(guard_);
    stopped_ = true;
  }
  changed_.notify_all();
}

std::size_t ReadAhead::part_begin(std::size_t number) const {
  if (number == 0) return offset_;
  return number == n_parts_ ? ground_.window.size() : guess_start(ground_, offset_ + number * part_bytes_);
}

void ReadAhead::work() {
  std::unique_lock<std::mutex> lock(guard_);
  while (true) {
    changed_.wait(lock, [&] { return stopped_ || may_start(); });
    if (stopped_) return;
    read_part(lock);
  }
}

/// Reads the next part that nobody has begun with. The lock is open meanwhile.
void ReadAhead::read_part(std::unique_lock<std::mutex>& lock) {
  const std::size_t number = started_++;
  Part& part = parts_[number % parts_.size()];
  lock.unlock();
  std::exception_ptr failure;
  try {
    part.end = part_begin(number + 1);
    read_rows(
        ground_, part_begin(number), part.end, [](std::uint64_t) { return false; }, part.chunk);
  } catch (...) {
    failure = std::current_exception();
  }
  lock.lock();
  if (failure) failure_ = failure;
  part.ready = true;
  changed_.notify_all();
}

/// The part that is to be taken next, once it is read; until then the caller's thread reads parts too.
ReadAhead::Part& ReadAhead::wait_for_part() {
  std::unique_lock<std::mutex> lock(guard_);
  Part& part = parts_[taken_ % parts_.size()];
  while (!part.ready) {
    if (may_start()) {
      read_part(lock);
    } else {
      changed_.wait(lock);
    }
  }
  if (failure_) std::rethrow_exception(failure_);
  return part;
}

bool ReadAhead::next(Chunk& chunk) {
  while (taken_ < n_parts_) {
    Part& part = wait_for_part();
    if (position_ < ground_.base + part.end) {
      const auto known = [&](std::uint64_t at) { return find_start(part.chunk, at) != nullptr; };
      const Chunk::Start* start = find_start(part.chunk, position_);
      if (start == nullptr) {
        // The part before did not end where this one was thought to begin.
        read_rows(ground_, static_cast<std::size_t>(position_ - ground_.base), part.end, known, chunk);
        position_ = chunk.end.position;
        return true;
      }
      part.chunk.begin = *start;
      std::swap(chunk, part.chunk);
      position_ = chunk.end.position;
    } else {
      chunk.begin = chunk.end;
    }
    {
      const std::lock_guard<std::mutex> lock(guard_);
      part.ready = false;
      ++taken_;
    }
    changed_.notify_all();
    if (chunk.begin.position != chunk.end.position) return true;
  }
  return false;
}

}  // namespace cxtext::io
