#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What the tests share: files that go away, the real command, and random input that can be repeated.
///
/// Two words in the name of a test case have a meaning: "[slow]" keeps it out of the default run, and "thread" makes it
/// part of the run under ThreadSanitizer.
namespace testing {

/// A fresh, empty directory; removed with everything in it at the end of the scope.
class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  /// Path of a name in the directory; nothing is made.
  [[nodiscard]] std::string file(std::string_view name) const { return (path_ / name).string(); }
  /// Writes bytes to a name in the directory (folders on the way are made). Returns: its path.
  std::string write(std::string_view name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

/// All bytes of a file. A file that can't be read fails the test.
[[nodiscard]] std::string read_file(const std::string& path);

/// Replaces a file by bytes. A file that can't be written fails the test.
void write_file(const std::string& path, std::string_view bytes);

/// Path of a file of the source tree, by its path from the root: "examples/feedback.csv".
[[nodiscard]] std::string source_path(std::string_view name);

/// How a run of the command ended.
struct CliRun {
  int status = 0;   ///< exit status; 128 + number of the signal that ended it
  std::string out;  ///< what it wrote to standard output
  std::string err;  ///< what it wrote to standard error
};

/// Runs the real cxtext command without a shell. input: its standard input, through a pipe.
/// directory: where it runs; empty: here. Not thread-safe.
[[nodiscard]] CliRun run_cli(const std::vector<std::string>& args, std::string_view input = {},
                             const std::string& directory = {});

/// How large a hostile input is, or how many random ones there are. Sanitizers make a test five to twenty times as
/// slow: with them a fifth is enough to see what is wrong with the memory.
constexpr std::size_t scaled(std::size_t n) noexcept {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return n / 5;
#else
  return n;
#endif
}

/// SplitMix64 (Steele, Lea & Flood 2014): the same numbers for a seed on every machine, which std distributions do not
/// promise.
class Random {
 public:
  explicit Random(std::uint64_t seed) noexcept : state_(seed) {}

  [[nodiscard]] std::uint64_t next() noexcept;
  /// Uniform in [0, n). Precondition: n > 0.
  [[nodiscard]] std::size_t below(std::size_t n) noexcept { return static_cast<std::size_t>(next() % n); }
  /// Uniform in [0, 1).
  [[nodiscard]] double unit() noexcept { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
  [[nodiscard]] bool chance(double probability) noexcept { return unit() < probability; }

  /// One of items. Precondition: not empty.
  template <class T>
  [[nodiscard]] const T& pick(std::span<const T> items) noexcept {
    return items[below(items.size())];
  }
  template <class T>
  [[nodiscard]] const T& pick(const std::vector<T>& items) noexcept {
    return items[below(items.size())];
  }

 private:
  std::uint64_t state_;
};

/// Lower-case word of 1 to max_letters letters of the five languages, valid UTF-8.
[[nodiscard]] std::string random_word(Random& random, std::size_t max_letters = 12);

/// Up to max_pieces pieces of what breaks text code: words, decomposed letters, emoji with joiners and modifiers, line
/// ends of all kinds, quotes, delimiters, control characters and NUL. Valid UTF-8.
[[nodiscard]] std::string random_text(Random& random, std::size_t max_pieces = 40);

/// As random_text, with ill-formed UTF-8 among it: stray and missing continuation bytes, overlong forms, surrogates,
/// code points past the last.
[[nodiscard]] std::string random_bytes(Random& random, std::size_t max_pieces = 40);

}  // namespace testing
