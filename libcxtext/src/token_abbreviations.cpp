// Abbreviations: words whose full stop is part of them.
#include "token_patterns.h"

namespace cxtext {

namespace {

// Of all five languages: none is often the last word of a sentence in another.
constexpr auto inside_sentence = packed_sorted(std::to_array<std::string_view>(
    {"adr",  "afd",   "alm",    "ang",   "approx", "avd",   "bl",    "bl.a", "ca",   "c:a",  "d.v.s", "d.vs",  "dr",
     "dvs",  "e.g",   "ekskl",  "eks",   "etg",    "ev",    "evt",   "excl", "exkl", "f.d",  "f.eks", "f.ex",  "f.o.m",
     "feks", "forts", "fr.o.m", "frk",   "fx",     "f.x",   "h.h.v", "hhv",  "hr",   "i.e",  "i.f.t", "i.h.t", "ift",
     "iht",  "incl",  "inkl",   "ifbm",  "ifm",    "jf",    "jfr",   "jvf",  "kap",  "kl",   "kt",    "m.a.o", "m.h.t",
     "mht",  "mr",    "mrs",    "ms",    "nr",     "p.g.a", "p.ga",  "pga",  "p.t",  "prof", "resp",  "s.k",   "sml",
     "t.d",  "t.eks", "t.ex",   "t.o.m", "tel",    "t.h",   "tlf",   "t.v",  "u.a",  "vedr", "vs",    "v.h.a", "vha"}));

// These are as often the last word of one; a capital letter behind them tells.
constexpr auto may_end_sentence = packed_sorted(std::to_array<std::string_view>(
    {"a.k.a", "a.s", "bla",  "gl",    "gr",  "mob",    "ref",   "ung",   "tr",    "d.d", "dyl",
     "e.kr",  "e.l", "el.l", "etc",   "ex",  "f.kr",   "f.v.t", "kr",    "lign",  "max", "m.fl",
     "mfl",   "m.m", "mm",   "mdr",   "md",  "min",    "mnd",   "m.v",   "mv",    "mvh", "mån",
     "m.v.h", "o.a", "o.d",  "o.dyl", "o.l", "o.lign", "o.m.a", "osb",   "o.s.b", "osv", "o.s.v",
     "pct",   "pkt", "pst",  "sek",   "st",  "stk",    "tim",   "u.s.w", "usv"}));

constexpr auto months = packed_sorted(std::to_array<std::string_view>(
    {"jan",   "januar", "januari", "feb",     "februar", "februari", "mar",  "mars",     "marts",  "apr",
     "april", "maj",    "mai",     "jun",     "juni",    "jul",      "juli", "aug",      "august", "augusti",
     "sep",   "sept",   "okt",     "oktober", "nov",     "november", "dec",  "december", "des",    "desember"}));

template <class Table>
bool lists_word(const Table& table, std::string_view word) noexcept {
  return word.size() <= longest_abbreviation && std::binary_search(table.begin(), table.end(), packed_word(word));
}

// For each first letter the lengths of its abbreviations, a bit each: most words are none, and this says so.
constexpr std::array<std::uint16_t, 256> make_lengths() {
  std::array<std::uint16_t, 256> table{};
  const auto add = [&](std::uint64_t word) {
    unsigned length = 1;
    while (word > 0xFF) {
      word >>= 8U;
      ++length;
    }
    table[word] = static_cast<std::uint16_t>(table[word] | (1U << length));
  };
  for (const std::uint64_t word : inside_sentence) add(word);
  for (const std::uint64_t word : may_end_sentence) add(word);
  for (std::size_t c = 0; c < table.size(); ++c) table[c] = static_cast<std::uint16_t>(table[c] | 2U);  // one letter
  return table;
}

constexpr std::array<std::uint16_t, 256> lengths_by_first = make_lengths();

bool may_be_abbreviation(std::string_view word) noexcept {
  return word.size() <= longest_abbreviation &&
         ((lengths_by_first[static_cast<unsigned char>(to_ascii_lower(word[0]))] >> word.size()) & 1U) != 0;
}

std::size_t behind_spaces(std::string_view text, std::size_t at) noexcept {
  while (byte_or_end(text, at) == ' ') ++at;
  return at;
}

bool is_one_letter(std::string_view word) noexcept {
  return word.size() == 1 ? is_ascii_letter(word[0]) : word.size() == 2 && word[0] == '\xC3';
}

bool starts_small_letter(std::string_view text, std::size_t at) noexcept {
  const char c = byte_or_end(text, at);
  return (c >= 'a' && c <= 'z') || (c == '\xC3' && !starts_capital(text, at));
}

}  // namespace

TokenMatch match_before_stop(std::string_view text, std::uint32_t begin, std::uint32_t stop) noexcept {
  const std::string_view word = text.substr(begin, stop - begin);
  const bool digit = is_ascii_digit(word.front());
  if (!digit && !may_be_abbreviation(word) && !(word.size() == 2 && word[0] == '\xC3')) return {};
  if (byte_or_end(text, stop + 1) == '.') return {};  // "…" as it is typed
  const std::size_t next = behind_spaces(text, stop + 1);
  if (digit) {
    const bool day = word.size() <= 2 && (word.size() < 2 || is_ascii_digit(word[1])) && next > stop + 1;
    if (!day) return {};
    std::size_t end = next;
    while (end - next <= 16 && is_ascii_letter(byte_or_end(text, end))) ++end;
    std::string_view month = text.substr(std::min(next, text.size()), end - next);
    if (month == "september") month = "sep";  // longer than all others
    return lists_word(months, month) && !starts_capital(text, next) ? TokenMatch{begin, stop + 1, TokenKind::number}
                                                                    : TokenMatch{};
  }
  const TokenMatch found{begin, stop + 1, TokenKind::abbreviation};
  if (lists_word(inside_sentence, word)) return found;
  if (lists_word(may_end_sentence, word)) return starts_capital(text, next) ? TokenMatch{} : found;
  // "t. ex.", "d. v. s.", "d. 17/5".
  const bool goes_on =
      starts_small_letter(text, next) || (word.front() >= 'a' && is_ascii_digit(byte_or_end(text, next)));
  return is_one_letter(word) && goes_on ? found : TokenMatch{};
}

bool is_dotted_abbreviation(std::string_view word) noexcept {
  return word.find('.') != std::string_view::npos &&
         (lists_word(inside_sentence, word) || lists_word(may_end_sentence, word));
}

}  // namespace cxtext
