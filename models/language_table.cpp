#include "language_table.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "hash.h"

namespace cxtext::training {

namespace {

namespace features = language_features;

// Features by what they add to what is read: the square of their weights, times a power of how often they are met.
std::vector<std::uint32_t> by_importance(const std::vector<Weights>& weights, const std::vector<float>& counts) {
  std::vector<float> importance(weights.size());
  std::vector<std::uint32_t> order;
  for (std::uint32_t f = 0; f < weights.size(); ++f) {
    float squares = 0;
    for (const float weight : weights[f]) squares += weight * weight;
    importance[f] = squares * std::sqrt(counts[f] + 0.05F);
    if (importance[f] > 0) order.push_back(f);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return importance[a] > importance[b]; });
  return order;
}

// The largest weights are clipped, so that the many small ones keep their resolution.
float largest_kept(const std::vector<Weights>& weights, const std::vector<std::uint32_t>& order, std::size_t n) {
  std::vector<float> magnitudes;
  for (std::size_t i = 0; i < std::min(n, order.size()); ++i) {
    for (const float weight : weights[order[i]]) magnitudes.push_back(std::abs(weight));
  }
  if (magnitudes.empty()) return 1;
  const auto at = magnitudes.begin() + static_cast<std::ptrdiff_t>(magnitudes.size() * 9995 / 10000);
  std::nth_element(magnitudes.begin(), at, magnitudes.end());
  return *at;
}

}  // namespace

std::string make_table(const Vocabulary& vocabulary, const std::vector<Weights>& weights,
                       const std::vector<float>& counts, const TableOptions& options) {
  const std::vector<std::uint32_t> order = by_importance(weights, counts);
  const std::size_t n_slots = std::size_t{options.n_buckets} * features::slots_a_bucket;
  features::ModelHeader header;
  header.n_buckets = options.n_buckets;
  header.scale = largest_kept(weights, order, n_slots) / static_cast<float>(features::max_digit);
  header.temperature = options.temperature;
  header.length_power = options.length_power;
  std::vector<features::Bucket> buckets(options.n_buckets);
  std::vector<std::uint8_t> used(options.n_buckets, 0);
  std::size_t kept = 0;
  for (const std::uint32_t f : order) {
    if (kept == n_slots) break;
    features::Digits digits{};
    bool says_nothing = true;
    constexpr float most = static_cast<float>(features::max_digit);
    for (std::size_t c = 0; c < digits.size(); ++c) {
      digits[c] = static_cast<std::int32_t>(std::lround(std::clamp(weights[f][c] / header.scale, -most, most)));
      says_nothing = says_nothing && digits[c] == 0;
    }
    if (says_nothing) continue;
    // A bucket that is full has the more important features already.
    const features::Place place = features::place_of(vocabulary.hash_of_feature(f), options.n_buckets);
    const std::uint32_t at = place.bucket;
    if (used[at] == features::slots_a_bucket) continue;
    const std::uint64_t packed = features::pack(digits);
    buckets[at].fingerprints[used[at]] =
        static_cast<std::uint16_t>(place.fingerprint | packed >> 32U << features::fingerprint_bits);
    buckets[at].weights[used[at]] = static_cast<std::uint32_t>(packed);
    ++used[at];
    ++kept;
  }
  std::fprintf(stderr, "%zu of %zu features kept\n", kept, order.size());
  std::string bytes(reinterpret_cast<const char*>(buckets.data()), buckets.size() * sizeof(features::Bucket));
  header.checksum = hash64(bytes);
  return std::string(reinterpret_cast<const char*>(&header), sizeof header) + bytes;
}

}  // namespace cxtext::training
