#pragma once

#include <string_view>

#include "cxtext/lang.h"

namespace cxtext {

/// True if a letter sequence can be the first part of a compound: it is no particle ("ud", "för", "overs") that makes
/// another verb of a verb, and ends as words of the language may.
[[nodiscard]] bool can_be_first_part(std::string_view part, Lang lang) noexcept;

/// False if the second of two neighbours is but an ending with the doubled consonant of the first: "bus|sen".
[[nodiscard]] bool can_stand_apart(std::string_view first, std::string_view second) noexcept;

/// True if words of Danish, Swedish and Norwegian may start like this, and it is no ending ("ningen", "het").
[[nodiscard]] bool can_be_later_part(std::string_view part) noexcept;

[[nodiscard]] bool has_vowel(std::string_view part) noexcept;

}  // namespace cxtext
