#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/text.h"

namespace cxtext::icu_adapter {

/// The only place that knows ICU. Everything takes and gives UTF-8.

/// NFC of valid UTF-8. anchors (if given) receives the map back, ascending.
[[nodiscard]] std::string to_nfc(std::string_view text, std::vector<TextAnchor>* anchors);

[[nodiscard]] bool is_nfc(std::string_view text);

/// Lower and upper case by the root locale.
[[nodiscard]] std::string to_lower(std::string_view text);
[[nodiscard]] std::string to_upper(std::string_view text);

[[nodiscard]] bool is_letter(char32_t c) noexcept;
[[nodiscard]] bool is_upper(char32_t c) noexcept;
[[nodiscard]] bool is_digit(char32_t c) noexcept;
/// Pictographs, emoji modifiers, regional indicators: what people send as one emoji.
[[nodiscard]] bool is_emoji(char32_t c) noexcept;
/// A letter of the Latin script (or common to all).
[[nodiscard]] bool is_latin_letter(char32_t c) noexcept;

/// UAX #29 word boundaries of valid UTF-8 beyond what the table-driven tokenizer covers. Not thread-safe: one a thread.
class WordBreaker {
 public:
  WordBreaker();
  ~WordBreaker();
  WordBreaker(WordBreaker&&) noexcept;
  WordBreaker& operator=(WordBreaker&&) noexcept;

  /// Appends every boundary of text after 0, its end among them, each plus base.
  void boundaries(std::string_view text, std::uint32_t base, std::vector<std::uint32_t>& out);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace cxtext::icu_adapter
