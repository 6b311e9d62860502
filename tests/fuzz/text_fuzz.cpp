// Any bytes as a comment's text: what CleanText makes of it is what its slow twin does, the map back is exact, and
// cleaning twice changes nothing.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "reference/text_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t longest = 4096;  // the twin takes its time, and regular expressions their stack
  if (size > longest) return 0;
  const std::string fault = reference::fault_of_clean_text({reinterpret_cast<const char*>(data), size});
  if (!fault.empty()) {
    std::fprintf(stderr, "%s\n", fault.c_str());
    std::abort();
  }
  return 0;
}
