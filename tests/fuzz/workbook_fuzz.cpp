// Any bytes as a packed file or workbook. What does not begin as one is cut at lines of "---" into the parts of a
// workbook (rows of its sheet, shared texts, styles, properties) and packed, so that the fuzzer need not learn to.
#include <array>

#include "packed.h"
#include "read_bytes.h"

namespace {

std::string pack(std::string_view bytes) {
  constexpr std::string_view mark = "\n---\n";
  std::array<std::string, 4> parts;
  for (std::string& part : parts) {
    const std::size_t end = std::min(bytes.find(mark), bytes.size());
    part = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + mark.size(), bytes.size()));
  }
  return packed::zip(
      packed::workbook({{"A", "hidden", parts[0]}, {"B", "visible", parts[0]}}, parts[1], parts[2], parts[3]));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  cxtext::ReadOptions options;
  options.text_required = false;
  const bool packed_already = bytes.starts_with("PK") || bytes.starts_with("\x1F\x8B") || bytes.starts_with("\x28\xB5");
  fuzz::read_bytes(packed_already ? std::string(bytes) : pack(bytes), options);
  return 0;
}
