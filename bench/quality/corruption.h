#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// An export that got damaged on its way, and how much of it the reader still gives: the generator knows which rows
/// were touched.
namespace corruption {

struct Plan {
  std::size_t n_rows = 0;
  double share = 0.01;  ///< of rows that are damaged: a deleted quote, an inserted delimiter, or 1 to 20 bytes cut out
  bool quote_all = false;  ///< every field in quotes; else those that need it
  bool text_last = false;  ///< the comment is the last column; else it has columns on both sides
  char delimiter = ',';
  std::size_t max_words = 25;     ///< of a comment
  double quotes_in_words = 0.05;  ///< share of words that have quotes around or behind them
  std::uint64_t seed = 1;
};

struct Row {
  std::string id;
  std::string text;
  std::string place;
  int score = 0;
  std::string date;
  bool touched = false;
};

struct Export {
  std::string bytes;
  std::vector<Row> rows;
};

/// The same export for the same plan.
[[nodiscard]] Export generate(const Plan& plan);

struct Outcome {
  std::uint64_t untouched = 0;
  std::uint64_t kept = 0;               ///< untouched rows that came out as they were
  std::uint64_t rejected = 0;           ///< rows in the rejects
  std::uint64_t lines = 0;              ///< of data
  std::uint64_t unaccounted_lines = 0;  ///< neither a row, nor part of one, nor of a reject
  std::vector<std::string> lost;        ///< ids of the first untouched rows that did not

  [[nodiscard]] double kept_share() const;
};

/// Reads the file at path, which holds the bytes of the export, and compares. A file that cannot be read keeps nothing.
[[nodiscard]] Outcome check(const Export& made, const std::string& path, char delimiter, unsigned threads = 1);

}  // namespace corruption
