// Exports that are packed: gzip, zstd, and what is broken of them.
#include <algorithm>
#include <doctest/doctest.h>
#include <string>
#include <sys/resource.h>
#include <vector>

#include "cxtext/io.h"

#include "packed.h"
#include "reading.h"
#include "testing.h"

namespace {

using reading::Export;
using reading::read_all;

std::string sample_rows(std::size_t n) {
  testing::Random random(17);
  std::string csv = "id,score,comment\n";
  for (std::size_t i = 0; i < n; ++i) {
    csv += "k" + std::to_string(i) + "," + std::to_string(random.below(11)) + ",\"" + testing::random_word(random) +
           " og\n" + testing::random_word(random) + "\"\n";
  }
  return csv;
}

}  // namespace

TEST_SUITE("io_packed") {
  TEST_CASE("packed exports are read as the plain ones are") {
    const std::string csv = sample_rows(20000);
    const Export plain = read_all(csv);
    REQUIRE(plain.comments.size() == 20000);
    const std::string first = csv.substr(0, 100001);
    const std::string second = csv.substr(100001);
    struct Case {
      const char* name;
      std::string bytes;
      const char* packing;
    };
    const std::vector<Case> cases = {
        {"gzip", packed::gzip(csv), "gzip"},
        {"gzip members", packed::gzip(first) + packed::gzip("") + packed::gzip(second), "gzip"},
        {"gzip and zeros", packed::gzip(csv) + std::string(700, '\0'), "gzip"},
        {"zstd", packed::zstd(csv), "zstd"},
        {"zstd frames", packed::zstd(first) + std::string("\x50\x2A\x4D\x18\x03\0\0\0abc", 11) + packed::zstd(second),
         "zstd"},
        {"zstd that begins with a frame to skip", std::string("\x5F\x2A\x4D\x18\x01\0\0\0a", 9) + packed::zstd(csv),
         "zstd"},
    };
    for (const Case& c : cases) {
      CAPTURE(c.name);
      for (const std::uint32_t threads : {1U, 3U}) {
        const Export got = read_all(c.bytes, {.threads = threads}, "export.bin");
        REQUIRE(got.failure == "");
        CHECK(got.layout.packing == c.packing);
        CHECK(got.hash == plain.hash);
        CHECK(got.rejects.empty());
        REQUIRE(got.comments.size() == plain.comments.size());
        for (std::size_t i = 0; i < got.comments.size(); i += 997) {
          CHECK(got.comments[i].text == plain.comments[i].text);
          CHECK(got.comments[i].line == plain.comments[i].line);
        }
      }
    }
    CHECK(read_all(packed::gzip(csv), {}, "a.gz").layout.describe().find("a.gz: gzip, CSV with ','") !=
          std::string::npos);
  }

  TEST_CASE("of a damaged stream the rows before the damage are kept, and the rest is told as lost") {
    const std::string csv = sample_rows(20000);
    const Export plain = read_all(csv);
    std::string broken_zstd = packed::zstd(csv);
    broken_zstd[broken_zstd.size() / 2] = static_cast<char>(broken_zstd[broken_zstd.size() / 2] ^ 0x55);
    struct Case {
      const char* name;
      std::string bytes;
      const char* says;
    };
    const std::string gzip = packed::gzip(csv);
    const std::string zstd = packed::zstd(csv);
    const std::vector<Case> cases = {
        {"cut gzip", gzip.substr(0, gzip.size() / 2), "is cut off at byte"},
        {"gzip without its checksum", gzip.substr(0, gzip.size() - 8), "is cut off at byte"},
        {"gzip with a wrong checksum", gzip.substr(0, gzip.size() - 8) + "12345678", "is damaged at byte"},
        {"gzip and something else", gzip + "and more", "has bytes that are no gzip at byte"},
        {"cut zstd", zstd.substr(0, zstd.size() / 2), "is cut off at byte"},
        {"zstd and something else", zstd + "and more", "is damaged"},
    };
    for (const Case& c : cases) {
      CAPTURE(c.name);
      for (const std::uint32_t threads : {1U, 3U}) {
        const Export got = read_all(c.bytes, {.threads = threads}, "export.bin");
        REQUIRE(got.failure == "");
        REQUIRE(got.rejects.size() == 1);
        const cxtext::Reject& rest = got.rejects.front();
        CHECK(rest.rest_lost);
        CHECK(rest.row_lost);
        CHECK(rest.reason.find(c.says) != std::string::npos);
        CHECK(got.counts.rejected_rows == 1);
        CHECK(got.counts.rows == got.comments.size());
        // Each row that is there is whole.
        CHECK(got.comments.size() > 1000);
        REQUIRE(got.comments.size() <= plain.comments.size());
        for (std::size_t i = 0; i < got.comments.size(); ++i) {
          if (got.comments[i].text != plain.comments[i].text) FAIL_CHECK("row " << i << " differs");
        }
        CHECK(rest.line == got.comments.back().line + 2);
      }
    }
  }

  TEST_CASE("the only file of a ZIP archive is read") {
    const std::string csv = sample_rows(3000);
    const Export plain = read_all(csv);
    const packed::Files files{{"Survey/Export 1.csv", csv}, {"__MACOSX/._x", "x"}, {".DS_Store", "x"}};
    for (const std::string& bytes :
         {packed::zip(files), packed::zip({{"a.csv", csv}}), packed::gzip(packed::zip(files))}) {
      const Export got = read_all(bytes, {}, "export.zip");
      REQUIRE(got.failure == "");
      CHECK(got.hash == plain.hash);
      CHECK(got.comments.size() == 3000);
      CHECK(got.layout.packing == "zip");
    }
    CHECK(read_all(packed::zip({{"a.csv", csv}, {"b.csv", csv}}), {}, "a.zip").failure.find("several files") !=
          std::string::npos);
    CHECK(read_all(packed::zip({{"a.zip", packed::zip({{"a.csv", csv}})}}), {}, "a.zip").failure.find("packed twice") !=
          std::string::npos);
    CHECK(read_all(packed::zip({{"a.csv", ""}}), {}, "a.zip").failure.find("is empty") != std::string::npos);
    std::string broken = packed::zip({{"a.csv", csv}});
    broken[200] = static_cast<char>(broken[200] ^ 0x10);
    const Export damaged = read_all(broken, {}, "a.zip");
    const bool told = damaged.failure.find("damaged") != std::string::npos ||
                      (!damaged.rejects.empty() && damaged.rejects.back().rest_lost);
    CHECK(told);
  }

  TEST_CASE("a stream that is damaged from its start is an error") {
    for (const std::string& bytes : {std::string("\x1F\x8B\x08"), std::string("\x1F\x8B\x01garbage garbage garbage"),
                                     std::string("\x28\xB5\x2F\xFD"), packed::gzip("")}) {
      const Export got = read_all(bytes, {}, "a.gz");
      CHECK_FALSE(got.failure.empty());
    }
    CHECK(read_all(packed::gzip(packed::zstd("id,comment\n1,a\n")), {}, "a.gz").failure.find("packed twice") !=
          std::string::npos);
  }

  TEST_CASE("what unpacks to gigabytes of one row is refused before it fills the memory [slow]") {
    // A member of 64 MB of zeros is 64 kB; forty of them are 2.5 GB.
    const std::string member = packed::gzip(std::string(std::size_t{64} << 20U, 'a'));
    std::string bomb = packed::gzip("id,comment\n1,");
    for (int i = 0; i < 40; ++i) bomb += member;
    const Export got = read_all(bomb, {}, "bomb.gz");
    CHECK(got.failure.find("256 MB") != std::string::npos);
    struct rusage used = {};
    REQUIRE(::getrusage(RUSAGE_SELF, &used) == 0);
    CHECK(used.ru_maxrss < 2'000'000);  // kB
  }
}
