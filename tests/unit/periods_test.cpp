#include "cxtext/periods.h"

#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "testing.h"

using cxtext::PeriodUnit;

TEST_CASE("day_number: dates, and what is none") {
  struct Case {
    const char* date;
    std::optional<std::int32_t> day;
  };
  for (const Case& c : {Case{"1970-01-01", 0}, Case{"1969-12-28", -4}, Case{"2026-01-01", 20454},
                        Case{"2000-02-29", 11016}, Case{"1900-02-29", {}}, Case{"2026-02-30", {}},
                        Case{"2026-13-01", {}}, Case{"2026-00-01", {}}, Case{"2026-1-01", {}}, Case{"2026-01", {}},
                        Case{"", {}}, Case{"2026/01/01", {}}, Case{"20a6-01-01", {}}, Case{"-026-01-01", {}}}) {
    CAPTURE(c.date);
    CHECK(cxtext::day_number(c.date) == c.day);
  }
}

TEST_CASE("period_label: days, ISO weeks, months, quarters") {
  struct Case {
    const char* date;
    const char* week;
    const char* quarter;
  };
  // Weeks as Python's date.isocalendar() has them.
  for (const Case& c : {Case{"2026-01-01", "2026-W01", "2026-Q1"}, Case{"2027-01-01", "2026-W53", "2027-Q1"},
                        Case{"2024-12-30", "2025-W01", "2024-Q4"}, Case{"2021-01-03", "2020-W53", "2021-Q1"},
                        Case{"2020-12-31", "2020-W53", "2020-Q4"}, Case{"1969-12-28", "1969-W52", "1969-Q4"},
                        Case{"1969-12-29", "1970-W01", "1969-Q4"}, Case{"2000-02-29", "2000-W09", "2000-Q1"},
                        Case{"2026-06-30", "2026-W27", "2026-Q2"}}) {
    CAPTURE(c.date);
    const std::int32_t day = cxtext::day_number(c.date).value();
    const auto label = [&](PeriodUnit unit) { return cxtext::period_label(cxtext::period_of_day(day, unit), unit); };
    CHECK(label(PeriodUnit::day) == c.date);
    CHECK(label(PeriodUnit::week) == c.week);
    CHECK(label(PeriodUnit::month) == std::string(c.date).substr(0, 7));
    CHECK(label(PeriodUnit::quarter) == c.quarter);
  }
}

TEST_CASE("periods lie side by side: every day in one, the next day in it or in the next") {
  for (const PeriodUnit unit : {PeriodUnit::day, PeriodUnit::week, PeriodUnit::month, PeriodUnit::quarter}) {
    CAPTURE(cxtext::to_name(unit));
    CHECK(cxtext::parse_period_unit(cxtext::to_name(unit)) == unit);
    for (std::int32_t day = -1500; day < 22000; ++day) {
      const std::int32_t period = cxtext::period_of_day(day, unit);
      const std::int32_t first = cxtext::day_number(cxtext::first_day_of(period, unit)).value();
      const std::int32_t last = cxtext::day_number(cxtext::last_day_of(period, unit)).value();
      REQUIRE((first <= day && day <= last));
      REQUIRE(cxtext::period_of_day(last + 1, unit) == period + 1);
      REQUIRE(cxtext::period_label(period, unit) < cxtext::period_label(period + 1, unit));
    }
  }
  CHECK_FALSE(cxtext::parse_period_unit("year").has_value());
  CHECK_FALSE(cxtext::parse_period_unit("auto").has_value());
}

TEST_CASE("unit_for: by the span of the dates") {
  struct Case {
    std::int32_t days;
    PeriodUnit unit;
  };
  for (const Case& c : {Case{1, PeriodUnit::day}, Case{14, PeriodUnit::day}, Case{15, PeriodUnit::week},
                        Case{98, PeriodUnit::week}, Case{99, PeriodUnit::month}, Case{1098, PeriodUnit::month},
                        Case{1099, PeriodUnit::quarter}, Case{9000, PeriodUnit::quarter}}) {
    CAPTURE(c.days);
    CHECK(cxtext::unit_for(std::vector<std::int32_t>{20000 + c.days - 1, 20000}) == c.unit);
  }
  CHECK(cxtext::unit_for({}) == PeriodUnit::month);

  std::vector<std::int32_t> with_a_typo(400, 20000);
  for (std::size_t i = 0; i < with_a_typo.size(); ++i) with_a_typo[i] += static_cast<std::int32_t>(i % 10);
  with_a_typo[7] = -20000;
  CHECK(cxtext::unit_for(with_a_typo) == PeriodUnit::day);
}
