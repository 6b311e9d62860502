#include "cxtext/language.h"

#include <cmath>
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "cxtext/pipeline.h"
#include "cxtext/text.h"

#include "everyday_comments.h"
#include "testing.h"

using cxtext::Lang;
using cxtext::LangGuess;
using cxtext::LangScores;
using cxtext::LanguageModel;

namespace {

// Text against text: as the analyzer does it, but with nothing cached.
LangScores sum_of_words(const std::string& text) {
  cxtext::Tokenizer tokenizer;
  std::vector<cxtext::Token> tokens;
  tokenizer.tokenize(text, tokens);
  LangScores sum{};
  for (const auto& token : tokens) {
    if (!cxtext::is_word(token.kind)) continue;
    const std::string_view surface = std::string_view(text).substr(token.begin, token.end - token.begin);
    const auto scores = LanguageModel::embedded().score_word(cxtext::fold(cxtext::word_part(surface, token.kind)));
    for (std::size_t c = 0; c < sum.size(); ++c) sum[c] += scores[c];
  }
  return sum;
}

}  // namespace

TEST_CASE("language: everyday comments of the five languages") {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  for (const EverydayComment& comment : everyday_comments) {
    const LangGuess guess = analyzer.identify(comment.text);
    INFO(std::string(comment.text) << " -> " << std::string(cxtext::to_code(guess.lang)) << " " << guess.confidence);
    CHECK(guess.lang == comment.lang);
    CHECK(guess.confidence > 0.5);
    CHECK(guess.confidence <= 1.0);
    CHECK(analyzer.analyze(comment.text).lang.lang == guess.lang);
  }
}

TEST_CASE("language: other languages, and nothing to tell by") {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  for (const char* text : {"Sehr guter Service, die Lieferung kam leider zu spät an und niemand hat geantwortet",
                           "Le service client est vraiment très mauvais, je ne recommande pas cette boutique",
                           "Muy buena atención al cliente, el paquete llegó antes de lo esperado",
                           "Bardzo dobra obsługa klienta, polecam wszystkim", "Очень хорошее обслуживание, спасибо"}) {
    INFO(std::string(text));
    CHECK(analyzer.identify(text).lang == Lang::other);
  }
  for (const char* text : {"", "   ", "10", "!!!", "😀😀", "12345 / 67", "\n\n"}) {
    INFO(std::string(text));
    const LangGuess guess = analyzer.identify(text);
    CHECK(guess.lang == Lang::undetermined);
    CHECK(guess.confidence == 0);
  }
}

TEST_CASE("language: evidence adds up over words") {
  const LanguageModel& model = LanguageModel::embedded();
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  for (const EverydayComment& comment : everyday_comments) {
    const std::string text = comment.text;
    const LangScores whole = sum_of_words(text);
    const std::size_t cut = text.find(' ');
    const LangScores left = sum_of_words(text.substr(0, cut));
    const LangScores right = sum_of_words(text.substr(cut));
    std::size_t n_words = 0;
    cxtext::Tokenizer tokenizer;
    std::vector<cxtext::Token> tokens;
    tokenizer.tokenize(text, tokens);
    for (const auto& token : tokens) n_words += cxtext::is_word(token.kind) ? 1 : 0;
    for (std::size_t c = 0; c < cxtext::n_scored_langs; ++c) {
      CHECK(whole[c] == doctest::Approx(left[c] + right[c]).epsilon(1e-4));
    }
    const LangGuess guess = model.decide(whole, n_words);
    const LangGuess analyzed = analyzer.identify(text);
    CHECK(guess.lang == analyzed.lang);
    CHECK(guess.confidence == doctest::Approx(analyzed.confidence).epsilon(1e-6));
  }
}

TEST_CASE("language: capitals and decomposed letters change nothing, elongation hardly") {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  struct Pair {
    const char* one;
    const char* other;
  };
  for (const Pair& pair : {Pair{"Maden var god og på bordet til tiden", "MADEN VAR GOD OG PÅ BORDET TIL TIDEN"},
                           Pair{"Maten var på bordet när vi kom", "Maten var pa\u030A bordet na\u0308r vi kom"},
                           Pair{"Don't know what's wrong with it", "Don’t know what’s wrong with it"}}) {
    INFO(std::string(pair.one));
    const LangGuess one = analyzer.identify(pair.one);
    const LangGuess other = analyzer.identify(pair.other);
    CHECK(one.lang == other.lang);
    CHECK(one.confidence == other.confidence);
  }
  CHECK(analyzer.identify("Det var såååååå gooooodt og hyggeligt, tusind tak for det").lang == Lang::da);
  CHECK(analyzer.identify("Såååå jättebraaaaa, tack så mycket för hjälpen").lang == Lang::sv);
}

TEST_CASE("language: candidates and prior") {
  const LanguageModel& model = LanguageModel::embedded();
  const std::vector<Lang> two{Lang::sv, Lang::en};
  const LangScores danish = sum_of_words("Leveringen kom for sent");
  CHECK(model.decide(danish, 4, {}, two).lang == Lang::sv);
  CHECK(model.decide(danish, 0, {}, two).lang == Lang::undetermined);
  const std::vector<Lang> one{Lang::nn};
  const LangGuess forced = model.decide(danish, 4, {}, one);
  CHECK(forced.lang == Lang::nn);
  CHECK(forced.confidence == doctest::Approx(1));
  cxtext::LangCounts counts;
  for (int i = 0; i < 500; ++i) counts.add({Lang::nb, 0.99});
  counts.add({Lang::da, 0.5});  // not sure enough to count
  CHECK(counts.counts[cxtext::index_of(Lang::nb)] == 500);
  CHECK(counts.counts[cxtext::index_of(Lang::da)] == 0);
  double total = 0;
  for (const float log_share : counts.prior().log_prior) total += std::exp(static_cast<double>(log_share));
  CHECK(total == doctest::Approx(1).epsilon(1e-5));
  // Danish and bokmål alike: the file decides.
  const LangScores either = sum_of_words("Det var fint");
  CHECK(model.decide(either, 3, counts.prior()).lang == Lang::nb);
  cxtext::LangCounts swedish;
  for (int i = 0; i < 10; ++i) swedish.add({Lang::sv, 0.95});
  cxtext::LangCounts both = counts;
  both.merge(swedish);
  cxtext::LangCounts turned = swedish;
  turned.merge(counts);
  CHECK(both.counts == turned.counts);
}

TEST_CASE("language: a file's own languages are learned from its sample") {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  std::vector<cxtext::Comment> sample;
  CHECK(cxtext::learn_languages(analyzer, sample).main == Lang::undetermined);
  for (const EverydayComment& comment : everyday_comments) {
    if (comment.lang == Lang::sv) sample.emplace_back().text = comment.text;
  }
  sample.emplace_back();
  sample.emplace_back().text = "10";
  const auto languages = cxtext::learn_languages(analyzer, sample);
  CHECK(languages.main == Lang::sv);
  const auto& prior = languages.prior.log_prior;
  CHECK(prior[cxtext::index_of(Lang::sv)] > prior[cxtext::index_of(Lang::da)]);
}

TEST_CASE("language: short comments of a file may be in other languages than its long ones") {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  std::vector<cxtext::Comment> sample;
  const auto add = [&](std::string_view text, int times) {
    for (; times > 0; --times) sample.emplace_back().text = text;
  };
  add("Vi fikk ikke noe svar, og måtte vente i to uker før varene endelig ble levert.", 60);
  add("Hurtig levering", 10);
  const auto norwegian = cxtext::learn_languages(analyzer, sample);
  add("Mødte meget venligt", 20);
  add("Rigtig dejlig oplevelse", 20);
  const auto mixed = cxtext::learn_languages(analyzer, sample);
  CHECK(mixed.main == Lang::nb);
  const auto guess = [&](std::string_view text, const cxtext::FileLanguages& languages) {
    return analyzer.identify(text, languages.options()).lang;
  };
  CHECK(guess("Det var fint", norwegian) == Lang::nb);
  CHECK(guess("Det var fint", mixed) == Lang::da);
  CHECK(guess("Det var fint og alt gikk bra", mixed) == Lang::nb);
  CHECK(guess("Jättebra service, tack", mixed) == Lang::sv);  // none becomes impossible

  cxtext::LangCounts counts;
  counts.add_short({Lang::da, 0.4});
  counts.add_short({Lang::undetermined, 0});
  cxtext::LangCounts both = counts;
  both.merge(counts);
  CHECK(both.short_counts[cxtext::index_of(Lang::da)] == 2);
  double total = 0;
  for (const float log_share : both.prior().log_prior_short) total += std::exp(static_cast<double>(log_share));
  CHECK(total == doctest::Approx(1).epsilon(1e-5));
}

TEST_CASE("language: a damaged model is refused") {
  CHECK_FALSE(LanguageModel::from_bytes("").ok());
  CHECK_FALSE(LanguageModel::from_bytes("cxtlid02").ok());
  const std::string bytes = testing::read_file(testing::source_path("models/language.bin"));
  const auto whole = LanguageModel::from_bytes(bytes);
  REQUIRE(whole.ok());
  CHECK(whole->hash() == LanguageModel::embedded().hash());
  CHECK_FALSE(LanguageModel::from_bytes(bytes.substr(0, bytes.size() - 1)).ok());
  CHECK_FALSE(LanguageModel::from_bytes(bytes + '\0').ok());
  testing::Random random(4);
  for (int round = 0; round < 20; ++round) {
    std::string damaged = bytes;
    damaged[40 + random.below(bytes.size() - 40)] ^= 0x01;
    const auto result = LanguageModel::from_bytes(damaged);
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().code == cxtext::ErrorCode::bad_model);
  }
  // A scale or temperature that is no number would spoil every guess.
  for (const std::size_t field : {std::size_t{12}, std::size_t{16}, std::size_t{20}}) {
    std::string damaged = bytes;
    damaged.replace(field, 4, "\xFF\xFF\xFF\x7F");
    CHECK_FALSE(LanguageModel::from_bytes(damaged).ok());
  }
}

TEST_CASE("language: hostile words") {
  const LanguageModel& model = LanguageModel::embedded();
  for (const std::string& word : {std::string(), std::string(1'000'000, 'x'), std::string("\0", 1), std::string("å"),
                                  std::string("😀"), std::string("漢字")}) {
    for (const float score : model.score_word(word)) CHECK(std::isfinite(score));
  }
}

TEST_CASE("language: codes and names") {
  CHECK(cxtext::parse_lang("da-DK") == Lang::da);
  CHECK(cxtext::parse_lang("Norwegian") == Lang::nb);
  CHECK(cxtext::parse_lang("NO") == Lang::nb);
  CHECK(cxtext::parse_lang("bokmål") == Lang::nb);
  CHECK(cxtext::parse_lang("English") == Lang::en);
  CHECK_FALSE(cxtext::parse_lang("klingon").has_value());
  CHECK_FALSE(cxtext::parse_lang("").has_value());
  for (std::size_t l = 0; l < cxtext::n_langs; ++l) {
    const auto lang = static_cast<Lang>(l);
    CHECK_FALSE(cxtext::to_code(lang).empty());
    if (cxtext::has_lexicon(lang)) CHECK(cxtext::parse_lang(cxtext::to_code(lang)) == lang);
  }
}
