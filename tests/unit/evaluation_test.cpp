#include "cxtext/evaluation.h"

#include <cmath>
#include <doctest/doctest.h>
#include <vector>

#include "../reference/evaluation_reference.h"
#include "testing.h"

using Labels = std::vector<std::uint32_t>;

namespace {

bool near(double a, double b) { return std::abs(a - b) < 1e-9; }

Labels random_labels(testing::Random& random, std::size_t n, std::size_t n_labels) {
  Labels out;
  for (std::size_t i = 0; i < n; ++i) out.push_back(static_cast<std::uint32_t>(random.below(n_labels)));
  return out;
}

}  // namespace

TEST_CASE("agreement of known labels") {
  struct Case {
    const char* what;
    Labels gold;
    Labels found;
    double accuracy;
    double clustering_accuracy;
    double nmi;
    double ari;
  };
  const std::vector<Case> cases{
      {"nothing", {}, {}, 0, 0, 0, 0},
      {"one item", {3}, {3}, 1, 1, 1, 1},
      {"equal", {0, 0, 1, 1}, {0, 0, 1, 1}, 1, 1, 1, 1},
      {"renamed", {0, 0, 1, 1}, {7, 7, 2, 2}, 0, 1, 1, 1},
      {"swapped", {0, 0, 1, 1}, {1, 1, 0, 0}, 0, 1, 1, 1},
      {"all in one", {0, 0, 1, 1}, {5, 5, 5, 5}, 0, 0.5, 0, 0},
      {"both constant", {2, 2, 2}, {9, 9, 9}, 0, 1, 1, 1},
      {"all apart", {0, 0, 1, 1}, {0, 1, 2, 3}, 0.25, 0.5, 2.0 / 3.0, 0},
      {"both apart", {0, 1, 2}, {2, 0, 1}, 0, 1, 1, 1},
      {"crossed", {0, 0, 1, 1}, {0, 1, 0, 1}, 0.5, 0.5, 0, -0.5},
      {"greedy would take 0-0 first",
       {0, 0, 0, 0, 0, 1, 1, 1, 1},
       {0, 0, 0, 1, 1, 0, 0, 0, 0},
       1.0 / 3.0,
       2.0 / 3.0,
       -1,
       -1},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(near(cxtext::accuracy(c.gold, c.found), c.accuracy));
    CHECK(near(cxtext::clustering_accuracy(c.gold, c.found), c.clustering_accuracy));
    if (c.nmi >= 0) CHECK(near(cxtext::normalized_mutual_information(c.gold, c.found), c.nmi));
    if (c.ari > -1) CHECK(near(cxtext::adjusted_rand_index(c.gold, c.found), c.ari));
  }
}

TEST_CASE("macro F1 counts the classes of gold, each alike") {
  CHECK(cxtext::macro_f1({}, {}) == 0);
  const Labels gold{0, 0, 0, 0, 1};
  CHECK(near(cxtext::macro_f1(gold, gold), 1));
  CHECK(near(cxtext::macro_f1(gold, Labels{0, 0, 0, 0, 0}), (8.0 / 9.0 + 0) / 2));
  CHECK(
      near(cxtext::macro_f1(gold, Labels{2, 2, 2, 2, 1}), 0.5));  // the class 2 that only the guess has does not count
}

TEST_CASE("agreement of random labels is that of the definitions") {
  testing::Random random(11);
  for (int round = 0; round < 400; ++round) {
    CAPTURE(round);
    const std::size_t n = 1 + random.below(30);
    const Labels gold = random_labels(random, n, 1 + random.below(6));
    const Labels found = random_labels(random, n, 1 + random.below(6));
    CHECK(near(cxtext::macro_f1(gold, found), reference::macro_f1(gold, found)));
    CHECK(near(cxtext::clustering_accuracy(gold, found), reference::clustering_accuracy(gold, found, 6)));
    CHECK(near(cxtext::normalized_mutual_information(gold, found),
               reference::normalized_mutual_information(gold, found)));
    CHECK(near(cxtext::adjusted_rand_index(gold, found), reference::adjusted_rand_index(gold, found)));
  }
}

TEST_CASE("agreement does not depend on the numbers of the clusters") {
  testing::Random random(12);
  for (int round = 0; round < 50; ++round) {
    const Labels gold = random_labels(random, 200, 40);
    const Labels found = random_labels(random, 200, 60);
    Labels renamed = found;
    for (std::uint32_t& label : renamed) label = 4'000'000'000U - 7 * label;
    CHECK(cxtext::clustering_accuracy(gold, found) == cxtext::clustering_accuracy(gold, renamed));
    CHECK(
        near(cxtext::normalized_mutual_information(gold, found), cxtext::normalized_mutual_information(gold, renamed)));
    CHECK(near(cxtext::adjusted_rand_index(gold, found), cxtext::adjusted_rand_index(renamed, gold)));
  }
}

TEST_CASE("calibration error of known confidences") {
  struct Case {
    const char* what;
    std::vector<double> confidence;
    Labels right;
    std::size_t bins;
    double error;
  };
  const std::vector<Case> cases{
      {"nothing", {}, {}, 10, 0},
      {"sure and right", {1, 1, 1, 1}, {1, 1, 1, 1}, 2, 0},
      {"sure and wrong", {1, 1}, {0, 0}, 2, 1},
      {"half sure, half right", {0.5, 0.5, 0.5, 0.5}, {1, 0, 1, 0}, 2, 0},
      {"the order of the input does not matter beyond ties", {0.9, 0.1, 0.9, 0.1}, {1, 0, 1, 0}, 2, 0.1},
      {"errors of two bins do not cancel", {0.6, 0.6, 0.8, 0.8}, {1, 1, 1, 0}, 2, 0.35},
      {"in one bin they do", {0.6, 0.6, 0.8, 0.8}, {1, 1, 1, 0}, 1, 0.05},
      {"fewer answers than bins", {0.25}, {1}, 10, 0.75},
  };
  for (const Case& one : cases) {
    INFO(std::string(one.what));
    CHECK(near(cxtext::expected_calibration_error(one.confidence, one.right, one.bins), one.error));
  }
}
