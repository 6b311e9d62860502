#include <algorithm>
#include <cmath>
#include <set>

#include "report_loop.h"
#include "report_words.h"

namespace cxtext {

namespace {

constexpr std::size_t max_quote_bytes = 280;
constexpr double best_length = 90;  // bytes: long enough to tell something, short enough to be read

struct QuoteCandidate {
  double merit = 0;  // lower is better
  std::size_t comment = 0;
  std::size_t statement = 0;
  int side = 0;  // -1, 0, 1 by feeling
};

bool is_continuation(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// The comment, or where it is long the statement that carries the theme with some words around it.
// Repaired, as a reader would want to see it.
std::string excerpt(const std::string& text, std::span<const PersonalSpan> finds, const AnalyzedStatement& statement,
                    bool masked) {
  if (text.size() <= max_quote_bytes) return readable(text, finds, 0, text.size(), masked);
  constexpr std::size_t context = 40;
  std::size_t begin = statement.begin > context ? statement.begin - context : 0;
  std::size_t end =
      std::min<std::size_t>(text.size(), std::min<std::size_t>(statement.end + context, begin + max_quote_bytes));
  while (begin > 0 && begin < statement.begin && text[begin] != ' ') ++begin;
  while (end < text.size() && end > begin + 1 && text[end] != ' ' && end > statement.begin + context) --end;
  while (begin < end && is_continuation(text[begin])) ++begin;
  while (end < text.size() && is_continuation(text[end])) ++end;
  return (begin > 0 ? "… " : "") + readable(text, finds, begin, end, masked) + (end < text.size() ? " …" : "");
}

// Candidates of a theme in order of merit; takes them side by side in proportion to how often each side occurs.
std::vector<QuoteCandidate> pick(std::vector<QuoteCandidate> candidates, std::size_t quotes_each,
                                 const std::vector<Comment>& comments) {
  std::sort(candidates.begin(), candidates.end(), [](const QuoteCandidate& a, const QuoteCandidate& b) {
    return a.merit != b.merit ? a.merit < b.merit : a.comment < b.comment;
  });
  std::array<double, 3> owed{};
  std::array<double, 3> share{};
  for (const QuoteCandidate& candidate : candidates) share[static_cast<std::size_t>(candidate.side + 1)] += 1;
  for (double& s : share) s /= std::max(1.0, static_cast<double>(candidates.size()));
  std::set<std::string> shown;
  std::vector<QuoteCandidate> picked;
  std::vector<bool> used(candidates.size(), false);
  while (picked.size() < quotes_each) {
    for (std::size_t side = 0; side < 3; ++side) owed[side] += share[side];
    const auto order = [&](std::size_t a, std::size_t b) { return owed[a] != owed[b] ? owed[a] > owed[b] : a < b; };
    std::array<std::size_t, 3> sides{0, 1, 2};
    std::sort(sides.begin(), sides.end(), order);
    bool found = false;
    for (const std::size_t side : sides) {
      for (std::size_t i = 0; i < candidates.size() && !found; ++i) {
        if (used[i] || static_cast<std::size_t>(candidates[i].side + 1) != side) continue;
        used[i] = true;
        if (!shown.insert(comments[candidates[i].comment].text).second) continue;
        picked.push_back(candidates[i]);
        owed[side] -= 1;
        found = true;
      }
      if (found) break;
    }
    if (!found) break;
  }
  return picked;
}

}  // namespace

std::vector<std::vector<Quote>> choose_quotes(const std::vector<Comment>& comments, const AnalyzedInput& input,
                                              std::size_t n_themes, std::size_t quotes_each, const Scale& scale,
                                              bool masked) {
  std::vector<std::vector<QuoteCandidate>> candidates(n_themes);
  for (std::size_t c = 0; c < input.comments.size(); ++c) {
    const AnalyzedComment& comment = input.comments[c];
    for (std::uint64_t s = comment.first_statement; s < comment.first_statement + comment.n_statements; ++s) {
      const AnalyzedStatement& statement = input.statements[s];
      const double length = static_cast<double>(std::max<std::size_t>(comments[c].text.size(), 1));
      for (std::uint32_t t = 0; t < statement.n_themes; ++t) {
        auto& of_theme = candidates[input.themes[statement.first_theme + t]];
        if (!of_theme.empty() && of_theme.back().comment == c) continue;  // its first statement speaks for it
        const int side = statement.sentiment >= 0.25F ? 1 : statement.sentiment <= -0.25F ? -1 : 0;
        // Few other themes in the statement, a readable length, a clear feeling.
        const double merit = std::abs(std::log(length / best_length)) + 0.4 * (statement.n_themes - 1) -
                             0.5 * std::abs(static_cast<double>(statement.sentiment)) +
                             (comment.n_statements > 4 ? 0.3 : 0.0);
        of_theme.push_back({merit, c, s, side});
      }
    }
  }
  std::vector<std::vector<Quote>> quotes(n_themes);
  for (std::size_t theme = 0; theme < n_themes; ++theme) {
    for (const QuoteCandidate& chosen : pick(std::move(candidates[theme]), quotes_each, comments)) {
      const Comment& comment = comments[chosen.comment];
      const AnalyzedStatement& statement = input.statements[chosen.statement];
      Quote quote{comment.id,
                  excerpt(comment.text, input.finds_of(chosen.comment), statement, masked),
                  input.comments[chosen.comment].lang.lang,
                  static_cast<double>(statement.sentiment),
                  {},
                  chosen.comment};
      if (comment.score) quote.band = scale.band(*comment.score);
      quotes[theme].push_back(std::move(quote));
    }
  }
  return quotes;
}

}  // namespace cxtext
