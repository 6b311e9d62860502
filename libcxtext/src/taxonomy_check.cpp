#include <algorithm>

#include "cxtext/pipeline.h"

namespace cxtext {

TaxonomyCheck check_taxonomy(const Engine& engine) {
  TaxonomyCheck out;
  Analyzer analyzer(engine);
  const Lexicon& lexicon = engine.lexicon();
  std::vector<bool> tested(lexicon.themes().size(), false);
  for (std::uint32_t t = 0; t < lexicon.taxonomy_tests().size(); ++t) {
    const TaxonomyTest& test = lexicon.taxonomy_tests()[t];
    if (test.must_match) tested[test.theme] = true;
    const Analysis& analysis = analyzer.analyze(
        test.text, {.prior = {}, .language = test.lang, .declared = {}, .among = {}, .fallback = Lang::undetermined});
    const std::vector<std::uint32_t>& themes = analysis.themes;
    if ((std::find(themes.begin(), themes.end(), test.theme) != themes.end()) != test.must_match)
      out.failed.push_back({t, themes});
  }
  for (std::uint32_t theme = 0; theme < tested.size(); ++theme) {
    if (!tested[theme] && !lexicon.themes()[theme].is_group) out.untested.push_back(theme);
  }
  return out;
}

}  // namespace cxtext
