#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "cxtext/text.h"
#include "cxtext/tokens.h"

#include "token_patterns.h"
#include "token_tailor.h"

/// What the tokenizer's own path sees of a character, and how it walks over words. Texts are valid UTF-8.
namespace cxtext::scan {

// Word_Break classes of UAX #29 as far as the table-driven path knows them. A character of class `beyond` hands its
// stretch of text (from the white space before it to the white space after it) to ICU.
enum class Break : std::uint8_t {
  other,
  letter,          // ALetter
  digit,           // Numeric
  mid_letter,      // MidLetter
  mid_num,         // MidNum
  mid_num_let,     // MidNumLet and Single_Quote: between letters or between digits
  extend_num_let,  // ExtendNumLet: joins letters and digits
  space,           // WSegSpace
  cr,
  lf,  // LF and Newline
  beyond,
};

constexpr std::array<Break, 0x300> make_table() {
  std::array<Break, 0x300> table{};
  for (char32_t c = 0; c < table.size(); ++c) {
    Break value = Break::other;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) value = Break::letter;
    if (c >= '0' && c <= '9') value = Break::digit;
    if (c == ':' || c == 0xB7) value = Break::mid_letter;
    if (c == ',' || c == ';') value = Break::mid_num;
    if (c == '.' || c == '\'') value = Break::mid_num_let;
    if (c == '_') value = Break::extend_num_let;
    if (c == ' ') value = Break::space;
    if (c == '\r') value = Break::cr;
    if (c == '\n' || c == 0x0B || c == 0x0C || c == 0x85) value = Break::lf;
    // Latin-1 letters and all of Latin Extended-A, -B and IPA but the modifier symbols at their end, which ICU knows.
    if (c == 0xAA || c == 0xB5 || c == 0xBA || (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0x2C2))
      value = Break::letter;
    if (c == 0xAD || c >= 0x2C2 || c == 0xA9 || c == 0xAE) value = Break::beyond;  // format, modifiers, pictographs
    table[c] = value;
  }
  return table;
}

constexpr std::array<Break, 0x300> break_table = make_table();

struct Character {
  Break break_class;
  std::uint32_t bytes;
};

// General punctuation that every phone types: curly quotes join letters as the straight one does.
constexpr Break punctuation_class(char32_t c) noexcept {
  if (c == 0x2018 || c == 0x2019 || c == 0x2024) return Break::mid_num_let;
  if (c == 0x2027) return Break::mid_letter;
  if ((c >= 0x2010 && c <= 0x2026) || c == 0x20AC || c == 0xFFFD) return Break::other;
  return Break::beyond;
}

inline Character character_at(std::string_view text, std::size_t at) noexcept {
  const auto lead = static_cast<std::uint8_t>(text[at]);
  if (lead < 0x80) return {break_table[lead], 1};
  if (lead < 0xE0) {
    const auto trail = static_cast<std::uint8_t>(text[at + 1]);
    const std::uint32_t c = ((lead & 0x1FU) << 6U) | (trail & 0x3FU);
    return {c < break_table.size() ? break_table[c] : Break::beyond, 2};
  }
  const Decoded decoded = decode_first(text.substr(at, 4));
  return {lead < 0xF0 ? punctuation_class(decoded.code_point) : Break::beyond, decoded.bytes};
}

// For the inner loop over a word: what a byte adds to it, or 0 where the loop must look closer. Letters of two bytes
// are looked up by their second byte under the lead bytes C3 to C9 (U+00C0 to U+027F), all letters but × and ÷.
enum : std::uint8_t { run_letter = 1, run_digit = 2, run_joiner = 4, run_lead = 8 };

constexpr std::array<std::uint8_t, 256> make_run_table() {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t c = 0; c < 128; ++c) {
    if (break_table[c] == Break::letter) table[c] = run_letter;
    if (break_table[c] == Break::digit) table[c] = run_digit;
    if (break_table[c] == Break::extend_num_let) table[c] = run_joiner;
  }
  for (std::size_t lead = 0xC3; lead <= 0xC9; ++lead) table[lead] = run_lead;
  return table;
}

constexpr std::array<std::uint8_t, 256> run_table = make_run_table();

#ifdef __SSE2__
// How many of sixteen bytes from the start on are surely letters: those of ASCII, and pairs under the lead byte C3.
inline unsigned count_letters(const char* from) noexcept {
  const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  const auto bits_of = [](__m128i lanes) { return static_cast<unsigned>(_mm_movemask_epi8(lanes)); };
  // Shifted so that the letters are the lowest of the signed bytes.
  const __m128i lower = _mm_or_si128(block, _mm_set1_epi8(0x20));
  const __m128i shifted = _mm_sub_epi8(lower, _mm_set1_epi8(static_cast<char>('a' + 128)));
  unsigned letters = bits_of(_mm_cmplt_epi8(shifted, _mm_set1_epi8(-128 + 26)));
  if (bits_of(block) != 0) {
    const unsigned leads = bits_of(_mm_cmpeq_epi8(block, _mm_set1_epi8('\xC3')));
    const unsigned signs = bits_of(
        _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('\x97')), _mm_cmpeq_epi8(block, _mm_set1_epi8('\xB7'))));
    const unsigned trails = bits_of(_mm_cmplt_epi8(block, _mm_set1_epi8('\xC0'))) & ~signs;
    const unsigned pairs = leads & trails >> 1U;
    letters |= pairs | pairs << 1U;
  }
  return static_cast<unsigned>(std::countr_one(letters));
}
#endif

// Walks on over letters alone.
inline std::uint32_t skip_letters(std::string_view text, std::uint32_t at) noexcept {
  const auto size = static_cast<std::uint32_t>(text.size());
#ifdef __SSE2__
  while (at + 16 <= size) {
    const unsigned letters = count_letters(text.data() + at);
    at += letters;
    if (letters < 16) break;
  }
#endif
  while (at < size) {
    const std::uint8_t what = run_table[static_cast<std::uint8_t>(text[at])];
    if (what == run_letter) {
      ++at;
    } else if (what == run_lead) {
      const auto trail = static_cast<std::uint8_t>(text[at + 1]);
      if (static_cast<std::uint8_t>(text[at]) == 0xC3 && (trail == 0x97 || trail == 0xB7)) break;
      at += 2;
    } else {
      break;
    }
  }
  return at;
}

// Walks on over letters, digits and joiners from `at`; `seen` collects what they are, `last` is the class of the last.
inline std::uint32_t skip_run(std::string_view text, std::uint32_t at, unsigned& seen, Break& last) noexcept {
  const auto size = static_cast<std::uint32_t>(text.size());
  unsigned previous = 0;
  while (at < size) {
    const std::uint8_t what = run_table[static_cast<std::uint8_t>(text[at])];
    if (what == run_lead) {
      const auto trail = static_cast<std::uint8_t>(text[at + 1]);
      if (static_cast<std::uint8_t>(text[at]) == 0xC3 && (trail == 0x97 || trail == 0xB7)) break;
      previous = run_letter;
      seen |= run_letter;
      at += 2;
      continue;
    }
    if (what == 0) break;
    previous = what;
    seen |= what;
    ++at;
  }
  if (previous == run_letter) last = Break::letter;
  if (previous == run_digit) last = Break::digit;
  if (previous == run_joiner) last = Break::extend_num_let;
  return at;
}

// WB3d: spaces stay together, so a plain one after one of these is no place to cut.
inline bool ends_in_wide_space(std::string_view text) noexcept {
  if (text.size() < 3) return false;
  const std::string_view last = text.substr(text.size() - 3);
  return last == "\u1680" || last == "\u205F" || last == "\u3000" ||
         (last.starts_with("\xE2\x80") && static_cast<std::uint8_t>(last[2]) <= 0x8A && last[2] != '\x87');
}

// Control characters and spaces of one or two bytes.
inline bool is_blank(std::string_view text, std::uint32_t at, Character c) noexcept {
  const auto byte = static_cast<std::uint8_t>(text[at]);
  return byte <= 0x20 || byte == 0x7F ||
         (c.bytes == 2 && byte == 0xC2 && static_cast<std::uint8_t>(text[at + 1]) <= 0xA0);
}

// A sign that the tailorings look at. A full stop only behind something short enough to be an abbreviation.
inline bool is_worth_a_mark(std::string_view text, std::uint32_t at, const std::vector<Token>& before) noexcept {
  if (text[at] != '.') return TokenTailor::is_sign(text, at);
  return !before.empty() && before.back().end == at && at - before.back().begin <= longest_abbreviation;
}

// Whether a word of letters ends at a byte: before a space, or before a mark that a space follows. Marks that join
// letters do so only between them.
inline bool is_plain_end(std::string_view text, std::uint32_t at) noexcept {
  const auto size = static_cast<std::uint32_t>(text.size());
  if (at == size || text[at] == ' ') return true;
  const char c = text[at];
  return (c == '.' || c == ',' || c == '!' || c == '?') && (at + 1 == size || text[at + 1] == ' ');
}

// Keycaps are a digit or sign and marks to UAX #29.
inline bool is_keycap(std::string_view segment) noexcept { return segment.ends_with("\u20E3"); }

// "xD", "XD": the one face that is made of letters.
inline bool is_letter_face(std::string_view text, std::uint32_t begin, std::uint32_t end) noexcept {
  return end - begin == 2 && text[begin + 1] == 'D' && (text[begin] == 'x' || text[begin] == 'X');
}

}  // namespace cxtext::scan
