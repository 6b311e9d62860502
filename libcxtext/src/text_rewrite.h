#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/text.h"

namespace cxtext {

/// A changed copy of a text in the making, with the map back. Nothing is copied until the first change.
class Rewrite {
 public:
  explicit Rewrite(std::string_view in) noexcept : in_(in) {}

  /// Puts `by` in the place of in[begin, end). Precondition: begin is not before the end of the last change.
  void replace(std::size_t begin, std::size_t end, std::string_view by);
  void replace(std::size_t begin, std::size_t end, char32_t by);

  [[nodiscard]] bool changed() const noexcept { return !anchors_.empty(); }
  /// Offset in the input up to which all is decided.
  [[nodiscard]] std::size_t decided() const noexcept { return taken_; }

  /// The copy and its map; the object is used up. Precondition: changed().
  [[nodiscard]] std::string finish();
  [[nodiscard]] std::vector<TextAnchor>& anchors() noexcept { return anchors_; }

 private:
  std::string_view in_;
  std::string out_;
  std::size_t taken_ = 0;
  std::vector<TextAnchor> anchors_;
};

/// Appends a character as UTF-8; a surrogate or a number beyond the last character becomes U+FFFD.
void append_utf8(std::string& out, char32_t c);

}  // namespace cxtext
