#include "io_sniff.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "io_header.h"
#include "io_json_scan.h"
#include "io_utf8.h"

namespace cxtext::io {
namespace {

constexpr std::size_t dialect_bytes = std::size_t{256} << 10U;
constexpr std::size_t dialect_rows = 200;
constexpr std::size_t magic_bytes = 4096;

bool ends_with_any(const std::string& path, std::initializer_list<std::string_view> endings) {
  const std::string_view tail = std::string_view(path).substr(path.size() - std::min<std::size_t>(path.size(), 8));
  std::string lower(tail);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return lower.ends_with(ending); });
}

/// The line end of the first row: the first one outside quotes, if the rest of the head does not speak against it.
char sniff_newline(std::string_view head) {
  bool quoted = false;
  char first = '\n';
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '"') quoted = !quoted;
    if (quoted || (head[i] != '\n' && head[i] != '\r')) continue;
    const bool alone = head[i] == '\r' && i + 1 < head.size() && head[i + 1] != '\n';
    first = alone ? '\r' : '\n';
    break;
  }
  if (first == '\n') return first;
  std::size_t feeds = 0;
  std::size_t returns = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    feeds += head[i] == '\n' ? 1 : 0;
    returns += head[i] == '\r' && (i + 1 == head.size() || head[i + 1] != '\n') ? 1 : 0;
  }
  return returns >= feeds ? '\r' : '\n';
}

/// Whether quotes inside quotes are written \" here: some are, and none is doubled.
bool sniff_backslashes(std::string_view head, char delimiter, char quote) {
  bool any = false;
  for (std::size_t at = head.find(quote); at != std::string_view::npos; at = head.find(quote, at + 1)) {
    const char before = at > 0 ? head[at - 1] : '\n';
    const char after = at + 1 < head.size() ? head[at + 1] : '\n';
    const bool ends = after == delimiter || after == '\n' || after == '\r';
    if (before == '\\') {
      any = any || (!ends && after != quote);
    } else if (after == quote) {
      // "" between delimiters is an empty field, not a doubled quote.
      const char behind = at + 2 < head.size() ? head[at + 2] : '\n';
      const bool empty = (before == delimiter || before == '\n' || before == '\r') &&
                         (behind == delimiter || behind == '\n' || behind == '\r');
      if (!empty) return false;
      ++at;
    }
  }
  return any;
}

/// How well a delimiter cuts the head: the share of rows with as many fields as the header.
struct Cut {
  std::size_t n_fields = 1;
  double share = 0;
};

bool fits(const RawRow& row, std::size_t n_fields) {
  if (row.cells.size() < n_fields) return false;
  // Spreadsheets write empty fields to the width of the widest row.
  const auto surplus = row.cells.begin() + static_cast<std::ptrdiff_t>(n_fields);
  return std::all_of(surplus, row.cells.end(), [](const Cell& cell) { return trimmed(cell.bytes).empty(); });
}

/// Where the table begins: the first row, or one below it that is wider and names columns.
std::size_t table_begin(std::string_view head, bool whole, const Dialect& dialect) {
  constexpr std::size_t max_preamble = 20;
  DelimitedParser parser(dialect);
  RawRow row;
  std::size_t begin = 0;
  std::size_t widest = 0;
  std::string scratch;
  for (std::size_t pos = 0, n_rows = 0; n_rows <= max_preamble; pos = row.next) {
    if (parser.next(head, pos, whole, row) != Step::row) break;
    if (row.begin == row.end) continue;
    if (n_rows++ == 0) {
      begin = row.begin;
      widest = row.cells.size();
      continue;
    }
    if (row.cells.size() <= widest) continue;
    std::vector<std::string> names;
    for (const Cell& cell : row.cells) append_valid_utf8(names.emplace_back(), cell_bytes(cell, dialect, scratch));
    if (names_columns(names)) return row.begin;
    widest = row.cells.size();
  }
  return begin;
}

Cut try_delimiter(std::string_view head, bool whole, const Dialect& dialect) {
  DelimitedParser parser(dialect);
  RawRow row;
  std::size_t n_rows = 0;
  std::size_t n_fitting = 0;
  std::size_t first = 0;
  for (std::size_t pos = table_begin(head, whole, dialect); n_rows < dialect_rows; pos = row.next) {
    if (parser.next(head, pos, whole, row) != Step::row) break;
    if (row.begin == row.end) continue;
    if (n_rows++ == 0) {
      first = row.cells.size();
      parser.expect_columns(first);
    }
    n_fitting += fits(row, first) ? 1 : 0;
  }
  // A delimiter that is not in the header is none.
  if (first < 2) return {};
  return {first, static_cast<double>(n_fitting) / static_cast<double>(n_rows)};
}

/// Whether fields stand in apostrophes: some do, each that begins with one ends with one, and none stands in quotes.
bool quotes_by_apostrophe(std::string_view head, char delimiter) {
  const auto ends_field = [&](char c) { return c == delimiter || c == '\n' || c == '\r'; };
  std::size_t n_quoted = 0;
  bool field_begins = true;
  for (std::size_t at = 0; at < head.size(); ++at) {
    if (field_begins && head[at] == '"') return false;
    if (field_begins && head[at] == '\'') {
      // The apostrophe that a delimiter or the end of the line follows, past doubled ones.
      std::size_t end = head.find('\'', at + 1);
      while (end != std::string_view::npos && end + 1 < head.size() && !ends_field(head[end + 1])) {
        end = head.find('\'', end + (head[end + 1] == '\'' ? 2 : 1));
      }
      // The last one may be cut off by the end of the head.
      if (end == std::string_view::npos) return n_quoted > 1 && head.size() == dialect_bytes;
      ++n_quoted;
      at = end;
      field_begins = false;
      continue;
    }
    field_begins = ends_field(head[at]);
  }
  return n_quoted > 1;
}

char sniff_delimiter(std::string_view head, bool whole, Dialect dialect) {
  constexpr std::array<char, 4> candidates = {';', '\t', ',', '|'};
  constexpr double least_share = 0.5;
  char delimiter = '\n';
  Cut best;
  for (const char candidate : candidates) {
    dialect.delimiter = candidate;
    const Cut cut = try_delimiter(head, whole, dialect);
    if (cut.n_fields < 2 || cut.share < least_share) continue;
    if (cut.share > best.share || (cut.share == best.share && cut.n_fields > best.n_fields)) {
      best = cut;
      delimiter = candidate;
    }
  }
  return delimiter;
}

/// Whether quotes are just text. They are if a bare field has one: whoever quotes fields quotes those first. They are
/// too if fields would span lines although each line has the right number of fields by itself.
bool quotes_are_text(std::string_view head, bool whole, Dialect dialect) {
  RawRow row;
  bool spans_lines = false;
  DelimitedParser parser(dialect);
  for (std::size_t pos = 0; parser.next(head, pos, whole, row) == Step::row; pos = row.next) {
    spans_lines = spans_lines || row.lines > 1;
    for (const Cell& cell : row.cells) {
      if (!cell.quoted && cell.bytes.find(dialect.quote) != std::string_view::npos) return true;
    }
  }
  if (!spans_lines || dialect.delimiter == '\n') return false;
  dialect.one_line = true;
  DelimitedParser by_line(dialect);
  std::size_t n_columns = 0;
  for (std::size_t pos = 0; by_line.next(head, pos, whole, row) == Step::row; pos = row.next) {
    if (row.begin == row.end) continue;
    if (n_columns == 0) n_columns = row.cells.size();
    if (row.cells.size() != n_columns) return false;
  }
  return n_columns > 1;
}

}  // namespace

std::optional<std::string> foreign_format(std::string_view head) {
  head = head.substr(0, magic_bytes);
  struct Magic {
    std::string_view bytes;
    std::string_view told;
  };
  constexpr std::string_view as_csv = "; save it as CSV (UTF-8) and read that";
  using std::string_view_literals::operator""sv;
  constexpr std::array<Magic, 4> magics = {{{"%PDF-"sv, "is a PDF document"sv},
                                            {"{\\rtf"sv, "is a rich-text document"sv},
                                            {"SQLite format 3\0"sv, "is an SQLite database"sv},
                                            {"PAR1"sv, "is a Parquet file"sv}}};
  for (const Magic& magic : magics) {
    if (head.starts_with(magic.bytes)) return std::string(magic.told) + std::string(as_csv);
  }
  const std::size_t nuls = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0'));
  if (head.size() >= 16 && nuls * 5 >= head.size() * 2) {
    return "is no text; if it is in UTF-16 or UTF-32, say so by --charset";
  }
  const std::string_view text = trimmed(head);
  if (text.starts_with("<?xml") || text.starts_with("<!DOCTYPE") || text.starts_with("<html")) {
    return "is XML or HTML" + std::string(as_csv);
  }
  return std::nullopt;
}

FileFormat sniff_format(std::string_view head, const std::string& path) {
  const bool named_lines = ends_with_any(path, {".jsonl", ".ndjson"});
  const std::string_view text = trimmed(head);
  // Lines of a log begin with brackets too, but not with these.
  const std::string_view in_brackets = text.starts_with('[') ? trimmed(text.substr(1, 64)) : std::string_view();
  if (!in_brackets.empty() && std::string_view("{[\"").find(in_brackets.front()) != std::string_view::npos) {
    return FileFormat::json;
  }
  if (named_lines) return FileFormat::jsonl;
  if (!text.starts_with('{')) return FileFormat::csv;
  const std::string_view inner = trimmed(text.substr(1, 64));
  if (!inner.starts_with('"') && !inner.starts_with('}')) return FileFormat::csv;
  return is_object_a_line(text) ? FileFormat::jsonl : FileFormat::json;
}

Dialect sniff_dialect(std::string_view head, bool whole, const ReadOptions& options) {
  if (head.size() > dialect_bytes) {
    head = head.substr(0, dialect_bytes);
    whole = false;
  }
  Dialect dialect;
  dialect.newline = sniff_newline(head);
  if (options.format == FileFormat::lines) {
    dialect.delimiter = '\n';
    dialect.quoting = false;
    dialect.one_line = true;
    return dialect;
  }
  dialect.quoting = options.quote != no_quote;
  const auto find_delimiter = [&] {
    return options.delimiter != '\0'           ? options.delimiter
           : options.format == FileFormat::tsv ? '\t'
                                               : sniff_delimiter(head, whole, dialect);
  };
  if (options.quote != '\0' && options.quote != no_quote) dialect.quote = options.quote;
  dialect.delimiter = find_delimiter();
  if (options.quote == '\0') {
    // Commas within apostrophes would have misled the search for the delimiter.
    Dialect other = dialect;
    other.quote = '\'';
    std::swap(dialect, other);
    dialect.delimiter = find_delimiter();
    if (dialect.delimiter == '\n' || !quotes_by_apostrophe(head, dialect.delimiter)) std::swap(dialect, other);
  }
  dialect.backslashes = sniff_backslashes(head, dialect.delimiter, dialect.quote);
  // Without commas to keep apart few tools quote, and nothing but quotes could tell a lone one from a long comment.
  const bool rarely_quoted = dialect.delimiter == '\t' || dialect.delimiter == '\n';
  dialect.one_line = rarely_quoted && dialect.quoting && quotes_are_text(head, whole, dialect);
  return dialect;
}

std::optional<char> separator_line(std::string_view head, std::size_t& next) {
  constexpr std::string_view sep = "sep=";
  if (head.size() < 6 || !(head.starts_with(sep) || head.starts_with("SEP="))) return std::nullopt;
  std::size_t end = 5;
  if (head[end] == '\r') ++end;
  if (end < head.size() && head[end] == '\n') ++end;
  if (end == 5) return std::nullopt;
  next = end;
  return head[4];
}

}  // namespace cxtext::io
