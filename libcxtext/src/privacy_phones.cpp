// Telephone numbers as the Nordic countries group theirs, with and without a country code.
#include <algorithm>

#include "privacy_figures.h"
#include "token_patterns.h"

namespace cxtext::privacy {

namespace {

FigureMatch phone(std::uint32_t begin, std::size_t to) noexcept { return {to, begin, PersonalKind::phone}; }

// The bracket of "(08) 123 456 78" belongs to the number, that of "(28 11 22 33)" does not.
std::uint32_t with_bracket(std::string_view text, const Run& run, std::size_t from, std::uint32_t begin) noexcept {
  const bool closes = from + 1 < run.n && run.groups[from + 1].before == Gap::bracket &&
                      text.substr(run.groups[from].end, 2).find(')') != std::string_view::npos;
  return closes && begin > 0 && text[begin - 1] == '(' ? begin - 1 : begin;
}

struct Country {
  std::string_view code;
  std::uint32_t least;  // digits behind the code, a nought before the area code among them
  std::uint32_t most;
};
constexpr auto countries = std::to_array<Country>({{"45", 8, 8},
                                                   {"46", 7, 10},
                                                   {"47", 8, 8},
                                                   {"298", 6, 6},
                                                   {"299", 6, 6},
                                                   {"354", 7, 7},
                                                   {"358", 6, 11},
                                                   {"44", 9, 11},
                                                   {"49", 6, 12},
                                                   {"48", 9, 9},
                                                   {"31", 9, 10},
                                                   {"33", 9, 10},
                                                   {"34", 9, 9},
                                                   {"1", 10, 10}});

const Country* country_of(std::string_view digits) noexcept {
  const auto found = std::find_if(countries.begin(), countries.end(),
                                  [&](const Country& country) { return digits.starts_with(country.code); });
  return found == countries.end() ? nullptr : &*found;
}

// The most groups from `from` on that hold between least and most digits; 0 if none do.
// sure: it starts with a plus, so that letters glued to its end do not make it something else.
std::size_t longest(std::string_view text, const Run& run, std::size_t from, std::uint32_t least, std::uint32_t most,
                    bool sure = false) noexcept {
  std::size_t to = 0;
  for (std::size_t end = from + 1; end <= run.n && run.digits(from, end) <= most; ++end) {
    if (!run.gaps_are(from, end, {Gap::space, Gap::dash, Gap::dot, Gap::slash, Gap::bracket})) break;
    if (run.digits(from, end) >= least && (run.ends_free(text, end) || (sure && end == run.n))) to = end;
  }
  return to;
}

// "+45 12 34 56 78", "(+46) 70-123 45 67", "0047 123 45 678". prefix: digits before the country code ("00").
FigureMatch match_international(std::string_view text, const Run& run, std::size_t from,
                                std::uint32_t prefix) noexcept {
  const std::uint32_t begin = run.groups[from].begin;
  const std::string_view digits =
      text.substr(begin + prefix, std::min<std::size_t>(3, run.groups[from].size() - prefix));
  std::uint32_t start = begin;
  if (prefix == 0 && start > 0) --start;  // the plus
  start = with_bracket(text, run, from, start);
  if (const Country* country = country_of(digits); country != nullptr) {
    const auto code = static_cast<std::uint32_t>(country->code.size()) + prefix;
    const std::size_t to = longest(text, run, from, code + country->least, code + country->most, prefix == 0);
    if (to > 0) return phone(start, to);
  }
  if (prefix > 0) return {};
  const std::size_t to = longest(text, run, from, 8, 15);
  return to > 0 ? phone(start, to) : FigureMatch{};
}

// "9.00-10.00", "0800 - 1100": when the telephone is answered.
bool are_hours(std::string_view text, const Run& run, std::size_t from) noexcept {
  const auto is_hour = [](int hour, int minute) { return hour <= 24 && minute < 60 && minute % 5 == 0; };
  const auto number = [&](std::size_t g) { return run.take(text, g, g + 1).number(0, run.groups[g].size()); };
  if (run.sizes_are(from, {4, 4}) && run.groups[from + 1].before == Gap::dash) {
    return is_hour(number(from) / 100, number(from) % 100) && is_hour(number(from + 1) / 100, number(from + 1) % 100);
  }
  if (from + 4 > run.n || run.groups[from].size() > 2 || run.groups[from + 2].before != Gap::dash) return false;
  if (run.groups[from + 1].before != Gap::dot || run.groups[from + 3].before != Gap::dot) return false;
  return is_hour(number(from), number(from + 1)) && is_hour(number(from + 2), number(from + 3));
}

// What a word calls a number: nearly any grouping counts.
FigureMatch match_named(std::string_view text, const Run& run, std::size_t from) noexcept {
  const std::uint32_t begin = run.groups[from].begin;
  const std::uint32_t start = with_bracket(text, run, from, begin);
  if (are_hours(text, run, from)) return {};
  if (text[begin] == '0') {
    const std::size_t to = longest(text, run, from, 7, 11);
    return to > 0 ? phone(start, to) : FigureMatch{};
  }
  if (country_of(text.substr(begin, 2)) != nullptr) {
    const std::size_t to =
        text.substr(begin, 2) == "46" ? longest(text, run, from, 9, 12) : longest(text, run, from, 10, 10);
    if (to > 0) return phone(start, to);
  }
  for (const std::uint32_t digits : {8U, 10U, 9U, 7U, 11U, 12U}) {
    const std::size_t to = longest(text, run, from, digits, digits);
    if (to > 0) return phone(start, to);
  }
  return {};
}

bool is_year(int value) noexcept { return value >= 1900 && value < 2100; }

// "10 20 30 40", "10 10 10 10": somebody counts.
bool counts_up(const Digits& digits) noexcept {
  const int step = digits.number(2, 2) - digits.number(0, 2);
  const bool even =
      digits.number(4, 2) - digits.number(2, 2) == step && digits.number(6, 2) - digits.number(4, 2) == step;
  return even && step >= -10 && step <= 10;
}

// Eight digits as they are written in Denmark and Norway, in one piece or in groups.
FigureMatch match_eight(std::string_view text, const Run& run, std::size_t from) noexcept {
  const std::uint32_t begin = run.groups[from].begin;
  const auto found = [&](std::size_t n) {
    const std::size_t to = from + n;
    const bool free = run.ends_free(text, to) && !is_sum_before(text, run.groups[to - 1].end);
    return free ? phone(begin, to) : FigureMatch{};
  };
  const auto digits = [&](std::size_t n) { return run.take(text, from, from + n); };
  // "45 12 34 56 78", "47 123 45 678", "45 12345678": the plus was forgotten.
  const std::string_view code = text.substr(begin, 2);
  if (run.groups[from].size() == 2 && (code == "45" || code == "47") && run.groups[from].before == Gap::none) {
    if (run.sizes_are(from + 1, {2, 2, 2, 2}) || run.sizes_are(from + 1, {8}) || run.sizes_are(from + 1, {3, 2, 3}) ||
        run.sizes_are(from + 1, {4, 4})) {
      const std::size_t to = longest(text, run, from, 10, 10);
      return to > 0 ? phone(begin, to) : FigureMatch{};
    }
  }
  if (run.sizes_are(from, {8})) {
    const Digits d = digits(1);
    const bool same =
        std::all_of(d.value.begin(), d.value.begin() + 8, [&](std::uint8_t v) { return v == d.value[0]; });
    const bool round = d.number(4, 4) == 0;
    const bool date = is_year(d.number(0, 4)) && d.number(4, 2) <= 12 && d.number(6, 2) <= 31;
    const bool reversed = is_year(d.number(4, 4)) && d.number(0, 2) <= 31 && d.number(2, 2) <= 12;
    if (d.value[0] < 2 || same || round || date || reversed) return {};
    return found(1);
  }
  const Gap gap = from + 1 < run.n ? run.groups[from + 1].before : Gap::none;
  if (run.sizes_are(from, {2, 2, 2, 2}) && run.one_gap(from, from + 4) && !counts_up(digits(4)) &&
      (gap == Gap::space || gap == Gap::dash || gap == Gap::dot)) {
    // "12.05.20 24" and the like are dates.
    return text[begin] == '0' ? FigureMatch{} : found(4);
  }
  if (run.sizes_are(from, {3, 2, 3}) && run.one_gap(from, from + 3) && text[begin] != '0' && gap != Gap::slash) {
    return found(3);
  }
  if (run.sizes_are(from, {4, 4}) && gap == Gap::space && !run.sizes_are(from, {4, 4, 4})) {
    const Digits d = digits(2);
    const bool years = is_year(d.number(0, 4)) || is_year(d.number(4, 4));
    const bool round = d.number(2, 2) == 0 || d.number(6, 2) == 0;
    return d.value[0] < 2 || years || round ? FigureMatch{} : found(2);
  }
  return {};
}

// "070-123 45 67", "08-123 456 78", "0701234567": an area code that starts with 0.
FigureMatch match_area(std::string_view text, const Run& run, std::size_t from) noexcept {
  const Group& group = run.groups[from];
  if (text[group.begin] != '0' || byte_or_end(text, group.begin + 1) == '0') return {};
  const std::uint32_t begin = with_bracket(text, run, from, group.begin);
  const bool alone = group.size() >= 9 && group.size() <= 11;
  if (alone) return run.ends_free(text, from + 1) ? phone(begin, from + 1) : FigureMatch{};
  if (group.size() < 2 || group.size() > 5 || from + 1 >= run.n || are_hours(text, run, from)) return {};
  const Gap gap = run.groups[from + 1].before;
  if (gap != Gap::dash && gap != Gap::space && gap != Gap::bracket && gap != Gap::slash) return {};
  // "01-02-2024 …" is a date.
  if (group.size() == 2 && run.groups[from + 1].size() <= 2) return {};
  const std::size_t to = longest(text, run, from, 8, 11);
  return to > 0 && !is_sum_before(text, run.groups[to - 1].end) ? phone(begin, to) : FigureMatch{};
}

// "(555) 123-4567", "555-123-4567".
FigureMatch match_american(std::string_view text, const Run& run, std::size_t from) noexcept {
  if (!run.sizes_are(from, {3, 3, 4}) || !run.ends_free(text, from + 3)) return {};
  const Gap first = run.groups[from + 1].before;
  const Gap second = run.groups[from + 2].before;
  if (first == Gap::space || first == Gap::slash || second == Gap::slash) return {};
  return phone(with_bracket(text, run, from, run.groups[from].begin), from + 3);
}

}  // namespace

FigureMatch match_phone(std::string_view text, const Run& run, std::size_t from) noexcept {
  const std::uint32_t begin = run.groups[from].begin;
  const bool plus = from == 0 && begin > 0 && text[begin - 1] == '+';
  if (plus) return match_international(text, run, from, 0);
  if (text.substr(begin).starts_with("00") && run.groups[from].size() > 3) {
    if (const FigureMatch found = match_international(text, run, from, 2); found.to > 0) return found;
  }
  if (run.near == Near::phone) {
    if (const FigureMatch found = match_named(text, run, from); found.to > 0) return found;
  }
  if (run.near == Near::order || run.near == Near::amount) return {};
  for (const auto matcher : {match_eight, match_area, match_american}) {
    if (const FigureMatch found = matcher(text, run, from); found.to > 0) return found;
  }
  return {};
}

}  // namespace cxtext::privacy
