#include "io_sheet.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <utility>

#include "io_xml.h"

namespace cxtext::io {
namespace {

constexpr std::size_t piece_bytes = std::size_t{64} << 10U;
/// How far the XML runs ahead of what was asked for.
constexpr std::size_t enough_bytes = std::size_t{1} << 20U;
constexpr std::size_t max_rows = 1048576;
constexpr std::size_t max_columns = 16384;
/// Excel stops at 32,767 characters.
constexpr std::size_t max_cell_bytes = std::size_t{128} << 20U;
/// Cells left out cost nothing in the file but a byte each here.
constexpr std::size_t max_padding_bytes = std::size_t{256} << 20U;

/// The column of "C14", from 0; empty: there is none.
std::optional<std::size_t> column_of(std::string_view reference) noexcept {
  std::size_t column = 0;
  for (const char c : reference) {
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (upper < 'A' || upper > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(upper - 'A' + 1);
    if (column > max_columns) return std::nullopt;
  }
  return column == 0 ? std::nullopt : std::optional(column - 1);
}

enum class CellType : std::uint8_t { number, shared, text, boolean };

CellType type_of(std::string_view type) noexcept {
  if (type.empty() || type == "n") return CellType::number;
  if (type == "s") return CellType::shared;
  if (type == "b") return CellType::boolean;
  return CellType::text;  // formula text, inline text, error, ISO date
}

class SheetStream final : public ByteStream, private XmlHandler {
 public:
  SheetStream(std::shared_ptr<const Workbook> book, std::string name, std::unique_ptr<ByteStream> part)
      : book_(std::move(book)), name_(std::move(name)), part_(std::move(part)), reader_(*this) {}

  Result<std::size_t> read(char* to, std::size_t n) override;

 private:
  void on_start(std::string_view name, const XmlAttributes& attributes) override;
  void on_end(std::string_view name) override;
  void on_text(std::string_view text) override {
    if (in_value_ && value_.size() <= max_cell_bytes) value_ += text;
  }
  void start_row(std::string_view number);
  void start_cell(const XmlAttributes& attributes);
  void end_cell();
  void pad(std::size_t n, char with);
  Status read_piece();
  [[nodiscard]] Error damaged(std::string_view what) const {
    return {.code = ErrorCode::cannot_read,
            .message = fmt::format("is damaged: its sheet \"{}\" {} after row {}", name_, what, row_),
            .path = book_->path()};
  }

  std::shared_ptr<const Workbook> book_;
  std::string name_;
  std::unique_ptr<ByteStream> part_;
  XmlReader reader_;
  bool suspended_ = false;
  bool done_ = false;
  std::string ready_;      // rows to be given out
  std::size_t given_ = 0;  // of them
  std::size_t padding_ = 0;
  std::size_t row_ = 0;      // number of the current or last row, from 1
  std::size_t column_ = 0;   // of the next cell, from 0
  std::size_t written_ = 0;  // separators of the row so far
  bool in_row_ = false;
  bool in_value_ = false;
  bool in_phonetic_ = false;
  CellType type_ = CellType::number;
  std::size_t style_ = 0;
  std::size_t cell_column_ = 0;
  std::string value_;
};

void SheetStream::pad(std::size_t n, char with) {
  padding_ += n;
  if (padding_ <= max_padding_bytes) ready_.append(n, with);
}

void SheetStream::start_row(std::string_view number) {
  std::size_t given = 0;
  std::from_chars(number.data(), number.data() + number.size(), given);
  // Rows that go backwards or beyond the last are taken as they come.
  if (given > row_ + 1 && given <= max_rows) {
    pad(given - row_ - 1, row_end);
    row_ = given;
  } else {
    ++row_;
  }
  in_row_ = true;
  column_ = written_ = 0;
}

void SheetStream::start_cell(const XmlAttributes& attributes) {
  const std::optional<std::size_t> column = column_of(attributes.get("r"));
  cell_column_ = column && *column >= column_ ? *column : column_;
  column_ = cell_column_ + 1;
  type_ = type_of(attributes.get("t"));
  style_ = 0;
  const std::string_view style = attributes.get("s");
  std::from_chars(style.data(), style.data() + style.size(), style_);
  value_.clear();
}

void SheetStream::on_start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "c") {
    start_cell(attributes);
  } else if (name == "v" || (name == "t" && !in_phonetic_)) {
    in_value_ = in_row_;
  } else if (name == "row") {
    start_row(attributes.get("r"));
  } else if (name == "rPh") {
    in_phonetic_ = true;
  }
}

void SheetStream::on_end(std::string_view name) {
  if (name == "v" || name == "t") {
    in_value_ = false;
  } else if (name == "c") {
    if (in_row_ && !value_.empty()) end_cell();
  } else if (name == "row") {
    ready_ += row_end;
    in_row_ = false;
  } else if (name == "rPh") {
    in_phonetic_ = false;
  } else {
    return;
  }
  if (ready_.size() - given_ > enough_bytes || padding_ > max_padding_bytes) reader_.suspend();
}

void SheetStream::end_cell() {
  pad(cell_column_ - written_, cell_separator);
  written_ = cell_column_;
  switch (type_) {
    case CellType::shared: {
      std::size_t number = 0;
      const char* end = value_.data() + value_.size();
      if (std::from_chars(value_.data(), end, number).ec == std::errc()) ready_ += book_->texts().at(number);
      break;
    }
    case CellType::boolean:
      ready_ += value_ == "1" || value_ == "true" ? "TRUE" : "FALSE";
      break;
    case CellType::text:
      append_workbook_text(ready_, value_);
      break;
    case CellType::number: {
      const NumberKind kind = book_->kind_of_style(style_);
      if (kind == NumberKind::number) {
        append_shortest(ready_, value_);
      } else {
        append_moment(ready_, value_, kind, book_->from_1904());
      }
      break;
    }
  }
}

Status SheetStream::read_piece() {
  XmlReader::State state = XmlReader::State::wants_more;
  if (std::exchange(suspended_, false)) {
    state = reader_.resume();
  } else {
    if (Status checked = book_->check_length(); !checked) return checked;
    char* buffer = reader_.buffer(piece_bytes);
    Result<std::size_t> got = part_->read(buffer, piece_bytes);
    if (!got) return got.error();
    done_ = *got == 0;
    state = reader_.take(*got, done_);
  }
  suspended_ = state == XmlReader::State::suspended;
  if (state == XmlReader::State::failed) return damaged(reader_.problem());
  if (value_.size() > max_cell_bytes) return damaged("has a cell of more than 128 MB");
  if (padding_ > max_padding_bytes) return damaged("leaves out more cells than anybody would");
  return Done{};
}

Result<std::size_t> SheetStream::read(char* to, std::size_t n) {
  while (given_ == ready_.size()) {
    ready_.clear();
    given_ = 0;
    if (done_ && !suspended_) return std::size_t{0};
    if (Status status = read_piece(); !status) return status.error();
  }
  const std::size_t size = std::min(n, ready_.size() - given_);
  std::memcpy(to, ready_.data() + given_, size);
  given_ += size;
  return size;
}

}  // namespace

Result<std::unique_ptr<ByteStream>> open_rows(std::shared_ptr<const Workbook> book, std::size_t sheet) {
  const Workbook::Sheet& facts = book->sheets()[sheet];
  Result<std::unique_ptr<ByteStream>> part = book->open_part(facts);
  if (!part) return part.error();
  return std::unique_ptr<ByteStream>(std::make_unique<SheetStream>(std::move(book), facts.name, std::move(*part)));
}

Step SheetParser::next(std::string_view window, std::size_t pos, bool final, RawRow& row) {
  row.problem.clear();
  row.cells.clear();
  row.lines = 1;
  row.valid_utf8 = true;
  if (pos == window.size()) return final ? Step::end : Step::needs_more;
  const std::size_t end = window.find(row_end, pos);
  if (end == std::string_view::npos && !final) return Step::needs_more;
  row.begin = pos;
  row.end = std::min(end, window.size());
  row.next = end == std::string_view::npos ? row.end : row.end + 1;
  for (std::size_t from = row.begin;;) {
    const std::size_t to = std::min(window.substr(0, row.end).find(cell_separator, from), row.end);
    row.cells.push_back({window.substr(from, to - from)});
    if (to == row.end) break;
    from = to + 1;
  }
  return Step::row;
}

}  // namespace cxtext::io
