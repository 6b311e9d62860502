// The language of a comment and of its sentences, and whose lists they are read by.
#include <algorithm>
#include <array>

#include "analyzer_impl.h"

namespace cxtext {

namespace {

// An export's language column is right more often than not, but labels whole questionnaires, not answers: it weighs
// like a telling word or two. "no" may be bokmål or nynorsk.
LangPrior with_declared(LangPrior prior, Lang declared, float weight) {
  constexpr float nynorsk_share = 0.6F;
  if (index_of(declared) < n_scored_langs) prior.add(declared, weight);
  if (declared == Lang::nb) prior.add(Lang::nn, weight * nynorsk_share);
  return prior;
}

bool is_norwegian(Lang lang) noexcept { return lang == Lang::nb || lang == Lang::nn; }

}  // namespace

// Tokens, word types and the language that their evidence adds up to.
LangGuess Analyzer::Impl::read_words(std::string_view text, const AnalyzeOptions& options) {
  tokenizer.tokenize(text, tokens);
  words.ids_of(text, tokens, ids);
  if (options.language) return {*options.language, 1.0};
  std::size_t n_words = 0;
  const LangScores scores = words.sum_of_scores(tokens, ids, n_words);
  const LanguageModel& model = engine.language_model();
  if (!options.declared) return model.decide(scores, n_words, options.prior, options.among);
  return model.decide(scores, n_words, with_declared(options.prior, *options.declared, options.declared_weight),
                      options.among);
}

// Whose lists a text is read by: its language's; the file's, where its own words do not tell.
Lang Analyzer::Impl::lists_of(LangGuess guess, const AnalyzeOptions& options) {
  if (guess.lang != Lang::undetermined) return guess.lang;
  if (has_lexicon(options.fallback)) return options.fallback;
  // "Fint, men dyrt" may be Danish or Norwegian, and is certainly not English. But English lists are the least
  // surprising for "OK super", and any serve for an emoji.
  constexpr double likelier = 2.0 / 3.0;
  constexpr std::array five{Lang::da, Lang::sv, Lang::nb, Lang::nn, Lang::en};
  std::size_t n_words = 0;
  const LangScores scores = words.sum_of_scores(tokens, ids, n_words);
  if (n_words == 0) return Lang::en;
  const LangGuess best = engine.language_model().decide(scores, n_words, options.prior, five);
  const LangGuess either =
      engine.language_model().decide(scores, n_words, options.prior, std::array{best.lang, Lang::en});
  return either.confidence >= likelier ? either.lang : Lang::en;
}

// A sentence is in its comment's language, unless its own words speak plainly for another of the five. Bokmål and
// nynorsk mix within a sentence, so between them it takes more.
LangGuess Analyzer::Impl::language_of(const Sentence& sentence, const AnalyzeOptions& options) {
  constexpr std::size_t min_words = 3;
  constexpr float stays = 2.5F;  // nats for the comment's language
  constexpr float stays_norwegian = 5.0F;
  constexpr double plain = 0.95;
  std::size_t n_words = 0;
  const std::size_t n_tokens = sentence.end - sentence.begin;
  const LangScores scores = words.sum_of_scores(std::span(tokens).subspan(sentence.begin, n_tokens),
                                                std::span(ids).subspan(sentence.begin, n_tokens), n_words);
  const auto best = static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
  const std::size_t own = index_of(analysis.lang.lang);
  if (n_words < min_words || best == own || !has_lexicon(static_cast<Lang>(best))) return analysis.lang;
  LangPrior prior;  // of the evidence alone: a file's prior is for what says too little by itself
  const bool both_norwegian = is_norwegian(analysis.lang.lang) && is_norwegian(static_cast<Lang>(best));
  prior.add(static_cast<Lang>(own), both_norwegian ? stays_norwegian : stays);
  const LangGuess guess = engine.language_model().decide(scores, n_words, prior, options.among);
  return has_lexicon(guess.lang) && guess.confidence >= plain ? guess : analysis.lang;
}

LangGuess Analyzer::identify(std::string_view text, const AnalyzeOptions& options) {
  const CleanText clean(text);
  return impl_->read_words(clean.text(), options);
}

}  // namespace cxtext
