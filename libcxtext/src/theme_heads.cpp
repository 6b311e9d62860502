#include "theme_heads.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "cxtext/themes.h"

namespace cxtext {

namespace {

constexpr double least_share = 0.4;       // of a cluster's documents that have its head
constexpr float close_to_centre = 0.7F;   // cosine in the reduced space
constexpr std::size_t shortest_word = 3;  // bytes of a head that is no concept

std::span<const std::uint32_t> columns_of(const SparseRows& rows, std::size_t doc) {
  return std::span(rows.columns).subspan(rows.row_starts[doc], rows.row_starts[doc + 1] - rows.row_starts[doc]);
}

bool can_head(const SpaceTerm& term, const Corpus& corpus, const Lexicon& lexicon) {
  if (term.concept_id == 0) {
    const CorpusWord& word = corpus.words[term.word];
    if (word.form.size() < shortest_word || word.is_stopword || word.is_feeling) return false;
    if (!has_lexicon(word.lang)) return true;
    const LexiconEntry* entry = lexicon.find_form(word.lang, word.form);
    if (entry == nullptr) entry = lexicon.find_stem(word.lang, word.stem);
    return entry == nullptr || lexicon.atoms(*entry).empty();
  }
  const ConceptClass kind = lexicon.concept_class(term.concept_id);
  const bool names_something = kind == ConceptClass::thing || kind == ConceptClass::person ||
                               kind == ConceptClass::place || kind == ConceptClass::money;
  return names_something && lexicon.atom_of(term.concept_id) == 0;
}

}  // namespace

VectorSpace keep_naming_columns(VectorSpace space, const Corpus& corpus, const Lexicon& lexicon) {
  std::vector<bool> names(space.terms.size());
  for (std::size_t t = 0; t < space.terms.size(); ++t) names[t] = can_head(space.terms[t], corpus, lexicon);
  SparseRows kept;
  kept.n_columns = space.rows.n_columns;
  for (std::size_t doc = 0; doc < space.rows.n_rows(); ++doc) {
    const std::size_t first = kept.values.size();
    double squares = 0;
    for (std::uint64_t i = space.rows.row_starts[doc]; i < space.rows.row_starts[doc + 1]; ++i) {
      if (!names[space.rows.columns[i]]) continue;
      kept.columns.push_back(space.rows.columns[i]);
      kept.values.push_back(space.rows.values[i]);
      squares += static_cast<double>(space.rows.values[i]) * static_cast<double>(space.rows.values[i]);
    }
    for (std::size_t i = first; i < kept.values.size(); ++i) kept.values[i] /= static_cast<float>(std::sqrt(squares));
    kept.row_starts.push_back(kept.values.size());
  }
  space.rows = std::move(kept);
  return space;
}

std::vector<std::uint32_t> find_heads(const VectorSpace& space, const Corpus& corpus, const Lexicon& lexicon,
                                      const std::vector<std::int32_t>& cluster_of_doc, std::uint32_t n_clusters) {
  const std::size_t n_columns = space.rows.n_columns;
  std::vector<std::uint32_t> counts(n_clusters * n_columns, 0);
  std::vector<std::uint32_t> sizes(n_clusters, 0);
  for (std::size_t doc = 0; doc < cluster_of_doc.size(); ++doc) {
    if (cluster_of_doc[doc] < 0) continue;
    const auto cluster = static_cast<std::size_t>(cluster_of_doc[doc]);
    ++sizes[cluster];
    for (const std::uint32_t column : columns_of(space.rows, doc)) ++counts[cluster * n_columns + column];
  }
  std::vector<std::uint32_t> heads(n_clusters, no_term);
  for (std::size_t cluster = 0; cluster < n_clusters; ++cluster) {
    std::uint32_t most = 0;
    for (std::uint32_t column = 0; column < n_columns; ++column) {
      const std::uint32_t count = counts[cluster * n_columns + column];
      if (count > most && can_head(space.terms[column], corpus, lexicon)) {
        most = count;
        heads[cluster] = column;
      }
    }
    if (static_cast<double>(most) < least_share * static_cast<double>(sizes[cluster])) heads[cluster] = no_term;
  }
  return heads;
}

std::vector<std::uint32_t> count_with_heads(const VectorSpace& space, const std::vector<std::uint32_t>& heads,
                                            const std::vector<std::int32_t>& cluster_of_doc) {
  std::vector<std::uint32_t> counts(heads.size() * heads.size(), 0);
  for (std::size_t doc = 0; doc < cluster_of_doc.size(); ++doc) {
    if (cluster_of_doc[doc] < 0) continue;
    const auto columns = columns_of(space.rows, doc);
    for (std::size_t head = 0; head < heads.size(); ++head) {
      const bool has_it = heads[head] != no_term && std::binary_search(columns.begin(), columns.end(), heads[head]);
      if (has_it) ++counts[static_cast<std::size_t>(cluster_of_doc[doc]) * heads.size() + head];
    }
  }
  return counts;
}

void keep_headed(const VectorSpace& space, const Corpus& corpus, const Lexicon& lexicon, std::uint32_t n_clusters,
                 const std::vector<float>& strength, std::uint32_t min_docs,
                 std::vector<std::int32_t>& cluster_of_doc) {
  const std::vector<std::uint32_t> heads = find_heads(space, corpus, lexicon, cluster_of_doc, n_clusters);
  std::vector<std::uint32_t> left(n_clusters, 0);
  for (std::size_t doc = 0; doc < cluster_of_doc.size(); ++doc) {
    if (cluster_of_doc[doc] < 0) continue;
    const auto cluster = static_cast<std::size_t>(cluster_of_doc[doc]);
    const auto columns = columns_of(space.rows, doc);
    const bool has_head =
        heads[cluster] != no_term && std::binary_search(columns.begin(), columns.end(), heads[cluster]);
    if (!has_head && (heads[cluster] == no_term || strength[doc] < close_to_centre)) {
      cluster_of_doc[doc] = no_theme;
    } else {
      ++left[cluster];
    }
  }
  for (std::int32_t& cluster : cluster_of_doc) {
    if (cluster >= 0 && left[static_cast<std::size_t>(cluster)] < min_docs) cluster = no_theme;
  }
}

}  // namespace cxtext
