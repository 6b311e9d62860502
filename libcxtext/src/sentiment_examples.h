#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "cxtext/training.h"

#include "sentiment_features.h"

namespace cxtext {

/// Rows of numbers, most of them 0: row i has entries [starts[i], starts[i + 1]).
struct SparseLists {
  std::vector<std::uint32_t> starts{0};
  std::vector<std::uint32_t> columns;
  std::vector<float> values;

  [[nodiscard]] std::size_t size() const noexcept { return starts.size() - 1; }
  void end_row() { starts.push_back(static_cast<std::uint32_t>(columns.size())); }
  /// Column j of this as row j; entries in order of their rows.
  [[nodiscard]] SparseLists transposed(std::size_t n_columns) const;
};

/// Labelled texts as numbers, in two steps: a text uses word types (and marks, each a type of its own), a
/// type has features. What a word's letters say is thus worked out once a type, in training as in use.
class SentimentExamples {
 public:
  /// Analyses the texts with the engine. Texts without content or label are left out. damping: how a text's length
  /// divides what its words say. Of options: threads and languages.
  SentimentExamples(const Engine& engine, std::span<const LabelledText> texts, const SentimentStrengths& damping,
                    const TrainingOptions& options);

  [[nodiscard]] std::size_t size() const noexcept { return label.size(); }

  SparseLists uses;                                  ///< text × type, damped by its length
  SparseLists features;                              ///< type × column
  std::vector<sentiment_features::Feature> columns;  ///< features that occur in two texts or more
  // A row a type:
  std::vector<double> prior;          ///< its weight by the engine's own model
  std::vector<std::string> names;     ///< the word; empty for marks and words under a negator
  std::vector<std::uint32_t> counts;  ///< texts that use it

  // A row a text:
  std::vector<std::uint32_t> text;  ///< its index in the texts given
  std::vector<double> positive;     ///< the rules' sums, damped
  std::vector<double> negative;
  std::vector<double> listed;      ///< what the lists know in it, without sign, damped
  std::vector<std::int8_t> label;  ///< -1, 0, 1
  std::vector<float> weight;       ///< of the text, as given
  std::vector<std::uint8_t> calibrates;
  std::vector<std::uint8_t> fold;  ///< by hash of the text, so that copies of a text stay together

  static constexpr std::uint8_t n_folds = 5;

 private:
  struct Block;
  class Reader;
  void number_types(std::vector<Reader>& readers, std::vector<Block>& blocks);
  void join(std::vector<Block>& blocks, std::uint32_t threads);
  void weigh_types(const SentimentModel& model);
  void drop_rare_columns();
};

}  // namespace cxtext
