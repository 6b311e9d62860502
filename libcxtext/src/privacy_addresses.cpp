// Street addresses: a name that only a street has, and a house number. "Nørregade 12, 2. tv", "Karl Johans gate 5",
// "Storgatan 5 lgh 1101, 111 22 Stockholm", "12 High Street".
#include <algorithm>

#include "privacy_parts.h"
#include "token_patterns.h"

namespace cxtext::privacy {

namespace {

// Ends of the names of streets, and those that also stand as a word of their own ("Karl Johans gate").
struct StreetEnd {
  std::string_view text;
  bool sure;  // hardly any other word ends so
};
constexpr auto street_ends = std::to_array<StreetEnd>(
    {{"gade", true},        {"gaden", true},   {"gata", true},    {"gatan", true},    {"gate", true},
     {"gaten", true},       {"vej", true},     {"vejen", true},   {"väg", true},      {"vägen", true},
     {"vei", true},         {"veien", true},   {"vegen", true},   {"veg", true},      {"allé", true},
     {"allè", true},        {"alléen", true},  {"allén", true},   {"stræde", true},   {"strædet", true},
     {"gränd", true},       {"gränden", true}, {"stigen", true},  {"stien", true},    {"boulevard", true},
     {"boulevarden", true}, {"vænge", true},   {"vænget", true},  {"torv", true},     {"torvet", true},
     {"torg", true},        {"torget", true},  {"plads", true},   {"pladsen", true},  {"plass", true},
     {"plassen", true},     {"toften", true},  {"bakken", false}, {"backen", false},  {"parken", false},
     {"haven", false},      {"kajen", false},  {"tunet", false},  {"svingen", false}, {"ringen", false},
     {"bakke", false},      {"smug", true},    {"alle", false},   {"engen", false},   {"lunden", false}});

// Words that end so and are no street.
constexpr auto no_streets = std::to_array<std::string_view>({"frågade",
                                                             "vågade",
                                                             "lagade",
                                                             "klagade",
                                                             "plågade",
                                                             "tillfrågade",
                                                             "motorvej",
                                                             "motorvejen",
                                                             "motorväg",
                                                             "motorvägen",
                                                             "motorvei",
                                                             "motorveien",
                                                             "motorveg",
                                                             "genvej",
                                                             "omvej",
                                                             "udvej",
                                                             "undervejs",
                                                             "omväg",
                                                             "utväg",
                                                             "genväg",
                                                             "omvei",
                                                             "utvei",
                                                             "snarvei",
                                                             "underveg",
                                                             "arbejdsplads",
                                                             "arbejdspladsen",
                                                             "arbetsplats",
                                                             "arbeidsplass",
                                                             "arbeidsplassen",
                                                             "parkeringsplads",
                                                             "parkeringspladsen",
                                                             "parkeringsplass",
                                                             "parkeringsplassen",
                                                             "pladsen",
                                                             "plass",
                                                             "plassen",
                                                             "plads",
                                                             "siddeplads",
                                                             "sitteplass",
                                                             "byggeplads",
                                                             "ståplads",
                                                             "jernveg",
                                                             "halvveis",
                                                             "halvvejs",
                                                             "liggeplads",
                                                             "legeplads",
                                                             "lekeplass",
                                                             "campingplads",
                                                             "campingplass",
                                                             "togplads",
                                                             "mellomplass",
                                                             "førsteplads",
                                                             "førsteplass",
                                                             "andenplads",
                                                             "tredjeplads",
                                                             "tredjeplass",
                                                             "andreplass",
                                                             "topplassering",
                                                             "uteplass",
                                                             "vårparken",
                                                             "børnehaven",
                                                             "vejen",
                                                             "vägen",
                                                             "veien",
                                                             "haven",
                                                             "parken",
                                                             "bakken",
                                                             "torvet",
                                                             "torget",
                                                             "gaden",
                                                             "gatan",
                                                             "gaten",
                                                             "ringen",
                                                             "alle"});

// First words of street names of more than one.
constexpr auto street_firsts = std::to_array<std::string_view>(
    {"store",  "lille", "gamle", "gammel", "gamla",    "ny",        "nye",   "nya",       "nørre",
     "nordre", "norra", "nedre", "nedra",  "sønder",   "søndre",    "södra", "vester",    "vestre",
     "västra", "øster", "østre", "östra",  "øvre",     "övre",      "stora", "lilla",     "sankt",
     "skt",    "st",    "kong",  "kung",   "dronning", "drottning", "prins", "prinsesse", "h.c"});

enum class Street : std::uint8_t { none, part, alone };  // "Nørregade"; "gade"

Street street_of(std::string_view low) noexcept {
  for (const StreetEnd& street : street_ends) {
    if (low == street.text) return Street::alone;
  }
  if (is_one_of(low, no_streets)) return Street::none;
  for (const StreetEnd& street : street_ends) {
    const std::size_t least = street.text.size() + (street.sure ? 2 : 4);
    if (low.size() >= least && low.ends_with(street.text)) return Street::part;
  }
  return Street::none;
}

// A word directly before `at`, one space between at most; empty if there is none. Moves `at` to its begin.
std::string_view adjacent_word(std::string_view text, std::uint32_t& at) noexcept {
  std::uint32_t end = at;
  if (end > 0 && text[end - 1] == ' ') --end;
  if (end > 1 && text[end - 1] == '.') --end;  // "Skt. Anne Gade", "H.C."
  std::uint32_t begin = end;
  constexpr std::uint32_t longest = 30;
  while (begin > 0 && end - begin < longest && (is_word_byte(text, begin - 1) || text[begin - 1] == '-')) --begin;
  if (begin == end) return {};
  at = begin;
  return text.substr(begin, end - begin);
}

// The words before say that somebody lives at what follows.
bool is_called_address(std::string_view text, std::uint32_t at) noexcept {
  constexpr auto cues = std::to_array<std::string_view>({"adress", "adresse", "adressen", "address", "bor", "bopæl",
                                                         "leveringsadresse", "leveransadress", "hjemmeadresse",
                                                         "hemadress", "bosatt", "bostadsadress", "live", "living"});
  for (int i = 0; i < 4; ++i) {
    const std::string_view word = word_before(text, at);
    if (word.empty()) return false;
    if (is_one_of(Lowered(word).view(), cues)) return true;
  }
  return false;
}

// What follows the house number.

std::uint32_t skip(std::string_view text, std::uint32_t at, std::string_view marks) noexcept {
  std::uint32_t n = 0;
  while (n < 2 && marks.find(byte_or_end(text, at)) != std::string_view::npos && at < text.size()) ++at, ++n;
  return at;
}

bool takes_word(std::string_view text, std::uint32_t& at, const auto& words) noexcept {
  std::uint32_t end = at;
  while (end - at < 12 && is_word_byte(text, end)) ++end;
  if (end == at || !is_one_of(Lowered(text.substr(at, end - at)).view(), words)) return false;
  at = end;
  return true;
}

bool takes_digits(std::string_view text, std::uint32_t& at, std::uint32_t least, std::uint32_t most) noexcept {
  std::uint32_t end = at;
  while (end - at <= most && is_ascii_digit(byte_or_end(text, end))) ++end;
  if (end - at < least || end - at > most || is_word_byte(text, end)) return false;
  at = end;
  return true;
}

constexpr auto doors =
    std::to_array<std::string_view>({"tv", "th", "mf", "t.v", "t.h", "venstre", "højre", "sal", "tr"});
constexpr auto floors =
    std::to_array<std::string_view>({"st", "kl", "stuen", "1", "2", "3", "4", "5", "6", "7", "8", "9"});

// ", 2. tv", ", st. th", " 3. sal tv", " 1tr". Returns its end; `at` if there is no floor.
std::uint32_t end_of_floor(std::string_view text, std::uint32_t at) noexcept {
  std::uint32_t p = skip(text, at, ", ");
  if (p == at) return at;
  if (takes_word(text, p,
                 std::to_array<std::string_view>({"lgh", "leil", "leilighet", "dør", "lejl", "apt", "flat"}))) {
    p = skip(text, p, ". ");
    return takes_digits(text, p, 1, 4) ? p : at;
  }
  if (byte_or_end(text, p) == 'H' && is_ascii_digit(byte_or_end(text, p + 1))) {  // Norwegian unit "H0201"
    std::uint32_t unit = p + 1;
    return takes_digits(text, unit, 4, 4) ? unit : at;
  }
  std::uint32_t floor = p;
  if (!takes_word(text, floor, floors)) return at;
  std::uint32_t end = at;
  for (int i = 0; i < 2; ++i) {
    std::uint32_t door = skip(text, floor, ". ,");
    if (!takes_word(text, door, doors)) break;
    end = floor = door;
  }
  if (end > at && byte_or_end(text, end) == '.' && byte_or_end(text, end + 1) == ',') ++end;
  return end;
}

// ", 8000 Aarhus C", ", 111 22 Stockholm". Returns its end; `at` if there is none.
std::uint32_t end_of_town(std::string_view text, std::uint32_t at) noexcept {
  std::uint32_t p = skip(text, at, ", \n");
  if (p == at) return at;
  if ((text.substr(p).starts_with("DK-") || text.substr(p).starts_with("SE-") || text.substr(p).starts_with("NO-")))
    p += 3;
  std::uint32_t code = p;
  const bool has_code =
      takes_digits(text, code, 4, 5) ||
      (takes_digits(text, code, 3, 3) && byte_or_end(text, code) == ' ' && takes_digits(text, ++code, 2, 2));
  if (!has_code) return at;
  p = code;
  const std::uint32_t only_code = p;
  if (byte_or_end(text, p) != ' ' || !starts_capital(text, p + 1)) return at;
  ++p;
  while (p - only_code < 30 && (is_word_byte(text, p) || byte_or_end(text, p) == '-')) ++p;
  // "Aarhus C", "København NV"
  std::uint32_t district = p + 1;
  while (district - p < 4 && byte_or_end(text, district) >= 'A' && byte_or_end(text, district) <= 'Z') ++district;
  const bool has_district = byte_or_end(text, p) == ' ' && district > p + 1 && !is_word_byte(text, district);
  return has_district ? district : p;
}

std::uint32_t end_of_address(std::string_view text, std::uint32_t at) noexcept {
  std::uint32_t end = end_of_floor(text, at);
  end = end_of_town(text, end);
  return end;
}

// A letter behind the house number: "12B", "12 b". Returns its end.
std::uint32_t end_of_house(std::string_view text, std::uint32_t at) noexcept {
  const std::uint32_t letter = byte_or_end(text, at) == ' ' ? at + 1 : at;
  if (is_ascii_letter(byte_or_end(text, letter)) && !is_word_byte(text, letter + 1) &&
      byte_or_end(text, letter + 1) != '.') {
    // "Nørregade 12 i Aarhus" goes on with a word.
    const char c = to_ascii_lower(text[letter]);
    if (letter == at || (c != 'i' && c != 'a' && c != 'o')) return letter + 1;
    if (text[letter] == 'A') return letter + 1;
  }
  return at;
}

// English.

constexpr auto english_ends = std::to_array<std::string_view>(
    {"Street", "St", "Road", "Rd", "Avenue", "Ave", "Lane", "Ln", "Drive", "Close", "Court", "Square", "Terrace",
     "Crescent", "Gardens", "Boulevard", "Blvd", "Grove", "Parade"});

// "12 High Street", "221B Baker Street".
Blocked match_english(std::string_view text, std::uint32_t begin, std::uint32_t end) noexcept {
  std::uint32_t at = end;
  if (is_ascii_letter(byte_or_end(text, at)) && !is_word_byte(text, at + 1)) ++at;
  for (int words = 0; words < 4; ++words) {
    if (byte_or_end(text, at) != ' ' || !starts_capital(text, at + 1)) return {};
    const std::uint32_t from = ++at;
    while (at - from < 24 && (is_word_byte(text, at) || byte_or_end(text, at) == '\'')) ++at;
    if (words > 0 && is_one_of(text.substr(from, at - from), english_ends)) return {begin, at};
  }
  return {};
}

}  // namespace

Blocked match_address(std::string_view text, std::uint32_t begin, std::uint32_t end) noexcept {
  if (begin == 0 || text[begin - 1] != ' ' || is_wordish_before(text, begin)) {
    return begin == 0 || !is_wordish_before(text, begin) ? match_english(text, begin, end) : Blocked{};
  }
  if (const Blocked english = match_english(text, begin, end); english.end > english.begin) return english;
  const std::uint32_t house = end_of_house(text, end);
  if (end - begin > 3 || is_word_byte(text, house) || text[begin] == '0') return {};
  std::uint32_t at = begin;
  const std::string_view word = adjacent_word(text, at);
  if (word.empty() || text[begin - 2] == '.') return {};
  const Street street = street_of(Lowered(word).view());
  if (street == Street::none) return {};
  const std::uint32_t floor = end_of_floor(text, house);
  std::uint32_t start = at;
  if (street == Street::alone) {
    // "Karl Johans gate", "Bygdøy Allé": the street's own name stands before.
    std::uint32_t before = at;
    const std::string_view name = adjacent_word(text, before);
    if (name.empty() || !starts_capital(text, before) || name.size() < 3) return {};
    if (name.back() != 's' && !starts_capital(text, at)) return {};
    start = before;
    std::uint32_t first = before;
    const std::string_view given = adjacent_word(text, first);
    if (name.back() == 's' && !given.empty() && starts_capital(text, first) && given.size() > 1) start = first;
  } else if (!starts_capital(text, at) && floor == house && !is_called_address(text, at)) {
    return {};
  }
  if (floor == house && is_amount_before(text, house)) return {};
  // "H.C. Andersens"
  const auto is_initial = [&](std::uint32_t p) { return p >= 2 && text[p - 1] == '.' && starts_capital(text, p - 2); };
  for (std::uint32_t p = start > 0 && text[start - 1] == ' ' ? start - 1 : start; is_initial(p); p -= 2) start = p - 2;
  std::uint32_t first = start;
  const std::string_view adjective = adjacent_word(text, first);
  if (!adjective.empty() && starts_capital(text, first) && is_one_of(Lowered(adjective).view(), street_firsts))
    start = first;
  return {start, end_of_address(text, house)};
}

}  // namespace cxtext::privacy
