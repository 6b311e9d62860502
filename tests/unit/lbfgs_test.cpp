#include "lbfgs.h"

#include <cmath>
#include <doctest/doctest.h>
#include <vector>

using cxtext::minimise;

namespace {

// sum of c_i (x_i - i)², with curvatures c_i from 1 to 1,000.
double bowl(const std::vector<double>& x, std::vector<double>& gradient) {
  double value = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double curvature = std::pow(1000.0, static_cast<double>(i) / static_cast<double>(x.size()));
    const double off = x[i] - static_cast<double>(i);
    value += curvature * off * off;
    gradient[i] = 2 * curvature * off;
  }
  return value;
}

// Logistic loss of four points on a line, two of each side, with a faint penalty: no closed form.
double logistic_loss(const std::vector<double>& x, std::vector<double>& gradient) {
  const std::vector<double> at{-2, -0.5, 0.25, 3};
  const std::vector<double> side{-1, 1, -1, 1};
  double value = 0.05 * (x[0] * x[0] + x[1] * x[1]);
  gradient = {0.1 * x[0], 0.1 * x[1]};
  for (std::size_t i = 0; i < at.size(); ++i) {
    const double margin = side[i] * (x[0] * at[i] + x[1]);
    value += std::log1p(std::exp(-margin));
    const double slope = -side[i] / (1 + std::exp(margin));
    gradient[0] += slope * at[i];
    gradient[1] += slope;
  }
  return value;
}

}  // namespace

TEST_CASE("lbfgs: finds the bottom of a bowl of uneven curvature") {
  for (const std::size_t size : {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{60}}) {
    CAPTURE(size);
    std::vector<double> x(size, -3);
    const double reached = minimise(bowl, x, {.max_iterations = 300, .tolerance = 1e-14});
    CHECK(reached < 1e-6);
    for (std::size_t i = 0; i < size; ++i) CHECK(x[i] == doctest::Approx(static_cast<double>(i)).epsilon(1e-3));
  }
}

TEST_CASE("lbfgs: leaves no slope where there is no closed form") {
  std::vector<double> x{5, -5};
  const double reached = minimise(logistic_loss, x, {.max_iterations = 200, .tolerance = 1e-14});
  std::vector<double> gradient(2);
  CHECK(logistic_loss(x, gradient) == reached);
  CHECK(std::abs(gradient[0]) < 1e-5);
  CHECK(std::abs(gradient[1]) < 1e-5);
}

TEST_CASE("lbfgs: stays at a minimum, stops when told, gives the same bits twice") {
  std::vector<double> bottom{0, 1, 2};
  CHECK(minimise(bowl, bottom) == 0);
  CHECK(bottom == std::vector<double>{0, 1, 2});

  std::vector<double> start(20, 9);
  std::vector<double> gradient(start.size());
  const double value = bowl(start, gradient);
  std::vector<double> untouched(start);
  CHECK(minimise(bowl, untouched, {.max_iterations = 0, .tolerance = 1e-6}) == value);
  CHECK(untouched == start);
  std::vector<double> once(start);
  const double after_one = minimise(bowl, once, {.max_iterations = 1, .tolerance = 1e-6});
  CHECK(after_one < value);
  std::vector<double> first(start);
  std::vector<double> second(start);
  CHECK(minimise(bowl, first) == minimise(bowl, second));
  CHECK(first == second);
  CHECK(minimise(bowl, first) < after_one);
}
