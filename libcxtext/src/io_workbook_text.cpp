#include <charconv>
#include <cstdint>

#include "io_workbook.h"

namespace cxtext::io {
namespace {

constexpr std::size_t escape_bytes = 7;

/// The UTF-16 unit of "_xHHHH_" at i, or -1.
int escape_at(std::string_view text, std::size_t i) noexcept {
  if (text.size() < i + escape_bytes || text[i] != '_' || text[i + 1] != 'x' || text[i + 6] != '_') return -1;
  int unit = 0;
  const char* end = text.data() + i + 6;
  const auto [stop, error] = std::from_chars(text.data() + i + 2, end, unit, 16);
  return error == std::errc() && stop == end && unit >= 0 ? unit : -1;
}

void append_utf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | c >> 6U);
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0U | c >> 12U);
    out += static_cast<char>(0x80U | (c >> 6U & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | c >> 18U);
    out += static_cast<char>(0x80U | (c >> 12U & 0x3FU));
    out += static_cast<char>(0x80U | (c >> 6U & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

/// Appends what the escape at i stands for. Returns: past its end, and past that of a second one that completes it.
std::size_t append_escaped(std::string& out, std::string_view text, std::size_t i, std::uint32_t unit) {
  constexpr std::uint32_t replacement = 0xFFFD;
  i += escape_bytes;
  if (unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r') unit = ' ';
  if (unit >= 0xD800 && unit < 0xDC00) {
    const int low = escape_at(text, i);
    if (low >= 0xDC00 && low < 0xE000) {
      append_utf8(out, 0x10000 + ((unit - 0xD800) << 10U) + (static_cast<std::uint32_t>(low) - 0xDC00));
      return i + escape_bytes;
    }
  }
  append_utf8(out, unit >= 0xD800 && unit < 0xE000 ? replacement : unit);
  return i;
}

}  // namespace

void append_workbook_text(std::string& out, std::string_view text) {
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t at = text.find("_x", from);
    out += text.substr(from, at == std::string_view::npos ? at : at - from);
    if (at == std::string_view::npos) return;
    const int unit = escape_at(text, at);
    if (unit < 0) {
      out += text[at];
      from = at + 1;
    } else {
      from = append_escaped(out, text, at, static_cast<std::uint32_t>(unit));
    }
  }
}

void SharedTexts::add(std::string_view text) {
  block_ += text;
  ends_.push_back(block_.size());
}

std::string_view SharedTexts::at(std::size_t number) const noexcept {
  if (number >= ends_.size()) return {};
  const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
  return std::string_view(block_).substr(begin, ends_[number] - begin);
}

std::string_view foreign_archive(const ZipArchive& archive) {
  if (archive.has("xl/workbook.bin"))
    return "is a binary workbook (XLSB); save it as XLSX or CSV (UTF-8) and read that";
  if (archive.has("word/document.xml")) return "is a Word document; put the comments into a spreadsheet, one a row";
  if (archive.has("ppt/presentation.xml")) return "is a presentation; put the comments into a spreadsheet, one a row";
  if (archive.has("Index/Document.iwa"))
    return "is an Apple Numbers spreadsheet; export it as XLSX or CSV and read that";
  if (archive.has("mimetype") && archive.has("content.xml")) {
    return "is an OpenDocument file (ODS); save it as XLSX or CSV (UTF-8) and read that";
  }
  return {};
}

}  // namespace cxtext::io
