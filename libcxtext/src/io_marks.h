#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace cxtext::io {

/// What stands where in a block of delimited text, found 64 bytes at a time: the delimiters and line ends outside
/// quotes, and within quotes the line ends and the doubled quotes, in order.
///
/// What is within quotes is told by counting quotes, which is right as long as they stand where RFC 4180 has them: an
/// opening one at the start of a field, a closing one at its end. The first that does not is told of as well; from its
/// row on the marks are of no use.
class Marks {
 public:
  struct Characters {
    char delimiter;  ///< equal to newline: there is none
    char quote;
    char newline;
  };
  static constexpr std::uint32_t inside_bit = 0x80000000U;
  static constexpr std::uint32_t offset_bits = 0x7FFFFFFFU;
  static constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

  /// How many bytes an instruction compares at most; fewer where the processor cannot. All give the same marks.
  enum class Width : std::uint8_t { bytes_16, bytes_32, bytes_64 };

  /// Marks bytes [begin, end) of the window, at most 2^31 of them, as a row that starts at begin has them.
  void build(std::string_view window, std::size_t begin, std::size_t end, const Characters& characters,
             Width width = Width::bytes_64);
  /// The same, a byte at a time.
  void build_slowly(std::string_view window, std::size_t begin, std::size_t end, const Characters& characters);

  [[nodiscard]] std::size_t size() const noexcept { return n_; }
  /// Offset from begin(), and inside_bit for what is within quotes.
  [[nodiscard]] std::uint32_t at(std::size_t i) const noexcept { return marks_[i]; }
  [[nodiscard]] std::size_t begin() const noexcept { return begin_; }
  [[nodiscard]] std::size_t end() const noexcept { return end_; }
  /// Position of the first quote that is not where it should be, or nowhere.
  [[nodiscard]] std::size_t doubtful() const noexcept { return doubtful_; }
  void clear() noexcept {
    n_ = begin_ = end_ = 0;
    doubtful_ = nowhere;
  }

 private:
  template <class FindBits, class RunningParity>
  void build_by(std::string_view window, const Characters& characters, FindBits find_bits,
                RunningParity running_parity);
  void build_avx2(std::string_view window, const Characters& characters);
  void build_avx512(std::string_view window, const Characters& characters);

  std::vector<std::uint32_t> marks_;
  std::size_t n_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t doubtful_ = nowhere;
};

}  // namespace cxtext::io
