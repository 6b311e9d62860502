// Addresses for mail, and what is secret in links: "https://user:pass@host/", "?token=…", a path part that only its
// owner knows.
#include <algorithm>

#include "privacy_parts.h"
#include "token_patterns.h"

namespace cxtext::privacy {

namespace {

// Secrets in links.

// Names of query values that let their holder in, or that say who the customer is.
constexpr auto secret_names = std::to_array<std::string_view>(
    {"address",  "adgangskode",  "adresse",  "assertion", "auth",      "code",    "cookie",   "credential",
     "customer", "efternavn",    "epost",    "etternavn", "firstname", "fornavn", "fullname", "förnamn",
     "guid",     "hash",         "iban",     "invite",    "jwt",       "kode",    "kodeord",  "lastname",
     "losenord", "lösenord",     "login",    "mobile",    "msisdn",    "name",    "navn",     "otp",
     "pass",     "passcode",     "passord",  "phone",     "pin",       "pinkode", "pnr",      "refresh",
     "reset",    "samlresponse", "sid",      "sig",       "signature", "ssn",     "tel",      "ticket",
     "user",     "userid",       "whatsapp", "verify"});
constexpr auto secret_starts =
    std::to_array<std::string_view>({"cpr", "fnr", "fodselsn", "fødselsn", "kontonr", "kontonu", "kortnr", "kortnu",
                                     "mobilnr", "mobilnu", "personn", "telefon", "tlf"});
constexpr auto secret_ends = std::to_array<std::string_view>(
    {"apikey", "email", "key", "mail", "passwd", "password", "phone", "pwd", "secret", "session", "sessid", "sessionid",
     "token", "username", "brugernavn", "brukernavn"});

bool is_secret_name(std::string_view name) noexcept {
  const std::size_t bracket = name.rfind('[');  // "user[password]"
  if (bracket != std::string_view::npos && name.ends_with(']'))
    name = name.substr(bracket + 1, name.size() - bracket - 2);
  const Lowered lowered(name);
  const std::string_view low = lowered.view();
  const auto starts = [&](std::string_view start) { return low.starts_with(start); };
  const auto ends = [&](std::string_view end) { return low.ends_with(end); };
  return is_one_of(low, secret_names) || std::any_of(secret_starts.begin(), secret_starts.end(), starts) ||
         std::any_of(secret_ends.begin(), secret_ends.end(), ends);
}

// Names of query values that are a moment: "?t=1712345678" begins like a day of birth.
bool is_time_name(std::string_view name) noexcept {
  constexpr auto names = std::to_array<std::string_view>(
      {"_", "cb", "date", "exp", "expires", "t", "time", "timestamp", "ts", "v", "ver"});
  return is_one_of(Lowered(name).view(), names);
}

// "/reset/AbCdEfGhIj": behind such a part stands what opens it.
bool opens_by_next(std::string_view part) noexcept {
  constexpr auto parts =
      std::to_array<std::string_view>({"activate", "auth", "confirm", "invite", "magic", "password", "reset", "session",
                                       "token", "unsubscribe", "verify", "nulstil"});
  return is_one_of(Lowered(part).view(), parts);
}

// Looks drawn by lot: letters and digits change places often.
bool is_opaque(std::string_view value, std::size_t least) noexcept {
  if (value.size() < least) return false;
  std::size_t changes = 0;
  char last = 'a';
  for (const char c : value) {
    if (!is_ascii_digit(c) && !is_ascii_letter(c)) {
      if (std::string_view("_-.~%=+").find(c) == std::string_view::npos) return false;
      continue;
    }
    if (is_ascii_digit(c) != is_ascii_digit(last)) ++changes;
    last = c;
  }
  constexpr std::size_t enough = 5;
  return changes >= enough;
}

// Letters and digits, or capitals in the middle of words: nobody names a page so.
bool is_mixed(std::string_view value) noexcept {
  constexpr std::size_t least = 8;
  if (value.size() < least) return false;
  std::size_t capitals = 0;
  bool digit = false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (!is_ascii_digit(value[i]) && !is_ascii_letter(value[i]) && value[i] != '_' && value[i] != '-') return false;
    digit = digit || is_ascii_digit(value[i]);
    if (i > 0 && value[i] >= 'A' && value[i] <= 'Z' && is_ascii_letter(value[i - 1])) ++capitals;
  }
  constexpr std::size_t enough = 2;
  return digit || (capitals >= enough && capitals < value.size() - 1);
}

// "/tlf/28112233"
bool is_number(std::string_view part) noexcept {
  constexpr std::size_t fewest = 7;
  return part.size() >= fewest && std::all_of(part.begin(), part.end(), is_ascii_digit);
}

bool has_mail(std::string_view value) noexcept {
  return value.find('@') != std::string_view::npos || value.find("%40") != std::string_view::npos;
}

// Parts of [begin, end) between any of `marks`.
template <class Take>
void each_part(std::string_view text, std::uint32_t begin, std::uint32_t end, std::string_view marks, Take take) {
  for (std::uint32_t from = begin; from <= end;) {
    const std::size_t mark = text.substr(0, end).find_first_of(marks, from);
    const auto to = mark == std::string_view::npos ? end : static_cast<std::uint32_t>(mark);
    take(from, to);
    from = to + 1;
  }
}

// Numbers that are sure by themselves in text[from, to): "/kunde/010190-1234", "?id=0101901234", "/+4528112233". Eight
// digits in a link are a product far more often than a telephone.
void find_numbers(std::string_view text, std::uint32_t from, std::uint32_t to, std::vector<PersonalSpan>& out) {
  constexpr std::ptrdiff_t fewest = 8;
  if (std::count_if(text.begin() + from, text.begin() + to, is_ascii_digit) < fewest) return;
  std::vector<PersonalSpan> found;
  each_part(text, from, to, "_", [&](std::uint32_t begin, std::uint32_t end) {
    const std::string_view part = text.substr(begin, end - begin);
    find_figures(part, {}, found);
    for (const PersonalSpan& span : found) {
      std::uint32_t before = span.begin;
      const bool called = part[span.begin] == '+' || part.substr(0, span.begin).ends_with("%2B") ||
                          near_of_glued(word_before(part, before)) == Near::phone;
      const bool sure = span.kind == PersonalKind::national_id || span.kind == PersonalKind::card ||
                        span.kind == PersonalKind::bank_account || (span.kind == PersonalKind::phone && called);
      if (sure) out.push_back({begin + span.begin, begin + span.end, span.kind});
    }
    found.clear();
  });
}

void find_in_path(std::string_view text, std::uint32_t begin, std::uint32_t end, std::vector<PersonalSpan>& out) {
  constexpr std::size_t least = 20;
  std::string_view last;
  each_part(text, begin, end, "/;", [&](std::uint32_t from, std::uint32_t to) {
    const std::string_view part = text.substr(from, to - from);
    const std::size_t equals = part.find('=');  // "/login;jsessionid=…"
    if (equals != std::string_view::npos && is_secret_name(part.substr(0, equals)) && equals + 1 < part.size() &&
        !part.substr(equals + 1).starts_with("[secret")) {
      out.push_back({from + static_cast<std::uint32_t>(equals) + 1, to, PersonalKind::secret});
    } else if (is_opaque(part, least) || has_mail(part) || (opens_by_next(last) && is_mixed(part)) ||
               (is_secret_name(last) && is_number(part))) {
      out.push_back({from, to, PersonalKind::secret});
    } else {
      find_numbers(text, from, to, out);
    }
    last = part;
  });
}

void find_in_query(std::string_view text, std::uint32_t begin, std::uint32_t end, std::vector<PersonalSpan>& out) {
  constexpr std::size_t least = 16;
  each_part(text, begin, end, "?#&;", [&](std::uint32_t from, std::uint32_t to) {
    const std::string_view part = text.substr(from, to - from);
    const std::size_t equals = part.find('=');
    const std::size_t value_at = equals == std::string_view::npos ? 0 : equals + 1;
    const std::string_view name = part.substr(0, value_at > 0 ? equals : 0);
    const std::string_view value = part.substr(value_at);
    // What is masked already stays.
    if (value.empty() || value.starts_with("[secret")) return;
    const std::uint32_t value_from = from + static_cast<std::uint32_t>(value_at);
    if (is_secret_name(name) || is_opaque(value, least) || has_mail(value)) {
      out.push_back({value_from, to, PersonalKind::secret});
    } else if (!is_time_name(name)) {
      find_numbers(text, value_from, to, out);
    }
  });
}

// "https://wa.me/4528112233": a conversation with a telephone number.
bool find_chat(std::string_view text, std::uint32_t host, std::uint32_t end_of_host, std::uint32_t end,
               std::vector<PersonalSpan>& out) {
  constexpr auto hosts = std::to_array<std::string_view>({"wa.me", "www.wa.me", "t.me", "signal.me"});
  if (!is_one_of(Lowered(text.substr(host, end_of_host - host)).view(), hosts)) return false;
  std::uint32_t begin = end_of_host;
  while (begin < end && (text[begin] == '/' || text[begin] == '+')) ++begin;
  std::uint32_t at = begin;
  while (at < end && is_ascii_digit(text[at])) ++at;
  constexpr std::uint32_t fewest = 8;
  if (at - begin < fewest) return false;
  out.push_back({begin, at, PersonalKind::phone});
  return true;
}

void find_secrets(std::string_view text, std::uint32_t begin, std::uint32_t end, std::vector<PersonalSpan>& out) {
  const std::string_view link = text.substr(0, end);
  const std::size_t scheme = link.find("://", begin);
  const auto host = scheme == std::string_view::npos ? begin : static_cast<std::uint32_t>(scheme + 3);
  const auto end_of_host = static_cast<std::uint32_t>(std::min<std::size_t>(link.find_first_of("/?#", host), end));
  const std::size_t user = link.substr(host, end_of_host - host).rfind('@');
  if (user != std::string_view::npos && user > 0) {
    out.push_back({host, host + static_cast<std::uint32_t>(user), PersonalKind::secret});
  }
  const auto end_of_path =
      static_cast<std::uint32_t>(std::min<std::size_t>(link.find_first_of("?#", end_of_host), end));
  if (!find_chat(text, host, end_of_host, end_of_path, out)) find_in_path(text, end_of_host, end_of_path, out);
  find_in_query(text, end_of_path, end, out);
}

// Mail.

bool is_local_byte(char c) noexcept {
  return is_wordish(c) || c == '.' || c == '_' || c == '+' || c == '-' || c == '%';
}

std::uint32_t begin_of_local(std::string_view text, std::uint32_t end) noexcept {
  constexpr std::uint32_t longest = 64;
  std::uint32_t begin = end;
  while (begin > 0 && end - begin < longest && is_local_byte(text[begin - 1])) --begin;
  while (begin < end && (text[begin] == '.' || (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U)) ++begin;
  return begin;
}

// "firma.dk", "mail.firma.co.uk" from `at`; its end, or `at`. providers: also "gmail", where the rest was left out.
std::uint32_t end_of_mail_domain(std::string_view text, std::uint32_t at, bool providers) noexcept {
  constexpr std::uint32_t longest = 253;
  constexpr auto known = std::to_array<std::string_view>(
      {"gmail", "hotmail", "icloud", "jubii", "live", "msn", "online", "outlook", "protonmail", "telia", "yahoo"});
  std::uint32_t end = at;
  std::uint32_t last = at;
  while (end - at < longest) {
    const char c = byte_or_end(text, end);
    const char next = byte_or_end(text, end + 1);
    if (is_wordish(c) || (c == '-' && is_wordish(next))) {
      ++end;
    } else if (c == '.' && end > last && is_wordish(next)) {
      last = ++end;
    } else {
      break;
    }
  }
  if (end == at) return at;
  if (last > at && end - last >= 2 && !is_ascii_digit(text[last])) return end;
  const Lowered name(text.substr(at, end - at));
  return providers && std::find(known.begin(), known.end(), name.view()) != known.end() ? end : at;
}

// "anna@ firma.dk", "anna @firma.dk", "anna@gmail", by the "@".
TokenMatch match_loose_mail(std::string_view text, std::uint32_t at) noexcept {
  const bool space_before = at > 0 && text[at - 1] == ' ';
  const bool space_behind = byte_or_end(text, at + 1) == ' ';
  if (space_before && space_behind) return {};
  const std::uint32_t local_end = space_before ? at - 1 : at;
  const std::uint32_t begin = begin_of_local(text, local_end);
  const std::uint32_t domain = at + 1 + (space_behind ? 1 : 0);
  const std::uint32_t end = end_of_mail_domain(text, domain, !space_before);
  // Before a space only what looks like an address, not a word of the sentence: "se @firma.dk".
  if (begin == local_end || end == domain) return {};
  const std::string_view local = text.substr(begin, local_end - begin);
  if (space_before && local.find_first_of("._0123456789") == std::string_view::npos) return {};
  return {begin, end, TokenKind::email};
}

// "anna (at) firma.dk", "anna[at]firma.dk", by the bracket.
TokenMatch match_spelt_mail(std::string_view text, std::uint32_t bracket) noexcept {
  const std::string_view rest = text.substr(bracket);
  const auto is_spelt = [&](std::string_view spelt) { return rest.starts_with(spelt); };
  const bool at = is_spelt("(at)") || is_spelt("[at]") || is_spelt("{at}") || is_spelt("(AT)") || is_spelt("[AT]");
  const bool snabel = is_spelt("(a)") || is_spelt("[a]");
  if (!at && !snabel) return {};
  const std::uint32_t local_end = bracket > 0 && text[bracket - 1] == ' ' ? bracket - 1 : bracket;
  const std::uint32_t begin = begin_of_local(text, local_end);
  std::uint32_t domain = bracket + (at ? 4 : 3);
  if (byte_or_end(text, domain) == ' ') ++domain;
  const std::uint32_t end = end_of_mail_domain(text, domain, false);
  return begin < local_end && end > domain ? TokenMatch{begin, end, TokenKind::email} : TokenMatch{};
}

TokenMatch match_mail(std::string_view text, std::uint32_t at) noexcept {
  const TokenMatch plain = match_at_sign(text, at);
  if (plain.begin < plain.end && plain.kind == TokenKind::email) return plain;
  return match_loose_mail(text, at);
}

}  // namespace

void find_links(std::string_view text, std::vector<PersonalSpan>& out, std::vector<Blocked>& blocked) {
  blocked.clear();
  const auto size = static_cast<std::uint32_t>(text.size());
  std::uint32_t done = 0;  // nothing before it starts anew
  for (std::uint32_t i = 0; i < size; ++i) {
    const char c = text[i];
    TokenMatch match;
    if (c == '@') {
      match = match_mail(text, i);
    } else if (c == '(' || c == '[' || c == '{') {
      match = match_spelt_mail(text, i);
    } else if (c == ':') {
      match = match_url_at_colon(text, i);
    } else if (c == '/' || c == '?') {
      // A link without "https://" by the first "/" or "?" behind its domain.
      std::uint32_t label = i;
      while (label > done && i - label < 64 && is_wordish(text[label - 1])) --label;
      if (label < i && label > done && text[label - 1] == '.') {
        std::uint32_t before = label - 1;
        while (before > done && label - before < 64 && (is_wordish(text[before - 1]) || text[before - 1] == '.'))
          --before;
        match = match_domain(text, before);
      }
    } else {
      continue;
    }
    if (match.begin >= match.end || match.end <= i) continue;
    match.begin = std::max(match.begin, done);
    if (match.kind == TokenKind::email) {
      out.push_back({match.begin, match.end, PersonalKind::email});
    } else {
      find_secrets(text, match.begin, match.end, out);
    }
    blocked.push_back({match.begin, match.end});
    done = match.end;
    i = match.end - 1;
  }
}

}  // namespace cxtext::privacy
