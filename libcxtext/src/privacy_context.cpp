// What the words around a number say it is: "ordre 12345678" is no telephone number, "tlf 12345678" is.
#include <algorithm>

#include "privacy_parts.h"
#include "token_patterns.h"

namespace cxtext::privacy {

namespace {

// Of two that fit, the first. "konto…" is kept whole: "kontor", "kontrol", "kontakt" are other words.
constexpr auto near_cues = std::to_array<Cue<Near>>({
    {"telefontid", Near::nothing},
    {"telefonkö", Near::nothing},
    {"telefonkø", Near::nothing},
    {"tlf", Near::phone},
    {"tel", Near::phone, true},
    {"telf", Near::phone},
    {"telefo", Near::phone},
    {"telef", Near::phone, true},
    {"telephone", Near::phone},
    {"mob", Near::phone, true},
    {"mobil", Near::phone},
    {"mobile", Near::phone},
    {"phone", Near::phone},
    {"cell", Near::phone, true},
    {"ring", Near::phone},
    {"sms", Near::phone},
    {"call", Near::phone},
    {"whatsapp", Near::phone},
    {"fastnet", Near::phone},
    {"dial", Near::phone},
    {"träffas", Near::phone},
    {"træffes", Near::phone},
    {"nås", Near::phone, true},

    {"cpr", Near::national_id},
    {"personnu", Near::national_id},
    {"personnr", Near::national_id},
    {"persnr", Near::national_id},
    {"pnr", Near::national_id, true},
    {"fødselsnu", Near::national_id},
    {"fødselsnr", Near::national_id},
    {"fnr", Near::national_id, true},
    {"samordningsnu", Near::national_id},
    {"d-nummer", Near::national_id},
    {"ssn", Near::national_id, true},

    {"iban", Near::account},
    {"konto", Near::account, true},
    {"kontoen", Near::account, true},
    {"kontot", Near::account, true},
    {"kontonr", Near::account},
    {"kontonu", Near::account},
    {"bankkonto", Near::account},
    {"lønkonto", Near::account},
    {"lönekonto", Near::account},
    {"nemkonto", Near::account},
    {"account", Near::account},
    {"acct", Near::account},
    {"regnr", Near::branch},
    {"reg", Near::branch, true},
    {"registreringsnu", Near::branch},
    {"clearing", Near::branch},
    {"bankgiro", Near::giro},
    {"plusgiro", Near::giro},
    {"postgiro", Near::giro},
    {"bg", Near::giro, true},
    {"pg", Near::giro, true},
    {"kortnu", Near::card},
    {"kortnr", Near::card},
    {"kort", Near::card, true},
    {"kortet", Near::card, true},
    {"dankort", Near::card},
    {"visa", Near::card},
    {"mastercard", Near::card},
    {"kreditkort", Near::card},
    {"betalkort", Near::card},
    {"bankkort", Near::card},
    {"betalingskort", Near::card},
    {"card", Near::card, true},
    {"ip", Near::ip, true},
    {"ip-adres", Near::ip},
    {"ipadres", Near::ip},

    {"kr", Near::amount, true},
    {"dkk", Near::amount, true},
    {"sek", Near::amount, true},
    {"nok", Near::amount, true},
    {"eur", Near::amount, true},
    {"euro", Near::amount, true},
});

Near near_of(std::string_view word) noexcept {
  const Lowered lowered(word);
  const std::string_view low = lowered.view();
  if (const Near tail = near_of_tail(low); tail != Near::nothing) return tail;
  return meaning_of(low, near_cues, Near::nothing);
}

// "reg.nr." is two words; "CPR-nr" is one.
Near near_of_parts(std::string_view word) noexcept {
  const Near near = near_of(word);
  const std::size_t hyphen = word.find('-');
  if (near != Near::nothing || hyphen == std::string_view::npos || hyphen == 0) return near;
  const Near first = near_of(word.substr(0, hyphen));
  return first == Near::amount ? Near::nothing : first;
}

// A digit stands before `at`, one space between at most: what follows it belongs to that number.
bool is_digit_before(std::string_view text, std::size_t at) noexcept {
  if (at > 0 && text[at - 1] == ' ') --at;
  return at > 0 && is_ascii_digit(text[at - 1]);
}

// By a sign right before a number; "500 € 28112233" is a price and something else.
Near near_by_sign(std::string_view text, std::uint32_t at) noexcept {
  const std::string_view before = text.substr(0, at);
  if (before.ends_with('#')) return Near::order;
  for (const std::string_view sign : {"€", "€ ", "£", "£ ", "$", "$ "}) {
    if (before.ends_with(sign) && !is_digit_before(text, before.size() - sign.size())) return Near::amount;
  }
  return Near::nothing;
}

}  // namespace

Lowered::Lowered(std::string_view word) noexcept {
  size_ = std::min(word.size(), bytes_.size());
  for (std::size_t i = 0; i < size_; ++i) {
    const char c = to_ascii_lower(word[i]);
    // The capitals of Latin-1 are their small letters' bytes with one bit less.
    const auto byte = static_cast<unsigned char>(c);
    const bool capital = i > 0 && bytes_[i - 1] == '\xC3' && byte >= 0x80 && byte <= 0x9E && byte != 0x97;
    bytes_[i] = capital ? static_cast<char>(byte + 0x20U) : c;
  }
}

std::string_view word_before(std::string_view text, std::uint32_t& at) noexcept {
  constexpr std::uint32_t longest_gap = 4;
  std::uint32_t end = at;
  while (end > 0 && !is_word_byte(text, end - 1)) {
    const char c = text[end - 1];
    if (c == '!' || c == '?' || c == ';' || at - end >= longest_gap) return {};
    --end;
  }
  std::uint32_t begin = end;
  constexpr std::uint32_t longest_word = 40;
  while (begin > 0 && end - begin < longest_word &&
         (is_word_byte(text, begin - 1) || (text[begin - 1] == '-' && begin > 1 && is_word_byte(text, begin - 2)))) {
    --begin;
  }
  // A full stop behind a long word ends a sentence; behind a short one it shortens it.
  constexpr std::uint32_t longest_short = 6;
  const std::string_view word = text.substr(begin, end - begin);
  if (end < at && text[end] == '.' && word.size() > longest_short && !word.ends_with("nr")) return {};
  at = begin;
  return word;
}

Near near_of_tail(std::string_view low) noexcept {
  struct Tail {
    std::string_view word;
    Near near;
  };
  constexpr auto tails = std::to_array<Tail>({{"telefon", Near::phone},
                                              {"telefonen", Near::phone},
                                              {"telefonnr", Near::phone},
                                              {"telefonnummer", Near::phone},
                                              {"telefonnummeret", Near::phone},
                                              {"telefonnumret", Near::phone},
                                              {"tlf", Near::phone},
                                              {"mobil", Near::phone},
                                              {"mobilnr", Near::phone},
                                              {"mobilnummer", Near::phone},
                                              {"mobilnummeret", Near::phone},
                                              {"mobilnumret", Near::phone},
                                              {"cpr", Near::national_id},
                                              {"cprnr", Near::national_id},
                                              {"cprnummer", Near::national_id},
                                              {"personnr", Near::national_id},
                                              {"personnummer", Near::national_id},
                                              {"fødselsnr", Near::national_id},
                                              {"cpr-nr", Near::national_id},
                                              {"fødselsnummer", Near::national_id},
                                              {"cpr-nummer", Near::national_id}});
  const auto found =
      std::find_if(tails.begin(), tails.end(), [&](const Tail& tail) { return low.ends_with(tail.word); });
  return found == tails.end() ? Near::nothing : found->near;
}

bool is_contact(Near near) noexcept {
  return near != Near::nothing && near != Near::order && near != Near::thing && near != Near::amount;
}

Near near_of_glued(std::string_view word) noexcept {
  while (!word.empty() && (word.back() == '-' || word.back() == '_')) word.remove_suffix(1);
  const Near near = near_of_parts(word);
  if (near != Near::nothing) return near;
  constexpr auto others =
      std::to_array<std::string_view>({"nr", "nummer", "nummeret", "numret", "number", "kontakt", "contact"});
  return is_one_of(Lowered(word).view(), others) ? Near::phone : Near::nothing;
}

Near near_before(std::string_view text, std::uint32_t at) noexcept {
  constexpr int most_words = 5;
  if (text.substr(0, at).ends_with("wa.me/")) return Near::phone;
  if (const Near sign = near_by_sign(text, at); sign != Near::nothing) return sign;
  if (const Near order = order_before(text, at); order != Near::nothing) return order;
  bool passed_order = false;
  for (int i = 0; i < most_words; ++i) {
    const std::uint32_t from = at;
    const std::string_view word = word_before(text, at);
    if (word.empty() || at >= from) return Near::nothing;
    const Near near = near_of_parts(word);
    if (near == Near::amount && (i > 0 || is_digit_before(text, at))) continue;
    // "ringede om den ordre, der har 123456789": a telephone number only if it looks like one.
    if (near != Near::nothing) return passed_order ? Near::nothing : near;
    passed_order = passed_order || names_document(word);
  }
  return Near::nothing;
}

namespace {

// The word behind a number, one space between at most.
bool has_unit(std::string_view rest, const auto& units) noexcept {
  if (rest.starts_with(' ')) rest.remove_prefix(1);
  std::size_t end = 0;
  while (end < rest.size() && end < 12 && is_word_byte(rest, end)) ++end;
  return is_one_of(Lowered(rest.substr(0, end)).view(), units);
}

}  // namespace

bool is_sum_before(std::string_view text, std::uint32_t at) noexcept {
  std::string_view rest = text.substr(at);
  for (const std::string_view mark : {",-", ":-", ".-", "%", ",–"}) {
    if (rest.starts_with(mark)) return true;
  }
  if (rest.size() >= 2 && (rest[0] == ',' || rest[0] == '.') && is_ascii_digit(rest[1])) {
    // More than two digits are another number: "28112233,28445566", "28 11 22 33,28 44 55 66".
    const std::size_t end = 2 + (is_ascii_digit(byte_or_end(rest, 2)) ? 1U : 0U);
    const bool goes_on = byte_or_end(rest, end) == ' ' && is_ascii_digit(byte_or_end(rest, end + 1));
    return !is_ascii_digit(byte_or_end(rest, end)) && !goes_on;
  }
  for (const std::string_view sign : {"%", " %", "€", " €", "$", " $", "£", " £"}) {
    if (rest.starts_with(sign)) return true;
  }
  constexpr auto units = std::to_array<std::string_view>(
      {"kr",     "dkk",    "sek",   "nok",  "eur",     "euro",  "kroner",  "kronor",  "krone",    "krona",
       "usd",    "gbp",    "mio",   "mill", "million", "pct",   "procent", "prosent", "percent",  "gange",
       "gånger", "ganger", "times", "stk",  "point",   "poeng", "poäng",   "points",  "personer", "people"});
  return has_unit(rest, units);
}

bool is_amount_before(std::string_view text, std::uint32_t at) noexcept {
  constexpr auto units = std::to_array<std::string_view>(
      {"km",      "meter",    "dage",    "dagar",    "dager", "days",     "timer", "timmar", "hours",
       "min",     "minutter", "minuter", "minutes",  "st",    "år",       "years", "mdr",    "måneder",
       "månader", "uger",     "veckor",  "uker",     "weeks", "måneders", "gb",    "mb",     "mbit",
       "kbps",    "mbps",     "kg",      "stjerner", "stars", "stjärnor"});
  return is_sum_before(text, at) || has_unit(text.substr(at), units);
}

}  // namespace cxtext::privacy
