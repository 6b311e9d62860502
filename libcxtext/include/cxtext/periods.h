#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cxtext {

/// How an export is cut in time. Weeks are those of ISO 8601: from Monday, the first one with four days in the year.
enum class PeriodUnit : std::uint8_t { day, week, month, quarter };

/// "day", "week", "month", "quarter".
[[nodiscard]] std::string_view to_name(PeriodUnit unit) noexcept;
/// Empty for any other name.
[[nodiscard]] std::optional<PeriodUnit> parse_period_unit(std::string_view name) noexcept;

/// Days since 1970-01-01 of "yyyy-mm-dd"; empty for what is no date. Thread-safe, as is all of this header.
[[nodiscard]] std::optional<std::int32_t> day_number(std::string_view date) noexcept;

/// The period that a day lies in, counted so that the next period has the next number.
[[nodiscard]] std::int32_t period_of_day(std::int32_t day, PeriodUnit unit) noexcept;

/// "2026-03-09", "2026-W11", "2026-03", "2026-Q1". Labels of one unit sort as their periods do.
[[nodiscard]] std::string period_label(std::int32_t period, PeriodUnit unit);

/// "yyyy-mm-dd" of the first and the last day of a period.
[[nodiscard]] std::string first_day_of(std::int32_t period, PeriodUnit unit);
[[nodiscard]] std::string last_day_of(std::int32_t period, PeriodUnit unit);

/// The unit that suits the dates of an export: days up to two weeks, weeks up to fourteen, months up to three years,
/// quarters beyond. Of all dates but the outermost 0.5 % at either end, so that a mistyped year does not decide.
/// days: one a row, in any order; month where there are none.
[[nodiscard]] PeriodUnit unit_for(std::span<const std::int32_t> days);

}  // namespace cxtext
