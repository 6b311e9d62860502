// Characters that look like others, or like nothing at all.
#include "icu.h"
#include "text_repair.h"

namespace cxtext {

namespace {

// Zero-width joiners hold emoji together, and shape the letters of many scripts, but none that are written below
// U+0300. A mark that belongs to no such character is left behind by an editor.
bool needs_joiner(char32_t before) noexcept { return before >= 0x300 && !(before >= 0x2000 && before < 0x2100); }

}  // namespace

void plain_characters(std::string_view in, Rewrite& out) {
  char32_t before = 0;  // what the character at hand will stand behind
  for (std::size_t at = 0; at < in.size();) {
    const auto byte = static_cast<unsigned char>(in[at]);
    if (byte < 0x80) {
      before = byte;
      ++at;
      continue;
    }
    const Decoded decoded = decode_first(in.substr(at));
    const char32_t c = decoded.code_point;
    const std::size_t end = at + decoded.bytes;
    if (!is_odd_character(c)) {
      before = c;
    } else if (c == 0x200C || c == 0x200D) {
      if (needs_joiner(before)) {
        before = c;
      } else {
        out.replace(at, end, "");
      }
    } else if (c == 0x2028 || c == 0x2029) {
      out.replace(at, end, "\n");
      before = '\n';
    } else if (c >= 0xFF01 && c <= 0xFF5E) {
      before = c - 0xFF01 + '!';
      out.replace(at, end, before);
    } else if (c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000) {
      out.replace(at, end, " ");
      before = ' ';
    } else {  // U+00AD, U+180E, U+200B, U+200E …, U+2060 …, U+FEFF: nothing to see
      out.replace(at, end, "");
    }
    at = end;
  }
}

}  // namespace cxtext
