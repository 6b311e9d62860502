// Any bytes as JSON: no crash, nothing but UTF-8 comes out, and the counts agree.
#include "read_bytes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const auto format : {cxtext::FileFormat::json, cxtext::FileFormat::jsonl, cxtext::FileFormat::detect}) {
    cxtext::ReadOptions options;
    options.format = format;
    options.text_required = false;
    fuzz::read_bytes(bytes, options);
  }
  return 0;
}
