#pragma once

#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "io_source.h"

namespace cxtext::io {

/// The encoded side of a decoder: the bytes of a source, window by window, and where one is.
class EncodedBytes {
 public:
  explicit EncodedBytes(ByteSource source) : source_(std::move(source)) {}

  /// What is there and not yet used; reads on if that is nothing. Empty: the end.
  [[nodiscard]] Result<std::string_view> rest() {
    while (used_ == source_.window().size() && !source_.at_end()) {
      if (Status grown = source_.grow(std::exchange(used_, 0)); !grown) return grown.error();
    }
    if (Status released = source_.release(used_); !released) return released.error();
    return source_.window().substr(used_);
  }
  void use(std::size_t n) noexcept { used_ += n; }
  /// Why the source ends before its time; empty: it does not.
  [[nodiscard]] const std::optional<Error>& damage() const noexcept { return source_.damage(); }

  /// An error at the byte where one is.
  [[nodiscard]] Error damaged(std::string_view packing, std::string_view what) const {
    const std::uint64_t byte = source_.base() + used_;
    return {.code = ErrorCode::cannot_read,
            .message = fmt::format("{} at byte {} of the {} data", what, byte, packing),
            .path = source_.path(),
            .byte = byte};
  }

 private:
  ByteSource source_;
  std::size_t used_ = 0;
};

}  // namespace cxtext::io
