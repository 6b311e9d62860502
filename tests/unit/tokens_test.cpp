#include "cxtext/tokens.h"

#include <array>
#include <doctest/doctest.h>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/text.h"

#include "reference/word_breaks.h"
#include "testing.h"

using cxtext::Token;
using cxtext::Tokenizer;
using cxtext::TokenKind;
using namespace std::string_view_literals;

namespace {

// "[word]" with a letter for its kind before it: w, n, e, p, s.
std::string shown(std::string_view text, const std::vector<Token>& tokens) {
  std::string out;
  for (const Token& token : tokens) {
    out += "wneps"[static_cast<std::size_t>(token.kind)];
    out += '[';
    out += text.substr(token.begin, token.end - token.begin);
    out += ']';
  }
  return out;
}

std::string tokens_of(std::string_view text, bool keep_spaces = false) {
  Tokenizer tokenizer;
  std::vector<Token> tokens;
  tokenizer.tokenize(text, tokens, {.keep_spaces = keep_spaces});
  return shown(text, tokens);
}

std::vector<std::uint32_t> boundaries(const std::vector<Token>& tokens) {
  std::vector<std::uint32_t> out;
  for (const Token& token : tokens) out.push_back(token.begin);
  if (!tokens.empty()) out.push_back(tokens.back().end);
  return out;
}

std::string escaped(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += "\\x";
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
  return out;
}

// What word breaking has rules for, and what tends to be forgotten. Not @: ICU keeps it with letters, the standard does
// not.
constexpr auto nasty = std::to_array<std::string_view>({
    "a",          "Z",
    "æ",          "Å",
    "ß",          "ſ",
    "1",          "0",
    "٣",          "_",
    ".",          ",",
    ";",          ":",
    "'",          "\"",
    "’",          "‘",
    "·",          "‧",
    "․",          " ",
    "  ",         "\t",
    "\r",         "\n",
    "\r\n",       "\v",
    "\f",         "\u0085",
    "\u00A0",     "\u00AD",
    "\u2003",     "\u200B",
    "\u200D",     "\u200C",
    "\u2028",     "\u3000",
    "\u0301",     "\u030A",
    "\u0308",     "\uFE0F",
    "\u20E3",     "\u2060",
    "\uFEFF",     "א",
    "ש",          "״",
    "ก",          "สวัสดี",
    "カ",         "ー",
    "漢",         "한",
    "ᄒ",         "ᅡ",
    "ᆫ",          "\U0001F1E9",
    "\U0001F1F0", "\U0001F1F8",
    "😀",         "👍",
    "\U0001F3FD", "👩",
    "❤",          "👩\u200D👩\u200D👧",
    "❤\uFE0F",    "1\uFE0F\u20E3",
    "©",          "®",
    "™",          "€",
    "…",          "–",
    "-",          "!",
    "?",          "(",
    "/",          "#",
    "%",          "½",
    "ª",          "µ",
    "×",          "\x01",
    "\x7F",       "\u0378",
    "\U0010FFFF", "˂",
    "ˈ",          "ʰ",
    "؀",         "ा",
    "ക",          "\U0001D11E",
});

}  // namespace

TEST_CASE("tokens: a table of cases") {
  struct Case {
    std::string_view text;
    std::string_view expected;
  };
  const Case cases[] = {
      {"", ""},
      {"   ", ""},
      {"god service", "w[god]w[service]"},
      {"Ikke godt!!", "w[Ikke]w[godt]p[!]p[!]"},
      {"don't", "w[don't]"},
      {"don’t", "w[don’t]"},
      {"'quoted'", "p[']w[quoted]p[']"},
      {"e-mail", "w[e]p[-]w[mail]"},
      {"24/7", "n[24]p[/]n[7]"},
      {"3,5 kr.", "n[3,5]w[kr]p[.]"},
      {"1.000,50", "n[1.000,50]"},
      {"kl. 12:30", "w[kl]p[.]n[12]p[:]n[30]"},
      {"f.eks. nu", "w[f.eks]p[.]w[nu]"},
      {"5G og 4g", "w[5G]w[og]w[4g]"},
      {"a_b", "w[a_b]"},
      {"__", "p[__]"},
      {"😀", "e[😀]"},
      {"godt😀", "w[godt]e[😀]"},
      {"👍🏽", "e[👍🏽]"},
      {"👩‍👩‍👧 tak", "e[👩‍👩‍👧]w[tak]"},
      {"🇩🇰🇸🇪", "e[🇩🇰]e[🇸🇪]"},
      {"❤️", "e[❤️]"},
      {"pa\u030A", "w[pa\u030A]"},
      {"på", "w[på]"},
      {"“Nej”", "p[“]w[Nej]p[”]"},
      {"vent…", "w[vent]p[…]"},
      {"30 €", "n[30]p[€]"},
      {"a\u00ADb", "w[a\u00ADb]"},
      {"Привет мир", "w[Привет]w[мир]"},
      {":-)", "p[:]p[-]p[)]"},
      {"a\nb", "w[a]w[b]"},
      {"x\u00A0y", "w[x]w[y]"},
      {"\uFFFD", "p[\uFFFD]"},
      {"©", "p[©]"},
  };
  for (const Case& c : cases) {
    INFO(std::string(c.text));
    CHECK(tokens_of(c.text) == c.expected);
  }
  CHECK(tokens_of("a\0b"sv) == "w[a]w[b]");
}

TEST_CASE("tokens: with spaces kept they cover the text") {
  CHECK(tokens_of("a  b\r\nc", true) == "w[a]s[  ]w[b]s[\r\n]w[c]");
  CHECK(tokens_of("a\0b"sv, true) == "w[a]s[\0]w[b]"sv);
  testing::Random random(3);
  Tokenizer tokenizer;
  std::vector<Token> all;
  std::vector<Token> visible;
  for (int round = 0; round < 5000; ++round) {
    const std::string raw = testing::random_bytes(random);
    const cxtext::CleanText clean(raw);
    tokenizer.tokenize(clean.text(), all, {.keep_spaces = true});
    std::uint32_t at = 0;
    for (const Token& token : all) {
      if (token.begin != at || token.end <= at) FAIL("a gap at " << at);
      at = token.end;
    }
    REQUIRE(at == clean.text().size());
    // Without spaces: the same tokens but those.
    tokenizer.tokenize(clean.text(), visible);
    std::erase_if(all, [](const Token& token) { return token.kind == TokenKind::space; });
    REQUIRE(shown(clean.text(), all) == shown(clean.text(), visible));
  }
}

TEST_CASE("tokens: boundaries are those of ICU on nasty random strings") {
  testing::Random random(29);
  Tokenizer tokenizer;
  reference::WordBreaks reference;
  std::vector<Token> tokens;
  int wrong = 0;
  for (int round = 0; round < 40000 && wrong < 10; ++round) {
    std::string text;
    for (std::size_t n = 1 + random.below(9); n > 0; --n) text += nasty[random.below(nasty.size())];
    tokenizer.tokenize(text, tokens, {.keep_spaces = true});
    if (boundaries(tokens) == reference.of(text)) continue;
    ++wrong;
    FAIL_CHECK("differs from ICU: " << escaped(text));
  }
}

TEST_CASE("tokens: the kind of a segment does not depend on what stands beside it") {
  testing::Random random(31);
  Tokenizer tokenizer;
  std::vector<Token> tokens;
  for (int round = 0; round < 10000; ++round) {
    std::string text;
    for (std::size_t n = 1 + random.below(7); n > 0; --n) text += nasty[random.below(nasty.size())];
    tokenizer.tokenize(text, tokens, {.keep_spaces = true});
    for (const Token& token : tokens) {
      // A snowman far off makes ICU cut what the table would have cut.
      const std::string piece = text.substr(token.begin, token.end - token.begin);
      std::vector<Token> alone;
      tokenizer.tokenize(piece + "\n\u2603", alone, {.keep_spaces = true});
      if (alone.empty() || alone.front().end != piece.size()) continue;  // it took a neighbour to hold it together
      if (alone.front().kind != token.kind) FAIL_CHECK("kind of " << escaped(piece) << " in " << escaped(text));
    }
  }
}

TEST_CASE("tokens: the standard's own test file") {
  const std::string path = "/usr/share/unicode/auxiliary/WordBreakTest.txt";
  if (!std::filesystem::exists(path)) {
    MESSAGE("skipped: " << path << " is not installed (Debian package unicode-data)");
    return;
  }
  const std::string file = testing::read_file(path);
  Tokenizer tokenizer;
  std::vector<Token> tokens;
  std::size_t n_cases = 0;
  for (std::size_t at = 0; at < file.size();) {
    const std::size_t end = std::min(file.find('\n', at), file.size());
    std::string line = file.substr(at, end - at);
    at = end + 1;
    line.erase(std::min(line.find('#'), line.size()));
    std::string text;
    std::vector<std::uint32_t> expected;
    for (std::size_t from = 0; from < line.size();) {
      const std::size_t to = std::min(line.find_first_of(" \t", from), line.size());
      const std::string field = line.substr(from, to - from);
      from = to + 1;
      if (field == "÷") expected.push_back(static_cast<std::uint32_t>(text.size()));
      if (field.empty() || field == "÷" || field == "×") continue;
      const auto c = static_cast<std::uint32_t>(std::stoul(field, nullptr, 16));
      if (c < 0x80) {
        text += static_cast<char>(c);
      } else if (c < 0x800) {
        text += {static_cast<char>(0xC0U | (c >> 6U)), static_cast<char>(0x80U | (c & 0x3FU))};
      } else if (c < 0x10000) {
        text += {static_cast<char>(0xE0U | (c >> 12U)), static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)),
                 static_cast<char>(0x80U | (c & 0x3FU))};
      } else {
        text += {static_cast<char>(0xF0U | (c >> 18U)), static_cast<char>(0x80U | ((c >> 12U) & 0x3FU)),
                 static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)), static_cast<char>(0x80U | (c & 0x3FU))};
      }
    }
    if (text.empty()) continue;
    ++n_cases;
    tokenizer.tokenize(text, tokens, {.keep_spaces = true});
    if (boundaries(tokens) != expected) FAIL_CHECK(line);
  }
  CHECK(n_cases > 1000);
}

TEST_CASE("tokens: hostile input") {
  Tokenizer tokenizer;
  std::vector<Token> tokens{{1, 2, TokenKind::word}};
  tokenizer.tokenize("", tokens);
  CHECK(tokens.empty());
  const std::string line(10'000'000, 'x');
  tokenizer.tokenize(line, tokens);
  REQUIRE(tokens.size() == 1);
  CHECK(tokens[0].end == line.size());
  std::string emoji;
  for (int i = 0; i < 100'000; ++i) emoji += "👩‍👩‍👧";
  tokenizer.tokenize(emoji, tokens);
  CHECK(tokens.size() == 100'000);
  const std::string apostrophes(1'000'000, '\'');
  tokenizer.tokenize(apostrophes, tokens);
  CHECK(tokens.size() == apostrophes.size());
}
