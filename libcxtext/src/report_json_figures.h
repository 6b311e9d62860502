#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "cxtext/report.h"

/// The parts of report.json that are figures of groups of rows: periods, segments, words, trends, comparisons.
namespace cxtext::json {

using Json = nlohmann::ordered_json;

/// A string; U+FFFD in place of bytes that are not UTF-8.
[[nodiscard]] Json text(std::string_view raw);

/// {value, low, high} in the digits that `rounded` leaves, or null.
[[nodiscard]] Json estimate_json(const std::optional<Estimate>& estimate, double (*rounded)(double) noexcept);
/// The same in NPS points.
[[nodiscard]] Json points_json(const std::optional<Estimate>& estimate);
[[nodiscard]] Json probability_json(const std::optional<double>& p);

[[nodiscard]] Json nps_json(const NpsFigure& figure);
[[nodiscard]] Json scores_json(const ScoreFigures& scores);
[[nodiscard]] Json words_json(const WordScores& words);
[[nodiscard]] Json band_json(const BandFigures& band);
[[nodiscard]] Json slope_json(const std::optional<NpsSlope>& slope);
[[nodiscard]] Json trend_json(const ThemeTrend& trend);
[[nodiscard]] Json period_json(const PeriodFigures& period);
[[nodiscard]] Json segment_json(const SegmentFigures& segment);
[[nodiscard]] Json comparison_json(const std::optional<Comparison>& comparison);

}  // namespace cxtext::json
