#pragma once

#include <cstdint>

namespace cxtext {

/// The last step of SplitMix64 (Steele, Lea & Flood 2014): every bit of the result depends on every bit of x.
[[nodiscard]] constexpr std::uint64_t mix_bits(std::uint64_t x) noexcept {
  x += 0x9E3779B97F4A7C15U;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

/// 64 random bits that depend on the key alone: any thread may ask for any number, in any order.
[[nodiscard]] constexpr std::uint64_t random_bits(std::uint64_t seed, std::uint64_t row,
                                                  std::uint64_t column) noexcept {
  return mix_bits(mix_bits(mix_bits(seed) ^ row) ^ column);
}

/// Uniform in [0, 1).
[[nodiscard]] constexpr double random_unit(std::uint64_t seed, std::uint64_t row, std::uint64_t column) noexcept {
  return static_cast<double>(random_bits(seed, row, column) >> 11U) * 0x1.0p-53;
}

/// Mean 0, variance 1, bell-shaped: the sum of four uniform numbers of 16 bits. Without libm, so that every processor
/// draws the same number.
[[nodiscard]] constexpr float random_bell(std::uint64_t seed, std::uint64_t row, std::uint64_t column) noexcept {
  const std::uint64_t bits = random_bits(seed, row, column);
  const std::uint64_t sum = (bits & 0xFFFFU) + ((bits >> 16U) & 0xFFFFU) + ((bits >> 32U) & 0xFFFFU) + (bits >> 48U);
  constexpr double mean = 2.0 * 65535.0;
  constexpr double deviation = 37837.4;  // sqrt(4 * 65536^2 / 12)
  return static_cast<float>((static_cast<double>(sum) - mean) / deviation);
}

}  // namespace cxtext
