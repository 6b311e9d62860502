#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace reference {

/// RFC 4180 rows of well-formed text, a character at a time: the slow twin of the reader's row cutter.
inline std::vector<std::vector<std::string>> csv_rows(const std::string& text, char delimiter) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::string field;
  bool quoted = false;
  bool in_row = false;
  const auto end_field = [&] {
    row.push_back(field);
    field.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') {
        field += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        field += '"';
        ++i;
      } else {
        quoted = false;
      }
      continue;
    }
    in_row = true;
    if (c == '"') {
      quoted = true;
    } else if (c == delimiter) {
      end_field();
    } else if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
      continue;
    } else if (c == '\n') {
      end_field();
      rows.push_back(row);
      row.clear();
      in_row = false;
    } else {
      field += c;
    }
  }
  if (in_row) {
    end_field();
    rows.push_back(row);
  }
  return rows;
}

}  // namespace reference
