// Card, identity and account numbers, IP addresses: what a run of digit groups holds.
#include <algorithm>

#include "privacy_figures.h"
#include "token_patterns.h"

namespace cxtext::privacy {

namespace {

FigureMatch whole(const Run& run, std::size_t from, std::size_t to, PersonalKind kind) noexcept {
  return {to, run.groups[from].begin, kind};
}

FigureMatch match_card(std::string_view text, const Run& run, std::size_t from) noexcept {
  std::uint32_t digits = 0;
  FigureMatch found;
  for (std::size_t to = from + 1; to <= run.n; ++to) {
    digits += run.groups[to - 1].size();
    if (digits > 19) break;
    if (digits < 13 || !run.one_gap(from, to) || !run.ends_free(text, to)) continue;
    if (!run.gaps_are(from, to, {Gap::space, Gap::dash, Gap::dot})) continue;
    // Four fours that begin like a card are a mistyped one if not a right one.
    const bool shaped = run.sizes_are(from, {4, 4, 4, 4}) && to == from + 4 && run.near != Near::order;
    if (is_card(run.take(text, from, to), shaped || run.near == Near::card)) {
      found = whole(run, from, to, PersonalKind::card);
    }
  }
  return found;
}

bool is_ten_digit_id(const Digits& digits, Gap gap, Near near) noexcept {
  if (near == Near::national_id) return true;
  const bool ordinary = near == Near::order || near == Near::amount;
  const bool swedish = is_personnummer(digits);
  // Nothing else is written as a date, a dash and four digits: no word before it makes it an order.
  if (gap == Gap::dash || gap == Gap::plus) return swedish || (gap == Gap::dash && has_cpr_date(digits));
  if (ordinary || near == Near::phone || near == Near::account) return false;
  if (swedish) return true;
  if (!has_cpr_date(digits)) return false;
  // "0701234567" is a Swedish mobile far more often than somebody born on the 7th.
  const bool mobile = digits.value[0] == 0 && digits.value[1] == 7;
  return !mobile || passes_cpr_check(digits);
}

FigureMatch match_id(std::string_view text, const Run& run, std::size_t from) noexcept {
  const auto found = [&](std::size_t n) { return whole(run, from, from + n, PersonalKind::national_id); };
  const bool named = run.near == Near::national_id;
  const auto digits = [&](std::size_t n) { return run.take(text, from, from + n); };
  const auto free = [&](std::size_t n) { return run.ends_free(text, from + n); };
  const Gap gap = from + 1 < run.n ? run.groups[from + 1].before : Gap::none;

  if (run.sizes_are(from, {6, 4}) && free(2) && is_ten_digit_id(digits(2), gap, run.near)) return found(2);
  if (run.sizes_are(from, {10}) && free(1) && is_ten_digit_id(digits(1), Gap::none, run.near)) return found(1);
  if (run.sizes_are(from, {8, 4}) && free(2) && (named || is_personnummer(digits(2)))) return found(2);
  if (run.sizes_are(from, {12}) && free(1) && (named || is_personnummer(digits(1)))) return found(1);
  if (run.sizes_are(from, {6, 5}) && free(2) && (named || is_fodselsnummer(digits(2)))) return found(2);
  if (run.sizes_are(from, {6, 3, 2}) && free(3) && (named || is_fodselsnummer(digits(3)))) return found(3);
  if (run.sizes_are(from, {11}) && free(1) && (named || is_fodselsnummer(digits(1)))) return found(1);
  // The date in groups of its own: "01.02.85-1234", "1985-01-02-1234".
  const bool dated = run.one_gap(from, from + 3);
  const Gap last = from + 3 < run.n ? run.groups[from + 3].before : Gap::none;
  if (run.sizes_are(from, {2, 2, 2, 4}) && dated && free(4) &&
      (named || (has_cpr_date(digits(4)) && last == Gap::dash))) {
    return found(4);
  }
  if (run.sizes_are(from, {2, 2, 2, 5}) && dated && free(4) && (named || is_fodselsnummer(digits(4)))) return found(4);
  if (run.sizes_are(from, {4, 2, 2, 4}) && dated && free(4) && (named || is_personnummer(digits(4)))) return found(4);
  return {};
}

FigureMatch match_account(std::string_view text, const Run& run, std::size_t from) noexcept {
  const auto found = [&](std::size_t to) { return whole(run, from, to, PersonalKind::bank_account); };
  const auto free = [&](std::size_t to) { return run.ends_free(text, to); };
  const bool named = run.near == Near::account;
  if (run.sizes_are(from, {4, 2, 5}) && free(from + 3) && run.one_gap(from, from + 3) &&
      (named || is_norwegian_account(run.take(text, from, from + 3)))) {
    return found(from + 3);
  }
  const bool giro = run.near == Near::giro;
  if (!named && !giro && run.near != Near::branch) return {};
  const std::uint32_t least = giro ? 5 : 6;
  const std::uint32_t most = giro ? 8 : 16;
  std::size_t to = 0;
  for (std::size_t end = from + 1; end <= run.n && run.digits(from, end) <= most; ++end) {
    if (!run.gaps_are(from, end, {Gap::space, Gap::dash, Gap::dot})) break;
    if (run.digits(from, end) >= least && free(end)) to = end;
  }
  if (to > 0 && run.near != Near::branch) return found(to);
  if (run.near != Near::branch) return {};
  // A branch is only that with its account: in the same run, or behind a word for it.
  const Group& group = run.groups[from];
  const bool checked = run.sizes_are(from, {4, 1}) && run.groups[from + 1].before == Gap::dash;  // "8327-9"
  if (group.size() < 4 || group.size() > 5) return {};
  if (to > from + 1) return found(to);
  const std::size_t last = from + (checked ? 2 : 1);
  const Lowered rest(text.substr(run.groups[last - 1].end, 28));
  const bool follows =
      rest.view().find("konto") != std::string_view::npos || rest.view().find("account") != std::string_view::npos;
  return follows && free(last) ? found(last) : FigureMatch{};
}

FigureMatch match_ip(std::string_view text, const Run& run, std::size_t from) noexcept {
  if (from + 4 > run.n || !run.gaps_are(from, from + 4, {Gap::dot}) || !run.ends_free(text, from + 4)) return {};
  for (std::size_t g = from; g < from + 4; ++g) {
    const Group& group = run.groups[g];
    if (group.size() > 3 || run.take(text, g, g + 1).number(0, group.size()) > 255) return {};
    if (group.size() > 1 && text[group.begin] == '0') return {};
  }
  // "1.2.3.4" is a version or a chapter.
  if (run.digits(from, from + 4) < 7 && run.near != Near::ip) return {};
  return whole(run, from, from + 4, PersonalKind::ip_address);
}

FigureMatch match(std::string_view text, Run& run, std::size_t from) noexcept {
  const bool plus = from == 0 && run.groups[0].begin > 0 && text[run.groups[0].begin - 1] == '+';
  // Most runs are a small number; no pattern but an address has so few digits.
  constexpr std::uint32_t fewest = 4;
  if (run.digits(from, run.n) < fewest) return {};
  if (!run.said_known) {
    run.said = near_before(text, run.groups[0].begin);
    run.said_known = true;
  }
  run.look_at(from);
  if (!run.starts_free(text, from)) return {};
  if (!plus) {
    for (const auto matcher : {match_card, match_id, match_account}) {
      if (const FigureMatch found = matcher(text, run, from); found.to > 0) return found;
    }
    if (run.near != Near::phone) {
      if (const FigureMatch found = match_ip(text, run, from); found.to > 0) return found;
    }
  }
  return match_phone(text, run, from);
}

}  // namespace

std::uint32_t find_in_run(std::string_view text, Run& run, std::vector<PersonalSpan>& out) {
  std::uint32_t done = 0;  // where an address ends that took groups of the run
  const std::uint32_t begin = run.groups[0].begin;
  const bool mark = begin > 0 && (text[begin - 1] == ',' || text[begin - 1] == '_');
  run.follows_find = mark && !out.empty() && out.back().end == begin - 1;
  for (std::size_t g = 0; g < run.n; ++g) {
    const Group& group = run.groups[g];
    if (group.begin < done) continue;
    const FigureMatch found = match(text, run, g);
    if (found.to > 0) {
      out.push_back({found.begin, run.groups[found.to - 1].end, found.kind});
      g = found.to - 1;
      continue;
    }
    constexpr std::uint32_t longest_house_number = 4;
    if (group.size() > longest_house_number) continue;
    const Blocked address = match_address(text, group.begin, group.end);
    if (address.begin >= address.end) continue;
    out.push_back({address.begin, address.end, PersonalKind::address});
    done = address.end;
  }
  return std::max(done, run.groups[run.n - 1].end);
}

}  // namespace cxtext::privacy
