// Where the table of an export begins: its header, and the first rows as text.
#include <algorithm>
#include <map>

#include "io_header.h"
#include "io_header_names.h"
#include "io_reader.h"
#include "io_sniff.h"
#include "io_utf8.h"

namespace cxtext {
namespace {

constexpr std::size_t max_columns = 16384;
constexpr std::size_t header_sample_rows = 60;

/// Without a header the table is as wide as most rows are, the last of equals.
std::size_t widest_usual(const std::vector<std::vector<std::string>>& rows, std::size_t first) {
  std::map<std::size_t, std::size_t> n_of_width;
  for (std::size_t row = first; row < rows.size(); ++row) {
    if (rows[row].size() > 1 || !io::trimmed(rows[row][0]).empty()) ++n_of_width[rows[row].size()];
  }
  const auto usual = std::max_element(n_of_width.begin(), n_of_width.end(),
                                      [](const auto& a, const auto& b) { return a.second <= b.second; });
  return usual == n_of_width.end() ? 1 : usual->first;
}

}  // namespace

/// Gives `take` the rows from `position` on until it returns false, without moving the position; nothing leaves the
/// window meanwhile. Returns: the problem of the first row that cannot be read, empty if there is none.
template <class Take>
Result<std::string> CommentReader::Impl::look_ahead(Take take) {
  std::uint64_t at = position;
  std::size_t n_bad = 0;
  std::string first_problem;
  while (true) {
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
    if (row.cells.size() > max_columns) {
      return problem(ErrorCode::bad_format,
                     fmt::format("has a row of {} columns; is the delimiter right (--delimiter)?", row.cells.size()));
    }
    if (!take(at)) break;
  }
  return first_problem;
}

std::vector<std::string> CommentReader::Impl::cells_as_text() {
  std::vector<std::string> cells;
  const auto* delimited = std::get_if<io::DelimitedParser>(&parser);
  const io::Dialect dialect = delimited != nullptr ? delimited->dialect() : io::Dialect{};
  std::string scratch;
  for (const io::Cell& cell : row.cells) {
    charset.append(cells.emplace_back(), io::cell_bytes(cell, dialect, scratch));
  }
  return cells;
}

/// Finds the header of a table and moves past it.
Status CommentReader::Impl::find_table(const ReadOptions& options) {
  if (std::holds_alternative<io::JsonParser>(parser)) {
    if (options.header_row != sniff_header && options.header_row != 0) {
      return problem(ErrorCode::usage, "is JSON, which has no header row (--header-row)");
    }
    layout.header_row = layout.header_rows = 0;
    return Done{};
  }
  struct End {
    std::uint64_t position;
    std::uint64_t line;
  };
  const std::uint64_t start = position;
  const bool sniffed = options.header_row == sniff_header || options.header_row == 0;
  const std::size_t enough = header_sample_rows + (sniffed ? 0 : options.header_row);
  std::vector<std::vector<std::string>> rows;
  std::vector<End> ends;
  std::uint64_t at_line = line;
  std::size_t widest = 0;
  auto* delimited = std::get_if<io::DelimitedParser>(&parser);
  Result<std::string> bad = look_ahead([&](std::uint64_t at) {
    rows.push_back(cells_as_text());
    // Not yet known to be the width of the table, but enough to see where lone quotes have run on.
    widest = std::max(widest, row.cells.size());
    if (delimited != nullptr) delimited->expect_columns(widest);
    at_line += row.lines;
    ends.push_back({at, at_line});
    return rows.size() < enough && (at - start < io::sample_bytes || rows.size() < 4);
  });
  if (!bad) return bad.error();
  if (!sniffed && options.header_row > rows.size()) {
    return problem(ErrorCode::usage, fmt::format("has no row {} for a header (--header-row)", options.header_row));
  }
  ReadOptions given = options;
  // Who says that lines are comments means the first one too.
  if (layout.format == FileFormat::lines && options.header_row == sniff_header) given.header_row = 0;
  io::HeaderRows header = io::find_header(rows, given);
  // A first line that is only unlike the others is a short comment rather than the name of a single column.
  const bool single = std::holds_alternative<io::DelimitedParser>(parser) && layout.delimiter == '\0';
  if (single && sniffed && header.n == 1 && !io::fit_name(io::Role::text, rows[header.first][0]).contains) header = {};
  layout.has_header = header.n > 0;
  layout.header_row = header.n > 0 ? header.first + 1 : 0;
  layout.header_rows = header.n;
  if (layout.format == FileFormat::csv && layout.delimiter == '\0' && header.n == 0) layout.format = FileFormat::lines;
  if (rows.empty()) return Done{};
  const std::vector<std::string>& first = rows[header.first];
  const std::size_t n_columns = header.n > 0 ? first.size() : widest_usual(rows, header.first);
  std::vector<std::string> names = header.n > 0 ? first : std::vector<std::string>(n_columns);
  if (header.labelled) {
    labels = rows[header.first + 1];
    labels.resize(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (io::trimmed(names[i]).empty()) names[i] = labels[i];
    }
  }
  layout.columns = io::column_names(names);
  if (delimited != nullptr) delimited->expect_columns(n_columns);
  const std::size_t n_passed = header.n > 0 ? header.first + header.n : header.first;
  for (std::size_t i = 0; i < header.n; ++i) plan.header_rows.push_back(rows[header.first + i]);
  if (n_passed > 0) {
    position = ends[n_passed - 1].position;
    line = ends[n_passed - 1].line;
  }
  return Done{};
}

/// The first rows of data as text.
Result<io::Sample> CommentReader::Impl::sample_rows() {
  io::Sample sample;
  const std::uint64_t start = position;
  Result<std::string> bad = look_ahead([&](std::uint64_t at) {
    if (!io::is_blank(row)) sample.rows.push_back(cells_as_text());
    return sample.rows.size() < io::sample_rows && (at - start < io::sample_bytes || sample.rows.empty());
  });
  if (!bad) return bad.error();
  if (sample.rows.empty() && !bad->empty()) {
    return problem(ErrorCode::bad_format, fmt::format("has no line that can be read; the first of them {}", *bad));
  }
  return sample;
}

}  // namespace cxtext
