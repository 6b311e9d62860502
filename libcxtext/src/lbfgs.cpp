#include "lbfgs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>

namespace cxtext {

namespace {

constexpr std::size_t memory = 8;

// Eight sums side by side, in an order that never changes: one sum would wait for each addition.
double dot(const std::vector<double>& a, const std::vector<double>& b) {
  std::array<double, 8> sums{};
  std::size_t i = 0;
  for (; i + sums.size() <= a.size(); i += sums.size()) {
    for (std::size_t lane = 0; lane < sums.size(); ++lane) sums[lane] += a[i + lane] * b[i + lane];
  }
  for (; i < a.size(); ++i) sums[0] += a[i] * b[i];
  return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

void add(std::vector<double>& to, double factor, const std::vector<double>& what) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += factor * what[i];
}

struct Step {
  std::vector<double> move;    // of x
  std::vector<double> change;  // of the gradient
  double inverse = 0;          // 1 / (move · change)
};

// The two-loop recursion: the direction that the last steps make of a gradient.
std::vector<double> direction_of(const std::vector<double>& gradient, const std::deque<Step>& steps) {
  std::vector<double> direction(gradient);
  std::vector<double> shares(steps.size());
  for (std::size_t i = steps.size(); i-- > 0;) {
    shares[i] = steps[i].inverse * dot(steps[i].move, direction);
    add(direction, -shares[i], steps[i].change);
  }
  if (!steps.empty()) {
    const Step& last = steps.back();
    const double scale = 1.0 / (last.inverse * dot(last.change, last.change));
    for (double& value : direction) value *= scale;
  }
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const double share = steps[i].inverse * dot(steps[i].change, direction);
    add(direction, shares[i] - share, steps[i].move);
  }
  for (double& value : direction) value = -value;
  return direction;
}

}  // namespace

double minimise(const SmoothFunction& function, std::vector<double>& x, const LbfgsOptions& options) {
  std::vector<double> gradient(x.size());
  std::vector<double> next_gradient(x.size());
  std::vector<double> next;
  double value = function(x, gradient);
  std::deque<Step> steps;
  for (int iteration = 0; iteration < options.max_iterations; ++iteration) {
    std::vector<double> direction = direction_of(gradient, steps);
    double slope = dot(gradient, direction);
    if (!(slope < 0)) {
      // Nothing that the memory knows leads down: start over along the gradient.
      if (steps.empty()) break;
      steps.clear();
      continue;
    }
    constexpr double enough = 1e-4;  // Armijo
    constexpr int max_halvings = 30;
    double length = steps.empty() ? std::min(1.0, 1.0 / std::sqrt(-slope)) : 1.0;
    double next_value = value;
    int halvings = 0;
    for (; halvings < max_halvings; ++halvings, length *= 0.5) {
      next = x;
      add(next, length, direction);
      next_value = function(next, next_gradient);
      if (next_value <= value + enough * length * slope) break;
    }
    if (halvings == max_halvings) break;
    Step step;
    step.move = std::move(direction);
    for (double& move : step.move) move *= length;
    step.change = next_gradient;
    add(step.change, -1.0, gradient);
    const double curvature = dot(step.move, step.change);
    if (curvature > 1e-12 * dot(step.change, step.change)) {
      step.inverse = 1.0 / curvature;
      steps.push_back(std::move(step));
      if (steps.size() > memory) steps.pop_front();
    }
    const double gain = value - next_value;
    x.swap(next);
    gradient.swap(next_gradient);
    value = next_value;
    if (gain <= options.tolerance * std::max(1.0, std::abs(value))) break;
  }
  return value;
}

}  // namespace cxtext
