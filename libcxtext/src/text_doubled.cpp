// Double-encoded UTF-8: each byte of a character became a character of its own. Undone where the pieces make up one
// plausible character again; a text that merely has an Ã or an â in it stays as it is.
#include <algorithm>
#include <array>
#include <cstdint>

#include "icu.h"
#include "text_repair.h"

namespace cxtext {

namespace {

// The continuation byte that a character stands for, or 0.
std::uint8_t continuation_of(char32_t c) noexcept {
  if (c >= 0x80 && c <= 0xBF) return static_cast<std::uint8_t>(c);
  if (c < 0x152 || c > 0x2122) return 0;
  const std::size_t found = windows_1252.find(static_cast<char16_t>(c));
  return found == std::u16string_view::npos ? std::uint8_t{0} : static_cast<std::uint8_t>(0x80 + found);
}

// How many bytes the character had that this one is the first byte of; 0 if none that is undone. Leads of other
// scripts are letters that Nordic words end in ("må…"), so they are left alone.
std::uint32_t length_by_lead(char32_t lead) noexcept {
  switch (lead) {
    case 0xC2:
    case 0xC3:
    case 0xC4:
    case 0xC5:
    case 0xC6:
    case 0xCB:
      return 2;
    case 0xE2:
    case 0xEF:
      return 3;
    case 0xF0:
      return 4;
    default:
      return 0;
  }
}

// How sure it is that pieces are one character.
enum class Doubt : std::uint8_t {
  none,
  may_be_mark,   // the second piece may be a mark behind the first as a capital letter: what stands around tells
  needs_others,  // a piece of what was encoded three times, or a letter of few words: only if other pieces are certain
};

struct Found {
  std::uint32_t bytes = 0;  // of the pieces; 0: none here
  char32_t character = 0;
  Doubt doubt = Doubt::none;
};

// Marks that writers put behind a word: "MANHÃ…" and "«Â»" are Portuguese, not Å and ».
bool is_mark_after_word(char32_t c) noexcept {
  constexpr std::u32string_view marks =
      U"\u00A0\u00AB\u00AD\u00AE\u00B0\u00B4\u00B7\u00B9\u00BA\u00BB\u00BF\u201A"
      U"\u2039\u2018\u2019\u201C\u201D\u201E\u2022\u2013\u2014\u2026\u2122\u203A"
      U"\u20AC";
  return marks.find(c) != std::u32string_view::npos;
}

// Whether a character is one that comments have, and how sure that is with these pieces.
bool is_plausible(char32_t c, char32_t second, Doubt& doubt) noexcept {
  if (c < 0xA0) return false;
  if (c < 0x100) {
    doubt = is_mark_after_word(second) ? Doubt::may_be_mark : Doubt::none;
    return true;
  }
  if (c < 0x180) {
    // Letters of names, by pieces that do not follow an Ä or Å; and those that Windows-1252 has.
    const bool unlike_text = second < 0xA0 || second == 0xA1 || second == 0xBE || second == 0xB1 || second == 0x2021 ||
                             second == 0x152 || second == 0x178;
    doubt = unlike_text ? Doubt::none : Doubt::needs_others;
    return unlike_text || continuation_of(c) != 0;
  }
  if (c < 0x2000) {
    doubt = Doubt::needs_others;
    return continuation_of(c) != 0;
  }
  if (c < 0x2C00) return c <= 0x206F || (c >= 0x20A0 && c <= 0x20CF) || (c >= 0x2100 && c <= 0x2BFF);
  return c == 0xFE0F || c == 0xFEFF || c == 0xFFFD || (c >= 0x1F000 && c <= 0x1FAFF);
}

Found find_at(std::string_view in, std::size_t at) noexcept {
  const Decoded lead = decode_first(in.substr(at));
  const std::uint32_t length = length_by_lead(lead.code_point);
  if (length == 0) return {};
  constexpr std::array<char32_t, 5> lead_bits{0, 0, 0x1F, 0x0F, 0x07};
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};  // what is less was never written that long
  Found found{lead.bytes, lead.code_point & lead_bits[length], Doubt::none};
  char32_t second = 0;
  for (std::uint32_t i = 1; i < length; ++i) {
    if (at + found.bytes >= in.size()) return {};
    const Decoded piece = decode_first(in.substr(at + found.bytes));
    const std::uint8_t byte = continuation_of(piece.code_point);
    if (byte == 0) return {};
    if (i == 1) second = piece.code_point;
    found.bytes += piece.bytes;
    found.character = (found.character << 6U) | (byte & 0x3FU);
  }
  if (found.character < least[length] || !is_plausible(found.character, second, found.doubt)) return {};
  return found;
}

char32_t character_before(std::string_view in, std::size_t at) noexcept {
  if (at == 0) return 0;
  std::size_t start = at - 1;
  while (start > 0 && (static_cast<unsigned char>(in[start]) & 0xC0U) == 0x80U) --start;
  return decode_first(in.substr(start)).code_point;
}

// What stands around a doubtful pair tells: a capital in the middle of a small word is no letter of it, nor is a lone
// Ã in front of letters.
bool context_agrees(std::string_view in, std::size_t at, const Found& found) noexcept {
  if (found.doubt != Doubt::may_be_mark) return false;
  const char32_t before = character_before(in, at);
  const bool letter_before = icu_adapter::is_letter(before);
  if (letter_before) return !icu_adapter::is_upper(before);
  const std::size_t end = at + found.bytes;
  if (found.character < 0xC0) return before >= '!' && before <= '?';  // "300Â kr", "fint.Â Og"
  return end < in.size() && icu_adapter::is_letter(decode_first(in.substr(end)).code_point);
}

}  // namespace

void undo_double_encoding(std::string_view in, Rewrite& out) {
  // Once one pair is certain, the whole text went the wrong way, and the doubtful ones did as well.
  bool any_certain = false;
  std::vector<std::pair<std::size_t, Found>> all;
  for (std::size_t at = 0; at < in.size();) {
    const auto byte = static_cast<unsigned char>(in[at]);
    const bool may_lead = byte == 0xC3 && at + 2 < in.size() && static_cast<unsigned char>(in[at + 2]) >= 0x80;
    const Found found = may_lead ? find_at(in, at) : Found{};
    if (found.bytes == 0) {
      ++at;
      continue;
    }
    any_certain = any_certain || found.doubt == Doubt::none;
    all.emplace_back(at, found);
    at += found.bytes;
  }
  for (const auto& [at, found] : all) {
    if (any_certain || context_agrees(in, at, found)) out.replace(at, at + found.bytes, found.character);
  }
}

}  // namespace cxtext
