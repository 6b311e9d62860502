#include "cxtext/drivers.h"

#include <cmath>
#include <doctest/doctest.h>
#include <string>

#include "../reference/changes_reference.h"
#include "testing.h"

using cxtext::Band;
using cxtext::DriverRows;

namespace {

/// Rows whose themes 0 and 1 mostly come together, while only theme 0 moves the score; theme 2 stands alone.
DriverRows overlapping(std::uint64_t seed, std::size_t n) {
  testing::Random random(seed);
  DriverRows rows;
  rows.n_themes = 4;
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<std::uint32_t> themes;
    const bool first = random.chance(0.3);
    if (first) themes.push_back(0);
    if (random.chance(first ? 0.8 : 0.1)) themes.push_back(1);
    if (random.chance(0.2)) themes.push_back(2);
    const double up = first ? 0.1 : 0.6;
    const Band band = random.chance(up) ? Band::promoter : random.chance(0.5) ? Band::detractor : Band::passive;
    rows.add(band, "row-" + std::to_string(i), themes);
  }
  return rows;
}

}  // namespace

TEST_CASE("fold_of: a hash of the id, the same on every machine") {
  // XXH3 of the Python package xxhash, modulo 5.
  struct Case {
    const char* id;
    int fold;
  };
  for (const Case& c : {Case{"F0001", 4}, Case{"42", 3}, Case{"row-7", 1}, Case{"", 3}}) {
    CAPTURE(c.id);
    CHECK(cxtext::fold_of(c.id) == c.fold);
  }
}

TEST_CASE("adjusted_impacts agree with regression on rows") {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
    const DriverRows rows = overlapping(seed, 60 + 70 * seed);
    const auto got = cxtext::adjusted_impacts(rows);
    REQUIRE(got.has_value());
    const auto want = reference::adjusted_impacts(rows);
    CHECK(got->penalty == want.penalty);
    REQUIRE(got->impacts.size() == 4);
    for (std::size_t t = 0; t < 4; ++t) CHECK(std::abs(got->impacts[t] - want.impacts[t]) < 1e-9);
    CHECK(got->impacts[3] == 0);  // a theme that no row has
  }
}

TEST_CASE("adjusted_impacts: what comes along with another theme is not held against it") {
  const auto got = cxtext::adjusted_impacts(overlapping(9, 4000));
  REQUIRE(got.has_value());
  CHECK(got->impacts[0] < -15);
  CHECK(std::abs(got->impacts[1]) < 3);
  CHECK(std::abs(got->impacts[2]) < 3);
}

TEST_CASE("adjusted_impacts: nothing of little") {
  CHECK_FALSE(cxtext::adjusted_impacts({}).has_value());
  CHECK_FALSE(cxtext::adjusted_impacts(overlapping(1, 49)).has_value());
  CHECK(cxtext::adjusted_impacts(overlapping(1, 50)).has_value());
  DriverRows no_themes;
  DriverRows one_fold;
  one_fold.n_themes = 1;
  for (int i = 0; i < 100; ++i) {
    no_themes.add(Band::promoter, std::to_string(i), {});
    one_fold.add(Band::promoter, "same", {});
  }
  CHECK_FALSE(cxtext::adjusted_impacts(no_themes).has_value());
  CHECK_FALSE(cxtext::adjusted_impacts(one_fold).has_value());
}
