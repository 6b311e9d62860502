#include "io_marks.h"

#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace cxtext::io {
namespace {

#if defined(__SSE2__)
/// A bit for each of 64 bytes that is c.
inline std::uint64_t equal_to(const __m128i (&bytes)[4], char c) noexcept {
  const __m128i wanted = _mm_set1_epi8(c);
  std::uint64_t bits = 0;
  for (unsigned i = 0; i < 4; ++i) {
    const auto found = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes[i], wanted)));
    bits |= static_cast<std::uint64_t>(found) << (16U * i);
  }
  return bits;
}

/// Bit i of the result: the parity of bits 0 to i.
inline std::uint64_t running_parity(std::uint64_t bits) noexcept {
  for (unsigned shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}
#endif

}  // namespace

void Marks::build_slowly(std::string_view window, std::size_t begin, std::size_t end, const Characters& characters) {
  begin_ = begin;
  end_ = end;
  n_ = 0;
  if (marks_.size() < end - begin) marks_.resize(end - begin);
  bool inside = false;
  for (std::size_t i = begin; i < end; ++i) {
    const char c = window[i];
    if (c == characters.quote) inside = !inside;
    const bool delimits = c == characters.delimiter && !inside;
    if (c != characters.quote && c != characters.newline && !delimits) continue;
    marks_[n_++] = static_cast<std::uint32_t>(i - begin) | (inside ? inside_bit : 0U);
  }
}

void Marks::build(std::string_view window, std::size_t begin, std::size_t end, const Characters& characters) {
#if defined(__SSE2__)
  begin_ = begin;
  end_ = end;
  n_ = 0;
  // Room for a mark a byte, so that none needs a check.
  if (marks_.size() < end - begin + 64) marks_.resize(end - begin + 64);
  std::uint64_t carry = 0;  // all ones: the block before ended inside quotes
  const auto add = [&](const char* block, std::size_t offset, std::uint64_t within) {
    __m128i bytes[4];
    for (unsigned i = 0; i < 4; ++i) bytes[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 16 * i));
    const std::uint64_t quotes = equal_to(bytes, characters.quote) & within;
    const std::uint64_t inside = running_parity(quotes) ^ carry;
    carry = 0 - (inside >> 63U);
    const std::uint64_t delimiters = equal_to(bytes, characters.delimiter) & ~inside;
    std::uint64_t bits = (quotes | delimiters | equal_to(bytes, characters.newline)) & within;
    std::uint32_t* out = marks_.data() + n_;
    n_ += static_cast<std::size_t>(std::popcount(bits));
    for (; bits != 0; bits &= bits - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(bits));
      *out++ = (static_cast<std::uint32_t>(offset) + bit) | static_cast<std::uint32_t>(((inside >> bit) & 1U) << 31U);
    }
  };
  std::size_t at = begin;
  for (; end - at >= 64; at += 64) add(window.data() + at, at - begin, ~std::uint64_t{0});
  if (at == end) return;
  char rest[64] = {};
  window.copy(rest, end - at, at);
  add(rest, at - begin, (std::uint64_t{1} << (end - at)) - 1);
#else
  build_slowly(window, begin, end, characters);
#endif
}

}  // namespace cxtext::io
