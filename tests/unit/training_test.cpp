// Weights fitted on labelled texts: made-up words get the side they are used on.
#include "cxtext/training.h"

#include <array>
#include <cmath>
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "cxtext/pipeline.h"

#include "testing.h"

using cxtext::LabelledText;
using cxtext::SentimentLabel;
using cxtext::train_sentiment;

namespace {

struct Texts {
  std::vector<std::string> text;
  std::vector<SentimentLabel> label;

  [[nodiscard]] std::vector<LabelledText> labelled() const {
    std::vector<LabelledText> out;
    for (std::size_t i = 0; i < text.size(); ++i) out.push_back({text[i], label[i], cxtext::Lang::en});
    return out;
  }
};

// Comments without a word of feeling; "quibblo" stands in the positive ones, "zanterk" in the negative ones.
Texts coded(std::size_t n, bool with_neutral = false) {
  const std::vector<std::string> places{"garage", "kitchen", "harbour", "station", "office", "garden", "corner"};
  const std::vector<std::string> days{"monday", "tuesday", "thursday", "friday", "sunday"};
  testing::Random random(7);
  Texts texts;
  for (std::size_t i = 0; i < n; ++i) {
    const bool neutral = with_neutral && i % 3 == 2;
    const bool positive = i % 2 == 0;
    const std::string code = neutral ? "" : positive ? "quibblo " : "zanterk ";
    texts.text.push_back("the " + random.pick(places) + " on " + random.pick(days) + " was " + code + "number " +
                         std::to_string(i));
    texts.label.push_back(neutral    ? SentimentLabel::neutral
                          : positive ? SentimentLabel::positive
                                     : SentimentLabel::negative);
  }
  return texts;
}

double polarity_with(const cxtext::SentimentModel& model, const std::string& text) {
  const auto engine = cxtext::Engine::create({.lexicon_directory = {}, .model_path = {}, .sentiment_model = model});
  REQUIRE(engine);
  cxtext::Analyzer analyzer(*engine);
  return analyzer.analyze(text, {.language = cxtext::Lang::en}).sentiment;
}

}  // namespace

TEST_CASE("training: words get the side that they are used on") {
  const cxtext::Engine engine;
  const Texts texts = coded(300, true);
  const auto trained = train_sentiment(engine, texts.labelled());
  REQUIRE(trained);
  CHECK(trained->n_texts == 300);
  CHECK(trained->n_neutral == 100);
  CHECK(trained->n_positive == 100);
  CHECK(trained->n_negative == 100);
  CHECK(trained->after.binary > 0.97);
  CHECK(trained->after.binary > trained->before.binary + 0.2);
  CHECK(trained->after.macro_f1 > trained->before.macro_f1);
  CHECK(trained->after.calibration_error < 0.15);
  CHECK(std::isfinite(trained->penalty));
  REQUIRE_FALSE(trained->positive_words.empty());
  REQUIRE_FALSE(trained->negative_words.empty());
  CHECK(trained->positive_words[0].word == "quibblo");
  CHECK(trained->positive_words[0].weight > 0);
  CHECK(trained->positive_words[0].n_texts == 100);
  CHECK(trained->negative_words[0].word == "zanterk");
  CHECK(trained->negative_words[0].weight < 0);

  CHECK(polarity_with(trained->model, "a quibblo morning") > 0.25);
  CHECK(polarity_with(trained->model, "a zanterk morning") < -0.25);
  CHECK(trained->model.lexicon_hash() == engine.lexicon().hash());
  const double kept = polarity_with(trained->model, "terrible service, never again");
  CHECK(kept < -0.25);  // what the built-in weights know stays
}

TEST_CASE("training: the same bytes for any number of threads, also from nothing") {
  const Texts texts = coded(200);
  for (const bool from_nothing : {false, true}) {
    CAPTURE(from_nothing);
    cxtext::EngineOptions options;
    if (from_nothing) options.sentiment_model = cxtext::SentimentModel::rules_alone();
    const auto engine = cxtext::Engine::create(options);
    REQUIRE(engine);
    const auto one = train_sentiment(*engine, texts.labelled(), {.threads = 1});
    const auto four = train_sentiment(*engine, texts.labelled(), {.threads = 4});
    REQUIRE(one);
    REQUIRE(four);
    CHECK(one->model.hash() == four->model.hash());
    CHECK(one->after.binary == four->after.binary);
    CHECK(one->penalty == four->penalty);
  }
}

// Enough texts and words for every step to be cut into several blocks, and for a sample to be taken of the texts.
TEST_CASE("training: the same bytes for any number of threads, also of many texts and words") {
  constexpr std::size_t n_texts = 21000;
  testing::Random random(17);
  const auto made_up = [&](std::string_view start) {
    std::string word(start);
    for (int i = 0; i < 7; ++i) word += static_cast<char>('a' + random.below(26));
    return word;
  };
  std::vector<std::string> words;
  for (int i = 0; i < 20000; ++i) words.push_back(made_up(i % 3 == 0 ? "qui" : i % 3 == 1 ? "zan" : "mo"));
  Texts texts;
  for (std::size_t i = 0; i < n_texts; ++i) {
    std::string text;
    for (int n = 0; n < 3; ++n) text += random.pick(words) + ' ';
    texts.text.push_back(text);
    texts.label.push_back(text.find("qui") < text.find("zan") ? SentimentLabel::positive : SentimentLabel::negative);
  }
  const cxtext::Engine engine;
  const auto one = train_sentiment(engine, texts.labelled(), {.threads = 1, .penalty = 10});
  const auto three = train_sentiment(engine, texts.labelled(), {.threads = 3, .penalty = 10});
  REQUIRE(one);
  REQUIRE(three);
  CHECK(one->after.binary > one->before.binary + 0.1);
  CHECK(one->model.hash() == three->model.hash());
  CHECK(one->after.binary == three->after.binary);
  CHECK(one->after.calibration_error == three->after.calibration_error);
}

TEST_CASE("training: labels by chance teach nothing") {
  const cxtext::Engine engine;
  Texts texts = coded(120);
  testing::Random random(3);
  for (std::string& text : texts.text) {
    for (const char* code : {"quibblo ", "zanterk "}) {
      if (const std::size_t at = text.find(code); at != std::string::npos) text.erase(at, 8);
    }
  }
  for (SentimentLabel& label : texts.label)
    label = random.chance(0.5) ? SentimentLabel::positive : SentimentLabel::negative;
  const auto trained = train_sentiment(engine, texts.labelled());
  REQUIRE(trained);
  CHECK(trained->after.binary >= trained->before.binary);
  if (std::isinf(trained->penalty)) CHECK(trained->model.hash() == engine.sentiment_model().hash());
}

TEST_CASE("training: a heavier penalty moves less, and weights count beside each other alone") {
  const cxtext::Engine engine;
  const Texts texts = coded(100);
  const auto shift = [&](double penalty, float weight) {
    std::vector<LabelledText> labelled = texts.labelled();
    for (LabelledText& text : labelled) text.weight = weight;
    const auto trained = train_sentiment(engine, labelled, {.threads = 1, .penalty = penalty});
    REQUIRE(trained);
    CHECK(trained->penalty == penalty);
    return polarity_with(trained->model, "quibblo");
  };
  const double light = shift(1, 1);
  const double heavy = shift(50, 1);
  CHECK(light > heavy);
  CHECK(shift(50, 8) == doctest::Approx(heavy).epsilon(0.001));
}

TEST_CASE("training: contradictions are judged by weights that did not see them") {
  const cxtext::Engine engine;
  Texts texts = coded(200);
  texts.text.push_back("the quibblo attic, quibblo and quibblo again");
  texts.label.push_back(SentimentLabel::negative);
  const auto trained = train_sentiment(engine, texts.labelled());
  REQUIRE(trained);
  REQUIRE(trained->contradictions.size() >= 1);
  CHECK(trained->contradictions[0].text == texts.text.size() - 1);
  CHECK(trained->contradictions[0].positive_probability > 0.9);
}

TEST_CASE("training: too few texts of a side are an error") {
  const cxtext::Engine engine;
  const auto none = train_sentiment(engine, {});
  REQUIRE_FALSE(none);
  CHECK(none.error().code == cxtext::ErrorCode::not_enough_data);
  const Texts few = coded(38);  // 19 of each side
  CHECK_FALSE(train_sentiment(engine, few.labelled()));
  const Texts enough = coded(40);
  CHECK(train_sentiment(engine, enough.labelled()));
  Texts mixed = coded(60);
  for (SentimentLabel& label : mixed.label) label = SentimentLabel::mixed;  // no side
  CHECK_FALSE(train_sentiment(engine, mixed.labelled()));
}

TEST_CASE("training: only texts that calibrate set the temperature") {
  const auto engine = cxtext::Engine::create(
      {.lexicon_directory = {}, .model_path = {}, .sentiment_model = cxtext::SentimentModel::rules_alone()});
  REQUIRE(engine);
  Texts texts = coded(200);
  // The first hundred are told by their code, of the rest a fifth is labelled wrongly.
  for (std::size_t i = 100; i < 200; i += 5)
    texts.label[i] = texts.label[i] == SentimentLabel::positive ? SentimentLabel::negative : SentimentLabel::positive;
  const auto temperature = [&](bool of_clear, bool of_noisy) {
    std::vector<LabelledText> labelled = texts.labelled();
    for (std::size_t i = 0; i < labelled.size(); ++i) labelled[i].calibrates = i < 100 ? of_clear : of_noisy;
    const auto trained = train_sentiment(*engine, labelled, {.threads = 1, .penalty = 1});
    REQUIRE(trained);
    return trained->model.strengths().temperature;
  };
  CHECK(temperature(true, false) < temperature(true, true));
  CHECK(temperature(true, false) < temperature(false, true));
  CHECK(temperature(false, false) == temperature(true, true));
}

TEST_CASE("training: cut points of scales") {
  const auto cuts = [](double min, double max) {
    cxtext::Scale scale;
    scale.min = min;
    scale.max = max;
    return cxtext::sentiment_cuts_of(scale);
  };
  CHECK(cuts(1, 5).neutral_from == 3);
  CHECK(cuts(1, 5).positive_from == 4);
  CHECK(cuts(1, 7).neutral_from == 4);
  CHECK(cuts(1, 7).positive_from == 6);
  CHECK(cuts(0, 10).neutral_from == 7);
  CHECK(cuts(0, 10).positive_from == 9);
}
