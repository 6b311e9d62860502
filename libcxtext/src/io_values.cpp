#include "io_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

#include "io_utf8.h"

namespace cxtext::io {
namespace {

constexpr std::size_t max_missing_bytes = 48;

// As folded() writes them, sorted.
// clang-format off
constexpr std::string_view missing_words[] = {
    "blank", "donotknow", "dontknow", "dontwanttoanswer", "ejrelevant", "ejsvar", "ejsvarat", "ejtillampligt",
    "empty", "ikkebesvaret", "ikkebesvart", "ikkeoppgitt", "ikkeoplyst", "ikkerelevant", "ikkesvar", "ikkesvaret",
    "ikkesvart", "ikkjeaktuelt", "ikkjeoppgitt", "ikkjerelevant", "ikkjesvar", "ikkjesvart", "ingasvar", "ingensvar",
    "ingetsvar", "intesvarat", "intetsvar", "missing", "na", "nan", "nil", "noanswer", "none", "noresponse",
    "notanswered", "notapplicable", "notavailable", "null", "okand", "onskerikkeatsvare", "prefernottosay", "skipped",
    "tom", "tomt", "ubesvaret", "ubesvart", "ukendt", "ukjend", "ukjent", "undefined", "unknown", "unsure", "uoplyst",
    "usikker", "uvist", "vedej", "vedikke", "vedjegikke", "veitikke", "veitikkje", "vetej", "vetikke", "vetinte",
    "villintesvara",
};
// clang-format on

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool starts_label(std::string_view rest) {
  rest = trimmed(rest);
  for (const std::string_view mark : {"-", "–", "—", ":", "=", "("}) {
    if (!rest.starts_with(mark)) continue;
    rest = trimmed(rest.substr(mark.size()));
    // A label has letters; "9-10" and "5:30" have none.
    return !rest.empty() && (static_cast<unsigned char>(rest[0] | 0x20) >= 'a') && rest[0] != '\x7F';
  }
  return false;
}

/// Up to max_digits digits from the front of cell; -1 if it starts with none.
int take_number(std::string_view& cell, std::size_t max_digits, std::size_t& n_digits) noexcept {
  int value = 0;
  n_digits = 0;
  while (n_digits < max_digits && n_digits < cell.size() && is_digit(cell[n_digits])) {
    value = value * 10 + (cell[n_digits++] - '0');
  }
  cell.remove_prefix(n_digits);
  return n_digits == 0 ? -1 : value;
}

/// Whether what follows a date may do so: nothing, or something that begins like a time.
bool ends_date(std::string_view rest) {
  if (rest.empty()) return true;
  if (rest.front() != 'T' && rest.front() != 't' && rest.front() != ' ' && rest.front() != ',') return false;
  rest = trimmed(rest.substr(1));
  for (const std::string_view word : {"kl.", "kl", "at ", "-", ","}) {
    if (rest.starts_with(word)) rest = trimmed(rest.substr(word.size()));
  }
  return !rest.empty() && is_digit(rest.front());
}

bool day_exists(int year, int month, int day) noexcept {
  constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= days[static_cast<std::size_t>(month) - 1] + (leap && month == 2 ? 1 : 0);
}

std::optional<Date> compact_date(std::string_view cell) noexcept {
  std::size_t n = 0;
  Date date;
  date.year = take_number(cell, 4, n);
  date.first = take_number(cell, 2, n);
  date.second = take_number(cell, 2, n);
  if (!ends_date(cell) || !day_exists(date.year, date.first, date.second)) return std::nullopt;
  return date;
}

}  // namespace

bool says_missing(std::string_view cell) {
  cell = trimmed(cell);
  if (cell.empty()) return true;
  if (cell.size() > max_missing_bytes) return false;
  const std::string word = folded(cell);
  if (word.empty()) return true;
  return std::binary_search(std::begin(missing_words), std::end(missing_words), std::string_view(word));
}

std::optional<double> parse_score(std::string_view cell) noexcept {
  cell = trimmed(cell);
  if (cell.size() == 1 && is_digit(cell[0])) return cell[0] - '0';
  constexpr std::string_view minus_sign = "\xE2\x88\x92";
  bool negative = false;
  if (cell.starts_with('-') || cell.starts_with('+')) {
    negative = cell.front() == '-';
    cell.remove_prefix(1);
  } else if (cell.starts_with(minus_sign)) {
    negative = true;
    cell.remove_prefix(minus_sign.size());
  }
  std::array<char, 32> number = {};
  std::size_t n = 0;
  std::size_t n_digits = 0;
  bool has_point = false;
  std::size_t i = 0;
  for (; i < cell.size(); ++i) {
    const bool point = !has_point && (cell[i] == '.' || cell[i] == ',');
    if (!is_digit(cell[i]) && !point) break;
    if (n == number.size()) return std::nullopt;
    n_digits += point ? 0 : 1;
    has_point = has_point || point;
    number[n++] = point ? '.' : cell[i];
  }
  if (n_digits == 0) return std::nullopt;
  if (i < cell.size() && !starts_label(cell.substr(i))) return std::nullopt;
  double value = 0;
  if (std::from_chars(number.data(), number.data() + n, value).ec != std::errc()) return std::nullopt;
  return negative && value != 0 ? -value : value;
}

std::optional<Date> parse_date(std::string_view cell) noexcept {
  cell = trimmed(cell);
  if (cell.size() < 6 || !is_digit(cell.front())) return std::nullopt;
  if (cell.size() >= 8 && std::all_of(cell.begin(), cell.begin() + 8, is_digit)) return compact_date(cell);
  std::size_t n_digits = 0;
  const int a = take_number(cell, 4, n_digits);
  const bool year_first = n_digits == 4;
  if ((!year_first && n_digits > 2) || cell.empty()) return std::nullopt;
  const char separator = cell.front();
  if (separator != '-' && separator != '.' && separator != '/') return std::nullopt;
  cell.remove_prefix(1);
  if (!year_first && cell.starts_with(' ')) cell.remove_prefix(1);  // "5. 1. 2024"
  const int b = take_number(cell, 2, n_digits);
  if (b < 0 || cell.empty() || cell.front() != separator) return std::nullopt;
  cell.remove_prefix(1);
  if (!year_first && cell.starts_with(' ')) cell.remove_prefix(1);
  const int c = take_number(cell, year_first ? 2 : 4, n_digits);
  if (c < 0 || !ends_date(cell)) return std::nullopt;
  if (year_first) return Date{DateShape::year_first, a, b, c};
  if (n_digits != 2 && n_digits != 4) return std::nullopt;
  const int year = n_digits == 4 ? c : c + (c < 70 ? 2000 : 1900);
  const DateShape shape = separator == '.'   ? DateShape::dotted
                          : separator == '/' ? DateShape::slashed
                                             : DateShape::dashed;
  return Date{shape, year, a, b};
}

std::string iso_date(const Date& date, bool month_first) {
  const bool month_leads = date.shape == DateShape::year_first || (month_first && date.shape != DateShape::dotted);
  const int month = month_leads ? date.first : date.second;
  const int day = month_leads ? date.second : date.first;
  if (!day_exists(date.year, month, day)) return {};
  return fmt::format("{:04}-{:02}-{:02}", date.year, month, day);
}

bool DateTally::add(std::string_view cell) {
  const std::optional<Date> date = parse_date(cell);
  if (!date) return false;
  const bool day_first = !iso_date(*date, false).empty();
  const bool month_first = !iso_date(*date, true).empty();
  if (!day_first && !month_first) return false;
  ++n_dates_;
  ++by_shape_[static_cast<std::size_t>(date->shape)];
  if (date->shape == DateShape::slashed || date->shape == DateShape::dashed) {
    valid_day_first_ += day_first ? 1 : 0;
    valid_month_first_ += month_first ? 1 : 0;
  }
  return true;
}

std::string DateTally::format() const {
  if (n_dates_ == 0) return {};
  switch (static_cast<DateShape>(std::max_element(by_shape_, by_shape_ + 4) - by_shape_)) {
    case DateShape::year_first:
      return "y-m-d";
    case DateShape::dotted:
      return "d.m.y";
    case DateShape::slashed:
      return month_first() ? "m/d/y" : "d/m/y";
    case DateShape::dashed:
      return month_first() ? "m-d-y" : "d-m-y";
  }
  return {};
}

}  // namespace cxtext::io
