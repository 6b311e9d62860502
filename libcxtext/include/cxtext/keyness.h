#pragma once

#include <cstdint>

namespace cxtext {

/// How often one word stands in two groups of documents.
struct WordUse {
  std::uint64_t in = 0;         ///< documents of the group with the word
  std::uint64_t out = 0;        ///< documents of the other group with the word
  std::uint64_t pairs_in = 0;   ///< sum of `in` over all words
  std::uint64_t pairs_out = 0;  ///< sum of `out` over all words
};

/// The weight of the prior: so many pseudo-words, shared out as the words of both groups together are.
inline constexpr double keyness_prior = 500;

/// How far a word tells the group from the other one, in standard errors: log-odds with an informative Dirichlet prior
/// (Monroe, Colaresi & Quinn 2008, eq. 16 to 22). Above nought: more often in the group. Precondition: the word is used
/// (in + out > 0). Thread-safe.
[[nodiscard]] double keyness_z(const WordUse& use) noexcept;

}  // namespace cxtext
