#include "testing.h"

#include <array>
#include <atomic>
#include <doctest/doctest.h>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace testing {

namespace fs = std::filesystem;

TempDir::TempDir() {
  // Process number and counter make the name unique among tests that run side by side.
  static std::atomic<unsigned> counter{0};
  do {
    path_ = fs::temp_directory_path() / ("cxtext-test-" + std::to_string(::getpid()) + "-" + std::to_string(counter++));
  } while (!fs::create_directory(path_));
}

TempDir::~TempDir() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string TempDir::write(std::string_view name, std::string_view bytes) const {
  const fs::path target = path_ / name;
  fs::create_directories(target.parent_path());
  write_file(target.string(), bytes);
  return target.string();
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file.is_open(), "cannot read " << path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  REQUIRE_MESSAGE(file.good(), "cannot write " << path);
}

std::string source_path(std::string_view name) { return (fs::path(CXTEXT_SOURCE_DIR) / name).string(); }

std::uint64_t Random::next() noexcept {
  std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

namespace {

using namespace std::string_view_literals;

constexpr auto letters = std::to_array<std::string_view>({
    "a"sv, "b"sv, "d"sv, "e"sv, "f"sv, "g"sv, "i"sv, "k"sv, "l"sv, "m"sv, "n"sv,        "o"sv,
    "r"sv, "s"sv, "t"sv, "u"sv, "v"sv, "y"sv, "å"sv, "ä"sv, "ö"sv, "æ"sv, "\xC3\xB8"sv, "é"sv,
});

constexpr auto ascii_pieces = std::to_array<std::string_view>(
    {" "sv, " "sv,  " "sv,   "."sv,  ","sv,    ";"sv,  "\t"sv,   "|"sv,    "!"sv,   "?!"sv, "-"sv,
     "="sv, "+"sv,  "@"sv,   "&"sv,  "<b>"sv,  "\""sv, "\"\""sv, "'"sv,    "\\"sv,  "{"sv,  "}"sv,
     "["sv, "10"sv, "3,5"sv, "\n"sv, "\r\n"sv, "\r"sv, "\0"sv,   "\x01"sv, "\x7F"sv});

constexpr auto unicode_pieces = std::to_array<std::string_view>({
    "\xC2\x85"sv,                          // next line, a C1 control
    "\xC2\xA0"sv,                          // no-break space
    "\xC2\xAD"sv,                          // soft hyphen
    "\xE2\x80\x99"sv,                      // ’
    "\xE2\x80\x9C"sv,                      // “
    "\xE2\x80\xA8"sv,                      // line separator
    "\xE2\x80\x8B"sv,                      // zero-width space
    "\xE2\x80\xAE"sv,                      // right-to-left override
    "\xEF\xBB\xBF"sv,                      // byte order mark
    "a\xCC\x8A"sv,                         // decomposed å
    "o\xCC\x88"sv,                         // decomposed ö
    "\xCC\x81"sv,                          // a lone accent
    "\xE2\x84\xAB"sv,                      // ångström sign, which NFC replaces
    "\xEF\xAC\x81"sv,                      // the ligature fi
    "\xC4\xB0"sv,                          // dotted capital I, longer in lower case
    "\xC3\x9F"sv,                          // sharp s, longer in upper case
    "\xF0\x9F\x98\x80"sv,                  // 😀
    "\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD"sv,  // thumb, skin tone
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7"sv,  // joined family
    "\xF0\x9F\x87\xA9\xF0\x9F\x87\xB0"sv,                                          // a flag
    "\xF0\x9F\x87\xB8"sv,                                                          // half a flag
    "\xE2\x9D\xA4\xEF\xB8\x8F"sv,                                                  // ❤️
    "\xE2\x80\x8D"sv,                                                              // a lone joiner
    "1\xEF\xB8\x8F\xE2\x83\xA3"sv,                                                 // keycap
    "\xD0\x9F\xD0\xBB"sv,
    "\xD7\xA9"sv,
    "\xE6\xBC\xA2"sv,
    "\xE0\xB8\x81\xE0\xB8\xB3"sv,  // other scripts
    "\xEF\xBF\xBD"sv,              // what ill-formed bytes become
    "\xF4\x8F\xBF\xBF"sv,          // the last code point
});

constexpr auto invalid_pieces = std::to_array<std::string_view>({
    "\x80"sv, "\xBF\xBF"sv,              // continuation without a start
    "\xC3"sv, "\xE2\x80"sv,              // cut short
    "\xF0\x9F\x98"sv,                    // an emoji cut short
    "\xC0\xAF"sv, "\xE0\x80\xAF"sv,      // overlong /
    "\xED\xA0\x80"sv,                    // a surrogate
    "\xF4\x90\x80\x80"sv, "\xF8\x88"sv,  // past the last code point
    "\xFE"sv, "\xFF"sv, "\xE5"sv,        // never valid; å in Latin-1
});

}  // namespace

std::string random_word(Random& random, std::size_t max_letters) {
  std::string word;
  for (std::size_t n = 1 + random.below(max_letters); n > 0; --n) word += letters[random.below(letters.size())];
  return word;
}

std::string random_text(Random& random, std::size_t max_pieces) {
  std::string text;
  for (std::size_t n = random.below(max_pieces + 1); n > 0; --n) {
    const double kind = random.unit();
    if (kind < 0.4) {
      text += random_word(random, 8);
    } else if (kind < 0.7) {
      text += ascii_pieces[random.below(ascii_pieces.size())];
    } else {
      text += unicode_pieces[random.below(unicode_pieces.size())];
    }
  }
  return text;
}

std::string random_bytes(Random& random, std::size_t max_pieces) {
  std::string bytes;
  for (std::size_t n = random.below(max_pieces + 1); n > 0; --n) {
    if (random.chance(0.15)) {
      bytes += invalid_pieces[random.below(invalid_pieces.size())];
    } else {
      bytes += random_text(random, 2);
    }
  }
  return bytes;
}

}  // namespace testing
