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
    {"access_token", "accesstoken", "apikey",   "api_key",   "auth",     "authtoken", "code",  "cpr",    "customer",
     "email",        "epost",       "guid",     "hash",      "id_token", "invite",    "jwt",   "key",    "kode",
     "login",        "mail",        "mobile",   "msisdn",    "name",     "navn",      "otp",   "pass",   "passwd",
     "password",     "phone",       "pin",      "pnr",       "pwd",      "refresh",   "reset", "secret", "session",
     "sessionid",    "sid",         "sig",      "signature", "ssn",      "ticket",    "tlf",   "tel",    "token",
     "user",         "userid",      "username", "verify"});

bool is_secret_name(std::string_view name) noexcept {
  const Lowered lowered(name);
  const std::string_view low = lowered.view();
  if (std::find(secret_names.begin(), secret_names.end(), low) != secret_names.end()) return true;
  return low.ends_with("token") || low.ends_with("key") || low.ends_with("password") || low.ends_with("secret") ||
         low.ends_with("session") || low.ends_with("email") || low.ends_with("phone");
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
  constexpr std::size_t least_in_path = 20;
  constexpr std::size_t least_in_query = 16;
  each_part(text, end_of_host, end_of_path, "/", [&](std::uint32_t from, std::uint32_t to) {
    const std::string_view part = text.substr(from, to - from);
    if (is_opaque(part, least_in_path) || has_mail(part)) out.push_back({from, to, PersonalKind::secret});
  });
  each_part(text, end_of_path, end, "?#&;", [&](std::uint32_t from, std::uint32_t to) {
    const std::string_view part = text.substr(from, to - from);
    const std::size_t equals = part.find('=');
    const std::size_t value_at = equals == std::string_view::npos ? 0 : equals + 1;
    const std::string_view value = part.substr(value_at);
    // What is masked already stays.
    if (value.empty() || value.starts_with("[secret")) return;
    const bool named = equals != std::string_view::npos && is_secret_name(part.substr(0, equals));
    if (!named && !is_opaque(value, least_in_query) && !has_mail(value)) return;
    out.push_back({from + static_cast<std::uint32_t>(value_at), to, PersonalKind::secret});
  });
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
