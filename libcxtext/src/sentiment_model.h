#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/sentiment.h"

#include "sentiment_features.h"

/// Layout of the learned weights of sentiment as bytes: a header, then a hash table of weights. Written by the trainer,
/// read in place.
namespace cxtext::sentiment_layout {

struct Header {
  char magic[8] = {'c', 'x', 't', 's', 'e', 'n', '0', '2'};
  std::uint64_t checksum = 0;  ///< checksum_of(header, slots)
  char lexicon[32] = {};       ///< hash of the word lists that the weights were fitted with
  SentimentStrengths strengths;
  float scale = 0;  ///< weight = int16 * scale
  std::uint32_t log2_slots = 0;
  std::uint32_t n_weights = 0;
};

/// Of the header without this field and the slots.
[[nodiscard]] std::uint64_t checksum_of(Header header, std::string_view slots) noexcept;

/// After the header: 2^log2_slots features, then as many int16 weights (0: a free slot). Open addressing, linear
/// probing from the feature's low bits; at most half of the slots are used.
struct Weight {
  sentiment_features::Feature feature = 0;
  float weight = 0;
};
inline constexpr std::size_t slot_bytes = sizeof(sentiment_features::Feature) + sizeof(std::int16_t);

/// Bytes of SentimentModel::from_bytes. weights: in any order, each feature once; those that round to nothing are left
/// out. lexicon_hash: 32 hex digits.
[[nodiscard]] std::string to_bytes(const SentimentStrengths& strengths, std::vector<Weight> weights,
                                   std::string_view lexicon_hash);

/// The weights of a model, in order of their features.
[[nodiscard]] std::vector<Weight> weights_of(const SentimentModel& model);

}  // namespace cxtext::sentiment_layout
