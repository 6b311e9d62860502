#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/result.h"

#include "io_number_format.h"
#include "io_source.h"
#include "io_zip.h"

namespace cxtext::io {

/// The texts that cells of a workbook refer to by number, one after the other in one block.
class SharedTexts {
 public:
  void add(std::string_view text);
  /// Empty if there is none of that number.
  [[nodiscard]] std::string_view at(std::size_t number) const noexcept;
  [[nodiscard]] std::size_t bytes() const noexcept { return block_.size(); }

 private:
  std::string block_;
  std::vector<std::size_t> ends_;
};

/// An Excel workbook (XLSX, ECMA-376) opened for reading: its sheets, shared texts and number formats. Its sheets are
/// not read before they are asked for. Not thread-safe.
class Workbook {
 public:
  struct Sheet {
    std::string name;
    std::string part;  ///< name in the archive
    bool hidden = false;
  };

  /// Errors: bad_format (damaged, another kind of file in a ZIP archive; tells what to do), cannot_read.
  [[nodiscard]] static Result<std::unique_ptr<Workbook>> open(ByteSource source);

  [[nodiscard]] const std::vector<Sheet>& sheets() const noexcept { return sheets_; }
  [[nodiscard]] const SharedTexts& texts() const noexcept { return texts_; }
  /// What numbers of a cell style are shown as.
  [[nodiscard]] NumberKind kind_of_style(std::size_t style) const noexcept {
    return style < kinds_.size() ? kinds_[style] : NumberKind::number;
  }
  [[nodiscard]] bool from_1904() const noexcept { return from_1904_; }
  [[nodiscard]] const std::string& path() const noexcept { return source_.path(); }

  /// The XML of a sheet. The workbook must stay as long. Errors: bad_format.
  [[nodiscard]] Result<std::unique_ptr<ByteStream>> open_part(const Sheet& sheet) const {
    return archive_.open_file(sheet.part);
  }

 private:
  Workbook(ByteSource source, ZipArchive archive) : source_(std::move(source)), archive_(std::move(archive)) {}
  Status read_sheets(const std::string& part);
  Status read_styles(const std::string& part);
  Status read_texts(const std::string& part);

  ByteSource source_;
  ZipArchive archive_;
  std::vector<Sheet> sheets_;
  SharedTexts texts_;
  std::vector<NumberKind> kinds_;
  bool from_1904_ = false;
};

/// What a ZIP archive is when it is no XLSX workbook, and what to do; empty: it is a workbook, or nothing known.
[[nodiscard]] std::string_view foreign_archive(const ZipArchive& archive);

/// Appends a text of a workbook: _x000D_ and the like as the characters they stand for. Control characters become
/// spaces.
void append_workbook_text(std::string& out, std::string_view text);

}  // namespace cxtext::io
