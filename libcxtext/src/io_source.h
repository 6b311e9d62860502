#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "cxtext/result.h"

namespace cxtext::io {

/// The bytes of one input as a window that moves forward: a regular file is mapped and its window is the whole of it;
/// pipes and standard input are read into a buffer that holds what is not yet used up.
/// Move-only, not thread-safe.
class ByteSource {
 public:
  /// path "-" is standard input. Errors: file_not_found, not_a_file, cannot_read.
  [[nodiscard]] static Result<ByteSource> open(const std::string& path);

  ByteSource(ByteSource&& other) noexcept;
  ByteSource& operator=(ByteSource&& other) noexcept;
  ~ByteSource();

  /// Valid until the next grow().
  [[nodiscard]] std::string_view window() const noexcept { return {begin_, size_}; }
  /// Offset of the window in the input.
  [[nodiscard]] std::uint64_t base() const noexcept { return base_; }
  /// Whether the window reaches the end of the input.
  [[nodiscard]] bool at_end() const noexcept { return at_end_; }

  /// Drops the first `used` bytes of the window and reads on until the rest has at least doubled, so that starting a
  /// long row over each time costs no more than twice its length. Precondition: !at_end(). Errors: cannot_read.
  [[nodiscard]] Status grow(std::size_t used);

  /// Tells the system that the first `used` bytes of a mapped window are done with, and checks that the file is still
  /// as long as it was. Errors: cannot_read if it shrank.
  [[nodiscard]] Status release(std::size_t used);

 private:
  ByteSource() = default;
  void close() noexcept;
  /// Maps the open file if that can be done; without a mapping the file is read.
  void map(std::uint64_t size) noexcept;

  std::string path_;
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
