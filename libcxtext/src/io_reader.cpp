#include "io_reader.h"

#include <algorithm>
#include <iterator>

namespace cxtext {

/// Puts the next row into `row`, without moving on. Returns: false at the end of the input.
Result<bool> CommentReader::Impl::next_row() {
  while (true) {
    const io::Step step =
        std::visit([&](auto& rows) { return rows.next(source.window(), offset(), source.at_end(), row); }, parser);
    if (step != io::Step::needs_more) return step == io::Step::row;
    hash_to(position);
    if (Status grown = source.grow(offset()); !grown) return grown.error();
  }
}

/// Hashes what lies before `to`, while the window still has it.
void CommentReader::Impl::hash_to(std::uint64_t to) {
  hash.add(source.window().substr(static_cast<std::size_t>(hashed_to - source.base()),
                                  static_cast<std::size_t>(to - hashed_to)));
  hashed_to = to;
  counts.bytes = to;
}

Result<std::size_t> CommentReader::Impl::read(std::size_t max_rows, std::size_t n_before, std::vector<Comment>& out,
                                              std::vector<Reject>& rejects) {
  if (Status released = source.release(offset()); !released) return released.error();
  if (!maker) maker.emplace(plan);
  const bool splits = threads > 1 && std::holds_alternative<io::DelimitedParser>(parser);
  Result<std::size_t> n =
      splits ? read_in_threads(max_rows, n_before, out, rejects) : read_here(max_rows, n_before, out, rejects);
  if (n) hash_to(position);
  return n;
}

Result<std::size_t> CommentReader::Impl::read_here(std::size_t max_rows, std::size_t n, std::vector<Comment>& out,
                                                   std::vector<Reject>& rejects) {
  const std::size_t before = n;
  while (n - before < max_rows) {
    Result<bool> found = next_row();
    if (!found) return found.error();
    if (!*found) break;
    const std::size_t taken = maker->take(row, {source.window(), source.base(), line}, n, out, rejects);
    if (taken > n && out[n].id.empty()) out[n].id = "row-" + std::to_string(maker->n_data_rows());
    n = taken;
    line += row.lines;
    position = source.base() + row.next;
  }
  const std::uint64_t bytes = counts.bytes;
  counts = maker->counts();
  counts.bytes = bytes;
  return n - before;
}

/// Reads the next stretch of the window in threads. Leaves no chunks at the end of the input.
Status CommentReader::Impl::fill_chunks() {
  while (true) {
    const auto& delimited = std::get<io::DelimitedParser>(parser);
    std::vector<io::Chunk> read =
        io::read_chunks(delimited, plan, source.window(), source.base(), offset(), source.at_end(), threads);
    if (!read.empty() && read.back().end.position > position) {
      position = read.back().end.position;
      hash_to(position);
      chunks.assign(std::make_move_iterator(read.begin()), std::make_move_iterator(read.end()));
      return Done{};
    }
    if (source.at_end()) return Done{};
    if (Status grown = source.grow(offset()); !grown) return grown;
  }
}

/// Makes what counts from the start of a chunk count from the start of the file.
void CommentReader::Impl::take_chunk(io::Chunk& chunk, std::vector<Reject>& rejects) {
  const std::uint64_t lines = line - chunk.begin.line;
  for (std::size_t i = chunk.begin.counts.rows; i < chunk.comments.size(); ++i) chunk.comments[i].line += lines;
  for (std::size_t i = chunk.begin.n_rejects; i < chunk.rejects.size(); ++i) {
    chunk.rejects[i].line += lines;
    rejects.push_back(std::move(chunk.rejects[i]));
  }
  for (const auto& [comment, data_row] : chunk.unnamed) {
    if (comment < chunk.begin.counts.rows) continue;
    chunk.comments[comment].id = "row-" + std::to_string(n_data_rows + data_row - chunk.begin.n_data_rows);
  }
  line += chunk.end.line - chunk.begin.line;
  n_data_rows += chunk.end.n_data_rows - chunk.begin.n_data_rows;
  const ReadCounts& first = chunk.begin.counts;
  const ReadCounts& last = chunk.end.counts;
  counts.rows += last.rows - first.rows;
  counts.rejected_rows += last.rejected_rows - first.rejected_rows;
  counts.rejected_scores += last.rejected_scores - first.rejected_scores;
  counts.repeated_headers += last.repeated_headers - first.repeated_headers;
}

Result<std::size_t> CommentReader::Impl::read_in_threads(std::size_t max_rows, std::size_t n, std::vector<Comment>& out,
                                                         std::vector<Reject>& rejects) {
  const std::size_t before = n;
  while (n - before < max_rows) {
    if (chunks.empty()) {
      if (Status filled = fill_chunks(); !filled) return filled.error();
      if (chunks.empty()) break;
      for (io::Chunk& chunk : chunks) take_chunk(chunk, rejects);
    }
    io::Chunk& chunk = chunks.front();
    std::size_t& next = chunk.begin.counts.rows;
    for (; next < chunk.comments.size() && n - before < max_rows; ++next, ++n) {
      if (n == out.size()) {
        out.push_back(std::move(chunk.comments[next]));
      } else {
        out[n] = std::move(chunk.comments[next]);
      }
    }
    if (next == chunk.comments.size()) chunks.pop_front();
  }
  return n - before;
}

CommentReader::CommentReader(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
CommentReader::CommentReader(CommentReader&&) noexcept = default;
CommentReader& CommentReader::operator=(CommentReader&&) noexcept = default;
CommentReader::~CommentReader() = default;

Result<CommentReader> CommentReader::open(const std::string& path, const ReadOptions& options) {
  Result<io::ByteSource> source = io::ByteSource::open(path);
  if (!source) return source.error();
  auto impl = std::make_unique<Impl>(std::move(*source));
  impl->layout.path = path == "-" ? "standard input" : path;
  if (Status sniffed = impl->sniff(options); !sniffed) return sniffed.error();
  return CommentReader(std::move(impl));
}

const Layout& CommentReader::layout() const noexcept { return impl_->layout; }
const ReadCounts& CommentReader::counts() const noexcept { return impl_->counts; }

Result<std::size_t> CommentReader::read(std::size_t max_rows, std::vector<Comment>& out, std::vector<Reject>& rejects) {
  return impl_->read(max_rows, out.size(), out, rejects);
}

Result<std::size_t> CommentReader::refill(std::size_t max_rows, std::vector<Comment>& out,
                                          std::vector<Reject>& rejects) {
  Result<std::size_t> n = impl_->read(max_rows, 0, out, rejects);
  out.resize(n ? *n : 0);
  return n;
}

std::string CommentReader::content_hash() const { return impl_->hash.hex(); }

}  // namespace cxtext
