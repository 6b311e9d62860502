#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "hash.h"

/// What the trainer and the library must agree on: which features a word has, and how a model file keeps their weights.
namespace cxtext::language_features {

inline constexpr std::size_t n_classes = 6;  ///< da, sv, nb, nn, en, other
inline constexpr std::size_t max_gram = 5;
/// Longer words are judged by their first characters: nothing beyond tells more, and noise must not cost time.
inline constexpr std::size_t max_characters = 40;

/// Layout of a language model file: this header, then buckets.
struct ModelHeader {
  char magic[8] = {'c', 'x', 't', 'l', 'i', 'd', '0', '2'};
  std::uint32_t n_buckets = 0;
  float scale = 0;        ///< weight = digit * scale
  float temperature = 1;  ///< evidence is divided by temperature * n_words^length_power before the softmax
  float length_power = 0;
  std::uint64_t checksum = 0;  ///< of the buckets
};

/// A feature stands in one of two buckets, which its hash names; a fingerprint tells it from its neighbours. A feature
/// that was not kept is thus known to be absent (but for one in some 4,000), where a plain hashed row would answer
/// with another feature's weights.
inline constexpr std::size_t slots_a_bucket = 8;
struct Bucket {
  std::uint16_t fingerprints[slots_a_bucket] = {};  ///< 0: free
  std::uint32_t weights[slots_a_bucket] = {};       ///< packed by pack()
};
inline constexpr std::size_t bucket_bytes = 48;
static_assert(sizeof(Bucket) == bucket_bytes);

/// Weights are whole numbers in [-max_digit, max_digit]; six of them fill a 32-bit word.
inline constexpr std::int32_t max_digit = 19;
inline constexpr std::uint32_t n_digits = 2 * max_digit + 1;
using Digits = std::array<std::int32_t, n_classes>;

[[nodiscard]] constexpr std::uint32_t pack(const Digits& digits) noexcept {
  std::uint32_t packed = 0;
  for (std::size_t c = n_classes; c-- > 0;) packed = packed * n_digits + static_cast<std::uint32_t>(digits[c] + max_digit);
  return packed;
}

/// Adds packed weights to sums.
constexpr void add_packed(std::uint32_t packed, Digits& sums) noexcept {
  for (std::size_t c = 0; c < n_classes; ++c) {
    sums[c] += static_cast<std::int32_t>(packed % n_digits) - max_digit;
    packed /= n_digits;
  }
}

/// Where a feature may stand.
struct Place {
  std::uint32_t first = 0;   ///< bucket
  std::uint32_t second = 0;  ///< bucket
  std::uint16_t fingerprint = 0;
};
[[nodiscard]] constexpr Place place_of(std::uint64_t hash, std::uint32_t n_buckets) noexcept {
  const std::uint64_t low = hash & 0xFFFFFFFFU;
  const std::uint64_t high = hash >> 32U;
  const auto mixed = static_cast<std::uint16_t>((hash * 0x9E3779B97F4A7C15ULL) >> 48U);
  return {static_cast<std::uint32_t>((low * n_buckets) >> 32U), static_cast<std::uint32_t>((high * n_buckets) >> 32U),
          mixed == 0 ? std::uint16_t{1} : mixed};
}

/// Adds the weights of a feature, if it was kept. buckets: bytes of the model file, of any alignment.
inline void add_feature(const char* buckets, std::uint32_t n_buckets, std::uint64_t hash, Digits& sums) noexcept {
  const Place place = place_of(hash, n_buckets);
  for (const std::uint32_t at : {place.first, place.second}) {
    const char* bucket = buckets + std::size_t{at} * bucket_bytes;
    std::uint16_t fingerprints[slots_a_bucket];
    std::memcpy(fingerprints, bucket, sizeof fingerprints);
    for (std::size_t slot = 0; slot < slots_a_bucket; ++slot) {
      if (fingerprints[slot] != place.fingerprint) continue;
      std::uint32_t packed = 0;
      std::memcpy(&packed, bucket + sizeof fingerprints + slot * sizeof packed, sizeof packed);
      return add_packed(packed, sums);
    }
  }
}

/// Calls visit(64-bit hash) for each n-gram of "<word>" and for the word as a whole. folded: valid UTF-8.
template <class Visit>
void for_each_gram(std::string_view folded, Visit visit) {
  std::uint32_t starts[max_characters + 4];
  std::string framed;  // short words stay within the small-string buffer
  framed.reserve(folded.size() + 2);
  framed += '<';
  std::size_t n = 0;
  starts[n++] = 0;
  std::size_t at = 0;
  while (at < folded.size() && n <= max_characters) {
    starts[n++] = static_cast<std::uint32_t>(framed.size());
    std::size_t next = at + 1;
    while (next < folded.size() && (static_cast<unsigned char>(folded[next]) & 0xC0U) == 0x80U) ++next;
    framed.append(folded, at, next - at);
    at = next;
  }
  starts[n++] = static_cast<std::uint32_t>(framed.size());
  framed += '>';
  starts[n] = static_cast<std::uint32_t>(framed.size());
  for (std::size_t first = 0; first < n; ++first) {
    for (std::size_t length = 1; length <= max_gram && first + length <= n; ++length) {
      if (length == 1 && (first == 0 || first + 1 == n)) continue;  // the frame alone
      visit(hash64(std::string_view(framed).substr(starts[first], starts[first + length] - starts[first])));
    }
  }
  visit(XXH3_64bits_withSeed(framed.data(), framed.size(), 1));
}

}  // namespace cxtext::language_features
