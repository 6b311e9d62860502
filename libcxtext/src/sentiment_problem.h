#pragma once

#include <cstdint>
#include <vector>

#include "sentiment_examples.h"

namespace cxtext {

/// Some texts of the examples as a problem of its own: only the types that stand in them, and of their columns those
/// that say the same made one. Most n-grams of a word stand in no other word: whatever their weights, only the sum
/// shows. Of all weights with one sum an L2 penalty wants those in proportion to the columns' values, so that one
/// number a group of proportional columns is enough, and nothing is lost.
struct SentimentProblem {
  SentimentProblem(const SentimentExamples& examples, std::vector<std::uint32_t> texts);

  [[nodiscard]] std::size_t n_groups() const noexcept { return columns.size(); }

  /// The change of each column of the examples that changes of the groups (the first n_groups() numbers) stand for;
  /// 0 where no text has the column.
  [[nodiscard]] std::vector<double> expanded(const std::vector<double>& of_groups) const;

  /// The changes of the groups that come nearest to changes of the examples' columns.
  [[nodiscard]] std::vector<double> grouped(const std::vector<double>& of_columns) const;

  std::vector<std::uint32_t> rows;  ///< the texts, by their index in the examples
  SparseLists uses;                 ///< text × type; types are numbered anew
  SparseLists users;                ///< type × text
  SparseLists features;             ///< type × group
  SparseLists columns;              ///< group × type

 private:
  void group_columns(const SentimentExamples& examples, const std::vector<std::uint32_t>& types);

  static constexpr std::uint32_t none = ~std::uint32_t{0};
  std::vector<std::uint32_t> group_of_;  // of each column of the examples
  std::vector<double> share_of_;         // what a change of the group by 1 changes of the column
};

}  // namespace cxtext
