#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "hash.h"

namespace cxtext::language_features {

/// Layout of a language model file: this header, then rows of int8 weights.
struct ModelHeader {
  char magic[8] = {'c', 'x', 't', 'l', 'i', 'd', '0', '1'};
  std::uint32_t log2_rows = 0;
  float scale = 0;        ///< weight = int8 * scale
  float temperature = 1;  ///< evidence is divided by temperature * n_words^length_power before the softmax
  float length_power = 0;
  std::uint64_t checksum = 0;  ///< of the rows
};

inline constexpr std::size_t row_bytes = 6;  ///< one weight for each of da, sv, nb, nn, en, other
inline constexpr std::size_t max_gram = 5;
/// Longer words are judged by their first characters: nothing beyond tells more, and noise must not cost time.
inline constexpr std::size_t max_characters = 40;

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
