#include <algorithm>
#include <cmath>

#include "cxtext/pipeline.h"

namespace cxtext {

namespace {

// How often a language column agrees with comments whose language is plain. "no" may mean bokmål or nynorsk.
struct Agreement {
  double agree = 3;  // what is believed of a column before it is seen
  double disagree = 0.25;

  void add(const LangGuess& guess, Lang declared) {
    if (guess.confidence < sure_confidence || !has_lexicon(declared) || guess.lang == Lang::undetermined) return;
    const bool norwegian = declared == Lang::nb && guess.lang == Lang::nn;
    (guess.lang == declared || norwegian ? agree : disagree) += 1;
  }
  [[nodiscard]] float nats() const { return static_cast<float>(std::clamp(std::log(agree / disagree), 0.0, 4.0)); }
};

// By white space, which is near enough to tell short comments from others.
bool is_short(std::string_view text) noexcept {
  std::size_t n_words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank && !inside && ++n_words > few_words) return false;
    inside = !blank;
  }
  return true;
}

}  // namespace

FileLanguages learn_languages(Analyzer& analyzer, std::span<const Comment> sample, std::span<const Lang> among) {
  AnalyzeOptions identify;
  identify.among = among;
  LangCounts counts;
  Agreement agreement;
  std::vector<const Comment*> short_ones;
  std::size_t read = 0;
  for (const Comment& comment : sample) {
    if (read == prior_sample_rows) break;
    if (comment.text.empty()) continue;
    ++read;
    const LangGuess guess = analyzer.identify(comment.text, identify);
    counts.add(guess);
    if (const auto declared = parse_lang(comment.language)) agreement.add(guess, *declared);
    if (is_short(comment.text)) short_ones.push_back(&comment);
  }
  identify.prior = counts.prior();
  for (const Comment* comment : short_ones) counts.add_short(analyzer.identify(comment->text, identify));
  FileLanguages languages{counts.prior(), Lang::undetermined, agreement.nats()};
  const auto most = std::max_element(counts.counts.begin(), counts.counts.begin() + n_lexicon_langs);
  if (*most > 0) languages.main = static_cast<Lang>(most - counts.counts.begin());
  if (*most == 0 && among.size() == 1) languages.main = among.front();
  return languages;
}

AnalyzeOptions FileLanguages::options(std::span<const Lang> among) const {
  AnalyzeOptions options;
  options.prior = prior;
  options.declared_weight = declared_weight;
  options.among = among;
  options.fallback = main;
  return options;
}

std::string_view version() noexcept { return CXTEXT_VERSION; }

}  // namespace cxtext
