#include "io_json.h"

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "io_json_scan.h"
#include "io_utf8.h"

namespace cxtext::io {
namespace {

using Json = nlohmann::json;

constexpr std::size_t max_columns = 4096;
constexpr std::size_t max_depth = 16;
/// An element that does not end within this has lost a quote or a bracket.
constexpr std::size_t max_element_bytes = std::size_t{128} << 20U;

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// The value of "\uXXXX" at i, or -1.
int escape_at(std::string_view line, std::size_t i) {
  if (line.size() < i + 6 || line[i] != '\\' || line[i + 1] != 'u') return -1;
  int value = 0;
  for (std::size_t k = i + 2; k < i + 6; ++k) {
    const char c = line[k];
    if (!is_hex(c)) return -1;
    value = value * 16 + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return value;
}

/// What cutting a text in the middle of an emoji and writing it without care leave behind: lone surrogates become
/// U+FFFD, bare control characters are escaped.
std::string repaired(std::string_view line) {
  std::string fixed;
  fixed.reserve(line.size() + 16);
  for (std::size_t i = 0; i < line.size();) {
    const int unit = escape_at(line, i);
    if (unit >= 0xD800 && unit <= 0xDFFF) {
      const int low = unit < 0xDC00 ? escape_at(line, i + 6) : -1;
      const bool paired = low >= 0xDC00 && low <= 0xDFFF;
      fixed += paired ? line.substr(i, 12) : std::string_view("\\ufffd");
      i += paired ? 12 : 6;
    } else if (line[i] == '\\' && i + 1 < line.size()) {
      fixed += line.substr(i, 2);
      i += 2;
    } else if (static_cast<unsigned char>(line[i]) < 0x20) {
      fixed += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(line[i])));
      ++i;
    } else {
      fixed += line[i++];
    }
  }
  return fixed;
}

/// Where an element without an end is given up: at the next line that begins with an object, else at the end.
std::size_t next_element_line(std::string_view window, std::size_t pos) {
  for (std::size_t at = window.find('\n', pos); at != std::string_view::npos; at = window.find('\n', at + 1)) {
    const std::size_t first = skip_json_space(window, at);
    if (first < window.size() && window[first] == '{') return at;
  }
  return window.size();
}

}  // namespace

/// Takes the events of the JSON reader and puts plain values under their flattened key.
class JsonHandler {
 public:
  explicit JsonHandler(JsonParser& parser) : parser_(parser) {}

  bool is_object = false;
  std::size_t failed_at = 0;
  std::string failure = {};

  // The interface of nlohmann::json_sax; false stops the reading.
  bool null() { return value(""); }
  bool boolean(bool b) { return value(b ? "true" : "false"); }
  bool number_integer(std::int64_t n) { return value(std::to_string(n)); }
  bool number_unsigned(std::uint64_t n) { return value(std::to_string(n)); }
  bool number_float(double /*parsed*/, const std::string& written) { return value(written); }
  bool string(const std::string& text) { return value(text); }
  static bool binary(const Json::binary_t& /*bytes*/) { return false; }
  bool start_object(std::size_t /*n*/) { return enter(false); }
  bool end_object() { return leave(); }
  bool start_array(std::size_t /*n*/) { return enter(true); }
  bool end_array() { return leave(); }
  bool key(const std::string& name) {
    if (too_deep_ > 0) return true;
    path_.resize(levels_.back().inner_bytes);
    append_to_path(name);
    return true;
  }
  bool parse_error(std::size_t at, const std::string& /*last*/, const nlohmann::detail::exception& error) {
    failed_at = at;
    failure = error.what();
    return false;
  }

 private:
  struct Level {
    bool is_array;
    std::size_t outer_bytes;  // of the path before the level and after it
    std::size_t inner_bytes;  // of the path that its keys are appended to
    std::size_t n_containers = 0;
  };

  bool value(std::string_view text) {
    if (levels_.empty()) return false;
    if (too_deep_ == 0) parser_.put(path_, text, levels_.back().is_array);
    return true;
  }
  bool enter(bool is_array) {
    if (levels_.empty() && is_array) return false;
    is_object = true;
    if (levels_.size() >= max_depth) {
      ++too_deep_;
      return true;
    }
    const std::size_t outer_bytes = path_.size();
    if (!levels_.empty() && levels_.back().is_array) append_to_path(std::to_string(levels_.back().n_containers++));
    levels_.push_back({is_array, outer_bytes, path_.size()});
    return true;
  }
  bool leave() {
    if (too_deep_ > 0) {
      --too_deep_;
      return true;
    }
    path_.resize(levels_.back().outer_bytes);
    levels_.pop_back();
    return true;
  }
  void append_to_path(std::string_view name) {
    if (!path_.empty()) path_ += '.';
    path_ += name;
  }

  JsonParser& parser_;
  std::vector<Level> levels_ = {};
  std::string path_ = {};
  std::size_t too_deep_ = 0;
};

void JsonParser::put(const std::string& key, std::string_view value, bool in_array) {
  auto found = column_of_.find(key);
  if (found == column_of_.end()) {
    if (frozen_ || columns_.size() >= max_columns) return;
    found = column_of_.emplace(key, columns_.size()).first;
    columns_.push_back(key);
    values_.emplace_back();
  }
  std::string& held = values_[found->second];
  if (in_array && !held.empty() && !value.empty()) {
    held += ", ";
    held += value;
  } else if (!in_array || held.empty()) {
    held = value;
  }
}

std::string JsonParser::read_object(std::string_view line) {
  for (std::string& value : values_) value.clear();
  JsonHandler handler(*this);
  const bool read = Json::sax_parse(line.begin(), line.end(), &handler);
  if (read && handler.is_object) return {};
  if (handler.failure.empty()) return "is no JSON object";
  const std::size_t prefix = handler.failure.find(": ");
  const std::string_view cause = prefix == std::string::npos ? std::string_view(handler.failure)
                                                             : std::string_view(handler.failure).substr(prefix + 2);
  return fmt::format("is not valid JSON at byte {} of {}: {}", handler.failed_at,
                     cut_ == Cut::lines ? "the line" : "the object", cut_utf8(cause, 200));
}

Step JsonParser::cut_line(std::string_view window, std::size_t pos, bool final, RawRow& row) const {
  const std::size_t line_end = window.find('\n', pos);
  if (line_end == std::string_view::npos && !final) return Step::needs_more;
  row.begin = pos;
  row.end = std::min(line_end, window.size());
  row.next = line_end == std::string_view::npos ? row.end : row.end + 1;
  return Step::row;
}

Step JsonParser::cut_element(std::string_view window, std::size_t pos, bool final, RawRow& row) const {
  // Only at the end of the array or of the input: what comes between elements was skipped with the one before.
  if (window[pos] == ']') return Step::end;
  std::optional<std::size_t> end = json_value_end(window, pos);
  if (!end && !final && window.size() - pos < max_element_bytes) return Step::needs_more;
  return end_element(window, pos, end ? *end : next_element_line(window, pos), final, row);
}

/// Ends the element at pos, and passes what parts it from the next one.
Step JsonParser::end_element(std::string_view window, std::size_t pos, std::size_t end, bool final, RawRow& row) {
  row.begin = pos;
  row.end = row.next = std::max(end, pos + 1);
  while (row.next < window.size() && window[row.next] != ']') {
    const std::size_t next = skip_json_space(window, row.next);
    const bool comma = next < window.size() && window[next] == ',';
    if (!comma && next == row.next) break;
    row.next = next + (comma ? 1 : 0);
  }
  if (row.next == window.size() && !final) return Step::needs_more;
  const std::string_view passed = window.substr(pos, row.next - pos);
  row.lines = static_cast<std::uint64_t>(std::count(passed.begin(), passed.end(), '\n'));
  return Step::row;
}

Step JsonParser::next(std::string_view window, std::size_t pos, bool final, RawRow& row) {
  row.problem.clear();
  row.cells.clear();
  row.lines = 1;
  row.valid_utf8 = true;
  if (pos == window.size()) return final ? Step::end : Step::needs_more;
  const Step step = cut_ == Cut::lines ? cut_line(window, pos, final, row) : cut_element(window, pos, final, row);
  if (step != Step::row) return step;
  std::string_view object = trimmed(window.substr(row.begin, row.end - row.begin));
  if (object.empty()) return Step::row;
  if (charset_.changes_utf8() || valid_utf8_prefix(object) != object.size()) {
    text_.clear();
    charset_.append(text_, object);
    object = text_;
  }
  row.problem = read_object(object);
  if (!row.problem.empty()) {
    const std::string fixed = repaired(object);
    if (fixed != object && read_object(fixed).empty()) row.problem.clear();
  }
  if (!row.problem.empty() && cut_ == Cut::elements) {
    // A quote or bracket that is missing has perhaps taken in the elements after it.
    const std::size_t line = next_element_line(window, row.begin);
    if (line < row.end) return end_element(window, row.begin, line, final, row);
  }
  if (row.problem.empty()) {
    for (const std::string& value : values_) row.cells.push_back({value});
  }
  return Step::row;
}

}  // namespace cxtext::io
