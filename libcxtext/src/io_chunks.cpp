#include "io_chunks.h"

#include <algorithm>
#include <iterator>
#include <thread>
#include <utility>

namespace cxtext::io {
namespace {

/// A part is at least so long, if there is that much, and at most so long, for memory's sake.
constexpr std::size_t least_part_bytes = std::size_t{64} << 10U;
constexpr std::size_t most_part_bytes = std::size_t{2} << 20U;

/// The window, and what is needed to read rows of it.
struct Ground {
  const DelimitedParser* parser;
  const RowPlan* plan;
  std::string_view window;
  std::uint64_t base;
  bool final;
};

/// Where a row seems to start behind `from`: the first line from which on three rows are as they should be.
std::size_t guess_start(const Ground& ground, std::size_t from) {
  constexpr std::size_t max_tries = 200;
  constexpr int n_rows = 3;
  DelimitedParser parser = *ground.parser;
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
    for (; good < n_rows && parser.next(ground.window, next, ground.final, row) == Step::row; ++good) {
      if (row.cells.size() != parser.dialect().n_columns || row.literal_cell) break;
      next = row.next;
    }
    if (good == n_rows) return at;
  }
  return first;
}

/// Reads rows from offset `from` until one starts at or behind `to`, or where `stop_at` says.
template <class StopAt>
Chunk read_rows(const Ground& ground, std::size_t from, std::size_t to, StopAt stop_at) {
  constexpr std::size_t rows_between_starts = 16;
  Chunk chunk;
  DelimitedParser parser = *ground.parser;
  CommentMaker maker(*ground.plan);
  RawRow row;
  std::uint64_t line = 0;
  std::size_t at = from;
  const auto here = [&] {
    return Chunk::Start{ground.base + at, line, maker.n_data_rows(), chunk.rejects.size(), maker.counts()};
  };
  chunk.begin = here();
  for (std::size_t n_rows = 0; at < to && !stop_at(ground.base + at); ++n_rows) {
    if (parser.next(ground.window, at, ground.final, row) != Step::row) break;
    if (n_rows % rows_between_starts == 0) chunk.starts.push_back(here());
    const std::size_t n = chunk.comments.size();
    const Place place{ground.window, ground.base, line};
    if (maker.take(row, place, n, chunk.comments, chunk.rejects) > n && chunk.comments[n].id.empty()) {
      chunk.unnamed.emplace_back(n, maker.n_data_rows());
    }
    line += row.lines;
    at = row.next;
  }
  chunk.end = here();
  return chunk;
}

const Chunk::Start* find_start(const Chunk& chunk, std::uint64_t position) {
  const auto found =
      std::lower_bound(chunk.starts.begin(), chunk.starts.end(), position,
                       [](const Chunk::Start& start, std::uint64_t wanted) { return start.position < wanted; });
  return found != chunk.starts.end() && found->position == position ? &*found : nullptr;
}

/// Puts the parts together: each goes on where the one before ended, or is read once more until it does.
std::vector<Chunk> join(const Ground& ground, std::vector<Chunk> parts, const std::vector<std::size_t>& begins) {
  std::vector<Chunk> chunks;
  std::uint64_t position = ground.base + begins.front();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Chunk& part = parts[i];
    const std::size_t to = begins[i + 1];
    if (position >= ground.base + to) continue;
    const auto known = [&](std::uint64_t at) { return find_start(part, at) != nullptr; };
    if (!known(position)) {
      chunks.push_back(read_rows(ground, static_cast<std::size_t>(position - ground.base), to, known));
      position = chunks.back().end.position;
    }
    if (const Chunk::Start* start = find_start(part, position)) {
      part.begin = *start;
      position = part.end.position;
      chunks.push_back(std::move(part));
    }
  }
  return chunks;
}

}  // namespace

std::vector<Chunk> read_chunks(const DelimitedParser& parser, const RowPlan& plan, std::string_view window,
                               std::uint64_t base, std::size_t offset, bool final, unsigned threads) {
  const Ground ground{&parser, &plan, window, base, final};
  const std::size_t rest = window.size() - offset;
  const std::size_t n_parts = std::clamp<std::size_t>(rest / least_part_bytes, 1, threads);
  const std::size_t part_bytes = std::min(rest / n_parts + 1, most_part_bytes);
  std::vector<std::size_t> begins{offset};
  for (std::size_t i = 1; i < n_parts; ++i) {
    begins.push_back(std::max(begins.back(), guess_start(ground, offset + i * part_bytes)));
  }
  begins.push_back(std::min(window.size(), std::max(begins.back(), offset + n_parts * part_bytes)));
  std::vector<Chunk> parts(n_parts);
  const auto read_part = [&](std::size_t i) {
    parts[i] = read_rows(ground, begins[i], begins[i + 1], [](std::uint64_t) { return false; });
  };
  {
    std::vector<std::jthread> workers;
    for (std::size_t i = 1; i < n_parts; ++i) workers.emplace_back(read_part, i);
    read_part(0);
  }
  return join(ground, std::move(parts), begins);
}

}  // namespace cxtext::io
