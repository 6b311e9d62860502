#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace cxtext::io {

/// What stands where in a block of delimited text, found 64 bytes at a time: each quote, each line end, and the
/// delimiters outside quotes, in order. What is inside quotes is told by counting them, which is right as long as
/// quotes are where RFC 4180 has them; whoever uses the marks checks that and otherwise looks for himself.
class Marks {
 public:
  struct Characters {
    char delimiter;  ///< equal to newline: there is none
    char quote;
    char newline;
  };
  static constexpr std::uint32_t inside_bit = 0x80000000U;

  /// Marks bytes [begin, end) of the window; begin is outside quotes. At most 2^31 bytes.
  void build(std::string_view window, std::size_t begin, std::size_t end, const Characters& characters);
  /// The same, a byte at a time.
  void build_slowly(std::string_view window, std::size_t begin, std::size_t end, const Characters& characters);

  [[nodiscard]] std::size_t size() const noexcept { return n_; }
  /// Offset from begin(); with inside_bit for a line end inside quotes and for an opening quote's counterpart.
  [[nodiscard]] std::uint32_t at(std::size_t i) const noexcept { return marks_[i]; }
  [[nodiscard]] std::size_t begin() const noexcept { return begin_; }
  [[nodiscard]] std::size_t end() const noexcept { return end_; }
  void clear() noexcept { n_ = begin_ = end_ = 0; }

 private:
  std::vector<std::uint32_t> marks_;
  std::size_t n_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace cxtext::io
