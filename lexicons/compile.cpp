// Build tool: compiles a lexicon directory to the bytes that the library embeds, and packs its files for those who want
// to edit them.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cxtext/lexicon.h"

namespace {

bool write(const char* path, const std::string& bytes) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path, "wb"), &std::fclose);
  const bool written =
      file && std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size() && std::fflush(file.get()) == 0;
  if (!written) std::fprintf(stderr, "cannot write %s\n", path);
  return written;
}

/// As embedded_lexicon_sources() says.
std::optional<std::string> pack(const std::string& directory) {
  std::vector<std::string> paths{"concepts.tsv", "emoji.tsv", "taxonomy.txt"};
  for (const cxtext::Lang lang : cxtext::lexicon_langs) {
    for (const char* name : {"nocontent", "sentiment", "shifters", "stopwords"})
      paths.push_back(std::string(cxtext::to_code(lang)) + "/" + name + ".tsv");
  }
  std::string packed;
  for (const std::string& path : paths) {
    std::ifstream in(directory + "/" + path, std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(in), {}};
    if (!in) {
      std::fprintf(stderr, "cannot read %s/%s\n", directory.c_str(), path.c_str());
      return std::nullopt;
    }
    packed += path + '\t' + std::to_string(content.size()) + '\n' + content;
  }
  return packed;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: compile_lexicons DIRECTORY COMPILED SOURCES\n", stderr);
    return 2;
  }
  const auto bytes = cxtext::compile_lexicon(argv[1]);
  if (!bytes) {
    std::fprintf(stderr, "%s\n", bytes.error().to_string().c_str());
    return 1;
  }
  const auto sources = pack(argv[1]);
  return sources && write(argv[2], bytes.value()) && write(argv[3], *sources) ? 0 : 1;
}
