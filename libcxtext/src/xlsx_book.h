#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/result.h"

/// Writing of Excel workbooks. What is written as text stays text: no cell runs as a formula or becomes a link. The
/// same calls give the same bytes: no clock, no locale. xlsx_book.cpp is the only file that includes libxlsxwriter.
namespace cxtext::xlsx {

/// What a spreadsheet holds at most.
inline constexpr std::size_t max_rows = 1'048'576;
inline constexpr std::size_t max_text_units = 32'767;  ///< UTF-16 units of a cell

enum class CellFormat : std::uint8_t {
  general,
  wrapped,
  title,
  heading,
  count,
  points,
  share,
  feeling,
  probability,
  date
};
inline constexpr std::size_t n_cell_formats = 10;

struct Column {
  std::string heading;
  double width = 12;  ///< characters
};

/// Text as a cell can hold it: valid UTF-8 without control characters, cut where it is too long.
struct CellText {
  std::string text;
  bool cut = false;
};
[[nodiscard]] CellText cell_text(std::string_view raw);

class Book;

/// A sheet, written row by row from the top, cell by cell from the left.
class Sheet {
 public:
  void text(std::string_view value, CellFormat format = CellFormat::general);
  void number(double value, CellFormat format);
  /// "yyyy-mm-dd" as a date; anything else as text.
  void date(std::string_view value);
  void skip(std::size_t cells = 1) { column_ += cells; }
  void end_row();
  /// Rows begun so far, and whether one more fits.
  [[nodiscard]] std::size_t row() const noexcept { return row_; }
  [[nodiscard]] bool is_full() const noexcept { return row_ >= max_rows; }
  /// Cells whose text was cut.
  [[nodiscard]] std::size_t n_cut() const noexcept { return n_cut_; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }

 private:
  friend class Book;
  Book* book_ = nullptr;
  void* sheet_ = nullptr;
  std::string name_;
  std::size_t n_columns_ = 0;
  std::size_t row_ = 0;
  std::size_t column_ = 0;
  std::size_t n_cut_ = 0;
};

/// A line or the bars of a chart: cells of one column, without the header.
struct Series {
  std::string name;
  std::size_t column = 0;
  std::uint32_t colour = 0;  ///< 0xRRGGBB
  bool dashed = false;
};

enum class ChartKind : std::uint8_t { bars, lines };

struct Chart {
  ChartKind kind = ChartKind::bars;
  std::string title;
  std::string description;      ///< what it shows, for who cannot see it
  const Sheet* data = nullptr;  ///< header in its first row
  std::size_t labels_column = 0;
  std::size_t first_row = 1;
  std::size_t last_row = 1;
  std::vector<Series> series;
  std::vector<std::uint32_t> bar_colours;  ///< of the first series, a bar each; empty: that of the series
};

class Book {
 public:
  /// streaming: rows go to disk as they are written, so that memory stays the same; charts then show their data only
  /// once a program has computed them.
  explicit Book(std::string_view title, bool streaming);
  ~Book();
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  /// A sheet without columns of its own: widths for its first columns.
  Sheet& add_sheet(std::string_view name, const std::vector<double>& widths);
  /// A sheet with a header row that stays in view, and filters over what is written below it.
  Sheet& add_table(std::string_view name, const std::vector<Column>& columns);
  /// Puts a chart on a sheet, with its upper left corner in a cell.
  void add_chart(Sheet& sheet, std::size_t row, std::size_t column, const Chart& chart);

  /// The file. Call once, last. Errors: cannot_write (no room for temporary files).
  [[nodiscard]] Result<std::string> finish();

 private:
  friend class Sheet;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace cxtext::xlsx
