// What a token is by its characters, and what the kinds are called.
#include <algorithm>
#include <array>

#include "cxtext/text.h"
#include "cxtext/tokens.h"

#include "icu.h"
#include "token_patterns.h"

namespace cxtext {

TokenKind plain_kind_of(std::string_view segment) noexcept {
  bool digit = false;
  bool emoji = false;
  bool visible = false;
  for (std::size_t at = 0; at < segment.size();) {
    const Decoded decoded = decode_first(segment.substr(at));
    at += decoded.bytes;
    const char32_t c = decoded.code_point;
    if (icu_adapter::is_letter(c)) return TokenKind::word;
    digit = digit || icu_adapter::is_digit(c);
    emoji = emoji || icu_adapter::is_emoji(c);
    visible = visible || !(c <= 0x20 || c == 0x7F || (c >= 0x80 && c <= 0xA0) || (c >= 0x2000 && c <= 0x200F) ||
                           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF);
  }
  if (emoji) return TokenKind::emoji;
  if (digit) return TokenKind::number;
  return visible ? TokenKind::punctuation : TokenKind::space;
}

std::string_view to_name(TokenKind kind) noexcept {
  constexpr std::array<std::string_view, 13> names{"word",    "abbreviation", "hashtag", "number", "amount",
                                                   "date",    "phone",        "emoji",   "url",    "email",
                                                   "mention", "punctuation",  "space"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view word_part(std::string_view surface, TokenKind kind) noexcept {
  if (kind == TokenKind::hashtag) return surface.substr(1);
  if (kind == TokenKind::abbreviation && surface.ends_with('.')) return surface.substr(0, surface.size() - 1);
  if (kind != TokenKind::amount) return surface;
  const auto letter = std::find_if(surface.begin(), surface.end(), is_ascii_letter);
  const auto first = letter != surface.end() ? letter : std::find_if(surface.begin(), surface.end(), is_ascii_digit);
  const auto last = letter != surface.end() ? std::find_if_not(first, surface.end(), is_ascii_letter)
                                            : std::find_if(surface.rbegin(), surface.rend(), is_ascii_digit).base();
  return {first, last};
}

}  // namespace cxtext
