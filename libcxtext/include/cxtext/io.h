#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/result.h"

namespace cxtext {

/// One row of an export. Strings are UTF-8; bytes that were not are U+FFFD.
struct Comment {
  /// From the id column, else "row-<number of the data row in its file, from 1>" behind ReadOptions::row_prefix.
  std::string id;
  std::string text;                   ///< the comment; several text columns are joined by a line feed
  std::optional<double> score;        ///< empty if missing, unreadable or out of range
  std::string date;                   ///< ISO 8601 "yyyy-mm-dd", or empty
  std::string language;               ///< what the language column says, as it stands; or empty
  std::vector<std::string> segments;  ///< one value a segment column, in the order of Layout::segment_columns
  std::uint64_t line = 0;             ///< line on which the row starts, from 1
};

/// A row, or a cell of a row, that could not be taken over. The comment of a row whose score or date alone is bad is
/// kept.
struct Reject {
  std::string path;
  std::uint64_t line = 0;    ///< from 1
  std::uint64_t column = 0;  ///< field number from 1; 0: the whole row
  std::uint64_t byte = 0;    ///< offset of the row in its (unpacked) file, from 0; in a workbook 0
  std::string reason;        ///< for a person
  std::string raw;           ///< the row as it stands in the file, at most 10,000 bytes
  bool row_lost = true;      ///< false: only the named cell was dropped
  bool rest_lost = false;    ///< the file could not be read from here on
  bool is_summary = false;   ///< a row that sums up the others, as "Total" at the end: no answer was lost
};

enum class FileFormat : std::uint8_t {
  detect,
  csv,
  tsv,
  jsonl,  ///< a JSON object a line
  json,   ///< an array of objects, or an object that holds one
  lines,  ///< a comment a line
  xlsx,   ///< an Excel workbook
};

/// Which mark stands before the decimals of scores; the other one may part thousands.
enum class DecimalMark : std::uint8_t { detect, point, comma };

/// ReadOptions::quote: no character quotes.
inline constexpr char no_quote = '\n';
/// ReadOptions::header_row: sniffed.
inline constexpr std::uint32_t sniff_header = 0xFFFFFFFF;

/// How to read an export. Whatever is left at its default is sniffed from a bounded sample of the file.
struct ReadOptions {
  FileFormat format = FileFormat::detect;
  /// "utf-8", "utf-16le", "windows-1252", "mixed" (UTF-8 with rows of windows-1252), or any name that ICU knows.
  /// Empty: sniffed.
  std::string charset = {};
  std::string sheet = {};  ///< of a workbook: name, or number from 1 among those not hidden; empty: sniffed
  char delimiter = '\0';   ///< '\0': sniffed among , ; tab |
  char quote = '\0';       ///< '\0': sniffed among " and '; no_quote: none
  std::uint32_t header_row = sniff_header;  ///< row of the header as a spreadsheet counts, from 1; 0: there is none
  DecimalMark decimal = DecimalMark::detect;
  /// Order of day, month and year: "d/m/y", "dd.mm.yyyy", "y-m-d" …, or "excel" for day numbers. Empty: sniffed.
  std::string date_format = {};
  std::vector<std::string> text_columns = {};  ///< by header name (case-insensitive) or number from 1
  std::string id_column = {};                  ///< likewise; "-" means there is none
  std::string score_column = {};
  std::string date_column = {};
  std::string language_column = {};
  std::vector<std::string> segment_columns = {};  ///< empty: sniffed (few distinct values); {"-"}: none
  double score_min = 0.0;                         ///< scores outside [score_min, score_max] are rejected scores
  double score_max = 10.0;
  bool text_required = true;  ///< false: an export without a text column is fine
  /// Of several files: of text_columns those that the file has are enough, one at least, and segment_columns that it
  /// lacks are left out; Layout::lacking_columns lists what it lacks.
  bool may_lack_columns = false;
  std::string row_prefix = {};  ///< of the ids "row-1" … of rows without one, to tell files apart
  std::uint32_t threads = 1;    ///< that cut the file; never changes what comes out
};

/// What was understood of one file.
struct Layout {
  std::string path;
  FileFormat format = FileFormat::csv;
  std::string packing;            ///< "gzip", "zstd" or "zip"; empty: not packed
  std::string charset = "utf-8";  ///< as ReadOptions::charset names it
  std::string sheet;              ///< the sheet of a workbook that is read
  char delimiter = ',';           ///< '\0': none (not delimited, or one column of text)
  char quote = '"';               ///< '\0': none
  bool has_header = true;
  std::uint64_t header_row = 1;   ///< the first row of the header as a spreadsheet counts; 0: there is none
  std::uint64_t header_rows = 1;  ///< survey tools write up to three: names, questions, import ids
  bool decimal_comma = false;     ///< scores are written "8,5"
  /// Header names, or "1", "2", … without a header. Each once: a second "comment" is "comment (2)".
  std::vector<std::string> columns;
  std::vector<std::string> text_columns;  ///< names out of columns; likewise below; empty: there is none
  std::string id_column;
  std::string score_column;
  std::string date_column;
  std::string language_column;
  std::vector<std::string> segment_columns;
  std::vector<std::string> lacking_columns;  ///< asked for, but not in this file; see ReadOptions::may_lack_columns

  /// One line for a person: "feedback.csv: CSV with ';', text=kommentar, score=karakter, date=dato (d.m.y)".
  [[nodiscard]] std::string describe() const;

  /// "y-m-d", "d.m.y", "d/m/y", "m/d/y", "d-m-y", "m-d-y", "d/m-y", "d month y", "Excel number" … or empty
  std::string date_format;
};

/// What a reader has seen so far.
struct ReadCounts {
  std::uint64_t rows = 0;              ///< data rows taken over as comments
  std::uint64_t rejected_rows = 0;     ///< rows lost
  std::uint64_t rejected_scores = 0;   ///< comments kept whose score was unreadable or out of range
  std::uint64_t rejected_dates = 0;    ///< comments kept whose date was unreadable
  std::uint64_t missing_scores = 0;    ///< comments whose cell of the score is empty or says there is none ("N/A")
  std::uint64_t short_rows = 0;        ///< comments of delimited text with fewer fields than there are columns
  std::uint64_t summary_rows = 0;      ///< rows that sum up the others ("Total"), which are rejects but no answers
  std::uint64_t repeated_headers = 0;  ///< rows that say the header once more, as exports that were joined do; skipped
  std::uint64_t bytes = 0;             ///< of the file as it is after unpacking and conversion to UTF-8

  ReadCounts& operator+=(const ReadCounts& other) noexcept;
};

/// Streams the rows of one export file in order, in constant memory (beside one row, and the texts that a workbook
/// keeps apart from its sheets).
/// Move-only; not thread-safe: one reader a thread.
class CommentReader {
 public:
  /// Opens path ("-": standard input), sniffs its layout and stops before the first data row.
  /// Errors: file_not_found, not_a_file, cannot_read, empty_input, no_text_column (the message lists the columns and
  /// the flag to use), missing_column, bad_format, usage (options that the file cannot have).
  [[nodiscard]] static Result<CommentReader> open(const std::string& path, const ReadOptions& options);

  CommentReader(CommentReader&&) noexcept;
  CommentReader& operator=(CommentReader&&) noexcept;
  ~CommentReader();

  [[nodiscard]] const Layout& layout() const noexcept;
  [[nodiscard]] const ReadCounts& counts() const noexcept;

  /// Appends at most max_rows comments to out, and what could not be read to rejects (appended as well).
  /// Returns: the number of comments appended; 0 at the end of the file. Errors: cannot_read. A packed file or workbook
  /// that is damaged further on is no error: its rows up to there are followed by a reject with rest_lost. With several
  /// threads counts, hash and rejects may be ahead of the comments until then.
  [[nodiscard]] Result<std::size_t> read(std::size_t max_rows, std::vector<Comment>& out, std::vector<Reject>& rejects);

  /// As read(), but puts the comments in the place of those that out has, whose memory is used again.
  [[nodiscard]] Result<std::size_t> refill(std::size_t max_rows, std::vector<Comment>& out,
                                           std::vector<Reject>& rejects);

  /// 128-bit hash (32 hex digits) of what was read so far, unpacked and as UTF-8; of the whole file once read() has
  /// returned 0.
  [[nodiscard]] std::string content_hash() const;

 private:
  struct Impl;
  explicit CommentReader(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

/// A name for each file of a run, in their order, to tell rows of different files apart: the file's name without folder
/// and endings, with as many of its folders before it as it takes to tell it from the others. Equal paths have equal
/// names.
[[nodiscard]] std::vector<std::string> short_names(std::span<const std::string> paths);

/// What an export has more than once: rows of the same id, as overlapping exports and repeated answers give.
/// Copyable; not thread-safe.
class RepeatedIds {
 public:
  enum class Kind : std::uint8_t {
    first,  ///< of its id, or without one
    other,  ///< the id came before, with other content
    copy,   ///< a row came before that is the same in all that a Comment has, but for its line
  };

  /// max_ids: how many ids are remembered, at 16 bytes each; beyond that old ones are forgotten as new ones come.
  explicit RepeatedIds(std::size_t max_ids = std::size_t{1} << 40U);

  /// Counts a row. Precondition: comment.id is that of the export, not made up by the reader.
  Kind add(const Comment& comment);

  [[nodiscard]] std::uint64_t repeated() const noexcept { return repeated_; }  ///< rows of kind other or copy
  [[nodiscard]] std::uint64_t copies() const noexcept { return copies_; }
  /// The first ids that were repeated, five at most, each once.
  [[nodiscard]] const std::vector<std::string>& examples() const noexcept { return examples_; }

 private:
  struct Seen {
    std::uint64_t id = 0;  ///< hash; 0: free
    std::uint64_t content = 0;
  };
  Seen& find(std::uint64_t id);
  void grow();

  std::vector<Seen> seen_;
  std::size_t max_ids_;
  std::size_t n_seen_ = 0;
  std::uint64_t repeated_ = 0;
  std::uint64_t copies_ = 0;
  std::vector<std::string> examples_;
};

/// A file that appears whole or not at all: written beside its name, then fsync and rename at commit(). Destroyed
/// without commit(), or killed with its process, it leaves nothing behind and the old file of the name untouched.
/// Move-only; not thread-safe.
class AtomicFile {
 public:
  /// Errors: cannot_write (no such folder, not permitted, path is a directory or device).
  [[nodiscard]] static Result<AtomicFile> create(const std::string& path, unsigned mode = 0644);

  AtomicFile(AtomicFile&&) noexcept;
  AtomicFile& operator=(AtomicFile&&) noexcept;
  ~AtomicFile();

  /// Appends. Errors: cannot_write.
  [[nodiscard]] Status write(std::string_view bytes);
  /// Makes the file appear, replacing one of the name. Call once, last. Errors: cannot_write; nothing appears then.
  [[nodiscard]] Status commit();

 private:
  struct Impl;
  explicit AtomicFile(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

/// All of an AtomicFile at once. Errors: cannot_write.
[[nodiscard]] Status write_file_atomically(const std::string& path, std::string_view bytes, unsigned mode = 0644);

/// A field quoted for CSV with the given delimiter where it must be (RFC 4180), a NUL as a space (readers stop there),
/// and guarded against being run as a formula by a spreadsheet: a text that starts with = + - @ (full-width ones too),
/// tab, CR or LF and is no number gets a leading apostrophe. So does what runs behind a semicolon, comma, tab or line
/// end within the text, for a spreadsheet may take another delimiter than the file has.
void append_csv_field(std::string& out, std::string_view field, char delimiter = ',');

}  // namespace cxtext
