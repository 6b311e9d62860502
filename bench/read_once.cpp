// Reads an export once and prints what it took, for comparisons with readers that are programs of their own:
//
//   read_once EXPORT      → seconds of the processor, rows, bytes of comments
#include <ctime>
#include <fmt/format.h>
#include <vector>

#include "cxtext/io.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: read_once EXPORT\n");
    return 2;
  }
  const std::clock_t start = std::clock();
  auto reader = cxtext::CommentReader::open(argv[1], {});
  if (!reader) {
    fmt::print(stderr, "read_once: {}\n", reader.error().to_string());
    return 3;
  }
  std::vector<cxtext::Comment> rows;
  std::vector<cxtext::Reject> rejects;
  std::size_t n_rows = 0;
  std::size_t text_bytes = 0;
  while (true) {
    const auto got = reader->refill(1024, rows, rejects);
    if (!got) {
      fmt::print(stderr, "read_once: {}\n", got.error().to_string());
      return 3;
    }
    if (*got == 0) break;
    n_rows += *got;
    for (const cxtext::Comment& row : rows) text_bytes += row.text.size();
  }
  fmt::print("{:.6f} {} {}\n", static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, n_rows, text_bytes);
  return 0;
}
