#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "cxtext/pipeline.h"

namespace cxtext {

/// Numbers the words of several analyzers as one corpus, in order of first occurrence: ask in input order and the
/// numbers do not depend on which analyzer saw what. Not thread-safe.
class CorpusJoiner {
 public:
  CorpusJoiner(const Engine& engine, const std::vector<Analyzer>& analyzers, Corpus& corpus)
      : engine_(engine), analyzers_(analyzers), corpus_(corpus), numbers_(analyzers.size()) {}

  /// Number of a term that analyzers[worker] gave, in a language with lexicon.
  std::uint32_t number(std::size_t worker, std::uint32_t word, ConceptId concept_id, Lang lang);

 private:
  const Engine& engine_;
  const std::vector<Analyzer>& analyzers_;
  Corpus& corpus_;
  // By analyzer first: texts are compared once an analyzer and word, not once a token.
  std::vector<std::unordered_map<std::uint64_t, std::uint32_t>> numbers_;
  std::unordered_map<std::string, std::uint32_t> by_text_;
};

}  // namespace cxtext
