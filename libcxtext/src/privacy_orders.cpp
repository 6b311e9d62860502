// Numbers of orders, customers and parcels are no personal data by themselves and look like telephone numbers. Their
// words are everyday words too ("Jeg er kunde, 28112233"), so they count only right before a number: "ordre 28112233",
// "ordre nr. 28112233", "ordrenummeret er 28112233", "kunde: 28112233".
#include <algorithm>

#include "privacy_parts.h"
#include "token_patterns.h"

namespace cxtext::privacy {

namespace {

enum class Weight : std::uint8_t {
  none,      // "kundeservice" is no customer
  formal,    // says that a number follows, in any groups
  document,  // "ordren er 28112233"
  thing,     // "pakke 28112233", but "pakken er hos 28112233"
  person,    // a thing, and somebody who is called: "ring til kunden 28112233"
};

// Of two that fit, the first.
constexpr auto order_cues = std::to_array<Cue<Weight>>({
    {"abonnement", Weight::thing},
    {"aftale", Weight::thing},
    {"artikel", Weight::thing},
    {"artnr", Weight::formal},
    {"avtal", Weight::thing},
    {"best", Weight::thing, true},
    {"bestill", Weight::document},
    {"beställ", Weight::document},
    {"biljett", Weight::document},
    {"billet", Weight::document},
    {"bilag", Weight::document},
    {"booking", Weight::document},
    {"bokning", Weight::document},
    {"case", Weight::document},
    {"customer", Weight::person},
    {"cvr", Weight::formal},
    {"ean", Weight::formal},
    {"faktura", Weight::document},
    {"forsendelse", Weight::thing},
    {"försändelse", Weight::thing},
    {"gtin", Weight::formal},
    {"id", Weight::document, true},
    {"imei", Weight::formal},
    {"invoice", Weight::document},
    {"isbn", Weight::formal},
    {"item", Weight::thing},
    {"kid", Weight::formal, true},
    {"kolli", Weight::thing},
    {"kundeserv", Weight::none},
    {"kundetj", Weight::none},
    {"kundesenter", Weight::none},
    {"kundecenter", Weight::none},
    {"kunde", Weight::person},
    {"kund", Weight::person, true},
    {"kundnu", Weight::person},
    {"kundnr", Weight::person},
    {"kvittering", Weight::document},
    {"kvitto", Weight::document},
    {"løbenu", Weight::formal},
    {"medlem", Weight::person},
    {"member", Weight::person},
    {"model", Weight::thing},
    {"nota", Weight::document, true},
    {"ocr", Weight::formal},
    {"order", Weight::document},
    {"ordre", Weight::document},
    {"organisationsnu", Weight::formal},
    {"organisasjonsnu", Weight::formal},
    {"orgnr", Weight::formal},
    {"org", Weight::formal, true},
    {"pakke", Weight::thing},
    {"pakka", Weight::thing, true},
    {"paket", Weight::thing},
    {"parcel", Weight::thing},
    {"police", Weight::thing},
    {"produkt", Weight::thing},
    {"product", Weight::thing},
    {"ref", Weight::formal, true},
    {"refer", Weight::document},
    {"refnr", Weight::formal},
    {"rekvisition", Weight::document},
    {"retur", Weight::thing},
    {"sag", Weight::document, true},
    {"sagen", Weight::document, true},
    {"sags", Weight::formal, true},
    {"sagsnu", Weight::formal},
    {"sagsnr", Weight::formal},
    {"sak", Weight::document, true},
    {"saken", Weight::document, true},
    {"saknr", Weight::formal},
    {"saks", Weight::formal, true},
    {"saksnu", Weight::formal},
    {"saksnr", Weight::formal},
    {"sending", Weight::thing},
    {"serial", Weight::formal},
    {"serienu", Weight::formal},
    {"serienr", Weight::formal},
    {"shipment", Weight::thing},
    {"spor", Weight::thing, true},
    {"sporing", Weight::document},
    {"spårning", Weight::document},
    {"tracking", Weight::document},
    {"ticket", Weight::document},
    {"transaktion", Weight::document},
    {"transaksjon", Weight::document},
    {"transaction", Weight::document},
    {"vare", Weight::thing},
    {"voucher", Weight::thing},
    {"ärende", Weight::document},
});

Weight weight_of_word(std::string_view low) noexcept {
  if (near_of_tail(low) != Near::nothing) return Weight::none;
  if (low.ends_with("cvr")) return Weight::formal;  // "ApSCVR": the line break got lost
  return meaning_of(low, order_cues, Weight::none);
}

Weight weight_of(std::string_view low) noexcept {
  const Weight weight = weight_of_word(low);
  const std::size_t hyphen = low.find('-');  // "cvr-nr"
  return weight != Weight::none || hyphen == std::string_view::npos ? weight : weight_of_word(low.substr(0, hyphen));
}

constexpr auto number_words = std::to_array<std::string_view>(
    {"nr", "no", "num", "nummer", "nummeret", "numret", "nummret", "numre", "nummere", "number", "numbers"});

// "ordrenr", "ordrenummeret", "kunde-nr".
bool ends_in_number(std::string_view low) noexcept {
  return std::any_of(number_words.begin(), number_words.end(),
                     [&](std::string_view word) { return word != "no" && low.ends_with(word); });
}

// What stands between a word and what follows it.
struct Marks {
  std::uint32_t end = 0;  // of the word
  bool ends_clause = false;
  bool stop = false;   // a full stop right behind the word
  bool colon = false;  // or "=", "#"
  bool apart = false;  // a dash between spaces, a line break
};

Marks marks_before(std::string_view text, std::uint32_t at) noexcept {
  constexpr std::uint32_t longest_gap = 8;
  Marks marks;
  std::uint32_t end = at;
  for (; end > 0 && !is_word_byte(text, end - 1); --end) {
    const char c = text[end - 1];
    if (at - end >= longest_gap) marks.ends_clause = true;
    switch (c) {
      case ' ':
      case '(':
      case '[':
      case '"':
      case '\'':
      case '*':
      case '+':
      case '&':
        break;
      case '-':
        marks.apart = marks.apart || (end >= 2 && text[end - 2] == ' ');
        break;
      case '\x93':  // long dashes
      case '\x94':
      case '\x9C':  // curly quotes
      case '\x9D':
      case '\x9E':
        marks.ends_clause = !text.substr(0, end - 1).ends_with("\xE2\x80");
        marks.apart = marks.apart || c <= '\x94';
        end -= marks.ends_clause ? 0 : 2;
        break;
      case '\n':
      case '\r':
        marks.apart = true;
        break;
      case ':':
      case '=':
      case '#':
        marks.colon = true;
        break;
      case '.':
        marks.stop = true;
        break;
      default:
        marks.ends_clause = true;
    }
    if (marks.ends_clause) break;
  }
  marks.end = end;
  // "nr . 5" and "…" end what was before.
  if (marks.stop && (text[end] != '.' || byte_or_end(text, end + 1) == '.')) marks.ends_clause = true;
  return marks;
}

// The last word before `end`; of "2026Ordre" and "tilFaktura", where a line break got lost, the second.
std::string_view word_that_ends(std::string_view text, std::uint32_t end, std::uint32_t& begin) noexcept {
  constexpr std::uint32_t longest_word = 40;
  begin = end;
  while (begin > 0 && end - begin < longest_word &&
         (is_word_byte(text, begin - 1) || (text[begin - 1] == '-' && begin > 1 && is_word_byte(text, begin - 2)))) {
    --begin;
  }
  for (std::uint32_t at = end; at > begin + 1; --at) {
    const char before = text[at - 2];
    if (!starts_capital(text, at - 1) || before == '-' || (before >= 'A' && before <= 'Z')) continue;
    begin = at - 1;
    break;
  }
  return text.substr(begin, end - begin);
}

bool is_abbreviation(std::string_view low) noexcept {
  constexpr auto short_ones = std::to_array<std::string_view>({"no", "num", "ref", "org", "best", "cvr", "ean", "art"});
  return low.ends_with("nr") || is_one_of(low, short_ones);
}

bool is_kept_number(std::string_view word) noexcept {
  return std::all_of(word.begin(), word.end(), [](char c) { return is_ascii_digit(c); });
}

// "ordre AB 28112233": letters that belong to the number.
bool is_code(std::string_view word) noexcept {
  return word.size() <= 3 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_shouted(std::string_view word) noexcept {
  return std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// "ring til kunden", "cpr på kunden": another number of a customer than that as a customer.
bool is_called(std::string_view text, std::uint32_t at) noexcept {
  constexpr auto between = std::to_array<std::string_view>({"til", "till", "to", "på", "en", "ein", "a", "the"});
  constexpr auto calls =
      std::to_array<std::string_view>({"kontakt", "contact", "ring", "call", "tlf", "telefon", "phone", "sms", "mobil",
                                       "cpr", "personn", "fødselsn", "nås", "træf", "träff", "nr"});
  for (int i = 0; i < 3; ++i) {
    const std::string_view word = word_before(text, at);
    if (word.empty()) return false;
    const Lowered low(word);
    if (std::any_of(calls.begin(), calls.end(), [&](std::string_view call) { return low.view().starts_with(call); }))
      return true;
    if (!is_one_of(low.view(), between)) return false;
  }
  return false;
}

// Between a word for a thing and its number.
struct Between {
  bool number_word = false;  // "nr"
  bool colon = false;
  bool verb = false;  // "er"
  bool list = false;  // "ordre 28112233 og 28445566"
  bool code = false;
};

enum class Step : std::uint8_t { goes_on, stops, is_cue };

Step step_over(std::string_view word, std::string_view low, Between& between, int n_words) noexcept {
  constexpr auto verbs = std::to_array<std::string_view>({"er", "är", "is", "var", "was", "lyder"});
  constexpr auto joins = std::to_array<std::string_view>({"og", "och", "and", "eller", "or", "samt"});
  if (is_one_of(low, number_words)) {
    between.number_word = true;
    return Step::goes_on;
  }
  if (is_one_of(low, verbs) && !between.number_word) {
    between.verb = true;
    return Step::goes_on;
  }
  constexpr auto havers = std::to_array<std::string_view>({"med", "with", "har", "has", "havde", "hade", "hadde"});
  if (is_one_of(low, havers) && between.number_word) return Step::goes_on;
  constexpr auto owners = std::to_array<std::string_view>({"min", "mit", "mitt"});  // "ordrenummeret mitt er"
  if (is_one_of(low, owners) && between.verb) return Step::goes_on;
  if (is_one_of(low, joins) && n_words == 0) {
    between.list = true;
    return Step::goes_on;
  }
  if (is_kept_number(word)) return between.list ? Step::goes_on : Step::stops;
  if (is_code(word) && n_words == 0 && weight_of(low) == Weight::none) {
    between.code = true;
    return Step::goes_on;
  }
  return Step::is_cue;
}

}  // namespace

bool names_document(std::string_view word) noexcept {
  const Weight weight = weight_of(Lowered(word).view());
  return weight == Weight::formal || weight == Weight::document || weight == Weight::thing;
}

Near order_before(std::string_view text, std::uint32_t at) noexcept {
  constexpr int most_words = 8;
  Between between;
  for (int n_words = 0; n_words < most_words; ++n_words) {
    const Marks marks = marks_before(text, at);
    std::uint32_t begin = 0;
    const std::string_view word = word_that_ends(text, marks.end, begin);
    if (word.empty() || marks.ends_clause) return Near::nothing;
    const Lowered lowered(word);
    const std::string_view low = lowered.view();
    between.colon = between.colon || marks.colon;
    const bool named = between.number_word || between.colon || ends_in_number(low);
    if ((marks.stop && !is_abbreviation(low)) || (marks.apart && !named)) return Near::nothing;
    const Step step = step_over(word, low, between, n_words);
    if (step == Step::stops) return Near::nothing;
    at = begin;
    if (step == Step::goes_on) continue;

    const Weight weight = weight_of(low);
    if (weight == Weight::none || (between.code && is_shouted(word))) return Near::nothing;
    if (weight == Weight::formal || named) {
      // "kundens nummer 28112233"
      const bool bare = weight == Weight::person && !ends_in_number(low);
      const bool possessive = bare && low.back() == 's';
      const bool called = bare && !between.number_word && is_called(text, at);  // "tlf. kunde: 28112233"
      return possessive || called ? Near::nothing : Near::order;
    }
    if (between.verb && weight != Weight::document) return Near::nothing;
    return weight == Weight::person && is_called(text, at) ? Near::nothing : Near::thing;
  }
  return Near::nothing;
}

}  // namespace cxtext::privacy
