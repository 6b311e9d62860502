#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cxtext::io {

/// Length of the longest prefix of bytes that is well-formed UTF-8 (no surrogates, no overlong forms).
[[nodiscard]] std::size_t valid_utf8_prefix(std::string_view bytes) noexcept;

/// Appends bytes to out as UTF-8: each maximal part of an ill-formed sequence becomes one U+FFFD (Unicode 15, 3.9,
/// "substitution of maximal subparts").
void append_valid_utf8(std::string& out, std::string_view bytes);

/// The words of a column name or cell as they are compared: lower case, without diacritics (å, ä: a; ø, ö: o; æ: ae),
/// cut at anything that is no letter or digit and where camelCase turns.
[[nodiscard]] std::vector<std::string> folded_words(std::string_view name);

/// The folded words written as one.
[[nodiscard]] std::string folded(std::string_view name);

/// bytes without white space and control characters at both ends: ASCII, no-break and zero-width space, and
/// byte-order mark.
[[nodiscard]] std::string_view trimmed_slowly(std::string_view bytes) noexcept;
[[nodiscard]] inline std::string_view trimmed(std::string_view bytes) noexcept {
  // Most cells begin and end with something to see: no control character, no space, and no byte that the characters
  // without shape begin or end with.
  if (!bytes.empty()) {
    const auto first = static_cast<unsigned char>(bytes.front());
    const auto last = static_cast<unsigned char>(bytes.back());
    const bool starts = first > ' ' && first != 0x7F && first != 0xC2 && first != 0xE2 && first != 0xEF;
    const bool ends = last > ' ' && last != 0x7F && last != 0xA0 && last != 0x8B && last != 0xBF;
    if (starts && ends) return bytes;
  }
  return trimmed_slowly(bytes);
}

/// At most max_bytes of valid UTF-8, cut before a character.
[[nodiscard]] std::string_view cut_utf8(std::string_view text, std::size_t max_bytes) noexcept;

}  // namespace cxtext::io
