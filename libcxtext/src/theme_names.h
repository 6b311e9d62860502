#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "cxtext/lexicon.h"
#include "cxtext/vectors.h"

namespace cxtext {

/// How a cluster is called.
struct ThemeLabel {
  std::string name;                ///< up to three phrases; no two clusters share a name
  std::vector<std::string> words;  ///< up to eight words and phrases, the most telling first
};

/// Names clusters by c-TF-IDF (Grootendorst 2022) over terms; a word that mostly stands in one phrase gives way to the
/// phrase. Shown is the form that customers wrote most often, in the language of names if there is one (a form of the
/// concept's own word, where that is not rare, before one of its verbs); else the concept's word in that language; else
/// as it was written.
/// cluster_of_doc: below n_clusters, or negative for documents in none.
[[nodiscard]] std::vector<ThemeLabel> name_clusters(const Corpus& corpus, const VectorSpace& space,
                                                    const Lexicon& lexicon, Lang name_language,
                                                    std::span<const std::int32_t> cluster_of_doc,
                                                    std::uint32_t n_clusters);

}  // namespace cxtext
