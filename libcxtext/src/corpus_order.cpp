#include "corpus_order.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <tuple>

#include "random.h"

namespace cxtext {

namespace {

/// The words in their new order, and the new number of each.
std::vector<std::uint32_t> order_words(const Corpus& corpus, std::vector<CorpusWord>& words) {
  std::vector<std::uint32_t> order(corpus.words.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto key = [&](std::uint32_t w) {
    const CorpusWord& word = corpus.words[w];
    return std::tie(word.lang, word.form, word.concept_id, word.stem);
  };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto key_a = key(a);
    const auto key_b = key(b);
    return key_a != key_b ? key_a < key_b : a < b;
  });
  std::vector<std::uint32_t> number(order.size());
  words.reserve(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    number[order[i]] = i;
    words.push_back(corpus.words[order[i]]);
  }
  return number;
}

}  // namespace

OrderedCorpus order_by_content(const Corpus& corpus) {
  OrderedCorpus out;
  const std::vector<std::uint32_t> number = order_words(corpus, out.corpus.words);
  std::vector<std::uint32_t> tokens;
  tokens.reserve(corpus.tokens.size());
  for (const std::uint32_t word : corpus.tokens) tokens.push_back(number[word]);
  const auto words_of = [&](std::uint32_t doc) {
    return std::span(tokens).subspan(corpus.docs[doc].first_word, corpus.docs[doc].n_words);
  };

  std::vector<std::uint64_t> hashes(corpus.docs.size());
  for (std::uint32_t doc = 0; doc < corpus.docs.size(); ++doc) {
    hashes[doc] = index_of(corpus.docs[doc].lang);
    for (const std::uint32_t word : words_of(doc)) hashes[doc] = mix_bits(hashes[doc] ^ word);
  }
  out.original_doc.resize(corpus.docs.size());
  std::iota(out.original_doc.begin(), out.original_doc.end(), 0U);
  std::sort(out.original_doc.begin(), out.original_doc.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (hashes[a] != hashes[b]) return hashes[a] < hashes[b];
    const auto words_a = words_of(a);
    const auto words_b = words_of(b);
    if (!std::equal(words_a.begin(), words_a.end(), words_b.begin(), words_b.end()))
      return std::lexicographical_compare(words_a.begin(), words_a.end(), words_b.begin(), words_b.end());
    return a < b;
  });

  out.corpus.docs.reserve(corpus.docs.size());
  out.corpus.tokens.reserve(tokens.size());
  for (const std::uint32_t doc : out.original_doc) {
    CorpusDoc placed = corpus.docs[doc];
    placed.first_word = out.corpus.tokens.size();
    const auto words = words_of(doc);
    out.corpus.tokens.insert(out.corpus.tokens.end(), words.begin(), words.end());
    out.corpus.docs.push_back(placed);
  }
  return out;
}

}  // namespace cxtext
