#include "cxtext/tokens.h"

#include <algorithm>
#include <string>

#include "icu.h"
#include "token_scan.h"
#include "token_tailor.h"

namespace cxtext {

struct Tokenizer::Impl {
  icu_adapter::WordBreaker breaker;
  std::vector<std::uint32_t> boundaries;
  std::vector<std::uint32_t> marks;  // tokens that the tailorings look at
  std::string stretch_copy;
  TokenTailor tailor;

  // Segments of text[begin, end) by ICU, appended to out, all with a mark.
  void cut_by_icu(std::string_view text, std::uint32_t begin, std::uint32_t end, TokenOptions options,
                  std::vector<Token>& out) {
    boundaries.clear();
    std::string_view stretch = text.substr(begin, end - begin);
    if (stretch.find('@') != std::string_view::npos) {  // ICU keeps it with letters, the standard does not
      stretch_copy.assign(stretch);
      std::replace(stretch_copy.begin(), stretch_copy.end(), '@', '!');
      stretch = stretch_copy;
    }
    breaker.boundaries(stretch, begin, boundaries);
    std::uint32_t from = begin;
    for (const std::uint32_t to : boundaries) {
      const std::string_view segment = text.substr(from, to - from);
      TokenKind kind = plain_kind_of(segment);
      if (options.tailored && (scan::is_keycap(segment) || scan::is_letter_face(text, from, to)))
        kind = TokenKind::emoji;
      if (options.keep_spaces || kind != TokenKind::space) {
        const bool plain = kind == TokenKind::space || kind == TokenKind::emoji;
        if (!plain && (kind == TokenKind::word || TokenTailor::is_sign(text, from))) {
          marks.push_back(static_cast<std::uint32_t>(out.size()));
        }
        out.emplace_back(from, to, kind);
      }
      from = to;
    }
  }

  // Cuts the stretch that reaches to the first space from `at` on anew by ICU; the tokens that the table made of it go.
  // Returns its end.
  std::uint32_t cut_stretch(std::string_view text, std::uint32_t begin, std::uint32_t at, std::size_t tokens_before,
                            TokenOptions options, std::vector<Token>& out) {
    const auto size = static_cast<std::uint32_t>(text.size());
    while (at < size && (text[at] != ' ' || scan::ends_in_wide_space(text.substr(0, at)))) {
      at += 1;
      while (at < size && text[at] == ' ' && text[at - 1] == ' ') ++at;
    }
    out.resize(tokens_before);
    while (!marks.empty() && marks.back() >= tokens_before) marks.pop_back();
    cut_by_icu(text, begin, at, options, out);
    return at;
  }

  // A word or number from where it starts. Rules WB5–WB13b for letters, digits and what joins them.
  struct Word {
    std::uint32_t end = 0;
    TokenKind kind = TokenKind::word;
    bool beyond = false;  // it touches a character that only ICU knows
    bool stop = false;    // a full stop or colon is inside it
  };
  static Word scan_word(std::string_view text, std::uint32_t at) noexcept;
};

Tokenizer::Impl::Word Tokenizer::Impl::scan_word(std::string_view text, std::uint32_t at) noexcept {
  const auto size = static_cast<std::uint32_t>(text.size());
  const std::uint32_t letters = scan::skip_letters(text, at);
  scan::Break previous = letters != at ? scan::Break::letter : scan::Break::other;
  unsigned seen = letters != at ? unsigned{scan::run_letter} : 0U;
  at = letters;
  bool stop = false;
  for (;;) {
    at = scan::skip_run(text, at, seen, previous);
    if (at == size || text[at] == ' ') break;
    const scan::Character c = scan::character_at(text, at);
    if (c.break_class == scan::Break::letter) {  // beyond the lead bytes that the inner loop knows
      previous = scan::Break::letter;
      seen |= scan::run_letter;
      at += c.bytes;
      continue;
    }
    if (c.break_class == scan::Break::beyond) return {at, TokenKind::word, true, stop};
    // WB6/7 and WB11/12: one joining mark, if the same class stands on both its sides.
    const bool joins_letters = previous == scan::Break::letter &&
                               (c.break_class == scan::Break::mid_letter || c.break_class == scan::Break::mid_num_let);
    const bool joins_digits = previous == scan::Break::digit &&
                              (c.break_class == scan::Break::mid_num || c.break_class == scan::Break::mid_num_let);
    if ((!joins_letters && !joins_digits) || at + c.bytes >= size) break;
    const scan::Character next = scan::character_at(text, at + c.bytes);
    if (next.break_class == scan::Break::beyond) return {at, TokenKind::word, true, stop};
    if (next.break_class != previous) break;
    stop = stop || text[at] == '.' || text[at] == ':';
    at += c.bytes;
  }
  const TokenKind kind = (seen & scan::run_letter) != 0  ? TokenKind::word
                         : (seen & scan::run_digit) != 0 ? TokenKind::number
                                                         : TokenKind::punctuation;
  return {at, kind, false, stop};
}

Tokenizer::Tokenizer() : impl_(std::make_unique<Impl>()) {}
Tokenizer::~Tokenizer() = default;
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;

void Tokenizer::tokenize(std::string_view text, std::vector<Token>& out, TokenOptions options) {
  out.clear();
  impl_->marks.clear();
  const auto size = static_cast<std::uint32_t>(text.size());
  // Where the stretch that ICU would have to cut again begins: before the last run of spaces. There is always a
  // boundary before a run of spaces, so a cut there never changes the outcome.
  std::uint32_t stretch = 0;
  std::size_t tokens_before_stretch = 0;
  std::uint32_t at = 0;
  while (at < size) {
    const std::uint8_t what = scan::run_table[static_cast<std::uint8_t>(text[at])];
    if (what == 0 && text[at] == ' ') {
      stretch = at;
      tokens_before_stretch = out.size();
      while (at < size && text[at] == ' ') ++at;
      if (options.keep_spaces) out.emplace_back(stretch, at, TokenKind::space);
      continue;
    }
    if (what == scan::run_letter || what == scan::run_lead) {  // a word of letters, as most are
      const std::uint32_t end = scan::skip_letters(text, at);
      if (end != at && scan::is_plain_end(text, end)) {
        const bool face = options.tailored && scan::is_letter_face(text, at, end);
        out.emplace_back(at, end, face ? TokenKind::emoji : TokenKind::word);
        at = end;
        continue;
      }
    }
    Impl::Word token{0, TokenKind::punctuation, false, false};
    const scan::Character c =
        what != 0 && what != scan::run_lead ? scan::Character{scan::Break::letter, 1} : scan::character_at(text, at);
    if (c.break_class == scan::Break::letter || c.break_class == scan::Break::digit ||
        c.break_class == scan::Break::extend_num_let) {
      token = Impl::scan_word(text, at);
      token.stop = token.stop || what == scan::run_digit;
      if (options.tailored && scan::is_letter_face(text, at, token.end)) token.kind = TokenKind::emoji;
    } else {
      token.end = at + c.bytes;
      token.beyond = c.break_class == scan::Break::beyond;
      if (c.break_class == scan::Break::cr && token.end < size && text[token.end] == '\n') ++token.end;
      if (scan::is_blank(text, at, c)) {
        token.kind = TokenKind::space;
      } else {
        token.stop = scan::is_worth_a_mark(text, at, out);
      }
    }
    if (token.beyond) {
      at = impl_->cut_stretch(text, stretch, token.end, tokens_before_stretch, options, out);
      stretch = at;
      tokens_before_stretch = out.size();
      continue;
    }
    if (token.stop) impl_->marks.push_back(static_cast<std::uint32_t>(out.size()));
    if (options.keep_spaces || token.kind != TokenKind::space) out.emplace_back(at, token.end, token.kind);
    at = token.end;
  }
  if (options.tailored && !impl_->marks.empty()) impl_->tailor.apply(text, impl_->marks, options.keep_spaces, out);
}

}  // namespace cxtext
