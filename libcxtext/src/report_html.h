#pragma once

#include <fmt/format.h>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "cxtext/report.h"

#include "report_drivers.h"

/// The parts of report.html. Each appends its markup to out; whatever a customer or an export wrote goes through
/// html() of report_text.h on its way. report_html.cpp puts them together.
namespace cxtext::pages {

template <class... Args>
void add(std::string& out, fmt::format_string<Args...> format, Args&&... args) {
  fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
}

/// The style sheet, light and dark, for screens of 360 px and up and for paper.
[[nodiscard]] std::string_view page_style() noexcept;

/// "up", "down", "flat" or "thin": what the style sheet colours a verdict by.
[[nodiscard]] std::string_view class_of(Verdict verdict) noexcept;

/// "Mar 2026" of "2026-03"; escaped as it stands if it is no month.
[[nodiscard]] std::string month_name(std::string_view label);

/// NPS with its interval for a table cell or a line of text; "too few scores" for a cell that is not shown.
[[nodiscard]] std::string nps_phrase(const NpsFigure& figure);

// Pictures: inline SVG whose x is in per cent and whose text keeps its size, so that they fit any width.
void add_bands_bar(std::string& out, const BandCounts& bands);
void add_feeling_bar(std::string& out, const FeelingCounts& feelings);
void add_driver_chart(std::string& out, const std::vector<const ThemeFigures*>& themes);
void add_trend_chart(std::string& out, const std::vector<PeriodFigures>& periods);
void add_share_spark(std::string& out, const ThemeFigures& theme, const std::vector<PeriodFigures>& periods);

// Sections, in the order of the page. Those with nothing to show append nothing.
void add_headline(std::string& out, const Report& report);
void add_drivers(std::string& out, const Report& report);
void add_theme_table(std::string& out, const Report& report);
void add_trend(std::string& out, const Report& report);
void add_segments(std::string& out, const Report& report);
void add_theme_cards(std::string& out, const Report& report);
void add_data_quality(std::string& out, const Report& report);
void add_method(std::string& out, const Report& report);
void add_provenance(std::string& out, const Report& report);

}  // namespace cxtext::pages
