#include "statements.h"

#include <algorithm>
#include <string_view>

namespace cxtext {

namespace {

bool line_ends_between(const TokenView& view, std::uint32_t left) noexcept {
  const std::uint32_t from = view.tokens[left].end;
  const std::uint32_t to = view.tokens[left + 1].begin;
  if (to == from || (to == from + 1 && view.text[from] == ' ')) return false;  // nearly always
  for (std::uint32_t at = from; at < to; ++at) {
    if (view.text[at] == '\n' || view.text[at] == '\r') return true;
  }
  return false;
}

bool is_mark(const TokenView& view, std::uint32_t token, char mark) noexcept {
  const Token& t = view.tokens[token];
  return t.end - t.begin == 1 && view.text[t.begin] == mark;
}

bool is_ellipsis(const TokenView& view, std::uint32_t token) noexcept {
  const Token& t = view.tokens[token];
  return view.text.substr(t.begin, t.end - t.begin) == "\xE2\x80\xA6";
}

}  // namespace

void cut_sentences(const TokenView& view, std::vector<Sentence>& out) {
  out.clear();
  Sentence sentence;
  bool has_word = false;
  const auto n = static_cast<std::uint32_t>(view.tokens.size());
  const auto close = [&](std::uint32_t end) {
    sentence.end = end;
    if (has_word || out.empty()) {
      out.push_back(sentence);
    } else {
      out.back().end = end;
      out.back().exclamations += sentence.exclamations;
      out.back().asked = out.back().asked || sentence.asked;
    }
    sentence = {end, end, 0, false};
    has_word = false;
  };
  bool ended = false;
  for (std::uint32_t at = 0; at < n; ++at) {
    const bool word = view.words[at] != no_word;
    const bool emoji = view.tokens[at].kind == TokenKind::emoji;
    // Closing marks, brackets, quotes and emoji stay with the sentence they close; the next word opens a new one.
    if (word && !emoji && ended) {
      close(at);
      ended = false;
    }
    has_word = has_word || (word && !emoji);
    if (!word) {
      if (is_mark(view, at, '!')) {
        ++sentence.exclamations;
        ended = true;
      } else if (is_mark(view, at, '?')) {
        sentence.asked = true;
        ended = true;
      } else if (is_ellipsis(view, at) || is_mark(view, at, '.')) {
        ended = true;
      }
    }
    if (at + 1 < n && line_ends_between(view, at)) ended = true;
  }
  if (n > 0) close(n);
}

void cut_at_contrasts(const std::vector<Unit>& units, std::uint32_t begin, std::uint32_t end,
                      std::vector<UnitRange>& out) {
  constexpr std::uint32_t min_words = 2;
  UnitRange range{begin, end, false, false};
  const auto is_contrast = [](const Unit& u) { return u.shifter == ShifterKind::contrast; };
  if (std::none_of(units.begin() + begin, units.begin() + end, is_contrast)) {
    out.push_back(range);
    return;
  }
  std::uint32_t words = 0;
  std::uint32_t words_end = end;  // behind the last unit that is a word
  while (words_end > begin && units[words_end - 1].kind == Unit::Kind::pause) --words_end;
  for (std::uint32_t at = begin; at < end; ++at) {
    if (units[at].shifter == ShifterKind::contrast && words >= min_words && at + 1 < words_end) {
      range.end = at;
      range.before_contrast = true;
      out.push_back(range);
      range = {at, end, true, false};
      words = 0;
    }
    if (units[at].shifter == ShifterKind::contrast && at == begin) range.after_contrast = true;
    if (units[at].kind != Unit::Kind::pause) words += units[at].last_token - units[at].first_token + 1;
  }
  out.push_back(range);
}

}  // namespace cxtext
