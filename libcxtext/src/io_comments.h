#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/io.h"

#include "io_charset.h"
#include "io_columns.h"
#include "io_delimited.h"
#include "io_rows.h"
#include "io_summary.h"

namespace cxtext::io {

/// What rows are made into comments by; set once the layout is known, then shared by threads.
struct RowPlan {
  std::string path;
  std::size_t n_columns = 0;
  Roles roles;
  Dialect dialect;  ///< for quotes within cells
  Charset charset;
  std::string sheet;  ///< of a workbook; empty: rows are of a text
  double score_min = 0;
  double score_max = 10;
  std::string date_format;
  std::string row_prefix;
  std::vector<std::string> used_labels;  ///< folded; words that would label a sum, but are values of answers here
  /// The rows of the header, by cells, to know them again further down.
  std::vector<std::vector<std::string>> header_rows;
};

/// A row that may sum up the others, and was taken as a comment until it is clear that no comment comes after it.
struct Suspect {
  std::size_t comment = 0;  ///< its number among the comments
  std::string label;        ///< folded; empty: the row has none
  Reject reject;            ///< what it becomes then
};

/// Where a row stands.
struct Place {
  std::string_view window;
  std::uint64_t base = 0;  ///< of the window in the input
  std::uint64_t line = 0;
};

/// Makes comments of rows. The strings of a comment are the only copy. One a thread.
class CommentMaker {
 public:
  explicit CommentMaker(const RowPlan& plan) : plan_(&plan), utf8_stays_(!plan.charset.changes_utf8()) {}

  /// Makes a comment, a reject, both or (of a blank row, or the header once more) nothing of the row. The comment goes
  /// to out[n], whose memory is used again if there is one. Returns: n, or n + 1. Its id is left empty if the row has
  /// none.
  std::size_t take(const RawRow& row, const Place& place, std::size_t n, std::vector<Comment>& out,
                   std::vector<Reject>& rejects);

  /// Rejects a row because of its problem, whatever is in its cells.
  void reject(const RawRow& row, const Place& place, std::vector<Reject>& rejects);

  /// Of comments taken since they were last cleared; in order.
  std::vector<Suspect> suspects;

  [[nodiscard]] const ReadCounts& counts() const noexcept { return counts_; }
  /// Rows taken that were neither blank nor the header.
  [[nodiscard]] std::uint64_t n_data_rows() const noexcept { return n_data_rows_; }

 private:
  /// The text of a cell; lasts until the next call.
  [[nodiscard]] std::string_view cell(const RawRow& row, std::size_t column) {
    if (column >= row.cells.size()) return {};
    const Cell& found = row.cells[column];
    return row.valid_utf8 && utf8_stays_ && !found.escaped ? found.bytes : decoded_cell(row, found);
  }
  [[nodiscard]] std::string_view decoded_cell(const RawRow& row, const Cell& found);
  void append_cell(std::string& out, const RawRow& row, std::size_t column, bool trim);
  [[nodiscard]] bool repeats_header(const RawRow& row);
  [[nodiscard]] std::string problem_of(const RawRow& row) const;
  [[nodiscard]] bool read_digit(Comment& comment, const RawRow& row);
  void read_score(Comment& comment, const RawRow& row, const Place& place, std::vector<Reject>& rejects);
  void read_date(Comment& comment, const RawRow& row, const Place& place, std::vector<Reject>& rejects);
  void reject_date(std::string_view bytes, const RawRow& row, const Place& place, std::vector<Reject>& rejects);
  [[nodiscard]] Reject make_reject(const RawRow& row, const Place& place, std::size_t column, std::string reason,
                                   bool row_lost);
  /// Whether the row may be more than a comment, at little cost.
  [[nodiscard]] bool may_sum_up(const RawRow& row);
  [[nodiscard]] SummaryGuess summary_of(const RawRow& row);

  const RowPlan* plan_;
  bool utf8_stays_;  // bytes that are UTF-8 are what they stand for
  ReadCounts counts_;
  std::uint64_t n_data_rows_ = 0;
  std::string scratch_;
  std::string decoded_;
  std::vector<std::string> texts_;  ///< of the cells of a row that may sum up
};

/// Whether a row has nothing in any cell; such rows are skipped.
[[nodiscard]] bool is_blank(const RawRow& row);

}  // namespace cxtext::io
