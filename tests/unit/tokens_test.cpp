#include "cxtext/tokens.h"

#include <array>
#include <doctest/doctest.h>
#include <filesystem>
#include <string>
#include <string_view>
#include <unicode/uchar.h>
#include <vector>

#include "cxtext/text.h"

#include "reference/token_check.h"
#include "testing.h"

using cxtext::Token;
using cxtext::Tokenizer;
using cxtext::TokenKind;
using namespace std::string_view_literals;

namespace {

// "[word]" with a letter for its kind before it: word, abbreviation, hashtag, number, amount (m), date, phone (t),
// emoji, url, email (@), mention (i), punctuation, space.
std::string shown(std::string_view text, const std::vector<Token>& tokens) {
  std::string out;
  for (const Token& token : tokens) {
    out += "wahnmdteu@ips"[static_cast<std::size_t>(token.kind)];
    out += '[';
    out += text.substr(token.begin, token.end - token.begin);
    out += ']';
  }
  return out;
}

std::string tokens_of(std::string_view text, cxtext::TokenOptions options = {}) {
  Tokenizer tokenizer;
  std::vector<Token> tokens;
  tokenizer.tokenize(text, tokens, options);
  return shown(text, tokens);
}

constexpr cxtext::TokenOptions standard{.keep_spaces = false, .tailored = false};
constexpr cxtext::TokenOptions standard_spaces{.keep_spaces = true, .tailored = false};

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

// What word breaking has rules for, and what tends to be forgotten.
constexpr auto nasty = std::to_array<std::string_view>({
    "a",          "Z",
    "@",          "+",
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

std::string random_nasty(testing::Random& random, std::size_t most) {
  std::string text;
  for (std::size_t n = 1 + random.below(most); n > 0; --n) text += nasty[random.below(nasty.size())];
  return text;
}

void check_nasty(std::uint64_t seed, int rounds) {
  testing::Random random(seed);
  reference::TokenCheck check;
  int wrong = 0;
  for (int round = 0; round < rounds && wrong < 10; ++round) {
    const std::string text = random_nasty(random, 9);
    const std::string fault = check.fault_of(text);
    if (fault.empty()) continue;
    ++wrong;
    FAIL_CHECK(fault << ": " << escaped(text));
  }
}

}  // namespace

TEST_CASE("tokens: a table of cases, as the standard has it") {
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
      {"a@b.dk", "w[a]p[@]w[b.dk]"},
      {"a@b 😀@c", "w[a]p[@]w[b]e[😀]p[@]w[c]"},
      {"1️⃣", "n[1️⃣]"},
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
    CHECK(tokens_of(c.text, standard) == c.expected);
  }
  CHECK(tokens_of("a\0b"sv, standard) == "w[a]w[b]");
}

TEST_CASE("tokens: with spaces kept they cover the text") {
  CHECK(tokens_of("a  b\r\nc", standard_spaces) == "w[a]s[  ]w[b]s[\r\n]w[c]");
  CHECK(tokens_of("a\0b"sv, standard_spaces) == "w[a]s[\0]w[b]"sv);
  testing::Random random(3);
  reference::TokenCheck check;
  for (int round = 0; round < 5000; ++round) {
    const std::string raw = testing::random_bytes(random);
    const cxtext::CleanText clean(raw);
    const std::string fault = check.fault_of(clean.text());
    if (!fault.empty()) FAIL_CHECK(fault << ": " << escaped(clean.text()));
  }
}

TEST_CASE("tokens: nasty random strings are cut as ICU does, and tailored without a loss") { check_nasty(29, 40'000); }

TEST_CASE("tokens: a million nasty random strings [slow]") { check_nasty(31, 1'000'000); }

TEST_CASE("tokens: the kind of a segment does not depend on what stands beside it") {
  testing::Random random(31);
  Tokenizer tokenizer;
  std::vector<Token> tokens;
  for (int round = 0; round < 10000; ++round) {
    const std::string text = random_nasty(random, 7);
    tokenizer.tokenize(text, tokens, standard_spaces);
    for (const Token& token : tokens) {
      // A snowman far off makes ICU cut what the table would have cut.
      const std::string piece = text.substr(token.begin, token.end - token.begin);
      std::vector<Token> alone;
      tokenizer.tokenize(piece + "\n\u2603", alone, standard_spaces);
      if (alone.empty() || alone.front().end != piece.size()) continue;  // it took a neighbour to hold it together
      if (alone.front().kind != token.kind) FAIL_CHECK("kind of " << escaped(piece) << " in " << escaped(text));
    }
  }
}

TEST_CASE("tokens: the standard's own test file") {
  // Debian package unicode-data, which scripts/setup installs.
  const std::string path = "/usr/share/unicode/auxiliary/WordBreakTest.txt";
  REQUIRE_MESSAGE(std::filesystem::exists(path), "install unicode-data (scripts/setup does), which has " << path);
  const std::string file = testing::read_file(path);
  // The rules and the file change from version to version.
  REQUIRE_MESSAGE(file.starts_with("# WordBreakTest-" U_UNICODE_VERSION), "ICU is of Unicode " U_UNICODE_VERSION);
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
    tokenizer.tokenize(text, tokens, standard_spaces);
    if (reference::boundaries(tokens) != expected) FAIL_CHECK(line);
  }
  CHECK(n_cases >= 1823);
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
