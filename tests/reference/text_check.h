#pragma once

#include <string>
#include <string_view>

#include "cxtext/text.h"

#include "reference/text_repair.h"

namespace reference {

/// What is wrong with the clean text of these bytes, in words; empty if nothing is.
inline std::string fault_of_clean_text(std::string_view bytes) {
  const cxtext::CleanText cleaned(bytes);
  const std::string_view text = cleaned.text();
  const Repaired expected = repair(bytes);
  if (text != utf8(expected.cells)) return "the text is not the reference's";
  if (cleaned.changed() != (text != bytes)) return "changed() is wrong";
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  for (std::uint32_t at = 0; at <= text.size(); ++at) {
    const std::uint32_t next_begin = cleaned.original_offset(at);
    const std::uint32_t next_end = cleaned.original_end(at);
    if (next_begin < begin || next_end < end) return "offsets run backwards";
    if (next_begin > bytes.size() || next_end > bytes.size()) return "an offset is out of range";
    begin = next_begin;
    end = next_end;
  }
  std::uint32_t at = 0;
  for (const Cell& cell : expected.cells) {
    const std::uint32_t size = cell.c < 0x80 ? 1U : cell.c < 0x800 ? 2U : cell.c < 0x10000 ? 3U : 4U;
    if (cleaned.original_offset(at) >= cleaned.original_end(at + size)) return "a character came from nowhere";
    if (!expected.composed) {
      if (cleaned.original_offset(at) != cell.begin) return "a character does not begin where it came from";
      if (cleaned.original_end(at + size) != cell.end) return "a character does not end where it came from";
    }
    at += size;
  }
  if (expected.stable && cxtext::CleanText(text).changed()) return "cleaning a clean text changes it";
  return {};
}

}  // namespace reference
