#include "cxtext/text.h"

#include <array>
#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <vector>

#include "reference/text_check.h"
#include "reference/utf8.h"
#include "testing.h"

using cxtext::CleanText;
using namespace std::string_view_literals;

namespace {

std::string clean(std::string_view bytes) { return std::string(CleanText(bytes).text()); }

// Pieces that repairs look for, whole and broken, and what they must leave alone.
constexpr auto pieces = std::to_array<std::string_view>({"a",
                                                         "Z",
                                                         "å",
                                                         "Å",
                                                         "Ä",
                                                         "Ã",
                                                         "Â",
                                                         "â",
                                                         "ï",
                                                         "ð",
                                                         " ",
                                                         "\n",
                                                         "&",
                                                         "&&",
                                                         ";",
                                                         "#",
                                                         "&amp;",
                                                         "amp;",
                                                         "&aring;",
                                                         "&Aring;",
                                                         "&#229;",
                                                         "&#xE5;",
                                                         "&#XE5;",
                                                         "&#0;",
                                                         "&#128;",
                                                         "&#x110000;",
                                                         "&#55357;",
                                                         "&#56832;",
                                                         "&#99999999;",
                                                         "&#999999999;",
                                                         "&nbsp;",
                                                         "&shy;",
                                                         "&zwj;",
                                                         "&lt;",
                                                         "&gt;",
                                                         "lt;",
                                                         "&thetasym;",
                                                         "&unknown;",
                                                         "&#;",
                                                         "&#x;",
                                                         "<",
                                                         ">",
                                                         "/",
                                                         "<br>",
                                                         "<BR/>",
                                                         "<br />",
                                                         "</p>",
                                                         "<p>",
                                                         "<p class=\"x\">",
                                                         "<b>",
                                                         "</b>",
                                                         "b>",
                                                         "<b",
                                                         "<a href='x'>",
                                                         "<td>",
                                                         "<3",
                                                         "< b",
                                                         "<navn>",
                                                         "<!--",
                                                         "-->",
                                                         "<!DOCTYPE html>",
                                                         "<![if x]>",
                                                         "<?xml?>",
                                                         "<style>",
                                                         "</style>",
                                                         "<script>",
                                                         "</script>",
                                                         "<o:p>",
                                                         "=",
                                                         "_",
                                                         "_x000D_",
                                                         "_x000d_",
                                                         "_x0041_",
                                                         "_x005F_",
                                                         "x000D_",
                                                         "_x00",
                                                         "\u0083",
                                                         "Ã¥",
                                                         "Ã¸",
                                                         "Ã…",
                                                         "Ã„",
                                                         "Ãƒ",
                                                         "Â¥",
                                                         "â€™",
                                                         "â€œ",
                                                         "â€\u009D",
                                                         "â‚¬",
                                                         "Ã¢",
                                                         "ðŸ˜€",
                                                         "ï»¿",
                                                         "€",
                                                         "™",
                                                         "…",
                                                         "’",
                                                         "¥",
                                                         "\u00A0",
                                                         "\u00AD",
                                                         "\u200B",
                                                         "\u200C",
                                                         "\u200D",
                                                         "\u200E",
                                                         "\u2028",
                                                         "\u202F",
                                                         "\u2003",
                                                         "\u3000",
                                                         "\uFEFF",
                                                         "\u180E",
                                                         "\u2060",
                                                         "Ｎ",
                                                         "１",
                                                         "＜",
                                                         "＆",
                                                         "；",
                                                         "\u030A",
                                                         "\u0308",
                                                         "a\u030A",
                                                         "\u0344",
                                                         "\u212B",
                                                         "\u037E",
                                                         "\u0338",
                                                         "👩",
                                                         "\U0001F3FD",
                                                         "❤\uFE0F",
                                                         "ا",
                                                         "\xFF",
                                                         "\xC3",
                                                         "\xED\xA0\xBD\xED\xB8\x80",
                                                         "\xED\xA0\x80",
                                                         "\xF0\x9F",
                                                         "\xE2\x80"});

std::string escaped(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    out += "\\x";
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
  }
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
      if (reference::utf8(reference::repair(bytes).cells) != clean(bytes))
        FAIL_CHECK("bytes " << first << " " << second);
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

TEST_CASE("text: repairs") {
  struct Case {
    std::string_view text;
    std::string_view expected;
  };
  const Case cases[] = {
      // Read as Windows-1252 or ISO-8859-1, once, twice, three times.
      {"PÃ¥ en lÃ¸rdag kÃ¸bte jeg Ã¦bler", "På en lørdag købte jeg æbler"},
      {"FÃ¶r dyrt, men bra pÃ¥ sÃ¤tt och vis", "För dyrt, men bra på sätt och vis"},
      {"Ikkje nÃ¸gd, dÃ¥rleg i Ã…lesund", "Ikkje nøgd, dårleg i Ålesund"},
      {"pÃ\u00A5 lÃ\u00B8rdag", "på lørdag"},
      {"KÃ\u0098B", "KØB"},
      {"donâ€™t â€œworryâ€\u009D â€“ itâ€™s 20â‚¬â€¦", "don’t “worry” – it’s 20€…"},
      {"ÃƒÂ¥ Ã¢â‚¬â„¢", "å ’"},
      {"ÃƒÆ’Ã‚Â¥", "å"},
      {"ðŸ˜€ â\u009D¤ï¸\u008F", "😀 ❤\uFE0F"},
      {"ï»¿Bra", "Bra"},
      {"300Â\u00A0kr", "300 kr"},
      {"fintÂ\u00A0og billigt", "fint og billigt"},
      {"ÃƒËœ ÃƒÅ“", "Ø Ü"},
      {"Æ’ RÅ“ Ë†", "Æ’ RÅ“ Ë†"},
      {"BLÃ…BÃ†R", "BLÅBÆR"},
      {"Ã…rhus", "Århus"},
      {"Ã–ppet", "Öppet"},
      {"café Ã© café", "café é café"},
      // Not double-encoded.
      {"Ã", "Ã"},
      {"Ã¦", "æ"},
      {"NÃO", "NÃO"},
      {"AMANHÃ… talvez", "AMANHÃ… talvez"},
      {"disse “AMANHÃ” e “MAÇÃ”", "disse “AMANHÃ” e “MAÇÃ”"},
      {"IRMÃ – e IRMÃ®", "IRMÃ – e IRMÃ®"},
      {"«Â»", "«Â»"},
      {"PÅ… Å, Ä – å…", "PÅ… Å, Ä – å…"},
      {"CÂU HỎI: “ĐÃ” – RẤT TỐT", "CÂU HỎI: “ĐÃ” – RẤT TỐT"},
      {"má… là… é™", "má… là… é™"},
      {"ação, pão, não", "ação, pão, não"},
      // HTML references.
      {"P&aring; l&oslash;rdag, &aelig;ble, &AElig;&Oslash;&Aring;", "På lørdag, æble, ÆØÅ"},
      {"f&#246;r &#xE5; &#XE4;", "för å ä"},
      {"&amp;aring; &amp;amp;oslash; &amp;#230;", "å ø æ"},
      {"R&amp;D, H&M, AT&T, a & b", "R&D, H&M, AT&T, a & b"},
      {"&quot;fint&quot; &#8211; &#39;ok&#39; &apos;ja&apos;", "\"fint\" – 'ok' 'ja'"},
      {"20&nbsp;&euro;", "20 €"},
      {"sehr&hellip;", "sehr…"},
      {"&#128;&#150;", "€–"},
      {"&#55357;&#56832; &#x1F600;", "😀 😀"},
      {"&#55357; &#0; &#x110000;", "\uFFFD \uFFFD \uFFFD"},
      {"&Atilde;&yen;", "å"},
      {"&aring &unknown; &; &#; &#x; &#229", "&aring &unknown; &; &#; &#x; &#229"},
      {"?a=1&copy=2&lt=3", "?a=1&copy=2&lt=3"},
      {"&lt;3 &lt; &gt;", "<3 < >"},
      // Tags.
      {"Bra.<br>Men dyrt", "Bra.\nMen dyrt"},
      {"<p>God</p><p>service</p>", "\nGod\n\nservice\n"},
      {"<div class=\"a\">ja</div><BR/>nej<br />", "\nja\n\nnej\n"},
      {"meget <b>god</b>t og <a href=\"https://x.dk/?a=1&amp;b=2\">her</a>", "meget godt og her"},
      {"a<td>b</td>c<img src='x'>d", "a b c d"},
      {"<style>p { color: red }</style>ok<script>x < 1</script>", " ok "},
      {"a<!-- <b> -->b<!--[if mso]>x<![endif]-->c", "abc"},
      {"<o:p></o:p>tak<st1:place w:st=\"on\">by</st1:place>", "takby"},
      {"<w:AlwaysShowPlaceholderText></w:AlwaysShowPlaceholderText>tak", "tak"},
      {"&lt;br /&gt;tak", "\ntak"},
      {"<3 </3 a < b <10 min >5 <navn> <b og i> x<y", "<3 </3 a < b <10 min >5 <navn> <b og i> x<y"},
      {"<b <b", "<b <b"},
      {"<person@firma.dk> <https://x.dk>", "<person@firma.dk> <https://x.dk>"},
      {"<![CDATA[tekst]]> <!vigtigt> <?>", "<![CDATA[tekst]]> <!vigtigt> <?>"},
      // Excel.
      {"et_x000D_\nto_x000d_tre_x0009_x_x0001_y", "et\r\nto\rtre\tx y"},
      {"_x005F_x000D_", "\r"},
      {"_x0041_ _x00 __x", "_x0041_ _x00 __x"},
      // Characters.
      {"1\u00A0299\u202Fkr\u2009x\u3000y", "1 299 kr x y"},
      {"sam\u00ADman\u200Bträf\uFEFFfande\u2060", "sammanträffande"},
      {"ok\u200D\u200C \u200Etak\u200F", "ok tak"},
      {"👩\u200D👩\u200D👧 👨🏽\u200D🔧 ❤\uFE0F", "👩\u200D👩\u200D👧 👨🏽\u200D🔧 ❤\uFE0F"},
      {"می\u200Cخواهم", "می\u200Cخواهم"},
      {"ＮＰＳ１０！", "NPS10!"},
      {"a\u2028b", "a\nb"},
      {"pa\u030A en lo\u0308rdag", "på en lördag"},
      {"&#x61;&#778;", "å"},
  };
  for (const Case& c : cases) {
    INFO(std::string(c.text));
    CHECK(clean(c.text) == c.expected);
    CHECK(reference::fault_of_clean_text(c.text) == "");
  }
}

TEST_CASE("text: a repaired range leads back to what was written") {
  struct Case {
    std::string_view text;
    std::string_view word;     // in the clean text
    std::string_view written;  // in the original
  };
  const Case cases[] = {
      {"<p>God</p>", "God", "God"},
      {"p&aring; l&oslash;rdag", "lørdag", "l&oslash;rdag"},
      {"lÃ¸rdag!", "lørdag", "lÃ¸rdag"},
      {"x <b>sam\u00ADman</b> y", "samman", "sam\u00ADman"},
      {"Ã¢â‚¬â„¢a", "’", "Ã¢â‚¬â„¢"},
      {"&amp;lt;br&amp;gt;a&amp;aring;", "aå", "a&amp;aring;"},
      {"ＮＰＳ１０", "NPS10", "ＮＰＳ１０"},
      {"\u200Bgod\u200B dag", "god", "god"},
      {"pa\u030A&nbsp;vei", "på vei", "pa\u030A&nbsp;vei"},
  };
  for (const Case& c : cases) {
    INFO(std::string(c.text));
    const CleanText cleaned(c.text);
    const std::size_t begin = cleaned.text().find(c.word);
    REQUIRE(begin != std::string_view::npos);
    const std::uint32_t from = cleaned.original_offset(static_cast<std::uint32_t>(begin));
    const std::uint32_t to = cleaned.original_end(static_cast<std::uint32_t>(begin + c.word.size()));
    CHECK(c.text.substr(from, to - from) == c.written);
  }
}

TEST_CASE("text: random bytes and pieces of damage agree with the reference and map back") {
  testing::Random random(11);
  for (std::size_t round = 0; round < testing::scaled(1500); ++round) {
    const std::string bytes = testing::random_bytes(random);
    const std::string fault = reference::fault_of_clean_text(bytes);
    if (!fault.empty()) FAIL_CHECK(fault << ": " << escaped(bytes));
  }
  for (std::size_t round = 0; round < testing::scaled(6000); ++round) {
    std::string bytes;
    for (std::size_t n = 1 + random.below(9); n > 0; --n) bytes += pieces[random.below(pieces.size())];
    const std::string fault = reference::fault_of_clean_text(bytes);
    if (!fault.empty()) FAIL_CHECK(fault << ": " << escaped(bytes));
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

// Each would take hours if a repair looked ahead to the end at every place.
TEST_CASE("text: what is hostile to one repair or another takes no longer than its length") {
  for (const std::string_view piece :
       {"&",    "&amp;", "&#",      "<", "<b ",    "<!--",   "<style>", "<a href='", "Ã…",       "Ãƒ",   "Ã",
        "\xC3", "_x",    "_x000D_", "_", "\u200D", "\u00AD", "<br>",    "a\u030A",   "👩\u200D", "&lt;", "ðŸ"}) {
    std::string text;
    while (text.size() < testing::scaled(2'000'000)) text += piece;
    const CleanText cleaned(text);
    const auto size = static_cast<std::uint32_t>(cleaned.text().size());
    CHECK(cleaned.original_end(size) <= text.size());
  }
  std::string nested;
  for (int i = 0; i < 100'000; ++i) nested = nested + "<b";
  for (int i = 0; i < 100'000; ++i) nested += ">";
  CHECK(CleanText(nested).text().size() > 100'000);
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
