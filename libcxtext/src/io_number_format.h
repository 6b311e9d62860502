#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cxtext::io {

/// What a number in a cell is shown as.
enum class NumberKind : std::uint8_t { number, date, time };

/// What one of the formats that a workbook need not spell out shows.
[[nodiscard]] NumberKind builtin_number_kind(unsigned format_id) noexcept;

/// What a format code shows, as in "dd/mm\-yyyy;@", "#,##0.00", "[$-406]d. mmmm yyyy", "hh:mm". Elapsed time ("[h]:mm")
/// is a number.
[[nodiscard]] NumberKind number_kind(std::string_view code) noexcept;

/// Appends the shortest decimal notation that reads back as the same number: "9", "8.2". What is no number is left as
/// it stands.
void append_shortest(std::string& out, std::string_view number);

/// Appends the day of a serial number as "2024-02-01", followed by " 13:45:00" if it is not midnight; of a time alone
/// as "13:45:00". What has no day is appended as a number.
/// from_1904: days count from 1904-01-01, as they did on old Macs, instead of as if 1900 had been a leap year.
void append_moment(std::string& out, std::string_view serial, NumberKind kind, bool from_1904);

}  // namespace cxtext::io
