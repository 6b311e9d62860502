// What was understood of an export, in a line for people.
#include <fmt/format.h>
#include <string>
#include <string_view>

#include "cxtext/io.h"

namespace cxtext {
std::string Layout::describe() const {
  std::string told = path + ": ";
  if (!packing.empty()) told += packing + ", ";
  if (format == FileFormat::jsonl) {
    told += "JSON Lines";
  } else if (format == FileFormat::json) {
    told += "JSON";
  } else if (format == FileFormat::xlsx) {
    told += fmt::format("XLSX sheet \"{}\"", sheet);
  } else if (format == FileFormat::lines) {
    told += "plain lines";
  } else if (format == FileFormat::tsv) {
    told += "TSV";
  } else if (delimiter == '\0') {
    told += "one column of text";
  } else {
    told += fmt::format("CSV with '{}'", delimiter);
  }
  if (charset == "mixed") {
    told += " in utf-8 with rows in windows-1252";
  } else if (charset != "utf-8") {
    told += " in " + charset;
  }
  if (quote == '\0' && delimiter != '\0') told += " without quotes";
  if (quote == '\'') told += " quoted by '";
  if (!has_header) {
    if (format != FileFormat::lines) told += " without a header";
  } else if (header_rows > 1) {
    told += fmt::format(", header in rows {}-{}", header_row, header_row + header_rows - 1);
  } else if (header_row > 1) {
    told += fmt::format(", header in row {}", header_row);
  }
  const auto add = [&](std::string_view role, const std::string& column) {
    if (!column.empty()) told += fmt::format(", {}={}", role, column);
  };
  add("text", fmt::format("{}", fmt::join(text_columns, "+")));
  add("score", score_column);
  if (decimal_comma && !score_column.empty()) told += " (decimal comma)";
  add("date", date_column);
  if (!date_column.empty() && !date_format.empty()) told += " (" + date_format + ")";
  add("id", id_column);
  add("language", language_column);
  add("segments", fmt::format("{}", fmt::join(segment_columns, "+")));
  if (!lacking_columns.empty()) {
    told +=
        fmt::format("; lacks the column{} {}", lacking_columns.size() == 1 ? "" : "s", fmt::join(lacking_columns, "+"));
  }
  return told;
}

}  // namespace cxtext
