#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cxtext {

/// Text as every later stage wants it: valid UTF-8 in NFC. Keeps the way back to the original bytes.
class CleanText {
 public:
  /// Invalid sequences become U+FFFD (one for each maximal ill-formed part), then NFC. Never fails.
  /// Texts are cut at 512 MiB. Thread-safe.
  explicit CleanText(std::string_view original);

  /// The clean text: a view of the original where nothing had to change, so the original must outlive it.
  [[nodiscard]] std::string_view text() const noexcept { return changed_ ? std::string_view(own_) : original_; }
  [[nodiscard]] bool changed() const noexcept { return changed_; }

  /// Byte offset in the original of a byte offset in text(): exact at the boundaries of characters; inside a repaired
  /// stretch the start of that stretch. Precondition: offset <= text().size().
  [[nodiscard]] std::uint32_t original_offset(std::uint32_t offset) const noexcept;

 private:
  struct Anchor {
    std::uint32_t clean;
    std::uint32_t original;
  };
  static std::uint32_t map(const std::vector<Anchor>& anchors, std::uint32_t offset) noexcept;

  std::string_view original_;
  std::string own_;
  std::vector<Anchor> to_valid_;     // clean text -> valid UTF-8
  std::vector<Anchor> to_original_;  // valid UTF-8 -> original
  bool changed_ = false;
};

/// Lower case with one kind of apostrophe: the key of a word in every list. word: clean text.
[[nodiscard]] std::string fold(std::string_view word);

/// The first character of non-empty clean text and its length in bytes.
struct Decoded {
  char32_t code_point;
  std::uint32_t bytes;
};
[[nodiscard]] Decoded decode_first(std::string_view text) noexcept;

}  // namespace cxtext
