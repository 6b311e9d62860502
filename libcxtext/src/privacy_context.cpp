// What the words around a number say it is: "ordre 12345678" is no telephone number, "tlf 12345678" is.
#include <algorithm>

#include "privacy_parts.h"
#include "token_patterns.h"

namespace cxtext::privacy {

namespace {

struct Cue {
  std::string_view word;
  Near near;
  bool whole = false;  // the word itself, not one that starts with it
};

// Of two that fit, the first. "konto…" is kept whole: "kontor", "kontrol", "kontakt" are other words.
constexpr auto near_cues = std::to_array<Cue>({
    {"telefontid", Near::order},
    {"telefonkö", Near::order},
    {"telefonkø", Near::order},
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

    {"abonnement", Near::order},
    {"aftale", Near::order},
    {"artikel", Near::order},
    {"artnr", Near::order},
    {"avtal", Near::order},
    {"best", Near::order, true},
    {"bestnr", Near::order},
    {"bestill", Near::order},
    {"beställning", Near::order},
    {"beställ", Near::order},
    {"biljett", Near::order},
    {"billet", Near::order},
    {"bilag", Near::order},
    {"bilagsnu", Near::order},
    {"booking", Near::order},
    {"bokning", Near::order},
    {"case", Near::order},
    {"customer", Near::order},
    {"cvr", Near::order},
    {"ean", Near::order},
    {"faktura", Near::order},
    {"fakturanu", Near::order},
    {"forsendelse", Near::order},
    {"försändelse", Near::order},
    {"gtin", Near::order},
    {"id", Near::order, true},
    {"imei", Near::order},
    {"invoice", Near::order},
    {"isbn", Near::order},
    {"item", Near::order},
    {"kid", Near::order, true},
    {"kolli", Near::order},
    {"kundeserv", Near::nothing},
    {"kundetj", Near::nothing},
    {"kundesenter", Near::nothing},
    {"kundecenter", Near::nothing},
    {"kunde", Near::order},
    {"kundnu", Near::order},
    {"kundnr", Near::order},
    {"kvittering", Near::order},
    {"kvitto", Near::order},
    {"løbenu", Near::order},
    {"medlem", Near::order},
    {"member", Near::order},
    {"model", Near::order},
    {"modell", Near::order},
    {"nota", Near::order, true},
    {"ocr", Near::order},
    {"order", Near::order},
    {"ordre", Near::order},
    {"organisationsnu", Near::order},
    {"organisasjonsnu", Near::order},
    {"orgnr", Near::order},
    {"org", Near::order, true},
    {"pakke", Near::order},
    {"paket", Near::order},
    {"parcel", Near::order},
    {"police", Near::order},
    {"produkt", Near::order},
    {"product", Near::order},
    {"ref", Near::order, true},
    {"refer", Near::order},
    {"refnr", Near::order},
    {"rekvisition", Near::order},
    {"retur", Near::order},
    {"sag", Near::order, true},
    {"sagen", Near::order, true},
    {"sagsnu", Near::order},
    {"sagsnr", Near::order},
    {"sak", Near::order, true},
    {"saknr", Near::order},
    {"saksnu", Near::order},
    {"saksnr", Near::order},
    {"sending", Near::order},
    {"serial", Near::order},
    {"serienu", Near::order},
    {"serienr", Near::order},
    {"shipment", Near::order},
    {"spor", Near::order, true},
    {"sporing", Near::order},
    {"spårning", Near::order},
    {"tracking", Near::order},
    {"ticket", Near::order},
    {"transaktion", Near::order},
    {"transaksjon", Near::order},
    {"transaction", Near::order},
    {"vare", Near::order},
    {"voucher", Near::order},
    {"ärende", Near::order},

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
  if (low.ends_with("cvr")) return Near::order;  // "ApSCVR": the line break got lost
  for (const Cue& cue : near_cues) {
    if (cue.whole ? low == cue.word : low.starts_with(cue.word)) return cue.near;
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

Near near_before(std::string_view text, std::uint32_t at) noexcept {
  constexpr int most_words = 5;
  if (at > 0 && (text[at - 1] == '#' || text[at - 1] == '$')) return text[at - 1] == '#' ? Near::order : Near::amount;
  const std::string_view before = text.substr(0, at);
  for (const std::string_view sign : {"€", "€ ", "£", "£ ", "$ "}) {
    if (before.ends_with(sign)) return Near::amount;
  }
  std::string_view later;
  for (int i = 0; i < most_words; ++i) {
    const std::uint32_t from = at;
    const std::string_view word = word_before(text, at);
    if (word.empty()) return Near::nothing;
    // "customer service on 12345678"
    const bool of_service = later.starts_with("serv") && word.size() > 1 && to_ascii_lower(word[0]) == 'c';
    later = word;
    const Near near = of_service ? Near::nothing : near_of(word);
    if (near == Near::amount && i > 0) continue;
    // "reg.nr." is two words; so is "CPR-nr".
    if (near != Near::nothing) return near;
    const std::size_t hyphen = word.find('-');
    if (hyphen != std::string_view::npos && hyphen > 0) {
      const Near first = near_of(word.substr(0, hyphen));
      if (first != Near::nothing && first != Near::amount) return first;
    }
    if (at >= from) return Near::nothing;
  }
  return Near::nothing;
}

bool is_amount_before(std::string_view text, std::uint32_t at) noexcept {
  std::string_view rest = text.substr(at);
  for (const std::string_view mark : {",-", ":-", ".-", "%", ",–"}) {
    if (rest.starts_with(mark)) return true;
  }
  const bool decimals = rest.size() >= 2 && (rest[0] == ',' || rest[0] == '.') && is_ascii_digit(rest[1]);
  if (decimals) return true;
  if (rest.starts_with(' ')) rest.remove_prefix(1);
  for (const std::string_view sign : {"%", "€", "$", "£"}) {
    if (rest.starts_with(sign)) return true;
  }
  std::size_t end = 0;
  while (end < rest.size() && end < 12 && is_word_byte(rest, end)) ++end;
  constexpr auto units = std::to_array<std::string_view>(
      {"kr",     "dkk",      "sek",      "nok",      "eur",     "euro",    "kroner",  "kronor",  "krone",   "krona",
       "usd",    "gbp",      "mio",      "mill",     "million", "pct",     "procent", "prosent", "percent", "km",
       "meter",  "gange",    "gånger",   "ganger",   "times",   "dage",    "dagar",   "dager",   "days",    "timer",
       "timmar", "hours",    "min",      "minutter", "minuter", "minutes", "stk",     "st",      "point",   "poeng",
       "poäng",  "points",   "år",       "years",    "mdr",     "måneder", "månader", "uger",    "veckor",  "uker",
       "weeks",  "måneder",  "måneders", "gb",       "mb",      "mbit",    "kbps",    "mbps",    "kg",      "personer",
       "people", "stjerner", "stars",    "stjärnor"});
  const Lowered unit(rest.substr(0, end));
  return std::find(units.begin(), units.end(), unit.view()) != units.end();
}

}  // namespace cxtext::privacy
