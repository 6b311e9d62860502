#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "io_columns.h"
#include "io_dates.h"
#include "io_values.h"

namespace cxtext::io {

/// What the sampled cells of a column look like.
struct ColumnFacts {
  std::size_t n_rows = 0;
  std::size_t filled = 0;    ///< cells that are not empty
  std::size_t missing = 0;   ///< of those, cells that say there is no answer
  std::size_t numeric = 0;   ///< numbers, also with what survey tools write around them
  std::size_t plain = 0;     ///< of those, numbers with nothing around them
  std::size_t labelled = 0;  ///< numbers within words; not among the numeric ones
  std::size_t in_scale = 0;  ///< of both
  std::size_t commas = 0;    ///< numbers with a decimal comma
  std::size_t points = 0;
  std::size_t fractional = 0;  ///< numbers that are not whole
  double highest = 0;          ///< of those in scale
  std::size_t n_distinct = 0;
  std::size_t n_bytes = 0;
  std::size_t n_words = 0;
  bool counts_up = false;    ///< 1, 2, 3 …: numbers the rows
  bool spaced = false;       ///< a cell has a space within
  bool names_bands = false;  ///< promoter, passive, detractor and nothing else
  DateTally dates;

  [[nodiscard]] std::size_t answered() const { return filled - missing; }
  [[nodiscard]] double mean_bytes() const;
  [[nodiscard]] double share_filled() const;
  /// Nothing but numbers, nearly all of them within the scale.
  [[nodiscard]] bool is_scored() const;
  /// As is_scored(), numbers within words too.
  [[nodiscard]] bool is_scored_in_words() const;
  /// Numbers, dates or nothing.
  [[nodiscard]] bool is_values() const;
  /// Mostly different values of more than a word.
  [[nodiscard]] bool is_text() const;
  /// As is_text(), of so many words that it can hardly be names or addresses.
  [[nodiscard]] bool is_prose() const;
  /// Few short values that repeat, five times each on average; neither dates nor the score in other words. Of a short
  /// sample twice is enough.
  [[nodiscard]] bool is_segment() const;
  /// Numbers, without what survey tools write around them.
  [[nodiscard]] bool is_numbers() const { return plain > 0 && plain * 10 >= answered() * 9; }
};

/// Scores count as in scale within [score_min, score_max].
[[nodiscard]] std::vector<ColumnFacts> column_facts(const Sample& sample, double score_min, double score_max);

/// Whether the values of a column are a function of the scores in another: bands, labels, copies.
[[nodiscard]] bool follows_scores(const Sample& sample, std::size_t scores, std::size_t column);

/// Whether the first row looks like names above the rows after it, judging by kinds of values and lengths alone.
[[nodiscard]] bool first_row_differs(const std::vector<std::vector<std::string>>& rows);

}  // namespace cxtext::io
