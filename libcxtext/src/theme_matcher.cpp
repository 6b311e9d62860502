#include "theme_matcher.h"

#include <utility>

namespace cxtext {

CorpusWord corpus_word(const Lexicon& lexicon, Lang lang, std::string form, std::string stem, ConceptId concept_id) {
  const LexiconEntry* entry = lexicon.find_form(lang, form);
  const bool stopword = entry != nullptr && entry->is_stopword;
  if (entry == nullptr || !entry->has_valence) entry = lexicon.find_stem(lang, stem);
  const bool feeling = entry != nullptr && entry->has_valence && entry->valence != 0 && !entry->is_fact;
  return {lang, std::move(form), std::move(stem), concept_id, stopword, feeling};
}

}  // namespace cxtext
