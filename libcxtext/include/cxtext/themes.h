#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cxtext/lexicon.h"
#include "cxtext/theme_model.h"
#include "cxtext/vectors.h"

namespace cxtext {

struct DiscoverOptions {
  std::uint32_t k = 0;       ///< number of clusters; 0: chosen from the data
  std::uint32_t max_k = 30;  ///< with k = 0
  std::uint64_t seed = 1;
  std::uint32_t threads = 1;    ///< never changes the outcome
  std::uint32_t min_docs = 10;  ///< smaller clusters are dissolved (only with k = 0)
  Lang name_language = Lang::en;
  VectorOptions vectors = {};
  /// Also fits a model of the themes, and tells how stable each of them is. With k = 0 those that are not (a Jaccard
  /// index below .5) are left out.
  bool keep_model = false;
};

/// A cluster of statements found in the data.
struct DiscoveredTheme {
  std::string id;                  ///< "d-<8 hex digits>", from its words: the same data gives the same id
  std::string name;                ///< phrases of one to three words as customers wrote them, unique among the themes
  std::vector<std::string> words;  ///< telling words and phrases, the strongest first
  std::uint64_t docs = 0;
  std::optional<double> stability;  ///< with keep_model: mean Jaccard index over resamples (Hennig 2007), [0, 1]
  std::string parent;               ///< id of the larger theme that this one is a part of; empty: none. One level deep
};

struct Discovery {
  std::vector<DiscoveredTheme> themes;     ///< by docs, then id
  std::vector<std::int32_t> theme_of_doc;  ///< index into themes, or no_theme
  std::vector<float> strength;             ///< cosine of a document with its theme's centre, [-1, 1]
  ThemeModel model;                        ///< with keep_model
};

/// Clusters the documents of a corpus: TF-IDF, randomized truncated SVD (Halko, Martinsson & Tropp 2011), rows to unit
/// length, spherical k-means with deterministic seeding, refinement by reassignment, labels by c-TF-IDF (Grootendorst
/// 2022). A document without a word of the space has no theme when k is 0. Same corpus, options and seed give the
/// same result for any number of threads. Thread-safe.
[[nodiscard]] Discovery discover_themes(const Corpus& corpus, const Lexicon& lexicon,
                                        const DiscoverOptions& options = {});

}  // namespace cxtext
