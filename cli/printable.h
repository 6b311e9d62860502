#pragma once

#include <string>
#include <string_view>

/// What others wrote (comments, ids, names of columns and files), made fit for a terminal: an export must not be able
/// to move the cursor, name the window or turn the direction of the lines around it. All functions take any bytes.
namespace cxtext::cli {

/// Control characters other than line feed and tab, and what is not UTF-8, become U+FFFD; characters that turn the
/// direction of the text around them are left out. All else stays as it is.
[[nodiscard]] std::string printable(std::string_view text);

/// The same on one line: runs of line breaks and tabs become one space, those at the ends go.
[[nodiscard]] std::string on_one_line(std::string_view text);

}  // namespace cxtext::cli
