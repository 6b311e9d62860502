// What the letters of a part say, whatever words there are: its onset, and whether it is an ending or a particle.

#include "compound_letters.h"

#include <algorithm>
#include <array>

namespace cxtext {

namespace {

using namespace std::string_view_literals;

constexpr std::array onsets{
    ""sv,   "b"sv,   "bj"sv,  "bl"sv,  "br"sv,  "c"sv,  "ch"sv,  "cl"sv,  "cr"sv,  "d"sv,   "dj"sv, "dr"sv,
    "dv"sv, "f"sv,   "fj"sv,  "fl"sv,  "fn"sv,  "fr"sv, "g"sv,   "gj"sv,  "gl"sv,  "gn"sv,  "gr"sv, "h"sv,
    "hj"sv, "hv"sv,  "j"sv,   "k"sv,   "kj"sv,  "kl"sv, "kn"sv,  "kr"sv,  "kv"sv,  "l"sv,   "lj"sv, "m"sv,
    "mj"sv, "n"sv,   "nj"sv,  "p"sv,   "ph"sv,  "pj"sv, "pl"sv,  "pr"sv,  "ps"sv,  "q"sv,   "r"sv,  "s"sv,
    "sc"sv, "sch"sv, "sf"sv,  "sh"sv,  "sj"sv,  "sk"sv, "skj"sv, "skl"sv, "skr"sv, "skv"sv, "sl"sv, "sm"sv,
    "sn"sv, "sp"sv,  "spj"sv, "spl"sv, "spr"sv, "st"sv, "stj"sv, "str"sv, "sv"sv,  "t"sv,   "th"sv, "tj"sv,
    "tr"sv, "ts"sv,  "tv"sv,  "v"sv,   "vr"sv,  "w"sv,  "wh"sv,  "x"sv,   "z"sv};

// Without what inflection adds to them.
constexpr std::array endings{
    "agtig"sv, "aktig"sv, "ande"sv,   "ans"sv,  "ant"sv,  "ar"sv,   "are"sv,  "asjon"sv, "ation"sv, "bar"sv,
    "ber"sv,   "der"sv,   "dom"sv,    "ede"sv,  "eleg"sv, "elig"sv, "else"sv, "ende"sv,  "ens"sv,   "ent"sv,
    "er"sv,    "ere"sv,   "ering"sv,  "eri"sv,  "ern"sv,  "esse"sv, "este"sv, "ette"sv,  "ger"sv,   "hed"sv,
    "heit"sv,  "het"sv,   "ig"sv,     "ik"sv,   "iker"sv, "inde"sv, "ing"sv,  "inga"sv,  "inna"sv,  "ion"sv,
    "isk"sv,   "ist"sv,   "istisk"sv, "itet"sv, "iver"sv, "ium"sv,  "ker"sv,  "lege"sv,  "leik"sv,  "ler"sv,
    "lig"sv,   "ling"sv,  "lse"sv,    "ment"sv, "mer"sv,  "ner"sv,  "ning"sv, "om"sv,    "oner"sv,  "per"sv,
    "ren"sv,   "rene"sv,  "rer"sv,    "ring"sv, "sam"sv,  "sel"sv,  "ser"sv,  "sion"sv,  "sjon"sv,  "skab"sv,
    "skap"sv,  "som"sv,   "ter"sv,    "tet"sv,  "tie"sv,  "tion"sv, "tør"sv,  "ver"sv};

constexpr std::array inflections{"en"sv, "ene"sv, "ens"sv, "er"sv,   "erna"sv, "erne"sv, "et"sv,   "ets"sv, "ere"sv,
                                 "e"sv,  "a"sv,   "ar"sv,  "arna"sv, "ane"sv,  "n"sv,    "ne"sv,   "na"sv,  "r"sv,
                                 "s"sv,  "t"sv,   "ast"sv, "ste"sv,  "lige"sv, "lig"sv,  "liga"sv, "ligt"sv};

constexpr std::array particles{
    "af"sv,    "an"sv,   "anti"sv,  "auto"sv, "av"sv,    "be"sv,     "bi"sv,      "bio"sv,  "bort"sv,
    "der"sv,   "dis"sv,  "efter"sv, "eks"sv,  "etter"sv, "for"sv,    "fore"sv,    "fra"sv,  "fram"sv,
    "frem"sv,  "från"sv, "före"sv,  "för"sv,  "gen"sv,   "gjen"sv,   "gjennom"sv, "hen"sv,  "her"sv,
    "hjem"sv,  "igen"sv, "imod"sv,  "imot"sv, "in"sv,    "ind"sv,    "inden"sv,   "inn"sv,  "innan"sv,
    "inter"sv, "kom"sv,  "kon"sv,   "med"sv,  "mis"sv,   "miss"sv,   "mod"sv,     "mono"sv, "mot"sv,
    "må"sv,    "ned"sv,  "ner"sv,   "om"sv,   "op"sv,    "opp"sv,    "over"sv,    "per"sv,  "poly"sv,
    "pre"sv,   "pro"sv,  "på"sv,    "re"sv,   "sam"sv,   "sammen"sv, "tele"sv,    "til"sv,  "till"sv,
    "trans"sv, "ud"sv,   "ude"sv,   "um"sv,   "und"sv,   "undan"sv,  "under"sv,   "upp"sv,  "ut"sv,
    "utan"sv,  "ute"sv,  "uten"sv,  "uden"sv, "ved"sv,   "vel"sv,    "vid"sv,     "åter"sv, "över"sv};

constexpr std::array vowels{"a"sv, "e"sv, "i"sv, "o"sv, "u"sv, "y"sv, "æ"sv, "ø"sv,
                            "å"sv, "ä"sv, "ö"sv, "é"sv, "ü"sv, "è"sv, "á"sv, "ê"sv};

/// Bytes of the first vowel of a text that starts with one; else 0.
std::size_t leading_vowel(std::string_view text) noexcept {
  for (const std::string_view vowel : vowels) {
    if (text.starts_with(vowel)) return vowel.size();
  }
  return 0;
}

std::string_view onset_of(std::string_view part) noexcept {
  std::size_t at = 0;
  while (at < part.size() && leading_vowel(part.substr(at)) == 0) ++at;
  return part.substr(0, at);
}

template <class List>
bool holds(const List& list, std::string_view text) noexcept {
  return std::find(list.begin(), list.end(), text) != list.end();
}

/// "righed" of "sværighed": a consonant that the cut would take from the word before the ending.
bool is_quality_ending(std::string_view part) noexcept {
  constexpr std::size_t longest_onset = 1;
  const std::string_view onset = onset_of(part);
  const std::string_view rest = part.substr(onset.size());
  return onset.size() <= longest_onset && (rest == "ighed"sv || rest == "ighet"sv || rest == "igheit"sv);
}

bool is_ending(std::string_view part) noexcept {
  if (holds(endings, part) || is_quality_ending(part)) return true;
  return std::any_of(inflections.begin(), inflections.end(), [&](std::string_view inflection) {
    if (!part.ends_with(inflection)) return false;
    const std::string_view stem = part.substr(0, part.size() - inflection.size());
    return holds(endings, stem) || is_quality_ending(stem);
  });
}

}  // namespace

bool has_vowel(std::string_view part) noexcept { return onset_of(part).size() < part.size(); }

bool can_be_first_part(std::string_view part, Lang lang) noexcept {
  if (holds(particles, part)) return false;
  if (part.ends_with('s') && holds(particles, part.substr(0, part.size() - 1))) return false;
  // Danish ends no word of its own in these; "ss", "ll" and "zz" come with loans: stress, grill, jazz.
  constexpr std::array never_final{"bb"sv, "dd"sv, "gg"sv, "kk"sv, "mm"sv, "nn"sv, "pp"sv, "rr"sv, "tt"sv};
  return lang != Lang::da ||
         std::none_of(never_final.begin(), never_final.end(), [&](auto pair) { return part.ends_with(pair); });
}

bool can_stand_apart(std::string_view first, std::string_view second) noexcept {
  return first.empty() || second.empty() || first.back() != second.front() || !holds(inflections, second.substr(1));
}

bool can_be_later_part(std::string_view part) noexcept { return holds(onsets, onset_of(part)) && !is_ending(part); }

}  // namespace cxtext
