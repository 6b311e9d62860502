// Any bytes as an export whose format is to be found, and as delimited text: no crash, and what is given out keeps the
// promises of the reader.
#include <cstddef>
#include <cstdint>

#include "read_bytes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  fuzz::read_bytes(bytes, {});
  fuzz::read_bytes(bytes, {.format = cxtext::FileFormat::csv, .text_required = false});
  return 0;
}
