// Charsets: told by their bytes, converted before or after rows are cut, and named by a caller.
#include "io_charset.h"

#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "cxtext/io.h"

#include "io_charset_sniff.h"
#include "packed.h"
#include "reading.h"
#include "testing.h"

namespace {

using reading::Export;
using reading::read_all;

/// UTF-8 as UTF-16 or UTF-32, by hand. Precondition: well-formed.
std::string widened(std::string_view utf8, bool big_endian, std::size_t unit_bytes) {
  std::string out;
  const auto put = [&](std::uint32_t unit) {
    for (std::size_t i = 0; i < unit_bytes; ++i) {
      const std::size_t shift = 8 * (big_endian ? unit_bytes - 1 - i : i);
      out += static_cast<char>(unit >> shift & 0xFFU);
    }
  };
  for (std::size_t i = 0; i < utf8.size();) {
    const auto byte = [&](std::size_t k) {
      return static_cast<std::uint32_t>(static_cast<unsigned char>(utf8[i + k]));
    };
    const std::size_t n = byte(0) < 0x80 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
    std::uint32_t c = n == 1 ? byte(0) : byte(0) & (0x7FU >> n);
    for (std::size_t k = 1; k < n; ++k) c = c << 6U | (byte(k) & 0x3FU);
    i += n;
    if (c >= 0x10000 && unit_bytes == 2) {
      put(0xD800 + ((c - 0x10000) >> 10U));
      put(0xDC00 + ((c - 0x10000) & 0x3FFU));
    } else {
      put(c);
    }
  }
  return out;
}

const std::string nordic =
    "id;score;kommentar\n"
    "1;9;Så nemt – \"næsten\" for nemt 😀\n"
    "2;3;\"Køen var lang;\nog kold\"\n"
    "3;11;Blåbærgrød på øen, ærligt talt\n";

}  // namespace

TEST_SUITE("io_charset") {
  TEST_CASE("UTF-16 and UTF-32 with and without a mark are read as UTF-8 is, rejects with their own offset") {
    const Export plain = read_all(nordic);
    REQUIRE(plain.comments.size() == 3);
    REQUIRE(plain.rejects.size() == 1);
    struct Case {
      const char* name;
      std::string bytes;
      std::size_t unit_bytes;
      std::size_t mark_bytes;
    };
    const std::vector<Case> cases = {
        {"utf-16le", "\xFF\xFE" + widened(nordic, false, 2), 2, 2},
        {"utf-16be", "\xFE\xFF" + widened(nordic, true, 2), 2, 2},
        {"utf-16le", widened(nordic, false, 2), 2, 0},
        {"utf-16be", widened(nordic, true, 2), 2, 0},
        {"utf-32le", std::string("\xFF\xFE\0\0", 4) + widened(nordic, false, 4), 4, 4},
        {"utf-32be", std::string("\0\0\xFE\xFF", 4) + widened(nordic, true, 4), 4, 4},
    };
    for (const Case& c : cases) {
      CAPTURE(c.name);
      CAPTURE(c.mark_bytes);
      for (const std::string& bytes : {c.bytes, packed::gzip(c.bytes)}) {
        const Export got = read_all(bytes, {}, "a.csv");
        REQUIRE(got.failure == "");
        CHECK(got.layout.charset == c.name);
        CHECK(got.hash == plain.hash);
        REQUIRE(got.comments.size() == 3);
        for (std::size_t i = 0; i < 3; ++i) CHECK(got.comments[i].text == plain.comments[i].text);
        REQUIRE(got.rejects.size() == 1);
        const std::string before = nordic.substr(0, plain.rejects[0].byte);
        CHECK(got.rejects[0].byte == c.mark_bytes + widened(before, false, c.unit_bytes).size());
      }
    }
  }

  TEST_CASE("offsets of rejects stay right over many windows and threads") {
    std::string csv = "id,score,comment\n";
    std::vector<std::uint64_t> wanted;
    for (std::size_t i = 0; i < testing::scaled(120'000); ++i) {
      const std::string row =
          std::to_string(i) + (i % 1000 == 7 ? ",77," : ",7,") + "Blåbærgrød 😀 på øen " + std::to_string(i) + "\n";
      if (i % 1000 == 7) wanted.push_back(2 + widened(csv, false, 2).size());
      csv += row;
      if (i % 1000 == 7) csv.shrink_to_fit();
    }
    const std::string bytes = "\xFF\xFE" + widened(csv, false, 2);
    for (const std::uint32_t threads : {1U, 4U}) {
      const Export got = read_all(bytes, {.threads = threads}, "a.csv");
      REQUIRE(got.rejects.size() == wanted.size());
      for (std::size_t i = 0; i < wanted.size(); ++i) CHECK(got.rejects[i].byte == wanted[i]);
    }
  }

  TEST_CASE("charsets of one byte are told by the letters they give") {
    struct Case {
      const char* name;
      std::string bytes;
      std::string text;
    };
    const std::vector<Case> cases = {
        {"windows-1252", "id;text\n1;S\xE5 nemt at bruge\n", "Så nemt at bruge"},
        {"windows-1252", "id;text\n1;Prisen var 10 \x80\n", "Prisen var 10 €"},
        {"windows-1252", "id;text\n1;\x93Godt\x94 \x96 l\x92hotel\n", "“Godt” – l’hotel"},
        {"windows-1252", "id;text\n1;Caf\xE9 p\xE5 hj\xF8rnet\n", "Café på hjørnet"},
        {"ibm850",
         "id;text\n1;S\x86 nemt, og k\x9B"
         "en var kort, r\x91kker\n",
         "Så nemt, og køen var kort, rækker"},
        {"ibm850", "id;text\n1;Allt fr\x86n b\x94rjan till slut, m\x84rkligt\n",
         "Allt från början till slut, märkligt"},
        {"macintosh",
         "id;text\n1;S\x8C nemt, og k\xBF"
         "en var kort, r\xBEkker\n",
         "Så nemt, og køen var kort, rækker"},
        {"macintosh", "id;text\n1;Allt fr\x8Cn b\x9Arjan till slut, m\x8Arkligt\n",
         "Allt från början till slut, märkligt"},
    };
    for (const Case& c : cases) {
      CAPTURE(c.text);
      const Export got = read_all(c.bytes, {.delimiter = ';', .text_columns = {"text"}});
      REQUIRE(got.failure == "");
      CHECK(got.layout.charset == c.name);
      CHECK(got.layout.describe().find(std::string(" in ") + c.name) != std::string::npos);
      REQUIRE(got.comments.size() == 1);
      CHECK(got.comments[0].text == c.text);
      const Export named = read_all(c.bytes, {.charset = c.name, .delimiter = ';', .text_columns = {"text"}});
      CHECK(named.comments[0].text == got.comments[0].text);
    }
  }

  TEST_CASE("rows of UTF-8 and of windows-1252 stand in one file") {
    const Export got = read_all(
        "id,score,\xC3\xA5rsag\n"
        "1,9,Bl\xC3\xA5"
        "b\xC3\xA6r\n"
        "2,\x96,Bl\xE5"
        "b\xE6r \x96 ok\n"
        "3,7,plain words\n"
        "4,6,cut \xC3\xA6 here \xC3\n"
        "5,6,cut here \xC3\n"
        "6,5,\"K\xF8"
        "en \"\"var\"\" lang\"\n");
    REQUIRE(got.failure == "");
    CHECK(got.layout.charset == "mixed");
    CHECK(got.layout.text_columns == std::vector<std::string>{"årsag"});
    REQUIRE(got.comments.size() == 6);
    CHECK(got.comments[0].text == "Blåbær");
    CHECK(got.comments[1].text == "Blåbær – ok");
    CHECK_FALSE(got.comments[1].score.has_value());
    CHECK(got.comments[3].text == "cut æ here \uFFFD");
    CHECK(got.comments[4].text == "cut here \uFFFD");
    CHECK(got.comments[5].text == "Køen \"var\" lang");
    CHECK(got.rejects.empty());
  }

  TEST_CASE("a row of windows-1252 beyond the sample is read as well, unless the charset was given") {
    std::string csv = "id,comment\n";
    while (csv.size() < (std::size_t{1} << 20U) + 100) csv += "1,plain words of no accent\n";
    csv +=
        "2,Sm\xF8rrebr\xF8"
        "d\n";
    CHECK(read_all(csv).comments.back().text == "Smørrebrød");
    CHECK(read_all(csv, {.charset = "mixed"}).comments.back().text == "Smørrebrød");
    CHECK(read_all(csv, {.charset = "utf-8"}).comments.back().text ==
          "Sm\uFFFDrrebr\uFFFD"
          "d");
    CHECK(read_all(csv, {.charset = "UTF8"}).layout.charset == "utf-8");
  }

  TEST_CASE("a charset that the caller names is taken as given") {
    // Well-formed UTF-8 that is meant to be something else.
    const std::string bytes = "id,comment\n1,\xC3\xA5 and \x81\n";
    CHECK(read_all(bytes, {.charset = "windows-1252"}).comments[0].text == "Ã¥ and \u0081");
    CHECK(read_all(bytes, {.charset = "ISO-8859-1"}).comments[0].text == "Ã¥ and \u0081");
    CHECK(read_all("id,comment\n1,10 \x80\n", {.charset = "iso-8859-1"}).comments[0].text == "10 €");
    CHECK(read_all("id,comment\n1,10 \xA4\n", {.charset = "iso-8859-15"}).comments[0].text == "10 €");
    CHECK(read_all("id,comment\n1,\x83\x65\x83\x58\x83\x67 ok\n", {.charset = "shift_jis"}).comments[0].text ==
          "テスト ok");
    CHECK(read_all(widened("id,comment\n1,å\n", true, 2), {.charset = "utf-16be"}).comments[0].text == "å");
    CHECK(read_all("\xFE\xFF" + widened("id,comment\n1,å\n", true, 2), {.charset = "utf-16"}).comments[0].text == "å");
    CHECK(read_all(widened("id,comment\n1,å\n", false, 2), {.charset = "utf-16"}).comments[0].text == "å");
    CHECK(read_all("{\"comment\": \"Sm\xF8r\"}\n", {.charset = "windows-1252"}, "a.jsonl").comments[0].text == "Smør");
    const Export unknown = read_all(bytes, {.charset = "klingon"});
    CHECK(unknown.failed == cxtext::ErrorCode::usage);
    CHECK(unknown.failure.find("--charset") != std::string::npos);
    CHECK_FALSE(read_all(bytes, {.charset = std::string("utf-8\0x", 7)}).failure.empty());
  }

  TEST_CASE("ill-formed UTF-16 is U+FFFD, and a text of one character too many bytes is no UTF-16") {
    const std::string lone =
        "\xFF\xFE" + widened("id,comment\n1,a", false, 2) + "\x3D\xD8" + widened("b\n", false, 2) + "x";
    const Export got = read_all(lone);
    REQUIRE(got.comments.size() >= 1);
    CHECK(got.comments[0].text == "a\uFFFDb");
    CHECK(cxtext::io::sniff_charset(std::string("a\0b", 3), true).name == "utf-8");
    CHECK(cxtext::io::sniff_charset("", true).name == "utf-8");
    // Cut by the end of the sample.
    CHECK(cxtext::io::sniff_charset("abc \xF0\x9F\x98", false).name == "utf-8");
  }

  TEST_CASE("conversion in pieces of any size gives the same") {
    testing::Random random(5);
    for (int round = 0; round < 40; ++round) {
      const std::string text = testing::random_text(random, 400);
      const testing::TempDir folder;
      const std::string path = folder.write("a", widened(text, false, 2));
      auto source = cxtext::io::ByteSource::open(path);
      REQUIRE(source.ok());
      auto stream = cxtext::io::decode_charset(std::move(*source), 0, "utf-16le");
      std::string got;
      char buffer[64];
      while (true) {
        const auto n = stream->read(buffer, 1 + random.below(sizeof buffer));
        REQUIRE(n.ok());
        if (*n == 0) break;
        got.append(buffer, *n);
      }
      CHECK(got == text);
    }
  }
}
