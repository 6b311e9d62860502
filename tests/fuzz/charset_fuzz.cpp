// Any bytes in any charset: no crash, and nothing but UTF-8 comes out. The first byte chooses the charset.
#include <array>

#include "read_bytes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array<const char*, 12> names = {"",          "utf-8",       "mixed",     "utf-16",
                                                 "utf-16le",  "utf-16be",    "utf-32le",  "windows-1252",
                                                 "macintosh", "iso-8859-15", "shift_jis", "gb18030"};
  if (size == 0) return 0;
  cxtext::ReadOptions options;
  options.charset = names[data[0] % names.size()];
  options.text_required = false;
  fuzz::read_bytes({reinterpret_cast<const char*>(data) + 1, size - 1}, options);
  return 0;
}
