#include "io_reader.h"

#include <algorithm>

#include "io_utf8.h"
#include "io_values.h"

namespace cxtext {
namespace {

constexpr std::size_t max_raw_bytes = 10000;

}  // namespace

bool is_blank(const io::RawRow& row) {
  if (!row.problem.empty()) return false;
  return std::all_of(row.cells.begin(), row.cells.end(),
                     [](const io::Cell& cell) { return io::trimmed(cell.bytes).empty(); });
}

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

void CommentReader::Impl::advance() {
  line += row.lines;
  position = source.base() + row.next;
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

std::string_view CommentReader::Impl::cell(std::size_t column) {
  if (column >= row.cells.size()) return {};
  const io::Cell& found = row.cells[column];
  // Only delimited text has escaped cells.
  return found.escaped ? io::cell_bytes(found, std::get<io::DelimitedParser>(parser).dialect(), scratch) : found.bytes;
}

void CommentReader::Impl::append_cell(std::string& out, std::size_t column, bool trim) {
  if (column >= row.cells.size()) return;
  const io::Cell& found = row.cells[column];
  if (!row.valid_utf8 || charset.changes_utf8()) {
    const std::size_t before = out.size();
    charset.append(out, cell(column));
    if (trim && before == 0) out = std::string(io::trimmed(out));
  } else if (found.escaped) {
    const std::size_t before = out.size();
    io::append_unescaped(out, found.bytes, std::get<io::DelimitedParser>(parser).dialect());
    if (trim && before == 0) out = std::string(io::trimmed(out));
  } else {
    out.append(trim ? io::trimmed(found.bytes) : found.bytes);
  }
}

void CommentReader::Impl::add_reject(std::vector<Reject>& rejects, std::size_t column, std::string reason,
                                     bool row_lost) {
  hash_to(source.base() + row.begin);
  std::string_view raw = source.window().substr(row.begin, row.end - row.begin);
  raw = io::cut_utf8(raw, max_raw_bytes);
  rejects.push_back({.path = layout.path,
                     .line = line,
                     .column = column,
                     .byte = encoded,
                     .reason = std::move(reason),
                     .raw = std::string(raw),
                     .row_lost = row_lost});
}

void CommentReader::Impl::read_score(Comment& comment, std::vector<Reject>& rejects) {
  const std::string_view bytes = cell(*roles.score);
  const std::optional<io::WrittenScore> score = io::parse_score(bytes, roles.decimal);
  const bool same_scale = score && (score->out_of == 0 || score->out_of == score_max);
  if (same_scale && score->value >= score_min && score->value <= score_max) {
    comment.score = score->value;
    return;
  }
  if (!score && io::says_missing(bytes)) return;
  std::string shown;
  io::append_valid_utf8(shown, io::trimmed(bytes));
  shown = io::cut_utf8(shown, 60);
  ++counts.rejected_scores;
  std::string reason;
  if (!score) {
    reason = fmt::format("score \"{}\" is not a number; another column is named with --score-column", shown);
  } else if (!same_scale) {
    reason = fmt::format("score {} is out of {}, not {}; another scale is set with --scale", shown, score->out_of,
                         score_max);
  } else {
    reason =
        fmt::format("score {} is outside {} to {}; another scale is set with --scale", shown, score_min, score_max);
  }
  add_reject(rejects, *roles.score + 1, std::move(reason), false);
}

void CommentReader::Impl::read_date(Comment& comment, std::vector<Reject>& rejects) {
  const std::string_view bytes = cell(*roles.date);
  io::read_date(bytes, roles.dates, comment.date);
  if (!comment.date.empty() || io::says_missing(bytes)) return;
  std::string shown;
  io::append_valid_utf8(shown, io::trimmed(bytes));
  add_reject(rejects, *roles.date + 1,
             fmt::format("date \"{}\" cannot be read{}; another order is set with --date-format",
                         io::cut_utf8(shown, 60), layout.date_format.empty() ? "" : " as " + layout.date_format),
             false);
}

bool CommentReader::Impl::is_cut_off() const {
  if (!source.damage() || row.next != source.window().size() || row.end != row.next) return false;
  // A JSON object shows by itself whether it is whole.
  return !std::holds_alternative<io::JsonParser>(parser) || !row.problem.empty();
}

/// Tells that what comes after the rows so far could not be read.
void CommentReader::Impl::reject_rest(std::vector<Reject>& rejects) {
  ++counts.rejected_rows;
  add_reject(rejects, 0, fmt::format("the file {}; the rows from here on are missing", source.damage()->message), true);
  rejects.back().rest_lost = true;
}

/// Makes a comment, or a reject, of the current row.
void CommentReader::Impl::take_over(std::vector<Comment>& out, std::vector<Reject>& rejects) {
  ++n_data_rows;
  const std::size_t n_columns = layout.columns.size();
  std::string reason = row.problem;
  if (reason.empty() && row.cells.size() > n_columns) {
    const auto surplus = row.cells.begin() + static_cast<std::ptrdiff_t>(n_columns);
    const bool empty =
        std::all_of(surplus, row.cells.end(), [](const io::Cell& extra) { return io::trimmed(extra.bytes).empty(); });
    if (!empty)
      reason = fmt::format("{} fields where {} are expected; is the delimiter or quote right (--delimiter, --quote)?",
                           row.cells.size(), n_columns);
  }
  if (!reason.empty()) {
    ++counts.rejected_rows;
    add_reject(rejects, 0, std::move(reason), true);
    return;
  }
  ++counts.rows;
  Comment& comment = out.emplace_back();
  comment.line = line;
  if (roles.id) append_cell(comment.id, *roles.id, true);
  if (comment.id.empty()) comment.id = "row-" + std::to_string(n_data_rows);
  for (const std::size_t column : roles.text) {
    const std::size_t before = comment.text.size();
    if (before > 0) comment.text += '\n';
    const std::size_t joined = comment.text.size();
    append_cell(comment.text, column, false);
    if (comment.text.size() == joined) comment.text.resize(before);
  }
  if (roles.score) read_score(comment, rejects);
  if (roles.date) read_date(comment, rejects);
  if (roles.language) append_cell(comment.language, *roles.language, true);
  comment.segments.reserve(roles.segments.size());
  for (const std::size_t column : roles.segments) append_cell(comment.segments.emplace_back(), column, true);
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
  Impl& impl = *impl_;
  if (Status released = impl.source.release(impl.offset()); !released) return released.error();
  const std::size_t before = out.size();
  while (!impl.ended && out.size() - before < max_rows) {
    Result<bool> found = impl.next_row();
    if (!found) return found.error();
    const bool broken = *found ? impl.is_cut_off() : impl.source.damage().has_value();
    impl.ended = !*found || broken;
    if (broken) impl.reject_rest(rejects);
    if (impl.ended) break;
    if (!is_blank(impl.row)) impl.take_over(out, rejects);
    impl.advance();
  }
  impl.hash_to(impl.position);
  return out.size() - before;
}

std::string CommentReader::content_hash() const { return impl_->hash.hex(); }

}  // namespace cxtext
