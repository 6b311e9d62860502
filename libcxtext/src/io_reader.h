#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "cxtext/io.h"

#include "io_chunks.h"
#include "io_columns.h"
#include "io_comments.h"
#include "io_delimited.h"
#include "io_hash.h"
#include "io_json.h"
#include "io_source.h"

namespace cxtext {

/// The reader of export files: bytes (io_source) → rows (io_delimited, io_json) → comments.
///
/// A row is looked at in place; the strings of a Comment are the only copy. The layout is found on the first rows
/// (io_layout), after which reading starts over at the first data row (io_reader).
struct CommentReader::Impl {
  explicit Impl(io::ByteSource opened) : source(std::move(opened)) {}

  Status sniff(const ReadOptions& options);
  Result<std::size_t> read(std::size_t max_rows, std::size_t n_before, std::vector<Comment>& out,
                           std::vector<Reject>& rejects);

  io::ByteSource source;
  std::variant<io::DelimitedParser, io::JsonParser> parser = io::DelimitedParser(io::Dialect{});
  io::ContentHash hash;
  Layout layout;
  ReadCounts counts;

 private:
  Result<bool> next_row();
  void hash_to(std::uint64_t to);
  Result<std::size_t> read_here(std::size_t max_rows, std::size_t n, std::vector<Comment>& out,
                                std::vector<Reject>& rejects);
  Result<std::size_t> read_in_threads(std::size_t max_rows, std::size_t n, std::vector<Comment>& out,
                                      std::vector<Reject>& rejects);
  Status fill_chunks();
  void take_chunk(io::Chunk& chunk, std::vector<Reject>& rejects);
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
  std::uint64_t line = 1;       // of the next row
  std::uint64_t n_data_rows = 0;
  std::uint32_t threads = 1;
  io::RawRow row;  // the current one
  std::optional<io::CommentMaker> maker;
  std::deque<io::Chunk> chunks;     // read ahead by threads
  std::vector<std::string> labels;  // while the layout is found
};

}  // namespace cxtext
