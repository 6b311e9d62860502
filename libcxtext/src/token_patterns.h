#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "cxtext/tokens.h"

#include "ascii.h"

namespace cxtext {

/// What the tailorings of docs/text.md look for. Each function reads valid UTF-8 at a place where such a thing may
/// start or be known by, and gives the bytes it takes; none reads further than that, or than a fixed number of bytes.
struct TokenMatch {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;  ///< 0: nothing here
  TokenKind kind = TokenKind::word;

  explicit operator bool() const noexcept { return end != 0; }
};

/// "https://…" by its colon.
[[nodiscard]] TokenMatch match_url_at_colon(std::string_view text, std::uint32_t colon) noexcept;
/// "www.…", "finn.no", "finn.no/a": by the first byte of a word with a full stop in it.
[[nodiscard]] TokenMatch match_domain(std::string_view text, std::uint32_t begin) noexcept;
/// An address or a mention by its "@".
[[nodiscard]] TokenMatch match_at_sign(std::string_view text, std::uint32_t at) noexcept;
/// "#service" by its "#".
[[nodiscard]] TokenMatch match_hashtag(std::string_view text, std::uint32_t at) noexcept;

/// Numbers, amounts, dates, times of day and telephone numbers by their first digit, "+" or currency sign.
[[nodiscard]] TokenMatch match_figure(std::string_view text, std::uint32_t at) noexcept;

/// An emoticon by its first byte.
[[nodiscard]] TokenMatch match_emoticon(std::string_view text, std::uint32_t at) noexcept;

/// Bytes of the longest abbreviation without its last full stop.
inline constexpr std::uint32_t longest_abbreviation = 8;

/// An abbreviation, or the number of a date ("17. maj"), by the full stop behind it. begin: where the word or number
/// before the full stop begins.
[[nodiscard]] TokenMatch match_before_stop(std::string_view text, std::uint32_t begin, std::uint32_t stop) noexcept;
/// "t.ex", "bl.a" without the last full stop: the whole word.
[[nodiscard]] bool is_dotted_abbreviation(std::string_view word) noexcept;

/// The kind of a piece of text by the characters in it, as UAX #29 cuts it: word, number, emoji, punctuation or space.
[[nodiscard]] TokenKind plain_kind_of(std::string_view piece) noexcept;

/// Part of a word: ASCII letters and digits, and bytes of characters that are letters nearly always. Not those of
/// signs, punctuation and emoji, as far as their first byte tells.
[[nodiscard]] constexpr bool is_wordish(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return is_ascii_letter(c) || is_ascii_digit(c) ||
         (byte >= 0x80 && byte != 0xC2 && byte != 0xE2 && byte != 0xE3 && byte < 0xEF);
}
/// The character before `at` is part of a word.
[[nodiscard]] constexpr bool is_wordish_before(std::string_view text, std::size_t at) noexcept {
  if (at == 0) return false;
  std::size_t lead = at - 1;
  while (lead > 0 && at - lead < 4 && (static_cast<unsigned char>(text[lead]) & 0xC0U) == 0x80U) --lead;
  return is_wordish(text[lead]);
}
/// text[at], or a line feed beyond its end: what stands there ends everything.
[[nodiscard]] constexpr char byte_or_end(std::string_view text, std::size_t at) noexcept {
  return at < text.size() ? text[at] : '\n';
}
/// A word of up to eight bytes as one number, ASCII in lower case.
[[nodiscard]] constexpr std::uint64_t packed_word(std::string_view word) noexcept {
  std::uint64_t value = 0;
  for (const char c : word) value = (value << 8U) | static_cast<unsigned char>(to_ascii_lower(c));
  return value;
}
/// Words of up to eight bytes as a table to search in.
template <std::size_t n>
[[nodiscard]] constexpr std::array<std::uint64_t, n> packed_sorted(const std::array<std::string_view, n>& words) {
  std::array<std::uint64_t, n> out{};
  for (std::size_t i = 0; i < n; ++i) out[i] = packed_word(words[i]);
  std::sort(out.begin(), out.end());
  return out;
}
/// A capital letter of the North stands at `at`.
[[nodiscard]] constexpr bool starts_capital(std::string_view text, std::size_t at) noexcept {
  const char c = byte_or_end(text, at);
  if (c >= 'A' && c <= 'Z') return true;
  if (c != '\xC3' || at + 1 >= text.size()) return false;
  const auto trail = static_cast<unsigned char>(text[at + 1]);
  return trail >= 0x80 && trail <= 0x9E && trail != 0x97;
}

}  // namespace cxtext
