// Near-duplicates among clusters, and the level above them.
#include "theme_levels.h"

#include <cmath>
#include <doctest/doctest.h>
#include <vector>

#include "cxtext/vectors.h"

using cxtext::Matrix;
using cxtext::no_term;

namespace {

/// Unit rows in the plane, by their angles in degrees.
Matrix rows_at(const std::vector<double>& angles) {
  Matrix out(cxtext::to_index(angles.size()), 2);
  for (std::size_t i = 0; i < angles.size(); ++i) {
    const double radians = angles[i] * 3.14159265358979 / 180;
    out(cxtext::to_index(i), 0) = static_cast<float>(std::cos(radians));
    out(cxtext::to_index(i), 1) = static_cast<float>(std::sin(radians));
  }
  return out;
}

}  // namespace

TEST_SUITE("theme_levels") {
  TEST_CASE("near-duplicates join the larger cluster") {
    struct Case {
      const char* what;
      std::vector<double> angles;
      std::vector<std::int32_t> clusters;
      std::vector<std::uint32_t> heads;
      std::vector<std::int32_t> joined;
    };
    const std::vector<Case> cases = {
        {"one head, close", {0, 0, 40}, {1, 1, 0}, {7, 7}, {1, 1, 1}},
        {"one head, far", {0, 0, 80}, {1, 1, 0}, {7, 7}, {1, 1, 0}},
        {"other heads, close", {0, 0, 40}, {1, 1, 0}, {7, 8}, {1, 1, 0}},
        {"other heads, all but the same place", {0, 0, 5}, {1, 1, 0}, {7, 8}, {1, 1, 1}},
        {"no head is no common head", {0, 0, 40}, {1, 1, 0}, {no_term, no_term}, {1, 1, 0}},
        {"of equals the first", {0, 1}, {0, 1}, {3, 3}, {0, 0}},
        {"rows without a cluster stay so", {0, 1, 2}, {0, -1, 1}, {3, 3}, {0, -1, 0}},
    };
    for (const Case& c : cases) {
      CAPTURE(c.what);
      std::vector<std::int32_t> clusters = c.clusters;
      cxtext::join_near_duplicates(rows_at(c.angles), c.heads, clusters);
      CHECK(clusters == c.joined);
    }
  }

  TEST_CASE("a theme is part of the closest larger one that is part of none") {
    // Themes at 0 (three rows), 50 (two) and 90 (one) degrees; and one far off.
    const Matrix points = rows_at({0, 0, 0, 50, 50, 90, 200});
    const std::vector<std::int32_t> themes{0, 0, 0, 1, 1, 2, 3};
    const auto parents_of = [&](const std::vector<std::int32_t>& theme_of_row, std::uint32_t n_themes) {
      return cxtext::find_parents(points, theme_of_row, n_themes, std::vector<std::uint32_t>(n_themes * n_themes, 0));
    };
    CHECK(parents_of(themes, 4) == std::vector<std::int32_t>{-1, 0, -1, -1});
    CHECK(parents_of(std::vector<std::int32_t>(7, 0), 1) == std::vector<std::int32_t>{-1});
    CHECK(parents_of(themes, 5).back() == -1);  // without rows
  }

  TEST_CASE("a theme that often speaks of the head of a larger one is part of it") {
    // Three themes far from each other, of six, five and one row; the second speaks of the first one's head once.
    const Matrix points = rows_at({0, 0, 0, 0, 0, 0, 90, 90, 90, 90, 90, 180});
    const std::vector<std::int32_t> themes{0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2};
    const std::vector<std::uint32_t> once{6, 0, 0, 1, 5, 0, 0, 1, 1};
    CHECK(cxtext::find_parents(points, themes, 3, once) == std::vector<std::int32_t>{-1, 0, -1});
    const std::vector<std::uint32_t> never{6, 6, 6, 0, 5, 5, 0, 0, 1};  // only the larger ones speak of the smaller
    CHECK(cxtext::find_parents(points, themes, 3, never) == std::vector<std::int32_t>{-1, -1, -1});
  }

  TEST_CASE("centres are the mean directions, at unit length") {
    const Matrix centers = cxtext::cluster_centers(rows_at({0, 90, 30}), std::vector<std::int32_t>{0, 0, 1}, 3);
    CHECK(centers(0, 0) == doctest::Approx(std::sqrt(0.5)));
    CHECK(centers(0, 1) == doctest::Approx(std::sqrt(0.5)));
    CHECK(centers(1, 0) == doctest::Approx(std::cos(3.14159265 / 6)));
    CHECK(centers.row(2).norm() == 0);
  }
}
