#pragma once

#include <optional>

#include "cxtext/result.h"

#include "io_source.h"

namespace cxtext::io {

/// Reads a source to its end. Errors: cannot_read, bad_format (too large for a
/// pipe or a packed file).
[[nodiscard]] Status read_whole(ByteSource& source);

/// Survey tools put their one export into a ZIP archive. Takes that out of an archive with a single file in it; what is
/// a workbook or holds several files is left in `archive`, read to its end, for others to judge.
/// Errors: those of read_whole(); bad_format (damaged, encrypted).
[[nodiscard]] Result<std::optional<ByteSource>> take_only_file(ByteSource& archive);

}  // namespace cxtext::io
