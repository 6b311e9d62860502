// The tests' own tools: a tool that is wrong makes every test that uses it worthless.
#include "testing.h"

#include <doctest/doctest.h>
#include <set>

#include "cxtext/text.h"

TEST_SUITE("testing") {
  TEST_CASE("random numbers are those of SplitMix64") {
    testing::Random random(1234567);
    CHECK(random.next() == 6457827717110365317ULL);
    CHECK(random.next() == 3203168211198807973ULL);
    CHECK(random.next() == 9817491932198370423ULL);
  }

  TEST_CASE("random numbers stay in their range") {
    testing::Random random(1);
    std::set<std::size_t> seen;
    for (int i = 0; i < 1000; ++i) {
      const double unit = random.unit();
      CHECK(unit >= 0.0);
      CHECK(unit < 1.0);
      seen.insert(random.below(7));
    }
    CHECK(seen == std::set<std::size_t>{0, 1, 2, 3, 4, 5, 6});
  }

  TEST_CASE("random text is what it says") {
    testing::Random random(2);
    const auto is_valid = [](const std::string& bytes) {
      // A character that stands for ill-formed bytes is longer or shorter than these, or stood there before.
      const cxtext::CleanText clean(bytes);
      std::size_t replaced = 0;
      for (std::size_t at = 0; (at = clean.text().find("\xEF\xBF\xBD", at)) != std::string_view::npos; ++at) {
        if (bytes.compare(clean.original_offset(static_cast<std::uint32_t>(at)), 3, "\xEF\xBF\xBD") != 0) ++replaced;
      }
      return replaced == 0;
    };
    std::size_t invalid = 0;
    std::string all;
    for (int i = 0; i < 500; ++i) {
      const std::string text = testing::random_text(random);
      CHECK(is_valid(text));
      CHECK(is_valid(testing::random_word(random)));
      all += text;
      if (!is_valid(testing::random_bytes(random))) ++invalid;
    }
    CHECK(invalid > 100);
    CHECK(all.find('\0') != std::string::npos);
    CHECK(all.find("\xE2\x80\x8D") != std::string::npos);
    CHECK(all.find("\r\n") != std::string::npos);
  }

  TEST_CASE("a temporary directory is fresh, unique and goes away") {
    std::filesystem::path path;
    {
      const testing::TempDir one;
      const testing::TempDir two;
      path = one.path();
      CHECK(one.path() != two.path());
      CHECK(std::filesystem::is_empty(one.path()));
      const std::string bytes("a\0\r\n\xFF", 5);
      CHECK(testing::read_file(one.write("folder/file", bytes)) == bytes);
      testing::write_file(one.file("folder/file"), "shorter");
      CHECK(testing::read_file(one.file("folder/file")) == "shorter");
    }
    CHECK_FALSE(std::filesystem::exists(path));
  }
}
