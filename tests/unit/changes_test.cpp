#include "cxtext/changes.h"

#include <cmath>
#include <doctest/doctest.h>

#include "cxtext/keyness.h"

#include "../reference/changes_reference.h"
#include "testing.h"

using cxtext::BandCounts;
using cxtext::BridgeBucket;
using Counts = std::vector<std::uint64_t>;
using Times = std::vector<double>;

namespace {

BandCounts random_counts(testing::Random& random, std::size_t most) {
  return {random.below(most + 1), random.below(most + 1), random.below(most + 1)};
}

double plain_nps(const BandCounts& counts) {
  return 100 * (static_cast<double>(counts.promoters) - static_cast<double>(counts.detractors)) /
         static_cast<double>(counts.n());
}

}  // namespace

TEST_CASE("cochran_armitage: values of SciPy") {
  struct Case {
    Counts cases;
    Counts totals;
    Times at;
    double z;
    double p;
  };
  for (const Case& c : {Case{{10, 15, 25}, {100, 100, 100}, {0, 1, 2}, 2.846049894151543, 0.004426525857919807},
                        Case{{30, 12, 4}, {90, 60, 50}, {0, 1, 5}, -3.2424633403342074, 0.0011850119267014555},
                        Case{{12, 12}, {40, 40}, {0, 3}, 0, 1}}) {
    const auto test = cxtext::cochran_armitage(c.cases, c.totals, c.at);
    REQUIRE(test.has_value());
    CHECK(std::abs(test->z - c.z) < 1e-12);
    CHECK(test->p == doctest::Approx(c.p).epsilon(1e-12));
  }
}

TEST_CASE("cochran_armitage: nothing of little, nothing without time") {
  struct Case {
    Counts cases;
    Counts totals;
    bool tested;
  };
  for (const Case& c :
       {Case{{5, 5}, {50, 50}, true}, Case{{5, 4}, {50, 50}, false}, Case{{45, 45}, {50, 50}, true},
        Case{{45, 46}, {50, 50}, false}, Case{{20, 0}, {50, 0}, false}, Case{{0, 20}, {0, 50}, false}}) {
    CHECK(cxtext::cochran_armitage(c.cases, c.totals, Times{0, 1}).has_value() == c.tested);
  }
  CHECK_FALSE(cxtext::cochran_armitage({}, {}, {}).has_value());
}

TEST_CASE("nps_slope: values of SciPy") {
  const std::vector<BandCounts> three{{5, 3, 2}, {4, 3, 3}, {1, 4, 7}};
  const auto line = cxtext::nps_slope(three, Times{0, 1, 3});
  REQUIRE(line.has_value());
  CHECK(line->slope.value == doctest::Approx(-27.228915662650603).epsilon(1e-12));
  CHECK(line->slope.low == doctest::Approx(-49.21049039455058).epsilon(1e-8));
  CHECK(line->slope.high == doctest::Approx(-5.247340930750627).epsilon(1e-8));
  CHECK(line->se == doctest::Approx(10.763291971195088).epsilon(1e-12));
  CHECK(line->p == doctest::Approx(0.016900113678183643).epsilon(1e-11));

  const std::vector<BandCounts> two{{50, 30, 20}, {60, 20, 20}};
  const auto rising = cxtext::nps_slope(two, Times{0, 1});
  REQUIRE(rising.has_value());
  CHECK(rising->slope.value == doctest::Approx(10));
  CHECK(rising->se == doctest::Approx(11.236664374387372).epsilon(1e-12));
  CHECK(rising->p == doctest::Approx(0.3745760717948887).epsilon(1e-11));
}

TEST_CASE("nps_slope: rows that all lie on a line, and rows that are too few") {
  const auto flat = cxtext::nps_slope(std::vector<BandCounts>{{8, 0, 0}, {9, 0, 0}}, Times{0, 1});
  REQUIRE(flat.has_value());
  CHECK(flat->slope.value == 0);
  CHECK(flat->se == 0);
  CHECK(flat->p == 1);
  const auto steep = cxtext::nps_slope(std::vector<BandCounts>{{8, 0, 0}, {0, 0, 9}}, Times{0, 1});
  REQUIRE(steep.has_value());
  CHECK(steep->slope.value == doctest::Approx(-200));
  CHECK(steep->p < 1e-100);
  CHECK(steep->p > 0);
  CHECK_FALSE(cxtext::nps_slope(std::vector<BandCounts>{{4, 0, 0}, {0, 0, 5}}, Times{0, 1}).has_value());
  CHECK_FALSE(cxtext::nps_slope(std::vector<BandCounts>{{40, 0, 9}, {}}, Times{0, 1}).has_value());
  CHECK_FALSE(cxtext::nps_slope({}, {}).has_value());
}

TEST_CASE("trends agree with the row-by-row reference") {
  testing::Random random(20260701);
  for (int round = 0; round < 200; ++round) {
    Counts cases;
    Counts totals;
    Times at;
    std::vector<BandCounts> bands;
    for (std::size_t i = 0; i < 2 + random.below(8); ++i) {
      totals.push_back(20 + random.below(60));
      cases.push_back(6 + random.below(totals.back() - 12));
      at.push_back(static_cast<double>(3 * i + random.below(3)));
      bands.push_back(random_counts(random, 20));
      bands.back().passives += 5;
    }
    const auto test = cxtext::cochran_armitage(cases, totals, at);
    REQUIRE(test.has_value());
    CHECK(std::abs(test->z - reference::trend_z(cases, totals, at)) < 1e-9);
    const auto line = cxtext::nps_slope(bands, at);
    REQUIRE(line.has_value());
    const auto [slope, se] = reference::slope(bands, at);
    CHECK(std::abs(line->slope.value - slope) < 1e-9);
    CHECK(std::abs(line->se - se) < 1e-9);
  }
}

TEST_CASE("nps_bridge: worked by hand") {
  // Before: a 6 rows, mean .5; b 4 rows, mean -.5; NPS 10. After: a 5 rows, mean .2; b 15 rows, mean .2; NPS 20.
  const std::vector<BridgeBucket> buckets{{{4, 1, 1}, {2, 2, 1}}, {{1, 0, 3}, {8, 2, 5}}, {}};
  const auto parts = cxtext::nps_bridge(buckets);
  REQUIRE(parts.size() == 3);
  // a: share .6 -> .25, mean of means .35, of all .15: mix -.35 * .2 = -.07; rate -.3 * .425 = -.1275.
  CHECK(parts[0].mix == doctest::Approx(-7));
  CHECK(parts[0].rate == doctest::Approx(-12.75));
  // b: share .4 -> .75, mean of means -.15: mix .35 * -.3 = -.105; rate .7 * .575 = .4025.
  CHECK(parts[1].mix == doctest::Approx(-10.5));
  CHECK(parts[1].rate == doctest::Approx(40.25));
  CHECK(parts[2].mix == 0);
  CHECK(parts[2].rate == 0);
}

TEST_CASE("nps_bridge: what is new or gone is all mix") {
  const std::vector<BridgeBucket> buckets{{{10, 0, 0}, {5, 0, 0}}, {{}, {0, 0, 5}}, {{5, 0, 5}, {}}};
  const auto parts = cxtext::nps_bridge(buckets);
  REQUIRE(parts.size() == 3);
  CHECK(parts[1].rate == 0);
  CHECK(parts[1].mix == doctest::Approx(100 * 0.5 * (-1 - 0.25)));
  CHECK(parts[2].rate == 0);
  CHECK(cxtext::nps_bridge(std::vector<BridgeBucket>{{{1, 0, 0}, {}}}).empty());
  CHECK(cxtext::nps_bridge({}).empty());
}

TEST_CASE("nps_bridge: the parts add up") {
  testing::Random random(5);
  for (int round = 0; round < 300; ++round) {
    std::vector<BridgeBucket> buckets;
    BandCounts before;
    BandCounts after;
    for (std::size_t i = 0; i < 1 + random.below(30); ++i) {
      BridgeBucket& bucket = buckets.emplace_back();
      if (random.chance(0.8)) bucket.before = random_counts(random, 50);
      if (random.chance(0.8)) bucket.after = random_counts(random, 50);
      before.merge(bucket.before);
      after.merge(bucket.after);
    }
    if (before.n() == 0 || after.n() == 0) continue;
    double sum = 0;
    for (const auto& part : cxtext::nps_bridge(buckets)) sum += part.mix + part.rate;
    CHECK(std::abs(sum - (plain_nps(after) - plain_nps(before))) < 1e-9);
  }
}

TEST_CASE("keyness_z: values worked out elsewhere, and the other way round") {
  struct Case {
    cxtext::WordUse use;
    double z;
  };
  for (const Case& c : {Case{{20, 5, 1000, 4000}, 5.243064641091307}, Case{{5, 20, 1000, 1000}, -2.406141617476166},
                        Case{{10, 10, 2000, 2000}, 0}, Case{{3, 0, 50, 9000}, 2.3036166757613334}}) {
    CHECK(std::abs(cxtext::keyness_z(c.use) - c.z) < 1e-12);
    const cxtext::WordUse turned{c.use.out, c.use.in, c.use.pairs_out, c.use.pairs_in};
    CHECK(std::abs(cxtext::keyness_z(turned) + c.z) < 1e-12);
  }
}
