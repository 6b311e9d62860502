#pragma once

// Slow, obvious twin of the TF-IDF of a file in one language: maps by text, everything counted anew for every document.

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "cxtext/vectors.h"

namespace reference {

using Terms = std::map<std::string, double>;

inline std::string term_of(const cxtext::CorpusWord& word, bool own_words) {
  if (word.concept_id != 0 && !own_words) return "concept " + std::to_string(word.concept_id);
  return "stem " + (word.stem.empty() ? word.form : word.stem);
}

/// How often each term stands in a document; function words, and feelings unless own words count, only where it has
/// nothing else.
inline Terms counts_of(const cxtext::Corpus& corpus, const cxtext::CorpusDoc& doc, bool own_words,
                       const std::map<std::string, std::uint32_t>* columns) {
  Terms counts;
  for (const bool background : {false, true}) {
    if (!counts.empty()) break;
    for (std::uint64_t i = doc.first_word; i < doc.first_word + doc.n_words; ++i) {
      const cxtext::CorpusWord& word = corpus.words[corpus.tokens[i]];
      if (((word.is_feeling && !own_words) || word.is_stopword) != background) continue;
      const std::string term = term_of(word, own_words);
      if (columns == nullptr || columns->contains(term)) counts[term] += 1;
    }
  }
  return counts;
}

/// Document counts of the terms that are columns.
inline std::map<std::string, std::uint32_t> columns_of(const cxtext::Corpus& corpus,
                                                       const cxtext::VectorOptions& options) {
  std::map<std::string, std::uint32_t> docs;
  for (const cxtext::CorpusDoc& doc : corpus.docs) {
    for (const auto& [term, count] : counts_of(corpus, doc, options.own_words, nullptr)) ++docs[term];
  }
  std::map<std::string, std::uint32_t> kept;
  for (const auto& [term, count] : docs) {
    if (count < options.min_doc_count || count > options.max_doc_share * static_cast<double>(corpus.docs.size()))
      continue;
    kept[term] = count;
  }
  return kept;
}

inline std::vector<Terms> tfidf(const cxtext::Corpus& corpus, const cxtext::VectorOptions& options) {
  const std::map<std::string, std::uint32_t> columns = columns_of(corpus, options);
  const auto n = static_cast<double>(corpus.docs.size());
  std::vector<Terms> rows;
  for (const cxtext::CorpusDoc& doc : corpus.docs) {
    Terms row = counts_of(corpus, doc, options.own_words, &columns);
    double length2 = 0;
    for (auto& [term, weight] : row) {
      weight = (1 + std::log(weight)) * (std::log((1 + n) / (1 + columns.at(term))) + 1);
      length2 += weight * weight;
    }
    for (auto& [term, weight] : row) weight /= std::sqrt(length2);
    rows.push_back(row);
  }
  return rows;
}

}  // namespace reference
