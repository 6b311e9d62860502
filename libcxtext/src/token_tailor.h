#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "token_patterns.h"

namespace cxtext {

/// The second layer of the tokenizer: joins and cuts the tokens of UAX #29 by the tailorings of docs/text.md. It looks
/// only at tokens that the first layer marked, and copies nothing until one of them becomes something else.
class TokenTailor {
 public:
  /// Whether a token that starts with this byte, and is not a plain word, is worth a mark.
  [[nodiscard]] static bool is_sign(std::string_view text, std::uint32_t at) noexcept;

  /// marks: ascending indices of tokens. keep_spaces: whether tokens has those of space, and is to have them.
  void apply(std::string_view text, const std::vector<std::uint32_t>& marks, bool keep_spaces,
             std::vector<Token>& tokens);

 private:
  [[nodiscard]] TokenMatch match(std::string_view text, const std::vector<Token>& tokens, std::uint32_t index) const;
  [[nodiscard]] TokenMatch match_at_stop(std::string_view text, const std::vector<Token>& tokens,
                                         std::uint32_t index) const;
  void accept(std::string_view text, const std::vector<Token>& tokens, std::uint32_t index, TokenMatch found);
  void cut_word(std::string_view text, const std::vector<Token>& tokens, std::uint32_t index);
  void push_rest(std::string_view text, std::uint32_t begin, std::uint32_t end);
  void copy_before(const std::vector<Token>& tokens, std::uint32_t index, std::uint32_t byte);

  std::vector<Token> out_;
  std::uint32_t copied_ = 0;   // tokens of the first layer that are in out_, or replaced there
  std::uint32_t decided_ = 0;  // byte up to which all is decided
  bool changed_ = false;
  bool keep_spaces_ = false;
};

}  // namespace cxtext
