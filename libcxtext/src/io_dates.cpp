#include "io_dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>

#include "ascii.h"
#include "io_utf8.h"

namespace cxtext::io {
namespace {

// Months as they begin in the five languages, lower case; a word is a month if it is one of these, or begins with one
// and goes on as one of the whole names does.
struct Month {
  std::string_view name;
  int number;
};
// clang-format off
constexpr Month months[] = {
    {"january", 1}, {"januari", 1}, {"januar", 1}, {"february", 2}, {"februari", 2}, {"februar", 2}, {"febr", 2},
    {"march", 3}, {"marts", 3}, {"mars", 3}, {"mrt", 3}, {"april", 4}, {"may", 5}, {"maj", 5}, {"mai", 5},
    {"june", 6}, {"juni", 6}, {"july", 7}, {"juli", 7}, {"august", 8}, {"augusti", 8}, {"september", 9},
    {"sept", 9}, {"october", 10}, {"oktober", 10}, {"november", 11}, {"december", 12}, {"desember", 12},
};
constexpr std::string_view before_dates[] = {
    "den", "d", "dt", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lordag", "sondag", "man", "tir", "tirs",
    "ons", "tor", "tors", "fre", "lor", "son", "mandagen", "tisdag", "tis", "mon", "tue", "tues", "wed", "thu", "thur",
    "thurs", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "tysdag", "laurdag", "sundag", "tys", "lau",
};
// clang-format on

bool is_letter(char c) { return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80; }
bool is_two_or_four(std::size_t n) { return n == 2 || n == 4; }

/// Up to max_digits digits from the front of cell; -1 if it starts with none.
int take_number(std::string_view& cell, std::size_t max_digits, std::size_t& n_digits) noexcept {
  int value = 0;
  n_digits = 0;
  while (n_digits < max_digits && n_digits < cell.size() && is_ascii_digit(cell[n_digits])) {
    value = value * 10 + (cell[n_digits++] - '0');
  }
  cell.remove_prefix(n_digits);
  return n_digits == 0 ? -1 : value;
}

std::string_view take_word(std::string_view& cell) {
  std::size_t n = 0;
  while (n < cell.size() && is_letter(cell[n])) ++n;
  const std::string_view word = cell.substr(0, n);
  cell.remove_prefix(n);
  return word;
}

void skip_any(std::string_view& cell, std::string_view of) {
  while (!cell.empty() && of.find(cell.front()) != std::string_view::npos) cell.remove_prefix(1);
}

int month_of(std::string_view word) {
  if (word.size() < 3 || word.size() > 9) return 0;
  std::array<char, 9> lower = {};
  for (std::size_t i = 0; i < word.size(); ++i) {
    lower[i] = word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] - 'A' + 'a') : word[i];
  }
  const std::string_view asked(lower.data(), word.size());
  for (const Month& month : months) {
    // "jan", "okt", "des" and the like are the first three letters.
    if (month.name == asked || (asked.size() == 3 && month.name.starts_with(asked))) return month.number;
  }
  return 0;
}

bool precedes_date(std::string_view word) {
  const std::string asked = folded(word);
  return std::find(std::begin(before_dates), std::end(before_dates), asked) != std::end(before_dates);
}

/// Whether what follows a date may do so: nothing, or something that begins like a time.
bool ends_date(std::string_view rest) {
  if (rest.empty()) return true;
  if (rest.front() == 'Z' && rest.size() == 1) return true;
  if (std::string_view("Tt ,").find(rest.front()) == std::string_view::npos) return false;
  rest = trimmed(rest.substr(1));
  for (const std::string_view word : {"kl.", "kl", "at ", "-", ","}) {
    if (rest.starts_with(word)) rest = trimmed(rest.substr(word.size()));
  }
  return !rest.empty() && (is_ascii_digit(rest.front()) || rest.front() == '(');
}

bool has_half_day_clock(std::string_view rest) {
  rest = trimmed(rest);
  if (rest.size() < 2) return false;
  const char last = static_cast<char>(rest.back() | 0x20);
  const char before = static_cast<char>(rest[rest.size() - 2] | 0x20);
  return last == 'm' && (before == 'a' || before == 'p');
}

bool day_exists(int year, int month, int day) noexcept {
  constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return false;
  if (day <= 28) return true;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= days[static_cast<std::size_t>(month) - 1] + (leap && month == 2 ? 1 : 0);
}

/// "20251231", alone or with the digits of a time right behind it.
std::optional<Date> compact_date(std::string_view cell) noexcept {
  std::size_t n = 0;
  Date date;
  date.numbers[0] = take_number(cell, 4, n);
  date.numbers[1] = take_number(cell, 2, n);
  date.numbers[2] = take_number(cell, 2, n);
  const bool timed = (cell.size() == 4 || cell.size() == 6) && std::all_of(cell.begin(), cell.end(), is_ascii_digit);
  if (!timed && !ends_date(cell)) return std::nullopt;
  if (!day_exists(date.numbers[0], date.numbers[1], date.numbers[2])) return std::nullopt;
  return date;
}

std::optional<Date> with_year(Date date, std::string_view cell) {
  std::size_t n_digits = 0;
  date.numbers[2] = take_number(cell, 4, n_digits);
  if (!is_two_or_four(n_digits) || !ends_date(cell)) return std::nullopt;
  date.four_digit_year = n_digits == 4;
  date.half_day_clock = has_half_day_clock(cell);
  return date;
}

/// "december 31, 2025" from its month on.
std::optional<Date> month_name_first(int month, std::string_view cell) {
  skip_any(cell, ". ");
  std::size_t n_digits = 0;
  const int day = take_number(cell, 2, n_digits);
  if (day < 0) return std::nullopt;
  if (cell.starts_with("st") || cell.starts_with("nd") || cell.starts_with("rd") || cell.starts_with("th")) {
    cell.remove_prefix(2);
  }
  if (cell.empty() || is_ascii_digit(cell.front())) return std::nullopt;  // "may 2025"
  skip_any(cell, ". ,");
  return with_year({DateShape::named, {day, month, 0}}, cell);
}

/// "31. december 2025", "31-dec-25" behind its day.
std::optional<Date> month_name_second(int day, std::string_view cell) {
  const int month = month_of(take_word(cell));
  if (month == 0) return std::nullopt;
  skip_any(cell, ".-/, ");
  return with_year({DateShape::named, {day, month, 0}}, cell);
}

int full_year(int year, bool four_digits) { return four_digits ? year : year + (year < 70 ? 2000 : 1900); }

std::string digits_of(int year, int month, int day) {
  std::string iso(10, '-');
  const auto put = [&](std::size_t at, std::size_t n, int value) {
    for (std::size_t i = n; i-- > 0; value /= 10) iso[at + i] = static_cast<char>('0' + value % 10);
  };
  put(0, 4, year);
  put(5, 2, month);
  put(8, 2, day);
  return iso;
}

/// Civil date of a number of days since 1970-01-01 (Hinnant 2013, "chrono-Compatible Low-Level Date Algorithms").
std::string civil_date(int days) {
  days += 719468;
  const int era = days / 146097;
  const int day_of_era = days % 146097;
  const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted = (5 * day_of_year + 2) / 153;
  const int month = shifted < 10 ? shifted + 3 : shifted - 9;
  return digits_of(year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day_of_year - (153 * shifted + 2) / 5 + 1);
}

/// The whole days of a spreadsheet's number; 0: it is none.
int serial_days(std::string_view cell) noexcept {
  constexpr double first = 20000;
  constexpr double last = 80000;
  cell = trimmed(cell);
  const std::size_t mark = cell.find_first_of(".,");
  const std::string_view whole = cell.substr(0, mark);
  const std::string_view fraction = mark == std::string_view::npos ? std::string_view() : cell.substr(mark + 1);
  if (whole.size() != 5 || !std::all_of(whole.begin(), whole.end(), is_ascii_digit)) return 0;
  if (!std::all_of(fraction.begin(), fraction.end(), is_ascii_digit)) return 0;
  int days = 0;
  std::from_chars(whole.data(), whole.data() + whole.size(), days);
  return days >= first && days <= last ? days : 0;
}

/// The digits of "2025-12-31" at the start of a cell, which is what most exports have; false: something else starts it.
bool take_iso(std::string_view cell, std::array<unsigned char, 8>& digits) noexcept {
  if (cell.size() < 10 || cell[7] != '-') return false;
  if (cell.size() > 10 && cell[10] != 'T' && cell[10] != ' ') return false;
  // Eight bytes at once: what is left of each beside the shape must be a digit, or nothing where a hyphen stands.
  const auto word_of = [](const char* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
  };
  constexpr std::uint64_t high_bits = 0x8080808080808080U;
  const std::uint64_t rest = word_of(cell.data()) ^ word_of("0000-00-");
  const std::uint64_t beyond = rest + word_of("\x76\x76\x76\x76\x7F\x76\x76\x7F");
  if (((rest | beyond) & high_bits) != 0 || !is_ascii_digit(cell[8]) || !is_ascii_digit(cell[9])) return false;
  std::memcpy(digits.data(), &rest, sizeof rest);
  digits = {digits[0],
            digits[1],
            digits[2],
            digits[3],
            digits[5],
            digits[6],
            static_cast<unsigned char>(cell[8] - '0'),
            static_cast<unsigned char>(cell[9] - '0')};
  return true;
}

}  // namespace

bool could_be_serial(std::string_view cell) noexcept { return serial_days(cell) != 0; }

std::optional<Date> parse_date(std::string_view cell) noexcept {
  cell = trimmed(cell);
  if (cell.size() < 6) return std::nullopt;
  constexpr int max_words = 2;  // "torsdag den"
  for (int words = 0; words < max_words && !cell.empty() && is_letter(cell.front()); ++words) {
    const std::string_view word = take_word(cell);
    if (const int month = month_of(word); month != 0) return month_name_first(month, cell);
    if (word.size() > 12 || !precedes_date(word)) return std::nullopt;
    skip_any(cell, "., ");
  }
  if (cell.size() < 6 || !is_ascii_digit(cell.front())) return std::nullopt;
  if (cell.size() >= 8 && std::all_of(cell.begin(), cell.begin() + 8, is_ascii_digit)) return compact_date(cell);
  std::size_t n_digits = 0;
  const int a = take_number(cell, 4, n_digits);
  const bool year_first = n_digits == 4;
  if ((!year_first && n_digits > 2) || cell.empty()) return std::nullopt;
  const char separator = cell.front();
  if (std::string_view("-./ ").find(separator) == std::string_view::npos) return std::nullopt;
  cell.remove_prefix(1);
  if (!year_first) skip_any(cell, " ");  // "5. 1. 2024"
  if (!cell.empty() && is_letter(cell.front())) {
    return year_first ? std::nullopt : month_name_second(a, cell);
  }
  if (separator == ' ') return std::nullopt;
  const int b = take_number(cell, 2, n_digits);
  if (b < 0 || cell.empty()) return std::nullopt;
  const char second = cell.front();
  const bool dash_after = separator != '-' && (second == '-' || second == ' ') && !year_first;
  if (second != separator && !dash_after) return std::nullopt;
  cell.remove_prefix(1);
  if (!year_first) skip_any(cell, " ");
  const int c = take_number(cell, year_first ? 2 : 4, n_digits);
  if (c < 0 || !ends_date(cell)) return std::nullopt;
  Date date{DateShape::year_first, {a, b, c}};
  date.half_day_clock = has_half_day_clock(cell);
  if (year_first) return date;
  if (!is_two_or_four(n_digits) || (second == ' ' && n_digits != 4)) return std::nullopt;
  date.four_digit_year = n_digits == 4;
  date.shape = dash_after         ? DateShape::day_month_dash
               : separator == '.' ? DateShape::dotted
               : separator == '/' ? DateShape::slashed
                                  : DateShape::dashed;
  return date;
}

std::string iso_date(const Date& date, const DateStyle& style) {
  const int* n = date.numbers;
  if (date.shape == DateShape::year_first) return day_exists(n[0], n[1], n[2]) ? digits_of(n[0], n[1], n[2]) : "";
  DateOrder order = style.order;
  const bool open = date.shape == DateShape::slashed || date.shape == DateShape::dashed;
  if (date.shape == DateShape::named || date.shape == DateShape::day_month_dash) order = DateOrder::day_first;
  if (order == DateOrder::month_first && !open && !style.given) order = DateOrder::day_first;
  if (order == DateOrder::year_first && date.four_digit_year) order = DateOrder::day_first;
  const int year = full_year(order == DateOrder::year_first ? n[0] : n[2], date.four_digit_year);
  const int month = order == DateOrder::month_first ? n[0] : n[1];
  const int day = order == DateOrder::month_first ? n[1] : order == DateOrder::year_first ? n[2] : n[0];
  return day_exists(year, month, day) ? digits_of(year, month, day) : "";
}

void read_date(std::string_view cell, const DateStyle& style, std::string& iso) {
  if (std::array<unsigned char, 8> digits; take_iso(cell, digits)) {
    const auto number = [&](std::size_t at) { return digits[at] * 10 + digits[at + 1]; };
    const bool ends = cell.size() == 10 || ends_date(cell.substr(10));
    if (ends && day_exists(number(0) * 100 + number(2), number(4), number(6))) iso.assign(cell.data(), 10);
    return;
  }
  if (style.serial) {
    constexpr int serial_of_1970 = 25569;
    if (const int days = serial_days(cell); days != 0) {
      iso = civil_date(days - serial_of_1970);
      return;
    }
  }
  if (const std::optional<Date> date = parse_date(cell)) iso = iso_date(*date, style);
}

std::optional<DateStyle> parse_date_style(std::string_view name) {
  std::string order;
  std::string lower;
  for (const char c : name) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (lower == "excel") return DateStyle{DateOrder::day_first, true, true};
  for (const char c : lower) {
    // å: the Nordic year.
    const char part = c == '\xC3' ? 'y' : c;
    if (std::string_view("dmy").find(part) == std::string_view::npos) {
      if (is_letter(c) && c != '\xA5') return std::nullopt;
      continue;
    }
    if (order.empty() || order.back() != part) order += part;
  }
  if (order == "ymd") return DateStyle{DateOrder::year_first, false, true};
  if (order == "dmy") return DateStyle{DateOrder::day_first, false, true};
  if (order == "mdy") return DateStyle{DateOrder::month_first, false, true};
  return std::nullopt;
}

}  // namespace cxtext::io
