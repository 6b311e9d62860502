#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// What customers wrote, made fit for a page. All functions take any bytes: what is not UTF-8 becomes U+FFFD. On
/// pages, control characters other than white space become U+FFFD too, and those that turn the direction of the text
/// around them go.
namespace cxtext::pages {

/// text as valid UTF-8, else unchanged: control characters stay.
[[nodiscard]] std::string valid_utf8(std::string_view text);

/// Runs of white space become one space, none at the ends.
[[nodiscard]] std::string one_line(std::string_view text);

/// At most max_points code points: cut after a whole word where there is one, with "…" for what is missing.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t max_points);

/// For HTML text and for attribute values in either kind of quotes. Line feeds stay.
[[nodiscard]] std::string html(std::string_view text);

/// One line of Markdown that shows as written: no emphasis, link, image, code, HTML or table cell comes of it.
[[nodiscard]] std::string markdown(std::string_view text);

/// Columns that text takes on a terminal: 2 for East Asian wide characters and emoji, 0 for what combines.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// text on one line in at most width columns, "…" in place of what does not fit.
[[nodiscard]] std::string fitted(std::string_view text, std::size_t width);

/// The same, filled up with spaces to width.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

}  // namespace cxtext::pages
