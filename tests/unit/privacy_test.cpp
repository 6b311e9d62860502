#include "cxtext/privacy.h"

#include <doctest/doctest.h>
#include <set>
#include <sstream>

#include "privacy_parts.h"
#include "testing.h"

using cxtext::PersonalKind;
using cxtext::PersonalSpan;

namespace {

struct Case {
  std::string text;
  std::string masked;
};

std::string with_lines(std::string text) {
  for (std::size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at)) text.replace(at, 2, "\n");
  return text;
}

std::vector<Case> cases_of(const std::string& name) {
  std::vector<Case> out;
  std::istringstream file(testing::read_file(testing::source_path("tests/privacy/" + name)));
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("#")) continue;
    const std::size_t tab = line.find('\t');
    REQUIRE(tab != std::string::npos);
    out.push_back({with_lines(line.substr(0, tab)), with_lines(line.substr(tab + 1))});
  }
  return out;
}

std::size_t count_of(const std::string& text, const std::string& piece) {
  std::size_t n = 0;
  for (std::size_t at = text.find(piece); at != std::string::npos; at = text.find(piece, at + 1)) ++n;
  return n;
}

// What every answer has to be, whatever the text.
void check_sound(const std::string& text, const std::vector<PersonalSpan>& finds) {
  std::size_t last = 0;
  for (const PersonalSpan& find : finds) {
    REQUIRE(find.begin >= last);
    REQUIRE(find.begin < find.end);
    REQUIRE(find.end <= text.size());
    last = find.end;
  }
}

const std::vector<std::string> files = {"accounts.tsv", "addresses.tsv", "cards.tsv", "emails.tsv",
                                        "ids.tsv",      "links.tsv",     "lists.tsv", "names.tsv",
                                        "nothing.tsv",  "orders.tsv",    "phones.tsv"};

}  // namespace

TEST_CASE("privacy: every case of the tables is masked as it stands there") {
  std::size_t n_cases = 0;
  for (const std::string& file : files) {
    for (const Case& one : cases_of(file)) {
      CAPTURE(file);
      CAPTURE(one.text);
      CHECK(cxtext::mask_personal_data(one.text) == one.masked);
      ++n_cases;
    }
  }
  CHECK(n_cases >= 705);
}

TEST_CASE("privacy: recall on identifiers of a fixed form") {
  std::size_t wanted = 0;
  std::size_t found = 0;
  for (const char* file :
       {"accounts.tsv", "cards.tsv", "emails.tsv", "ids.tsv", "links.tsv", "lists.tsv", "orders.tsv", "phones.tsv"}) {
    for (const Case& one : cases_of(file)) {
      const std::size_t in_case = count_of(one.masked, "[");
      wanted += in_case;
      found += std::min(in_case, count_of(cxtext::mask_personal_data(one.text), "["));
    }
  }
  CHECK(wanted >= 200);
  CHECK(static_cast<double>(found) >= 0.98 * static_cast<double>(wanted));
}

TEST_CASE("privacy: a find is the same in the middle of other text") {
  const std::vector<std::pair<std::string, std::string>> around = {
      {"Dårlig service. ", " Tak for intet"}, {"👍🏽 ", "\nog så videre"}, {"Bra men ", " ..."}};
  for (const char* file : {"emails.tsv", "ids.tsv", "cards.tsv"}) {
    for (const Case& one : cases_of(file)) {
      for (const auto& [before, behind] : around) {
        CAPTURE(one.text);
        CHECK(cxtext::mask_personal_data(before + one.text + behind) == before + one.masked + behind);
      }
    }
  }
}

TEST_CASE("privacy: masking what is masked changes nothing") {
  for (const std::string& file : files) {
    for (const Case& one : cases_of(file)) {
      CAPTURE(one.masked);
      CHECK(cxtext::mask_personal_data(one.masked) == one.masked);
    }
  }
}

TEST_CASE("privacy: finds are offsets of the text as given") {
  const std::string text = "H&aring;kan: skriv til a&#64;b.dk, ring +45&nbsp;28&nbsp;11&nbsp;22&nbsp;33!";
  const auto finds = cxtext::find_personal_data(text);
  REQUIRE(finds.size() == 2);
  CHECK(text.substr(finds[0].begin, finds[0].end - finds[0].begin) == "a&#64;b.dk");
  CHECK(finds[0].kind == PersonalKind::email);
  CHECK(text.substr(finds[1].begin, finds[1].end - finds[1].begin) == "+45&nbsp;28&nbsp;11&nbsp;22&nbsp;33");
  CHECK(finds[1].kind == PersonalKind::phone);
  CHECK(cxtext::mask(text, finds) == "H&aring;kan: skriv til [e-mail], ring [phone]!");
  // "Hälsning" with the dots as a character of their own.
  CHECK(cxtext::mask_personal_data("Ha\xCC\x88lsning Eva Ek") == "Ha\xCC\x88lsning [name]");
}

TEST_CASE("privacy: a range that cuts a find shows nothing of it") {
  const std::string text = "Ring 28 11 22 33 eller skriv til ole@firma.dk nu";
  const auto finds = cxtext::find_personal_data(text);
  REQUIRE(finds.size() == 2);
  for (std::size_t begin = 0; begin <= text.size(); ++begin) {
    for (std::size_t end = begin; end <= text.size(); ++end) {
      const std::string part = cxtext::mask(text, finds, begin, end);
      REQUIRE(part.find("11") == std::string::npos);
      REQUIRE(part.find("28") == std::string::npos);
      REQUIRE(part.find('@') == std::string::npos);
      REQUIRE(part.find("firma") == std::string::npos);
    }
  }
  CHECK(cxtext::mask(text, finds, 0, text.size()) == "Ring [phone] eller skriv til [e-mail] nu");
  CHECK(cxtext::mask(text, finds, 7, 20) == "[phone] ell");
}

TEST_CASE("privacy: kinds have names and masks of their own") {
  std::set<std::string_view> names;
  std::set<std::string_view> masks;
  for (std::size_t i = 0; i < cxtext::n_personal_kinds; ++i) {
    names.insert(cxtext::to_name(static_cast<PersonalKind>(i)));
    masks.insert(cxtext::mask_of(static_cast<PersonalKind>(i)));
  }
  CHECK(names.size() == cxtext::n_personal_kinds);
  CHECK(masks.size() == cxtext::n_personal_kinds);
}

TEST_CASE("privacy: any bytes give sound finds") {
  testing::Random random(20260301);
  const std::vector<std::string> pieces = {"12",       "34 56 78",
                                           "+45 ",     "@",
                                           "a@b",      ".dk",
                                           "https://", "?token=",
                                           "(at)",     "mvh ",
                                           "Anna",     "gade ",
                                           " 5, 2.",   "DK50 ",
                                           "4571 ",    "-",
                                           " ",        "\n",
                                           "cpr ",     "tlf",
                                           "1234",     "\xF0\x9F\x98\x80",
                                           "\xC3",     "\xE2\x80",
                                           "hedder",   "navn: ",
                                           "konto",    "&#64;",
                                           "æøå",      "0",
                                           "/",        "H.C. ",
                                           "\xFF",     "(",
                                           ")",        "Hilsen",
                                           ",",        "reg. ",
                                           "1302916",  "ip 10.",
                                           "00 45 28", "[",
                                           "]",        "%"};
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (std::size_t n = random.below(14); n > 0; --n) text += random.pick(pieces);
    CAPTURE(text);
    const auto finds = cxtext::find_personal_data(text);
    check_sound(text, finds);
    const std::string masked = cxtext::mask(text, finds);
    REQUIRE((finds.empty() ? masked == text : masked != text));
  }
  for (int round = 0; round < 500; ++round) {
    const std::string text = testing::random_text(random);
    check_sound(text, cxtext::find_personal_data(text));
  }
}

TEST_CASE("privacy: the first look never hides a find") {
  // Figures are looked for where there is a digit: one more of them changes no mask.
  for (const std::string& file : files) {
    for (const Case& one : cases_of(file)) {
      CAPTURE(one.text);
      CHECK(cxtext::mask_personal_data("S4. " + one.text) == "S4. " + one.masked);
    }
  }
  // Every text with a find, cut to what is around the find, still has it: nothing else let it through.
  for (const char* file : {"names.tsv"}) {
    for (const Case& one : cases_of(file)) {
      CAPTURE(one.text);
      CHECK(cxtext::privacy::has_name_cue(one.text));
    }
  }
}

TEST_CASE("privacy: long hostile texts are read to their end") {
  constexpr std::size_t n = 200'000;
  for (const std::string piece :
       {"1",         "1 ",  "@",   "a@",    "a.",     "(at)",    "https://", "a.dk/", "?",        "mvh ",   "Aa ",
        "12-",       "0 ",  "+",   "(0) ",  "Anna-",  "vej 1 ",  "DK50 ",    "//",    "&#64;",    "navn: ", "1.1.1.1.",
        "28112233,", "og ", "nr ", "1 og ", "ordre ", "a.dk/1/", "12345678", "=",     "a.dk?a=1&"}) {
    CAPTURE(piece);
    std::string text;
    while (text.size() < n) text += piece;
    check_sound(text, cxtext::find_personal_data(text));
    text += " ring 28112233";
    const auto finds = cxtext::find_personal_data(text);
    check_sound(text, finds);
    CHECK((piece == "?" || piece == "https://" || piece == "//" || !finds.empty()));
  }
}
