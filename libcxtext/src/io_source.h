#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cxtext/result.h"

#include "io_stream.h"

namespace cxtext::io {

/// A window never holds more of a pipe or a decoded stream than about twice this: what is packed into a few bytes must
/// not fill the memory.
constexpr std::size_t max_window_bytes = std::size_t{256} << 20U;

/// The bytes of one input as a window that moves forward: a regular file is mapped and its window is the whole of it;
/// pipes, standard input and decoded streams are read into a buffer that holds what is not yet used up.
/// Move-only, not thread-safe.
class ByteSource {
 public:
  /// path "-" is standard input. Errors: file_not_found, not_a_file, cannot_read.
  [[nodiscard]] static Result<ByteSource> open(const std::string& path);
  /// What a decoder makes of the bytes of path, which is only used to tell where an error is.
  [[nodiscard]] static ByteSource decoded(std::unique_ptr<ByteStream> stream, std::string path);

  ByteSource(ByteSource&& other) noexcept;
  ByteSource& operator=(ByteSource&& other) noexcept;
  ~ByteSource();

  /// Valid until the next grow().
  [[nodiscard]] std::string_view window() const noexcept { return {begin_, size_}; }
  /// Offset of the window in the input.
  [[nodiscard]] std::uint64_t base() const noexcept { return base_; }
  /// Whether the window reaches the end of the input, or what can be read of it.
  [[nodiscard]] bool at_end() const noexcept { return at_end_; }
  /// Why a stream cannot be read beyond the end of the window; empty: that is its end.
  [[nodiscard]] const std::optional<Error>& damage() const noexcept { return damage_; }
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

  /// Drops the first `used` bytes of the window and reads on until the rest has at least doubled, so that starting a
  /// long row over each time costs no more than twice its length. Precondition: !at_end(). Errors: cannot_read, for a
  /// stream only if it has nothing to give out at all; bad_format: the window would be larger than max_window_bytes.
  [[nodiscard]] Status grow(std::size_t used);

  /// Tells the system that the first `used` bytes of a mapped window are done with, and checks that the file is still
  /// as long as it was. Errors: cannot_read if it shrank.
  [[nodiscard]] Status release(std::size_t used);

 private:
  ByteSource() = default;
  void close() noexcept;
  /// Maps the open file if that can be done; without a mapping the file is read.
  void map(std::uint64_t size) noexcept;
  /// Returns: how many bytes were read; 0: the end.
  [[nodiscard]] Result<std::size_t> read_some(char* to, std::size_t n);

  std::string path_;
  std::unique_ptr<ByteStream> stream_;
  std::optional<Error> damage_;
  int fd_ = -1;
  bool owns_fd_ = false;
  bool at_end_ = false;
  void* mapping_ = nullptr;
  std::size_t mapped_ = 0;
  std::size_t released_ = 0;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  const char* begin_ = nullptr;
  std::size_t size_ = 0;
  std::uint64_t base_ = 0;
};

}  // namespace cxtext::io
