#include "cxtext/text.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <unicode/normalizer2.h>
#include <vector>

#include "cxtext/tokens.h"

#include "reference/utf8.h"
#include "testing.h"

using cxtext::CleanText;
using namespace std::string_view_literals;

namespace {

std::string clean(std::string_view bytes) { return std::string(CleanText(bytes).text()); }

std::string nfc_by_utf16(std::string_view valid) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  const auto source = icu::UnicodeString::fromUTF8({valid.data(), static_cast<std::int32_t>(valid.size())});
  std::string out;
  nfc->normalize(source, status).toUTF8String(out);
  REQUIRE(U_SUCCESS(status));
  return out;
}

}  // namespace

TEST_CASE("text: ill-formed bytes become one replacement a maximal part") {
  struct Case {
    std::string_view bytes;
    std::string_view expected;
  };
  // The first five are the examples of the Unicode standard, tables 3-8 to 3-11.
  const Case cases[] = {
      {"\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64"sv, "a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd"},
      {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"sv, "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA"},
      {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"sv, "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA"},
      {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"sv, "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA\uFFFD\uFFFDB"},
      {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"sv, "\uFFFD\uFFFD\uFFFD\uFFFDA"},
      {"\xE5"sv, "\uFFFD"},
      {"f\xF8r"sv, "f\uFFFDr"},
      {"\xF0\x9F\x98"sv, "\uFFFD"},
      {"\xC3\xA5\xC3"sv, "å\uFFFD"},
      {"\xFE\xFF"sv, "\uFFFD\uFFFD"},
      {"\xF8\x88\x80\x80\x80"sv, "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"},
      {"\xEF\xBF\xBD"sv, "\uFFFD"},
      {"\xF4\x8F\xBF\xBF"sv, "\U0010FFFF"},
      {"\x80"sv, "\uFFFD"},
      {"god\x00\xFF!"sv, "god\x00\uFFFD!"sv},
  };
  for (const Case& c : cases) {
    INFO("bytes of length " << c.bytes.size() << ", expected " << std::string(c.expected));
    CHECK(clean(c.bytes) == c.expected);
    CHECK(reference::repaired(c.bytes) == c.expected);
  }
}

TEST_CASE("text: every pair of bytes is repaired as the definition has it") {
  std::string bytes = "a__b";
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      bytes[1] = static_cast<char>(first);
      bytes[2] = static_cast<char>(second);
      const std::string repaired = reference::repaired(bytes);
      if (nfc_by_utf16(repaired) != clean(bytes)) FAIL_CHECK("bytes " << first << " " << second);
    }
  }
}

TEST_CASE("text: composed form") {
  struct Case {
    std::string_view text;
    std::string_view expected;
  };
  const Case cases[] = {
      {"a\u030A", "å"},
      {"A\u030A", "Å"},
      {"a\u0308", "ä"},
      {"o\u0308", "ö"},
      {"o\u0338", "o\u0338"},  // ø has no decomposition
      {"\u212B", "Å"},
      {"e\u0301", "é"},
      {"r\u00E5d", "råd"},
      {"a\u0323\u0302", "\u1EAD"},
      {"a\u0302\u0323", "\u1EAD"},  // marks are put in order first
      {"\uFB01n", "\uFB01n"},       // a ligature is another character
      {"pa\u030A a\u030Aret so\u0308ndag", "på året söndag"},
      {"\u0340", "\u0300"},
      {"", ""},
  };
  for (const Case& c : cases) {
    INFO(std::string(c.text));
    const CleanText cleaned(c.text);
    CHECK(cleaned.text() == c.expected);
    CHECK(cleaned.changed() == (c.text != c.expected));
  }
}

TEST_CASE("text: what is clean already is not copied") {
  const std::string text = "Røde pølser – 😀 “helt” fint, 30 €";
  const CleanText cleaned(text);
  CHECK_FALSE(cleaned.changed());
  CHECK(cleaned.text().data() == text.data());
  CHECK(cleaned.original_offset(7) == 7);
}

TEST_CASE("text: offsets lead back to the original bytes") {
  //                     0    1-3 (å)  4  5(bad) 6 7  8-10 (å) 11
  const std::string text = "pa\u030A \xFF xa\u030A!";
  const CleanText cleaned(text);
  REQUIRE(cleaned.text() == "på \uFFFD xå!");
  const std::vector<std::pair<std::uint32_t, std::uint32_t>> places = {{0, 0}, {1, 1}, {3, 4},   {4, 5},  {7, 6},
                                                                       {8, 7}, {9, 8}, {11, 11}, {12, 12}};
  for (const auto& [offset, original] : places) {
    INFO("offset " << offset);
    CHECK(cleaned.original_offset(offset) == original);
  }
  CHECK(cleaned.original_offset(2) == 1);  // inside å: its start
  CHECK(cleaned.original_offset(5) == 5);  // inside the replacement: the bad byte
}

TEST_CASE("text: random bytes agree with the reference and map back") {
  testing::Random random(11);
  cxtext::Tokenizer tokenizer;
  std::vector<cxtext::Token> tokens;
  for (int round = 0; round < 4000; ++round) {
    const std::string bytes = testing::random_bytes(random);
    const CleanText cleaned(bytes);
    const std::string_view text = cleaned.text();
    const std::string expected = nfc_by_utf16(reference::repaired(bytes));
    REQUIRE(text == expected);
    CHECK(cleaned.changed() == (text != std::string_view(bytes)));
    REQUIRE(cleaned.original_offset(0) == 0);
    REQUIRE(cleaned.original_offset(static_cast<std::uint32_t>(text.size())) == bytes.size());
    std::uint32_t previous = 0;
    for (std::uint32_t at = 0; at <= text.size(); ++at) {
      const std::uint32_t original = cleaned.original_offset(at);
      if (original < previous) FAIL("offsets run backwards at " << at);
      previous = original;
    }
    tokenizer.tokenize(text, tokens, {.keep_spaces = true});
    for (const cxtext::Token& token : tokens) {
      const std::uint32_t begin = cleaned.original_offset(token.begin);
      const std::uint32_t end = cleaned.original_offset(token.end);
      const std::string again = clean(std::string_view(bytes).substr(begin, end - begin));
      if (again != text.substr(token.begin, token.end - token.begin))
        FAIL("token at " << token.begin << " of " << text);
    }
  }
}

TEST_CASE("text: a line of ten megabytes") {
  std::string text(10'000'000, 'x');
  CHECK_FALSE(CleanText(text).changed());
  text[9'000'000] = '\xFF';
  const CleanText cleaned(text);
  CHECK(cleaned.text().size() == text.size() + 2);
  CHECK(cleaned.original_offset(9'000'003) == 9'000'001);
  const std::string bad(1'000'000, '\xC3');
  const CleanText all_bad(bad);
  CHECK(all_bad.text().size() == 3 * bad.size());
  CHECK(all_bad.original_offset(3 * 999'999) == 999'999);
}

TEST_CASE("text: folding") {
  struct Case {
    std::string_view word;
    std::string_view folded;
  };
  const Case cases[] = {
      {"GOD", "god"},   {"ÆØÅ", "æøå"}, {"ÄÖ", "äö"},       {"Don’t", "don't"},    {"DON'T", "don't"},
      {"ÉN", "én"},     {"", ""},       {"a’b’c", "a'b'c"}, {"\u0130", "i\u0307"}, {"İstanbul", "i\u0307stanbul"},
      {"24/7", "24/7"}, {"ﬁN", "ﬁn"},   {"ΣΑΣ", "σας"},     {"STRASSE", "strasse"}};
  for (const Case& c : cases) {
    INFO(std::string(c.word));
    CHECK(cxtext::fold(c.word) == c.folded);
  }
}

TEST_CASE("text: first character") {
  CHECK(cxtext::decode_first("a").code_point == U'a');
  CHECK(cxtext::decode_first("åb").code_point == U'å');
  CHECK(cxtext::decode_first("åb").bytes == 2);
  CHECK(cxtext::decode_first("€").bytes == 3);
  CHECK(cxtext::decode_first("😀").code_point == U'😀');
  CHECK(cxtext::decode_first("😀").bytes == 4);
}
