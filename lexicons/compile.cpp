// Build tool: compiles a lexicon directory to the bytes that the library embeds.
#include <cstdio>
#include <memory>

#include "cxtext/lexicon.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: compile_lexicons DIRECTORY OUTPUT\n", stderr);
    return 2;
  }
  const auto bytes = cxtext::compile_lexicon(argv[1]);
  if (!bytes) {
    std::fprintf(stderr, "%s\n", bytes.error().to_string().c_str());
    return 1;
  }
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(argv[2], "wb"), &std::fclose);
  if (!file || std::fwrite(bytes->data(), 1, bytes->size(), file.get()) != bytes->size() ||
      std::fflush(file.get()) != 0) {
    std::fprintf(stderr, "cannot write %s\n", argv[2]);
    return 1;
  }
  return 0;
}
