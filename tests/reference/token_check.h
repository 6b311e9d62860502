#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <unicode/uchar.h>
#include <vector>

#include "cxtext/text.h"
#include "cxtext/tokens.h"

#include "reference/utf8.h"
#include "reference/word_breaks.h"

namespace reference {

inline std::vector<std::uint32_t> boundaries(const std::vector<cxtext::Token>& tokens) {
  std::vector<std::uint32_t> out;
  for (const cxtext::Token& token : tokens) out.push_back(token.begin);
  if (!tokens.empty()) out.push_back(tokens.back().end);
  return out;
}

/// What is wrong with the tokens of a text, in words; empty if nothing is. text: valid UTF-8.
class TokenCheck {
 public:
  std::string fault_of(std::string_view text) {
    tokenizer_.tokenize(text, tokens_, {.keep_spaces = true, .tailored = false});
    // ICU keeps "@" with letters, the standard does not; as "!" it is what the standard has it.
    std::string standard(text);
    std::replace(standard.begin(), standard.end(), '@', '!');
    if (boundaries(tokens_) != breaks_.of(standard)) return "untailored, it is not cut as ICU cuts it";
    for (const cxtext::Token& token : tokens_) {
      if (token.kind != cxtext::TokenKind::word && token.kind != cxtext::TokenKind::number &&
          token.kind != cxtext::TokenKind::emoji && token.kind < cxtext::TokenKind::punctuation)
        return "untailored, it has a tailored kind";
    }
    return fault_of_tailored(text);
  }

 private:
  std::string fault_of_tailored(std::string_view text) {
    tokenizer_.tokenize(text, tokens_, {.keep_spaces = true, .tailored = true});
    std::uint32_t at = 0;
    for (const cxtext::Token& token : tokens_) {
      if (token.begin != at || token.end <= at) return "tailored, it has a gap, or tokens that overlap";
      at = token.end;
      if (!is_boundary(text, at)) return "tailored, a character is cut";
      const std::string_view surface = text.substr(token.begin, token.end - token.begin);
      const std::string_view part = cxtext::word_part(surface, token.kind);
      if (part.empty() || surface.find(part) == std::string_view::npos) return "a token has no word part";
      for (std::size_t i = 0; i < surface.size();) {
        const cxtext::Decoded decoded = cxtext::decode_first(surface.substr(i));
        i += decoded.bytes;
        const bool letter = u_isUAlphabetic(static_cast<UChar32>(decoded.code_point)) != 0;
        if (letter && token.kind >= cxtext::TokenKind::punctuation) return "tailored, a letter is in no word";
      }
    }
    if (at != text.size()) return "tailored, it does not reach the end";
    std::vector<cxtext::Token> visible;
    tokenizer_.tokenize(text, visible, {.keep_spaces = false, .tailored = true});
    std::erase_if(tokens_, [](const cxtext::Token& token) { return token.kind == cxtext::TokenKind::space; });
    const auto same = [](const cxtext::Token& a, const cxtext::Token& b) {
      return a.begin == b.begin && a.end == b.end && a.kind == b.kind;
    };
    if (!std::equal(tokens_.begin(), tokens_.end(), visible.begin(), visible.end(), same))
      return "tailored, keeping spaces changes other tokens";
    return {};
  }

  cxtext::Tokenizer tokenizer_;
  WordBreaks breaks_;
  std::vector<cxtext::Token> tokens_;
};

}  // namespace reference
