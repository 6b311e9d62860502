#include "words.h"

#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "cxtext/text.h"

#include "testing.h"

using cxtext::Lang;
using cxtext::TokenKind;
using cxtext::WordFacts;
using cxtext::WordId;
using cxtext::WordTable;

namespace {

WordTable table() {
  return {cxtext::Lexicon::embedded(), cxtext::LanguageModel::embedded(), cxtext::SentimentModel::embedded()};
}

std::vector<float> as_numbers(const WordTable& words, const WordFacts& facts) {
  std::vector<float> out{facts.valence,
                         facts.factor,
                         static_cast<float>(facts.concept_id),
                         static_cast<float>(facts.start_form),
                         static_cast<float>(facts.start_stem),
                         static_cast<float>(facts.phrase_form),
                         static_cast<float>(facts.phrase_stem),
                         static_cast<float>(facts.shifter),
                         static_cast<float>(facts.has_valence),
                         static_cast<float>(facts.is_fact),
                         static_cast<float>(facts.is_stopword),
                         static_cast<float>(facts.is_no_content),
                         static_cast<float>(facts.compound)};
  for (const std::uint32_t atom : words.atoms(facts)) out.push_back(static_cast<float>(atom));
  return out;
}

}  // namespace

TEST_CASE("words: a type is numbered once, by its surface") {
  WordTable words = table();
  const WordId god = words.id_of("god", TokenKind::word);
  const WordId capital = words.id_of("God", TokenKind::word);
  CHECK(god == 0);
  CHECK(capital == 1);
  CHECK(words.id_of("god", TokenKind::word) == god);
  CHECK(words.size() == 2);
  CHECK(words.surface(capital) == "God");
  CHECK(words.folded(capital) == "god");
  CHECK(words.kind(god) == TokenKind::word);
  CHECK(words.language_scores(god) == words.language_scores(capital));
}

TEST_CASE("words: shape") {
  struct Case {
    const char* word;
    bool shouted;
    bool elongated;
  };
  const Case cases[] = {
      {"god", false, false},  {"God", false, false},       {"GOD", true, false},   {"I", false, false},
      {"ØV", true, false},    {"såååå", false, true},      {"SÅÅÅÅ", true, true},  {"gooodt", false, true},
      {"nett", false, false}, {"sa\u030Aa", false, false}, {"A1", false, false},   {"5G", false, false},
      {"TV2", true, false},   {"www", false, true},        {"ikkE", false, false}, {"ÆÆÆ", true, true}};
  WordTable words = table();
  for (const Case& c : cases) {
    INFO(std::string(c.word));
    const auto shape = words.shape(words.id_of(c.word, TokenKind::word));
    CHECK(shape.shouted == c.shouted);
    CHECK(shape.elongated == c.elongated);
  }
}

TEST_CASE("words: elongated words are found without their extra letters") {
  WordTable words = table();
  struct Case {
    Lang lang;
    const char* word;
    const char* plain;
  };
  for (const Case& c : {Case{Lang::da, "hyyyyggelig", "hyggelig"}, Case{Lang::da, "DÅÅÅRLIG", "dårlig"},
                        Case{Lang::sv, "trevliiiig", "trevlig"}, Case{Lang::sv, "dåååålig", "dålig"},
                        Case{Lang::nb, "braaaa", "bra"}, Case{Lang::nn, "hyyyyggeleg", "hyggeleg"},
                        Case{Lang::en, "gooooood", "good"}, Case{Lang::en, "amaaaazing", "amazing"}}) {
    INFO(std::string(c.word));
    const WordId id = words.id_of(c.word, TokenKind::word);
    const WordId plain = words.id_of(c.plain, TokenKind::word);
    CHECK(words.stem(id, c.lang) == words.stem(plain, c.lang));
    const float valence = words.facts(id, c.lang).valence;
    CHECK(valence != 0);
    CHECK(valence == words.facts(plain, c.lang).valence);
  }
}

TEST_CASE("words: facts are those of the language asked for") {
  WordTable words = table();
  const WordId rolig = words.id_of("rolig", TokenKind::word);
  CHECK(words.facts(rolig, Lang::sv).valence > words.facts(rolig, Lang::da).valence);  // "fun" against "calm"
  const WordId inte = words.id_of("inte", TokenKind::word);
  CHECK(words.facts(inte, Lang::sv).shifter == cxtext::ShifterKind::negator);
  CHECK(words.facts(inte, Lang::en).shifter == cxtext::ShifterKind::none);
  const WordId compound = words.id_of("skitleverans", TokenKind::word);
  CHECK(words.facts(compound, Lang::sv).compound);
  CHECK(words.facts(compound, Lang::sv).valence < -1);
  const WordId emoji = words.id_of("👍🏽", TokenKind::emoji);
  CHECK(words.facts(emoji, Lang::nn).valence > 0);  // the tone of the skin says nothing
  // A name of a site in one place may be a word in another.
  const WordId site = words.id_of("finn.no", TokenKind::url);
  CHECK(words.id_of("finn.no", TokenKind::word) != site);
  CHECK(words.id_of("finn.no", TokenKind::url) == site);
  CHECK(words.kind(site) == TokenKind::url);
  const WordId number = words.id_of("10", TokenKind::number);
  CHECK_FALSE(words.facts(number, Lang::da).has_valence);
}

TEST_CASE("words: every emoji and emoticon of the list can be met") {
  WordTable words = table();
  CHECK(words.facts(words.id_of("xD", TokenKind::word), Lang::sv).valence > 0);
  CHECK(words.facts(words.id_of("XD", TokenKind::word), Lang::en).valence > 0);
}

TEST_CASE("words: what is known does not depend on the order of first sight") {
  testing::Random random(17);
  std::vector<std::string> surfaces;
  for (int i = 0; i < 300; ++i) surfaces.push_back(testing::random_word(random));
  for (const char* word :
       {"god", "GOD", "ikke", "levering", "såååå", "kanongod", "bra", "pleasant", "delivery", "men"}) {
    surfaces.emplace_back(word);
  }
  WordTable one = table();
  WordTable other = table();
  std::vector<std::string> shuffled = surfaces;
  for (std::size_t i = shuffled.size(); i > 1; --i) std::swap(shuffled[i - 1], shuffled[random.below(i)]);
  for (const std::string& word : shuffled) {
    const WordId id = other.id_of(word, TokenKind::word);
    for (const Lang lang : cxtext::lexicon_langs) static_cast<void>(other.facts(id, lang));
  }
  for (const std::string& word : surfaces) {
    const WordId a = one.id_of(word, TokenKind::word);
    const WordId b = other.id_of(word, TokenKind::word);
    CHECK(one.language_scores(a) == other.language_scores(b));
    for (const Lang lang : cxtext::lexicon_langs) {
      CHECK(as_numbers(one, one.facts(a, lang)) == as_numbers(other, other.facts(b, lang)));
      CHECK(one.stem(a, lang) == other.stem(b, lang));
    }
  }
}

TEST_CASE("words: the table grows and is cleared") {
  WordTable words = table();
  constexpr std::uint32_t n = 50'000;
  for (std::uint32_t i = 0; i < n; ++i) {
    if (words.id_of("w" + std::to_string(i), TokenKind::word) != i) FAIL("a number is not new: " << i);
  }
  for (std::uint32_t i = 0; i < n; i += 97) {
    REQUIRE(words.id_of("w" + std::to_string(i), TokenKind::word) == i);
    REQUIRE(words.surface(i) == "w" + std::to_string(i));
  }
  CHECK(words.size() == n);
  CHECK_FALSE(words.is_full());
  words.clear();
  CHECK(words.size() == 0);
  CHECK(words.id_of("god", TokenKind::word) == 0);
  CHECK(words.facts(0, Lang::da).valence > 0);
  // Long noise fills the table by its bytes.
  const std::string noise(32U << 20U, 'x');
  for (const char* end : {"a", "b", "c"}) static_cast<void>(words.id_of(noise + end, TokenKind::word));
  CHECK(words.is_full());
  words.clear();
  CHECK_FALSE(words.is_full());
}

TEST_CASE("words: stems of hostile words") {
  WordTable words = table();
  for (const std::string& word :
       {std::string("a\0b", 3), std::string(100'000, 'e'), std::string("漢字"), std::string("\u030A")}) {
    const WordId id = words.id_of(word, TokenKind::word);
    for (const Lang lang : cxtext::lexicon_langs) {
      CHECK(words.stem(id, lang).size() <= word.size());
      CHECK(words.facts(id, lang).valence == 0);
    }
  }
}
