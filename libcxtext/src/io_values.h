#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cxtext::io {

/// Whether a cell says that there is no answer: empty, punctuation only ("-", "–", "?"), "N/A", "ved ikke", "vet ej",
/// "don't know", "ikke svaret" …
[[nodiscard]] bool says_missing(std::string_view cell);

/// A plain decimal number with point or comma, or one followed by the label of its scale point ("10 - meget
/// sandsynligt", "9 (likely)"). No exponent, no thousands separator. Empty: not that.
[[nodiscard]] std::optional<double> parse_score(std::string_view cell) noexcept;

/// Which way a date is written.
enum class DateShape : std::uint8_t { year_first, dotted, slashed, dashed };

struct Date {
  DateShape shape = DateShape::year_first;
  int year = 0;
  int first = 0;   ///< of the two other numbers, as written: month if year_first
  int second = 0;  ///< day if year_first
};

/// The date at the start of a cell, alone or followed by a time; its numbers are not checked yet. Two-digit years are
/// those from 1970 to 2069.
[[nodiscard]] std::optional<Date> parse_date(std::string_view cell) noexcept;

/// "yyyy-mm-dd", or empty if there is no such day. month_first concerns slashes and dashes only.
[[nodiscard]] std::string iso_date(const Date& date, bool month_first);

/// Dates of a column, to find out how it writes them.
class DateTally {
 public:
  /// Returns whether the cell is a date in some order.
  bool add(std::string_view cell);
  [[nodiscard]] std::size_t n_dates() const noexcept { return n_dates_; }
  /// Month before day: more of the column's dates exist that way round. Ties: day first.
  [[nodiscard]] bool month_first() const noexcept { return valid_month_first_ > valid_day_first_; }
  /// "y-m-d", "d.m.y", "d/m/y", "m/d/y", "d-m-y", "m-d-y"; empty without dates.
  [[nodiscard]] std::string format() const;

 private:
  std::size_t n_dates_ = 0;
  std::size_t by_shape_[4] = {};
  std::size_t valid_month_first_ = 0;
  std::size_t valid_day_first_ = 0;
};

}  // namespace cxtext::io
