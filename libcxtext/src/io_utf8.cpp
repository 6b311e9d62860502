#include "io_utf8.h"

#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#include "ascii.h"
#endif

namespace cxtext::io {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

struct Sequence {
  std::size_t bytes = 1;
  char32_t code_point = 0xFFFD;
  bool valid = false;
};

bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

/// The character at the start of bytes (not empty), or the maximal ill-formed part there.
Sequence sequence_at(std::string_view bytes) noexcept {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = at(0);
  if (lead < 0x80) return {1, lead, true};
  if (lead < 0xC2 || lead > 0xF4) return {};
  const std::size_t wanted = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t code_point = lead & (0xFFU >> (wanted + 1));
  // The second byte alone decides on overlong forms, surrogates and code points past U+10FFFF.
  const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (std::size_t i = 1; i < wanted; ++i) {
    if (i >= bytes.size() || !is_continuation(at(i)) || (i == 1 && (at(i) < low || at(i) > high))) {
      return {i, 0xFFFD, false};
    }
    code_point = (code_point << 6U) | (at(i) & 0x3FU);
  }
  return {wanted, code_point, true};
}

/// Lower-case letters without diacritics for a code point; "" for a mark to leave out; " " for a separator.
std::string_view folded_letter(char32_t c) {
  if ((c >= 0x300 && c <= 0x36F) || c == 0xFEFF || c == 0x200D || c == 0xAD) return "";
  if ((c >= 0xA0 && c <= 0xBF) || (c >= 0x2000 && c <= 0x206F) || c == 0x3000) return " ";
  if (c < 0xC0 || c > 0x17F) return {};
  constexpr std::string_view latin1[64] = {
      "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",   // À–Ï
      "d", "n", "o", "o", "o", "o", "o",  " ", "o", "u", "u", "u", "u", "y", "th", "ss",  // Ð–ß
      "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",   // à–ï
      "d", "n", "o", "o", "o", "o", "o",  " ", "o", "u", "u", "u", "u", "y", "th", "y"};  // ð–ÿ
  if (c <= 0xFF) return latin1[c - 0xC0];
  if (c == 0x160 || c == 0x161) return "s";
  if (c == 0x17D || c == 0x17E) return "z";
  if (c == 0x152 || c == 0x153) return "oe";
  return {};
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

/// Whether a new word starts at i inside a run of ASCII letters: "responseId", "NPSScore".
bool turns_at(std::string_view name, std::size_t i) {
  if (i == 0 || !is_upper(name[i])) return false;
  if (is_lower(name[i - 1]) || is_ascii_digit(name[i - 1])) return true;
  return is_upper(name[i - 1]) && i + 1 < name.size() && is_lower(name[i + 1]);
}

}  // namespace

namespace {

// How far bytes are ASCII and letters of two bytes, which is nearly all of Nordic text, a block at a time. Each may
// stop early. A block is such when its bytes of 0x80 and more are leads of two bytes, each with a continuation byte
// behind it. As signed numbers continuation bytes are -128 to -65, and leads of two bytes -62 to -33.
#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx2"))) std::size_t plain_prefix_avx2(std::string_view bytes) noexcept {
  std::size_t i = 0;
  std::uint32_t lead_before = 0;  // 1: the block before ended with a lead
  // Without a look at whether there are any letters, which is hard to predict.
  for (; bytes.size() - i >= 32; i += 32) {
    const __m256i block = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes.data() + i));
    const __m256i is_continuation_byte = _mm256_cmpgt_epi8(_mm256_set1_epi8(-64), block);
    const __m256i is_lead_of_two = _mm256_and_si256(_mm256_cmpgt_epi8(block, _mm256_set1_epi8(-63)),
                                                    _mm256_cmpgt_epi8(_mm256_set1_epi8(-32), block));
    const auto high = static_cast<std::uint32_t>(_mm256_movemask_epi8(block));
    const auto continuations = static_cast<std::uint32_t>(_mm256_movemask_epi8(is_continuation_byte));
    const auto leads = static_cast<std::uint32_t>(_mm256_movemask_epi8(is_lead_of_two));
    if (high != (leads | continuations) || continuations != (leads << 1U | lead_before)) break;
    lead_before = leads >> 31U;
  }
  return i - lead_before;
}

std::size_t plain_prefix_sse2(std::string_view bytes) noexcept {
  std::size_t i = 0;
  while (bytes.size() - i >= 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data() + i));
    const auto high = static_cast<unsigned>(_mm_movemask_epi8(block));
    if (high == 0) {
      i += 16;
      continue;
    }
    const __m128i is_continuation_byte = _mm_cmplt_epi8(block, _mm_set1_epi8(-64));
    const __m128i is_lead_of_two =
        _mm_and_si128(_mm_cmpgt_epi8(block, _mm_set1_epi8(-63)), _mm_cmplt_epi8(block, _mm_set1_epi8(-32)));
    const auto continuations = static_cast<unsigned>(_mm_movemask_epi8(is_continuation_byte));
    const auto leads = static_cast<unsigned>(_mm_movemask_epi8(is_lead_of_two));
    if (high != (leads | continuations) || continuations != ((leads << 1U) & 0xFFFFU)) break;
    i += 16 - (leads >> 15U);
  }
  return i;
}

std::size_t plain_prefix(std::string_view bytes) noexcept {
  return bytes.size() >= 64 && __builtin_cpu_supports("avx2") ? plain_prefix_avx2(bytes) : plain_prefix_sse2(bytes);
}
#else
std::size_t plain_prefix(std::string_view /*bytes*/) noexcept { return 0; }
#endif

}  // namespace

std::size_t valid_utf8_prefix(std::string_view bytes) noexcept {
  std::size_t i = 0;
  while (i < bytes.size()) {
    i += plain_prefix(bytes.substr(i));
    if (i == bytes.size()) break;
    if (bytes.size() - i >= 8) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, bytes.data() + i, 8);
      const std::uint64_t high = eight & 0x8080808080808080U;
      if (high == 0) {
        i += 8;
        continue;
      }
      if constexpr (std::endian::native == std::endian::little) {
        i += static_cast<std::size_t>(std::countr_zero(high)) / 8;
      }
    }
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    // Two bytes are what Nordic letters take.
    if (lead >= 0xC2 && lead < 0xE0 && i + 1 < bytes.size() &&
        is_continuation(static_cast<unsigned char>(bytes[i + 1]))) {
      i += 2;
      continue;
    }
    const Sequence sequence = sequence_at(bytes.substr(i));
    if (!sequence.valid) return i;
    i += sequence.bytes;
  }
  return i;
}

void append_valid_utf8(std::string& out, std::string_view bytes) {
  while (true) {
    const std::size_t good = valid_utf8_prefix(bytes);
    out.append(bytes.substr(0, good));
    bytes.remove_prefix(good);
    if (bytes.empty()) return;
    out.append(replacement);
    bytes.remove_prefix(sequence_at(bytes).bytes);
  }
}

std::vector<std::string> folded_words(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size();) {
    const char c = name[i];
    if (static_cast<unsigned char>(c) < 0x80) {
      if (turns_at(name, i)) finish();
      if (is_upper(c)) {
        word += static_cast<char>(c - 'A' + 'a');
      } else if (is_lower(c) || is_ascii_digit(c)) {
        word += c;
      } else if (c != '\'') {  // "don't" is one word
        finish();
      }
      ++i;
      continue;
    }
    const Sequence sequence = sequence_at(name.substr(i));
    const std::string_view letter = folded_letter(sequence.code_point);
    if (sequence.code_point == 0x2019) {
      // The typographic apostrophe.
    } else if (letter == " ") {
      finish();
    } else if (letter.data() == nullptr) {
      word += name.substr(i, sequence.bytes);
    } else {
      word += letter;
    }
    i += sequence.bytes;
  }
  finish();
  return words;
}

std::string folded(std::string_view name) {
  std::string all;
  for (const std::string& word : folded_words(name)) all += word;
  return all;
}

std::string_view trimmed_slowly(std::string_view bytes) noexcept {
  constexpr std::string_view invisible[] = {"\xC2\xA0", "\xEF\xBB\xBF", "\xE2\x80\x8B"};
  const auto is_space = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7F'; };
  for (bool more = true; more;) {
    more = false;
    while (!bytes.empty() && is_space(bytes.front())) bytes.remove_prefix(1);
    while (!bytes.empty() && is_space(bytes.back())) bytes.remove_suffix(1);
    for (const std::string_view sequence : invisible) {
      if (bytes.starts_with(sequence)) {
        bytes.remove_prefix(sequence.size());
        more = true;
      }
      if (bytes.ends_with(sequence)) {
        bytes.remove_suffix(sequence.size());
        more = true;
      }
    }
  }
  return bytes;
}

std::string_view cut_utf8(std::string_view text, std::size_t max_bytes) noexcept {
  if (text.size() <= max_bytes) return text;
  std::size_t end = max_bytes;
  while (end > 0 && max_bytes - end < 4 && is_continuation(static_cast<unsigned char>(text[end]))) --end;
  return text.substr(0, end);
}

}  // namespace cxtext::io
