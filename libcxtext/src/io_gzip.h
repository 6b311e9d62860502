#pragma once

#include <memory>
#include <string_view>

#include "io_source.h"
#include "io_stream.h"

namespace cxtext::io {

/// Whether bytes begin as gzip does.
[[nodiscard]] bool is_gzip(std::string_view head) noexcept;

/// Decodes gzip: all members, and the zeros that tapes and block devices leave after them.
/// Errors of its read(): cannot_read (damaged or cut off, and at which byte of the packed file).
[[nodiscard]] std::unique_ptr<ByteStream> decode_gzip(ByteSource packed);

}  // namespace cxtext::io
