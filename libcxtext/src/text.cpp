#include "cxtext/text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "icu.h"
#include "text_repair.h"

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
  bool markup = false;   // an HTML reference or tag, or "_x", may be there
  bool doubled = false;  // double-encoded UTF-8 may be there
  bool odd = false;      // plain_characters has something to look at
};

// Bytes 0x80 and up, and those ASCII characters that a repair may start with.
using Bytes16 = std::int8_t __attribute__((vector_size(16)));

// Offset of the first such byte from `at` on, or the size. Sixteen at a time.
inline std::size_t find_notable(std::string_view text, std::size_t at) noexcept {
  for (; at + 16 <= text.size(); at += 16) {
    Bytes16 bytes;
    std::memcpy(&bytes, text.data() + at, 16);
    const auto notable = (bytes < 0) | (bytes == '&') | (bytes == '<') | (bytes == '_');
    std::array<std::uint64_t, 2> lanes{};
    std::memcpy(lanes.data(), &notable, 16);
    if ((lanes[0] | lanes[1]) == 0) continue;
    if constexpr (std::endian::native == std::endian::little) {
      const std::uint64_t first = lanes[0] != 0 ? lanes[0] : lanes[1];
      return at + (lanes[0] != 0 ? 0U : 8U) + static_cast<std::size_t>(std::countr_zero(first)) / 8;
    }
    break;
  }
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (static_cast<std::int8_t>(c) < 0 || c == '&' || c == '<' || c == '_') break;
  }
  return at;
}

bool may_start_markup(std::string_view text, std::size_t at) noexcept {
  if (at + 1 >= text.size()) return false;
  const char next = text[at + 1];
  if (text[at] == '_') return next == 'x';
  const bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
  return letter || (text[at] == '&' ? next == '#' : next == '/' || next == '!' || next == '?');
}

// Â, Ã, Ä, Å, Æ, Ë, â, ï and ð by the byte after C3.
constexpr bool may_lead_doubled(std::uint8_t trail) noexcept {
  return (trail >= 0x82 && trail <= 0x86) || trail == 0x8B || trail == 0xA2 || trail == 0xAF || trail == 0xB0;
}

Scan scan(std::string_view text) noexcept {
  Scan result;
  const std::size_t size = text.size();
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  for (std::size_t at = find_notable(text, 0); at < size; at = find_notable(text, at)) {
    if (byte(at) < 0x80) {
      result.markup = result.markup || may_start_markup(text, at);
      ++at;
      continue;
    }
    if (byte(at) == 0xC3 && at + 1 < size && (byte(at + 1) & 0xC0U) == 0x80) {  // the letters of the North
      if (may_lead_doubled(byte(at + 1)) && at + 2 < size && byte(at + 2) >= 0xC2) result.doubled = true;
      at += 2;
      continue;
    }
    const Sequence sequence = read_sequence(text, at);
    if (sequence.code_point == ill_formed) {
      result.valid = false;
      return result;
    }
    if (!surely_nfc(sequence.code_point)) result.nfc_known = false;
    if (is_odd_character(sequence.code_point)) result.odd = true;
    at += sequence.bytes;
  }
  return result;
}

void replace_ill_formed(std::string_view in, Rewrite& out) {
  for (std::size_t at = 0; at < in.size();) {
    const Sequence sequence = read_sequence(in, at);
    if (sequence.code_point == ill_formed) out.replace(at, at + sequence.bytes, replacement);
    at += sequence.bytes;
  }
}

}  // namespace

// Runs a pass over the text as it is by now. Returns whether it changed anything.
template <class Pass>
bool CleanText::apply(Pass pass) {
  Rewrite rewrite(text());
  pass(text(), rewrite);
  if (!rewrite.changed()) return false;
  std::string changed = rewrite.finish();
  layers_.push_back(std::move(rewrite.anchors()));
  own_ = std::move(changed);
  return true;
}

CleanText::CleanText(std::string_view original) : original_(original.substr(0, max_text_bytes)) {
  Scan found = scan(original_);
  if (found.valid && !found.markup && !found.doubled && !found.odd &&
      (found.nfc_known || icu_adapter::is_nfc(original_))) {
    return;
  }
  if (!found.valid) apply(replace_ill_formed);
  constexpr int max_rounds = 4;  // one repair may uncover another
  for (int round = 0; round < max_rounds; ++round) {
    if (changed()) found = scan(text());
    bool any = false;
    if (found.markup) {
      any = apply(decode_references);
      any = apply(strip_tags) || any;
    }
    if (found.doubled || any) any = apply(undo_double_encoding) || any;
    if (found.odd || any) any = apply(plain_characters) || any;
    if ((any || !found.nfc_known) && !icu_adapter::is_nfc(text())) {
      std::vector<TextAnchor> anchors;
      own_ = icu_adapter::to_nfc(text(), &anchors);
      layers_.push_back(std::move(anchors));
      any = true;
    }
    if (!any) break;
  }
}

std::uint32_t CleanText::original_offset(std::uint32_t offset) const noexcept {
  for (std::size_t i = layers_.size(); i > 0; --i) {
    const auto& anchors = layers_[i - 1];
    const auto after =
        std::upper_bound(anchors.begin(), anchors.end(), offset,
                         [](std::uint32_t wanted, const TextAnchor& anchor) { return wanted < anchor.changed; });
    if (after == anchors.begin()) continue;
    const TextAnchor& before = *(after - 1);
    const bool inside = (after - anchors.begin()) % 2 == 1;
    offset = inside ? before.origin : before.origin + (offset - before.changed);
  }
  return offset;
}

std::uint32_t CleanText::original_end(std::uint32_t offset) const noexcept {
  for (std::size_t i = layers_.size(); i > 0; --i) {
    const auto& anchors = layers_[i - 1];
    const auto next =
        std::lower_bound(anchors.begin(), anchors.end(), offset,
                         [](const TextAnchor& anchor, std::uint32_t wanted) { return anchor.changed < wanted; });
    if (next == anchors.begin()) continue;
    const TextAnchor& before = *(next - 1);
    const bool inside = (next - anchors.begin()) % 2 == 1;
    offset = inside ? next->origin : before.origin + (offset - before.changed);
  }
  return offset;
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
