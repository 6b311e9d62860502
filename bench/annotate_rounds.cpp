// Rounds of the annotate core, or of a part of it, over the comments of an export: what bench/instruction_shares counts
// the instructions of.
//
//   annotate_rounds EXPORT STAGE ROUNDS
//
// STAGE: `icu` (ICU's word break iterator alone), `words` (clean text, tokens, word types), `language` (those and the
// language), `given` (all but the language, which is given as it was found), `annotate` (all). One round more runs
// before, for the caches. Prints a count that depends on every round.
#include <charconv>
#include <fmt/format.h>
#include <string>
#include <vector>

#include "cxtext/pipeline.h"

#include "bench_texts.h"
#include "icu_words.h"

int main(int argc, char** argv) {
  const std::string stage = argc == 4 ? argv[2] : "";
  const bool known =
      stage == "icu" || stage == "words" || stage == "language" || stage == "given" || stage == "annotate";
  int rounds = 0;
  if (!known || std::from_chars(argv[3], argv[3] + std::string_view(argv[3]).size(), rounds).ec != std::errc{}) {
    fmt::print(stderr, "usage: annotate_rounds EXPORT icu|words|language|given|annotate ROUNDS\n");
    return 2;
  }
  const std::vector<std::string> texts = bench::read_texts(argv[1]);
  const auto iterator = bench::icu_word_iterator();
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  cxtext::AnalyzeOptions options;
  options.fallback = cxtext::Lang::en;
  options.explain = false;
  std::vector<cxtext::Lang> languages;
  for (const std::string& text : texts) languages.push_back(analyzer.analyze(text, options).lang.lang);

  std::uint64_t count = 0;
  for (int round = 0; round <= rounds; ++round) {
    if (stage == "icu") {
      count += bench::break_words(texts, *iterator);
      continue;
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (stage == "words" || stage == "given") options.language = languages[i];
      if (stage == "words" || stage == "language")
        count += static_cast<std::uint64_t>(analyzer.identify(texts[i], options).lang);
      else
        count += analyzer.analyze(texts[i], options).statements.size();
    }
  }
  fmt::print("{}\n", count);
  return 0;
}
