#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace cxtext::io {

/// Where JSON white space ends, from `at` on.
[[nodiscard]] std::size_t skip_json_space(std::string_view text, std::size_t at) noexcept;

/// Past the end of the JSON value that starts at `at`, by its brackets and strings alone; empty: it does not end in
/// text.
[[nodiscard]] std::optional<std::size_t> json_value_end(std::string_view text, std::size_t at) noexcept;

/// Where the elements of an array of objects begin: the array is the whole text, or a member of the object that is
/// ({"data": [{…}, …]}).
[[nodiscard]] std::optional<std::size_t> json_elements(std::string_view head) noexcept;

/// Whether text that begins with an object has an object a line, as JSON Lines do.
[[nodiscard]] bool is_object_a_line(std::string_view head) noexcept;

}  // namespace cxtext::io
