#pragma once

#include <functional>
#include <vector>

namespace cxtext {

/// Value of a function at x; writes its gradient, which has the size of x already.
using SmoothFunction = std::function<double(const std::vector<double>& x, std::vector<double>& gradient)>;

struct LbfgsOptions {
  int max_iterations = 100;
  double tolerance = 1e-6;  ///< stops where an iteration gains less than this share of the value
};

/// Minimises a convex smooth function from x, in place, by L-BFGS (Nocedal & Wright 2006, algorithm 7.5) with
/// backtracking. All sums run in one order: the same function and start give the same bits. Returns the value reached.
double minimise(const SmoothFunction& function, std::vector<double>& x, const LbfgsOptions& options = {});

}  // namespace cxtext
