#pragma once

#include <cstddef>

#include "cxtext/result.h"

namespace cxtext::io {

/// Bytes that can only be read forward: what a decoder makes of other bytes.
class ByteStream {
 public:
  virtual ~ByteStream() = default;

  /// Reads 1 to n bytes to `to`; n > 0. Returns: how many; 0: the end.
  /// Errors: what is wrong with the encoded bytes and where, after everything before that was given out.
  [[nodiscard]] virtual Result<std::size_t> read(char* to, std::size_t n) = 0;
};

}  // namespace cxtext::io
