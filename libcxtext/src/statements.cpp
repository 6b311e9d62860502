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
  const bool has_lines =
      view.text.find('\n') != std::string_view::npos || view.text.find('\r') != std::string_view::npos;
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
    // Closing marks, brackets, quotes and emoji stay with the sentence they close; the next word opens a new one.
    if (view.words[at] != no_word) {
      if (view.tokens[at].kind != TokenKind::emoji) {
        if (ended) close(at);
        ended = false;
        has_word = true;
      }
    } else if (is_mark(view, at, '!')) {
      ++sentence.exclamations;
      ended = true;
    } else if (is_mark(view, at, '?')) {
      sentence.asked = true;
      ended = true;
    } else if (is_mark(view, at, '.') || is_ellipsis(view, at)) {
      ended = true;
    }
    if (has_lines && at + 1 < n && line_ends_between(view, at)) ended = true;
  }
  if (n > 0) close(n);
}

namespace {

constexpr std::uint32_t min_words = 2;  // of a statement that is cut off at a mark or contrast

std::uint32_t words_of(const Unit& unit) noexcept {
  return unit.kind == Unit::Kind::pause ? 0 : unit.last_token - unit.first_token + 1;
}

// Walks the units of a sentence and closes a range wherever a statement ends.
class StatementCutter {
 public:
  StatementCutter(const std::vector<Unit>& units, std::vector<UnitRange>& out)
      : units_(units), out_(out), end_(static_cast<std::uint32_t>(units.size())) {
    range_.end = end_;
    for (const Unit& unit : units) left_ += words_of(unit);
  }

  void run() {
    for (std::uint32_t at = range_.begin; at < end_; ++at) {
      const Unit& unit = units_[at];
      left_ -= words_of(unit);  // words behind the unit
      if (unit.kind == Unit::Kind::pause) {
        pause(at);
      } else {
        if (unit.shifter == ShifterKind::contrast) contrast(at);
        if (unit.shifter == ShifterKind::turn) turn(at);
        if (unit.shifter == ShifterKind::concession) concession(at);
        words_ += words_of(unit);
      }
    }
    out_.push_back(range_);
  }

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  void cut(std::uint32_t at, std::uint32_t words_behind) {
    range_.end = at;
    out_.push_back(range_);
    range_ = {at, end_, false, false};
    words_ = words_behind;
    pause_ = none;
    conceding_ = false;
  }

  void cut_contrast(std::uint32_t at, std::uint32_t words_behind) {
    range_.before_contrast = true;
    cut(at, words_behind);
    range_.after_contrast = true;
  }

  void pause(std::uint32_t at) {
    if (words_ < min_words) return;
    if (left_ >= min_words && conceding_) return cut_contrast(at + 1, 0);
    if (left_ >= min_words && units_[at].mark == Unit::Mark::clause) return cut(at + 1, 0);
    pause_ = at;
    words_to_pause_ = words_;
  }

  // "but": the statement starts with it.
  void contrast(std::uint32_t at) {
    if (at == range_.begin) range_.after_contrast = true;
    if (words_ >= min_words && left_ > 0) cut_contrast(at, 0);
  }

  // "unfortunately", "though": the statement starts at the pause before it, if there is one.
  void turn(std::uint32_t at) {
    if (at == range_.begin) range_.after_contrast = true;
    if (pause_ != none) return cut_contrast(pause_ + 1, words_ - words_to_pause_);
    if (words_ >= min_words && left_ > 0) cut_contrast(at, 0);
  }

  // "although": what it says is granted, the rest of the sentence is meant.
  void concession(std::uint32_t at) {
    if (words_ < min_words) {
      conceding_ = true;
      return;
    }
    if (left_ == 0) return;
    range_.after_contrast = true;
    cut(at, 0);
    range_.before_contrast = true;
  }

  const std::vector<Unit>& units_;
  std::vector<UnitRange>& out_;
  UnitRange range_;
  std::uint32_t end_;
  std::uint32_t words_ = 0;  // of the range so far
  std::uint32_t left_ = 0;
  std::uint32_t pause_ = none;  // the last one of the range that has enough words before it
  std::uint32_t words_to_pause_ = 0;
  bool conceding_ = false;
};

}  // namespace

void cut_statements(const std::vector<Unit>& units, const UnitContents& contents, std::vector<UnitRange>& out) {
  constexpr ShifterSet cutting = set_of(ShifterKind::contrast, ShifterKind::turn, ShifterKind::concession);
  if ((contents.shifters & cutting) == 0 && !contents.clause) {
    out.push_back({0, static_cast<std::uint32_t>(units.size()), false, false});
    return;
  }
  StatementCutter(units, out).run();
}

void cut_at_opposing_commas(const std::vector<Unit>& units, const ClauseSide& side_of, std::vector<UnitRange>& ranges) {
  const std::size_t n_ranges = ranges.size();
  for (std::size_t r = 0; r < n_ranges; ++r) {
    UnitRange range = ranges[r];
    std::uint32_t begin = range.begin;
    std::uint32_t words = 0;
    int side = 0;  // of the clauses since the last cut
    std::uint32_t since = range.begin;
    bool cut = false;
    for (std::uint32_t at = range.begin; at <= range.end; ++at) {
      const bool at_end = at == range.end;
      if (!at_end && units[at].mark != Unit::Mark::comma) {
        words += words_of(units[at]);
        continue;
      }
      if (words < min_words) continue;  // an item of a list goes with what follows
      if (at_end && begin == range.begin && !cut && since == range.begin) break;  // no comma
      const int of_clause = side_of(begin, at);
      if (side * of_clause < 0) {
        ranges.push_back({since, begin, range.after_contrast, range.before_contrast});
        since = begin;
        cut = true;
        side = of_clause;
      } else if (side == 0) {
        side = of_clause;
      }
      begin = at + 1;
      words = 0;
    }
    if (cut) ranges[r] = {since, range.end, range.after_contrast, range.before_contrast};
  }
  if (ranges.size() > n_ranges)
    std::sort(ranges.begin(), ranges.end(), [](const UnitRange& a, const UnitRange& b) { return a.begin < b.begin; });
}

}  // namespace cxtext
