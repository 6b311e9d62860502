#include "cxtext/compounds.h"

#include <doctest/doctest.h>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "cxtext/pipeline.h"
#include "cxtext/text.h"

#include "compound_letters.h"
#include "testing.h"

using cxtext::CompoundCut;
using cxtext::CompoundSplitter;
using cxtext::Lang;

namespace {

std::string marked(const std::string& word, const std::vector<CompoundCut>& cuts) {
  std::string out;
  std::size_t begin = 0;
  for (const CompoundCut& cut : cuts) {
    out += word.substr(begin, cut.end - begin) + '+';
    if (cut.begin > cut.end) out += word.substr(cut.end, cut.begin - cut.end) + '+';
    begin = cut.begin;
  }
  return out + word.substr(begin);
}

std::set<std::string> simple_words(const std::string& code) {
  std::istringstream file(
      testing::read_file(std::string(CXTEXT_SOURCE_DIR) + "/tests/compounds/simple." + code + ".txt"));
  std::set<std::string> words;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream of_line(line);
    for (std::string word; of_line >> word;) words.insert(cxtext::fold(word));
  }
  return words;
}

}  // namespace

TEST_CASE("compounds are cut into parts of the lists, with or without a linking element") {
  const CompoundSplitter splitter(cxtext::Lexicon::embedded());
  const struct {
    Lang lang;
    const char* cut;
  } cases[] = {
      {Lang::da, "levering+s+kvalitet"}, {Lang::da, "telefon+kvalitet"},     {Lang::da, "hotel+forsikring"},
      {Lang::da, "bus+problem"},         {Lang::sv, "leverans+information"}, {Lang::sv, "hotell+kvalitet"},
      {Lang::sv, "telefon+problem"},     {Lang::nb, "levering+s+kvalitet"},  {Lang::nb, "hotell+kvalitet"},
      {Lang::nn, "hotell+kvalitet"},     {Lang::nn, "telefon+problem"},
  };
  for (const auto& [lang, cut] : cases) {
    CAPTURE(cut);
    std::string word = cut;
    std::erase(word, '+');
    CHECK(marked(word, splitter.cuts(lang, word)) == std::string(cut));
  }
}

TEST_CASE("simple words, English, and what is no word stay whole") {
  const CompoundSplitter splitter(cxtext::Lexicon::embedded());
  for (const char* word : {"husker", "også", "", "a", "søde", "xxxxxxxxxxxx", "\xff\xfe\xfd\xff\xff\xff\xff",
                           "👩‍👩‍👧", "bestilling", "levering", "a\xcc\x8arstid"}) {
    CAPTURE(word);
    for (const Lang lang : {Lang::da, Lang::sv, Lang::nb, Lang::nn}) CHECK(splitter.cuts(lang, word).empty());
  }
  CHECK(splitter.cuts(Lang::en, "telephonebill").empty());
  CHECK(splitter.cuts(Lang::other, "telefonregning").empty());
  CHECK(splitter.cuts(Lang::da, std::string(10'000, 'a')).empty());
}

TEST_CASE("at most two simple words of a hundred are cut") {
  for (const Lang lang : {Lang::da, Lang::sv, Lang::nb, Lang::nn}) {
    CAPTURE(cxtext::to_code(lang));
    const CompoundSplitter splitter(cxtext::Lexicon::embedded());
    const std::set<std::string> words = simple_words(std::string(cxtext::to_code(lang)));
    REQUIRE(words.size() >= 300);
    std::string cut;
    std::size_t n_cut = 0;
    for (const std::string& word : words) {
      const auto cuts = splitter.cuts(lang, word);
      if (cuts.empty()) continue;
      ++n_cut;
      cut += marked(word, cuts) + ' ';
    }
    CAPTURE(cut);
    CHECK(n_cut * 50 <= words.size());
  }
}

TEST_CASE("letters tell where a word cannot be cut") {
  const struct {
    Lang lang;
    const char* first;
    const char* second;
    bool apart;
  } cases[] = {
      {Lang::da, "bus", "sen", false},
      {Lang::da, "madras", "serne", false},
      {Lang::sv, "hotel", "let", false},
      {Lang::da, "bus", "stop", true},
      {Lang::nb, "buss", "sete", true},
      {Lang::da, "overs", "mør", false},
      {Lang::da, "tilbagetrukk", "enhed", false},
      {Lang::nb, "takk", "nemlig", true},
      {Lang::sv, "klipp", "kort", true},
      {Lang::da, "stress", "fri", true},
      {Lang::da, "svæ", "righed", false},
      {Lang::da, "leje", "righed", false},
      {Lang::da, "fælles", "skab", false},
      {Lang::da, "køle", "skabet", false},
      {Lang::da, "rig", "mand", true},
  };
  for (const auto& [lang, first, second, apart] : cases) {
    CAPTURE(first);
    CAPTURE(second);
    const bool can_be = cxtext::can_be_first_part(first, lang) && cxtext::can_be_later_part(second) &&
                        cxtext::can_stand_apart(first, second);
    CHECK(can_be == apart);
  }
}

TEST_CASE("parts that a vocabulary repeats are learned, whatever the order of its words") {
  std::vector<std::string> words;
  for (const char* first : {"blorg", "tramse", "kvispel", "drulle"}) {
    for (const char* second : {"vimpel", "skrutte", "plomme", "fnugge"}) words.push_back(std::string(first) + second);
  }
  CompoundSplitter splitter(cxtext::Lexicon::embedded());
  CHECK_FALSE(splitter.cut(Lang::da, "blorgvimpel"));
  splitter.learn(Lang::da, words);
  CompoundSplitter backwards(cxtext::Lexicon::embedded());
  backwards.learn(Lang::da, std::vector<std::string>(words.rbegin(), words.rend()));
  for (const std::string& word : words) {
    CAPTURE(word);
    REQUIRE(splitter.cut(Lang::da, word));
    CHECK(splitter.cut(Lang::da, word) == backwards.cut(Lang::da, word));
  }
  CHECK(splitter.cut(Lang::da, "blorgvimpel") == CompoundCut{5, 5});
  CHECK_FALSE(splitter.cut(Lang::sv, "blorgvimpel"));
}

TEST_CASE("a compound means what its parts mean") {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  const cxtext::Analysis& analysis = analyzer.analyze(
      "Hotelforsikringen sov", {.prior = {}, .language = Lang::da, .declared = {}, .among = {}, .fallback = {}});
  std::set<std::string> concepts;
  for (const cxtext::Term& term : analysis.terms) {
    if (term.concept_id != 0) concepts.emplace(engine.lexicon().concept_name(term.concept_id));
  }
  CHECK(concepts.contains("hotel"));
  CHECK(concepts.contains("insurance"));
  const auto tokens = analyzer.explain_tokens("Hotelforsikringen sov");
  CHECK(tokens[0].concept_name == "hotel + insurance");
}
