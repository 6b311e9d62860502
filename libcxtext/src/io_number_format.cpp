#include "io_number_format.h"

#include <charconv>
#include <chrono>
#include <cmath>
#include <fmt/format.h>
#include <optional>

namespace cxtext::io {
namespace {

constexpr std::int64_t seconds_a_day = 86400;
/// 9999-12-31, beyond which spreadsheets know no day.
constexpr double last_serial = 2958466;

std::optional<double> read_number(std::string_view text) noexcept {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// Whether a code has a letter outside of quotes, escapes and brackets, and whether it has elapsed time in brackets.
struct CodeLetters {
  bool day_or_year = false;
  bool month_or_minute = false;
  bool hour_or_second = false;
  bool elapsed = false;
};

CodeLetters letters_of(std::string_view code) noexcept {
  CodeLetters found;
  for (std::size_t i = 0; i < code.size(); ++i) {
    switch (code[i]) {
      case '"': {
        const std::size_t close = code.find('"', i + 1);
        i = close == std::string_view::npos ? code.size() : close;
        break;
      }
      case '\\':
      case '_':
      case '*':
        ++i;
        break;
      case '[': {
        const std::size_t close = code.find(']', i);
        const std::string_view inside = code.substr(i + 1, close == std::string_view::npos ? 0 : close - i - 1);
        found.elapsed =
            found.elapsed || (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos);
        i = close == std::string_view::npos ? code.size() : close;
        break;
      }
      case ';':
        return found;  // the rest is for negative numbers and text
      case 'd':
      case 'D':
      case 'y':
      case 'Y':
        found.day_or_year = true;
        break;
      case 'm':
      case 'M':
        found.month_or_minute = true;
        break;
      case 'h':
      case 'H':
      case 's':
      case 'S':
        found.hour_or_second = true;
        break;
      default:
        break;
    }
  }
  return found;
}

}  // namespace

NumberKind builtin_number_kind(unsigned format_id) noexcept {
  if ((format_id >= 14 && format_id <= 17) || format_id == 22) return NumberKind::date;
  if ((format_id >= 18 && format_id <= 21) || format_id == 45 || format_id == 47) return NumberKind::time;
  // Dates of East Asian locales.
  if ((format_id >= 27 && format_id <= 36) || (format_id >= 50 && format_id <= 58)) return NumberKind::date;
  return NumberKind::number;
}

NumberKind number_kind(std::string_view code) noexcept {
  // "General" in the words of all locales that have a letter of dates in it.
  if (code == "General" || code == "GENERAL" || code == "Standard") return NumberKind::number;
  const CodeLetters letters = letters_of(code);
  if (letters.elapsed) return NumberKind::number;
  if (letters.day_or_year || (letters.month_or_minute && !letters.hour_or_second)) return NumberKind::date;
  return letters.hour_or_second ? NumberKind::time : NumberKind::number;
}

void append_shortest(std::string& out, std::string_view number) {
  const std::optional<double> value = read_number(number);
  if (!value || std::abs(*value) >= 1e21) {
    out += number;
    return;
  }
  char digits[400];
  const auto written =
      std::to_chars(digits, digits + sizeof digits, *value == 0 ? 0.0 : *value, std::chars_format::fixed);
  out.append(digits, written.ptr);
}

void append_moment(std::string& out, std::string_view serial, NumberKind kind, bool from_1904) {
  const std::optional<double> value = read_number(serial);
  if (!value || *value < 0 || *value >= last_serial) return append_shortest(out, serial);
  const std::int64_t seconds = std::llround(*value * static_cast<double>(seconds_a_day));
  std::int64_t days = seconds / seconds_a_day;
  const std::int64_t rest = seconds % seconds_a_day;
  const std::string time = fmt::format("{:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60);
  if (kind == NumberKind::time && days == 0) {
    out += time;
    return;
  }
  if (from_1904) {
    days += 1462;
  } else if (days < 60) {
    ++days;  // before the leap day that 1900 did not have
  }
  const std::chrono::sys_days day{std::chrono::days{days - 25569}};
  const std::chrono::year_month_day date{day};
  out += fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
  if (rest != 0) out += ' ' + time;
}

}  // namespace cxtext::io
