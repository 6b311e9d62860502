#include "cxtext/text.h"

#include <algorithm>
#include <cstring>

#include "icu.h"

namespace cxtext {

namespace {

// Repair and NFC can each make a byte three; ICU counts in 31 bits.
constexpr std::size_t max_text_bytes = std::size_t{1} << 29U;

constexpr std::string_view replacement = "\xEF\xBF\xBD";

struct Sequence {
  std::uint32_t bytes;  // length of the well-formed character, or of the maximal ill-formed part
  char32_t code_point;  // 0xFFFFFFFF if ill-formed
};

constexpr char32_t ill_formed = 0xFFFFFFFF;

// One character by table 3-7 of the Unicode standard ("well-formed UTF-8 byte sequences").
Sequence read_sequence(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) -> std::uint8_t { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(at);
  if (lead < 0x80) return {1, lead};
  std::uint32_t length = 0;
  std::uint8_t low = 0x80;
  std::uint8_t high = 0xBF;
  char32_t value = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
    value = lead & 0x1FU;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    value = lead & 0x0FU;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    value = lead & 0x07U;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {1, ill_formed};
  }
  for (std::uint32_t i = 1; i < length; ++i) {
    if (at + i >= text.size() || byte(at + i) < low || byte(at + i) > high) return {i, ill_formed};
    value = (value << 6U) | (byte(at + i) & 0x3FU);
    low = 0x80;
    high = 0xBF;
  }
  return {length, value};
}

// Characters that stand in NFC text as they are, whatever their neighbours (they neither compose nor decompose):
// everything below the combining marks, dashes and quotes, and the emoji planes. ICU is asked about all others.
constexpr bool surely_nfc(char32_t c) noexcept {
  return c < 0x300 || (c >= 0x2010 && c <= 0x2027) || c == 0x20AC || c == 0xFE0F || c == 0x200D ||
         (c >= 0x1F300 && c <= 0x1FAFF);
}

struct Scan {
  bool valid = true;
  bool nfc_known = true;
};

Scan scan(std::string_view text) noexcept {
  Scan result;
  std::size_t at = 0;
  while (at < text.size()) {
    if (at + 8 <= text.size()) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data() + at, 8);
      if ((word & 0x8080808080808080ULL) == 0) {
        at += 8;
        continue;
      }
    }
    const Sequence sequence = read_sequence(text, at);
    if (sequence.code_point == ill_formed) {
      result.valid = false;
      return result;
    }
    if (!surely_nfc(sequence.code_point)) result.nfc_known = false;
    at += sequence.bytes;
  }
  return result;
}

}  // namespace

CleanText::CleanText(std::string_view original) : original_(original.substr(0, max_text_bytes)) {
  const Scan found = scan(original_);
  if (found.valid && (found.nfc_known || icu_adapter::is_nfc(original_))) return;
  changed_ = true;
  std::string valid;
  if (!found.valid) {
    valid.reserve(original_.size() + 16);
    for (std::size_t at = 0; at < original_.size();) {
      const Sequence sequence = read_sequence(original_, at);
      if (sequence.code_point == ill_formed) {
        to_original_.push_back({static_cast<std::uint32_t>(valid.size()), static_cast<std::uint32_t>(at)});
        valid += replacement;
        to_original_.push_back(
            {static_cast<std::uint32_t>(valid.size()), static_cast<std::uint32_t>(at + sequence.bytes)});
      } else {
        valid += original_.substr(at, sequence.bytes);
      }
      at += sequence.bytes;
    }
  }
  std::vector<icu_adapter::OffsetPair> pairs;
  own_ = icu_adapter::to_nfc(found.valid ? original_ : std::string_view(valid), &pairs);
  to_valid_.reserve(pairs.size());
  for (const auto& pair : pairs) to_valid_.push_back({pair.out, pair.in});
}

std::uint32_t CleanText::map(const std::vector<Anchor>& anchors, std::uint32_t offset) noexcept {
  // Anchors come in pairs (start and end of a changed stretch); between two stretches the distance is kept.
  const auto after = std::upper_bound(anchors.begin(), anchors.end(), offset,
                                      [](std::uint32_t wanted, const Anchor& anchor) { return wanted < anchor.clean; });
  if (after == anchors.begin()) return offset;
  const Anchor& before = *(after - 1);
  const bool inside = (after - anchors.begin()) % 2 == 1;
  return inside ? before.original : before.original + (offset - before.clean);
}

std::uint32_t CleanText::original_offset(std::uint32_t offset) const noexcept {
  return changed_ ? map(to_original_, map(to_valid_, offset)) : offset;
}

std::string fold(std::string_view word) {
  std::string folded;
  bool ascii = true;
  for (const char c : word) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
  if (ascii) {
    folded.assign(word);
    for (char& c : folded) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return folded;
  }
  folded = icu_adapter::to_lower(word);
  constexpr std::string_view curly = "\xE2\x80\x99";
  for (std::size_t at = folded.find(curly); at != std::string::npos; at = folded.find(curly, at)) {
    folded.replace(at, curly.size(), "'");
  }
  return folded;
}

Decoded decode_first(std::string_view text) noexcept {
  const Sequence sequence = read_sequence(text, 0);
  return {sequence.code_point == ill_formed ? U'�' : sequence.code_point, sequence.bytes};
}

}  // namespace cxtext
