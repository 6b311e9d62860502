#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

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
  float temperature = 1;  ///< evidence is divided by temperature * (n_words + 1)^length_power before the softmax
  float length_power = 0;
  std::uint64_t checksum = 0;  ///< of the buckets
};

/// A feature stands in the bucket that its hash names; a fingerprint tells it from its neighbours. A feature that was
/// not kept is thus known to be absent (but for one in 500), where a plain hashed row would answer with another
/// feature's weights.
inline constexpr std::size_t slots_a_bucket = 8;
struct Bucket {
  std::uint16_t fingerprints[slots_a_bucket] = {};  ///< low 12 bits, 0 if free; above them bits 32 to 35 of the weights
  std::uint32_t weights[slots_a_bucket] = {};       ///< bits 0 to 31 of the weights, packed by pack()
};
inline constexpr std::size_t bucket_bytes = 48;
inline constexpr unsigned fingerprint_bits = 12;
inline constexpr std::uint16_t fingerprint_mask = (1U << fingerprint_bits) - 1;
static_assert(sizeof(Bucket) == bucket_bytes);

/// Weights are whole numbers in [-max_digit, max_digit], kept in six bits each with max_digit added.
inline constexpr std::int32_t max_digit = 31;
inline constexpr unsigned bits_a_digit = 6;
using Digits = std::array<std::int32_t, n_classes>;

[[nodiscard]] constexpr std::uint64_t pack(const Digits& digits) noexcept {
  std::uint64_t packed = 0;
  for (std::size_t c = n_classes; c-- > 0;) {
    packed = packed << bits_a_digit | static_cast<std::uint64_t>(digits[c] + max_digit);
  }
  return packed;
}

/// Adds packed weights up: every second digit in lanes of twelve bits, which have room for 64 of them, then apart.
class PackedSum {
 public:
  void add(std::uint64_t packed) noexcept {
    even_ += packed & every_second;
    odd_ += (packed >> bits_a_digit) & every_second;
    if (++pending_ == room) flush();
  }
  [[nodiscard]] Digits digits() noexcept {
    flush();
    return sums_;
  }

 private:
  static constexpr std::uint64_t every_second = 0x3F03F03FU;
  static constexpr std::int32_t room = 64;
  void flush() noexcept {
    for (unsigned lane = 0; lane < n_classes / 2; ++lane) {
      sums_[2 * lane] += static_cast<std::int32_t>(even_ >> (12U * lane) & 0xFFFU) - max_digit * pending_;
      sums_[2 * lane + 1] += static_cast<std::int32_t>(odd_ >> (12U * lane) & 0xFFFU) - max_digit * pending_;
    }
    even_ = 0;
    odd_ = 0;
    pending_ = 0;
  }
  std::uint64_t even_ = 0;
  std::uint64_t odd_ = 0;
  std::int32_t pending_ = 0;
  Digits sums_{};
};

/// Where a feature may stand.
struct Place {
  std::uint32_t bucket = 0;
  std::uint16_t fingerprint = 0;
};
[[nodiscard]] constexpr Place place_of(std::uint64_t hash, std::uint32_t n_buckets) noexcept {
  const auto fingerprint = static_cast<std::uint16_t>(hash & fingerprint_mask);
  return {static_cast<std::uint32_t>((hash >> 32U) * n_buckets >> 32U),
          fingerprint == 0 ? std::uint16_t{1} : fingerprint};
}

/// Adds the weights of a feature, if it was kept. buckets: bytes of the model file, of any alignment.
inline void add_feature(const char* buckets, std::uint32_t n_buckets, std::uint64_t hash, PackedSum& sum) noexcept {
  using Fingerprints = std::uint16_t __attribute__((vector_size(16)));  // one comparison for all slots
  static_assert(sizeof(Fingerprints) == sizeof Bucket{}.fingerprints);
  const Place place = place_of(hash, n_buckets);
  const char* bucket = buckets + std::size_t{place.bucket} * bucket_bytes;
  Fingerprints fingerprints;
  std::memcpy(&fingerprints, bucket, sizeof fingerprints);
  const auto equal = (fingerprints & fingerprint_mask) == place.fingerprint;
  std::uint64_t halves[2];
  std::memcpy(halves, &equal, sizeof halves);
  if ((halves[0] | halves[1]) == 0) return;
  const auto bit =
      static_cast<unsigned>(halves[0] != 0 ? std::countr_zero(halves[0]) : 64 + std::countr_zero(halves[1]));
  const std::size_t slot = bit / 16;
  std::uint32_t low = 0;
  std::memcpy(&low, bucket + sizeof fingerprints + slot * sizeof low, sizeof low);
  const std::uint64_t high = fingerprints[slot] >> fingerprint_bits;
  sum.add(high << 32U | low);
}

/// Calls visit(64-bit hash) for each n-gram of "<word>" and for the word as a whole. folded: valid UTF-8. The hash of a
/// gram grows with it character by character.
template <class Visit>
void for_each_gram(std::string_view folded, Visit visit) {
  std::uint32_t characters[max_characters + 2];
  std::size_t n = 0;
  characters[n++] = '<';
  for (std::size_t at = 0; at < folded.size() && n <= max_characters;) {
    std::uint32_t character = static_cast<unsigned char>(folded[at++]);
    // The bytes of a character in one number: as good as its code point.
    while (at < folded.size() && (static_cast<unsigned char>(folded[at]) & 0xC0U) == 0x80U) {
      character = character << 8U | static_cast<unsigned char>(folded[at++]);
    }
    characters[n++] = character;
  }
  characters[n++] = '>';
  const auto grow = [](std::uint64_t hash, std::uint32_t character) {
    hash = (hash + character) * 0x9E3779B97F4A7C15ULL;
    return hash ^ hash >> 29U;
  };
  const auto finish = [](std::uint64_t hash) {
    hash *= 0xBF58476D1CE4E5B9ULL;
    return hash ^ hash >> 32U;
  };
  for (std::size_t first = 0; first < n; ++first) {
    std::uint64_t hash = 0;
    const bool framed_alone = first == 0 || first + 1 == n;
    for (std::size_t length = 1; length <= max_gram && first + length <= n; ++length) {
      hash = grow(hash, characters[first + length - 1]);
      if (length > 1 || !framed_alone) visit(finish(hash));
    }
  }
  std::uint64_t whole = 1;
  for (std::size_t i = 0; i < n; ++i) whole = grow(whole, characters[i]);
  visit(finish(whole));
}

}  // namespace cxtext::language_features
