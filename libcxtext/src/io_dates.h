#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cxtext::io {

/// Which way a date is written. named: the month is a word; day_month_dash: "31/12-2025".
enum class DateShape : std::uint8_t { year_first, dotted, slashed, dashed, day_month_dash, named };
constexpr std::size_t n_date_shapes = 6;

/// What the three numbers of a date are that does not say it itself.
enum class DateOrder : std::uint8_t { day_first, month_first, year_first };

struct Date {
  DateShape shape = DateShape::year_first;
  int numbers[3] = {0, 0, 0};   ///< as written; named: day, month, year
  bool four_digit_year = true;  ///< false: two digits, which stand for 1970 to 2069
  bool half_day_clock = false;  ///< a time with AM or PM follows
};

/// The date at the start of a cell, alone or followed by a time; its numbers are not checked yet. A weekday before it
/// is passed over, months may be words of the five languages.
[[nodiscard]] std::optional<Date> parse_date(std::string_view cell) noexcept;

/// How the dates of a column are read.
struct DateStyle {
  DateOrder order = DateOrder::day_first;
  bool serial = false;  ///< numbers are a spreadsheet's: days since 1899-12-30
  bool given = false;   ///< the caller's choice, which holds for dotted dates too
};

/// "yyyy-mm-dd", or empty if there is no such day.
[[nodiscard]] std::string iso_date(const Date& date, const DateStyle& style);

/// Puts the date of a cell into iso as "yyyy-mm-dd"; nothing if it has none. Precondition: iso is empty.
void read_date(std::string_view cell, const DateStyle& style, std::string& iso);

/// A style by name: "d/m/y", "dd.mm.yyyy", "%Y-%m-%d", "excel" …: the letters d, m and y in their order. Empty: none.
[[nodiscard]] std::optional<DateStyle> parse_date_style(std::string_view name);

/// Whether a cell could be a spreadsheet's number of a day from 1954 to 2119.
[[nodiscard]] bool could_be_serial(std::string_view cell) noexcept;

/// Dates of a column, to find out how it writes them.
class DateTally {
 public:
  /// Returns whether the cell is a date in some order.
  bool add(std::string_view cell);
  [[nodiscard]] std::size_t n_dates() const noexcept { return n_dates_; }
  [[nodiscard]] std::size_t n_serial() const noexcept { return n_serial_; }
  /// The order in which most of the column's dates exist. Ties: day first, but month first beside AM and PM.
  [[nodiscard]] DateOrder order() const noexcept;
  /// As the column writes them, read in the style: "y-m-d", "d.m.y", "d/m/y", "m/d/y", "d-m-y", "d/m-y", "d month y",
  /// "Excel number" …; empty without dates.
  [[nodiscard]] std::string format(const DateStyle& style) const;

 private:
  std::size_t n_dates_ = 0;
  std::size_t n_serial_ = 0;
  std::size_t n_half_day_ = 0;
  std::size_t by_shape_[n_date_shapes] = {};
  std::size_t valid_[3] = {};       // by order
  std::bitset<100> first_numbers_;  // of the dates with years of two digits
  std::bitset<100> last_numbers_;
};

}  // namespace cxtext::io
