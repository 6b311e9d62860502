#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "cxtext/nps.h"

namespace cxtext {

/// The scored comments of a report, and which themes each has. What else is to be held fixed, such as a language, is a
/// theme here too.
struct DriverRows {
  std::size_t n_themes = 0;
  std::vector<Band> bands;                  ///< one a row
  std::vector<std::uint8_t> folds;          ///< one a row; see fold_of
  std::vector<std::size_t> first_theme{0};  ///< of row i: themes[first_theme[i], first_theme[i + 1])
  std::vector<std::uint32_t> themes;        ///< below n_themes; each at most once a row

  void add(Band band, std::string_view id, std::span<const std::uint32_t> themes_of_row);
};

inline constexpr std::size_t n_folds = 5;
/// The fold that a row is held out in, by a hash (XXH3, 64 bits) of its id modulo n_folds.
[[nodiscard]] std::uint8_t fold_of(std::string_view id) noexcept;

/// Ridge penalties that are tried.
inline constexpr double ridge_penalties[] = {0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000};

struct AdjustedImpacts {
  double penalty = 0;           ///< of ridge_penalties, the one that predicts held-out rows best
  std::vector<double> impacts;  ///< NPS points, one a theme
};

/// Impact of every theme with the other themes held fixed: ridge regression of x (+1, 0, -1) on all themes (0/1, not
/// standardised; the intercept is not penalised), coefficient × share of rows with the theme. The penalty has the
/// smallest squared error in five-fold cross-validation; of equals the larger. What two themes of the same comments
/// have in common is shared out between them. Empty with fewer than 50 rows, no themes, or a fold without rows. Cost:
/// pairs of themes of a row, plus n_themes³. Deterministic; thread-safe.
[[nodiscard]] std::optional<AdjustedImpacts> adjusted_impacts(const DriverRows& rows);

}  // namespace cxtext
