// Any bytes, made valid UTF-8, through the tokenizer: untailored it cuts as ICU does by the standard; tailored its
// tokens are in order, leave nothing out and keep every letter in a word.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "reference/token_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static reference::TokenCheck check;
  const std::string text = reference::repaired({reinterpret_cast<const char*>(data), size});
  const std::string fault = check.fault_of(text);
  if (!fault.empty()) {
    std::fprintf(stderr, "%s\n", fault.c_str());
    std::abort();
  }
  return 0;
}
