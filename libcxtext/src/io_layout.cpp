// What an export is: its format, dialect and columns.
#include <algorithm>

#include "io_header.h"
#include "io_json_scan.h"
#include "io_reader.h"
#include "io_sniff.h"
#include "io_summary.h"
#include "io_utf8.h"

namespace cxtext {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

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

}  // namespace cxtext
