// Close-the-loop lists: whom to call, whom to thank, and whose score and words contradict each other. docs/lists.md
// says how they are ordered.
#include "report_loop.h"

#include <algorithm>
#include <cmath>

#include "cxtext/text.h"

namespace cxtext {

namespace {

constexpr std::size_t max_excerpt_bytes = 400;

// Sorted by figures as they are written, so that a difference in the last bit cannot move a row.
double settled(double value) noexcept { return std::round(value * 1e6) / 1e6 + 0.0; }

class Lists {
 public:
  Lists(const std::vector<Comment>& comments, const AnalyzedInput& input, const std::vector<ThemeFigures>& themes,
        const std::vector<std::optional<Band>>& bands, bool masked)
      : comments_(comments), input_(input), themes_(themes), bands_(bands), masked_(masked) {}

  CloseTheLoop make() {
    CloseTheLoop loop;
    for (std::size_t c = 0; c < comments_.size(); ++c) {
      if (!bands_[c] || !input_.comments[c].has_content) continue;
      const bool detractor = *bands_[c] == Band::detractor;
      const bool promoter = *bands_[c] == Band::promoter;
      if (detractor) loop.call.push_back(quoting(c, -1));
      if (promoter && input_.comments[c].label == SentimentLabel::positive) loop.thank.push_back(quoting(c, 1));
      if (contradicts(c)) loop.conflicts.push_back(conflict(c));
    }
    order(
        loop.call, [](const LoopRow& row) { return row.priority; }, true);
    order(loop.thank, [](const LoopRow& row) { return settled(row.sentiment); });
    order(loop.conflicts, [](const LoopRow& row) { return settled(std::abs(row.positive_probability - 0.5)); });
    return loop;
  }

 private:
  template <class Key>
  static void order(std::vector<LoopRow>& rows, Key key, bool by_score = false) {
    std::stable_sort(rows.begin(), rows.end(), [&](const LoopRow& a, const LoopRow& b) {
      if (key(a) != key(b)) return key(a) > key(b);
      // In a small export no theme has a pull yet: then the lowest score and the angriest words come first.
      if (by_score && a.score != b.score) return a.score < b.score;
      if (by_score && a.sentiment != b.sentiment) return a.sentiment < b.sentiment;
      if (a.date != b.date) return a.date.empty() || b.date.empty() ? b.date.empty() : a.date < b.date;
      return a.row < b.row;
    });
  }

  bool contradicts(std::size_t c) const {
    const AnalyzedComment& comment = input_.comments[c];
    const auto positive = static_cast<double>(comment.positive_probability);
    if (*bands_[c] == Band::detractor) return comment.label == SentimentLabel::positive && positive >= sure_conflict;
    if (*bands_[c] == Band::promoter) return comment.label == SentimentLabel::negative && positive <= 1 - sure_conflict;
    return false;
  }

  LoopRow basic(std::size_t c) const {
    LoopRow row;
    row.row = c;
    row.id = comments_[c].id;
    row.date = comments_[c].date;
    row.score = *comments_[c].score;
    row.band = *bands_[c];
    row.lang = input_.comments[c].lang.lang;
    row.positive_probability = settled(static_cast<double>(input_.comments[c].positive_probability));
    return row;
  }

  // By the statement that is furthest on the side; of equals the first.
  LoopRow quoting(std::size_t c, int side) const {
    LoopRow row = basic(c);
    const AnalyzedComment& comment = input_.comments[c];
    if (comment.n_statements == 0) return with_text(std::move(row), c, 0, comments_[c].text.size());
    std::size_t chosen = comment.first_statement;
    for (std::size_t s = chosen; s < comment.first_statement + comment.n_statements; ++s) {
      const auto feeling = [&](std::size_t i) { return static_cast<float>(side) * input_.statements[i].sentiment; };
      if (feeling(s) > feeling(chosen)) chosen = s;
    }
    const AnalyzedStatement& statement = input_.statements[chosen];
    row.sentiment = settled(static_cast<double>(statement.sentiment));
    add_theme(row, statement, side);
    return with_text(std::move(row), c, statement.begin, statement.end);
  }

  LoopRow conflict(std::size_t c) const {
    LoopRow row = basic(c);
    row.sentiment = settled(static_cast<double>(input_.comments[c].sentiment));
    return with_text(std::move(row), c, 0, comments_[c].text.size());
  }

  LoopRow with_text(LoopRow row, std::size_t c, std::size_t begin, std::size_t end) const {
    row.quote = readable(comments_[c].text, input_.finds_of(c), begin, end, masked_);
    if (row.quote.size() <= max_excerpt_bytes) return row;
    std::size_t cut = max_excerpt_bytes;
    while (cut > 0 && (static_cast<unsigned char>(row.quote[cut]) & 0xC0U) == 0x80U) --cut;
    const std::size_t space = row.quote.rfind(' ', cut);
    if (space != std::string::npos && space > max_excerpt_bytes / 2) cut = space;
    row.quote = row.quote.substr(0, cut) + " …";
    return row;
  }

  // Of the statement's themes the one whose impact goes furthest to the side; a theme that the report does not show
  // gives none.
  void add_theme(LoopRow& row, const AnalyzedStatement& statement, int side) const {
    const ThemeFigures* chosen = nullptr;
    double furthest = 0;
    for (std::uint32_t t = 0; t < statement.n_themes; ++t) {
      const ThemeFigures& theme = themes_[input_.themes[statement.first_theme + t]];
      if (theme.comments < min_cell_shown) continue;
      const double pull = theme.impact ? settled(side * theme.impact->value) : 0;
      if (chosen != nullptr && pull <= furthest) continue;
      chosen = &theme;
      furthest = pull;
    }
    if (chosen == nullptr) return;
    row.theme = chosen->id;
    row.theme_name = chosen->name;
    if (side > 0) return;
    row.pull = std::max(0.0, furthest);
    row.priority = settled(std::max(0.0, -row.sentiment) * row.pull);
  }

  const std::vector<Comment>& comments_;
  const AnalyzedInput& input_;
  const std::vector<ThemeFigures>& themes_;
  const std::vector<std::optional<Band>>& bands_;
  bool masked_;
};

}  // namespace

CloseTheLoop close_the_loop(const std::vector<Comment>& comments, const AnalyzedInput& input,
                            const std::vector<ThemeFigures>& themes, const std::vector<std::optional<Band>>& bands,
                            bool masked) {
  return Lists(comments, input, themes, bands, masked).make();
}

PrivacyFigures count_personal(const AnalyzedInput& input, bool masked) {
  PrivacyFigures out;
  out.masked = masked;
  for (const AnalyzedComment& comment : input.comments) out.comments += comment.n_finds > 0 ? 1 : 0;
  for (const PersonalSpan& find : input.personal) ++out.found[static_cast<std::size_t>(find.kind)];
  return out;
}

std::string readable(std::string_view text, std::span<const PersonalSpan> finds, std::size_t begin, std::size_t end,
                     bool masked) {
  const std::string cut = masked ? mask(text, finds, begin, end) : std::string(text.substr(begin, end - begin));
  const CleanText clean(cut);
  const std::string_view shown = clean.text();
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = shown.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return std::string(shown.substr(first, shown.find_last_not_of(blanks) + 1 - first));
}

void drop_personal_words(Report& report) {
  const auto drop = [](WordScores& scores) {
    std::erase_if(scores.words, [](const WordScore& word) { return !find_personal_data(word.word).empty(); });
  };
  for (ThemeFigures& theme : report.themes) {
    std::erase_if(theme.words, [](const std::string& word) { return !find_personal_data(word).empty(); });
    drop(theme.word_scores);
  }
  for (BandFigures& band : report.bands) drop(band.words);
}

}  // namespace cxtext
