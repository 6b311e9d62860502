#pragma once

#include <memory>
#include <string_view>

#include "io_source.h"
#include "io_stream.h"

namespace cxtext::io {

/// Whether bytes begin as zstd does.
[[nodiscard]] bool is_zstd(std::string_view head) noexcept;

/// Decodes zstd: all frames.
/// Errors of its read(): cannot_read (damaged or cut off, and at which byte of the packed file).
[[nodiscard]] std::unique_ptr<ByteStream> decode_zstd(ByteSource packed);

}  // namespace cxtext::io
