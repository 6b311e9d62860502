#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/pipeline.h"

#include "everyday_comments.h"
#include "reference/utf8.h"
#include "testing.h"

using cxtext::Analysis;
using cxtext::AnalyzeOptions;
using cxtext::Analyzer;
using cxtext::Lang;
using namespace std::string_view_literals;

namespace {

AnalyzeOptions in(Lang lang) { return {.prior = {}, .language = lang, .among = {}}; }

// Everything that an analysis says but for word numbers, which are the analyzer's own.
std::string told(const Analyzer& analyzer, const Analysis& analysis) {
  std::string out(cxtext::to_code(analysis.lang.lang));
  const auto number = [&](auto value) { out += ' ' + std::to_string(value); };
  number(analysis.lang.confidence);
  number(cxtext::index_of(analysis.lists));
  number(analysis.sentiment);
  number(static_cast<int>(analysis.label));
  number(static_cast<int>(analysis.has_content));
  for (const auto& s : analysis.statements) {
    out += "\ns";
    number(s.begin), number(s.end), number(s.sentiment), number(s.n_themes), number(s.n_terms);
  }
  out += "\nt";
  for (const std::uint32_t theme : analysis.statement_themes) number(theme);
  for (const std::uint32_t theme : analysis.themes) number(theme);
  for (const auto& term : analysis.terms) {
    number(term.begin), number(term.end), number(term.concept_id);
    out += analyzer.word_text(term.word);
  }
  for (const auto& span : analysis.spans) {
    number(span.begin), number(span.end), number(span.valence), number(span.contribution), number(span.rules);
  }
  return out;
}

// Offsets lie in the text, in order, and do not cut a character that is whole.
void check_offsets(std::string_view text, const Analysis& analysis) {
  // A REQUIRE for each of millions of spans would take longer than the analysis.
  const bool valid = text.size() > 100'000 || reference::repaired(text) == text;
  const auto ok = [&](std::uint32_t begin, std::uint32_t end) {
    return begin <= end && end <= text.size() &&
           (!valid || (reference::is_boundary(text, begin) && reference::is_boundary(text, end)));
  };
  bool statements_ok = true;
  std::uint32_t last_end = 0;
  for (const auto& s : analysis.statements) {
    bool good = ok(s.begin, s.end) && s.begin < s.end && s.begin >= last_end && std::abs(s.sentiment) <= 1 &&
                s.first_theme + s.n_themes <= analysis.statement_themes.size() &&
                s.first_term + s.n_terms <= analysis.terms.size();
    for (std::uint32_t t = s.first_term; good && t < s.first_term + s.n_terms; ++t) {
      good = analysis.terms[t].begin >= s.begin && analysis.terms[t].end <= s.end;
    }
    statements_ok = statements_ok && good;
    last_end = s.end;
  }
  REQUIRE(statements_ok);
  const auto well_placed = [&](const auto& piece) { return ok(piece.begin, piece.end) && piece.begin < piece.end; };
  REQUIRE(std::all_of(analysis.terms.begin(), analysis.terms.end(), well_placed));
  REQUIRE(std::all_of(analysis.spans.begin(), analysis.spans.end(), well_placed));
  REQUIRE(std::is_sorted(analysis.themes.begin(), analysis.themes.end()));
}

}  // namespace

TEST_CASE("analyzer: hostile input in five languages") {
  const cxtext::Engine engine;
  Analyzer analyzer(engine);
  std::string repeated;
  while (repeated.size() < testing::scaled(300'000)) repeated += "ikke god men inte bra but not good for lang ";
  const std::string inputs[] = {
      "",
      " \t\r\n ",
      "\xFF\xFE\x80",
      "\xC3",
      std::string("god\0service\0", 12),
      std::string(1000, '\0'),
      "....,,,;;!!??",
      "👩‍👩‍👧‍👦👩‍👩‍👧‍👦",
      "👍🏽🇩🇰🇸🇪❤️1️⃣",
      "\u200D\uFE0F\u20E3",
      "pa\u030A la\u0308ge o\u0308l a\u030A",
      "\u030A\u030A\u030A",
      "\uFEFFgod service",
      "\u202Egod\u202C",
      std::string(testing::scaled(10'000'000), 'x'),
      std::string(testing::scaled(10'000'000), '!'),
      repeated,
      "god:)) :-((( >:( xD <3 </3 ^_^",
  };
  for (const std::string& text : inputs) {
    INFO("input of " << text.size() << " bytes starting " << text.substr(0, 20));
    for (const Lang lang : cxtext::lexicon_langs) check_offsets(text, analyzer.analyze(text, in(lang)));
    check_offsets(text, analyzer.analyze(text));
    check_offsets(text, analyzer.analyze(text, in(Lang::other)));
    check_offsets(text, analyzer.analyze(text, in(Lang::undetermined)));
    analyzer.trim();
  }
}

TEST_CASE("analyzer: ten megabytes in one line cost time in proportion") {
  // Every pair of a negator and a feeling, of a contrast and what follows it, stands in one sentence: work that grew
  // with the square of its length would not end.
  const cxtext::Engine engine;
  Analyzer analyzer(engine);
  std::string text;
  while (text.size() < testing::scaled(10'000'000)) text += "not good enough but too long ";
  const Analysis& analysis = analyzer.analyze(text, in(Lang::en));
  CHECK(analysis.statements.size() > testing::scaled(100'000));
  CHECK(analysis.spans.size() > testing::scaled(100'000));
  check_offsets(text, analysis);
}

TEST_CASE("analyzer: without explanation the scores are the same") {
  const cxtext::Engine engine;
  Analyzer analyzer(engine);
  for (const std::string_view text :
       {"Fin vare, men leveringen var alt for treg!", "Not good. Åpningstider &amp; priser: super 😀", "ok"}) {
    const Analysis explained = analyzer.analyze(text);
    const Analysis& bare = analyzer.analyze(text, {.explain = false});
    CHECK(bare.spans.empty());
    CHECK(bare.sentiment == explained.sentiment);
    REQUIRE(bare.statements.size() == explained.statements.size());
    for (std::size_t s = 0; s < bare.statements.size(); ++s) {
      CHECK(bare.statements[s].sentiment == explained.statements[s].sentiment);
      CHECK(bare.statements[s].begin == explained.statements[s].begin);
      CHECK(bare.statements[s].rest == 0);
    }
  }
}

TEST_CASE("analyzer: random bytes") {
  const cxtext::Engine engine;
  Analyzer analyzer(engine);
  testing::Random random(77);
  const std::vector<std::string> words = {"god",  "ikke", "men",  "bra",   "inte",    "not",
                                          "good", "for",  "dyrt", "burde", "levering"};
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (std::size_t n = random.below(6); n > 0; --n) {
      text += testing::random_bytes(random, 6);
      text += ' ' + random.pick(words) + ' ';
    }
    check_offsets(text, analyzer.analyze(text));
    check_offsets(text, analyzer.analyze(text, in(static_cast<Lang>(random.below(5)))));
  }
}

TEST_CASE("analyzer: offsets are those of the original text") {
  const cxtext::Engine engine;
  Analyzer analyzer(engine);
  const std::string text = "\xFF  Da\u030Arlig. \xE2\x80 God";
  const Analysis& analysis = analyzer.analyze(text, in(Lang::da));
  std::vector<std::string> spans;
  for (const auto& span : analysis.spans) spans.push_back(text.substr(span.begin, span.end - span.begin));
  CHECK(spans == std::vector<std::string>{"Da\u030Arlig", "God"});
  const Analysis composed = analyzer.analyze("Dårlig service", in(Lang::da));
  const Analysis decomposed = analyzer.analyze("Da\u030Arlig service", in(Lang::da));
  CHECK(composed.sentiment == decomposed.sentiment);
  CHECK(composed.themes == decomposed.themes);
}

TEST_CASE("analyzer: answers do not depend on what was analysed before") {
  const cxtext::Engine engine;
  std::vector<std::string> texts;
  for (const EverydayComment& comment : everyday_comments) texts.emplace_back(comment.text);
  testing::Random random(9);
  for (int i = 0; i < 60; ++i) texts.push_back(testing::random_bytes(random));
  std::vector<std::string> fresh;
  for (const std::string& text : texts) {
    Analyzer analyzer(engine);
    fresh.push_back(told(analyzer, analyzer.analyze(text)));
  }
  Analyzer used(engine);
  for (int round = 0; round < 400; ++round) {
    const std::size_t i = random.below(texts.size());
    if (random.chance(0.2)) static_cast<void>(used.identify(texts[random.below(texts.size())]));
    if (random.chance(0.2)) {
      static_cast<void>(used.analyze(texts[random.below(texts.size())], in(static_cast<Lang>(random.below(7)))));
    }
    if (random.chance(0.1)) static_cast<void>(used.explain_tokens(texts[random.below(texts.size())]));
    REQUIRE(told(used, used.analyze(texts[i])) == fresh[i]);
  }
}

TEST_CASE("analyzer: answers that say nothing, in five languages") {
  const cxtext::Engine engine;
  Analyzer analyzer(engine);
  struct Case {
    Lang lang;
    const char* text;
    bool has_content;
  };
  const Case cases[] = {
      {Lang::da, "Ved ikke", false},
      {Lang::da, "ved ikke.", false},
      {Lang::da, "Nej", false},
      {Lang::da, "Ingen kommentar", false},
      {Lang::da, "INGEN KOMMENTARER!", false},
      {Lang::da, "-", false},
      {Lang::da, "10", false},
      {Lang::da, "n/a", false},
      {Lang::da, "Ved ikke hvornår pakken kommer", true},
      {Lang::da, "Nej, pakken kom ikke", true},
      {Lang::sv, "Vet ej", false},
      {Lang::sv, "Vet inte", false},
      {Lang::sv, "Nej", false},
      {Lang::sv, "Ingen kommentar", false},
      {Lang::sv, "...", false},
      {Lang::sv, "Vet inte varför paketet är sent", true},
      {Lang::nb, "Vet ikke", false},
      {Lang::nb, "Nei", false},
      {Lang::nb, "Ingen kommentar", false},
      {Lang::nb, "?", false},
      {Lang::nb, "Vet ikke når pakken kommer", true},
      {Lang::nn, "Veit ikkje", false},
      {Lang::nn, "Nei", false},
      {Lang::nn, "Ingen kommentar", false},
      {Lang::nn, "Veit ikkje når pakka kjem", true},
      {Lang::en, "Don't know", false},
      {Lang::en, "don’t know", false},
      {Lang::en, "No comment", false},
      {Lang::en, "none", false},
      {Lang::en, "N/A", false},
      {Lang::en, "", false},
      {Lang::en, " \n", false},
      {Lang::en, "Don't know when it will arrive", true},
      {Lang::en, "👍", true},
      {Lang::en, ":-)", true},
      {Lang::en, "🦔", true},
  };
  for (const Case& c : cases) {
    INFO(std::string(cxtext::to_code(c.lang)) << ": " << std::string(c.text));
    const Analysis& analysis = analyzer.analyze(c.text, in(c.lang));
    CHECK(analysis.has_content == c.has_content);
    if (!c.has_content) {
      CHECK(analysis.themes.empty());
      CHECK(analysis.sentiment == 0);
      CHECK(analysis.label == cxtext::SentimentLabel::none);
    } else {
      CHECK(analysis.label != cxtext::SentimentLabel::none);
    }
  }
}

TEST_CASE("analyzer: whose lists serve") {
  const cxtext::Engine engine;
  Analyzer analyzer(engine);
  CHECK(analyzer.analyze("😀").lists == Lang::en);
  CHECK(analyzer.analyze("😀", {.prior = {}, .language = {}, .among = {}, .fallback = Lang::sv}).lists == Lang::sv);

  // Danish or Norwegian, certainly not English: the likeliest of the five serves where there is no file to ask.
  const Analysis& fine_but_dear = analyzer.analyze("Fint, men dyrt");
  CHECK(fine_but_dear.lang.lang == Lang::undetermined);
  CHECK(fine_but_dear.lists != Lang::en);
  CHECK(fine_but_dear.themes.size() == 1);
  const Analysis& german = analyzer.analyze("Sehr guter Service, die Lieferung kam leider zu spät an", in(Lang::other));
  CHECK(german.has_content);
  CHECK(german.statements.empty());
  CHECK(german.label == cxtext::SentimentLabel::neutral);
  CHECK_FALSE(analyzer.analyze("", in(Lang::other)).has_content);
}

TEST_CASE("analyzer: tokens explained") {
  const cxtext::Engine engine;
  Analyzer analyzer(engine);
  const std::string text = "Ikke god leveri\xCC\x81ng!";
  static_cast<void>(analyzer.analyze("Ikke god levering!", in(Lang::da)));
  const auto facts = analyzer.explain_tokens("Ikke god levering!");
  REQUIRE(facts.size() == 4);
  CHECK(facts[0].facts.find("negator") != std::string::npos);
  CHECK(facts[1].facts.find("valence") != std::string::npos);
  CHECK(facts[2].concept_name == "delivery");
  CHECK(facts[2].stem == "levering");
  CHECK(facts[3].facts.empty());
  CHECK(facts[3].token.end == 18);
  CHECK(analyzer.explain_tokens("").empty());
  CHECK(analyzer.explain_tokens(text).size() == 4);
}
