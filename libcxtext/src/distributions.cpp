// Normal and Student's t. Boost.Math has them too, but brings streams into a library that must not print; here it takes
// the regularised incomplete beta function at b = 1/2, by its continued fraction (DLMF 8.17.22), and Newton's method.

#include "distributions.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace cxtext {

namespace {

constexpr double pi = 3.141592653589793;

double never_nought(double p) noexcept { return std::clamp(p, std::numeric_limits<double>::min(), 1.0); }

/// Gamma(a + 1/2) / Gamma(a): the expansion in 1/a where it is exact to the last digits, steps of one down from there.
/// std::lgamma writes to a global, and loses digits where a is large.
double half_gamma_ratio(double a) noexcept {
  double steps = 1;
  for (; a < 50; a += 1) steps *= a / (a + 0.5);
  const double u = 1 / a;
  const double series =
      1 + u * (-1.0 / 8 + u * (1.0 / 128 + u * (5.0 / 1024 + u * (-21.0 / 32768 + u * (-399.0 / 262144)))));
  return steps * std::sqrt(a) * series;
}

/// What stands under x^a (1 - x)^b / (a B(a, b)) in I_x(a, b): 1 + d1 / (1 + d2 / (1 + ...)), by Lentz's method. Quick
/// for x < (a + 1) / (a + b + 2).
double beta_fraction(double x, double a, double b) noexcept {
  constexpr double tiny = 1e-300;
  constexpr int max_terms = 10'000;
  double value = 1;
  double c = 1;
  double d = 0;
  for (int term = 1; term < max_terms; ++term) {
    const int pair = term / 2;
    const double m = pair;
    const double part = term % 2 == 0 ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                                      : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + part * d;
    d = 1 / (std::abs(d) < tiny ? tiny : d);
    c = 1 + part / c;
    if (std::abs(c) < tiny) c = tiny;
    value *= c * d;
    if (std::abs(c * d - 1) < 1e-15) break;
  }
  return value;
}

/// P(|T| >= t): I_x(df/2, 1/2) at x = df / (df + t²).
double student_tail(double t, double df) noexcept {
  const double a = df / 2;
  const double ratio = t * t / df;
  const double x = 1 / (1 + ratio);
  const double rest = ratio / (1 + ratio);  // 1 - x without its rounding
  const double front = std::exp(-a * std::log1p(ratio)) * std::sqrt(rest) * half_gamma_ratio(a) / std::sqrt(pi);
  if (x < (a + 1) / (a + 2.5)) return front / (a * beta_fraction(x, a, 0.5));
  return 1 - front / (0.5 * beta_fraction(rest, 0.5, a));
}

double student_density(double t, double df) noexcept {
  return half_gamma_ratio(df / 2) / std::sqrt(pi * df) * std::exp(-(df + 1) / 2 * std::log1p(t * t / df));
}

}  // namespace

double normal_quantile(double confidence) noexcept {
  assert(confidence > 0 && confidence < 1);
  if (confidence == 0.95) return 1.959963984540054;
  const double outside = 1 - confidence;
  double low = 0;
  double high = 40;  // erfc underflows before
  for (int step = 0; step < 100; ++step) {
    const double middle = 0.5 * (low + high);
    (std::erfc(middle / std::sqrt(2.0)) > outside ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

double student_quantile(double confidence, double df) noexcept {
  assert(confidence > 0 && confidence < 1 && df > 0);
  const double outside = 1 - confidence;
  // The tail is convex, and heavier than the normal one: Newton's method climbs from there and never overshoots.
  double t = normal_quantile(confidence);
  for (int step = 0; step < 100; ++step) {
    const double further = (student_tail(t, df) - outside) / (2 * student_density(t, df));
    t += further;
    if (std::abs(further) <= 1e-14 * t) break;
  }
  return t;
}

double normal_p(double z) noexcept { return never_nought(std::erfc(std::abs(z) / std::sqrt(2.0))); }

double student_p(double t, double df) noexcept {
  const double size = std::min(std::abs(t), 1e150);  // its square is a number
  return size == 0 ? 1.0 : never_nought(student_tail(size, df));
}

}  // namespace cxtext
