#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "cxtext/lang.h"
#include "cxtext/lexicon.h"

namespace cxtext {

/// A word type of a corpus in one language.
struct CorpusWord {
  Lang lang = Lang::en;
  std::string form;  ///< lower case, as written
  std::string stem;  ///< Snowball
  ConceptId concept_id = 0;
  bool is_stopword = false;  ///< a function word; here only because it has a concept
  bool is_feeling = false;   ///< stands in the sentiment list as a feeling (no theme of its own)
};

/// A statement, or a whole comment: words in the order they were written, without stop words and numbers.
struct CorpusDoc {
  std::uint64_t comment = 0;  ///< which comment it is part of
  Lang lang = Lang::en;
  std::uint64_t first_word = 0;  ///< Corpus::tokens[first_word, first_word + n_words)
  std::uint32_t n_words = 0;
};

/// Texts as word ids, in input order. Word ids are in order of first occurrence, so the same input gives the same
/// corpus however the work was cut.
struct Corpus {
  std::vector<CorpusWord> words;
  std::vector<CorpusDoc> docs;
  std::vector<std::uint32_t> tokens;  ///< indices into words

  /// The words of one of docs, in order.
  [[nodiscard]] std::span<const std::uint32_t> words_of(const CorpusDoc& doc) const noexcept {
    return std::span(tokens).subspan(doc.first_word, doc.n_words);
  }
};

/// Sparse matrix, a row a document (CSR).
struct SparseRows {
  std::vector<std::uint64_t> row_starts{0};  ///< rows + 1 offsets into columns and values
  std::vector<std::uint32_t> columns;        ///< ascending within a row
  std::vector<float> values;
  std::uint32_t n_columns = 0;

  [[nodiscard]] std::size_t n_rows() const noexcept { return row_starts.size() - 1; }
};

/// A column of the vector space.
struct SpaceTerm {
  ConceptId concept_id = 0;  ///< of the word; in a file of several languages the column is the concept
  std::uint32_t word = 0;    ///< a word of the corpus with this term (the most frequent one)
  bool shared = false;       ///< a surface form that stands in several languages
  std::uint32_t doc_count = 0;
};

struct VectorOptions {
  std::uint32_t min_doc_count = 2;
  double max_doc_share = 0.5;
  /// A language counts as one of the file's when it has this share of the documents. With two and more of them the
  /// space is spanned by concepts and forms shared across languages only.
  double min_language_share = 0.05;
  /// In a file of one language columns are its own stems, and feelings count as any other word. False: concepts and
  /// feelings as in a file of several languages.
  bool own_words = true;
};

/// TF-IDF rows: tf = 1 + ln(count), idf = ln((1 + N) / (1 + df)) + 1, unit length (or empty).
struct VectorSpace {
  SparseRows rows;
  std::vector<SpaceTerm> terms;
  std::vector<std::uint32_t> term_of_word;  ///< by corpus word; no_term: the word has no column
  bool by_form = false;                     ///< several languages: columns that are no concepts are forms
  bool own_words = false;                   ///< columns are stems, never concepts
};
inline constexpr std::uint32_t no_term = 0xFFFFFFFF;

/// Builds the space of a corpus. Deterministic; thread-safe.
[[nodiscard]] VectorSpace vectorize(const Corpus& corpus, const VectorOptions& options = {});

}  // namespace cxtext
