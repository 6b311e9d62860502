// A problem of some texts says the same as the examples that it was made of.
#include "sentiment_problem.h"

#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "cxtext/pipeline.h"

#include "testing.h"

using cxtext::SentimentExamples;
using cxtext::SentimentProblem;
using cxtext::SparseLists;

namespace {

std::vector<double> product(const SparseLists& lists, const std::vector<double>& values) {
  std::vector<double> out(lists.size());
  for (std::size_t row = 0; row < lists.size(); ++row) {
    for (std::uint32_t at = lists.starts[row]; at < lists.starts[row + 1]; ++at)
      out[row] += static_cast<double>(lists.values[at]) * values[lists.columns[at]];
  }
  return out;
}

double squares(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value * value;
  return sum;
}

SentimentExamples some_examples(const cxtext::Engine& engine) {
  static const std::vector<std::string> words{"parcel",  "parcels", "unpacked", "staff",    "delivered", "delivery",
                                              "not",     "garage",  "garages",  "mechanic", "mechanics", "quibblo",
                                              "waiting", "waited",  "banana",   "invoice",  "invoices",  "cheap"};
  static std::vector<std::string> texts;
  texts.clear();
  testing::Random random(11);
  for (int i = 0; i < 60; ++i) {
    std::string text;
    for (int n = 0; n < 6; ++n) text += random.pick(words) + ' ';
    texts.push_back(text);
  }
  std::vector<cxtext::LabelledText> labelled;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    labelled.push_back(
        {texts[i], i % 2 == 0 ? cxtext::SentimentLabel::positive : cxtext::SentimentLabel::negative, cxtext::Lang::en});
  }
  cxtext::TrainingOptions options;
  options.threads = 1;
  return {engine, labelled, engine.sentiment_model().strengths(), options};
}

}  // namespace

TEST_CASE("sentiment problem: groups of columns give every text what their columns give it") {
  const cxtext::Engine engine;
  const SentimentExamples examples = some_examples(engine);
  REQUIRE(examples.size() == 60);
  const std::vector<std::uint32_t> rows{3, 4, 10, 11, 12, 30, 59};
  const SentimentProblem problem(examples, rows);
  CHECK(problem.n_groups() < examples.columns.size() / 2);
  CHECK(problem.rows == rows);
  REQUIRE(problem.uses.size() == rows.size());

  testing::Random random(5);
  std::vector<double> of_groups(problem.n_groups());
  for (double& change : of_groups) change = static_cast<double>(random.below(2001)) / 1000.0 - 1.0;
  const std::vector<double> of_columns = problem.expanded(of_groups);
  REQUIRE(of_columns.size() == examples.columns.size());
  const std::vector<double> by_groups = product(problem.uses, product(problem.features, of_groups));
  const std::vector<double> by_columns = product(examples.uses, product(examples.features, of_columns));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(i);
    CHECK(by_groups[i] == doctest::Approx(by_columns[rows[i]]).epsilon(1e-5));
  }
  // No distance is gained or lost, so the penalty means the same, and the way back ends where it began.
  CHECK(squares(of_groups) == doctest::Approx(squares(of_columns)));
  const std::vector<double> back = problem.grouped(of_columns);
  REQUIRE(back.size() == of_groups.size());
  for (std::size_t group = 0; group < back.size(); ++group)
    CHECK(back[group] == doctest::Approx(of_groups[group]).epsilon(1e-9));
}

TEST_CASE("sentiment problem: lists and their transposes hold the same") {
  const cxtext::Engine engine;
  const SentimentExamples examples = some_examples(engine);
  const SentimentProblem problem(examples, {0, 1, 2, 3, 4, 5, 6, 7, 8});
  CHECK(problem.users.size() == problem.features.size());
  CHECK(problem.columns.size() == problem.n_groups());
  CHECK(problem.users.columns.size() == problem.uses.columns.size());
  CHECK(problem.columns.columns.size() == problem.features.columns.size());
  const SparseLists back = problem.users.transposed(problem.rows.size());
  CHECK(back.starts == problem.uses.starts);
  CHECK(back.columns.size() == problem.uses.columns.size());
  // Without texts there is nothing.
  const SentimentProblem none(examples, {});
  CHECK(none.n_groups() == 0);
  CHECK(squares(none.expanded({})) == 0);
}
