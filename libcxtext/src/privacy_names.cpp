// Names of persons where the words before them leave no doubt: under a greeting, and where somebody introduces himself
// or names whom he talked to. A name without such words stays: a list of names would mask places, brands and months.
#include <algorithm>

#include "privacy_parts.h"
#include "token_patterns.h"

namespace cxtext::privacy {

namespace {

enum class CueKind : std::uint8_t {
  greeting,   // "Mvh": a name follows
  short_one,  // "mvh" and the like: also one in small letters, at the end of a line
  called,     // "hedder": after a pronoun
  name_is,    // "navn er", "name is", or "navn:"
};
struct NameCue {
  std::string_view word;
  CueKind kind;
};
constexpr auto name_cues = std::to_array<NameCue>(
    {{"mvh", CueKind::short_one},     {"vh", CueKind::short_one},       {"dbh", CueKind::short_one},
     {"kh", CueKind::short_one},      {"m.v.h", CueKind::short_one},    {"hilsen", CueKind::greeting},
     {"hilsner", CueKind::greeting},  {"hälsning", CueKind::greeting},  {"hälsningar", CueKind::greeting},
     {"vänligen", CueKind::greeting}, {"helsing", CueKind::greeting},   {"helsning", CueKind::greeting},
     {"regards", CueKind::greeting},  {"sincerely", CueKind::greeting}, {"faithfully", CueKind::greeting},
     {"wishes", CueKind::greeting},   {"hedder", CueKind::called},      {"heter", CueKind::called},
     {"heiter", CueKind::called},     {"heder", CueKind::called},       {"navn", CueKind::name_is},
     {"namn", CueKind::name_is},      {"namnet", CueKind::name_is},     {"navnet", CueKind::name_is},
     {"name", CueKind::name_is}});

// Capital words that start a sentence or stand for anybody.
constexpr auto no_names = std::to_array<std::string_view>(
    {"a",         "alle",        "alt",     "an",         "and",          "at",          "av",
     "bedste",    "best",        "bra",     "but",        "customer",     "da",          "de",
     "den",       "der",         "det",     "din",        "ditt",         "du",          "eder",
     "ej",        "en",          "er",      "et",         "ett",          "ein",         "eit",
     "enig",      "for",         "fordi",   "fra",        "från",         "för",         "før",
     "from",      "fortsat",     "fornøyd", "frustreret", "glad",         "god",         "godt",
     "gode",      "got",         "great",   "ha",         "han",          "har",         "hav",
     "have",      "hej",         "hei",     "hon",        "hun",          "hvis",        "hvor",
     "i",         "if",          "igen",    "forstår",    "förstår",      "ikke",        "in",
     "ingen",     "inte",        "ikkje",   "it",         "jag",          "jeg",         "eg",
     "kan",       "kunde",       "kunden",  "kunder",     "kundeservice", "kundservice", "kund",
     "lang",      "langt",       "man",     "mange",      "med",          "meget",       "men",
     "mig",       "min",         "mit",     "mitt",       "mvh",          "my",          "mycket",
     "många",     "ni",          "no",      "not",        "nu",           "når",         "när",
     "nöjd",      "och",         "of",      "og",         "ok",           "om",          "on",
     "one",       "os",          "oss",     "our",        "på",           "p.s",         "ps",
     "ser",       "skal",        "so",      "som",        "super",        "så",          "tak",
     "takk",      "tack",        "team",    "thank",      "thanks",       "that",        "the",
     "they",      "this",        "til",     "till",       "tilfreds",     "to",          "ud",
     "utilfreds", "var",         "ved",     "vi",         "vil",          "we",          "with",
     "you",       "your",        "är",      "another",    "anonym",       "anonymous",   "disappointed",
     "happy",     "misfornøjet", "skuffet", "trofast",    "ex",           "tidligere",   "mangeårig",
     "loyal",     "ny",          "new",     "kundens",    "butikken",     "personalet",  "medarbejderen",
     "hele",      "skriv",       "send",    "go",         "fortsæt",      "bare",        "unknown",
     "n",         "none",        "ukendt",  "fortsatt",   "keep",         "all",         "alla",
     "ja",        "jo",          "nej",     "nei",        "yes",          "hoppas",      "håber",
     "where",     "when",        "is",      "was",        "mere",         "mer"});

constexpr auto particles = std::to_array<std::string_view>(
    {"af", "av", "bin", "da", "de", "del", "den", "der", "di", "el", "la", "le", "ten", "van", "von", "zu"});
// Whom "der hedder" tells more of.
constexpr auto persons = std::to_array<std::string_view>(
    {"ham",    "hende",     "han",      "hun",          "honom",         "henne",       "hon",      "ho",
     "person", "dame",      "mand",     "mann",         "man",           "kvinde",      "kvinna",   "kvinne",
     "kille",  "tjej",      "fyr",      "ekspedient",   "medarbejder",   "medarbetare", "sælger",   "säljare",
     "selger", "konsulent", "chauffør", "ekspedienten", "medarbejderen", "sælgeren",    "säljaren", "konsulenten"});
constexpr auto pronouns = std::to_array<std::string_view>({"jeg", "jag", "eg", "han", "hun", "hon", "hen", "ho", "vi",
                                                           "ekspedienten", "medarbejderen", "sælgeren", "konsulenten",
                                                           "säljaren", "personen", "selgeren", "chaufføren"});

// Which first letters and lengths in bytes the cues have: nearly every word is none by that alone.
constexpr std::size_t longest_cue = 11;
constexpr auto cue_lengths = [] {
  std::array<std::uint16_t, 256> lengths{};
  for (const NameCue& cue : name_cues) {
    const auto first = static_cast<unsigned char>(cue.word[0]);
    const auto bit = static_cast<std::uint16_t>(1U << cue.word.size());
    lengths[first] = static_cast<std::uint16_t>(lengths[first] | bit);
    lengths[first - 0x20U] = lengths[first];
  }
  return lengths;
}();

const NameCue* cue_of(std::string_view word) noexcept {
  if (word.size() > longest_cue) return nullptr;
  if ((cue_lengths[static_cast<unsigned char>(word[0])] >> word.size() & 1U) == 0) return nullptr;
  const Lowered lowered(word);
  const auto found =
      std::find_if(name_cues.begin(), name_cues.end(), [&](const NameCue& cue) { return cue.word == lowered.view(); });
  return found == name_cues.end() ? nullptr : &*found;
}

std::uint32_t end_of_word(std::string_view text, std::uint32_t at) noexcept {
  std::uint32_t end = at;
  while (is_word_byte(text, end) && !is_ascii_digit(text[end])) ++end;
  return end;
}

// "Anna", "Anna-Lise", "O'Brien" from `at`: its end.
std::uint32_t end_of_name(std::string_view text, std::uint32_t at) noexcept {
  std::uint32_t end = end_of_word(text, at);
  while (end > at && (byte_or_end(text, end) == '-' || byte_or_end(text, end) == '\'') &&
         starts_capital(text, end + 1)) {
    end = end_of_word(text, end + 1);
  }
  return end;
}

// Up to four words of a name from `at` on, the first with a capital. Returns its end; `at` if there is none.
std::uint32_t end_of_names(std::string_view text, std::uint32_t at) noexcept {
  std::uint32_t end = at;
  std::uint32_t p = at;
  for (int words = 0; words < 5; ++words) {
    const std::uint32_t word_end = end_of_name(text, p);
    constexpr std::uint32_t longest = 30;
    if (word_end == p || word_end - p > longest) break;
    const Lowered low(text.substr(p, word_end - p));
    const bool initial = starts_capital(text, p) && word_end - p <= 2 && byte_or_end(text, word_end) == '.';
    if (words > 0 && is_one_of(low.view(), particles) && byte_or_end(text, word_end) == ' ') {
      p = word_end + 1;
      continue;
    }
    if (!starts_capital(text, p) || (is_one_of(low.view(), no_names) && !initial)) break;
    end = word_end;
    p = word_end;
    if (initial) end = ++p;
    if (byte_or_end(text, p) != ' ') break;
    ++p;
  }
  return end;
}

bool ends_line(std::string_view text, std::uint32_t at) noexcept {
  while (at < text.size() && (text[at] == ' ' || text[at] == '.' || text[at] == '!' || text[at] == ',')) ++at;
  return at >= text.size() || text[at] == '\n' || text[at] == '\r';
}

// "mvh anna hansen" at the end of a line: at most three words, none of them of the language. Returns its end.
std::uint32_t end_of_small_names(std::string_view text, std::uint32_t at) noexcept {
  std::uint32_t end = at;
  std::uint32_t p = at;
  for (int words = 0; words < 3; ++words) {
    const std::uint32_t word_end = end_of_name(text, p);
    constexpr std::uint32_t longest = 20;
    if (word_end < p + 2 || word_end - p > longest) break;
    if (is_one_of(Lowered(text.substr(p, word_end - p)).view(), no_names)) return at;
    end = word_end;
    if (byte_or_end(text, word_end) != ' ') break;
    p = word_end + 1;
  }
  return ends_line(text, end) ? end : at;
}

// Behind a greeting: marks, line breaks, "fra", "mig". Returns where a name would start.
std::uint32_t skip_to_name(std::string_view text, std::uint32_t at) noexcept {
  constexpr std::uint32_t most = 8;
  const auto skip_marks = [&] {
    std::uint32_t n = 0;
    while (n < most && at < text.size() && std::string_view(" ,.:;!-\n\r/*").find(text[at]) != std::string_view::npos) {
      ++at;
      ++n;
    }
  };
  skip_marks();
  const std::uint32_t end = end_of_word(text, at);
  constexpr auto from = std::to_array<std::string_view>({"fra", "från", "frå", "from"});
  if (end > at && is_one_of(Lowered(text.substr(at, end - at)).view(), from)) {
    at = end;
    skip_marks();
  }
  return at;
}

// "hedder": a person is the subject, before it or behind it. Returns where the name would start; 0 if nobody is.
std::uint32_t name_after_called(std::string_view text, std::uint32_t begin, std::uint32_t end) noexcept {
  std::uint32_t before = begin;
  const Lowered word(word_before(text, before));
  // "ham, der hedder", "en person som heter"
  const bool relative = word.view() == "der" || word.view() == "som";
  const bool subject =
      is_one_of(word.view(), pronouns) || (relative && is_one_of(Lowered(word_before(text, before)).view(), persons));
  if (byte_or_end(text, end) != ' ') return 0;
  if (subject) return end + 1;
  const std::uint32_t word_end = end_of_word(text, end + 1);
  if (!is_one_of(Lowered(text.substr(end + 1, word_end - end - 1)).view(), pronouns)) return 0;
  return byte_or_end(text, word_end) == ' ' ? word_end + 1 : 0;
}

// "mit navn er Anna", "my name is Anna", "navn: Anna". Returns where the name would start; 0 if it is another's name.
std::uint32_t name_after_is(std::string_view text, std::uint32_t begin, std::uint32_t end) noexcept {
  if (byte_or_end(text, end) == ':') {
    std::uint32_t before = begin;
    const Lowered owner(word_before(text, before));
    constexpr auto others = std::to_array<std::string_view>(
        {"firma", "company", "butik", "shop", "product", "produkt", "user", "bruger", "app", "file"});
    if (is_one_of(owner.view(), others)) return 0;
    return byte_or_end(text, end + 1) == ' ' ? end + 2 : end + 1;
  }
  if (byte_or_end(text, end) != ' ') return 0;
  std::uint32_t before = begin;
  const Lowered owner(word_before(text, before));
  constexpr auto owners = std::to_array<std::string_view>({"mit", "mitt", "min", "my", "hans", "hendes", "hennes",
                                                           "hennar", "his", "her", "fulde", "fulle", "full", "first"});
  std::uint32_t at = end + 1;
  std::uint32_t word_end = end_of_word(text, at);
  if (!is_one_of(owner.view(), owners)) {
    // "namnet mitt er"
    if (!is_one_of(Lowered(text.substr(at, word_end - at)).view(), owners) || byte_or_end(text, word_end) != ' ')
      return 0;
    at = word_end + 1;
    word_end = end_of_word(text, at);
  }
  constexpr auto verbs = std::to_array<std::string_view>({"er", "är", "is", "var", "was"});
  if (!is_one_of(Lowered(text.substr(at, word_end - at)).view(), verbs)) return 0;
  return byte_or_end(text, word_end) == ' ' ? word_end + 1 : 0;
}

struct NameAt {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

NameAt match_name(std::string_view text, const NameCue& cue, std::uint32_t begin, std::uint32_t end) noexcept {
  std::uint32_t at = 0;
  switch (cue.kind) {
    case CueKind::greeting:
    case CueKind::short_one:
      at = skip_to_name(text, end);
      if (at == end && !starts_capital(text, end)) return {};
      break;
    case CueKind::called:
      at = name_after_called(text, begin, end);
      break;
    case CueKind::name_is:
      at = name_after_is(text, begin, end);
      break;
  }
  if (at == 0 || at >= text.size()) return {};
  std::uint32_t name_end = end_of_names(text, at);
  if (name_end == at && cue.kind == CueKind::short_one) name_end = end_of_small_names(text, at);
  return {at, name_end};
}

// " /Anna", "//Eva Svensson" as the last thing in the text.
NameAt match_slash_name(std::string_view text, std::uint32_t slash) noexcept {
  const bool free = slash == 0 || text[slash - 1] == ' ' || text[slash - 1] == '\n' || text[slash - 1] == '.';
  if (!free) return {};
  std::uint32_t at = slash + 1;
  if (byte_or_end(text, at) == '/') ++at;
  if (byte_or_end(text, at) == ' ') {
    // "Chrome / Android" goes on; behind the end of a sentence it is a signature.
    std::uint32_t before = slash;
    while (before > 0 && text[before - 1] == ' ') --before;
    constexpr std::string_view ends = ".!?:)\n";
    if (before > 0 && ends.find(text[before - 1]) == std::string_view::npos) return {};
    ++at;
  }
  if (!starts_capital(text, at)) return {};
  const std::uint32_t end = end_of_names(text, at);
  std::uint32_t rest = end;
  while (rest < text.size() && (text[rest] == ' ' || text[rest] == '.' || text[rest] == '\n')) ++rest;
  return rest >= text.size() ? NameAt{at, end} : NameAt{};
}

// A small letter or a digit ends before `at`.
bool is_small_before(std::string_view text, std::uint32_t at) noexcept {
  const char c = text[at - 1];
  if (static_cast<unsigned char>(c) < 0x80) return (c >= 'a' && c <= 'z') || is_ascii_digit(c);
  return at >= 2 && text[at - 2] == '\xC3' && static_cast<unsigned char>(c) >= 0xA0;
}

// Where a word that begins at `begin` ends. Line breaks get lost in exports: "tak for detMvhKlaus" is four words, and
// "MVHAnette" two.
std::uint32_t end_of_cue_word(std::string_view text, std::uint32_t begin) noexcept {
  std::uint32_t at = begin;
  while (is_word_byte(text, at)) {
    if (at > begin && starts_capital(text, at)) {
      const bool small_behind = at + 1 < text.size() && text[at + 1] >= 'a' && text[at + 1] <= 'z';
      if (is_small_before(text, at) || (at >= begin + 2 && small_behind && text[at] < '\x7F' && text[at] >= 'A')) break;
    }
    ++at;
  }
  return at;
}

// Calls found(cue, begin, end) for every word that a name may follow, until it says stop.
template <class Found>
void each_cue(std::string_view text, Found found) {
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t i = 0; i < size;) {
    if (!is_word_byte(text, i)) {
      ++i;
      continue;
    }
    const std::uint32_t begin = i;
    i = end_of_cue_word(text, begin);
    // "m.v.h."
    if (i - begin == 1 && (text[begin] == 'm' || text[begin] == 'M') && text.substr(i).starts_with(".v.h")) i += 4;
    const NameCue* cue = cue_of(text.substr(begin, i - begin));
    if (cue != nullptr && !found(*cue, begin, i)) return;
  }
}

std::size_t last_slash(std::string_view text) noexcept {
  constexpr std::size_t longest = 60;
  const std::size_t from = text.size() > longest ? text.size() - longest : 0;
  const std::size_t in_tail = text.substr(from).rfind('/');
  if (in_tail == std::string_view::npos) return std::string_view::npos;
  const std::size_t slash = from + in_tail;
  return slash > 0 && text[slash - 1] == '/' ? slash - 1 : slash;
}

}  // namespace

bool has_name_cue(std::string_view text) noexcept {
  bool found = last_slash(text) != std::string_view::npos;
  if (!found) {
    each_cue(text, [&](const NameCue&, std::uint32_t, std::uint32_t) {
      found = true;
      return false;
    });
  }
  return found;
}

void find_names(std::string_view text, std::vector<PersonalSpan>& out) {
  each_cue(text, [&](const NameCue& cue, std::uint32_t begin, std::uint32_t end) {
    const NameAt name = match_name(text, cue, begin, end);
    if (name.end > name.begin) out.push_back({name.begin, name.end, PersonalKind::name});
    return true;
  });
  if (const std::size_t slash = last_slash(text); slash != std::string_view::npos) {
    const NameAt name = match_slash_name(text, static_cast<std::uint32_t>(slash));
    if (name.end > name.begin) out.push_back({name.begin, name.end, PersonalKind::name});
  }
}

}  // namespace cxtext::privacy
