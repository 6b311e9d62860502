#include "io_marks.h"

#include <bit>

#if defined(__x86_64__) && defined(__GNUC__)
#define CXTEXT_MARKS_SIMD 1
#include <immintrin.h>
#endif

namespace cxtext::io {

void Marks::build_slowly(std::string_view window, std::size_t begin, std::size_t end, const Characters& characters) {
  begin_ = begin;
  end_ = end;
  n_ = 0;
  doubtful_ = nowhere;
  if (marks_.size() < end - begin + 64) marks_.resize(end - begin + 64);
  enum class Before : std::uint8_t { start, text, closing, lone_return } before = Before::start;
  bool inside = false;
  const auto doubt = [&](std::size_t i) {
    if (doubtful_ == nowhere) doubtful_ = i;
  };
  for (std::size_t i = begin; i < end; ++i) {
    const char c = window[i];
    const auto add = [&] { marks_[n_++] = static_cast<std::uint32_t>(i - begin) | (inside ? inside_bit : 0U); };
    const bool cuts = !inside && (c == characters.delimiter || c == characters.newline);
    if (c == characters.quote) {
      inside = !inside;
      if (inside && before == Before::closing) add();
      if (inside && before != Before::closing && before != Before::start) doubt(i);
      before = inside ? Before::text : Before::closing;
      continue;
    }
    // Behind a closing quote comes the end of the field, with or without a carriage return before the line end.
    if (!inside && before == Before::closing && !cuts && c != '\r') doubt(i);
    if (!inside && before == Before::lone_return && c != characters.newline) doubt(i);
    if (cuts || c == characters.newline) add();
    before = cuts ? Before::start : !inside && before == Before::closing ? Before::lone_return : Before::text;
  }
}

#if CXTEXT_MARKS_SIMD
namespace {

/// A bit for each of 64 bytes that is one of the characters.
struct Found {
  std::uint64_t quotes;
  std::uint64_t delimiters;
  std::uint64_t newlines;
  std::uint64_t returns;
};

inline Found find_sse2(const char* bytes, const Marks::Characters& characters) noexcept {
  Found found{};
  for (unsigned i = 0; i < 4; ++i) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
    const auto equal_to = [&](char c) {
      return static_cast<std::uint64_t>(
                 static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8(c)))))
             << (16U * i);
    };
    found.quotes |= equal_to(characters.quote);
    found.delimiters |= equal_to(characters.delimiter);
    found.newlines |= equal_to(characters.newline);
    found.returns |= equal_to('\r');
  }
  return found;
}

__attribute__((target("avx2"))) inline Found find_avx2(const char* bytes,
                                                       const Marks::Characters& characters) noexcept {
  const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
  const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32));
  const char wanted[4] = {characters.quote, characters.delimiter, characters.newline, '\r'};
  std::uint64_t bits[4];
  for (unsigned i = 0; i < 4; ++i) {
    const __m256i c = _mm256_set1_epi8(wanted[i]);
    const auto in_low = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, c)));
    const auto in_high = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, c)));
    bits[i] = in_low | static_cast<std::uint64_t>(in_high) << 32U;
  }
  return {bits[0], bits[1], bits[2], bits[3]};
}

__attribute__((target("avx512f,avx512bw"))) inline Found find_avx512(const char* bytes,
                                                                     const Marks::Characters& characters) noexcept {
  const __m512i block = _mm512_loadu_si512(bytes);
  return {_mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8(characters.quote)),
          _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8(characters.delimiter)),
          _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8(characters.newline)),
          _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\r'))};
}

/// Bit i of the result: the parity of bits 0 to i.
inline std::uint64_t running_parity_by_shifts(std::uint64_t bits) noexcept {
  bits ^= bits << 1U;
  bits ^= bits << 2U;
  bits ^= bits << 4U;
  bits ^= bits << 8U;
  bits ^= bits << 16U;
  return bits ^ bits << 32U;
}

/// The same by a product without carries, of the bits and ones (Langdale & Lemire 2019, "Parsing Gigabytes of JSON per
/// Second", section 3.1.1).
__attribute__((target("pclmul"))) inline std::uint64_t running_parity_by_product(std::uint64_t bits) noexcept {
  const __m128i product =
      _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<std::int64_t>(bits)), _mm_set1_epi8(-1), 0);
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
}

/// What the 64 bytes before tell the next ones, as bits of the last of them.
struct Carry {
  std::uint64_t inside = 0;    // all ones: they ended within quotes
  std::uint64_t starts = 1;    // a field may start right behind them
  std::uint64_t closed = 0;    // they ended with a closing quote
  std::uint64_t returned = 0;  // they ended with a carriage return behind one
};

/// The marks of 64 bytes, of which `within` count.
struct Step64 {
  std::uint64_t marks;
  std::uint64_t inside;
  std::uint64_t doubtful;
};

template <class RunningParity>
[[gnu::always_inline]] inline Step64 mark(const Found& found, std::uint64_t within, Carry& carry,
                                          RunningParity running_parity) noexcept {
  const std::uint64_t quotes = found.quotes & within;
  const std::uint64_t inside = running_parity(quotes) ^ carry.inside;
  const std::uint64_t newlines = found.newlines & within;
  const std::uint64_t cuts = ((found.delimiters & within) | newlines) & ~inside;
  const std::uint64_t opening = quotes & inside;
  const std::uint64_t closing = quotes & ~inside;
  const std::uint64_t behind_closing = closing << 1U | carry.closed;
  const std::uint64_t doubled = opening & behind_closing;
  // A closing quote may have a carriage return between itself and the line end.
  const std::uint64_t returns = found.returns & behind_closing & ~cuts;
  const std::uint64_t behind_return = returns << 1U | carry.returned;
  std::uint64_t doubtful = opening & ~(cuts << 1U | carry.starts | behind_closing);
  doubtful |= behind_closing & ~(cuts | opening | returns);
  doubtful |= behind_return & ~newlines;
  carry.inside = 0 - (inside >> 63U);
  carry.starts = cuts >> 63U;
  carry.closed = closing >> 63U;
  carry.returned = returns >> 63U;
  return {cuts | doubled | (newlines & inside), inside, doubtful & within};
}

}  // namespace

/// The body of the builders, inlined into each for its processor.
template <class FindBits, class RunningParity>
[[gnu::always_inline]] inline void Marks::build_by(std::string_view window, const Characters& characters,
                                                   FindBits find_bits, RunningParity running_parity) {
  Carry carry;
  std::uint32_t* out = marks_.data();
  const auto add = [&](const char* bytes, std::size_t offset, std::uint64_t within) __attribute__((always_inline)) {
    const Step64 step = mark(find_bits(bytes, characters), within, carry, running_parity);
    if (step.doubtful != 0 && doubtful_ == nowhere) {
      doubtful_ = begin_ + offset + static_cast<std::size_t>(std::countr_zero(step.doubtful));
    }
    // A few are written whether they are there or not: how many there are is hard to predict.
    std::uint64_t bits = step.marks;
    const auto n = static_cast<std::size_t>(std::popcount(bits));
    const auto put = [&](std::size_t i) __attribute__((always_inline)) {
      out[i] = static_cast<std::uint32_t>(offset) + static_cast<std::uint32_t>(std::countr_zero(bits));
      bits &= bits - 1;
    };
    for (std::size_t i = 0; i < 4; ++i) put(i);
    if (n > 4) {
      for (std::size_t i = 4; i < 8; ++i) put(i);
      for (std::size_t i = 8; i < n; ++i) put(i);
    }
    // Few steps have marks within quotes.
    for (std::uint64_t within_quotes = step.marks & step.inside; within_quotes != 0;
         within_quotes &= within_quotes - 1) {
      const std::uint64_t before = (within_quotes & (0 - within_quotes)) - 1;
      out[std::popcount(step.marks & before)] |= inside_bit;
    }
    out += n;
  };
  const std::size_t n_bytes = end_ - begin_;
  std::size_t offset = 0;
  for (; n_bytes - offset >= 64; offset += 64) add(window.data() + begin_ + offset, offset, ~std::uint64_t{0});
  if (offset < n_bytes) {
    char rest[64] = {};
    window.copy(rest, n_bytes - offset, begin_ + offset);
    add(rest, offset, (std::uint64_t{1} << (n_bytes - offset)) - 1);
  }
  n_ = static_cast<std::size_t>(out - marks_.data());
}

__attribute__((target("avx2,bmi,pclmul,popcnt"))) void Marks::build_avx2(std::string_view window,
                                                                         const Characters& characters) {
  build_by(
      window, characters,
      [](const char* bytes, const Characters& wanted)
          __attribute__((target("avx2,bmi,pclmul,popcnt"))) { return find_avx2(bytes, wanted); },
      [](std::uint64_t bits)
          __attribute__((target("avx2,bmi,pclmul,popcnt"))) { return running_parity_by_product(bits); });
}

__attribute__((target("avx512f,avx512bw,bmi,pclmul,popcnt"))) void Marks::build_avx512(std::string_view window,
                                                                                       const Characters& characters) {
  build_by(
      window, characters,
      [](const char* bytes, const Characters& wanted)
          __attribute__((target("avx512f,avx512bw,bmi,pclmul,popcnt"))) { return find_avx512(bytes, wanted); },
      [](std::uint64_t bits)
          __attribute__((target("avx512f,avx512bw,bmi,pclmul,popcnt"))) { return running_parity_by_product(bits); });
}

void Marks::build(std::string_view window, std::size_t begin, std::size_t end, const Characters& characters,
                  Width width) {
  begin_ = begin;
  end_ = end;
  doubtful_ = nowhere;
  // Room for a mark a byte, so that none needs a check.
  if (marks_.size() < end - begin + 64) marks_.resize(end - begin + 64);
  const bool counts =
      __builtin_cpu_supports("bmi") && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("popcnt");
  if (width == Width::bytes_64 && counts && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")) {
    build_avx512(window, characters);
  } else if (width != Width::bytes_16 && counts && __builtin_cpu_supports("avx2")) {
    build_avx2(window, characters);
  } else {
    build_by(window, characters, find_sse2, running_parity_by_shifts);
  }
}
#else
void Marks::build(std::string_view window, std::size_t begin, std::size_t end, const Characters& characters, Width) {
  build_slowly(window, begin, end, characters);
}
#endif

}  // namespace cxtext::io
