// How sure training makes a model, and which penalty it takes.
#include "training_choice.h"

#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "cxtext/pipeline.h"

#include "testing.h"

using cxtext::LabelledText;
using cxtext::Rows;
using cxtext::SentimentExamples;
using cxtext::SentimentLabel;

namespace {

struct Judged {
  SentimentExamples examples;
  std::vector<double> evidence;  // on the right side of most texts, and of one size
  Rows rows;
};

// Texts of which each fifth has a label against its evidence.
Judged judged(const cxtext::Engine& engine, std::size_t n) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < n; ++i) texts.push_back("the garage on corner number " + std::to_string(i));
  std::vector<LabelledText> labelled;
  for (std::size_t i = 0; i < n; ++i)
    labelled.push_back({texts[i], i % 2 == 0 ? SentimentLabel::positive : SentimentLabel::negative, cxtext::Lang::en});
  Judged out{SentimentExamples(engine, labelled, engine.sentiment_model().strengths(), {}), {}, {}};
  for (std::uint32_t row = 0; row < out.examples.size(); ++row) {
    out.evidence.push_back(out.examples.label[row] * (row % 5 == 0 ? -1.0 : 1.0));
    out.rows.push_back(row);
  }
  return out;
}

}  // namespace

TEST_CASE("training_choice: the temperature of least loss is that of the share told rightly") {
  const cxtext::Engine engine;
  const Judged few = judged(engine, 500);
  REQUIRE(few.examples.size() == 500);
  // log(0.8 / 0.2) = 1.386: evidence of 1 is as sure as that at a temperature of 0.721.
  CHECK(cxtext::fit_temperature(few.examples, few.rows, few.evidence) == doctest::Approx(0.7213).epsilon(0.001));
}

TEST_CASE("training_choice: texts that are set apart rule out what is too sure, the more of them the less is left") {
  const cxtext::Engine engine;
  const Judged few = judged(engine, 500);
  const Judged many = judged(engine, 5000);
  const double of_few = cxtext::coolest_temperature(few.examples, few.rows, few.evidence);
  const double of_many = cxtext::coolest_temperature(many.examples, many.rows, many.evidence);
  CHECK(of_few < of_many);
  CHECK(of_few > 0.4);
  CHECK(of_many < 0.72);
  CHECK(of_many > 0.6);
}

TEST_CASE("training_choice: without a text with a side nothing is known") {
  const cxtext::Engine engine;
  const Judged few = judged(engine, 50);
  CHECK(cxtext::coolest_temperature(few.examples, {}, few.evidence) <= 10);
}
