#pragma once

#include <string_view>

#include "text_rewrite.h"

namespace cxtext {

/// The characters of bytes 80 to 9F in Windows-1252. Where it has none, the byte's own number, as ISO-8859-1 and
/// browsers have it.
inline constexpr std::u16string_view windows_1252 =
    u"\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
    u"\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

/// The repairs of CleanText, one pass each: every one reads valid UTF-8 and notes its changes in out. All are linear in
/// the length of the text, whatever it is. docs/text.md lists what they do, with examples.

/// Character references of HTML ("&aring;", "&#229;", "&#xE5;", "&amp;aring;") and Excel's "_x000D_".
void decode_references(std::string_view in, Rewrite& out);

/// HTML tags, comments, style sheets and scripts. Tags that begin a block or a line leave a line feed, those of a table
/// cell or a picture a space, others nothing.
void strip_tags(std::string_view in, Rewrite& out);

/// UTF-8 that was read as Windows-1252 or ISO-8859-1 and written as UTF-8 again ("Ã¥", "â€™"): one level of it.
void undo_double_encoding(std::string_view in, Rewrite& out);

/// Spaces of all widths become a plain one, full-width forms their ASCII twins; what has no width goes, but for
/// joiners within emoji and scripts that need them.
void plain_characters(std::string_view in, Rewrite& out);

/// True if plain_characters looks at this character.
[[nodiscard]] constexpr bool is_odd_character(char32_t c) noexcept {
  if (c < 0x1680) return c == 0xA0 || c == 0xAD;
  if (c < 0x2000) return c == 0x1680 || c == 0x180E;
  if (c < 0x2070) return c <= 0x200F || (c >= 0x2028 && c <= 0x202F) || c >= 0x205F;
  return c == 0x3000 || c == 0xFEFF || (c >= 0xFF01 && c <= 0xFF5E);
}

}  // namespace cxtext
