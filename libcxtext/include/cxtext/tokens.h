#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace cxtext {

/// What a token is.
enum class TokenKind : std::uint8_t {
  word,          ///< has a letter
  abbreviation,  ///< a word with its full stop: "f.eks.", "ca.", "t.ex"
  hashtag,       ///< "#service"
  number,        ///< has a digit and no letter
  amount,        ///< a number with a currency, ",-" or "%": "kr 1 299,-", "50 %"
  date,          ///< a date or a time of day in digits: "17/5-2024", "14:30"
  phone,         ///< a telephone number: "+45 12 34 56 78"
  emoji,         ///< a pictograph with its modifiers and joined parts, or an emoticon
  url,           ///< a link or the name of a site
  email,         ///< an address for mail
  mention,       ///< "@name"
  punctuation,   ///< any other visible character
  space,         ///< white space and control characters
};

/// The kinds that are words to the later stages.
[[nodiscard]] constexpr bool is_word(TokenKind kind) noexcept { return kind <= TokenKind::hashtag; }

/// "word", "url" … Thread-safe.
[[nodiscard]] std::string_view to_name(TokenKind kind) noexcept;

/// A piece of a text: half-open byte range [begin, end).
struct Token {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  TokenKind kind = TokenKind::word;
};

/// The part of a token's text that counts as its word: without the '#' of a hashtag or the last full stop of an
/// abbreviation; of an amount its currency ("kr"), or its digits where that is a sign. Others: all of it. A view into
/// surface. Thread-safe.
[[nodiscard]] std::string_view word_part(std::string_view surface, TokenKind kind) noexcept;

struct TokenOptions {
  bool keep_spaces = false;  ///< true: the tokens cover the text without a gap
  bool tailored = true;      ///< false: as UAX #29 cuts, with the kinds word, number, emoji, punctuation, space only
};

/// Cuts text into words by the default rules of Unicode Standard Annex #29, section 4; then joins or cuts further what
/// customers mean as one thing (links, amounts, abbreviations, emoticons …): docs/text.md lists the tailorings. Latin
/// text runs over a table; stretches with anything else (combining marks, emoji sequences, other scripts) are cut by
/// ICU. Not thread-safe: one a thread. Cost: O(bytes).
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
