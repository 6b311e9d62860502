#include <algorithm>

#include "io_reader.h"
#include "io_sniff.h"
#include "io_utf8.h"

namespace cxtext {
namespace {

constexpr std::size_t max_columns = 16384;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) {
    if (!all.empty()) all += '+';
    all += name;
  }
  return all;
}

}  // namespace

Status CommentReader::Impl::sniff(const ReadOptions& options) {
  score_min = options.score_min;
  score_max = options.score_max;
  // Look-ahead for closing quotes included, so that a pipe is sniffed on what a file would be.
  while (!source.at_end() && source.window().size() < io::sample_bytes + io::max_quoted_bytes) {
    if (Status grown = source.grow(0); !grown) return grown;
  }
  std::string_view head = source.window();
  if (head.starts_with(byte_order_mark)) {
    position = byte_order_mark.size();
    head.remove_prefix(byte_order_mark.size());
  }
  if (const auto foreign = io::foreign_format(head)) return problem(ErrorCode::bad_format, *foreign);
  if (io::trimmed(head.substr(0, io::sample_bytes)).empty() && source.at_end()) {
    return problem(ErrorCode::empty_input, head.empty() ? "is empty" : "has nothing but white space");
  }
  const FileFormat format = options.format == FileFormat::detect
                                ? io::sniff_format(head.substr(0, io::sample_bytes), layout.path)
                                : options.format;
  layout.format = format;
  const bool whole = source.at_end() && head.size() <= io::sample_bytes;
  if (format == FileFormat::jsonl) {
    parser = io::JsonParser();
    layout.delimiter = '\0';
  } else if (Status sniffed = sniff_delimited(head.substr(0, io::sample_bytes), whole, options); !sniffed) {
    return sniffed;
  }
  const std::uint64_t start = position;
  const std::uint64_t start_line = line;
  Result<io::Sample> sample = sample_rows();
  if (!sample) return sample.error();
  position = start;
  line = start_line;
  return find_layout(std::move(*sample), options);
}

Status CommentReader::Impl::sniff_delimited(std::string_view head, bool whole, const ReadOptions& options) {
  ReadOptions given = options;
  std::size_t skipped = 0;
  if (const auto separator = io::separator_line(head, skipped)) {
    if (given.delimiter == '\0') given.delimiter = *separator;
    head.remove_prefix(skipped);
    position += skipped;
    ++line;
  }
  const io::Dialect dialect = io::sniff_dialect(head, whole, given);
  if (dialect.delimiter == '"' || dialect.delimiter == dialect.newline || dialect.delimiter == '\r') {
    if (given.delimiter != '\0') return problem(ErrorCode::usage, "a quote or a line end cannot be the delimiter");
  }
  parser = io::DelimitedParser(dialect);
  layout.delimiter = dialect.delimiter == '\n' ? '\0' : dialect.delimiter;
  layout.format = dialect.delimiter == '\t' ? FileFormat::tsv : FileFormat::csv;
  return Done{};
}

/// The first rows as text. The position moves; the caller sets it back. Nothing leaves the window meanwhile.
Result<io::Sample> CommentReader::Impl::sample_rows() {
  io::Sample sample;
  auto* delimited = std::get_if<io::DelimitedParser>(&parser);
  const std::uint64_t start = position;
  std::uint64_t at = position;
  std::size_t n_bad = 0;
  std::string first_problem;
  while (sample.rows.size() < io::sample_rows && (at - start < io::sample_bytes || sample.rows.size() < 2)) {
    // next_row() works from `position`, and would give up what lies before it.
    const io::Step step = std::visit(
        [&](auto& rows) {
          return rows.next(source.window(), static_cast<std::size_t>(at - source.base()), source.at_end(), row);
        },
        parser);
    if (step == io::Step::end) break;
    if (step == io::Step::needs_more) {
      if (Status grown = source.grow(0); !grown) return grown.error();
      continue;
    }
    at = source.base() + row.next;
    if (!row.problem.empty()) {
      if (n_bad == 0) first_problem = row.problem;
      if (++n_bad > io::sample_rows) break;
      continue;
    }
    if (is_blank(row)) continue;
    if (delimited != nullptr && sample.rows.empty()) delimited->expect_columns(row.cells.size());
    if (row.cells.size() > max_columns) {
      return problem(ErrorCode::bad_format,
                     fmt::format("has a row of {} columns; is the delimiter right (--delimiter)?", row.cells.size()));
    }
    std::vector<std::string>& cells = sample.rows.emplace_back();
    const bool backslashes = delimited != nullptr && delimited->dialect().backslashes;
    for (const io::Cell& raw : row.cells) {
      io::append_valid_utf8(cells.emplace_back(), io::cell_bytes(raw, backslashes, scratch));
    }
  }
  if (sample.rows.empty() && n_bad > 0) {
    return problem(ErrorCode::bad_format,
                   fmt::format("has no line that can be read; the first of them {}", first_problem));
  }
  return sample;
}

Status CommentReader::Impl::find_layout(io::Sample sample, const ReadOptions& options) {
  if (auto* json = std::get_if<io::JsonParser>(&parser)) {
    sample.columns = json->columns();
    json->freeze();
  } else if (!sample.rows.empty()) {
    layout.has_header = io::has_header(sample.rows, options);
    sample.columns = layout.has_header ? sample.rows.front() : std::vector<std::string>(sample.rows.front().size());
    if (layout.has_header) {
      sample.rows.erase(sample.rows.begin());
      do {  // past the header itself; it is there, for the sample had it
        if (Result<bool> read = next_row(); !read) return read.error();
        advance();
      } while (is_blank(row));
    }
  }
  if (sample.rows.empty()) {
    return problem(ErrorCode::empty_input, sample.columns.empty() ? "has no rows" : "has a header but no rows");
  }
  for (std::size_t i = 0; i < sample.columns.size(); ++i) {
    std::string name(io::trimmed(sample.columns[i]));
    if (name.empty()) name = std::to_string(i + 1);
    sample.columns[i] = std::move(name);
  }
  Result<io::Roles> found = io::find_roles(sample, options, layout.path);
  if (!found) return found.error();
  roles = std::move(*found);
  layout.columns = std::move(sample.columns);
  const auto name_of = [&](std::optional<std::size_t> column) {
    return column ? layout.columns[*column] : std::string();
  };
  for (const std::size_t column : roles.text) layout.text_columns.push_back(layout.columns[column]);
  for (const std::size_t column : roles.segments) layout.segment_columns.push_back(layout.columns[column]);
  layout.id_column = name_of(roles.id);
  layout.score_column = name_of(roles.score);
  layout.date_column = name_of(roles.date);
  layout.language_column = name_of(roles.language);
  layout.date_format = roles.date_format;
  return Done{};
}

std::string Layout::describe() const {
  std::string told = path + ": ";
  if (format == FileFormat::jsonl) {
    told += "JSON Lines";
  } else if (format == FileFormat::tsv) {
    told += "TSV";
  } else if (delimiter == '\0') {
    told += "one column of text";
  } else {
    told += fmt::format("CSV with '{}'", delimiter);
  }
  if (!has_header) told += " without a header";
  const auto add = [&](std::string_view role, const std::string& column) {
    if (!column.empty()) told += fmt::format(", {}={}", role, column);
  };
  add("text", joined(text_columns));
  add("score", score_column);
  add("date", date_column);
  if (!date_column.empty() && !date_format.empty()) told += " (" + date_format + ")";
  add("id", id_column);
  add("language", language_column);
  add("segments", joined(segment_columns));
  return told;
}

}  // namespace cxtext
