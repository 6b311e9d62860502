#pragma once

#include <string>

#include "cxtext/result.h"

#include "io_source.h"

namespace cxtext::io {

/// An input without what it was packed in.
struct Unpacked {
  ByteSource source;
  std::string packing;  ///< "gzip", "zstd", "zip", or empty: it was not packed
};

/// Opens an input ("-": standard input) and decodes it if its first bytes are those of gzip (several members one after
/// the other as well, which bgzip and log rotation write) or zstd, in memory that does not depend on its size; of a ZIP
/// archive that holds a single file that file is taken. A workbook is left as it is, read to its end. Errors: those of
/// ByteSource::open(); bad_format (packed twice, or in a way that is not known, with what to do).
[[nodiscard]] Result<Unpacked> open_unpacked(const std::string& path);

}  // namespace cxtext::io
