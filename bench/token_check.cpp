// Does the tokenizer agree with the standard on real text? Reads files of any kind line by line and compares, for each
// line, the untailored tokens with ICU's, and the tailored ones with what they promise.
//
//   token_check FILE…
//
// Prints the lines and tokens checked and how many of each kind there are. Exit status 1 if a line has a fault; the
// first few are told with file and line, not with their text.
#include "reference/token_check.h"

#include <array>
#include <fmt/format.h>
#include <fstream>
#include <string>

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: token_check FILE…\n");
    return 2;
  }
  reference::TokenCheck check;
  cxtext::Tokenizer tokenizer;
  std::vector<cxtext::Token> tokens;
  std::array<std::uint64_t, static_cast<std::size_t>(cxtext::TokenKind::space) + 1> kinds{};
  std::uint64_t lines = 0;
  std::uint64_t faults = 0;
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    if (!file) {
      fmt::print(stderr, "token_check: cannot read {}\n", argv[i]);
      return 3;
    }
    std::uint64_t number = 0;
    for (std::string line; std::getline(file, line);) {
      ++lines;
      ++number;
      const cxtext::CleanText clean(line);
      // As it was written, as far as it is UTF-8, and as the stages see it.
      for (const std::string& text : {reference::repaired(line), std::string(clean.text())}) {
        const std::string fault = check.fault_of(text);
        if (fault.empty()) continue;
        if (++faults <= 10) fmt::print(stderr, "{}:{}: {}\n", argv[i], number, fault);
      }
      tokenizer.tokenize(clean.text(), tokens);
      for (const cxtext::Token& token : tokens) ++kinds[static_cast<std::size_t>(token.kind)];
    }
  }
  fmt::print("{:<14} {}\n", "lines", lines);
  for (std::size_t k = 0; k + 1 < kinds.size(); ++k) {
    fmt::print("{:<14} {}\n", cxtext::to_name(static_cast<cxtext::TokenKind>(k)), kinds[k]);
  }
  fmt::print("{:<14} {}\n", "faults", faults);
  return faults == 0 ? 0 : 1;
}
