#include <algorithm>
#include <map>

#include "io_header.h"
#include "io_header_names.h"
#include "io_json_scan.h"
#include "io_reader.h"
#include "io_sniff.h"
#include "io_summary.h"
#include "io_utf8.h"

namespace cxtext {
namespace {

constexpr std::size_t max_columns = 16384;
constexpr std::size_t header_sample_rows = 60;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) {
    if (!all.empty()) all += '+';
    all += name;
  }
  return all;
}

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

Status CommentReader::Impl::sniff(const ReadOptions& options) {
  threads = std::max(options.threads, 1U);
  // Once more for what was converted from another charset.
  while (!source.at_end() && source.window().size() < io::sample_bytes + 4) {
    if (Status grown = source.grow(0); !grown) return grown;
  }
  const std::string_view head = source.window();
  if (layout.format == FileFormat::xlsx) {
    if (io::trimmed(head).empty()) return problem(ErrorCode::empty_input, "has a sheet without cells: " + layout.sheet);
  } else if (Status sniffed = sniff_text(head, options); !sniffed) {
    return sniffed;
  }
  if (Status found = find_table(options); !found) return found;
  Result<io::Sample> sample = sample_rows();
  if (!sample) return sample.error();
  return find_layout(std::move(*sample), options);
}

/// Finds the format of text and the parser for it, and moves past what comes before the rows.
Status CommentReader::Impl::sniff_text(std::string_view head, const ReadOptions& options) {
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
  if (format == FileFormat::jsonl || format == FileFormat::json) {
    if (Status sniffed = sniff_json(head); !sniffed) return sniffed;
  } else if (Status sniffed = sniff_delimited(head.substr(0, io::sample_bytes), whole, options); !sniffed) {
    return sniffed;
  }
  return Done{};
}

/// Moves to the first object.
Status CommentReader::Impl::sniff_json(std::string_view head) {
  layout.delimiter = '\0';
  if (layout.format == FileFormat::jsonl) {
    parser = io::JsonParser(io::JsonParser::Cut::lines, charset);
  } else {
    const std::size_t begin = io::skip_json_space(head, 0);
    std::optional<std::size_t> first = io::json_elements(head);
    // Objects one after the other, each over several lines, need no array around them.
    if (!first && head.substr(begin).starts_with('{')) first = begin;
    if (!first) {
      return problem(ErrorCode::bad_format,
                     "is no JSON array of objects, nor an object with one in it; should it be read as another format "
                     "(--format)?");
    }
    position += *first;
    line +=
        static_cast<std::uint64_t>(std::count(head.begin(), head.begin() + static_cast<std::ptrdiff_t>(*first), '\n'));
    parser = io::JsonParser(io::JsonParser::Cut::elements, charset);
  }
  // The parser has converted its cells.
  charset = io::Charset::utf8();
  return Done{};
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
  layout.quote = dialect.quoting ? dialect.quote : '\0';
  if ((dialect.quoting && dialect.delimiter == dialect.quote) || dialect.delimiter == dialect.newline ||
      dialect.delimiter == '\r') {
    if (given.delimiter != '\0')
      return problem(ErrorCode::usage, "a quote or a line end cannot be the delimiter (--delimiter, --quote)");
  }
  parser = io::DelimitedParser(dialect);
  layout.delimiter = dialect.delimiter == '\n' ? '\0' : dialect.delimiter;
  if (given.format != FileFormat::lines) {
    layout.format = dialect.delimiter == '\t' ? FileFormat::tsv : FileFormat::csv;
  }
  return Done{};
}

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

Status CommentReader::Impl::find_layout(io::Sample sample, const ReadOptions& options) {
  if (auto* json = std::get_if<io::JsonParser>(&parser)) {
    layout.columns = io::column_names(json->columns());
    json->freeze();
  }
  sample.columns = layout.columns;
  sample.labels = std::move(labels);
  // Averages and sums below the table are none of its values.
  const auto is_summary = [](const auto& cells) { return io::is_label_with_numbers(cells); };
  if (!std::all_of(sample.rows.begin(), sample.rows.end(), is_summary)) std::erase_if(sample.rows, is_summary);
  if (sample.rows.empty()) {
    return problem(ErrorCode::empty_input, sample.columns.empty() ? "has no rows"
                                                                  : "has a header but no rows; is the header right "
                                                                    "(--header-row, --no-header)?");
  }
  if (!options.date_format.empty() && !io::parse_date_style(options.date_format)) {
    return problem(ErrorCode::usage, fmt::format("cannot be read with dates as \"{}\": --date-format takes d, m and y "
                                                 "in their order, as in d/m/y, or excel",
                                                 options.date_format));
  }
  Result<io::Roles> found = io::find_roles(sample, options, layout.path);
  if (!found) return found.error();
  const io::Roles& roles = plan.roles = std::move(*found);
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
  plan.path = layout.path;
  plan.charset = charset;
  plan.sheet = layout.sheet;
  plan.n_columns = layout.columns.size();
  if (const auto* delimited = std::get_if<io::DelimitedParser>(&parser)) plan.dialect = delimited->dialect();
  plan.score_min = options.score_min;
  plan.score_max = options.score_max;
  plan.date_format = layout.date_format;
  plan.row_prefix = options.row_prefix;
  plan.used_labels = io::labels_among_answers(sample, roles);
  layout.lacking_columns = roles.lacking;
  layout.decimal_comma = roles.decimal == DecimalMark::comma;
  return Done{};
}

std::string Layout::describe() const {
  std::string told = path + ": ";
  if (!packing.empty()) told += packing + ", ";
  if (format == FileFormat::jsonl) {
    told += "JSON Lines";
  } else if (format == FileFormat::json) {
    told += "JSON";
  } else if (format == FileFormat::xlsx) {
    told += fmt::format("XLSX sheet \"{}\"", sheet);
  } else if (format == FileFormat::lines) {
    told += "plain lines";
  } else if (format == FileFormat::tsv) {
    told += "TSV";
  } else if (delimiter == '\0') {
    told += "one column of text";
  } else {
    told += fmt::format("CSV with '{}'", delimiter);
  }
  if (charset == "mixed") {
    told += " in utf-8 with rows in windows-1252";
  } else if (charset != "utf-8") {
    told += " in " + charset;
  }
  if (quote == '\0' && delimiter != '\0') told += " without quotes";
  if (quote == '\'') told += " quoted by '";
  if (!has_header) {
    if (format != FileFormat::lines) told += " without a header";
  } else if (header_rows > 1) {
    told += fmt::format(", header in rows {}-{}", header_row, header_row + header_rows - 1);
  } else if (header_row > 1) {
    told += fmt::format(", header in row {}", header_row);
  }
  const auto add = [&](std::string_view role, const std::string& column) {
    if (!column.empty()) told += fmt::format(", {}={}", role, column);
  };
  add("text", joined(text_columns));
  add("score", score_column);
  if (decimal_comma && !score_column.empty()) told += " (decimal comma)";
  add("date", date_column);
  if (!date_column.empty() && !date_format.empty()) told += " (" + date_format + ")";
  add("id", id_column);
  add("language", language_column);
  add("segments", joined(segment_columns));
  if (!lacking_columns.empty()) {
    told += fmt::format("; lacks the column{} {}", lacking_columns.size() == 1 ? "" : "s", joined(lacking_columns));
  }
  return told;
}

}  // namespace cxtext
