// Columns that the caller calls by name.
#include "io_column_named.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "io_utf8.h"

namespace cxtext::io {
namespace {

constexpr std::size_t max_listed_columns = 40;
constexpr std::size_t max_listed_bytes = 60;

/// Insertions, deletions and replacements that make one of the other (Levenshtein).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

std::string nearest_column(const std::vector<std::string>& columns, const std::string& name) {
  const std::string wanted = folded(cut_utf8(name, 200));
  std::string nearest;
  std::size_t least = std::max<std::size_t>(2, wanted.size() / 3) + 1;
  for (std::size_t i = 0; i < columns.size() && i < 1000; ++i) {
    const std::string has = folded(cut_utf8(columns[i], 200));
    const bool within = wanted.size() >= 3 && has.size() >= 3 &&
                        (has.find(wanted) != std::string::npos || wanted.find(has) != std::string::npos);
    const std::size_t distance = within ? 1 : edit_distance(wanted, has);
    if (distance < least) {
      least = distance;
      nearest = columns[i];
    }
  }
  return nearest;
}

}  // namespace

std::string list_columns(const std::vector<std::string>& columns) {
  std::string list;
  for (std::size_t i = 0; i < columns.size() && i < max_listed_columns; ++i) {
    if (i > 0) list += ", ";
    const std::string_view name = cut_utf8(columns[i], max_listed_bytes);
    list += name;
    if (name.size() < columns[i].size()) list += "…";
  }
  if (columns.size() > max_listed_columns) list += fmt::format(" and {} more", columns.size() - max_listed_columns);
  return list;
}

Error missing_column(const Sample& sample, const std::string& name, std::string_view flag, const std::string& path) {
  std::string message = fmt::format("has no column \"{}\" ({}).", cut_utf8(name, max_listed_bytes), flag);
  const std::string nearest = nearest_column(sample.columns, name);
  if (!nearest.empty()) message += fmt::format(" Did you mean \"{}\"?", cut_utf8(nearest, max_listed_bytes));
  message += " Its columns: " + list_columns(sample.columns);
  return {.code = ErrorCode::missing_column, .message = message, .path = path};
}

std::optional<std::size_t> find_column(const Sample& sample, const std::string& name) {
  const std::string wanted = folded(name);
  for (const std::vector<std::string>* names : {&sample.columns, &sample.labels}) {
    const auto same = std::find(names->begin(), names->end(), name);
    if (same != names->end()) return static_cast<std::size_t>(same - names->begin());
    if (wanted.empty()) continue;
    for (std::size_t i = 0; i < names->size(); ++i) {
      if (folded((*names)[i]) == wanted) return i;
    }
  }
  std::size_t number = 0;
  const char* end = name.data() + name.size();
  const auto [stop, error] = std::from_chars(name.data(), end, number);
  if (error != std::errc() || stop != end || number == 0 || number > sample.columns.size()) return std::nullopt;
  return number - 1;
}

}  // namespace cxtext::io
