// Theme discovery on many statements.
//
//   themes_bench EXPORT [STATEMENTS] [THREADS]
//
// Takes the statements of an export, and copies of them with a word or two changed until there are as many as asked for
// (200,000 unless given), and discovers 20 themes and then as many as the data tell. Prints seconds of wall clock.
#include <chrono>
#include <cstdlib>
#include <fmt/format.h>
#include <string>
#include <vector>

#include "cxtext/pipeline.h"

#include "bench_texts.h"

namespace {

using Clock = std::chrono::steady_clock;

/// More documents: each copy has one word of five replaced by a word of another document.
void grow(cxtext::Corpus& corpus, std::size_t n_docs) {
  const std::size_t n_own = corpus.docs.size();
  const std::size_t n_tokens = corpus.tokens.size();
  std::uint64_t state = 1;
  const auto below = [&](std::size_t n) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>((state >> 33U) % n);
  };
  while (corpus.docs.size() < n_docs && n_tokens > 0) {
    cxtext::CorpusDoc doc = corpus.docs[corpus.docs.size() % n_own];
    const std::uint64_t first = doc.first_word;
    doc.first_word = corpus.tokens.size();
    for (std::uint32_t i = 0; i < doc.n_words; ++i) {
      const std::uint32_t own = corpus.tokens[first + i];
      corpus.tokens.push_back(below(5) == 0 ? corpus.tokens[below(n_tokens)] : own);
    }
    corpus.docs.push_back(doc);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: themes_bench EXPORT [STATEMENTS] [THREADS]\n");
    return 2;
  }
  const std::size_t n_docs = argc > 2 ? static_cast<std::size_t>(std::atoll(argv[2])) : 200'000;
  const cxtext::Engine engine;
  const std::vector<std::string> texts = bench::read_texts(argv[1]);
  cxtext::Corpus corpus = cxtext::corpus_of_texts(engine, texts);
  grow(corpus, n_docs);
  cxtext::DiscoverOptions options;
  options.threads = argc > 3 ? static_cast<std::uint32_t>(std::atoi(argv[3])) : 2;
  fmt::print("statements       {}\n", corpus.docs.size());
  for (const std::uint32_t k : {20U, 0U}) {
    options.k = k;
    const auto start = Clock::now();
    const cxtext::Discovery found = cxtext::discover_themes(corpus, engine.lexicon(), options);
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    fmt::print("{} {:.2f} s, {} themes\n", k == 0 ? "fit, k chosen  " : "fit, k = 20    ", seconds,
               found.themes.size());
  }
  return 0;
}
