#include "xlsx_book.h"

#include <algorithm>
#include <array>
#include <clocale>
#include <deque>
#include <fmt/format.h>
#include <optional>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "report_text.h"

namespace cxtext::xlsx {

namespace {

// Numbers are printed by the C library: with a decimal comma of the host program's locale the file would be broken.
class PlainLocale {
 public:
  PlainLocale() : plain_(::newlocale(LC_ALL_MASK, "C", nullptr)), before_(::uselocale(plain_)) {}
  ~PlainLocale() {
    ::uselocale(before_);
    if (plain_ != nullptr) ::freelocale(plain_);
  }
  PlainLocale(const PlainLocale&) = delete;
  PlainLocale& operator=(const PlainLocale&) = delete;

 private:
  locale_t plain_;
  locale_t before_;
};

constexpr std::array<const char*, n_cell_formats> number_formats{"General",       "General", "General",
                                                                 "General",       "#,##0",   "+0.0;-0.0;0.0",
                                                                 "0.0%",          "0.00",    "[<0.001]\"<0.001\";0.000",
                                                                 "yyyy\\-mm\\-dd"};

lxw_worksheet* handle(void* sheet) { return static_cast<lxw_worksheet*>(sheet); }

// "'Themes'!$B$2:$B$17"
std::string range(const Sheet& sheet, std::size_t column, std::size_t first, std::size_t last) {
  std::string quoted;
  for (const char c : sheet.name()) quoted.append(c == '\'' ? 2 : 1, c);
  std::array<char, 8> letters{};
  lxw_col_to_name(letters.data(), static_cast<lxw_col_t>(column), 1);
  return fmt::format("='{}'!{}${}:{}${}", quoted, letters.data(), first + 1, letters.data(), last + 1);
}

bool parse_date(std::string_view value, lxw_datetime& out) {
  const auto digits = [&](std::size_t from, std::size_t n) {
    int number = 0;
    for (std::size_t i = from; i < from + n; ++i) {
      if (value[i] < '0' || value[i] > '9') return -1;
      number = number * 10 + (value[i] - '0');
    }
    return number;
  };
  if (value.size() != 10 || value[4] != '-' || value[7] != '-') return false;
  out.year = digits(0, 4);
  out.month = digits(5, 2);
  out.day = digits(8, 2);
  return out.year >= 1900 && out.month >= 1 && out.month <= 12 && out.day >= 1 && out.day <= 31;
}

// A file that lives in memory, for the library to write to by its name.
class MemoryFile {
 public:
  MemoryFile() : fd_(::memfd_create("report.xlsx", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  [[nodiscard]] std::string path() const { return fmt::format("/proc/self/fd/{}", fd_); }
  [[nodiscard]] std::optional<std::string> bytes() const {
    struct stat facts = {};
    if (fd_ < 0 || ::fstat(fd_, &facts) != 0) return std::nullopt;
    std::string out(static_cast<std::size_t>(facts.st_size), '\0');
    std::size_t done = 0;
    while (done < out.size()) {
      const ssize_t n = ::pread(fd_, out.data() + done, out.size() - done, static_cast<off_t>(done));
      if (n <= 0) return std::nullopt;
      done += static_cast<std::size_t>(n);
    }
    return out;
  }

 private:
  int fd_;
};

}  // namespace

CellText cell_text(std::string_view raw) {
  CellText out{pages::valid_utf8(raw), false};
  std::size_t units = 0;
  std::size_t write = 0;
  std::string& text = out.text;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    units += length == 4 ? 2 : 1;
    if (units > max_text_units) {
      out.cut = true;
      break;
    }
    // What XML cannot hold: control characters, U+FFFE and U+FFFF.
    const std::string_view character = std::string_view(text).substr(i, length);
    const bool control = byte < 0x20 && byte != '\t' && byte != '\n';
    const bool unusable = control || character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
    if (unusable) {
      if (byte != '\r' || i + 1 >= text.size() || text[i + 1] != '\n') text[write++] = byte == '\r' ? '\n' : ' ';
    } else {
      for (std::size_t k = 0; k < length; ++k) text[write++] = text[i + k];
    }
    i += length;
  }
  text.resize(write);
  return out;
}

struct Book::Impl {
  PlainLocale plain;  // a book is written in one thread
  MemoryFile file;
  lxw_workbook* book = nullptr;
  std::array<lxw_format*, n_cell_formats> formats{};
  std::deque<Sheet> sheets;
  std::vector<bool> is_table;
  lxw_error failure = LXW_NO_ERROR;

  void note(lxw_error error) {
    if (failure == LXW_NO_ERROR) failure = error;
  }
};

Book::Book(std::string_view title, bool streaming) : impl_(std::make_unique<Impl>()) {
  lxw_workbook_options options{static_cast<std::uint8_t>(streaming ? LXW_TRUE : LXW_FALSE), nullptr, LXW_TRUE};
  impl_->book = workbook_new_opt(impl_->file.path().c_str(), &options);
  if (impl_->book == nullptr) return;
  std::string heading = cell_text(title.substr(0, 200)).text;
  lxw_doc_properties properties = {};
  properties.title = heading.data();
  constexpr time_t year_2000 = 946684800;  // a date has to be there; the day of writing must not
  properties.created = year_2000;
  impl_->note(workbook_set_properties(impl_->book, &properties));
  for (std::size_t f = 0; f < n_cell_formats; ++f) {
    lxw_format* format = impl_->formats[f] = workbook_add_format(impl_->book);
    format_set_num_format(format, number_formats[f]);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (static_cast<CellFormat>(f) == CellFormat::wrapped) format_set_text_wrap(format);
    if (static_cast<CellFormat>(f) == CellFormat::title) {
      format_set_bold(format);
      format_set_font_size(format, 14);
    }
  }
  lxw_format* head = impl_->formats[static_cast<std::size_t>(CellFormat::heading)];
  format_set_bold(head);
  format_set_text_wrap(head);
  format_set_bottom(head, LXW_BORDER_THIN);
  format_set_bg_color(head, 0xE8EDF2);
}

Book::~Book() {
  if (impl_->book != nullptr) lxw_workbook_free(impl_->book);
}

Sheet& Book::add_sheet(std::string_view name, const std::vector<double>& widths) {
  Sheet& sheet = impl_->sheets.emplace_back();
  impl_->is_table.push_back(false);
  sheet.book_ = this;
  sheet.name_ = std::string(name);
  if (impl_->book == nullptr) return sheet;
  sheet.sheet_ = workbook_add_worksheet(impl_->book, sheet.name_.c_str());
  if (sheet.sheet_ == nullptr) {
    impl_->note(LXW_ERROR_SHEETNAME_ALREADY_USED);
    return sheet;
  }
  for (std::size_t c = 0; c < widths.size(); ++c) {
    const auto column = static_cast<lxw_col_t>(c);
    impl_->note(worksheet_set_column(handle(sheet.sheet_), column, column, widths[c], nullptr));
  }
  worksheet_set_landscape(handle(sheet.sheet_));
  worksheet_fit_to_pages(handle(sheet.sheet_), 1, 0);
  return sheet;
}

Sheet& Book::add_table(std::string_view name, const std::vector<Column>& columns) {
  std::vector<double> widths;
  for (const Column& column : columns) widths.push_back(column.width);
  Sheet& sheet = add_sheet(name, widths);
  impl_->is_table.back() = true;
  sheet.n_columns_ = columns.size();
  if (sheet.sheet_ == nullptr) return sheet;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    impl_->note(worksheet_write_string(handle(sheet.sheet_), 0, static_cast<lxw_col_t>(c),
                                       cell_text(columns[c].heading).text.c_str(),
                                       impl_->formats[static_cast<std::size_t>(CellFormat::heading)]));
  }
  worksheet_freeze_panes(handle(sheet.sheet_), 1, 0);
  impl_->note(worksheet_repeat_rows(handle(sheet.sheet_), 0, 0));
  sheet.row_ = 1;
  return sheet;
}

void Sheet::text(std::string_view value, CellFormat format) {
  const std::size_t column = column_++;
  if (sheet_ == nullptr || value.empty() || is_full()) return;
  const CellText cell = cell_text(value);
  if (cell.cut) ++n_cut_;
  Book::Impl& book = *book_->impl_;
  // Not worksheet_write_url or _formula, whatever the text looks like.
  book.note(worksheet_write_string(handle(sheet_), static_cast<lxw_row_t>(row_), static_cast<lxw_col_t>(column),
                                   cell.text.c_str(), book.formats[static_cast<std::size_t>(format)]));
}

void Sheet::number(double value, CellFormat format) {
  const std::size_t column = column_++;
  if (sheet_ == nullptr || is_full()) return;
  Book::Impl& book = *book_->impl_;
  book.note(worksheet_write_number(handle(sheet_), static_cast<lxw_row_t>(row_), static_cast<lxw_col_t>(column), value,
                                   book.formats[static_cast<std::size_t>(format)]));
}

void Sheet::date(std::string_view value) {
  lxw_datetime day = {};
  if (!parse_date(value, day)) return text(value);
  const std::size_t column = column_++;
  if (sheet_ == nullptr || is_full()) return;
  Book::Impl& book = *book_->impl_;
  book.note(worksheet_write_datetime(handle(sheet_), static_cast<lxw_row_t>(row_), static_cast<lxw_col_t>(column), &day,
                                     book.formats[static_cast<std::size_t>(CellFormat::date)]));
}

void Sheet::end_row() {
  ++row_;
  column_ = 0;
}

void Book::add_chart(Sheet& sheet, std::size_t row, std::size_t column, const Chart& chart) {
  if (sheet.sheet_ == nullptr || chart.data == nullptr || chart.last_row < chart.first_row) return;
  const bool bars = chart.kind == ChartKind::bars;
  const auto kind = static_cast<std::uint8_t>(bars ? LXW_CHART_BAR : LXW_CHART_LINE);
  lxw_chart* drawn = workbook_add_chart(impl_->book, kind);
  if (drawn == nullptr) return impl_->note(LXW_ERROR_MEMORY_MALLOC_FAILED);
  chart_title_set_name(drawn, chart.title.c_str());
  const std::string labels = range(*chart.data, chart.labels_column, chart.first_row, chart.last_row);
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    const Series& one = chart.series[s];
    const std::string values = range(*chart.data, one.column, chart.first_row, chart.last_row);
    lxw_chart_series* series = chart_add_series(drawn, labels.c_str(), values.c_str());
    chart_series_set_name(series, one.name.c_str());
    lxw_chart_fill fill = {};
    fill.color = one.colour;
    lxw_chart_line line = {};
    line.color = one.colour;
    line.width = one.dashed ? 1.0F : 2.25F;
    line.dash_type = static_cast<std::uint8_t>(one.dashed ? LXW_CHART_LINE_DASH_DASH : LXW_CHART_LINE_DASH_SOLID);
    if (!bars) {
      chart_series_set_line(series, &line);
      continue;
    }
    chart_series_set_fill(series, &fill);
    if (s > 0 || chart.bar_colours.empty()) continue;
    std::vector<lxw_chart_fill> fills(chart.bar_colours.size(), fill);
    std::vector<lxw_chart_point> points(fills.size());
    std::vector<lxw_chart_point*> list;
    for (std::size_t i = 0; i < fills.size(); ++i) {
      fills[i].color = chart.bar_colours[i];
      points[i].fill = &fills[i];
      list.push_back(&points[i]);
    }
    list.push_back(nullptr);
    impl_->note(chart_series_set_points(series, list.data()));
  }
  if (bars) {
    // Of bars the labels are on the axis that goes up; the first row comes on top.
    chart_axis_set_reverse(drawn->y_axis);
    chart_axis_set_label_position(drawn->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_legend_set_position(drawn, LXW_CHART_LEGEND_NONE);
  } else {
    chart_axis_set_label_position(drawn->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);
  }
  std::string description = chart.description;
  lxw_chart_options options = {};
  options.x_scale = 1.6;
  options.y_scale = bars ? 1.7 : 1.2;
  options.description = description.data();
  impl_->note(worksheet_insert_chart_opt(handle(sheet.sheet_), static_cast<lxw_row_t>(row),
                                         static_cast<lxw_col_t>(column), drawn, &options));
}

Result<std::string> Book::finish() {
  const auto failed = [](const std::string& why) {
    return Error{.code = ErrorCode::cannot_write, .message = "cannot be written: " + why, .path = "report.xlsx"};
  };
  if (impl_->book == nullptr) return failed("no memory for a workbook");
  for (std::size_t s = 0; s < impl_->sheets.size(); ++s) {
    const Sheet& sheet = impl_->sheets[s];
    if (!impl_->is_table[s] || sheet.sheet_ == nullptr || sheet.row_ < 2) continue;
    impl_->note(worksheet_autofilter(handle(sheet.sheet_), 0, 0,
                                     static_cast<lxw_row_t>(std::min(sheet.row_, max_rows) - 1),
                                     static_cast<lxw_col_t>(sheet.n_columns_ - 1)));
  }
  const lxw_error closed = workbook_close(impl_->book);
  impl_->book = nullptr;
  impl_->note(closed);
  if (impl_->failure != LXW_NO_ERROR) return failed(lxw_strerror(impl_->failure));
  auto bytes = impl_->file.bytes();
  if (!bytes) return failed("no memory for the file");
  return std::move(*bytes);
}

}  // namespace cxtext::xlsx
