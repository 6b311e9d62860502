// Agreement of labels with gold. Clusterings are compared by their contingency table only, so the numbers that a
// clustering uses for its clusters never matter. The slow twins are in tests/reference/evaluation_reference.h.

#include "cxtext/evaluation.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <utility>

#include "assignment.h"

namespace cxtext {

namespace {

using Labels = std::span<const std::uint32_t>;

/// How often each pair of labels occurs; labels renumbered in ascending order, so that sums have one order.
struct Contingency {
  std::vector<std::uint64_t> gold;      // items of each class
  std::vector<std::uint64_t> clusters;  // items of each cluster
  std::map<std::pair<std::size_t, std::size_t>, std::uint64_t> cells;
};

std::vector<std::uint32_t> distinct(Labels labels) {
  std::vector<std::uint32_t> out(labels.begin(), labels.end());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::size_t position(const std::vector<std::uint32_t>& sorted, std::uint32_t label) {
  return static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), label) - sorted.begin());
}

Contingency count(Labels gold, Labels clusters) {
  assert(gold.size() == clusters.size());
  const std::vector<std::uint32_t> classes = distinct(gold);
  const std::vector<std::uint32_t> groups = distinct(clusters);
  Contingency table;
  table.gold.resize(classes.size());
  table.clusters.resize(groups.size());
  for (std::size_t i = 0; i < gold.size(); ++i) {
    const std::size_t g = position(classes, gold[i]);
    const std::size_t c = position(groups, clusters[i]);
    ++table.gold[g];
    ++table.clusters[c];
    ++table.cells[{g, c}];
  }
  return table;
}

double entropy(const std::vector<std::uint64_t>& counts, double n) {
  double sum = 0;
  for (const std::uint64_t count : counts) {
    const double share = static_cast<double>(count) / n;
    sum -= share * std::log(share);
  }
  return sum;
}

double pairs(std::uint64_t count) {
  const auto n = static_cast<double>(count);
  return n * (n - 1) / 2;
}

double pairs(const std::vector<std::uint64_t>& counts) {
  double sum = 0;
  for (const std::uint64_t count : counts) sum += pairs(count);
  return sum;
}

}  // namespace

double accuracy(Labels gold, Labels predicted) {
  assert(gold.size() == predicted.size());
  if (gold.empty()) return 0;
  std::size_t equal = 0;
  for (std::size_t i = 0; i < gold.size(); ++i) equal += gold[i] == predicted[i] ? 1U : 0U;
  return static_cast<double>(equal) / static_cast<double>(gold.size());
}

double macro_f1(Labels gold, Labels predicted) {
  assert(gold.size() == predicted.size());
  if (gold.empty()) return 0;
  struct Counts {
    std::uint64_t gold = 0;
    std::uint64_t predicted = 0;
    std::uint64_t both = 0;
  };
  std::map<std::uint32_t, Counts> by_class;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    ++by_class[gold[i]].gold;
    ++by_class[predicted[i]].predicted;
    if (gold[i] == predicted[i]) ++by_class[gold[i]].both;
  }
  double sum = 0;
  std::size_t n_classes = 0;
  for (const auto& [label, counts] : by_class) {
    if (counts.gold == 0) continue;
    ++n_classes;
    sum += 2.0 * static_cast<double>(counts.both) / static_cast<double>(counts.gold + counts.predicted);
  }
  return sum / static_cast<double>(n_classes);
}

double clustering_accuracy(Labels gold, Labels clusters) {
  if (gold.empty()) return 0;
  const Contingency table = count(gold, clusters);
  const std::size_t n = std::max(table.gold.size(), table.clusters.size());
  std::vector<std::int64_t> weights(n * n, 0);
  for (const auto& [cell, items] : table.cells) {
    weights[cell.first * n + cell.second] = static_cast<std::int64_t>(items);
  }
  const std::vector<std::size_t> column_of_row = best_assignment(weights, n);
  std::int64_t matched = 0;
  for (std::size_t row = 0; row < n; ++row) matched += weights[row * n + column_of_row[row]];
  return static_cast<double>(matched) / static_cast<double>(gold.size());
}

double normalized_mutual_information(Labels gold, Labels clusters) {
  if (gold.empty()) return 0;
  const Contingency table = count(gold, clusters);
  if (table.gold.size() == 1 && table.clusters.size() == 1) return 1;
  const auto n = static_cast<double>(gold.size());
  double information = 0;
  for (const auto& [cell, items] : table.cells) {
    const auto both = static_cast<double>(items);
    const double expected =
        static_cast<double>(table.gold[cell.first]) * static_cast<double>(table.clusters[cell.second]);
    information += both / n * std::log(both * n / expected);
  }
  const double mean_entropy = (entropy(table.gold, n) + entropy(table.clusters, n)) / 2;
  return std::clamp(information / mean_entropy, 0.0, 1.0);
}

double adjusted_rand_index(Labels gold, Labels clusters) {
  if (gold.empty()) return 0;
  const Contingency table = count(gold, clusters);
  double together = 0;
  for (const auto& [cell, items] : table.cells) together += pairs(items);
  const double in_gold = pairs(table.gold);
  const double in_clusters = pairs(table.clusters);
  const double all = pairs(gold.size());
  // One item, or both all in one, or both all apart: the same partition, and no chance to correct for.
  if (all == 0 || (in_gold == in_clusters && (in_gold == 0 || in_gold == all))) return 1;
  const double expected = in_gold * in_clusters / all;
  return (together - expected) / ((in_gold + in_clusters) / 2 - expected);
}

double expected_calibration_error(std::span<const double> probabilities, std::span<const std::uint32_t> outcomes) {
  constexpr std::size_t n_bins = 10;
  const std::size_t n = probabilities.size();
  if (n == 0) return 0;
  std::vector<std::uint32_t> order(n);
  for (std::size_t i = 0; i < n; ++i) order[i] = static_cast<std::uint32_t>(i);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return probabilities[a] < probabilities[b]; });
  double error = 0;
  for (std::size_t bin = 0; bin < n_bins; ++bin) {
    double promised = 0;
    double came_true = 0;
    for (std::size_t i = bin * n / n_bins; i < (bin + 1) * n / n_bins; ++i) {
      promised += probabilities[order[i]];
      came_true += static_cast<double>(outcomes[order[i]]);
    }
    error += std::abs(promised - came_true);
  }
  return error / static_cast<double>(n);
}

}  // namespace cxtext
