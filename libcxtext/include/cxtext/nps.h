#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "cxtext/result.h"

namespace cxtext {

enum class Band : std::uint8_t { detractor, passive, promoter };

/// "detractor", "passive" or "promoter".
[[nodiscard]] std::string_view to_name(Band band) noexcept;

/// A score scale with its cut points: promoter from promoter_from, passive from passive_from, detractor below.
struct Scale {
  std::string_view name = "nps";
  double min = 0;
  double max = 10;
  double passive_from = 7;
  double promoter_from = 9;

  /// Empty if score is not a number within [min, max].
  [[nodiscard]] std::optional<Band> band(double score) const noexcept;
};

inline constexpr Scale nps_scale{};
inline constexpr Scale stars5_scale{"stars5", 1, 5, 4, 5};
inline constexpr Scale csat5_scale{"csat5", 1, 5, 4, 5};
inline constexpr Scale ces7_scale{"ces7", 1, 7, 5, 6};

/// Counts of scored rows a band. An associative, commutative partial result: add them up in any order.
struct BandCounts {
  std::uint64_t promoters = 0;
  std::uint64_t passives = 0;
  std::uint64_t detractors = 0;

  void add(Band band) noexcept;
  void merge(const BandCounts& other) noexcept;
  [[nodiscard]] std::uint64_t n() const noexcept { return promoters + passives + detractors; }
};

/// A figure with its 95 % interval (or that of the confidence asked for).
struct Estimate {
  double value = 0;
  double low = 0;
  double high = 0;
};

/// NPS = 100 (promoters - detractors) / n with an adjusted-Wald interval (Bonett & Price 2012; Rocks 2016), in points,
/// clipped to ±100. Empty if there are no scored rows. Thread-safe, as is all of this header.
[[nodiscard]] std::optional<Estimate> nps(const BandCounts& counts, double confidence = 0.95) noexcept;

/// Rows below which a cell is not shown, and below which it is shown as "not enough data" without a test.
inline constexpr std::uint64_t min_cell_shown = 5;
inline constexpr std::uint64_t min_cell_tested = 10;

/// How much the NPS of a cell rests on.
enum class Evidence : std::uint8_t {
  not_shown,        ///< fewer than min_cell_shown rows: could show single customers
  not_enough_data,  ///< fewer than min_cell_tested: shown, but nothing is said of it
  enough,
};
[[nodiscard]] Evidence evidence_of(const BandCounts& counts) noexcept;
/// "not_shown", "not_enough_data", "enough".
[[nodiscard]] std::string_view to_name(Evidence evidence) noexcept;

/// Impact of a theme: NPS(all) - NPS(rows without the theme), in points, with an interval from the influence function.
/// in: the theme's rows; all: every row that counts (the theme's among them).
/// Empty if the theme or its complement has fewer than min_cell_tested rows.
[[nodiscard]] std::optional<Estimate> impact(const BandCounts& in, const BandCounts& all,
                                             double confidence = 0.95) noexcept;

/// Gap = NPS(in the theme) - NPS(outside), in points, with an adjusted-Wald interval: either side smoothed as in nps(),
/// which holds for themes of nearly all detractors, where Welch's interval does not (docs/report.md). The interval
/// always holds the gap itself. Empty as for impact.
[[nodiscard]] std::optional<Estimate> gap(const BandCounts& in, const BandCounts& all,
                                          double confidence = 0.95) noexcept;

/// Two-sided p-value that the theme's rows are a random draw from all rows: exact permutation distribution
/// (multivariate hypergeometric) for up to 200 rows in the theme, pooled z beyond. Empty as for impact.
[[nodiscard]] std::optional<double> theme_test(const BandCounts& in, const BandCounts& all);

/// How often something is found in a part of some rows, and in all of them.
struct ShareCounts {
  std::uint64_t in_with = 0;   ///< rows of the part that have it
  std::uint64_t in = 0;        ///< rows of the part
  std::uint64_t all_with = 0;  ///< rows that have it, the part's among them
  std::uint64_t all = 0;       ///< rows
};
/// Two-sided p-value that the part is a random draw of the rows, as to whether they have it: exact (hypergeometric) if
/// the smallest of the four margins is 200 rows or less, z of the same variance beyond. Empty if a margin (rows in or
/// outside the part, with it or without) has fewer than min_cell_tested rows.
[[nodiscard]] std::optional<double> share_test(const ShareCounts& counts);

/// with / n with the Wilson score interval; shares in [0, 1]. Empty if n is 0.
[[nodiscard]] std::optional<Estimate> share_estimate(std::uint64_t with, std::uint64_t n,
                                                     double confidence = 0.95) noexcept;

/// The mean with Student's t interval, in units of the values. Empty for fewer than two values.
[[nodiscard]] std::optional<Estimate> mean_estimate(std::span<const double> values, double confidence = 0.95) noexcept;

/// Benjamini–Hochberg: q-values in the order of p (each in [0, 1]).
[[nodiscard]] std::vector<double> benjamini_hochberg(std::span<const double> p);

}  // namespace cxtext
