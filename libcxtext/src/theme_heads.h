#pragma once

#include <cstdint>
#include <vector>

#include "cxtext/lexicon.h"
#include "cxtext/vectors.h"

namespace cxtext {

/// The space without the columns that cannot name a theme (actions, qualities, times, what the taxonomy has rules for),
/// rows to unit length again. Leftovers share verbs and adjectives by chance; what they are about are the things.
[[nodiscard]] VectorSpace keep_naming_columns(VectorSpace space, const Corpus& corpus, const Lexicon& lexicon);

/// What a cluster is about in one word: a column that stands in a good part of its documents and can name a theme, i.e.
/// a thing, person, place or sum of money, or a word that the concept table does not know; and none that the taxonomy
/// has a rule for, since that has had its say. no_term: there is none, and the cluster is but a heap of leftovers.
/// cluster_of_doc: below n_clusters, or negative.
[[nodiscard]] std::vector<std::uint32_t> find_heads(const VectorSpace& space, const Corpus& corpus,
                                                    const Lexicon& lexicon,
                                                    const std::vector<std::int32_t>& cluster_of_doc,
                                                    std::uint32_t n_clusters);

/// n_clusters x n_clusters: how many documents of a cluster (row) have the head of another (column).
[[nodiscard]] std::vector<std::uint32_t> count_with_heads(const VectorSpace& space,
                                                          const std::vector<std::uint32_t>& heads,
                                                          const std::vector<std::int32_t>& cluster_of_doc);

/// Takes the documents of clusters without a head out of them, and those that neither have the head of their cluster
/// nor stand close to its centre: a theme must be seen in its quotes.
void keep_headed(const VectorSpace& space, const Corpus& corpus, const Lexicon& lexicon, std::uint32_t n_clusters,
                 const std::vector<float>& strength, std::uint32_t min_docs, std::vector<std::int32_t>& cluster_of_doc);

}  // namespace cxtext
