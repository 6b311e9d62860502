#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "cxtext/io.h"

#include "io_charset.h"
#include "io_chunks.h"
#include "io_columns.h"
#include "io_comments.h"
#include "io_delimited.h"
#include "io_hash.h"
#include "io_json.h"
#include "io_sheet.h"
#include "io_source.h"
#include "io_workbook.h"

namespace cxtext {

/// The reader of export files: bytes (io_source, io_unpack, io_charset) → rows (io_delimited, io_json, io_sheet) →
/// comments.
///
/// A row is looked at in place; the strings of a Comment are the only copy. The layout is found on the first rows
/// (io_layout), after which reading starts over at the first data row (io_reader).
struct CommentReader::Impl {
  explicit Impl(io::ByteSource opened) : source(std::move(opened)) {}

  /// Unpacks what is packed, converts a charset that rows cannot be cut in, and finds the layout.
  static Result<std::unique_ptr<Impl>> open(const std::string& path, const ReadOptions& options);
  static Result<std::unique_ptr<Impl>> open_text(io::ByteSource source, const ReadOptions& options);
  static Result<std::unique_ptr<Impl>> open_workbook(io::ByteSource source, const ReadOptions& options);
  using SheetProblems = std::vector<std::pair<std::string, Error>>;  // of sheets, by name
  static Result<std::unique_ptr<Impl>> choose_sheet(const std::shared_ptr<const io::Workbook>& book,
                                                    const std::vector<std::size_t>& numbers, const ReadOptions& options,
                                                    SheetProblems& problems);
  Status sniff(const ReadOptions& options);
  Result<std::size_t> read(std::size_t max_rows, std::size_t n_before, std::vector<Comment>& out,
                           std::vector<Reject>& rejects);

  io::ByteSource source;
  std::variant<io::DelimitedParser, io::JsonParser, io::SheetParser> parser = io::DelimitedParser(io::Dialect{});
  io::Charset charset;
  io::ContentHash hash;
  Layout layout;
  ReadCounts counts;

  Result<bool> next_row(std::vector<Reject>& rejects);
  void hash_to(std::uint64_t to);
  Status pass_rest();
  void add_counts(const ReadCounts& first, const ReadCounts& last);
  /// Whether the current row is where a file breaks off that is known to be damaged.
  [[nodiscard]] bool is_cut_off() const;
  void reject_rest(std::vector<Reject>& rejects);
  /// Makes the offsets of rejects count in the file before its charset was converted.
  void place_rejects(std::vector<Reject>& rejects);
  Result<std::size_t> read_here(std::size_t max_rows, std::size_t n, std::vector<Comment>& out,
                                std::vector<Reject>& rejects);
  Result<std::size_t> read_in_threads(std::size_t max_rows, std::size_t n, std::vector<Comment>& out,
                                      std::vector<Reject>& rejects);
  void take_chunk(std::vector<Reject>& rejects);
  [[nodiscard]] std::uint64_t placed(std::uint64_t byte) const;
  std::size_t give(Comment& comment, std::optional<io::Suspect> suspect, std::size_t n, std::vector<Comment>& out);
  void release_held();
  std::size_t give_ready(std::size_t n, std::size_t end, std::vector<Comment>& out);
  void decide_held(std::vector<Reject>& rejects);
  Status sniff_text(std::string_view head, const ReadOptions& options);
  Status sniff_json(std::string_view head);
  Status sniff_delimited(std::string_view head, bool whole, const ReadOptions& options);
  template <class Take>
  Result<std::string> look_ahead(Take take);
  std::vector<std::string> cells_as_text();
  Status find_table(const ReadOptions& options);
  Result<io::Sample> sample_rows();
  Status find_layout(io::Sample sample, const ReadOptions& options);
  [[nodiscard]] std::size_t offset() const { return static_cast<std::size_t>(position - source.base()); }
  [[nodiscard]] Error problem(ErrorCode code, std::string message) const {
    return {.code = code, .message = std::move(message), .path = layout.path};
  }

  io::RowPlan plan;
  std::uint64_t position = 0;   // of the next row in the input
  std::uint64_t hashed_to = 0;  // the hash has the bytes before
  std::uint64_t encoded = 0;    // offset of hashed_to in the file before its charset was converted
  std::size_t n_placed = 0;     // rejects whose offset is in that file
  bool ended = false;
  std::uint64_t line = 1;  // of the next row
  std::uint64_t n_data_rows = 0;
  std::uint32_t threads = 1;
  io::RawRow row;  // the current one
  std::optional<io::CommentMaker> maker;
  std::vector<std::string> labels;  // while the layout is found
  io::Chunk chunk;                  // read ahead by threads, and not yet given out
  std::size_t next_of_chunk = 0;    // comment
  /// Rows that sum up the others if no comment follows, and those after them that are none either.
  struct Held {
    Comment comment;
    std::optional<io::Suspect> suspect;
  };
  std::vector<Held> held;
  std::vector<std::string> answered;   // labels of rows that were held and were answers
  std::deque<Comment> ready;           // to be given out before anything else
  std::size_t next_suspect = 0;        // of the chunk
  std::optional<io::ReadAhead> ahead;  // behind all that it looks at
};

}  // namespace cxtext
