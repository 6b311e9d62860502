#include <optional>
#include <utility>
#include <vector>

#include "icu_charset.h"
#include "io_charset_sniff.h"
#include "io_reader.h"
#include "io_sniff.h"
#include "io_unpack.h"
#include "io_utf8.h"
#include "io_workbook.h"

namespace cxtext {
namespace {

constexpr std::string_view mixed = "mixed";

std::string lower(std::string name) {
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return name;
}

/// How an input is to be read: what the caller says, and the byte-order mark, which only the bytes can tell of.
Result<io::CharsetGuess> find_charset(std::string_view head, bool whole, const std::string& given,
                                      const std::string& path) {
  io::CharsetGuess guess = io::sniff_charset(head, whole);
  if (given.empty()) return guess;
  std::string name = lower(given);
  if (name == "utf8") name = "utf-8";
  if (name != mixed && !icu_adapter::knows_charset(name)) {
    return Error{.code = ErrorCode::usage,
                 .message = fmt::format("cannot be read as \"{}\" (--charset): use auto, utf-8, utf-16le, utf-16be, "
                                        "windows-1252, mixed, or another name that ICU knows",
                                        given),
                 .path = path};
  }
  // "utf-16" leaves the byte order to the mark, or to what Latin text looks like.
  const bool wide = guess.name.starts_with("utf-16");
  if (name == "utf-16") name = wide ? guess.name : "utf-16le";
  if (guess.name != name) guess.mark_bytes = 0;
  guess.name = std::move(name);
  return guess;
}

/// What an old Office file is: its streams have names in UTF-16.
std::string_view told_of_old_office(std::string_view bytes) {
  using std::string_view_literals::operator""sv;
  const auto has = [&](std::string_view name) { return bytes.find(name) != std::string_view::npos; };
  if (has("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv)) {
    return "is a workbook protected by a password; open it in Excel, take the password off (File, Info, Protect "
           "Workbook), save it and read that";
  }
  if (has("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"sv)) {
    return "is an old Word document; put the comments into a spreadsheet, one a row";
  }
  return "is an old Excel workbook (XLS); open it and save it as XLSX or CSV (UTF-8), and read that";
}

std::string list_sheets(const std::vector<io::Workbook::Sheet>& sheets) {
  constexpr std::size_t max_listed = 30;
  std::string list;
  for (std::size_t i = 0; i < sheets.size() && i < max_listed; ++i) {
    if (i > 0) list += ", ";
    list += sheets[i].name;
    if (sheets[i].hidden) list += " (hidden)";
  }
  if (sheets.size() > max_listed) list += fmt::format(" and {} more", sheets.size() - max_listed);
  return list;
}

/// The sheets to look at, in order: the one the caller names, else all that are not hidden.
std::vector<std::size_t> sheets_to_try(const io::Workbook& book, const std::string& named) {
  const std::vector<io::Workbook::Sheet>& sheets = book.sheets();
  std::vector<std::size_t> visible;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (!named.empty() && sheets[i].name == named) return {i};
    if (!sheets[i].hidden) visible.push_back(i);
  }
  if (named.empty()) return visible;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (!io::folded(named).empty() && io::folded(sheets[i].name) == io::folded(named)) return {i};
  }
  for (std::size_t i = 0; i < visible.size(); ++i) {
    if (std::to_string(i + 1) == named) return {visible[i]};
  }
  return {};
}

/// How much a sheet looks like answers of customers: a cover sheet has text, but neither scores nor ids beside it.
int grade_of(const Layout& layout) {
  const bool beside = !layout.score_column.empty() || !layout.date_column.empty() || !layout.id_column.empty();
  return (layout.text_columns.empty() ? 0 : 2) + (layout.has_header ? 1 : 0) + (beside ? 2 : 0);
}
constexpr int best_grade = 5;

}  // namespace

Result<std::unique_ptr<CommentReader::Impl>> CommentReader::Impl::open(const std::string& path,
                                                                       const ReadOptions& options) {
  Result<io::Unpacked> unpacked = io::open_unpacked(path);
  if (!unpacked) return unpacked.error();
  io::ByteSource source = std::move(unpacked->source);
  // So that a pipe is sniffed on what a file would be.
  while (!source.at_end() && source.window().size() < io::sample_bytes + 4) {
    if (Status grown = source.grow(0); !grown) return grown.error();
  }
  const std::string_view head = source.window();
  const auto problem = [&](std::string_view message) {
    return Error{.code = ErrorCode::bad_format, .message = std::string(message), .path = source.path()};
  };
  if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return problem(told_of_old_office(head));
  const bool zipped = head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06");
  if (options.format == FileFormat::xlsx && !zipped) return problem("is no XLSX workbook (--format)");
  Result<std::unique_ptr<Impl>> impl =
      zipped ? open_workbook(std::move(source), options) : open_text(std::move(source), options);
  if (impl) (*impl)->layout.packing = std::move(unpacked->packing);
  return impl;
}

Result<std::unique_ptr<CommentReader::Impl>> CommentReader::Impl::open_workbook(io::ByteSource source,
                                                                                const ReadOptions& options) {
  Result<std::unique_ptr<io::Workbook>> opened = io::Workbook::open(std::move(source));
  if (!opened) return opened.error();
  const std::shared_ptr<const io::Workbook> book = std::move(*opened);
  const std::vector<std::size_t> numbers = sheets_to_try(*book, options.sheet);
  if (numbers.empty()) {
    const std::string all = list_sheets(book->sheets());
    return Error{.code = ErrorCode::usage,
                 .message = options.sheet.empty()
                                ? fmt::format("has hidden sheets only; name one with --sheet: {}", all)
                                : fmt::format("has no sheet \"{}\" (--sheet). Its sheets: {}", options.sheet, all),
                 .path = book->path()};
  }
  SheetProblems problems;
  auto best = choose_sheet(book, numbers, options, problems);
  if (!best) return best.error();
  if (*best) return best;
  // A column that no sheet has is told of the sheet that is read without it, not of the cover.
  Error problem = problems.front().second;
  if (problem.code == ErrorCode::missing_column) {
    ReadOptions unnamed = options;
    unnamed.text_columns.clear();
    unnamed.segment_columns.clear();
    unnamed.id_column = unnamed.score_column = unnamed.date_column = unnamed.language_column = "";
    SheetProblems ignored;
    const auto meant = choose_sheet(book, numbers, unnamed, ignored);
    for (const auto& [sheet, of_sheet] : problems) {
      if (meant && *meant && sheet == (*meant)->layout.sheet) problem = of_sheet;
    }
  }
  if (book->sheets().size() > 1) {
    problem.message += ". Another sheet is named with --sheet; there are: " + list_sheets(book->sheets());
  }
  return problem;
}

/// The sheet that looks most like answers; nothing if none can be read, and problems says why.
Result<std::unique_ptr<CommentReader::Impl>> CommentReader::Impl::choose_sheet(
    const std::shared_ptr<const io::Workbook>& book, const std::vector<std::size_t>& numbers,
    const ReadOptions& options, SheetProblems& problems) {
  constexpr std::size_t max_tried = 100;
  std::unique_ptr<Impl> best;
  for (std::size_t i = 0; i < numbers.size() && i < max_tried; ++i) {
    Result<std::unique_ptr<io::ByteStream>> rows = io::open_rows(book, numbers[i]);
    if (!rows) return rows.error();
    auto impl = std::make_unique<Impl>(io::ByteSource::decoded(std::move(*rows), book->path()));
    impl->layout.path = book->path();
    impl->layout.format = FileFormat::xlsx;
    impl->layout.sheet = book->sheets()[numbers[i]].name;
    impl->layout.delimiter = '\0';
    impl->charset = io::Charset::utf8();
    impl->parser = io::SheetParser();
    if (Status sniffed = impl->sniff(options); !sniffed) {
      problems.emplace_back(impl->layout.sheet, sniffed.error());
    } else if (!best || grade_of(impl->layout) > grade_of(best->layout)) {
      best = std::move(impl);
    }
    if (best && grade_of(best->layout) == best_grade) break;
  }
  return best;
}

Result<std::unique_ptr<CommentReader::Impl>> CommentReader::Impl::open_text(io::ByteSource source,
                                                                            const ReadOptions& options) {
  const std::string path = source.path();
  const std::string_view head = source.window().substr(0, io::sample_bytes);
  const bool whole = source.at_end() && head.size() == source.window().size();
  Result<io::CharsetGuess> found = find_charset(head, whole, options.charset, path);
  if (!found) return found.error();
  const bool in_place = found->name == "utf-8" || found->name == mixed || io::is_single_byte(found->name);
  if (!in_place) {
    auto stream = io::decode_charset(std::move(source), found->mark_bytes, found->name);
    source = io::ByteSource::decoded(std::move(stream), path);
  }
  auto impl = std::make_unique<Impl>(std::move(source));
  if (!in_place) {
    impl->encoded = found->mark_bytes;
    impl->charset = io::Charset::utf8();
  } else if (found->name != "utf-8" && found->name != mixed) {
    impl->charset = options.charset.empty() ? io::Charset::utf8_or(found->name) : io::Charset::single_byte(found->name);
  } else if (lower(options.charset).starts_with("utf")) {
    impl->charset = io::Charset::utf8();
  }
  impl->layout.path = path;
  impl->layout.charset = std::move(found->name);
  if (Status sniffed = impl->sniff(options); !sniffed) return sniffed.error();
  return impl;
}

}  // namespace cxtext
