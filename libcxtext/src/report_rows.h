#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "cxtext/report.h"

#include "report_build.h"

namespace cxtext {

/// No theme, no period.
inline constexpr std::uint32_t none = 0xFFFFFFFF;

/// What the figures of a report know of one input row.
struct ReportRow {
  std::optional<Band> band;
  bool has_text = false;
  bool readable = false;          ///< has text in one of the five languages
  bool has_content = false;       ///< readable, and says something
  std::uint32_t first_theme = 0;  ///< ReportRows::themes
  std::uint32_t n_themes = 0;
  std::uint32_t primary = none;  ///< the theme of most of its statements, of equals the one that comes first
  std::uint32_t period = none;   ///< index into Report::periods
  Lang lang = Lang::undetermined;
};

/// All rows in input order. Themes count as in ThemeSpace.
struct ReportRows {
  std::vector<ReportRow> rows;
  std::vector<std::uint32_t> themes;  ///< of each row ascending, each once

  [[nodiscard]] std::span<const std::uint32_t> themes_of(const ReportRow& row) const noexcept {
    return std::span(themes).subspan(row.first_theme, row.n_themes);
  }
};

[[nodiscard]] ReportRows report_rows(const std::vector<Comment>& comments, const AnalyzedInput& input,
                                     const Scale& scale);

/// Languages of at least min_cell_tested scored comments each, of the five; none where there are fewer than two.
[[nodiscard]] std::vector<Lang> compared_languages(const ReportRows& rows);

/// Cuts the dates into periods of the unit asked for, or of one that suits them, and counts them. Sets the period of
/// every row; no periods where all dates lie in one.
void count_periods(const std::vector<Comment>& comments, std::optional<PeriodUnit> unit, ReportRows& rows,
                   Report& report);

/// A figure with its interval, or without one where there are no rows.
[[nodiscard]] inline NpsFigure nps_figure(const BandCounts& bands) { return {bands, nps(bands)}; }

/// q <= significant_q is what the report calls clear.
inline constexpr double significant_q = 0.05;
[[nodiscard]] Verdict verdict_of(const Estimate& difference, double q) noexcept;

/// Puts Benjamini–Hochberg q-values of the tests that were made beside their p. tests: pairs of pointers {p, q}.
struct PandQ {
  const std::optional<double>* p;
  std::optional<double>* q;
};
void correct(std::span<const PandQ> tests);

}  // namespace cxtext
