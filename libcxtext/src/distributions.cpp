// The only file that includes Boost.Math. Nothing throws: errors come back as values.

#include "distributions.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <cassert>
#include <cmath>
#include <limits>

namespace cxtext {

namespace {

namespace policies = boost::math::policies;

// No long double: the same digits, and as fast, wherever it runs.
using Quiet =
    policies::policy<policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
                     policies::overflow_error<policies::ignore_error>,
                     policies::evaluation_error<policies::ignore_error>, policies::promote_double<false>>;
using Student = boost::math::students_t_distribution<double, Quiet>;

double at_least_smallest(double p) noexcept { return std::clamp(p, std::numeric_limits<double>::min(), 1.0); }

}  // namespace

double normal_quantile(double confidence) noexcept {
  assert(confidence > 0 && confidence < 1);
  if (confidence == 0.95) return 1.959963984540054;
  return std::sqrt(2.0) * boost::math::erf_inv(confidence, Quiet());
}

double student_quantile(double confidence, double df) noexcept {
  assert(confidence > 0 && confidence < 1 && df > 0);
  return -boost::math::quantile(Student(df), (1 - confidence) / 2);
}

double normal_p(double z) noexcept { return at_least_smallest(std::erfc(std::abs(z) / std::sqrt(2.0))); }

double student_p(double t, double df) noexcept {
  return at_least_smallest(2 * boost::math::cdf(Student(df), -std::abs(t)));
}

}  // namespace cxtext
