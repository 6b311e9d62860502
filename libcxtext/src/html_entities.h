#pragma once

#include <cstddef>
#include <string_view>

namespace cxtext {

inline constexpr std::size_t longest_html_entity = 8;  ///< bytes of the longest name

/// The character of a named reference, by its name without '&' and ';'. Case counts, as in HTML: "Aring", "aring".
/// Returns: 0 for names that are not known. Thread-safe.
[[nodiscard]] char32_t find_html_entity(std::string_view name) noexcept;

}  // namespace cxtext
