#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace reference {

/// True if bytes are one whole character by the definition of UTF-8: the shortest form of a scalar value.
inline bool is_character(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])); };
  const auto tail = [&](std::size_t i) { return (at(i) & 0xC0U) == 0x80U; };
  if (bytes.size() == 1) return at(0) < 0x80;
  if (bytes.size() == 2 && (at(0) & 0xE0U) == 0xC0U && tail(1))
    return (((at(0) & 0x1FU) << 6U) | (at(1) & 0x3FU)) >= 0x80;
  if (bytes.size() == 3 && (at(0) & 0xF0U) == 0xE0U && tail(1) && tail(2)) {
    const std::uint32_t c = ((at(0) & 0x0FU) << 12U) | ((at(1) & 0x3FU) << 6U) | (at(2) & 0x3FU);
    return c >= 0x800 && !(c >= 0xD800 && c <= 0xDFFF);
  }
  if (bytes.size() == 4 && (at(0) & 0xF8U) == 0xF0U && tail(1) && tail(2) && tail(3)) {
    const std::uint32_t c =
        ((at(0) & 0x07U) << 18U) | ((at(1) & 0x3FU) << 12U) | ((at(2) & 0x3FU) << 6U) | (at(3) & 0x3FU);
    return c >= 0x10000 && c <= 0x10FFFF;
  }
  return false;
}

/// True if some character starts with these bytes and is longer: found by trying continuations, one from each range
/// that the definition tells apart.
inline bool starts_character(std::string_view bytes) {
  if (bytes.empty() || bytes.size() >= 4) return false;
  std::string longer(bytes);
  longer += '\0';
  for (const char next : {'\x80', '\x8F', '\x90', '\x9F', '\xA0', '\xBF'}) {
    longer.back() = next;
    if (is_character(longer) || starts_character(longer)) return true;
  }
  return false;
}

/// Ill-formed parts replaced by U+FFFD, one for each maximal part that could have begun a character (the Unicode
/// standard, 3.9, "substitution of maximal subparts").
inline std::string repaired(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t length = 0;
    for (std::size_t n = 1; n <= 4 && at + n <= bytes.size(); ++n) {
      if (is_character(bytes.substr(at, n))) length = n;
    }
    if (length > 0) {
      out += bytes.substr(at, length);
      at += length;
      continue;
    }
    std::size_t part = 1;
    while (at + part < bytes.size() && starts_character(bytes.substr(at, part + 1))) ++part;
    if (!starts_character(bytes.substr(at, 1))) part = 1;
    out += "\xEF\xBF\xBD";
    at += part;
  }
  return out;
}

/// True if text can be cut at this byte without hurting a character.
inline bool is_boundary(std::string_view text, std::size_t at) {
  return at == text.size() || (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U);
}

}  // namespace reference
