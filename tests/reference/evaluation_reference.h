#pragma once

// Slow, obvious twins of the agreement measures: permutations, pairs and sums over items, straight from the
// definitions.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <set>
#include <vector>

namespace reference {

using Labels = std::vector<std::uint32_t>;

inline double share(const Labels& a, std::uint32_t label) {
  return static_cast<double>(std::count(a.begin(), a.end(), label)) / static_cast<double>(a.size());
}

inline double share(const Labels& a, std::uint32_t label_a, const Labels& b, std::uint32_t label_b) {
  double both = 0;
  for (std::size_t i = 0; i < a.size(); ++i) both += a[i] == label_a && b[i] == label_b ? 1 : 0;
  return both / static_cast<double>(a.size());
}

inline double macro_f1(const Labels& gold, const Labels& predicted) {
  const std::set<std::uint32_t> classes(gold.begin(), gold.end());
  double sum = 0;
  for (const std::uint32_t c : classes) {
    const double both = share(gold, c, predicted, c);
    const double precision = share(predicted, c) > 0 ? both / share(predicted, c) : 0;
    const double recall = both / share(gold, c);
    sum += precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
  }
  return sum / static_cast<double>(classes.size());
}

/// Best accuracy over every one-to-one map of labels below n_labels. Precondition: n_labels <= 7.
inline double clustering_accuracy(const Labels& gold, const Labels& clusters, std::uint32_t n_labels) {
  Labels map(n_labels);
  std::iota(map.begin(), map.end(), 0U);
  double best = 0;
  do {
    double equal = 0;
    for (std::size_t i = 0; i < gold.size(); ++i) equal += gold[i] == map[clusters[i]] ? 1 : 0;
    best = std::max(best, equal / static_cast<double>(gold.size()));
  } while (std::next_permutation(map.begin(), map.end()));
  return best;
}

inline double entropy(const Labels& a) {
  double sum = 0;
  for (const std::uint32_t label : std::set<std::uint32_t>(a.begin(), a.end())) {
    sum -= share(a, label) * std::log(share(a, label));
  }
  return sum;
}

/// Mutual information as H(a) + H(b) - H(a, b), over the mean of the entropies.
inline double normalized_mutual_information(const Labels& a, const Labels& b) {
  Labels joint;
  for (std::size_t i = 0; i < a.size(); ++i) joint.push_back(a[i] * 1000 + b[i]);
  const double mean = (entropy(a) + entropy(b)) / 2;
  return mean == 0 ? 1 : (entropy(a) + entropy(b) - entropy(joint)) / mean;
}

/// Over all pairs of items (Hubert & Arabie 1985): together in both, in one, in the other.
inline double adjusted_rand_index(const Labels& a, const Labels& b) {
  double both = 0;
  double in_a = 0;
  double in_b = 0;
  double all = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      all += 1;
      in_a += a[i] == a[j] ? 1 : 0;
      in_b += b[i] == b[j] ? 1 : 0;
      both += a[i] == a[j] && b[i] == b[j] ? 1 : 0;
    }
  }
  const double expected = all > 0 ? in_a * in_b / all : 0;
  const double most = (in_a + in_b) / 2;
  return most == expected ? 1 : (both - expected) / (most - expected);
}

}  // namespace reference
