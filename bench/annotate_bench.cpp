// The one-thread annotate core (tokens, words, language, statements, sentiment, themes, terms; no I/O) beside ICU's
// word break iterator alone on the same comments, in turns within one run, so that the ratio holds on a noisy machine.
//
//   annotate_bench EXPORT [ROUNDS] [LANGUAGE]
//
// With LANGUAGE it is taken as given: beside a run without, that tells what identification costs.
//
// Prints comments per second of each (median of the rounds) and the ratio. Counts of tokens and statements are checked
// to be the same in every round.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fmt/format.h>
#include <string>
#include <vector>

#include "cxtext/pipeline.h"

#include "bench_texts.h"
#include "icu_words.h"

namespace {

using Clock = std::chrono::steady_clock;

struct Round {
  double seconds = 0;
  std::uint64_t count = 0;
};

Round break_words(const std::vector<std::string>& texts, icu::BreakIterator& iterator) {
  const auto start = Clock::now();
  const std::uint64_t count = bench::break_words(texts, iterator);
  return {std::chrono::duration<double>(Clock::now() - start).count(), count};
}

Round annotate(const std::vector<std::string>& texts, cxtext::Analyzer& analyzer,
               const cxtext::AnalyzeOptions& options) {
  Round round;
  const auto start = Clock::now();
  for (const std::string& text : texts) round.count += analyzer.analyze(text, options).statements.size();
  round.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return round;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: annotate_bench EXPORT [ROUNDS] [LANGUAGE]\n");
    return 2;
  }
  const std::vector<std::string> texts = bench::read_texts(argv[1]);
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 15;
  const auto iterator = bench::icu_word_iterator();
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  cxtext::AnalyzeOptions options;
  options.fallback = cxtext::Lang::en;
  options.explain = false;  // as `annotate` and `report` ask for
  if (argc > 3) options.language = cxtext::parse_lang(argv[3]);

  // The first round of each fills caches: the word table is meant to be warm over a corpus.
  const std::uint64_t boundaries = break_words(texts, *iterator).count;
  const Round cold = annotate(texts, analyzer, options);
  std::vector<double> icu_rates;
  std::vector<double> own_rates;
  std::vector<double> ratios;
  for (int r = 0; r < rounds; ++r) {
    const Round icu_round = break_words(texts, *iterator);
    const Round own_round = annotate(texts, analyzer, options);
    if (icu_round.count != boundaries || own_round.count != cold.count) {
      fmt::print(stderr, "the rounds disagree on their counts\n");
      return 1;
    }
    const auto n = static_cast<double>(texts.size());
    icu_rates.push_back(n / icu_round.seconds);
    own_rates.push_back(n / own_round.seconds);
    ratios.push_back(icu_round.seconds / own_round.seconds);
  }
  fmt::print("comments            {}\n", texts.size());
  fmt::print("statements          {}\n", cold.count);
  fmt::print("icu_comments_s      {:.0f}\n", median(icu_rates));
  fmt::print("annotate_comments_s {:.0f}\n", median(own_rates));
  fmt::print("cold_comments_s     {:.0f}\n", static_cast<double>(texts.size()) / cold.seconds);
  fmt::print("annotate_over_icu   {:.2f}\n", median(ratios));
  return 0;
}
