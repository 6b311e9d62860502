#include "io_json_scan.h"

#include <algorithm>

namespace cxtext::io {
namespace {

/// Past the quote that closes the string opened at `at`.
std::optional<std::size_t> string_end(std::string_view text, std::size_t at) noexcept {
  std::size_t found = text.find_first_of("\"\\", at + 1);
  while (found != std::string_view::npos && text[found] != '"') {
    found = text.find_first_of("\"\\", found + 2);  // past whatever is escaped
  }
  if (found == std::string_view::npos) return std::nullopt;
  return found + 1;
}

/// The elements of the array at `at` if they are objects.
std::optional<std::size_t> objects_in(std::string_view text, std::size_t at) noexcept {
  if (at >= text.size() || text[at] != '[') return std::nullopt;
  const std::size_t first = skip_json_space(text, at + 1);
  if (first >= text.size() || text[first] != '{') return std::nullopt;
  return first;
}

}  // namespace

std::size_t skip_json_space(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) ++at;
  return at;
}

std::optional<std::size_t> json_value_end(std::string_view text, std::size_t at) noexcept {
  std::size_t depth = 0;
  for (std::size_t i = at; i < text.size();) {
    switch (text[i]) {
      case '"': {
        const std::optional<std::size_t> end = string_end(text, i);
        if (!end) return std::nullopt;
        i = *end;
        if (depth == 0) return i;
        continue;
      }
      case '{':
      case '[':
        ++depth;
        break;
      case '}':
      case ']':
        // At depth 0 it belongs to what the value is in.
        if (depth == 0) return i;
        if (--depth == 0) return i + 1;
        break;
      case ',':
      case '\n':
        if (depth == 0) return i;
        break;
      default:
        break;
    }
    ++i;
  }
  return std::nullopt;
}

std::optional<std::size_t> json_elements(std::string_view head) noexcept {
  std::size_t at = skip_json_space(head, 0);
  if (const auto array = objects_in(head, at)) return array;
  if (at >= head.size() || head[at] != '{') return std::nullopt;
  ++at;
  while (true) {
    at = skip_json_space(head, at);
    if (at >= head.size() || head[at] != '"') return std::nullopt;
    const std::optional<std::size_t> key = string_end(head, at);
    if (!key) return std::nullopt;
    at = skip_json_space(head, *key);
    if (at >= head.size() || head[at] != ':') return std::nullopt;
    at = skip_json_space(head, at + 1);
    if (const auto array = objects_in(head, at)) return array;
    const std::optional<std::size_t> value = json_value_end(head, at);
    if (!value) return std::nullopt;
    at = skip_json_space(head, *value);
    if (at >= head.size() || head[at] != ',') return std::nullopt;
    ++at;
  }
}

bool is_object_a_line(std::string_view head) noexcept {
  constexpr std::size_t enough = 20;
  std::size_t n_lines = 0;
  std::size_t n_objects = 0;
  for (std::size_t begin = 0; begin < head.size() && n_lines < enough;) {
    const std::size_t end = std::min(head.find('\n', begin), head.size());
    std::string_view line = head.substr(begin, end - begin);
    begin = end + 1;
    line.remove_prefix(skip_json_space(line, 0));
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t')) line.remove_suffix(1);
    if (line.empty()) continue;
    ++n_lines;
    n_objects += line.size() > 2 && line.front() == '{' && line.back() == '}' ? 1 : 0;
  }
  if (n_lines > 1) return n_objects * 2 >= n_lines;
  // One line: an object by itself, unless it holds the rows.
  return !json_elements(head);
}

}  // namespace cxtext::io
