#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/result.h"

#include "io_stream.h"

namespace cxtext::io {

/// A ZIP archive in memory, read by libzip. Nothing is ever unpacked to a file, so names of entries can do no harm.
/// Not thread-safe.
class ZipArchive {
 public:
  /// bytes must stay as long as the archive. Errors: bad_format, with path (damaged, or no ZIP).
  [[nodiscard]] static Result<ZipArchive> open(std::string_view bytes, const std::string& path);

  ZipArchive(ZipArchive&&) noexcept;
  ZipArchive& operator=(ZipArchive&&) noexcept;
  ~ZipArchive();

  /// The names of its files, as they stand.
  [[nodiscard]] std::vector<std::string> names() const;
  /// Whether there is a file of that name (case does not matter).
  [[nodiscard]] bool has(const std::string& name) const;

  /// The bytes of a file. The archive must stay as long. Errors: bad_format (no such file, encrypted). Errors of its
  /// read(): cannot_read (damaged), bad_format (unpacks to so much more than it was that it must be a trap).
  [[nodiscard]] Result<std::unique_ptr<ByteStream>> open_file(const std::string& name) const;

 private:
  struct Impl;
  explicit ZipArchive(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace cxtext::io
