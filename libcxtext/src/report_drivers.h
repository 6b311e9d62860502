#pragma once

#include <cstddef>
#include <vector>

#include "cxtext/report.h"

namespace cxtext::pages {

using cxtext::Verdict;

/// What the report says of the theme's impact.
[[nodiscard]] inline Verdict verdict_of(const ThemeFigures& theme) noexcept { return theme.verdict; }

/// The themes of a verdict, strongest impact first, ties as in the report; at most max.
[[nodiscard]] std::vector<const ThemeFigures*> themes_with(const Report& report, Verdict verdict, std::size_t max);

/// The max themes of largest |impact|, from the one that pulls up most to the one that pulls down most.
[[nodiscard]] std::vector<const ThemeFigures*> ladder(const Report& report, std::size_t max);

/// Comments that say something, and those of them that have a theme.
struct Coverage {
  std::uint64_t with_content = 0;
  std::uint64_t with_theme = 0;
};
[[nodiscard]] Coverage coverage_of(const InputCounts& input) noexcept;

}  // namespace cxtext::pages
