#include "printable.h"

#include <cstddef>

namespace cxtext::cli {
namespace {

constexpr std::string_view replacement = "\uFFFD";

struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
  bool well_formed = false;
};

/// The first character of text, which is not empty; of what is not UTF-8, its first byte.
Character first_of(std::string_view text) noexcept {
  const auto byte = [text](std::size_t i) {
    return i < text.size() ? static_cast<char32_t>(static_cast<unsigned char>(text[i])) : char32_t{0};
  };
  const char32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t n = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) return {};
  char32_t code = lead & (0x7FU >> n);
  for (std::size_t i = 1; i < n; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return {};
    code = (code << 6U) | (byte(i) & 0x3FU);
  }
  const bool overlong = (n == 3 && code < 0x800) || (n == 4 && code < 0x10000);
  if (overlong || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, n, true};
}

bool breaks_line(char32_t c) noexcept { return (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029; }

bool is_control(char32_t c) noexcept { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }

bool turns_direction(char32_t c) noexcept { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

/// Calls visit(character, its bytes) for each of text that is to be seen; the bytes are those to show.
template <class Visit>
void for_each_shown(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const Character next = first_of(text);
    const std::string_view bytes = text.substr(0, next.bytes);
    text.remove_prefix(next.bytes);
    if (turns_direction(next.code)) continue;
    const bool hidden = !next.well_formed || (is_control(next.code) && next.code != '\n' && next.code != '\t');
    visit(next.code, hidden ? replacement : bytes);
  }
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for_each_shown(text, [&](char32_t, std::string_view bytes) { out += bytes; });
  return out;
}

std::string on_one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space_due = false;
  for_each_shown(text, [&](char32_t c, std::string_view bytes) {
    if (breaks_line(c)) {
      space_due = !out.empty();
      return;
    }
    if (space_due && c != ' ') out += ' ';
    space_due = false;
    out += bytes;
  });
  return out;
}

}  // namespace cxtext::cli
