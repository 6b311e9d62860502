// Numbers that name somebody, read as groups of digits: "12 34 56 78" is four groups with spaces between. From every
// group on, the patterns are tried from the surest to the loosest, over at most eight groups.
#include "privacy_figures.h"

#include <algorithm>
#include <initializer_list>

#include "privacy_parts.h"
#include "token_patterns.h"

namespace cxtext::privacy {

namespace {

// What stands between two groups from `at` on. Moves `at` to the digit behind it; Gap::none if the run ends there.
Gap read_gap(std::string_view text, std::uint32_t& at) noexcept {
  std::uint32_t p = at;
  const auto skip_spaces = [&] {
    std::uint32_t n = 0;
    while (n < 2 && byte_or_end(text, p) == ' ') ++p, ++n;
    return n;
  };
  const auto dash_length = [&]() -> std::uint32_t {
    if (byte_or_end(text, p) == '-') return 1;
    const std::string_view rest = text.substr(std::min<std::size_t>(p, text.size()));
    for (const std::string_view dash : {"\u2010", "\u2011", "\u2012", "\u2013", "\u2212"}) {
      if (rest.starts_with(dash)) return static_cast<std::uint32_t>(dash.size());
    }
    return 0;
  };
  const bool spaced = skip_spaces() > 0;
  Gap gap = spaced ? Gap::space : Gap::none;
  const char c = byte_or_end(text, p);
  if (const std::uint32_t dash = dash_length(); dash > 0) {
    p += dash;
    gap = Gap::dash;
    skip_spaces();
  } else if (c == '(' || c == ')') {
    ++p;
    gap = Gap::bracket;
    skip_spaces();
  } else if (c == '/' && spaced) {
    ++p;
    gap = Gap::slash;
    skip_spaces();
  } else if (!spaced && (c == '.' || c == '/' || c == '+')) {
    ++p;
    gap = c == '.' ? Gap::dot : c == '/' ? Gap::slash : Gap::plus;
  }
  if (gap == Gap::none || !is_ascii_digit(byte_or_end(text, p))) return Gap::none;
  at = p;
  return gap;
}

// The groups from the digit at `at` on, as many as fit.
void read_run(std::string_view text, std::uint32_t at, Run& run) noexcept {
  run.n = 0;
  Gap gap = Gap::none;
  while (run.n < run.groups.size()) {
    std::uint32_t end = at;
    while (is_ascii_digit(byte_or_end(text, end))) ++end;
    run.groups[run.n++] = {at, end, gap};
    at = end;
    gap = read_gap(text, at);
    if (gap == Gap::none) break;
  }
}

constexpr std::uint32_t fewest_of_phone = 7;

// Up to fewest_of_phone.
std::uint32_t count_digits(std::string_view text, std::uint32_t at) noexcept {
  std::uint32_t n = 0;
  while (n < fewest_of_phone && is_ascii_digit(byte_or_end(text, at + n))) ++n;
  return n;
}

// Letters at `at`, right behind a number that the words before it call `near`, leave it what it is: "28112233mobil",
// "28112233og28445566", "ring 28112233tak".
bool may_be_glued(std::string_view text, std::uint32_t at, Near near) noexcept {
  constexpr std::uint32_t longest = 14;
  std::uint32_t end = at;
  while (end - at < longest && is_word_byte(text, end) && !is_ascii_digit(text[end])) ++end;
  const std::string_view word = text.substr(at, end - at);
  constexpr auto joins = std::to_array<std::string_view>({"og", "och", "and", "eller", "or"});
  if (is_contact(near_of_glued(word))) return true;
  if (is_ascii_digit(byte_or_end(text, end))) return is_one_of(word, joins);
  return (near == Near::phone || near == Near::national_id) && word.size() > 1 && word[0] >= 'a' && word[0] <= 'z' &&
         !is_amount_before(text, at);
}

}  // namespace

std::uint32_t Run::digits(std::size_t from, std::size_t to) const noexcept {
  std::uint32_t sum = 0;
  for (std::size_t g = from; g < to; ++g) sum += groups[g].size();
  return sum;
}

bool Run::sizes_are(std::size_t from, std::initializer_list<std::uint32_t> sizes) const noexcept {
  if (from + sizes.size() > n) return false;
  return std::equal(sizes.begin(), sizes.end(), groups.begin() + static_cast<std::ptrdiff_t>(from),
                    [](std::uint32_t size, const Group& group) { return size == group.size(); });
}

bool Run::gaps_are(std::size_t from, std::size_t to, std::initializer_list<Gap> allowed) const noexcept {
  for (std::size_t g = from + 1; g < to; ++g) {
    if (std::find(allowed.begin(), allowed.end(), groups[g].before) == allowed.end()) return false;
  }
  return true;
}

bool Run::one_gap(std::size_t from, std::size_t to) const noexcept {
  return to <= from + 1 || gaps_are(from, to, {groups[from + 1].before});
}

Digits Run::take(std::string_view text, std::size_t from, std::size_t to) const noexcept {
  Digits out;
  for (std::size_t g = from; g < to; ++g) {
    for (std::uint32_t i = groups[g].begin; i < groups[g].end && out.n < out.value.size(); ++i) {
      out.value[out.n++] = static_cast<std::uint8_t>(text[i] - '0');
    }
  }
  return out;
}

bool Run::ends_free(std::string_view text, std::size_t to) const noexcept {
  const std::uint32_t end = groups[to - 1].end;
  const char c = byte_or_end(text, end);
  // "22372554Advarsel": the line break got lost.
  const char after = byte_or_end(text, end + 1);
  const bool new_word =
      starts_capital(text, end) && is_wordish(after) && !(after >= 'A' && after <= 'Z') && !is_ascii_digit(after);
  const bool listed = c == '_' && count_digits(text, end + 1) >= fewest_of_phone;  // "28112233_28445566"
  if ((c == '_' && !listed) || c == '@' || (is_wordish(c) && !new_word && !may_be_glued(text, end, near))) return false;
  if (to < n) {
    return groups[to].before == Gap::space || groups[to].before == Gap::slash || end + 3 == groups[to].begin ||
           is_list_gap(to);
  }
  return c != ':' || !is_ascii_digit(after) || count_digits(text, end + 1) >= fewest_of_phone;
}

bool Run::starts_free(std::string_view text, std::size_t from) const noexcept {
  const std::uint32_t begin = groups[from].begin;
  if (from > 0) {
    const Gap gap = groups[from].before;
    return gap == Gap::space || gap == Gap::bracket || gap == Gap::slash || begin >= groups[from - 1].end + 3 ||
           is_list_gap(from);
  }
  if (begin == 0) return true;
  const char c = text[begin - 1];
  if (c == '@') return false;
  if (c == ',' && begin >= 2 && is_ascii_digit(text[begin - 2])) {
    constexpr std::uint32_t no_decimals = 4;
    std::uint32_t digits = 0;
    while (digits < no_decimals && begin >= digits + 2 && is_ascii_digit(text[begin - 2 - digits])) ++digits;
    return follows_find || digits >= no_decimals;
  }
  if (c == '_' && follows_find) return true;
  if ((c == '/' || c == '.') && begin >= 2) return !is_ascii_digit(text[begin - 2]);
  const bool hyphen = (c == '-' && begin >= 2 && is_word_byte(text, begin - 2)) || c == '_';
  if (!hyphen && !is_wordish_before(text, begin)) return true;
  // "tlf12345678", "CPR010190-1234", and "Frisk070-6375734" where the line break got lost. Codes have capitals before
  // their digits: "AB12345678", "BK-12345678".
  if (!hyphen && c >= 'a' && c <= 'z') return true;
  std::uint32_t at = begin;
  while (at > 0 && begin - at < 2 && (text[at - 1] == '-' || text[at - 1] == '_')) --at;
  return is_contact(near_of_glued(word_before(text, at)));
}

bool Run::is_list_gap(std::size_t g) const noexcept {
  const Gap gap = groups[g].before;
  const std::uint32_t left = groups[g - 1].size();
  const std::uint32_t right = groups[g].size();
  constexpr std::uint32_t whole = 8;
  if (left >= whole && right >= whole) return gap != Gap::none;
  return gap == Gap::dot && left >= 4 && right >= 6;  // "130291-6493.280478-5520"
}

void Run::look_at(std::size_t from) noexcept {
  near = said;
  if (said == Near::thing) {
    near = from == 0 && groups[0].size() >= fewest_of_phone ? Near::order : Near::nothing;
  } else if (said == Near::order && from > 0) {
    // "ordre 12345 28 11 22 33": the groups of a telephone number behind one in one piece.
    const bool phone = groups[0].size() >= 5 && (sizes_are(from, {2, 2, 2, 2}) || sizes_are(from, {3, 2, 3}));
    if (phone || groups[from].before == Gap::slash) near = Near::nothing;
  }
}

void find_figures(std::string_view text, const std::vector<Blocked>& blocked, std::vector<PersonalSpan>& out) {
  const auto size = static_cast<std::uint32_t>(text.size());
  auto next_blocked = blocked.begin();
  Run run;
  for (std::uint32_t i = 0; i < size;) {
    while (next_blocked != blocked.end() && next_blocked->end <= i) ++next_blocked;
    if (next_blocked != blocked.end() && i >= next_blocked->begin) {
      i = next_blocked->end;
      continue;
    }
    if (!is_ascii_digit(text[i])) {
      ++i;
      continue;
    }
    if (const bool country = i >= 2 && is_ascii_letter(text[i - 1]) && is_ascii_letter(text[i - 2]);
        country && !is_wordish_before(text, i - 2)) {
      const std::uint32_t end = end_of_iban(text, i - 2, near_before(text, i - 2) == Near::account);
      if (end > i) {
        out.push_back({i - 2, end, PersonalKind::bank_account});
        i = end;
        continue;
      }
    }
    read_run(text, i, run);
    run.said = Near::nothing;
    run.said_known = false;
    i = find_in_run(text, run, out);
  }
}

}  // namespace cxtext::privacy
