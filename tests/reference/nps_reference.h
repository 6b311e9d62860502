#pragma once

// Slow, obvious twins of the NPS statistics: every row is an element of a vector, every outcome is counted one by one.

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

#include "cxtext/nps.h"

namespace reference {

constexpr double z95 = 1.959963984540054;

/// One row: +1, 0 or -1, inside a theme or not.
struct Row {
  double x = 0;
  bool inside = false;
};

inline std::vector<Row> rows_of(const cxtext::BandCounts& in, const cxtext::BandCounts& all) {
  std::vector<Row> rows;
  rows.insert(rows.end(), in.promoters, {1, true});
  rows.insert(rows.end(), in.passives, {0, true});
  rows.insert(rows.end(), in.detractors, {-1, true});
  rows.insert(rows.end(), all.promoters - in.promoters, {1, false});
  rows.insert(rows.end(), all.passives - in.passives, {0, false});
  rows.insert(rows.end(), all.detractors - in.detractors, {-1, false});
  return rows;
}

struct Moments {
  double n = 0;
  double mean = 0;
  double sample_variance = 0;
};

template <class Keep>
Moments moments(const std::vector<Row>& rows, Keep keep) {
  Moments out;
  for (const Row& row : rows) {
    if (!keep(row)) continue;
    out.n += 1;
    out.mean += row.x;
  }
  out.mean /= out.n;
  for (const Row& row : rows) {
    if (keep(row)) out.sample_variance += (row.x - out.mean) * (row.x - out.mean) / (out.n - 1);
  }
  return out;
}

/// Adjusted Wald by adding the imaginary rows: weights instead of whole rows, then the plain Wald interval.
inline cxtext::Estimate nps(const cxtext::BandCounts& counts) {
  std::vector<std::array<double, 2>> weighted;  // x, weight
  for (const Row& row : rows_of({}, counts)) weighted.push_back({row.x, 1.0});
  double plain = 0;
  for (const auto& [x, weight] : weighted) plain += x / static_cast<double>(weighted.size());
  weighted.insert(weighted.end(), {{1.0, 0.75}, {0.0, 1.5}, {-1.0, 0.75}});

  double n = 0;
  double mean = 0;
  for (const auto& [x, weight] : weighted) n += weight;
  for (const auto& [x, weight] : weighted) mean += weight * x / n;
  double variance = 0;
  for (const auto& [x, weight] : weighted) variance += weight * (x - mean) * (x - mean) / n;
  const double half = z95 * std::sqrt(variance / n);
  return {100 * plain, std::max(-100.0, 100 * (mean - half)), std::min(100.0, 100 * (mean + half))};
}

/// Leave-one-out impact, the influence of every row worked out on its own.
inline cxtext::Estimate impact(const cxtext::BandCounts& in, const cxtext::BandCounts& all) {
  const std::vector<Row> rows = rows_of(in, all);
  const Moments whole = moments(rows, [](const Row&) { return true; });
  const Moments out = moments(rows, [](const Row& row) { return !row.inside; });
  const double p = 1 - out.n / whole.n;
  double mean_psi_squared = 0;
  for (const Row& row : rows) {
    double psi = row.x - whole.mean;
    if (!row.inside) psi -= (row.x - out.mean) / (1 - p);
    mean_psi_squared += psi * psi / whole.n;
  }
  const double value = whole.mean - out.mean;
  const double half = z95 * std::sqrt(mean_psi_squared / whole.n);
  return {100 * value, 100 * (value - half), 100 * (value + half)};
}

/// Welch's way with the imaginary rows of either side among the others.
inline cxtext::Estimate gap(const cxtext::BandCounts& in, const cxtext::BandCounts& all) {
  double value = 0;
  double centre = 0;
  double variance = 0;
  for (const bool inside : {true, false}) {
    const double sign = inside ? 1 : -1;
    const std::vector<Row> rows = rows_of(in, all);
    const Moments plain = moments(rows, [&](const Row& row) { return row.inside == inside; });
    value += sign * plain.mean;
    std::vector<std::array<double, 2>> weighted{{1.0, 0.75}, {0.0, 1.5}, {-1.0, 0.75}};  // x, weight
    for (const Row& row : rows) {
      if (row.inside == inside) weighted.push_back({row.x, 1.0});
    }
    double n = 0;
    double mean = 0;
    for (const auto& [x, weight] : weighted) n += weight;
    for (const auto& [x, weight] : weighted) mean += weight * x / n;
    centre += sign * mean;
    for (const auto& [x, weight] : weighted) variance += weight * (x - mean) * (x - mean) / n / n;
  }
  const double half = z95 * std::sqrt(variance);
  return {100 * value, 100 * std::min(value, centre - half), 100 * std::max(value, centre + half)};
}

/// The permutation test by drawing every subset of the theme's size there is. For at most 24 rows.
inline double every_subset(const cxtext::BandCounts& in, const cxtext::BandCounts& all) {
  const std::vector<Row> rows = rows_of(in, all);
  const double mean = moments(rows, [](const Row&) { return true; }).mean;
  const double observed = std::abs(moments(rows, [](const Row& row) { return row.inside; }).mean - mean);
  std::uint64_t subsets = 0;
  std::uint64_t extreme = 0;
  for (std::uint32_t mask = 0; mask < (1U << rows.size()); ++mask) {
    if (static_cast<std::uint64_t>(std::popcount(mask)) != in.n()) continue;
    double sum = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) sum += (mask >> i & 1U) != 0 ? rows[i].x : 0.0;
    ++subsets;
    if (std::abs(sum / static_cast<double>(in.n()) - mean) >= observed - 1e-9) ++extreme;
  }
  return static_cast<double>(extreme) / static_cast<double>(subsets);
}

/// The same by counting subsets in whole numbers with Pascal's triangle. For at most 60 rows.
inline double every_count(const cxtext::BandCounts& in, const cxtext::BandCounts& all) {
  static constexpr std::size_t limit = 61;
  std::array<std::array<std::uint64_t, limit>, limit> choose{};
  for (std::size_t n = 0; n < limit; ++n) {
    choose[n][0] = 1;
    for (std::size_t k = 1; k <= n; ++k) choose[n][k] = choose[n - 1][k - 1] + choose[n - 1][k];
  }
  const double mean =
      (static_cast<double>(all.promoters) - static_cast<double>(all.detractors)) / static_cast<double>(all.n());
  const auto distance = [&](double promoters, double detractors) {
    return std::abs((promoters - detractors) / static_cast<double>(in.n()) - mean);
  };
  const double observed = distance(static_cast<double>(in.promoters), static_cast<double>(in.detractors));
  std::uint64_t subsets = 0;
  std::uint64_t extreme = 0;
  for (std::uint64_t p = 0; p <= std::min(in.n(), all.promoters); ++p) {
    for (std::uint64_t d = 0; d <= std::min(in.n() - p, all.detractors); ++d) {
      const std::uint64_t rest = in.n() - p - d;
      if (rest > all.passives) continue;
      const std::uint64_t ways = choose[all.promoters][p] * choose[all.detractors][d] * choose[all.passives][rest];
      subsets += ways;
      if (distance(static_cast<double>(p), static_cast<double>(d)) >= observed - 1e-9) extreme += ways;
    }
  }
  return static_cast<double>(extreme) / static_cast<double>(subsets);
}

/// q of every p by the definition: the smallest false discovery rate at which it would still be called.
inline std::vector<double> benjamini_hochberg(const std::vector<double>& p) {
  std::vector<double> q;
  for (const double own : p) {
    double smallest = 1;
    for (const double cut : p) {
      if (cut < own) continue;
      const auto called = std::count_if(p.begin(), p.end(), [&](double other) { return other <= cut; });
      smallest = std::min(smallest, cut * static_cast<double>(p.size()) / static_cast<double>(called));
    }
    q.push_back(smallest);
  }
  return q;
}

}  // namespace reference
