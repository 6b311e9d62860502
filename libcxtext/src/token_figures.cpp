// Figures as they are written in the North: "1.299,50 kr", "kr 1 299,-", "1 299:-", "17/5-2024", "kl. 14.30", "24/7",
// "+45 12 34 56 78".
#include "token_patterns.h"

namespace cxtext {

namespace {

constexpr std::string_view no_break = "\xE2\x80\x93";  // an en dash stands for the hyphen of ",-"

// Digits from `at`, at most `most` of them. Returns their end; `at` if there are none or more than that.
std::uint32_t end_of_digits(std::string_view text, std::uint32_t at, std::uint32_t most) noexcept {
  std::uint32_t end = at;
  while (end - at <= most && is_ascii_digit(byte_or_end(text, end))) ++end;
  return end - at > most ? at : end;
}

bool ends_figure(std::string_view text, std::uint32_t at) noexcept {
  const char c = byte_or_end(text, at);
  return !is_ascii_letter(c) && !is_ascii_digit(c) && c != '_' && !(c >= '\xC3' && c <= '\xDF');
}

// Telephone numbers.

struct DigitGroups {
  std::array<std::uint32_t, 8> sizes{};
  std::size_t n = 0;
  std::uint32_t digits = 0;
  std::uint32_t end = 0;
};

// Groups of digits with one space or hyphen between them. Nearly every number is one group.
DigitGroups read_groups(std::string_view text, std::uint32_t at) noexcept {
  constexpr std::uint32_t longest_group = 10;
  DigitGroups groups;
  groups.end = at;
  while (groups.n < groups.sizes.size()) {
    const std::uint32_t end = end_of_digits(text, at, longest_group);
    if (end == at) break;
    groups.sizes[groups.n++] = end - at;
    groups.digits += end - at;
    groups.end = end;
    const char between = byte_or_end(text, end);
    if ((between != ' ' && between != '-') || !is_ascii_digit(byte_or_end(text, end + 1))) break;
    at = end + 1;
  }
  return groups;
}

// With "+45" before it, or as the four countries group theirs: in pairs, 3-2-3, or an area code that starts with 0.
TokenMatch match_phone(std::string_view text, std::uint32_t at) noexcept {
  const bool plus = text[at] == '+';
  if (!plus) {
    const std::uint32_t first = end_of_digits(text, at, 5);
    const char between = byte_or_end(text, first);
    if ((between != ' ' && between != '-') || !is_ascii_digit(byte_or_end(text, first + 1))) return {};
  }
  const DigitGroups groups = read_groups(text, plus ? at + 1 : at);
  if (!ends_figure(text, groups.end)) return {};
  const auto sizes_are = [&](std::initializer_list<std::uint32_t> sizes) {
    return std::equal(sizes.begin(), sizes.end(), groups.sizes.begin(), groups.sizes.begin() + groups.n);
  };
  const bool by_plus = plus && groups.digits >= 8 && groups.digits <= 15;
  const bool by_area = !plus && groups.n >= 2 && text[at] == '0' && groups.sizes[0] >= 2 && groups.sizes[0] <= 5 &&
                       groups.digits >= 8 && groups.digits <= 11;
  const bool by_groups = !plus && (sizes_are({2, 2, 2, 2}) || sizes_are({3, 2, 3}));
  if (!by_plus && !by_area && !by_groups) return {};
  return {at, groups.end, TokenKind::phone};
}

// Dates and times of day.

std::uint32_t value_of(std::string_view digits) noexcept {
  std::uint32_t value = 0;
  for (const char c : digits) value = value * 10 + static_cast<std::uint32_t>(c - '0');
  return value;
}

// One of `marks` and up to `most` digits behind it; moves `at` past them.
bool take(std::string_view text, std::uint32_t& at, std::string_view marks, std::uint32_t least, std::uint32_t most,
          std::uint32_t largest) noexcept {
  if (marks.find(byte_or_end(text, at)) == std::string_view::npos) return false;
  const std::uint32_t end = end_of_digits(text, at + 1, most);
  if (end < at + 1 + least || value_of(text.substr(at + 1, end - at - 1)) > largest) return false;
  at = end;
  return true;
}

TokenMatch match_date(std::string_view text, std::uint32_t at) noexcept {
  constexpr std::uint32_t any = 9999;
  const std::uint32_t first_end = end_of_digits(text, at, 4);
  if (first_end == at) return {};
  const std::uint32_t first = value_of(text.substr(at, first_end - at));
  const auto found = [&](std::uint32_t end) {
    return ends_figure(text, end) ? TokenMatch{at, end, TokenKind::date} : TokenMatch{};
  };
  std::uint32_t end = first_end;
  if (first_end - at == 4) {
    if (take(text, end, "-", 2, 2, 12) && take(text, end, "-", 2, 2, 31)) return found(end);
    return {};
  }
  if (first_end - at > 2) return {};
  if (first <= 24 && take(text, end, ":", 2, 2, 59)) {  // 9:05, 14:30:00
    std::uint32_t with_seconds = end;
    return found(take(text, with_seconds, ":", 2, 2, 59) ? with_seconds : end);
  }
  if (first == 0 || first > 31) return {};
  const char mark = byte_or_end(text, end);
  if (!take(text, end, "./-", 1, 2, 31)) return {};
  // 17.05.2024, 17/5-24, 17/5 2024: the year makes it a date.
  const std::string_view before_year = mark == '/' ? "/-. " : mark == '.' ? ".- " : "-";
  const bool spaced = byte_or_end(text, end) == ' ';
  if (take(text, end, before_year, spaced ? 4 : 2, 4, spaced ? 2099 : any)) return found(end);
  return {};
}

// Numbers and amounts.

// "1 299", "1.299,50", "12,5", "24/7". `grouped` is set when spaces hold it together. Returns its end.
std::uint32_t end_of_number(std::string_view text, std::uint32_t at) noexcept {
  constexpr std::uint32_t longest_number = 40;
  std::uint32_t end = at;
  while (end - at < longest_number && is_ascii_digit(byte_or_end(text, end))) ++end;
  const auto three_digits = [&](std::uint32_t from) { return end_of_digits(text, from, 3) == from + 3; };
  if (end - at <= 3) {
    const char mark = byte_or_end(text, end);
    if (mark == ' ' || mark == '.' || mark == ',' || mark == '\'') {
      while (end - at < longest_number && byte_or_end(text, end) == mark && three_digits(end + 1)) end += 4;
    }
  }
  const char decimal = byte_or_end(text, end);
  if ((decimal == ',' || decimal == '.') && is_ascii_digit(byte_or_end(text, end + 1))) {
    ++end;
    while (end - at < longest_number && is_ascii_digit(byte_or_end(text, end))) ++end;
  }
  return end;
}

constexpr auto currency_words = packed_sorted(std::to_array<std::string_view>(
    {"kr",  "kroner", "kronor", "kronar",  "krone",   "krona",   "dkk",    "sek",    "nok",
     "eur", "euro",   "euros",  "usd",     "gbp",     "pund",    "pounds", "dollar", "dollars",
     "mkr", "tkr",    "pct",    "procent", "prosent", "percent", "pst"}));

// A word for money or per cent from `at`. "sek" and "nok" are also seconds and "enough", unless in capitals. Returns
// its end, a full stop after "kr" among it where the sentence goes on.
std::uint32_t end_of_currency(std::string_view text, std::uint32_t at) noexcept {
  constexpr std::uint32_t longest_word = 8;
  constexpr std::string_view firsts = "kdnsegupmt";
  if (firsts.find(to_ascii_lower(byte_or_end(text, at))) == std::string_view::npos) return at;
  std::uint32_t end = at;
  while (end - at < longest_word && is_ascii_letter(byte_or_end(text, end))) ++end;
  if (!ends_figure(text, end)) return at;
  const std::uint64_t word = packed_word(text.substr(at, end - at));
  if (!std::binary_search(currency_words.begin(), currency_words.end(), word)) return at;
  if ((word == packed_word("sek") || word == packed_word("nok")) && text[at] >= 'a') return at;
  const bool stop = end - at <= 3 && byte_or_end(text, end) == '.' && match_before_stop(text, at, end);
  return stop ? end + 1 : end;
}

// What makes a number an amount: ",-", ":-", "%", a currency. Returns its end; `at` if there is nothing of the kind.
std::uint32_t end_of_amount(std::string_view text, std::uint32_t at) noexcept {
  std::uint32_t end = at;
  const char mark = byte_or_end(text, at);
  if (mark == ',' || mark == ':' || mark == '.') {
    const char dash = byte_or_end(text, at + 1);
    if (dash == '-') end = at + 2;
    if (text.substr(at + 1).starts_with(no_break)) end = at + 1 + static_cast<std::uint32_t>(no_break.size());
    while (end > at && byte_or_end(text, end) == '-') ++end;
    const char next = byte_or_end(text, end);
    const bool face = mark == ':' && (next == ')' || next == '(' || next == '/' || next == '|');  // "12:-)"
    if (end == at || is_wordish(next) || face) return at;
  }
  const std::uint32_t unit = byte_or_end(text, end) == ' ' ? end + 1 : end;
  if (unit != end && is_ascii_digit(byte_or_end(text, unit))) return end;
  const std::string_view rest = text.substr(std::min<std::size_t>(unit, text.size()), 3);
  if (rest.starts_with('%')) return unit + 1;
  const std::uint32_t sign = rest.starts_with('$') ? 1U : rest.starts_with("£") ? 2U : rest == "€" ? 3U : 0U;
  if (sign != 0) return is_ascii_digit(byte_or_end(text, unit + sign)) ? end : unit + sign;  // "20 $5": of the next one
  const std::uint32_t word_end = end_of_currency(text, unit);
  return word_end > unit ? word_end : end;
}

// A currency right before the number at `at`, "kr. 299": where it begins, or `at`.
std::uint32_t begin_of_currency(std::string_view text, std::uint32_t at) noexcept {
  std::uint32_t end = at;
  if (end > 0 && text[end - 1] == ' ') --end;
  if (end > 0 && text[end - 1] == '.') --end;
  if (end < 2 || (to_ascii_lower(text[end - 1]) != 'r' && to_ascii_lower(text[end - 1]) != 'k' &&
                  to_ascii_lower(text[end - 1]) != 'd' && to_ascii_lower(text[end - 1]) != 'p')) {
    return at;  // no "kr", "eur", "dkk", "sek", "nok", "usd", "gbp"
  }
  constexpr std::uint32_t longest_word = 3;
  std::uint32_t begin = end;
  while (begin > 0 && end - begin <= longest_word && is_ascii_letter(text[begin - 1])) --begin;
  if (end - begin < 2 || end - begin > longest_word || is_wordish_before(text, begin)) return at;
  const std::uint32_t found = end_of_currency(text, begin);
  if (found <= begin || found < end) return at;
  const std::uint32_t before = begin > 0 && text[begin - 1] == ' ' ? begin - 1 : begin;
  return before > 0 && (is_ascii_digit(text[before - 1]) || text[before - 1] == '-') ? at : begin;  // "200 SEK 5"
}

TokenMatch match_number(std::string_view text, std::uint32_t begin, std::uint32_t digits) noexcept {
  std::uint32_t end = end_of_number(text, digits);
  if (begin == digits && byte_or_end(text, end) == '/') {  // "24/7", "10/10"
    const std::uint32_t below = end_of_digits(text, end + 1, 4);
    const bool chained = byte_or_end(text, below) == '/' || (digits > 0 && text[digits - 1] == '/');
    const bool ratio = below > end + 1 && ends_figure(text, below) && !chained;
    return ratio ? TokenMatch{digits, below, TokenKind::number} : TokenMatch{};
  }
  if (begin == digits) begin = begin_of_currency(text, digits);
  const std::uint32_t amount_end = end_of_amount(text, end);
  if (amount_end > end) return {begin, amount_end, TokenKind::amount};
  if (!ends_figure(text, end)) return {};
  return {begin, end, begin < digits ? TokenKind::amount : TokenKind::number};
}

}  // namespace

TokenMatch match_figure(std::string_view text, std::uint32_t at) noexcept {
  if (text[at] == '+') {
    return is_ascii_digit(byte_or_end(text, at + 1)) && !is_wordish_before(text, at) ? match_phone(text, at)
                                                                                     : TokenMatch{};
  }
  if (!is_ascii_digit(text[at])) {  // "€ 20"
    std::uint32_t digits = at + (text[at] == '$' ? 1U : text[at] == '\xC2' ? 2U : 3U);
    if (byte_or_end(text, digits) == ' ') ++digits;
    return is_ascii_digit(byte_or_end(text, digits)) ? match_number(text, at, digits) : TokenMatch{};
  }
  if (const TokenMatch date = match_date(text, at)) return date;
  if (const TokenMatch phone = match_phone(text, at)) return phone;
  return match_number(text, at, at);
}

}  // namespace cxtext
