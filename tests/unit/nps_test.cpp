#include "cxtext/nps.h"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>
#include <random>

#include "../reference/nps_reference.h"
#include "distributions.h"
#include "testing.h"

using cxtext::Band;
using cxtext::BandCounts;
using cxtext::Estimate;

namespace {

void check_close(const Estimate& got, const Estimate& want, double tolerance) {
  CHECK(std::abs(got.value - want.value) <= tolerance);
  CHECK(std::abs(got.low - want.low) <= tolerance);
  CHECK(std::abs(got.high - want.high) <= tolerance);
}

/// Counts of at most `most` rows a band.
BandCounts random_counts(std::mt19937_64& random, std::uint64_t most) {
  return {random() % (most + 1), random() % (most + 1), random() % (most + 1)};
}

struct Pair {
  BandCounts in;
  BandCounts all;
};

/// A theme and all rows, both sides large enough to be tested.
Pair random_pair(std::mt19937_64& random, std::uint64_t most) {
  while (true) {
    Pair pair{random_counts(random, most), {}};
    const BandCounts out = random_counts(random, most);
    pair.all = pair.in;
    pair.all.merge(out);
    if (pair.in.n() >= cxtext::min_cell_tested && out.n() >= cxtext::min_cell_tested) return pair;
  }
}

}  // namespace

TEST_CASE("bands follow the cut points of their scale") {
  struct Case {
    cxtext::Scale scale;
    double score;
    std::optional<Band> band;
  };
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  const Case cases[] = {
      {cxtext::nps_scale, 0, Band::detractor},     {cxtext::nps_scale, 6, Band::detractor},
      {cxtext::nps_scale, 6.99, Band::detractor},  {cxtext::nps_scale, 7, Band::passive},
      {cxtext::nps_scale, 8, Band::passive},       {cxtext::nps_scale, 8.5, Band::passive},
      {cxtext::nps_scale, 9, Band::promoter},      {cxtext::nps_scale, 10, Band::promoter},
      {cxtext::nps_scale, -0.0, Band::detractor},  {cxtext::nps_scale, 10.01, std::nullopt},
      {cxtext::nps_scale, -1, std::nullopt},       {cxtext::nps_scale, nan, std::nullopt},
      {cxtext::nps_scale, infinity, std::nullopt}, {cxtext::stars5_scale, 0, std::nullopt},
      {cxtext::stars5_scale, 3, Band::detractor},  {cxtext::stars5_scale, 4, Band::passive},
      {cxtext::stars5_scale, 5, Band::promoter},   {cxtext::csat5_scale, 1, Band::detractor},
      {cxtext::csat5_scale, 4, Band::passive},     {cxtext::csat5_scale, 5, Band::promoter},
      {cxtext::ces7_scale, 4, Band::detractor},    {cxtext::ces7_scale, 5, Band::passive},
      {cxtext::ces7_scale, 6, Band::promoter},     {cxtext::ces7_scale, 7, Band::promoter},
      {cxtext::ces7_scale, 8, std::nullopt},       {{"custom", 0, 100, 50, 80}, 79, Band::passive},
  };
  for (const Case& c : cases) {
    CAPTURE(c.scale.name);
    CAPTURE(c.score);
    CHECK(c.scale.band(c.score) == c.band);
  }
  CHECK(cxtext::to_name(Band::detractor) == "detractor");
  CHECK(cxtext::to_name(Band::passive) == "passive");
  CHECK(cxtext::to_name(Band::promoter) == "promoter");
}

TEST_CASE("band counts add up in any order") {
  BandCounts left;
  for (const Band band : {Band::promoter, Band::promoter, Band::passive, Band::detractor}) left.add(band);
  CHECK(left.promoters == 2);
  CHECK(left.passives == 1);
  CHECK(left.detractors == 1);
  BandCounts right{5, 6, 7};
  BandCounts other_way = right;
  right.merge(left);
  left.merge(other_way);
  CHECK(left.promoters == 7);
  CHECK(left.promoters == right.promoters);
  CHECK(left.passives == right.passives);
  CHECK(left.detractors == right.detractors);
  CHECK(left.n() == 22);
}

TEST_CASE("nps: published half widths, clipping, nothing to count") {
  CHECK_FALSE(cxtext::nps({}).has_value());
  struct Case {
    BandCounts counts;
    double half_width;
  };
  // 40 % promoters and 20 % detractors.
  const Case cases[] = {{{12, 12, 6}, 25.5}, {{40, 40, 20}, 14.4}, {{200, 200, 100}, 6.5}, {{400, 400, 200}, 4.6}};
  for (const Case& c : cases) {
    const Estimate e = cxtext::nps(c.counts).value();
    CHECK(e.value == doctest::Approx(20));
    CHECK(std::abs((e.high - e.low) / 2 - c.half_width) < 0.05);
  }
  // By hand: (10.75 - .75)/13 = .769231; variance 11.5/13 - .591716 = .292899; half 1.959964 sqrt(.292899/13) =
  // .294194.
  const Estimate all_promoters = cxtext::nps({10, 0, 0}).value();
  CHECK(all_promoters.value == 100);
  CHECK(all_promoters.high == 100);
  CHECK(all_promoters.low == doctest::Approx(47.5036).epsilon(1e-5));
  const Estimate all_detractors = cxtext::nps({0, 0, 10}).value();
  CHECK(all_detractors.low == -100);
  CHECK(all_detractors.high == doctest::Approx(-all_promoters.low));
  const Estimate one = cxtext::nps({0, 1, 0}).value();
  CHECK(one.value == 0);
  CHECK(one.low == doctest::Approx(-one.high));
}

TEST_CASE("nps: wider for more confidence") {
  const BandCounts counts{40, 40, 20};
  const double unit = (cxtext::nps(counts).value().high - 100 * 20 / 103.0) / 1.959963984540054;
  struct Case {
    double confidence;
    double z;
  };
  for (const Case& c : {Case{0.5, 0.674489750}, Case{0.8, 1.281551566}, Case{0.9, 1.644853627}, Case{0.99, 2.575829304},
                        Case{0.999, 3.290526731}}) {
    const Estimate e = cxtext::nps(counts, c.confidence).value();
    CHECK((e.high - e.low) / 2 == doctest::Approx(c.z * unit).epsilon(1e-8));
  }
}

TEST_CASE("impact and gap: worked by hand") {
  // 20 rows in the theme: 5 promoters, 5 passives, 10 detractors (mean -.25). 80 outside: 48, 16, 16 (mean .4).
  // All: 53, 21, 26 (mean .27). Impact 27 - 40 = -13 = .2 (-25 - 40).
  const BandCounts in{5, 5, 10};
  const BandCounts all{53, 21, 26};
  const Estimate impact = cxtext::impact(in, all).value();
  CHECK(impact.value == doctest::Approx(-13));
  // Sum of psi²: inside 5(.73)² + 5(.27)² + 10(1.27)² = 19.158; outside psi = x - .27 - 1.25(x - .4) = .23 - .25x:
  // 48(.02)² + 16(.23)² + 16(.48)² = 4.552. SE = sqrt(23.71)/100.
  CHECK(impact.high - impact.value == doctest::Approx(1.959964 * std::sqrt(23.71)).epsilon(1e-6));
  CHECK(impact.value - impact.low == doctest::Approx(1.959964 * std::sqrt(23.71)).epsilon(1e-6));

  const Estimate gap = cxtext::gap(in, all).value();
  CHECK(gap.value == doctest::Approx(-65));
  CHECK(gap.low < gap.value);

  // With three rows more on either side: 13 rows of mean 0 and variance 11.5/13, and 23 of mean 20/23 and variance
  // 21.5/23 - (20/23)². Half width 1.959964 sqrt(.884615/13 + .178639/23) = .539666 around -.869565.
  const Estimate even = cxtext::gap({5, 0, 5}, {25, 0, 5}).value();
  CHECK(even.value == doctest::Approx(-100));
  CHECK(even.low == doctest::Approx(-140.9231).epsilon(1e-5));
  CHECK(even.high == doctest::Approx(-32.9899).epsilon(1e-5));

  // All alike on both sides: still not sure.
  const Estimate same = cxtext::gap({10, 0, 0}, {30, 0, 0}).value();
  CHECK(same.value == 0);
  CHECK(same.low < -40);
  CHECK(same.high > 20);
  // As far apart as can be: smoothing must not leave the gap itself out.
  const Estimate apart = cxtext::gap({10, 0, 0}, {10, 0, 10}).value();
  CHECK(apart.value == 200);
  CHECK(apart.high == 200);
  CHECK(apart.low == doctest::Approx(112.240).epsilon(1e-5));
}

TEST_CASE("small cells, and themes that are no part of the whole, have no figures") {
  struct Case {
    BandCounts in;
    BandCounts all;
    bool tested;
  };
  const Case cases[] = {
      {{5, 2, 3}, {50, 20, 30}, true},
      {{5, 2, 2}, {50, 20, 30}, false},
      {{50, 20, 20}, {50, 20, 30}, true},
      {{50, 20, 21}, {50, 20, 30}, false},
      {{50, 20, 30}, {50, 20, 30}, false},
      {{}, {50, 20, 30}, false},
      {{}, {}, false},
      {{51, 0, 0}, {50, 20, 30}, false},
      {{0, 0, 31}, {50, 20, 30}, false},
      {{0, 21, 0}, {50, 20, 30}, false},
  };
  for (const Case& c : cases) {
    CHECK(cxtext::impact(c.in, c.all).has_value() == c.tested);
    CHECK(cxtext::gap(c.in, c.all).has_value() == c.tested);
    CHECK(cxtext::theme_test(c.in, c.all).has_value() == c.tested);
  }
}

TEST_CASE("intervals agree with the row-by-row reference") {
  std::mt19937_64 random(20260301);
  for (int round = 0; round < 300; ++round) {
    const Pair pair = random_pair(random, 5 + random() % 60);
    check_close(cxtext::nps(pair.all).value(), reference::nps(pair.all), 1e-9);
    check_close(cxtext::impact(pair.in, pair.all).value(), reference::impact(pair.in, pair.all), 1e-9);
    check_close(cxtext::gap(pair.in, pair.all).value(), reference::gap(pair.in, pair.all), 1e-9);
  }
}

TEST_CASE("theme_test: worked by hand") {
  // Ten of twenty, all of them promoters: this outcome and its mirror image out of C(20,10) = 184,756.
  CHECK(cxtext::theme_test({10, 0, 0}, {10, 0, 10}).value() == doctest::Approx(2 / 184756.0).epsilon(1e-12));
  CHECK(cxtext::theme_test({5, 0, 5}, {10, 0, 10}).value() == doctest::Approx(1).epsilon(1e-12));
  CHECK(cxtext::theme_test({10, 0, 0}, {40, 0, 0}).value() == doctest::Approx(1).epsilon(1e-12));
  CHECK(cxtext::theme_test({300, 0, 0}, {900, 0, 0}).value() == doctest::Approx(1).epsilon(1e-12));
}

TEST_CASE("theme_test agrees with every subset, and with every count") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 6; ++round) {
    Pair pair;
    do {
      pair = random_pair(random, 5);
    } while (pair.all.n() > 22);
    CHECK(cxtext::theme_test(pair.in, pair.all).value() ==
          doctest::Approx(reference::every_subset(pair.in, pair.all)).epsilon(1e-10));
  }
  for (int round = 0; round < 400; ++round) {
    const Pair pair = random_pair(random, 10);
    CHECK(cxtext::theme_test(pair.in, pair.all).value() ==
          doctest::Approx(reference::every_count(pair.in, pair.all)).epsilon(1e-10));
  }
}

TEST_CASE("theme_test stays exact among millions of rows, and deep in the tail") {
  // A hundred detractors out of five million rows with 2 % detractors: one outcome is as extreme, a product of ratios.
  const BandCounts all{3'000'000, 1'900'000, 100'000};
  double log_p = 0;
  for (int i = 0; i < 100; ++i) log_p += std::log((100'000.0 - i) / (5'000'000.0 - i));
  CHECK(std::log(cxtext::theme_test({0, 0, 100}, all).value()) == doctest::Approx(log_p).epsilon(1e-11));
  CHECK(cxtext::theme_test({0, 0, 200}, all).value() > 0);
  CHECK(cxtext::theme_test({0, 0, 100'000}, all).value() > 0);
  CHECK(cxtext::theme_test({0, 0, 200}, all).value() < 1e-300);
}

TEST_CASE("theme_test: the exact and the z branch meet at 200 rows") {
  const BandCounts all{50'000, 30'000, 20'000};
  for (const std::uint64_t promoters : {90U, 95U, 100U, 105U, 115U}) {
    const double exact = cxtext::theme_test({promoters, 160 - promoters, 40}, all).value();
    const double z = cxtext::theme_test({promoters + 1, 160 - promoters, 40}, all).value();
    CAPTURE(promoters);
    CHECK(std::abs(exact - z) < 0.09);
  }
  // By hand: 300 rows, mean .2, of 3,000, mean .3: variance .8 - .09 = .71; se = sqrt(.71/300 * 2700/2999) = .046156.
  CHECK(cxtext::theme_test({100, 160, 40}, {1650, 600, 750}).value() ==
        doctest::Approx(std::erfc(0.1 / 0.0461562 / std::sqrt(2.0))).epsilon(1e-4));
}

TEST_CASE("quantiles and tails: values of SciPy") {
  CHECK(cxtext::normal_quantile(0.99) == doctest::Approx(2.5758293035489004).epsilon(1e-13));
  CHECK(cxtext::normal_p(-1.959963984540054) == doctest::Approx(0.05).epsilon(1e-13));
  CHECK(cxtext::normal_p(100) > 0);
  // SciPy gives nine digits of the quantiles; that the tail there is what was asked for holds further.
  struct Case {
    double confidence;
    double df;
    double t;
  };
  for (const Case& c : {Case{0.95, 9, 2.2621571627409915}, Case{0.95, 1, 12.706204736432095},
                        Case{0.99, 30.5, 2.746967063704571}, Case{0.8, 3, 1.637744357215907}}) {
    const double t = cxtext::student_quantile(c.confidence, c.df);
    CHECK(t == doctest::Approx(c.t).epsilon(1e-8));
    CHECK(cxtext::student_p(-t, c.df) == doctest::Approx(1 - c.confidence).epsilon(1e-12));
  }
  // Cauchy's distribution has a closed form: P(|T| >= t) = 1 - 2 atan(t) / pi.
  for (const double t : {1e-6, 0.3, 1.0, 7.0, 1e4}) {
    CHECK(cxtext::student_p(t, 1) == doctest::Approx(2 * std::atan(1 / t) / std::acos(-1.0)).epsilon(1e-12));
  }
  CHECK(cxtext::student_p(1.96, 1e6) == doctest::Approx(0.049996067585).epsilon(1e-9));
  CHECK(cxtext::student_p(0, 5) == 1);
  CHECK(cxtext::student_p(-40, 200) == doctest::Approx(2.248739653520226e-97).epsilon(1e-9));
  CHECK(cxtext::student_p(1e300, 1000) > 0);
}

TEST_CASE("evidence_of: by the smallest cells") {
  using cxtext::Evidence;
  CHECK(cxtext::evidence_of({}) == Evidence::not_shown);
  CHECK(cxtext::evidence_of({2, 1, 1}) == Evidence::not_shown);
  CHECK(cxtext::evidence_of({2, 1, 2}) == Evidence::not_enough_data);
  CHECK(cxtext::evidence_of({3, 3, 3}) == Evidence::not_enough_data);
  CHECK(cxtext::evidence_of({3, 3, 4}) == Evidence::enough);
}

TEST_CASE("share_estimate: Wilson intervals of statsmodels") {
  struct Case {
    std::uint64_t with;
    std::uint64_t n;
    double low;
    double high;
  };
  for (const Case& c : {Case{8, 10, 0.49016247153664183, 0.9433178485456247}, Case{0, 10, 0, 0.27753279986288926},
                        Case{10, 10, 0.7224672001371106, 1}, Case{412, 900, 0.4254765867942454, 0.4904378700407369}}) {
    const Estimate got = cxtext::share_estimate(c.with, c.n).value();
    CHECK(got.value == doctest::Approx(static_cast<double>(c.with) / static_cast<double>(c.n)));
    CHECK(std::abs(got.low - c.low) < 1e-12);
    CHECK(std::abs(got.high - c.high) < 1e-12);
  }
  CHECK_FALSE(cxtext::share_estimate(0, 0).has_value());
}

TEST_CASE("mean_estimate: t intervals of SciPy") {
  const Estimate five = cxtext::mean_estimate(std::vector<double>{1, 2, 3, 4, 5}).value();
  CHECK(five.value == doctest::Approx(3));
  CHECK(five.low == doctest::Approx(1.036756838522439).epsilon(1e-8));
  CHECK(five.high == doctest::Approx(4.9632431614775605).epsilon(1e-9));
  const Estimate two = cxtext::mean_estimate(std::vector<double>{4, 5}).value();
  CHECK(two.high == doctest::Approx(10.853102368216048).epsilon(1e-9));
  const Estimate same = cxtext::mean_estimate(std::vector<double>(4, 7.5)).value();
  CHECK(same.low == 7.5);
  CHECK(same.high == 7.5);
  CHECK_FALSE(cxtext::mean_estimate(std::vector<double>{1}).has_value());
  CHECK_FALSE(cxtext::mean_estimate({}).has_value());
}

TEST_CASE("share_test: values of SciPy, whichever margin is the smallest") {
  struct Case {
    cxtext::ShareCounts counts;
    double p;
  };
  for (const Case& c :
       {Case{{12, 20, 30, 100}, 0.0021326423097008046}, Case{{5, 40, 60, 300}, 0.28758314350649006},
        Case{{3, 15, 500, 900}, 0.007064659578616163}, Case{{700, 800, 850, 1000}, 2.0578510626525426e-05},
        Case{{300, 600, 900, 2000}, 0.0032640151523921994}}) {  // the last by z
    CHECK(cxtext::share_test(c.counts).value() == doctest::Approx(c.p).epsilon(1e-10));
  }
}

TEST_CASE("share_test is the theme test of rows that have it or lack it") {
  std::mt19937_64 random(3);
  for (int round = 0; round < 300; ++round) {
    const Pair pair = random_pair(random, 40);
    const BandCounts in{pair.in.promoters, 0, pair.in.passives + pair.in.detractors};
    const BandCounts all{pair.all.promoters, 0, pair.all.passives + pair.all.detractors};
    const auto got = cxtext::share_test({in.promoters, in.n(), all.promoters, all.n()});
    const bool wide = std::min(all.promoters, all.detractors) >= 10;
    REQUIRE(got.has_value() == wide);
    if (wide) CHECK(*got == doctest::Approx(cxtext::theme_test(in, all).value()).epsilon(1e-10));
  }
  CHECK_FALSE(cxtext::share_test({11, 10, 50, 100}).has_value());
  CHECK_FALSE(cxtext::share_test({10, 10, 9, 100}).has_value());
  CHECK_FALSE(cxtext::share_test({0, 60, 50, 100}).has_value());
  CHECK_FALSE(cxtext::share_test({}).has_value());
}

TEST_CASE("benjamini_hochberg: known values, ties, order, and the reference") {
  CHECK(cxtext::benjamini_hochberg({}).empty());
  const std::vector<double> p{0.04, 0.001, 0.03, 0.5};
  const std::vector<double> q = cxtext::benjamini_hochberg(p);
  CHECK(q[0] == doctest::Approx(0.16 / 3));
  CHECK(q[1] == doctest::Approx(0.004));
  CHECK(q[2] == doctest::Approx(0.16 / 3));
  CHECK(q[3] == doctest::Approx(0.5));

  std::mt19937_64 random(99);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> values(random() % 30);
    for (double& value : values) value = static_cast<double>(random() % 50) / 49;
    const std::vector<double> got = cxtext::benjamini_hochberg(values);
    const std::vector<double> want = reference::benjamini_hochberg(values);
    REQUIRE(got.size() == want.size());
    for (std::size_t i = 0; i < got.size(); ++i) CHECK(got[i] == doctest::Approx(want[i]).epsilon(1e-12));
  }
}
