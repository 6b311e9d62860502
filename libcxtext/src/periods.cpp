// Days, weeks, months and quarters as whole numbers: what lies between two dates is then a subtraction. The calendar is
// that of <chrono>; only ISO weeks are worked out here.

#include "cxtext/periods.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <vector>

namespace cxtext {

namespace {

namespace chrono = std::chrono;

// 1970-01-01 was a Thursday, three days into its week.
constexpr std::int32_t days_before_1970_in_week = 3;

std::int32_t floor_divide(std::int32_t a, std::int32_t b) noexcept { return a / b - (a % b < 0 ? 1 : 0); }

chrono::sys_days to_days(std::int32_t number) { return chrono::sys_days{chrono::days{number}}; }

std::int32_t to_number(chrono::sys_days at) { return static_cast<std::int32_t>(at.time_since_epoch().count()); }

std::string iso(chrono::sys_days at) {
  const chrono::year_month_day date{at};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

/// Months since 1970-01.
std::int32_t months_of(const chrono::year_month_day& date) {
  return (static_cast<int>(date.year()) - 1970) * 12 + static_cast<std::int32_t>(static_cast<unsigned>(date.month())) -
         1;
}

chrono::sys_days first_of_month(std::int32_t months) {
  const std::int32_t years = floor_divide(months, 12);
  return chrono::sys_days{chrono::year_month_day{
      chrono::year{1970 + years}, chrono::month{static_cast<unsigned>(months - 12 * years + 1)}, chrono::day{1}}};
}

chrono::sys_days first_day(std::int32_t period, PeriodUnit unit) {
  switch (unit) {
    case PeriodUnit::day:
      return to_days(period);
    case PeriodUnit::week:
      return to_days(7 * period - days_before_1970_in_week);
    case PeriodUnit::month:
      return first_of_month(period);
    case PeriodUnit::quarter:
      return first_of_month(3 * period);
  }
  return {};
}

/// A week belongs to the year that its Thursday lies in.
std::string week_label(std::int32_t period) {
  const chrono::sys_days thursday = first_day(period, PeriodUnit::week) + chrono::days{3};
  const chrono::year_month_day date{thursday};
  const auto day_of_year = (thursday - chrono::sys_days{date.year() / 1 / 1}).count();
  return fmt::format("{:04}-W{:02}", static_cast<int>(date.year()), day_of_year / 7 + 1);
}

}  // namespace

std::string_view to_name(PeriodUnit unit) noexcept {
  switch (unit) {
    case PeriodUnit::day:
      return "day";
    case PeriodUnit::week:
      return "week";
    case PeriodUnit::month:
      return "month";
    case PeriodUnit::quarter:
      return "quarter";
  }
  return "";
}

std::optional<PeriodUnit> parse_period_unit(std::string_view name) noexcept {
  for (const PeriodUnit unit : {PeriodUnit::day, PeriodUnit::week, PeriodUnit::month, PeriodUnit::quarter}) {
    if (name == to_name(unit)) return unit;
  }
  return std::nullopt;
}

std::optional<std::int32_t> day_number(std::string_view date) noexcept {
  if (date.size() != 10 || date[4] != '-' || date[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t from, std::size_t n) {
    int out = 0;
    for (const char c : date.substr(from, n)) {
      if (c < '0' || c > '9') return -1;
      out = 10 * out + (c - '0');
    }
    return out;
  };
  const int y = number(0, 4);
  const int m = number(5, 2);
  const int d = number(8, 2);
  if (y < 0 || m < 0 || d < 0) return std::nullopt;
  const chrono::year_month_day read{chrono::year{y}, chrono::month{static_cast<unsigned>(m)},
                                    chrono::day{static_cast<unsigned>(d)}};
  if (!read.ok()) return std::nullopt;
  return to_number(chrono::sys_days{read});
}

std::int32_t period_of_day(std::int32_t day, PeriodUnit unit) noexcept {
  switch (unit) {
    case PeriodUnit::day:
      return day;
    case PeriodUnit::week:
      return floor_divide(day + days_before_1970_in_week, 7);
    case PeriodUnit::month:
      return months_of(chrono::year_month_day{to_days(day)});
    case PeriodUnit::quarter:
      return floor_divide(months_of(chrono::year_month_day{to_days(day)}), 3);
  }
  return 0;
}

std::string period_label(std::int32_t period, PeriodUnit unit) {
  std::string first = first_day_of(period, unit);
  switch (unit) {
    case PeriodUnit::day:
      return first;
    case PeriodUnit::week:
      return week_label(period);
    case PeriodUnit::month:
      return first.substr(0, 7);
    case PeriodUnit::quarter:
      return fmt::format("{}-Q{}", first.substr(0, 4), period - 4 * floor_divide(period, 4) + 1);
  }
  return {};
}

std::string first_day_of(std::int32_t period, PeriodUnit unit) { return iso(first_day(period, unit)); }

std::string last_day_of(std::int32_t period, PeriodUnit unit) {
  return iso(first_day(period + 1, unit) - chrono::days{1});
}

PeriodUnit unit_for(std::span<const std::int32_t> days_of_rows) {
  if (days_of_rows.empty()) return PeriodUnit::month;
  std::vector<std::int32_t> sorted(days_of_rows.begin(), days_of_rows.end());
  std::sort(sorted.begin(), sorted.end());
  const std::size_t outermost = sorted.size() / 200;
  const std::int32_t span = sorted[sorted.size() - 1 - outermost] - sorted[outermost] + 1;
  if (span <= 14) return PeriodUnit::day;
  if (span <= 14 * 7) return PeriodUnit::week;
  return span <= 3 * 366 ? PeriodUnit::month : PeriodUnit::quarter;
}

}  // namespace cxtext
