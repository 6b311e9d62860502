#pragma once

#include <string>
#include <vector>

#include "report_rows.h"

namespace cxtext {

/// Figures of every value of every segment column, what sets each apart from the column's other rows, and the themes
/// that differ. Of a column with very many values the max_segment_values of most rows.
void count_segments(const InputRows& input, const ReportRows& rows, const std::vector<std::uint32_t>& place_of_theme,
                    Report& report);

/// How the themes of the report, and its NPS, move over its periods.
void measure_trends(Report& report);

/// Index of the period that the second half of the time starts with. Precondition: there are two periods or more.
[[nodiscard]] std::size_t first_of_second_half(const std::vector<PeriodFigures>& periods) noexcept;

/// Two groups of rows side by side. asked: "A..B", two labels of periods or two values of one segment column; empty:
/// the first half of the periods and the second. Leaves Report::comparison empty where there is no such pair.
/// place_of_theme: of a theme of ReportRows, its index in Report::themes; none if it is not in the report.
void compare(const InputRows& input, const ReportRows& rows, const std::vector<std::uint32_t>& place_of_theme,
             const std::string& asked, Report& report);

}  // namespace cxtext
