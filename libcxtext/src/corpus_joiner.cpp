#include "corpus_joiner.h"

#include <algorithm>

#include "personal_terms.h"
#include "theme_matcher.h"

namespace cxtext {

std::uint32_t CorpusJoiner::number(std::size_t worker, std::uint32_t word, ConceptId concept_id, Lang lang) {
  const std::uint64_t key = (std::uint64_t{word} << 32U) | (std::uint64_t{concept_id} << 3U) | index_of(lang);
  const auto [at, fresh] = numbers_[worker].try_emplace(key, 0);
  if (!fresh) return at->second;
  const std::string form(analyzers_[worker].word_text(word));
  std::string global = form;
  global += '\0';
  global += static_cast<char>('0' + index_of(lang));
  global += std::to_string(concept_id);
  const auto [found, added] = by_text_.try_emplace(std::move(global), static_cast<std::uint32_t>(corpus_.words.size()));
  if (added) {
    corpus_.words.push_back(
        corpus_word(engine_.lexicon(), lang, form, analyzers_[worker].word_stem(word, lang), concept_id));
  }
  at->second = found->second;
  return at->second;
}

Corpus corpus_of_texts(const Engine& engine, std::span<const std::string> texts,
                       std::span<const std::optional<Lang>> langs) {
  Corpus corpus;
  std::vector<Analyzer> analyzers;
  analyzers.emplace_back(engine);
  Analyzer& analyzer = analyzers.front();
  std::vector<Comment> sample;
  for (const std::string& text : texts.first(std::min(texts.size(), prior_sample_rows))) {
    sample.emplace_back();
    sample.back().text = text;
  }
  const FileLanguages languages = learn_languages(analyzer, sample);
  CorpusJoiner joiner(engine, analyzers, corpus);
  std::vector<PersonalSpan> finds;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    find_personal_data(texts[i], finds);
    AnalyzeOptions options = languages.options();
    if (i < langs.size()) options.language = langs[i];
    const Analysis& analysis = analyzer.analyze(texts[i], options);
    CorpusDoc doc{i, analysis.lists, corpus.tokens.size(), 0};
    for (const Term& term : analysis.terms) {
      if (is_personal(term, finds)) continue;
      corpus.tokens.push_back(joiner.number(0, term.word, term.concept_id, analysis.lists));
    }
    doc.n_words = static_cast<std::uint32_t>(corpus.tokens.size() - doc.first_word);
    corpus.docs.push_back(doc);
  }
  return corpus;
}

}  // namespace cxtext
