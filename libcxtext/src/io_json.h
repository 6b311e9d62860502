#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "io_charset.h"
#include "io_rows.h"

namespace cxtext::io {

/// Cuts JSON into rows: an object a line (JSON Lines), or an object an element of an array, wherever its lines end.
/// Nested objects are flattened with dots ("answer.text"), the plain values
/// of an array joined by ", ", objects within an array by their number from 0 ("answers.0.text"). null is an empty
/// cell. Empty lines are skipped by the caller; what is not an object is a row with a problem.
///
/// Columns are the keys in the order in which they were met. After freeze() no new ones are added.
class JsonParser {
 public:
  enum class Cut : std::uint8_t { lines, elements };
  explicit JsonParser(Cut cut, Charset charset) : cut_(cut), charset_(std::move(charset)) {}

  [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return columns_; }
  void freeze() noexcept { frozen_ = true; }

  /// Reads the row at pos; `final`: the window reaches the end of the input. The cells last until the next call, and
  /// are UTF-8. Elements: the first one starts at pos; the end of the array is that of the input.
  [[nodiscard]] Step next(std::string_view window, std::size_t pos, bool final, RawRow& row);

 private:
  friend class JsonHandler;
  Step cut_line(std::string_view window, std::size_t pos, bool final, RawRow& row) const;
  Step cut_element(std::string_view window, std::size_t pos, bool final, RawRow& row) const;
  static Step end_element(std::string_view window, std::size_t pos, std::size_t end, bool final, RawRow& row);
  [[nodiscard]] std::string read_object(std::string_view line);
  void put(const std::string& key, std::string_view value, bool in_array);

  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  Cut cut_;
  Charset charset_;
  bool frozen_ = false;
  std::vector<std::string> columns_;
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> column_of_;  // looked up, never iterated
  std::vector<std::string> values_;
  std::string text_;  // the object made valid UTF-8
};

}  // namespace cxtext::io
