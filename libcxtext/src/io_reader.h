#pragma once

#include <cstddef>
#include <cstdint>
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
#include "io_columns.h"
#include "io_delimited.h"
#include "io_hash.h"
#include "io_json.h"
#include "io_source.h"

namespace cxtext {

/// The reader of export files: bytes (io_source, io_unpack, io_charset) → rows (io_delimited, io_json) → comments.
///
/// A row is looked at in place; the strings of a Comment are the only copy. The layout is found on the first rows
/// (io_layout), after which reading starts over at the first data row (io_reader).
struct CommentReader::Impl {
  explicit Impl(io::ByteSource opened) : source(std::move(opened)) {}

  Status sniff(const ReadOptions& options);
  /// Unpacks what is packed and converts a charset that rows cannot be cut in.
  static Result<std::unique_ptr<Impl>> open(const std::string& path, const ReadOptions& options);
  Result<bool> next_row();
  void advance();
  void hash_to(std::uint64_t to);
  void take_over(std::vector<Comment>& out, std::vector<Reject>& rejects);
  /// Whether the current row is where a damaged file breaks off.
  [[nodiscard]] bool is_cut_off() const;
  void reject_rest(std::vector<Reject>& rejects);

  [[nodiscard]] std::size_t offset() const { return static_cast<std::size_t>(position - source.base()); }

  io::ByteSource source;
  std::variant<io::DelimitedParser, io::JsonParser> parser = io::DelimitedParser(io::Dialect{});
  io::Charset charset;
  io::ContentHash hash;
  io::Roles roles;
  Layout layout;
  ReadCounts counts;
  std::uint64_t position = 0;   // of the next row in the input
  std::uint64_t hashed_to = 0;  // the hash has the bytes before
  std::uint64_t encoded = 0;    // offset of hashed_to in the file before its charset was converted
  std::uint64_t line = 1;       // of the next row
  std::uint64_t n_data_rows = 0;
  double score_min = 0;
  double score_max = 10;
  bool ended = false;
  io::RawRow row;                                     // the current one
  std::vector<std::vector<std::string>> header_rows;  // to know them again further down
  std::vector<std::string> labels;                    // while the layout is found
  std::string scratch;

 private:
  Status sniff_json(std::string_view head);
  Status sniff_delimited(std::string_view head, bool whole, const ReadOptions& options);
  template <class Take>
  Result<std::string> look_ahead(Take take);
  std::vector<std::string> cells_as_text();
  Status find_table(const ReadOptions& options);
  Result<io::Sample> sample_rows();
  Status find_layout(io::Sample sample, const ReadOptions& options);
  void add_reject(std::vector<Reject>& rejects, std::size_t column, std::string reason, bool row_lost);
  void read_score(Comment& comment, std::vector<Reject>& rejects);
  void read_date(Comment& comment, std::vector<Reject>& rejects);
  std::string_view cell(std::size_t column);
  void append_cell(std::string& out, std::size_t column, bool trim);
  [[nodiscard]] Error problem(ErrorCode code, std::string message) const {
    return {.code = code, .message = std::move(message), .path = layout.path};
  }
};

/// Whether a row has nothing in any cell; such rows are skipped.
[[nodiscard]] bool is_blank(const io::RawRow& row);

}  // namespace cxtext
