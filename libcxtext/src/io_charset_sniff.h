#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cxtext::io {

/// What the first bytes of an input say of its charset.
struct CharsetGuess {
  std::string name = "utf-8";  ///< as --charset takes it; "mixed": UTF-8 and rows of windows-1252
  std::size_t mark_bytes = 0;  ///< length of the byte-order mark
};

/// Goes by the byte-order mark, by where NUL bytes stand (UTF-16), by whether all is UTF-8, and by which charset of one
/// byte a character turns the other bytes into letters of words: windows-1252, or those of MS-DOS and of old Macs,
/// which Excel still offers.
[[nodiscard]] CharsetGuess sniff_charset(std::string_view head, bool whole);

/// Whether the bytes beyond ASCII of an ill-formed cell are letters and marks of windows-1252 that people write.
[[nodiscard]] bool looks_like_1252(std::string_view bytes) noexcept;

}  // namespace cxtext::io
