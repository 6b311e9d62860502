#include "io_reader.h"

#include <utility>

namespace cxtext {

/// Puts the next row into `row`, without moving on. Returns: false at the end of the input.
Result<bool> CommentReader::Impl::next_row(std::vector<Reject>& rejects) {
  while (true) {
    const io::Step step =
        std::visit([&](auto& rows) { return rows.next(source.window(), offset(), source.at_end(), row); }, parser);
    if (step != io::Step::needs_more) return step == io::Step::row;
    place_rejects(rejects);
    hash_to(position);
    if (Status grown = source.grow(offset()); !grown) return grown.error();
  }
}

/// Hashes what lies before `to`, while the window still has it.
void CommentReader::Impl::hash_to(std::uint64_t to) {
  const std::string_view bytes = source.window().substr(static_cast<std::size_t>(hashed_to - source.base()),
                                                        static_cast<std::size_t>(to - hashed_to));
  hash.add(bytes);
  encoded += io::encoded_size(bytes, layout.charset);
  hashed_to = to;
  counts.bytes = to;
}

/// Goes on to the end of the input, for the hash: JSON may have more after its rows.
Status CommentReader::Impl::pass_rest() {
  while (true) {
    position = source.base() + source.window().size();
    hash_to(position);
    if (source.at_end()) return Done{};
    if (Status grown = source.grow(source.window().size()); !grown) return grown;
  }
}

bool CommentReader::Impl::is_cut_off() const {
  const std::string_view window = source.window();
  if (row.literal_cell && row.cells[*row.literal_cell].bytes.data() != nullptr) {
    // A quote that never closes: near the end it is likelier that what closes it is missing.
    constexpr std::size_t near_end = std::size_t{64} << 10U;
    const char quote = plan.dialect.quote;
    const std::size_t open =
        window.find(quote, static_cast<std::size_t>(row.cells[*row.literal_cell].bytes.data() - window.data()));
    if (window.size() - row.begin < near_end && window.find(quote, open + 1) == std::string_view::npos) return true;
  }
  if (row.next != window.size() || row.end != row.next) return false;
  // A JSON object shows by itself whether it is whole.
  return !std::holds_alternative<io::JsonParser>(parser) || !row.problem.empty();
}

void CommentReader::Impl::reject_rest(std::vector<Reject>& rejects) {
  const io::Place place{source.window(), source.base(), line};
  row.problem = fmt::format("the file {}; the rows from here on are missing", source.damage()->message);
  maker->reject(row, place, rejects);
  rejects.back().rest_lost = true;
}

void CommentReader::Impl::place_rejects(std::vector<Reject>& rejects) {
  if (layout.format == FileFormat::xlsx) {
    // Sheets are packed parts of an archive, where no offset leads to a row.
    for (; n_placed < rejects.size(); ++n_placed) rejects[n_placed].byte = 0;
  }
  std::uint64_t at = hashed_to;
  std::uint64_t offset = encoded;
  for (; n_placed < rejects.size(); ++n_placed) {
    std::uint64_t& byte = rejects[n_placed].byte;
    offset += io::encoded_size(
        source.window().substr(static_cast<std::size_t>(at - source.base()), static_cast<std::size_t>(byte - at)),
        layout.charset);
    at = byte;
    byte = offset;
  }
}

/// The offset in the file before its charset was converted, of one that is not hashed yet.
std::uint64_t CommentReader::Impl::placed(std::uint64_t byte) const {
  if (layout.format == FileFormat::xlsx) return 0;
  return encoded + io::encoded_size(source.window().substr(static_cast<std::size_t>(hashed_to - source.base()),
                                                           static_cast<std::size_t>(byte - hashed_to)),
                                    layout.charset);
}

Result<std::size_t> CommentReader::Impl::read(std::size_t max_rows, std::size_t n_before, std::vector<Comment>& out,
                                              std::vector<Reject>& rejects) {
  if (Status released = source.release(offset()); !released) return released.error();
  if (!maker) maker.emplace(plan);
  n_placed = rejects.size();
  Result<std::size_t> n = std::size_t{0};
  // A window that reaches the end of the input stays as it is, so that threads can look ahead in it.
  const bool stays = ahead || (source.at_end() && !source.damage());
  if (threads > 1 && stays && std::holds_alternative<io::DelimitedParser>(parser)) {
    n = read_in_threads(max_rows, n_before, out, rejects);
  } else {
    n = read_here(max_rows, n_before, out, rejects);
  }
  if (!n) return n;
  place_rejects(rejects);
  hash_to(position);
  if (ended || (ahead && n && *n < max_rows)) {
    if (Status passed = pass_rest(); !passed) return passed.error();
  }
  return n;
}

Result<std::size_t> CommentReader::Impl::read_here(std::size_t max_rows, std::size_t n, std::vector<Comment>& out,
                                                   std::vector<Reject>& rejects) {
  const std::size_t before = n;
  const ReadCounts first = maker->counts();
  const std::uint64_t first_data_row = maker->n_data_rows();
  n = give_ready(n, before + max_rows, out);
  while (!ended && n - before < max_rows) {
    Result<bool> found = next_row(rejects);
    if (!found) return found.error();
    const bool broken = source.damage() && (!*found || is_cut_off());
    ended = !*found || broken;
    if (!*found) row = {.cells = {}, .begin = offset(), .end = offset(), .next = offset()};
    if (broken) {
      decide_held(rejects);  // the rest is the last that is told
      reject_rest(rejects);
    }
    if (ended) break;
    const std::size_t taken = maker->take(row, {source.window(), source.base(), line}, n, out, rejects);
    if (taken > n && out[n].id.empty()) {
      out[n].id = plan.row_prefix + "row-" + std::to_string(n_data_rows + maker->n_data_rows() - first_data_row);
    }
    if (taken > n && maker->suspects.empty() && held.empty() && ready.empty()) {
      n = taken;  // as nearly every row: it is clear what it is, and nothing waits before it
    } else if (taken > n) {
      std::optional<io::Suspect> suspect;
      if (!maker->suspects.empty()) {
        suspect = std::move(maker->suspects.front());
        suspect->reject.byte = placed(suspect->reject.byte);
        maker->suspects.clear();
      }
      n = give(out[n], std::move(suspect), n, out);
      n = give_ready(n, before + max_rows, out);
    }
    line += row.lines;
    position = source.base() + row.next;
  }
  n_data_rows += maker->n_data_rows() - first_data_row;
  add_counts(first, maker->counts());
  if (ended) {
    decide_held(rejects);
    n = give_ready(n, before + max_rows, out);
  }
  return n - before;
}

/// Counts what came between two readings of a counter.
void CommentReader::Impl::add_counts(const ReadCounts& first, const ReadCounts& last) {
  counts.rows += last.rows - first.rows;
  counts.rejected_rows += last.rejected_rows - first.rejected_rows;
  counts.rejected_scores += last.rejected_scores - first.rejected_scores;
  counts.repeated_headers += last.repeated_headers - first.repeated_headers;
  counts.rejected_dates += last.rejected_dates - first.rejected_dates;
  counts.missing_scores += last.missing_scores - first.missing_scores;
  counts.short_rows += last.short_rows - first.short_rows;
  counts.summary_rows += last.summary_rows - first.summary_rows;
}

/// Makes what counts from the start of the chunk count from the start of the file.
void CommentReader::Impl::take_chunk(std::vector<Reject>& rejects) {
  const std::uint64_t lines = line - chunk.begin.line;
  next_of_chunk = chunk.begin.counts.rows;
  for (std::size_t i = next_of_chunk; i < chunk.end.counts.rows; ++i) chunk.comments[i].line += lines;
  for (std::size_t i = chunk.begin.n_rejects; i < chunk.rejects.size(); ++i) {
    chunk.rejects[i].line += lines;
    rejects.push_back(std::move(chunk.rejects[i]));
  }
  next_suspect = 0;
  for (io::Suspect& suspect : chunk.suspects) {
    if (suspect.comment < next_of_chunk) {
      ++next_suspect;
      continue;
    }
    suspect.reject.line += lines;
    suspect.reject.byte = placed(suspect.reject.byte);
  }
  for (const auto& [comment, data_row] : chunk.unnamed) {
    if (comment < next_of_chunk) continue;
    chunk.comments[comment].id =
        plan.row_prefix + "row-" + std::to_string(n_data_rows + data_row - chunk.begin.n_data_rows);
  }
  line += chunk.end.line - chunk.begin.line;
  n_data_rows += chunk.end.n_data_rows - chunk.begin.n_data_rows;
  add_counts(chunk.begin.counts, chunk.end.counts);
  position = chunk.end.position;
  place_rejects(rejects);
  hash_to(position);
}

Result<std::size_t> CommentReader::Impl::read_in_threads(std::size_t max_rows, std::size_t n, std::vector<Comment>& out,
                                                         std::vector<Reject>& rejects) {
  if (!ahead) {
    ahead.emplace(io::Ground{std::get<io::DelimitedParser>(parser), plan, source.window(), source.base()}, offset(),
                  threads);
  }
  const std::size_t before = n;
  n = give_ready(n, before + max_rows, out);
  while (n - before < max_rows) {
    if (next_of_chunk == chunk.end.counts.rows) {
      if (!ahead->next(chunk)) {
        decide_held(rejects);
        n = give_ready(n, before + max_rows, out);
        break;
      }
      take_chunk(rejects);
      continue;
    }
    std::optional<io::Suspect> suspect;
    if (next_suspect < chunk.suspects.size() && chunk.suspects[next_suspect].comment == next_of_chunk) {
      suspect = std::move(chunk.suspects[next_suspect++]);
    }
    n = give(chunk.comments[next_of_chunk++], std::move(suspect), n, out);
    n = give_ready(n, before + max_rows, out);
  }
  return n - before;
}

ReadCounts& ReadCounts::operator+=(const ReadCounts& other) noexcept {
  rows += other.rows;
  rejected_rows += other.rejected_rows;
  rejected_scores += other.rejected_scores;
  rejected_dates += other.rejected_dates;
  missing_scores += other.missing_scores;
  short_rows += other.short_rows;
  summary_rows += other.summary_rows;
  repeated_headers += other.repeated_headers;
  bytes += other.bytes;
  return *this;
}

CommentReader::CommentReader(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
CommentReader::CommentReader(CommentReader&&) noexcept = default;
CommentReader& CommentReader::operator=(CommentReader&&) noexcept = default;
CommentReader::~CommentReader() = default;

Result<CommentReader> CommentReader::open(const std::string& path, const ReadOptions& options) {
  Result<std::unique_ptr<Impl>> impl = Impl::open(path, options);
  if (!impl) return impl.error();
  return CommentReader(std::move(*impl));
}

const Layout& CommentReader::layout() const noexcept { return impl_->layout; }
const ReadCounts& CommentReader::counts() const noexcept { return impl_->counts; }

Result<std::size_t> CommentReader::read(std::size_t max_rows, std::vector<Comment>& out, std::vector<Reject>& rejects) {
  const std::size_t before = out.size();
  Result<std::size_t> n = impl_->read(max_rows, before, out, rejects);
  // A row that was held back has left its place behind.
  out.resize(before + (n ? *n : 0));
  return n;
}

Result<std::size_t> CommentReader::refill(std::size_t max_rows, std::vector<Comment>& out,
                                          std::vector<Reject>& rejects) {
  Result<std::size_t> n = impl_->read(max_rows, 0, out, rejects);
  out.resize(n ? *n : 0);
  return n;
}

std::string CommentReader::content_hash() const { return impl_->hash.hex(); }

}  // namespace cxtext
