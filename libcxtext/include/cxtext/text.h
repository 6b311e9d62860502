#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cxtext {

/// A place where the map of a changed text turns: a byte offset in the changed text and the one it came from. They come
/// in pairs, the start and the end of a changed stretch.
struct TextAnchor {
  std::uint32_t changed;
  std::uint32_t origin;
};

/// Text as every later stage wants it: valid UTF-8 in NFC, without what exports and editors do to text. Keeps the way
/// back to the original bytes.
class CleanText {
 public:
  /// Invalid sequences become U+FFFD (one for each maximal ill-formed part). Then HTML references and tags, Excel's
  /// "_x000D_", double-encoded UTF-8, spaces of other kinds, characters without width and full-width forms are
  /// repaired, and all is put in NFC. docs/text.md has every repair with examples.
  /// Repairs that uncover others ("&amp;lt;br&amp;gt;") are made up to 4 deep; up to there, cleaning a clean text
  /// changes nothing. Never fails. Texts are cut at 512 MiB. Cost: O(bytes), one look at each where nothing is wrong.
  /// Thread-safe.
  explicit CleanText(std::string_view original);

  /// The clean text: a view of the original where nothing had to change, so the original must outlive it.
  [[nodiscard]] std::string_view text() const noexcept { return changed() ? std::string_view(own_) : original_; }
  [[nodiscard]] bool changed() const noexcept { return !layers_.empty(); }

  /// Byte offset in the original of what stands at a byte offset of text(): exact at the boundaries of characters;
  /// inside a repaired stretch the start of that stretch. Of what was taken out (a tag) it is the end. Ascending.
  /// Precondition: offset <= text().size().
  [[nodiscard]] std::uint32_t original_offset(std::uint32_t offset) const noexcept;

  /// Byte offset in the original where what stands before an offset of text() ends: for the end of a range, as
  /// original_offset is for its begin. Inside a repaired stretch it is the end of that stretch, of what was taken out
  /// the start. Ascending. Same precondition.
  [[nodiscard]] std::uint32_t original_end(std::uint32_t offset) const noexcept;

 private:
  template <class Pass>
  bool apply(Pass pass);

  std::string_view original_;
  std::string own_;
  std::vector<std::vector<TextAnchor>> layers_;  // the map of each repair that changed something, first repair first
};

/// Lower case with one kind of apostrophe: the key of a word in every list. word: clean text.
[[nodiscard]] std::string fold(std::string_view word);

/// The first character of a non-empty text and its length in bytes. Of what is not UTF-8, U+FFFD for the maximal part
/// of an ill-formed sequence, as in clean text.
struct Decoded {
  char32_t code_point;
  std::uint32_t bytes;
};
[[nodiscard]] Decoded decode_first(std::string_view text) noexcept;

}  // namespace cxtext
