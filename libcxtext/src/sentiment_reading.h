#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cxtext/pipeline.h"

#include "sentiment_examples.h"
#include "sentiment_learned.h"

namespace cxtext {

/// Some texts as they were read; types by the numbers of the reader.
struct SentimentExamples::Block {
  std::size_t reader = 0;
  SparseLists uses;  ///< text × type
  std::vector<std::uint32_t> text;
  std::vector<double> positive;
  std::vector<double> negative;
  std::vector<double> listed;
  std::vector<std::int8_t> label;
  std::vector<float> weight;
  std::vector<std::uint8_t> calibrates;
  std::vector<std::uint8_t> fold;
};

/// Reads texts for one thread. Types keep their number from block to block, so that what a word's letters say is
/// worked out once.
class SentimentExamples::Reader {
 public:
  struct Context {
    const Engine& engine;
    FileLanguages languages;
    SentimentStrengths strengths;
    std::span<const Lang> among;
  };
  struct Types {
    std::vector<std::uint64_t> keys;
    std::vector<std::string> names;  ///< empty for marks and words under a negator
    SparseLists features;            ///< type × feature
  };

  /// context must outlive the reader.
  explicit Reader(const Context& context) : context_(context), analyzer_(context.engine) {}

  /// first: index of the first text.
  void read(std::span<const LabelledText> texts, std::uint32_t first, Block& block);

  Types types;

 private:
  bool read_uses(const LabelledText& text, Block& block);
  std::uint32_t number(std::uint64_t key, bool& is_new);
  void forget_words();
  std::uint32_t of_word(const SentimentTrace::WordUse& use);
  std::uint32_t of_feature(sentiment_features::Feature feature);

  const Context& context_;
  Analyzer analyzer_;
  SentimentTrace trace_;
  std::vector<PersonalSpan> finds_;
  std::vector<std::pair<std::uint32_t, float>> used_;           // types and how much of them
  std::unordered_map<std::uint64_t, std::uint32_t> number_of_;  // of a key; looked up, never iterated
  // Of a word of the table as each language reads it, plain or under a negator; `unnumbered` where not asked for yet.
  std::array<std::vector<std::uint32_t>, std::size_t{2} * n_lexicon_langs> number_of_word_;
};

}  // namespace cxtext
