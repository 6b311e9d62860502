#include "assignment.h"

#include <cassert>
#include <limits>

namespace cxtext {

namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

/// Rows are matched one after another, each along the cheapest alternating path; the potentials keep every reduced
/// cost at or above zero, so the path is found as Dijkstra would. Costs are the negative weights.
class Matching {
 public:
  Matching(const std::vector<std::int64_t>& weights, std::size_t n)
      : weights_(weights), n_(n), row_potential_(n, 0), column_potential_(n, 0), row_of_(n, none) {}

  void add_row(std::size_t row) {
    constexpr std::int64_t unreached = std::numeric_limits<std::int64_t>::max();
    distance_.assign(n_, unreached);
    from_row_.assign(n_, row);
    done_.assign(n_, false);
    std::size_t at_row = row;
    std::int64_t walked = 0;
    std::size_t free_column = none;
    while (free_column == none) {
      const std::size_t column = nearest_column(at_row, walked);
      walked = distance_[column];
      done_[column] = true;
      if (row_of_[column] == none) {
        free_column = column;
      } else {
        at_row = row_of_[column];
      }
    }
    update_potentials(row, walked);
    flip_path(row, free_column);
  }

  [[nodiscard]] std::vector<std::size_t> column_of_row() const {
    std::vector<std::size_t> out(n_);
    for (std::size_t column = 0; column < n_; ++column) out[row_of_[column]] = column;
    return out;
  }

 private:
  std::size_t nearest_column(std::size_t row, std::int64_t walked) {
    std::size_t best = none;
    for (std::size_t column = 0; column < n_; ++column) {
      if (done_[column]) continue;
      const std::int64_t step = -weights_[row * n_ + column] - row_potential_[row] - column_potential_[column];
      if (walked + step < distance_[column]) {
        distance_[column] = walked + step;
        from_row_[column] = row;
      }
      if (best == none || distance_[column] < distance_[best]) best = column;
    }
    return best;
  }

  void update_potentials(std::size_t row, std::int64_t walked) {
    row_potential_[row] += walked;
    for (std::size_t column = 0; column < n_; ++column) {
      if (!done_[column]) continue;
      column_potential_[column] -= walked - distance_[column];
      if (row_of_[column] != none) row_potential_[row_of_[column]] += walked - distance_[column];
    }
  }

  void flip_path(std::size_t row, std::size_t column) {
    while (true) {
      const std::size_t owner = from_row_[column];
      row_of_[column] = owner;
      if (owner == row) return;
      // The column that the owner gives up lies one step nearer to the start.
      for (std::size_t other = 0; other < n_; ++other) {
        if (other != column && row_of_[other] == owner) {
          column = other;
          break;
        }
      }
    }
  }

  const std::vector<std::int64_t>& weights_;
  std::size_t n_;
  std::vector<std::int64_t> row_potential_;
  std::vector<std::int64_t> column_potential_;
  std::vector<std::size_t> row_of_;  // by column
  std::vector<std::int64_t> distance_;
  std::vector<std::size_t> from_row_;
  std::vector<bool> done_;
};

}  // namespace

std::vector<std::size_t> best_assignment(const std::vector<std::int64_t>& weights, std::size_t n) {
  assert(weights.size() == n * n);
  Matching matching(weights, n);
  for (std::size_t row = 0; row < n; ++row) matching.add_row(row);
  return matching.column_of_row();
}

}  // namespace cxtext
