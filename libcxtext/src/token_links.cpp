// Links, addresses, mentions and hashtags.
#include <algorithm>
#include <array>

#include "cxtext/text.h"

#include "icu.h"
#include "token_patterns.h"

namespace cxtext {

namespace {

// Ends of names that are taken for an address without "www." or "https://". Not "nu", "de" or "is": a sentence goes on
// with these words when someone forgets the space.
constexpr auto top_domains =
    std::to_array<std::string_view>({"com", "dk", "eu", "fi", "info", "io", "net", "no", "org", "se", "uk"});

constexpr std::size_t longest_label = 63;
constexpr std::uint32_t longest_local_part = 64;

bool is_label_byte(char c) noexcept { return is_wordish(c) || c == '-'; }

bool is_local_byte(char c) noexcept { return is_label_byte(c) || c == '.' || c == '_' || c == '+' || c == '%'; }

// A character of two bytes or more that shows as nothing, or as a gap.
bool is_wide_blank(std::string_view text, std::size_t at) noexcept {
  const auto trail = static_cast<unsigned char>(byte_or_end(text, at + 1));
  if (text[at] == '\xC2') return trail <= 0xA0;  // C1 controls and the no-break space
  // General punctuation: curly quotes, dashes, "…", most wide spaces.
  if (text[at] == '\xE2' && trail == 0x80) return true;
  constexpr auto others = std::to_array<std::string_view>({"\u1680", "\u205F", "\u3000", "\uFEFF"});
  return std::any_of(others.begin(), others.end(),
                     [&](std::string_view blank) { return text.substr(at).starts_with(blank); });
}

// Characters that no link goes on over: what `plain_kind_of` takes for space, and what stands around links in running
// text.
bool ends_link(std::string_view text, std::size_t at) noexcept {
  const auto byte = static_cast<unsigned char>(text[at]);
  constexpr std::string_view around = "<>\"{}|\\^`";
  if (byte < 0x80) return byte <= 0x20 || byte == 0x7F || around.find(text[at]) != std::string_view::npos;
  return is_wide_blank(text, at);
}

// Where a link that goes on from `at` ends: without the marks of the sentence around it, and without a closing bracket
// that it did not open.
std::uint32_t end_of_link(std::string_view text, std::uint32_t at) noexcept {
  std::uint32_t end = at;
  int open = 0;
  while (end < text.size() && !ends_link(text, end)) {
    if (text[end] == '(') ++open;
    if (text[end] == ')') --open;
    ++end;
  }
  constexpr std::string_view marks = ".,;:!?'*_~]";
  while (end > at && (marks.find(text[end - 1]) != std::string_view::npos || (text[end - 1] == ')' && open < 0))) {
    if (text[end - 1] == ')') ++open;
    --end;
  }
  return end;
}

// Labels with full stops between them, from `at`; `last` is where the last label begins. Returns its end.
std::uint32_t end_of_domain(std::string_view text, std::uint32_t at, std::uint32_t& last) noexcept {
  last = at;
  std::uint32_t end = at;
  for (;;) {
    while (end < text.size() && is_label_byte(text[end]) && end - last <= longest_label) ++end;
    if (byte_or_end(text, end) != '.' || end == last || !is_label_byte(byte_or_end(text, end + 1))) break;
    constexpr std::uint32_t longest_domain = 253;
    if (end - at > longest_domain) break;
    last = ++end;
  }
  return end;
}

bool is_top_domain(std::string_view label) noexcept {
  return std::find(top_domains.begin(), top_domains.end(), label) != top_domains.end();
}

bool starts_letter(std::string_view text, std::uint32_t at) noexcept {
  return at < text.size() && is_wordish(text[at]) && icu_adapter::is_letter(decode_first(text.substr(at)).code_point);
}

// A link may begin here: no word stands right before.
bool begins_free(std::string_view text, std::uint32_t at) noexcept {
  return at == 0 || (!is_wordish_before(text, at) && text[at - 1] != '@' && text[at - 1] != '_');
}

}  // namespace

TokenMatch match_url_at_colon(std::string_view text, std::uint32_t colon) noexcept {
  if (!text.substr(colon).starts_with("://")) return {};
  for (const std::string_view scheme : {"https", "http", "ftp"}) {
    if (colon < scheme.size()) continue;
    const auto begin = static_cast<std::uint32_t>(colon - scheme.size());
    const bool same = std::equal(scheme.begin(), scheme.end(), text.begin() + begin,
                                 [](char a, char b) { return a == to_ascii_lower(b); });
    if (!same || !begins_free(text, begin)) continue;
    const std::uint32_t end = end_of_link(text, colon + 3);
    return end > colon + 3 ? TokenMatch{begin, end, TokenKind::url} : TokenMatch{};
  }
  return {};
}

TokenMatch match_domain(std::string_view text, std::uint32_t begin) noexcept {
  // "e-boks.dk" begins before its last hyphen.
  std::uint32_t first = begin;
  while (first > 0 && begin - first < longest_label &&
         (is_ascii_letter(text[first - 1]) || is_ascii_digit(text[first - 1]) || text[first - 1] == '-')) {
    --first;
  }
  while (first < begin && text[first] == '-') ++first;
  if (!begins_free(text, first)) return {};
  std::uint32_t last = 0;
  const std::uint32_t end = end_of_domain(text, first, last);
  const std::string_view head = text.substr(first, 4);
  const bool www = head.size() == 4 && to_ascii_lower(head[0]) == 'w' && to_ascii_lower(head[1]) == 'w' &&
                   to_ascii_lower(head[2]) == 'w' && head[3] == '.';
  if (last == first || (!www && !is_top_domain(text.substr(last, end - last)))) return {};
  const char next = byte_or_end(text, end);
  if (next == '@' || next == '_') return {};
  const bool goes_on = next == '/' || next == '?' || (next == ':' && is_ascii_digit(byte_or_end(text, end + 1)));
  return {first, std::max(end, goes_on ? end_of_link(text, end) : end), TokenKind::url};
}

TokenMatch match_at_sign(std::string_view text, std::uint32_t at) noexcept {
  std::uint32_t begin = at;
  while (begin > 0 && at - begin < longest_local_part && is_local_byte(text[begin - 1])) --begin;
  while (begin < at && (text[begin] == '.' || (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U)) ++begin;
  std::uint32_t last = 0;
  std::uint32_t end = end_of_domain(text, at + 1, last);
  while (end > last && text[end - 1] == '-') --end;
  if (begin < at) {
    const bool has_domain =
        last > at + 1 && end - last >= 2 && end - last <= longest_label && !is_ascii_digit(text[last]);
    return has_domain ? TokenMatch{begin, end, TokenKind::email} : TokenMatch{};
  }
  if (at > 0 && (is_local_byte(text[at - 1]) || text[at - 1] == '@')) return {};
  end = at + 1;
  if (!is_ascii_digit(byte_or_end(text, end)) && !starts_letter(text, end)) return {};
  constexpr std::uint32_t longest_mention = 64;
  while (end < text.size() && end - at < longest_mention && (is_wordish(text[end]) || text[end] == '_')) ++end;
  while ((static_cast<unsigned char>(byte_or_end(text, end)) & 0xC0U) == 0x80U) ++end;
  return {at, end, TokenKind::mention};
}

TokenMatch match_hashtag(std::string_view text, std::uint32_t at) noexcept {
  if (at > 0 && (is_wordish_before(text, at) || text[at - 1] == '#' || text[at - 1] == '&' || text[at - 1] == '_')) {
    return {};
  }
  if (!starts_letter(text, at + 1)) return {};
  std::uint32_t end = at + 1;
  while (end < text.size() && (is_wordish(text[end]) || text[end] == '_')) ++end;
  return {at, end, TokenKind::hashtag};
}

}  // namespace cxtext
