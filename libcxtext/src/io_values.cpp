#include "io_values.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "ascii.h"
#include "io_utf8.h"

namespace cxtext::io {
namespace {

constexpr std::size_t max_missing_bytes = 64;
constexpr std::size_t max_score_bytes = 200;

// As folded() writes them.
// clang-format off
constexpr std::string_view missing_words[] = {
    "blank", "donotknow", "dontknow", "dontwanttoanswer", "ejaktuellt", "ejbesvarad", "ejbesvarat",
    "ejrelevant", "ejsvar", "ejsvarat", "ejtillampligt", "empty", "erikkerelevant", "harikkesvaret", "hoppadeover",
    "ikkeaktuelt", "ikkebesvaret", "ikkebesvart", "ikkeoppgitt", "ikkeoplyst", "ikkerelevant", "ikkesvar",
    "ikkesvaret", "ikkesvart", "ikkjeaktuelt", "ikkjebesvart", "ikkjeoppgjeve", "ikkjeoppgitt", "ikkjerelevant",
    "ikkjesvar", "ikkjesvart", "ingasvar", "ingensvar", "ingetsvar", "ingenting", "inteaktuellt", "intebesvarad",
    "intebesvarat", "interelevant", "intesvarat", "intetsvar", "jegvedikke", "jegvetikke", "jagvetinte", "eigveitikkje",
    "kanikkesvare", "kanintesvara", "kanikkjesvare", "missing", "na", "nan", "nil", "noanswer", "none",
    "noopinion", "noresponse", "notanswered", "notapplicable", "notavailable", "notrelevant", "notsure", "null",
    "obesvarad", "obesvarat", "okand", "okant", "onskerikkeasvare", "onskerikkeatsvare", "onskjerikkjeasvare",
    "oppgisikke", "ovedkommende", "prefernottoanswer", "prefernottosay", "sprunget", "sprungetover", "skipped",
    "tom", "tomt", "uaktuelt", "ubesvaret", "ubesvart", "ukendt", "ukjend", "ukjent", "undefined", "unknown",
    "unsure", "uoplyst", "uppgiftsaknas", "usikker", "uvist", "vedej", "vedikke", "vedjegikke", "veitikke",
    "veitikkje", "vetej", "vetikke", "vetinte", "vilikkesvare", "vilikkjesvare", "villejsvara", "villintesvara",
};
// clang-format on

bool is_letter(char c) { return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0xC3; }

bool is_missing_word(std::string_view piece) {
  const std::string word = folded(piece);
  return word.empty() || std::find(std::begin(missing_words), std::end(missing_words), word) != std::end(missing_words);
}

/// The number at the front of cell, which is moved past it. Empty: there is none, or one too long.
std::optional<double> take_number(std::string_view& cell, DecimalMark decimal) {
  std::array<char, 32> number = {};
  std::size_t n = 0;
  std::size_t n_digits = 0;
  bool has_point = false;
  std::size_t i = 0;
  const auto digits_from = [&](std::size_t at) {
    std::size_t end = at;
    while (end < cell.size() && is_ascii_digit(cell[end])) ++end;
    return end - at;
  };
  for (; i < cell.size(); ++i) {
    const char c = cell[i];
    if (is_ascii_digit(c)) {
      ++n_digits;
    } else if ((c == '.' || c == ',') && !has_point) {
      // The other mark parts thousands where just three digits follow and it could do so: "1.299,50", not "0.500".
      const bool thousands = c != (decimal == DecimalMark::comma ? ',' : '.') && digits_from(i + 1) == 3 &&
                             n_digits > 0 && number[0] != '0' && n_digits <= 3;
      if (thousands) continue;
      has_point = true;
    } else {
      break;
    }
    if (n == number.size()) return std::nullopt;
    number[n++] = c == ',' ? '.' : c;
  }
  if (n_digits == 0) return std::nullopt;
  double value = 0;
  if (std::from_chars(number.data(), number.data() + n, value).ec != std::errc()) return std::nullopt;
  cell.remove_prefix(i);
  return value;
}

/// The same with a sign before it.
std::optional<double> take_signed(std::string_view& cell, DecimalMark decimal) {
  constexpr std::string_view minus_sign = "\xE2\x88\x92";
  bool negative = false;
  if (cell.starts_with('-') || cell.starts_with('+')) {
    negative = cell.front() == '-';
    cell.remove_prefix(1);
  } else if (cell.starts_with(minus_sign)) {
    negative = true;
    cell.remove_prefix(minus_sign.size());
  }
  const std::optional<double> value = take_number(cell, decimal);
  return value && negative && *value != 0 ? -*value : value;
}

/// A label behind a mark: letters, for "9-10" and "5:30" have none.
bool is_marked_label(std::string_view rest) {
  for (const std::string_view mark : {"-", "–", "—", ":", "=", "(", ")", "."}) {
    if (!rest.starts_with(mark)) continue;
    rest = trimmed(rest.substr(mark.size()));
    return !rest.empty() && is_letter(rest[0]);
  }
  return false;
}

/// The number behind "/", "af", "out of" …; 0: that is not what rest is.
double scale_end(std::string_view rest, DecimalMark decimal) {
  for (const std::string_view of : {"/", "out of", "ud af", "ut av", "utav", "af", "av", "of"}) {
    if (!rest.starts_with(of)) continue;
    rest = trimmed(rest.substr(of.size()));
    const std::optional<double> end = take_number(rest, decimal);
    // "9/10 stars" is as good; "9/10-2025" is none.
    return end && (rest.empty() || rest.front() == ' ') ? *end : 0;
  }
  return 0;
}

/// "★★★★☆", with or without variation selectors; 0: no stars.
WrittenScore count_stars(std::string_view cell) {
  WrittenScore score;
  while (!cell.empty()) {
    if (cell.starts_with("★") || cell.starts_with("⭐")) {
      score.value += 1;
      cell.remove_prefix(3);
    } else if (cell.starts_with("☆")) {
      score.out_of += 1;
      cell.remove_prefix(3);
    } else if (cell.starts_with("\xEF\xB8\x8F") || cell.starts_with("\xEF\xB8\x8E")) {
      cell.remove_prefix(3);
    } else {
      return {};
    }
  }
  if (score.out_of > 0) score.out_of += score.value;
  return score;
}

/// "Extremely likely (10)", "Meget sandsynligt - 10": the number at the end of words.
std::optional<WrittenScore> number_behind_label(std::string_view cell, DecimalMark decimal) {
  if (cell.ends_with(')')) cell.remove_suffix(1);
  std::size_t begin = cell.size();
  while (begin > 0 && (is_ascii_digit(cell[begin - 1]) || cell[begin - 1] == '.' || cell[begin - 1] == ',')) --begin;
  std::string_view number = cell.substr(begin);
  std::string_view before = trimmed(cell.substr(0, begin));
  if (number.empty() || before.empty()) return std::nullopt;
  const bool marked = before.ends_with('(') || before.ends_with(':') || before.ends_with('=') ||
                      (before.ends_with('-') && before.size() > 1 && before[before.size() - 2] == ' ') ||
                      before.ends_with("–");
  const std::optional<double> value = take_number(number, decimal);
  if (!marked || !value || !number.empty()) return std::nullopt;
  return WrittenScore{*value, 0, true};
}

}  // namespace

bool says_missing(std::string_view cell) {
  cell = trimmed(cell);
  if (cell.empty()) return true;
  if (cell.size() > max_missing_bytes) return false;
  // None of the words has one.
  if (std::any_of(cell.begin(), cell.end(), is_ascii_digit)) return false;
  if (is_missing_word(cell)) return true;
  // "Ved ikke / ikke relevant", "Don't know (N/A)"
  if (cell.find_first_of("/(,") == std::string_view::npos) return false;
  std::size_t n_pieces = 0;
  for (std::size_t from = 0; from <= cell.size();) {
    const std::size_t end = std::min(cell.find_first_of("/(),", from), cell.size());
    const std::string_view piece = trimmed(cell.substr(from, end - from));
    from = end + 1;
    if (piece.empty()) continue;
    // "N/A" at the end of words falls apart as well.
    if (!is_missing_word(piece) && piece != "N" && piece != "A" && piece != "n" && piece != "a") return false;
    ++n_pieces;
  }
  return n_pieces > 1;
}

std::optional<double> parse_number(std::string_view cell, DecimalMark decimal) {
  cell = trimmed(cell);
  if (cell.size() == 1 && is_ascii_digit(cell[0])) return cell[0] - '0';
  const std::optional<double> value = take_signed(cell, decimal);
  return cell.empty() ? value : std::nullopt;
}

std::optional<WrittenScore> parse_score(std::string_view cell, DecimalMark decimal) {
  cell = trimmed(cell);
  if (cell.size() == 1 && is_ascii_digit(cell[0])) return WrittenScore{static_cast<double>(cell[0] - '0')};
  if (cell == "10") return WrittenScore{10};
  if (cell.empty() || cell.size() > max_score_bytes) return std::nullopt;
  std::string_view rest = cell;
  const std::optional<double> value = take_signed(rest, decimal);
  if (!value) {
    if (const WrittenScore stars = count_stars(cell); stars.value > 0) return stars;
    return is_letter(cell[0]) ? number_behind_label(cell, decimal) : std::nullopt;
  }
  if (rest.empty()) return WrittenScore{*value};
  const bool apart = rest.front() == ' ' || rest.front() == '\t' || rest.starts_with("\xC2\xA0");
  rest = trimmed(rest);
  if (const double end = scale_end(rest, decimal); end > 0) return WrittenScore{*value, end};
  if (is_marked_label(rest)) return WrittenScore{*value};
  if (apart && !rest.empty() && is_letter(rest[0])) return WrittenScore{*value, 0, true};
  return std::nullopt;
}

}  // namespace cxtext::io
