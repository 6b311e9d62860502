#include <algorithm>

#include "cxtext/pipeline.h"

namespace cxtext {

FileLanguages learn_languages(Analyzer& analyzer, std::span<const Comment> sample) {
  LangCounts counts;
  std::size_t read = 0;
  for (const Comment& comment : sample) {
    if (read == prior_sample_rows) break;
    if (comment.text.empty()) continue;
    ++read;
    counts.add(analyzer.identify(comment.text));
  }
  FileLanguages languages{counts.prior(), Lang::undetermined};
  const auto most = std::max_element(counts.counts.begin(), counts.counts.begin() + n_lexicon_langs);
  if (*most > 0) languages.main = static_cast<Lang>(most - counts.counts.begin());
  return languages;
}

std::string_view version() noexcept { return CXTEXT_VERSION; }

}  // namespace cxtext
