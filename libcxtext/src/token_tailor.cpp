#include "token_tailor.h"

#include <algorithm>
#include <array>

namespace cxtext {

namespace {

constexpr std::array<bool, 128> make_signs() {
  std::array<bool, 128> table{};
  for (const char c : std::string_view("0123456789+$:;=<>(^#@.")) table[static_cast<unsigned char>(c)] = true;
  return table;
}

constexpr std::array<bool, 128> tailored_signs = make_signs();

// A place inside a word where a sentence ends and the space is missing: "godt.Men", "tack!" needs none. Small letters
// before, a capital with a small letter behind; at least two letters on either side, so that "e.Kr" stays. Returns the
// offset of the mark, or npos.
std::size_t find_missing_space(std::string_view word) noexcept {
  for (std::size_t at = word.find_first_of(".:"); at < word.size(); at = word.find_first_of(".:", at + 1)) {
    const auto before = static_cast<unsigned char>(at > 0 ? word[at - 1] : ' ');
    const bool small_before = (before >= 'a' && before <= 'z') || before >= 0x80;
    const std::size_t second = at + (byte_or_end(word, at + 1) == '\xC3' ? 3 : 2);
    const auto behind = static_cast<unsigned char>(byte_or_end(word, second));
    const bool small_behind = (behind >= 'a' && behind <= 'z') || behind == 0xC3;
    if (at >= 2 && small_before && starts_capital(word, at + 1) && small_behind) return at;
  }
  return std::string_view::npos;
}

// A match may end inside a token of the first layer ("@name's"), but not between a character and the marks on it.
bool parts_marks(std::string_view text, const TokenMatch& found, const std::vector<Token>& tokens,
                 std::uint32_t index) noexcept {
  if (found.end >= text.size() || static_cast<unsigned char>(text[found.end]) < 0x80) return false;
  while (index + 1 < tokens.size() && tokens[index].end < found.end) ++index;
  const bool inside = tokens[index].begin < found.end && found.end < tokens[index].end;
  const std::string_view next = text.substr(found.end, 3);
  return inside && next != "’" && next != "‘";
}

bool is_same_token(const Token& token, const TokenMatch& found) noexcept {
  return token.begin == found.begin && token.end == found.end && token.kind == found.kind;
}

}  // namespace

bool TokenTailor::is_sign(std::string_view text, std::uint32_t at) noexcept {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return tailored_signs[byte];
  return (byte == 0xC2 && text[at + 1] == '\xA3') || (byte == 0xE2 && text.substr(at, 3) == "€");
}

TokenMatch TokenTailor::match(std::string_view text, const std::vector<Token>& tokens, std::uint32_t index) const {
  const Token& token = tokens[index];
  const std::uint32_t at = token.begin;
  switch (text[at]) {
    case ':':
      if (const TokenMatch url = match_url_at_colon(text, at)) return url;
      return match_emoticon(text, at);
    case ';':
    case '=':
    case '<':
    case '>':
    case '(':
    case '^':
      return match_emoticon(text, at);
    case '@':
      return match_at_sign(text, at);
    case '#':
      return match_hashtag(text, at);
    case '.':
      return match_at_stop(text, tokens, index);
    case '+':
    case '$':
      return match_figure(text, at);
    default:
      break;
  }
  const std::string_view surface = text.substr(at, token.end - at);
  if (surface == "€" || surface == "£") return match_figure(text, at);
  const bool word = token.kind == TokenKind::word;
  if (word && surface.find('.') != std::string_view::npos) {
    if (const TokenMatch url = match_domain(text, at)) return url;
    if (is_dotted_abbreviation(surface)) return {at, token.end, TokenKind::abbreviation};
  }
  if (!is_ascii_digit(surface.front())) return {};
  const TokenMatch figure = match_figure(text, at);
  return figure.end >= token.end ? figure : TokenMatch{};
}

// By the token before the full stop, unless that has become part of something else.
TokenMatch TokenTailor::match_at_stop(std::string_view text, const std::vector<Token>& tokens,
                                      std::uint32_t index) const {
  if (index == 0) return {};
  const std::uint32_t stop = tokens[index].begin;
  const Token& before = tokens[index - 1];
  if (before.end != stop || (before.kind != TokenKind::word && before.kind != TokenKind::number)) return {};
  const bool taken = before.begin < decided_;
  if (taken && (out_.back().begin != before.begin || out_.back().end != stop)) return {};
  return match_before_stop(text, before.begin, stop);
}

// Copies the first layer's tokens that end before a byte. index: of a token behind them, or of one near by.
void TokenTailor::copy_before(const std::vector<Token>& tokens, std::uint32_t index, std::uint32_t byte) {
  while (index > copied_ && tokens[index - 1].end > byte) --index;
  if (index <= copied_) return;
  out_.insert(out_.end(), tokens.begin() + copied_, tokens.begin() + index);
  copied_ = index;
}

// What is left of a token that a match has cut.
void TokenTailor::push_rest(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  const TokenKind kind = plain_kind_of(text.substr(begin, end - begin));
  if (keep_spaces_ || kind != TokenKind::space) out_.push_back({begin, end, kind});
}

void TokenTailor::accept(std::string_view text, const std::vector<Token>& tokens, std::uint32_t index,
                         TokenMatch found) {
  changed_ = true;
  copy_before(tokens, index, found.begin);
  // What was decided before may turn out to be the beginning of something longer ("kr." of "kr. 299").
  while (!out_.empty() && out_.back().begin >= found.begin) out_.pop_back();
  if (!out_.empty() && out_.back().end > found.begin) {
    found.begin = out_.back().end;
    while (text[found.begin] == ' ') ++found.begin;
  }
  if (copied_ < tokens.size() && tokens[copied_].begin < found.begin && decided_ < found.begin) {
    const std::uint32_t from = std::max(tokens[copied_].begin, decided_);
    push_rest(text, from, found.begin);
  }
  out_.push_back({found.begin, found.end, found.kind});
  while (copied_ < tokens.size() && tokens[copied_].end <= found.end) ++copied_;
  decided_ = found.end;
  if (copied_ < tokens.size() && tokens[copied_].begin < found.end) {  // the rest of a token that was cut
    const std::uint32_t end = tokens[copied_].end;
    push_rest(text, found.end, end);
    decided_ = end;
    ++copied_;
  }
}

void TokenTailor::cut_word(std::string_view text, const std::vector<Token>& tokens, std::uint32_t index) {
  Token rest = tokens[index];
  std::size_t mark = find_missing_space(text.substr(rest.begin, rest.end - rest.begin));
  if (mark == std::string_view::npos) return;
  changed_ = true;
  copy_before(tokens, index, rest.begin);
  while (mark != std::string_view::npos) {
    const auto at = static_cast<std::uint32_t>(rest.begin + mark);
    out_.push_back({rest.begin, at, TokenKind::word});
    out_.push_back({at, at + 1, TokenKind::punctuation});
    rest.begin = at + 1;
    mark = find_missing_space(text.substr(rest.begin, rest.end - rest.begin));
  }
  out_.push_back(rest);
  copied_ = index + 1;
  decided_ = rest.end;
}

void TokenTailor::apply(std::string_view text, const std::vector<std::uint32_t>& marks, bool keep_spaces,
                        std::vector<Token>& tokens) {
  keep_spaces_ = keep_spaces;
  out_.clear();
  copied_ = 0;
  decided_ = 0;
  changed_ = false;
  for (const std::uint32_t index : marks) {
    const Token& token = tokens[index];
    if (token.begin < decided_) continue;
    const TokenMatch found = match(text, tokens, index);
    if (!found || parts_marks(text, found, tokens, index)) {
      if (token.kind == TokenKind::word && !is_ascii_digit(text[token.begin])) cut_word(text, tokens, index);
    } else if (!is_same_token(token, found)) {
      accept(text, tokens, index, found);
    }
  }
  if (!changed_) return;
  out_.insert(out_.end(), tokens.begin() + copied_, tokens.end());
  tokens.swap(out_);
}

}  // namespace cxtext
