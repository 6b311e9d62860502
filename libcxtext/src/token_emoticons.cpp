// Emoticons of the West. A shape counts where it can't be something else: ":D" is a face, "pris:Dyrt" and "12:30" are
// not.
#include <algorithm>
#include <array>

#include "token_patterns.h"

namespace cxtext {

namespace {

bool is_alnum_at(std::string_view text, std::uint32_t at) noexcept { return is_wordish(byte_or_end(text, at)); }

bool is_eyes(char c) noexcept { return c == ':' || c == ';' || c == '='; }

// "(se her:)" closes a bracket.
bool closes_bracket(std::string_view text, std::uint32_t at) noexcept {
  constexpr std::uint32_t reach = 120;
  int open = 0;
  for (std::uint32_t i = at > reach ? at - reach : 0; i < at; ++i) {
    if (text[i] == '(') ++open;
    if (text[i] == ')') open = std::max(0, open - 1);
  }
  return open > 0;
}

// Eyes, perhaps a tear and a nose, and a mouth, which may be repeated. Returns its end, or 0.
std::uint32_t end_of_face(std::string_view text, std::uint32_t at) noexcept {
  std::uint32_t mouth = at + 1;
  if (byte_or_end(text, mouth) == '\'') ++mouth;
  const char nose = byte_or_end(text, mouth);
  if (nose == '-' || nose == '^' || (nose == 'o' && !is_alnum_at(text, mouth + 1))) ++mouth;
  const char shape = byte_or_end(text, mouth);
  const bool bracket = shape == ')' || shape == '(' || shape == ']' || shape == '[';
  constexpr std::string_view mouths = "DPpOoSsXx3*|/\\";
  if (!bracket && mouths.find(shape) == std::string_view::npos) return 0;
  std::uint32_t end = mouth + 1;
  while (end < text.size() && text[end] == shape) ++end;
  if (bracket) {
    const bool bare = mouth == at + 1;
    if (bare && is_wordish_before(text, at) && (shape == ')' || shape == ']') && closes_bracket(text, at)) return 0;
    const bool opens = shape == '(' || shape == '[';
    return bare && opens && is_alnum_at(text, end) ? 0 : end;
  }
  if (is_wordish_before(text, at) || is_alnum_at(text, end)) return 0;
  if (end > mouth + 1 && shape != 'D' && shape != 'P' && shape != 'p') return 0;  // "://", "***"
  return end;
}

// "<3" is a heart, "<3 min" a short wait.
bool is_measured(std::string_view text, std::uint32_t at) noexcept {
  while (byte_or_end(text, at) == ' ') ++at;
  std::uint32_t end = at;
  constexpr std::uint32_t longest = 9;
  while (end - at < longest && is_ascii_letter(byte_or_end(text, end))) ++end;
  constexpr auto units = std::to_array<std::string_view>(
      {"min",  "minut", "minutt", "minutter", "minuter", "minutes", "minuttar", "timer", "timar",    "timmar", "hours",
       "dage", "dagar", "dager",  "days",     "uger",    "veckor",  "uker",     "veker", "weeks",    "sek",    "stk",
       "km",   "kr",    "kroner", "kronor",   "mdr",     "md",      "m",        "t",     "stjerner", "stars"});
  return byte_or_end(text, at) == '%' ||
         std::find(units.begin(), units.end(), text.substr(at, end - at)) != units.end();
}

std::uint32_t end_of_heart(std::string_view text, std::uint32_t at) noexcept {
  const std::uint32_t three = byte_or_end(text, at + 1) == '/' ? at + 2 : at + 1;
  if (byte_or_end(text, three) != '3') return 0;
  std::uint32_t end = three + 1;
  while (end < text.size() && text[end] == '3') ++end;
  return is_alnum_at(text, end) || is_measured(text, end) ? 0 : end;
}

// "(:", "(y)", "(n)".
std::uint32_t end_of_bracketed(std::string_view text, std::uint32_t at) noexcept {
  const char inner = byte_or_end(text, at + 1);
  if (is_wordish_before(text, at)) return 0;
  if (is_eyes(inner)) {
    const char next = byte_or_end(text, at + 2);
    return static_cast<unsigned char>(next) <= 0x20 ? at + 2 : 0;
  }
  const char lower = to_ascii_lower(inner);
  return (lower == 'y' || lower == 'n') && byte_or_end(text, at + 2) == ')' ? at + 3 : 0;
}

}  // namespace

TokenMatch match_emoticon(std::string_view text, std::uint32_t at) noexcept {
  const char first = text[at];
  std::uint32_t end = 0;
  if (is_eyes(first)) end = end_of_face(text, at);
  if (first == '<') end = end_of_heart(text, at);
  if (first == '(') end = end_of_bracketed(text, at);
  if (first == '>' && is_eyes(byte_or_end(text, at + 1))) end = end_of_face(text, at + 1);
  if (first == '^') {
    const char middle = byte_or_end(text, at + 1);
    if (middle == '^') end = at + 2;
    if ((middle == '_' || middle == '-') && byte_or_end(text, at + 2) == '^') end = at + 3;
  }
  return end == 0 ? TokenMatch{} : TokenMatch{at, end, TokenKind::emoji};
}

}  // namespace cxtext
