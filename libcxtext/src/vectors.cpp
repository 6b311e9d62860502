// Words become terms (the columns), documents become unit rows of TF-IDF. In a file of one language a term is a stem.
// In a file of several it is a concept where the lists know one, else a form that stands in several of them: own stems
// stay out of a common space, they pull every theme apart by language. The slow twin is
// tests/reference/tfidf_reference.h.

#include "cxtext/vectors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <unordered_map>

namespace cxtext {

namespace {

using LangCounts = std::array<std::uint32_t, n_langs>;

/// The languages that count as the file's own.
std::array<bool, n_langs> file_languages(const Corpus& corpus, double min_share) {
  LangCounts docs{};
  for (const CorpusDoc& doc : corpus.docs) ++docs[index_of(doc.lang)];
  std::array<bool, n_langs> counts{};
  for (const Lang lang : lexicon_langs) {
    const std::size_t i = index_of(lang);
    counts[i] = docs[i] > 0 && static_cast<double>(docs[i]) >= min_share * static_cast<double>(corpus.docs.size());
  }
  return counts;
}

/// Documents that a word stands in.
std::vector<std::uint32_t> docs_of_words(const Corpus& corpus) {
  std::vector<std::uint32_t> counts(corpus.words.size(), 0);
  std::vector<std::size_t> last_doc(corpus.words.size(), 0);
  for (std::size_t d = 0; d < corpus.docs.size(); ++d) {
    for (const std::uint32_t word : corpus.words_of(corpus.docs[d])) {
      if (last_doc[word] == d + 1) continue;
      last_doc[word] = d + 1;
      ++counts[word];
    }
  }
  return counts;
}

/// Every word's candidate term. Views end with the corpus.
struct Candidates {
  std::vector<SpaceTerm> terms;
  std::vector<std::uint32_t> of_word;
};

class CandidateBuilder {
 public:
  CandidateBuilder(const Corpus& corpus, const VectorOptions& options)
      : corpus_(corpus), languages_(file_languages(corpus, options.min_language_share)), docs_(docs_of_words(corpus)) {
    several_ = std::count(languages_.begin(), languages_.end(), true) > 1;
    own_words_ = options.own_words && !several_;
    if (several_) count_forms();
  }

  [[nodiscard]] bool several() const noexcept { return several_; }
  /// Columns are stems, and feelings count.
  [[nodiscard]] bool own_words() const noexcept { return own_words_; }

  [[nodiscard]] Candidates build() {
    Candidates out;
    out.of_word.assign(corpus_.words.size(), no_term);
    std::unordered_map<ConceptId, std::uint32_t> of_concept;
    std::unordered_map<std::string_view, std::uint32_t> of_text;
    for (std::uint32_t w = 0; w < corpus_.words.size(); ++w) {
      const CorpusWord& word = corpus_.words[w];
      const auto next = static_cast<std::uint32_t>(out.terms.size());
      const std::string_view text = several_ || word.stem.empty() ? word.form : word.stem;
      const bool by_concept = word.concept_id != 0 && !own_words_;
      if (!by_concept && (text.empty() || (several_ && !is_shared(text)))) continue;
      const auto [at, is_new] = by_concept ? insert(of_concept, word.concept_id, next) : insert(of_text, text, next);
      if (is_new) {
        out.terms.push_back({word.concept_id, w, several_ && word.concept_id == 0, 0});
      } else if (docs_[w] > docs_[out.terms[at].word]) {
        out.terms[at].word = w;
        out.terms[at].concept_id = word.concept_id;
      }
      out.of_word[w] = at;
    }
    return out;
  }

 private:
  template <class Key>
  static std::pair<std::uint32_t, bool> insert(std::unordered_map<Key, std::uint32_t>& map, Key key,
                                               std::uint32_t value) {
    const auto [at, is_new] = map.emplace(key, value);
    return {at->second, is_new};
  }

  void count_forms() {
    for (std::size_t w = 0; w < corpus_.words.size(); ++w) {
      const CorpusWord& word = corpus_.words[w];
      if (word.concept_id == 0) forms_[word.form][index_of(word.lang)] += docs_[w];
    }
  }

  /// In two of the file's languages, and in the second not only by a document or two whose language was mistaken.
  [[nodiscard]] bool is_shared(std::string_view form) const {
    constexpr std::uint32_t min_docs = 2;
    constexpr std::uint32_t min_share_of = 20;  // one in twenty
    const LangCounts& docs = forms_.at(form);
    std::uint32_t all = 0;
    for (const std::uint32_t count : docs) all += count;
    std::size_t at_home = 0;
    for (const Lang lang : lexicon_langs) {
      const std::uint32_t count = docs[index_of(lang)];
      if (languages_[index_of(lang)] && count >= min_docs && count * std::uint64_t{min_share_of} >= all) ++at_home;
    }
    return at_home > 1;
  }

  const Corpus& corpus_;
  std::array<bool, n_langs> languages_;
  std::vector<std::uint32_t> docs_;  // by word
  bool several_ = false;
  bool own_words_ = false;
  std::unordered_map<std::string_view, LangCounts> forms_;
};

/// How often each term stands in one document; reused from one to the next.
class TermCounter {
 public:
  explicit TermCounter(std::size_t n_terms) : counts_(n_terms, 0) {}

  void clear() {
    for (const std::uint32_t term : seen_) counts_[term] = 0;
    seen_.clear();
  }
  void add(std::uint32_t term) {
    if (counts_[term]++ == 0) seen_.push_back(term);
  }
  /// The terms seen, ascending.
  [[nodiscard]] const std::vector<std::uint32_t>& sorted() {
    std::sort(seen_.begin(), seen_.end());
    return seen_;
  }
  [[nodiscard]] const std::vector<std::uint32_t>& seen() const noexcept { return seen_; }
  [[nodiscard]] std::uint32_t count(std::uint32_t term) const noexcept { return counts_[term]; }

 private:
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint32_t> seen_;
};

/// By word: tells no theme of its own.
std::vector<bool> background_words(const Corpus& corpus, bool own_words) {
  std::vector<bool> out;
  out.reserve(corpus.words.size());
  for (const CorpusWord& word : corpus.words) out.push_back((word.is_feeling && !own_words) || word.is_stopword);
  return out;
}

/// Counts a document's terms: of its background words only where there are no others.
void count_terms(const Corpus& corpus, const CorpusDoc& doc, const std::vector<std::uint32_t>& term_of_word,
                 const std::vector<bool>& background, TermCounter& counter) {
  counter.clear();
  for (const bool only_background : {false, true}) {
    for (const std::uint32_t word : corpus.words_of(doc)) {
      if (background[word] == only_background && term_of_word[word] != no_term) counter.add(term_of_word[word]);
    }
    if (!counter.seen().empty()) return;
  }
}

/// Documents of each candidate.
void count_docs(const Corpus& corpus, const std::vector<bool>& background, Candidates& candidates) {
  TermCounter counter(candidates.terms.size());
  for (const CorpusDoc& doc : corpus.docs) {
    count_terms(corpus, doc, candidates.of_word, background, counter);
    for (const std::uint32_t term : counter.seen()) ++candidates.terms[term].doc_count;
  }
}

/// Drops candidates that are too rare or too common, and numbers the rest anew, in the old order.
void keep_columns(const Candidates& candidates, const VectorOptions& options, std::size_t n_docs, VectorSpace& space) {
  const double max_docs = options.max_doc_share * static_cast<double>(n_docs);
  std::vector<std::uint32_t> column(candidates.terms.size(), no_term);
  for (std::size_t t = 0; t < candidates.terms.size(); ++t) {
    const std::uint32_t docs = candidates.terms[t].doc_count;
    if (docs == 0 || docs < options.min_doc_count || static_cast<double>(docs) > max_docs) continue;
    column[t] = static_cast<std::uint32_t>(space.terms.size());
    space.terms.push_back(candidates.terms[t]);
  }
  space.term_of_word.resize(candidates.of_word.size(), no_term);
  for (std::size_t w = 0; w < candidates.of_word.size(); ++w) {
    if (candidates.of_word[w] != no_term) space.term_of_word[w] = column[candidates.of_word[w]];
  }
}

void add_row(const TermCounter& counter, const std::vector<double>& idf, const std::vector<std::uint32_t>& terms,
             std::vector<double>& weights, SparseRows& rows) {
  weights.clear();
  double norm2 = 0;
  for (const std::uint32_t term : terms) {
    weights.push_back((1.0 + std::log(static_cast<double>(counter.count(term)))) * idf[term]);
    norm2 += weights.back() * weights.back();
  }
  const double norm = std::sqrt(norm2);
  for (std::size_t i = 0; i < terms.size(); ++i) {
    rows.columns.push_back(terms[i]);
    rows.values.push_back(static_cast<float>(weights[i] / norm));
  }
  rows.row_starts.push_back(rows.columns.size());
}

}  // namespace

VectorSpace vectorize(const Corpus& corpus, const VectorOptions& options) {
  VectorSpace space;
  std::vector<bool> background;
  {
    CandidateBuilder builder(corpus, options);
    Candidates candidates = builder.build();
    space.by_form = builder.several();
    space.own_words = builder.own_words();
    background = background_words(corpus, builder.own_words());
    count_docs(corpus, background, candidates);
    keep_columns(candidates, options, corpus.docs.size(), space);
  }
  space.rows.n_columns = static_cast<std::uint32_t>(space.terms.size());
  std::vector<double> idf;
  idf.reserve(space.terms.size());
  for (const SpaceTerm& term : space.terms) {
    idf.push_back(std::log((1.0 + static_cast<double>(corpus.docs.size())) / (1.0 + term.doc_count)) + 1.0);
  }
  TermCounter counter(space.terms.size());
  std::vector<double> weights;
  space.rows.row_starts.reserve(corpus.docs.size() + 1);
  for (const CorpusDoc& doc : corpus.docs) {
    count_terms(corpus, doc, space.term_of_word, background, counter);
    add_row(counter, idf, counter.sorted(), weights, space.rows);
  }
  return space;
}

}  // namespace cxtext
