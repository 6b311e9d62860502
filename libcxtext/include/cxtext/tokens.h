#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace cxtext {

enum class TokenKind : std::uint8_t {
  word,         ///< has a letter
  number,       ///< has a digit and no letter
  emoji,        ///< a pictograph, with its modifiers and joined parts
  punctuation,  ///< any other visible character
  space,        ///< white space and control characters
};

/// A piece of a text: half-open byte range [begin, end).
struct Token {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  TokenKind kind = TokenKind::word;
};

struct TokenOptions {
  bool keep_spaces = false;  ///< true: the tokens cover the text without a gap, as UAX #29 cuts it
};

/// Cuts text into words by the default rules of Unicode Standard Annex #29, section 4. Latin text runs over a table;
/// stretches with anything else (combining marks, emoji sequences, other scripts) are cut by ICU.
/// Not thread-safe: one a thread. Cost: O(bytes).
class Tokenizer {
 public:
  Tokenizer();
  ~Tokenizer();
  Tokenizer(Tokenizer&&) noexcept;
  Tokenizer& operator=(Tokenizer&&) noexcept;

  /// Replaces out by the tokens of text, in order. Precondition: valid UTF-8 under 2 GiB (CleanText gives that).
  void tokenize(std::string_view text, std::vector<Token>& out, TokenOptions options = {});

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace cxtext
