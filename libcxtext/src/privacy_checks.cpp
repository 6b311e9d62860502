// Check digits and dates of identity, account and card numbers.
#include <algorithm>

#include "privacy_parts.h"
#include "token_patterns.h"

namespace cxtext::privacy {

namespace {

// Years of birth are given in two digits: 29 February of any that could be a leap year counts.
bool is_date(int day, int month, int year) noexcept {
  constexpr std::array<int, 12> days{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1 || day > days[static_cast<std::size_t>(month - 1)]) return false;
  return month != 2 || day < 29 || year % 4 == 0;
}

template <std::size_t n>
int weighted_sum(const Digits& digits, const std::array<int, n>& weights) noexcept {
  int sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += weights[i] * digits.value[i];
  return sum;
}

// Lengths of IBANs in the countries that Nordic customers have accounts in.
struct IbanLength {
  std::string_view country;
  std::uint32_t length;
};
constexpr auto iban_lengths = std::to_array<IbanLength>(
    {{"AT", 20}, {"BE", 16}, {"BG", 22}, {"CH", 21}, {"CY", 28}, {"CZ", 24}, {"DE", 22}, {"DK", 18}, {"EE", 20},
     {"ES", 24}, {"FI", 18}, {"FO", 18}, {"FR", 27}, {"GB", 22}, {"GL", 18}, {"GR", 27}, {"HR", 21}, {"HU", 28},
     {"IE", 22}, {"IS", 26}, {"IT", 27}, {"LI", 21}, {"LT", 20}, {"LU", 20}, {"LV", 21}, {"MT", 31}, {"NL", 18},
     {"NO", 15}, {"PL", 28}, {"PT", 25}, {"RO", 24}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"TR", 26}, {"UA", 29}});

}  // namespace

bool passes_luhn(const Digits& digits, std::size_t from) noexcept {
  int sum = 0;
  for (std::size_t i = from; i < digits.n; ++i) {
    int value = digits.value[i];
    if ((digits.n - i) % 2 == 0) value = value > 4 ? 2 * value - 9 : 2 * value;
    sum += value;
  }
  return sum % 10 == 0;
}

bool has_cpr_date(const Digits& digits) noexcept {
  return is_date(digits.number(0, 2), digits.number(2, 2), digits.number(4, 2));
}

bool passes_cpr_check(const Digits& digits) noexcept {
  return weighted_sum(digits, std::array<int, 10>{4, 3, 2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0;
}

bool is_personnummer(const Digits& digits) noexcept {
  if (digits.n != 10 && digits.n != 12) return false;
  const std::size_t from = digits.n - 10;
  if (from == 2) {
    const int century = digits.number(0, 2);
    if (century < 18 || century > 20) return false;
  }
  const int day = digits.number(from + 4, 2);
  constexpr int samordning = 60;
  return is_date(day > samordning ? day - samordning : day, digits.number(from + 2, 2), digits.number(from, 2)) &&
         passes_luhn(digits, from);
}

bool is_fodselsnummer(const Digits& digits) noexcept {
  if (digits.n != 11) return false;
  int day = digits.number(0, 2);
  int month = digits.number(2, 2);
  if (day > 40) day -= 40;      // D-number
  if (month > 80) month -= 80;  // made up for tests
  if (month > 40) month -= 40;  // given by a hospital; other tests
  if (!is_date(day, month, digits.number(4, 2))) return false;
  return weighted_sum(digits, std::array<int, 10>{3, 7, 6, 1, 8, 9, 4, 5, 2, 1}) % 11 == 0 &&
         weighted_sum(digits, std::array<int, 11>{5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0;
}

bool is_norwegian_account(const Digits& digits) noexcept {
  return digits.n == 11 && weighted_sum(digits, std::array<int, 11>{5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0;
}

bool is_card(const Digits& digits, bool any_check) noexcept {
  if (digits.n < 13 || digits.n > 19) return false;
  const int two = digits.number(0, 2);
  const int four = digits.number(0, 4);
  const bool visa = digits.value[0] == 4 && (digits.n == 13 || digits.n == 16 || digits.n == 19);
  const bool mastercard = digits.n == 16 && ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720));
  const bool amex = digits.n == 15 && (two == 34 || two == 37);
  const bool diners = digits.n == 14 && (two == 36 || two == 38 || (two == 30 && digits.value[2] <= 5));
  const bool jcb = digits.n >= 16 && four >= 3528 && four <= 3589;
  const bool discover = digits.n >= 16 && (four == 6011 || two == 65 || (four >= 6440 && four <= 6499));
  const bool union_pay = digits.n >= 16 && two == 62;
  constexpr std::array<int, 9> debit{5018, 5019, 5020, 5038, 5893, 6304, 6759, 6761, 6763};  // Maestro, Dankort
  const bool other = digits.n >= 16 && std::find(debit.begin(), debit.end(), four) != debit.end();
  if (!visa && !mastercard && !amex && !diners && !jcb && !discover && !union_pay && !other) return false;
  return any_check || passes_luhn(digits);
}

std::uint32_t end_of_iban(std::string_view text, std::uint32_t at, bool by_word) noexcept {
  const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
  const std::array<char, 2> country{upper(byte_or_end(text, at)), upper(byte_or_end(text, at + 1))};
  const auto known = std::find_if(iban_lengths.begin(), iban_lengths.end(), [&](const IbanLength& entry) {
    return entry.country == std::string_view(country.data(), country.size());
  });
  if (known == iban_lengths.end()) return at;
  std::array<char, 34> characters{};
  std::uint32_t n = 0;
  std::uint32_t end = at;
  while (n < known->length) {
    char c = byte_or_end(text, end);
    if (n > 0 && (c == ' ' || c == '-' || c == '.')) c = byte_or_end(text, ++end);
    if (!is_ascii_digit(c) && !is_ascii_letter(c)) return at;
    characters[n++] = upper(c);
    ++end;
  }
  if (is_wordish(byte_or_end(text, end)) || !is_ascii_digit(characters[2]) || !is_ascii_digit(characters[3])) return at;
  // ISO 7064: the first four characters go behind, letters count from 10 on, and the rest by 97 is 1.
  std::uint32_t rest = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const char c = characters[(i + 4) % n];
    const auto value = static_cast<std::uint32_t>(is_ascii_digit(c) ? c - '0' : c - 'A' + 10);
    rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
  }
  const bool right = rest == 1;
  return right || by_word ? end : at;
}

}  // namespace cxtext::privacy
