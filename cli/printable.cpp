#include "printable.h"

#include "cxtext/text.h"

namespace cxtext::cli {
namespace {

constexpr std::string_view replacement = "\uFFFD";

bool breaks_line(char32_t c) noexcept { return (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029; }

bool is_control(char32_t c) noexcept { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }

bool turns_direction(char32_t c) noexcept { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

/// Calls visit(character, its bytes) for each of text that is to be seen; the bytes are those to show.
template <class Visit>
void for_each_shown(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const Decoded next = decode_first(text);
    const std::string_view bytes = text.substr(0, next.bytes);
    text.remove_prefix(next.bytes);
    const char32_t c = next.code_point;
    if (turns_direction(c)) continue;
    const bool hidden = c == U'\uFFFD' || (is_control(c) && c != '\n' && c != '\t');
    visit(c, hidden ? replacement : bytes);
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
