#include "statements.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/pipeline.h"
#include "cxtext/text.h"

#include "testing.h"

using cxtext::Lang;
using cxtext::no_word;
using cxtext::Sentence;
using cxtext::Token;
using cxtext::TokenKind;

namespace {

struct Cut {
  std::string text;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;

  explicit Cut(std::string_view source) : text(source) {
    cxtext::Tokenizer tokenizer;
    tokenizer.tokenize(text, tokens);
    std::vector<cxtext::WordId> words;
    for (const Token& token : tokens) words.push_back(token.kind == TokenKind::punctuation ? no_word : 0);
    cxtext::cut_sentences({text, tokens, words, {}}, sentences);
  }

  [[nodiscard]] std::vector<std::string> texts() const {
    std::vector<std::string> out;
    for (const Sentence& sentence : sentences) {
      const std::uint32_t begin = tokens[sentence.begin].begin;
      out.push_back(text.substr(begin, tokens[sentence.end - 1].end - begin));
    }
    return out;
  }
};

std::vector<std::string> statements_of(cxtext::Analyzer& analyzer, const std::string& text, Lang lang) {
  std::vector<std::string> out;
  for (const auto& s : analyzer.analyze(text, {.prior = {}, .language = lang, .among = {}}).statements) {
    out.push_back(text.substr(s.begin, s.end - s.begin));
  }
  return out;
}

}  // namespace

TEST_CASE("statements: sentence ends") {
  struct Case {
    const char* text;
    std::vector<std::string> sentences;
  };
  const Case cases[] = {
      {"God service. Hurtig levering.", {"God service.", "Hurtig levering."}},
      {"God service", {"God service"}},
      {"Hvorfor? Det ved jeg ikke!", {"Hvorfor?", "Det ved jeg ikke!"}},
      {"Vent ... og vent", {"Vent ...", "og vent"}},
      {"Vent… og vent", {"Vent…", "og vent"}},
      {"Pris\nKvalitet\r\nService\rAlt", {"Pris", "Kvalitet", "Service", "Alt"}},
      {"Det koster 3.500,50 kr. om året", {"Det koster 3.500,50 kr. om året"}},
      {"Version 2.5 er god", {"Version 2.5 er god"}},
      {"Ring kl. 12. Tak", {"Ring kl. 12.", "Tak"}},
      {"Bl.a. prisen, f.eks. fragt, dvs. alt", {"Bl.a. prisen, f.eks. fragt, dvs. alt"}},
      {"Många, t.ex. appen, o.s.v. men bra", {"Många, t.ex. appen, o.s.v. men bra"}},
      {"Slow apps, e.g. yours, etc. but ok", {"Slow apps, e.g. yours, etc. but ok"}},
      {"Ca. ti stk. Evt. flere", {"Ca. ti stk.", "Evt. flere"}},  // a capital behind one that often comes last
      {"Ca. ti stk. evt. flere", {"Ca. ti stk. evt. flere"}},
      {"Till exempel kl. 9 m.m. Jag väntade", {"Till exempel kl. 9 m.m.", "Jag väntade"}},
      {"T.d. kl. 9, inkl. frakt", {"T.d. kl. 9, inkl. frakt"}},
      {"Leveres 17. mai. Bra", {"Leveres 17. mai.", "Bra"}},
      {"Se www.firma.dk. Tak", {"Se www.firma.dk.", "Tak"}},
      {"(Meget dyrt.) Men godt", {"(Meget dyrt.)", "Men godt"}},
      {"\"Kom igen!\" sagde de", {"\"Kom igen!\"", "sagde de"}},
      {"Super!!! Tak", {"Super!!!", "Tak"}},
      {"Super! 😀", {"Super! 😀"}},
      {"Super 😀 tak", {"Super 😀 tak"}},
      {"!!! Godt", {"!!!", "Godt"}},
      {"- dyrt\n- langsomt", {"- dyrt\n-", "langsomt"}},
      {"...", {"..."}},
      {"Nej.Ja tak", {"Nej.", "Ja tak"}},  // the space is missing
      {"Super! :-) Men dyrt", {"Super! :-)", "Men dyrt"}},
      {"Godt. . Skidt", {"Godt. .", "Skidt"}},
  };
  for (const Case& c : cases) {
    INFO(std::string(c.text));
    CHECK(Cut(c.text).texts() == c.sentences);
  }
  CHECK(Cut("").sentences.empty());
}

TEST_CASE("statements: marks of a sentence") {
  const Cut cut("Er det godt? Ja!! Nej. Hvad?!");
  REQUIRE(cut.sentences.size() == 4);
  CHECK(cut.sentences[0].asked);
  CHECK(cut.sentences[0].exclamations == 0);
  CHECK_FALSE(cut.sentences[1].asked);
  CHECK(cut.sentences[1].exclamations == 2);
  CHECK(cut.sentences[2].exclamations == 0);
  CHECK(cut.sentences[3].asked);
  CHECK(cut.sentences[3].exclamations == 1);
}

TEST_CASE("statements: sentences cover the tokens in order") {
  testing::Random random(5);
  for (int round = 0; round < 5000; ++round) {
    const std::string raw = testing::random_bytes(random);
    const Cut cut(cxtext::CleanText(raw).text());
    std::uint32_t at = 0;
    for (const Sentence& sentence : cut.sentences) {
      if (sentence.begin != at || sentence.end <= at) FAIL("a gap at " << at);
      at = sentence.end;
    }
    REQUIRE(at == cut.tokens.size());
  }
}

TEST_CASE("statements: contrasts open a statement of their own") {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  struct Case {
    Lang lang;
    const char* text;
    std::vector<std::string> statements;
  };
  const Case cases[] = {
      {Lang::da, "God service, men det er for dyrt", {"God service,", "men det er for dyrt"}},
      {Lang::sv, "Bra personal men lång väntetid", {"Bra personal", "men lång väntetid"}},
      {Lang::nb, "Fin butikk, men dyre varer", {"Fin butikk,", "men dyre varer"}},
      {Lang::nn, "Fin butikk, men dyre varer", {"Fin butikk,", "men dyre varer"}},
      {Lang::en, "Good staff but slow delivery", {"Good staff", "but slow delivery"}},
      {Lang::en, "But slow delivery", {"But slow delivery"}},  // nothing to be contrasted
      {Lang::en, "Good but slow", {"Good but slow"}},          // too short to be cut
      {Lang::en, "Good staff but", {"Good staff but"}},
      {Lang::en, "Good staff but ...", {"Good staff but ..."}},
      {Lang::en, "", {}},
  };
  for (const Case& c : cases) {
    INFO(std::string(c.text));
    CHECK(statements_of(analyzer, c.text, c.lang) == c.statements);
  }
}

TEST_CASE("statements: cutting at contrasts keeps every unit") {
  using Kind = cxtext::Unit::Kind;
  testing::Random random(8);
  for (int round = 0; round < 3000; ++round) {
    std::vector<cxtext::Unit> units(random.below(12));
    for (cxtext::Unit& unit : units) {
      if (random.chance(0.3))
        unit.kind = Kind::pause;
      else if (random.chance(0.4))
        unit = {Kind::shifter, cxtext::ShifterKind::contrast, 0, 1, 0, 0, 0, false};
    }
    std::vector<cxtext::UnitRange> ranges;
    cxtext::cut_statements(units, {.shifters = ~cxtext::ShifterSet{0}, .clause = true}, ranges);
    REQUIRE_FALSE(ranges.empty());
    const auto words = [&](const cxtext::UnitRange& range) {
      return std::count_if(units.begin() + range.begin, units.begin() + range.end,
                           [](const cxtext::Unit& u) { return u.kind != Kind::pause; });
    };
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      REQUIRE(ranges[i].begin == at);
      at = ranges[i].end;
      if (ranges.size() > 1) {
        CHECK(words(ranges[i]) >= (i + 1 < ranges.size() ? 2 : 1));
        CHECK(ranges[i].before_contrast == (i + 1 < ranges.size()));
      }
      if (i > 0) {
        CHECK(units[ranges[i].begin].shifter == cxtext::ShifterKind::contrast);
        CHECK(ranges[i].after_contrast);
      }
    }
    REQUIRE(at == units.size());
  }
}
