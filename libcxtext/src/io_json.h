#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "io_rows.h"

namespace cxtext::io {

/// Cuts JSON Lines into rows: one object a line, nested objects flattened with dots ("answer.text"), the plain values
/// of an array joined by ", ", objects within an array by their number from 0 ("answers.0.text"). null is an empty
/// cell. Empty lines are skipped by the caller; what is not an object is a row with a problem.
///
/// Columns are the keys in the order in which they were met. After freeze() no new ones are added.
class JsonParser {
 public:
  [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return columns_; }
  void freeze() noexcept { frozen_ = true; }

  /// Reads the row at pos; `final`: the window reaches the end of the input. The cells last until the next call.
  [[nodiscard]] Step next(std::string_view window, std::size_t pos, bool final, RawRow& row);

 private:
  friend class JsonHandler;
  [[nodiscard]] std::string read_object(std::string_view line);
  void put(const std::string& key, std::string_view value, bool in_array);

  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  bool frozen_ = false;
  std::vector<std::string> columns_;
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> column_of_;  // looked up, never iterated
  std::vector<std::string> values_;
  std::string line_;  // the line made valid UTF-8
};

}  // namespace cxtext::io
