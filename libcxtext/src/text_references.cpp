// Characters that were written as ASCII: HTML references, and what Excel does to control characters.
#include <algorithm>
#include <optional>

#include "html_entities.h"
#include "text_repair.h"

namespace cxtext {

namespace {

constexpr std::size_t longest_number = 8;  // digits of "&#00008217;"

std::optional<unsigned> digit_of(char c, unsigned base) noexcept {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  const auto lower = static_cast<char>(c | 0x20);
  if (base == 16 && lower >= 'a' && lower <= 'f') return static_cast<unsigned>(lower - 'a') + 10U;
  return std::nullopt;
}

struct Reference {
  std::size_t end = 0;  // 0: none
  char32_t character = 0;
};

// What follows "&#": digits of either base and a semicolon.
Reference read_number(std::string_view in, std::size_t at) noexcept {
  const bool hex = at < in.size() && (in[at] == 'x' || in[at] == 'X');
  if (hex) ++at;
  const unsigned base = hex ? 16 : 10;
  char32_t value = 0;
  std::size_t n_digits = 0;
  for (; at < in.size() && n_digits <= longest_number; ++at, ++n_digits) {
    const auto digit = digit_of(in[at], base);
    if (!digit) break;
    value = std::min<char32_t>(value * base + *digit, 0x110000);
  }
  if (n_digits == 0 || n_digits > longest_number || at >= in.size() || in[at] != ';') return {};
  return {at + 1, value};
}

// What follows "&": a name or a number, up to its semicolon.
Reference read_reference(std::string_view in, std::size_t at) noexcept {
  if (at < in.size() && in[at] == '#') return read_number(in, at + 1);
  const std::string_view head = in.substr(std::min(at, in.size()), longest_html_entity + 1);
  const std::size_t length = head.find(';');
  if (length == std::string_view::npos) return {};
  const char32_t character = find_html_entity(head.substr(0, length));
  return character == 0 ? Reference{} : Reference{at + length + 1, character};
}

bool is_high_surrogate(char32_t c) noexcept { return c >= 0xD800 && c <= 0xDBFF; }
bool is_low_surrogate(char32_t c) noexcept { return c >= 0xDC00 && c <= 0xDFFF; }

// Browsers read the numbers 128 to 159 as Windows-1252; so did those who wrote them. 0 is no character.
char32_t as_browsers_read(char32_t c) noexcept {
  if (c >= 0x80 && c <= 0x9F) return windows_1252[c - 0x80];
  return c == 0 ? U'\uFFFD' : c;
}

// A reference at '&'. "&amp;aring;" was escaped twice and means what "&aring;" does, however often it was escaped.
Reference read_nested(std::string_view in, std::size_t at) noexcept {
  Reference found = read_reference(in, at + 1);
  if (found.end == 0) return found;
  while (found.character == '&') {
    const Reference inner = read_reference(in, found.end);
    if (inner.end == 0) break;
    found = inner;
  }
  // "&#55357;&#56832;": one character of UTF-16 in two references.
  if (is_high_surrogate(found.character) && in.substr(found.end).starts_with("&#")) {
    const Reference low = read_number(in, found.end + 2);
    if (low.end != 0 && is_low_surrogate(low.character)) {
      return {low.end, 0x10000U + ((found.character & 0x3FFU) << 10U) + (low.character & 0x3FFU)};
    }
  }
  found.character = as_browsers_read(found.character);
  return found;
}

// "_x000D_" for a control character, and "_x005F_" for the '_' of a text that reads like one: ECMA-376, ST_Xstring.
Reference read_excel_escape(std::string_view in, std::size_t at) noexcept {
  constexpr std::size_t bytes = 7;
  const std::string_view escape = in.substr(at, bytes);
  if (escape.size() < bytes || escape[1] != 'x' || escape.back() != '_') return {};
  char32_t value = 0;
  for (const char c : escape.substr(2, 4)) {
    const auto digit = digit_of(c, 16);
    if (!digit) return {};
    value = value * 16 + *digit;
  }
  if (value == '_') return {at + bytes, value};
  if (value >= 0x20) return {};
  const bool blank = value != '\t' && value != '\n' && value != '\r';
  return {at + bytes, blank ? U' ' : value};
}

}  // namespace

void decode_references(std::string_view in, Rewrite& out) {
  for (std::size_t at = in.find_first_of("&_"); at < in.size(); at = in.find_first_of("&_", at)) {
    const Reference found = in[at] == '&' ? read_nested(in, at) : read_excel_escape(in, at);
    if (found.end == 0) {
      ++at;
      continue;
    }
    out.replace(at, found.end, found.character);
    at = found.end;
  }
}

}  // namespace cxtext
