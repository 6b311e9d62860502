#pragma once

#include <string_view>

namespace cxtext {

/// True if a letter sequence can be the first part of a compound: it is no particle ("ud", "för") that makes another
/// verb of a verb.
[[nodiscard]] bool can_be_first_part(std::string_view part) noexcept;

/// True if words of Danish, Swedish and Norwegian may start like this, and it is no ending ("ningen", "het").
[[nodiscard]] bool can_be_later_part(std::string_view part) noexcept;

[[nodiscard]] bool has_vowel(std::string_view part) noexcept;

}  // namespace cxtext
