#include "cxtext/vectors.h"

#include <cmath>
#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "../reference/svd_reference.h"
#include "../reference/tfidf_reference.h"
#include "sparse.h"
#include "svd.h"
#include "testing.h"

using cxtext::Corpus;
using cxtext::CorpusWord;
using cxtext::Lang;
using cxtext::VectorSpace;

namespace {

/// Adds a document of words; a word stands once in corpus.words however often it is used.
void add_doc(Corpus& corpus, Lang lang, const std::vector<CorpusWord>& words) {
  corpus.docs.push_back({corpus.docs.size(), lang, corpus.tokens.size(), static_cast<std::uint32_t>(words.size())});
  for (const CorpusWord& word : words) {
    std::uint32_t id = 0;
    while (id < corpus.words.size() && (corpus.words[id].form != word.form || corpus.words[id].lang != word.lang)) ++id;
    if (id == corpus.words.size()) corpus.words.push_back(word);
    corpus.tokens.push_back(id);
  }
}

CorpusWord word(Lang lang, std::string form, cxtext::ConceptId concept_id = 0) {
  CorpusWord out;
  out.lang = lang;
  out.form = form;
  out.stem = std::move(form);
  out.concept_id = concept_id;
  return out;
}

Corpus random_corpus(testing::Random& random) {
  Corpus corpus;
  const std::size_t n_words = 1 + random.below(30);
  for (std::size_t w = 0; w < n_words; ++w) {
    CorpusWord added = word(Lang::sv, "w" + std::to_string(w));
    added.stem = random.chance(0.1) ? "" : "s" + std::to_string(random.below(20));
    added.concept_id = random.chance(0.2) ? static_cast<cxtext::ConceptId>(1 + random.below(3)) : 0;
    added.is_feeling = random.chance(0.2);
    added.is_stopword = random.chance(0.1);
    corpus.words.push_back(added);
  }
  const std::size_t n_docs = random.below(40);
  for (std::size_t d = 0; d < n_docs; ++d) {
    const std::size_t length = random.below(8);
    corpus.docs.push_back({d, Lang::sv, corpus.tokens.size(), static_cast<std::uint32_t>(length)});
    for (std::size_t i = 0; i < length; ++i) corpus.tokens.push_back(static_cast<std::uint32_t>(random.below(n_words)));
  }
  return corpus;
}

cxtext::SparseRows random_rows(testing::Random& random, std::size_t n_rows, std::uint32_t n_columns, double density) {
  cxtext::SparseRows rows;
  rows.n_columns = n_columns;
  for (std::size_t r = 0; r < n_rows; ++r) {
    for (std::uint32_t c = 0; c < n_columns; ++c) {
      if (!random.chance(density)) continue;
      rows.columns.push_back(c);
      rows.values.push_back(static_cast<float>(random.unit()) * (c < 5 ? 4.0F : 1.0F));
    }
    rows.row_starts.push_back(rows.columns.size());
  }
  return rows;
}

std::uint32_t column_of(const Corpus& corpus, const VectorSpace& space, Lang lang, std::string_view form) {
  for (std::uint32_t w = 0; w < corpus.words.size(); ++w) {
    if (corpus.words[w].form == form && corpus.words[w].lang == lang) return space.term_of_word[w];
  }
  return cxtext::no_term;
}

/// A word of the background beside a parcel, and alone.
void check_background(bool is_feeling) {
  CAPTURE(is_feeling);
  Corpus corpus;
  CorpusWord awful = word(Lang::en, "awful");
  awful.is_feeling = is_feeling;
  awful.is_stopword = !is_feeling;
  for (int i = 0; i < 4; ++i) {
    add_doc(corpus, Lang::en, {word(Lang::en, "parcel"), awful});
    add_doc(corpus, Lang::en, {awful, awful});
  }
  const VectorSpace space = vectorize(corpus, {2, 1.0, 0.05, false});
  const std::uint32_t feeling = column_of(corpus, space, Lang::en, "awful");
  REQUIRE(feeling != cxtext::no_term);
  CHECK(space.terms[feeling].doc_count == 4);
  for (std::size_t doc = 0; doc < corpus.docs.size(); ++doc) {
    REQUIRE(row_of(space.rows, doc).size() == 1);
    CHECK((row_of(space.rows, doc).columns[0] == feeling) == (doc % 2 == 1));
  }
}

}  // namespace

TEST_CASE("TF-IDF of random corpora is that of the definition") {
  testing::Random random(21);
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    const Corpus corpus = random_corpus(random);
    const cxtext::VectorOptions options{static_cast<std::uint32_t>(random.below(4)), 0.2 + 0.8 * random.unit(), 0.05,
                                        random.chance(0.5)};
    const VectorSpace space = vectorize(corpus, options);
    const std::vector<reference::Terms> expected = reference::tfidf(corpus, options);
    const auto columns = reference::columns_of(corpus, options);
    REQUIRE(space.rows.n_rows() == corpus.docs.size());
    REQUIRE(space.terms.size() == columns.size());
    REQUIRE(space.rows.n_columns == columns.size());
    for (std::size_t doc = 0; doc < expected.size(); ++doc) {
      const cxtext::SparseRow row = row_of(space.rows, doc);
      REQUIRE(row.size() == expected[doc].size());
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (i > 0) CHECK(row.columns[i - 1] < row.columns[i]);
        const cxtext::SpaceTerm& term = space.terms[row.columns[i]];
        const std::string name = reference::term_of(corpus.words[term.word], options.own_words);
        REQUIRE(expected[doc].contains(name));
        CHECK(std::abs(static_cast<double>(row.values[i]) - expected[doc].at(name)) < 1e-6);
        CHECK(term.doc_count == columns.at(name));
      }
    }
  }
}

TEST_CASE("a file of one language counts stems, or concepts before stems") {
  Corpus corpus;
  CorpusWord prints = word(Lang::en, "prints");
  prints.stem = "print";
  for (int i = 0; i < 3; ++i) {
    add_doc(corpus, Lang::en, {word(Lang::en, "print"), word(Lang::en, "parcel", 7)});
    add_doc(corpus, Lang::en, {prints, word(Lang::en, "package", 7)});
  }
  const VectorSpace own = vectorize(corpus, {2, 1.0, 0.05});
  CHECK(own.terms.size() == 3);
  CHECK(column_of(corpus, own, Lang::en, "parcel") != column_of(corpus, own, Lang::en, "package"));
  CHECK(own.terms[column_of(corpus, own, Lang::en, "package")].concept_id == 7);
  const VectorSpace space = vectorize(corpus, {2, 1.0, 0.05, false});
  REQUIRE(space.terms.size() == 2);
  CHECK(column_of(corpus, space, Lang::en, "print") == column_of(corpus, space, Lang::en, "prints"));
  CHECK(column_of(corpus, space, Lang::en, "parcel") == column_of(corpus, space, Lang::en, "package"));
  CHECK(space.terms[1].concept_id == 7);
  CHECK(space.terms[1].doc_count == 6);
  CHECK_FALSE(space.terms[0].shared);
}

TEST_CASE("a file of two languages is spanned by concepts and shared forms") {
  Corpus corpus;
  for (int i = 0; i < 4; ++i) {
    add_doc(corpus, Lang::da, {word(Lang::da, "levering", 7), word(Lang::da, "pakke"), word(Lang::da, "klarna")});
    add_doc(corpus, Lang::sv, {word(Lang::sv, "leverans", 7), word(Lang::sv, "paket"), word(Lang::sv, "klarna")});
    add_doc(corpus, Lang::sv, {word(Lang::sv, "butik")});
  }
  const VectorSpace space = vectorize(corpus, {2, 1.0, 0.05});
  CHECK(space.terms.size() == 2);
  CHECK(column_of(corpus, space, Lang::da, "levering") == column_of(corpus, space, Lang::sv, "leverans"));
  CHECK(column_of(corpus, space, Lang::da, "levering") != cxtext::no_term);
  const std::uint32_t brand = column_of(corpus, space, Lang::da, "klarna");
  REQUIRE(brand != cxtext::no_term);
  CHECK(brand == column_of(corpus, space, Lang::sv, "klarna"));
  CHECK(space.terms[brand].shared);
  CHECK(column_of(corpus, space, Lang::sv, "butik") == cxtext::no_term);
  CHECK(row_of(space.rows, 2).size() == 0);
}

TEST_CASE("a language of a few documents does not make a file one of two languages") {
  Corpus corpus;
  for (int i = 0; i < 60; ++i) add_doc(corpus, Lang::da, {word(Lang::da, i % 2 == 0 ? "pakke" : "butik")});
  for (int i = 0; i < 3; ++i) add_doc(corpus, Lang::nb, {word(Lang::nb, "pakke")});
  const VectorSpace space = vectorize(corpus);
  CHECK(column_of(corpus, space, Lang::da, "butik") != cxtext::no_term);
  CHECK(column_of(corpus, space, Lang::nb, "pakke") == column_of(corpus, space, Lang::da, "pakke"));
}

TEST_CASE("among own words a feeling is one of them, a function word is not") {
  Corpus corpus;
  CorpusWord awful = word(Lang::en, "awful");
  awful.is_feeling = true;
  CorpusWord where = word(Lang::en, "where", 9);
  where.is_stopword = true;
  for (int i = 0; i < 4; ++i) add_doc(corpus, Lang::en, {word(Lang::en, "parcel"), awful, where});
  const VectorSpace space = vectorize(corpus, {2, 1.0, 0.05});
  CHECK(row_of(space.rows, 0).size() == 2);
  CHECK(column_of(corpus, space, Lang::en, "awful") != cxtext::no_term);
  CHECK(column_of(corpus, space, Lang::en, "where") == cxtext::no_term);
}

TEST_CASE("feelings and function words span the space only where a document has nothing else") {
  for (const bool feeling : {true, false}) check_background(feeling);
}

TEST_CASE("corpora with nothing to count have no columns") {
  const Corpus empty;
  CHECK(vectorize(empty).rows.n_rows() == 0);
  Corpus hostile;
  add_doc(hostile, Lang::undetermined, {});
  add_doc(hostile, Lang::other, {word(Lang::other, "")});
  add_doc(hostile, Lang::sv, {word(Lang::sv, std::string("\0\xff", 2))});
  add_doc(hostile, Lang::sv, {word(Lang::sv, "👩‍👩‍👧")});
  const VectorSpace space = vectorize(hostile);
  CHECK(space.rows.n_rows() == 4);
  CHECK(space.terms.empty());
  CHECK(space.rows.columns.empty());
}

TEST_CASE("the truncated SVD finds the largest singular values and a near-best approximation") {
  testing::Random random(22);
  for (int round = 0; round < 12; ++round) {
    CAPTURE(round);
    const cxtext::SparseRows rows =
        random_rows(random, 20 + random.below(700), 20 + static_cast<std::uint32_t>(random.below(60)), 0.2);
    cxtext::SvdOptions options;
    options.rank = 5;
    options.seed = random.next();
    const cxtext::SvdResult found = truncated_svd(rows, options);
    const std::vector<double> expected = reference::singular_values(rows);
    REQUIRE(found.singular_values.size() == 5);
    for (std::size_t i = 0; i < 5; ++i) CHECK(std::abs(found.singular_values[i] - expected[i]) < 0.02 * expected[i]);
    const Eigen::MatrixXd scores = found.scores.cast<double>();
    const Eigen::MatrixXd basis = found.basis.cast<double>();
    const double error = (reference::to_dense(rows) - scores * basis.transpose()).norm();
    CHECK(error < 1.01 * reference::best_error(rows, 5));
    CHECK((basis.transpose() * basis - Eigen::MatrixXd::Identity(5, 5)).norm() < 1e-4);
  }
}

TEST_CASE("the truncated SVD is exact when the rank is not truncated, and stops at the rank of the data") {
  testing::Random random(23);
  const cxtext::SparseRows rows = random_rows(random, 30, 12, 0.4);
  cxtext::SvdOptions options;
  options.rank = 40;
  const cxtext::SvdResult found = truncated_svd(rows, options);
  CHECK(found.singular_values.size() == 12);
  CHECK((reference::to_dense(rows) - found.scores.cast<double>() * found.basis.cast<double>().transpose()).norm() <
        1e-4);

  cxtext::SparseRows equal;  // rank 1
  equal.n_columns = 3;
  for (int r = 0; r < 50; ++r) {
    equal.columns.insert(equal.columns.end(), {0, 2});
    equal.values.insert(equal.values.end(), {0.6F, 0.8F});
    equal.row_starts.push_back(equal.columns.size());
  }
  CHECK(truncated_svd(equal, options).singular_values.size() == 1);
  CHECK(truncated_svd(cxtext::SparseRows{}, options).singular_values.empty());
}

TEST_CASE("the truncated SVD is the same to the bit for any number of threads") {
  testing::Random random(24);
  const cxtext::SparseRows rows = random_rows(random, 3000, 200, 0.03);
  cxtext::SvdOptions options;
  options.rank = 30;
  const cxtext::SvdResult one = truncated_svd(rows, options);
  for (const std::uint32_t threads : {2U, 3U}) {
    options.threads = threads;
    const cxtext::SvdResult more = truncated_svd(rows, options);
    CHECK(one.singular_values == more.singular_values);
    CHECK(one.scores == more.scores);
    CHECK(one.basis == more.basis);
  }
}
