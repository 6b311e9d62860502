#include "gold.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fstream>

namespace cxtext::cli {

namespace {

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == '\t') {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

}  // namespace

Result<std::size_t> Gold::column(const std::string& name) const {
  const auto at = std::find(columns.begin(), columns.end(), name);
  if (at != columns.end()) return static_cast<std::size_t>(at - columns.begin());
  return Error{ErrorCode::missing_column,
               fmt::format("there is no column '{}'; the file has {}", name, fmt::join(columns, ", ")), path, 1};
}

Result<Gold> read_gold(const std::string& path) {
  errno = 0;
  std::ifstream file(path);
  if (!file) {
    return Error{ErrorCode::file_not_found,
                 fmt::format("cannot open the file: {}; name one with a labelled row a line, parted by tabs",
                             std::strerror(errno)),
                 path};
  }
  Gold gold{path, {}, {}, {}};
  std::string line;
  std::uint64_t number = 0;
  while (std::getline(file, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (++number == 1) {
      if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
      gold.columns = cells_of(line);
      continue;
    }
    if (line.empty()) continue;
    gold.rows.push_back(cells_of(line));
    gold.lines.push_back(number);
    if (gold.rows.back().size() < gold.columns.size()) {
      return Error{ErrorCode::bad_format,
                   fmt::format("the row has {} cells, the header {}", gold.rows.back().size(), gold.columns.size()),
                   path, number};
    }
  }
  if (file.bad()) return Error{ErrorCode::cannot_read, "reading failed (is it a directory?)", path};
  if (gold.rows.empty()) return Error{ErrorCode::empty_input, "the file has no rows", path};
  return gold;
}

}  // namespace cxtext::cli
