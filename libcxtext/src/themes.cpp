// Discovered themes, from words to named clusters:
//
//   vectorize -> truncated_svd -> unit rows -> (choose_theme_count) -> spherical_kmeans -> refine_clusters -> names
//
// Rank and count of starts were chosen on public short-text sets; whitening the singular values made them worse.
// Documents without a column never take part; they get a theme only where every document must have one.

#include "cxtext/themes.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "cxtext/text.h"

#include "corpus_order.h"
#include "hash.h"
#include "icu.h"
#include "kmeans.h"
#include "random.h"
#include "sparse.h"
#include "svd.h"
#include "theme_heads.h"
#include "theme_levels.h"
#include "theme_names.h"
#include "theme_stability.h"

namespace cxtext {

namespace {

/// The documents that have columns, in the reduced space, and the cluster of each.
struct Clusters {
  std::vector<std::uint32_t> docs;  // corpus documents, ascending
  SparseRows rows;                  // their TF-IDF
  Matrix points;                    // unit rows
  std::uint32_t count = 0;
  std::vector<std::int32_t> of_row;  // no_theme: dissolved
  std::vector<float> cosine;
};

std::vector<std::uint32_t> docs_with_columns(const SparseRows& rows) {
  std::vector<std::uint32_t> docs;
  for (std::uint32_t doc = 0; doc < rows.n_rows(); ++doc) {
    if (row_of(rows, doc).size() > 0) docs.push_back(doc);
  }
  return docs;
}

constexpr std::size_t many_docs = 50'000;

/// Where the number of themes is to be found, a few dimensions: more of them would be noise that hides which parting is
/// stable. Where it is given, all that public sets of short texts gain by, unless there are many documents to pay for.
std::uint32_t rank_for(const DiscoverOptions& options, std::size_t n_docs) {
  constexpr std::uint32_t most = 100;
  if (options.k > 0 && n_docs < many_docs) return most;
  return std::clamp(20 + (options.k > 0 ? options.k : options.max_k) / 2, 30U, most);
}

/// Centres of the clusters, and the cosine of each row with its own.
Matrix find_centers(Clusters& clusters) {
  Matrix centers = cluster_centers(clusters.points, clusters.of_row, clusters.count);
  clusters.cosine.assign(clusters.of_row.size(), 0);
  for (std::size_t row = 0; row < clusters.of_row.size(); ++row) {
    if (clusters.of_row[row] == no_theme) continue;
    clusters.cosine[row] =
        std::clamp(clusters.points.row(to_index(row)).dot(centers.row(clusters.of_row[row])), -1.0F, 1.0F);
  }
  return centers;
}

/// Several partings, of which the one is kept that the words speak for most: k-means alone swings with its seeds. Many
/// documents swing less, and cost more.
void cluster(Clusters& clusters, const DiscoverOptions& options) {
  // Where the number is given, the parting is all there is; where it was found by stability, less is left to gain.
  const std::uint64_t tried = options.k > 0 ? 16 : 8;
  const std::uint64_t n_partings = clusters.docs.size() < many_docs ? tried : 1;
  KMeansOptions kmeans;
  kmeans.k = clusters.count;
  kmeans.starts = 3;
  kmeans.threads = options.threads;
  double most = 0;
  for (std::uint64_t parting = 0; parting < n_partings; ++parting) {
    kmeans.seed = random_bits(options.seed, parting, 0);
    Clustering found = spherical_kmeans(clusters.points, kmeans);
    const auto count = static_cast<std::uint32_t>(found.centers.rows());
    const double told = refine_clusters(clusters.rows, {count, 3, options.threads}, found.cluster_of_row, found.cosine);
    if (parting > 0 && told <= most) continue;
    most = told;
    clusters.count = count;
    clusters.of_row.assign(found.cluster_of_row.begin(), found.cluster_of_row.end());
  }
}

std::vector<std::uint64_t> sizes_of(const std::vector<std::int32_t>& clusters, std::uint32_t count) {
  std::vector<std::uint64_t> sizes(count, 0);
  for (const std::int32_t c : clusters) {
    if (c != no_theme) ++sizes[static_cast<std::size_t>(c)];
  }
  return sizes;
}

/// Empties clusters below min_docs. Their documents go where they fit at least half as well as the members do.
void dissolve_small(Clusters& clusters, std::uint32_t min_docs) {
  const std::vector<std::uint64_t> sizes = sizes_of(clusters.of_row, clusters.count);
  const Matrix centers = find_centers(clusters);
  std::vector<double> fit(clusters.count, 0);
  for (std::size_t row = 0; row < clusters.of_row.size(); ++row) {
    const auto c = static_cast<std::size_t>(clusters.of_row[row]);
    fit[c] += static_cast<double>(clusters.cosine[row]) / static_cast<double>(sizes[c]);
  }
  constexpr double least_fit = 0.5;
  for (std::size_t row = 0; row < clusters.of_row.size(); ++row) {
    if (sizes[static_cast<std::size_t>(clusters.of_row[row])] >= min_docs) continue;
    std::int32_t best = no_theme;
    float best_cosine = 0;
    for (std::size_t c = 0; c < clusters.count; ++c) {
      const float cosine = clusters.points.row(to_index(row)).dot(centers.row(to_index(c)));
      if (sizes[c] < min_docs || cosine <= best_cosine || static_cast<double>(cosine) < least_fit * fit[c]) continue;
      best = static_cast<std::int32_t>(c);
      best_cosine = cosine;
    }
    clusters.of_row[row] = best;
  }
}

constexpr std::uint32_t no_stem = 0xFFFFFFFF;

/// Numbers of the stems that the documents without a cluster have; no_stem for all other words.
std::vector<std::uint32_t> open_stems(const Corpus& corpus, const std::vector<std::int32_t>& cluster_of_doc,
                                      std::uint32_t& n_stems) {
  std::map<std::pair<Lang, std::string_view>, std::uint32_t> number;
  const auto stem_of = [&](std::uint32_t word) {
    const CorpusWord& w = corpus.words[word];
    return std::pair(w.lang, std::string_view(w.stem.empty() ? w.form : w.stem));
  };
  for (std::size_t doc = 0; doc < corpus.docs.size(); ++doc) {
    if (cluster_of_doc[doc] >= 0) continue;
    for (const std::uint32_t word : corpus.words_of(corpus.docs[doc])) {
      number.emplace(stem_of(word), static_cast<std::uint32_t>(number.size()));
    }
  }
  n_stems = static_cast<std::uint32_t>(number.size());
  std::vector<std::uint32_t> of_word(corpus.words.size(), no_stem);
  for (std::uint32_t word = 0; word < corpus.words.size(); ++word) {
    const auto found = number.find(stem_of(word));
    if (found != number.end()) of_word[word] = found->second;
  }
  return of_word;
}

std::int32_t largest_cluster(const std::vector<std::int32_t>& cluster_of_doc, std::uint32_t n_clusters) {
  std::vector<std::size_t> sizes(n_clusters, 0);
  for (const std::int32_t cluster : cluster_of_doc) {
    if (cluster >= 0) ++sizes[static_cast<std::size_t>(cluster)];
  }
  return static_cast<std::int32_t>(std::max_element(sizes.begin(), sizes.end()) - sizes.begin());
}

/// Gives a cluster to every document that has none (a negative number): each of its stems votes for the clusters of the
/// documents of its language that it stands in, one vote a stem; ties the lowest. Without any vote it is the largest
/// cluster. n_clusters: at least 1.
void assign_by_own_words(const Corpus& corpus, std::uint32_t n_clusters, std::vector<std::int32_t>& cluster_of_doc) {
  std::uint32_t n_stems = 0;
  const std::vector<std::uint32_t> stem_of_word = open_stems(corpus, cluster_of_doc, n_stems);
  const std::size_t k = n_clusters;
  std::vector<double> counts(n_stems * k, 0);
  for (std::size_t doc = 0; doc < corpus.docs.size(); ++doc) {
    if (cluster_of_doc[doc] < 0) continue;
    for (const std::uint32_t word : corpus.words_of(corpus.docs[doc])) {
      if (stem_of_word[word] != no_stem)
        counts[stem_of_word[word] * k + static_cast<std::size_t>(cluster_of_doc[doc])] += 1;
    }
  }
  const std::int32_t fallback = largest_cluster(cluster_of_doc, n_clusters);
  std::vector<double> votes;
  for (std::size_t doc = 0; doc < corpus.docs.size(); ++doc) {
    if (cluster_of_doc[doc] >= 0) continue;
    votes.assign(k, 0);
    for (const std::uint32_t word : corpus.words_of(corpus.docs[doc])) {
      const std::span<const double> of_stem = std::span(counts).subspan(stem_of_word[word] * k, k);
      const double all = std::accumulate(of_stem.begin(), of_stem.end(), 0.0);
      for (std::size_t c = 0; c < k && all > 0; ++c) votes[c] += of_stem[c] / all;
    }
    const auto best = std::max_element(votes.begin(), votes.end());
    cluster_of_doc[doc] = *best > 0 ? static_cast<std::int32_t>(best - votes.begin()) : fallback;
  }
}

/// The clusters that hold something by number of documents (ties: the first document), numbered from 0. Returns how
/// many there are.
std::uint32_t number_by_size(std::vector<std::int32_t>& cluster_of_doc, std::uint32_t count) {
  const std::vector<std::uint64_t> sizes = sizes_of(cluster_of_doc, count);
  std::vector<std::size_t> first_doc(count, cluster_of_doc.size());
  for (std::size_t doc = cluster_of_doc.size(); doc-- > 0;) {
    if (cluster_of_doc[doc] != no_theme) first_doc[static_cast<std::size_t>(cluster_of_doc[doc])] = doc;
  }
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return sizes[a] != sizes[b] ? sizes[a] > sizes[b] : first_doc[a] < first_doc[b];
  });
  std::vector<std::int32_t> number(count, no_theme);
  std::uint32_t held = 0;
  for (const std::size_t c : order) {
    if (sizes[c] > 0) number[c] = static_cast<std::int32_t>(held++);
  }
  for (std::int32_t& c : cluster_of_doc) {
    if (c != no_theme) c = number[static_cast<std::size_t>(c)];
  }
  return held;
}

/// "d-<8 hex digits>" from the words of a theme; another one for each theme that has the same.
std::string theme_id(const DiscoveredTheme& theme, const std::vector<DiscoveredTheme>& earlier) {
  std::string text;
  for (const std::string& word : theme.words) text += word + '\n';
  while (true) {
    std::string id = fmt::format("d-{:08x}", hash64(text) & 0xFFFFFFFFU);
    const bool taken =
        std::any_of(earlier.begin(), earlier.end(), [&](const DiscoveredTheme& e) { return e.id == id; });
    if (!taken) return id;
    text += '\n';
  }
}

std::string capitalised(const std::string& name) {
  const std::size_t first = name.empty() ? 0 : decode_first(name).bytes;
  return icu_adapter::to_upper(std::string_view(name).substr(0, first)) + name.substr(first);
}

/// Names, ids and the final order: by documents, then id.
void describe(const Corpus& corpus, const VectorSpace& space, const Lexicon& lexicon, Lang name_language,
              std::uint32_t count, const std::vector<double>& stability, Discovery& out) {
  std::vector<ThemeLabel> labels = name_clusters(corpus, space, lexicon, name_language, out.theme_of_doc, count);
  const std::vector<std::uint64_t> sizes = sizes_of(out.theme_of_doc, count);
  std::vector<DiscoveredTheme> themes;
  for (std::size_t c = 0; c < count; ++c) {
    DiscoveredTheme theme{{}, capitalised(labels[c].name), std::move(labels[c].words), sizes[c], {}, {}};
    if (!stability.empty()) theme.stability = stability[c];
    theme.id = theme_id(theme, themes);
    themes.push_back(std::move(theme));
  }
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return themes[a].docs != themes[b].docs ? themes[a].docs > themes[b].docs : themes[a].id < themes[b].id;
  });
  std::vector<std::int32_t> place(count);
  for (std::size_t i = 0; i < count; ++i) {
    place[order[i]] = static_cast<std::int32_t>(i);
    out.themes.push_back(std::move(themes[order[i]]));
  }
  for (std::int32_t& theme : out.theme_of_doc) {
    if (theme != no_theme) theme = place[static_cast<std::size_t>(theme)];
  }
}

/// Clusters of the documents that have columns; none if k is 0 and there are too few of them.
Clusters find_clusters(const VectorSpace& space, const DiscoverOptions& options) {
  Clusters clusters;
  clusters.docs = docs_with_columns(space.rows);
  if (clusters.docs.empty()) return clusters;
  clusters.rows = select_rows(space.rows, clusters.docs);
  SvdOptions svd;
  svd.rank = rank_for(options, clusters.docs.size());
  svd.seed = options.seed;
  svd.threads = options.threads;
  clusters.points = truncated_svd(clusters.rows, svd).scores;
  normalize_rows(clusters.points);
  clusters.count = options.k;
  if (options.k == 0) {
    clusters.count =
        choose_theme_count(clusters.points, {options.max_k, options.min_docs, options.seed, options.threads});
  }
  if (clusters.count == 0) return clusters;
  cluster(clusters, options);
  if (options.k == 0) dissolve_small(clusters, options.min_docs);
  static_cast<void>(find_centers(clusters));
  return clusters;
}

}  // namespace

namespace {

/// Of each theme: how surely its cluster comes out of the rows again.
std::vector<double> stability_of(const Clusters& clusters, const std::vector<std::int32_t>& theme_of_doc,
                                 std::uint32_t count, const DiscoverOptions& options) {
  std::vector<std::int32_t> cluster_of_theme(count, no_theme);
  for (std::size_t row = 0; row < clusters.docs.size(); ++row) {
    const std::int32_t theme = theme_of_doc[clusters.docs[row]];
    if (theme != no_theme) cluster_of_theme[static_cast<std::size_t>(theme)] = clusters.of_row[row];
  }
  const auto part_again = [&](const Matrix& points, const SparseRows& rows) {
    KMeansOptions kmeans;
    kmeans.k = clusters.count;
    kmeans.starts = 3;
    kmeans.seed = options.seed;
    kmeans.threads = options.threads;
    Clustering found = spherical_kmeans(points, kmeans);
    refine_clusters(rows, {static_cast<std::uint32_t>(found.centers.rows()), 3, options.threads}, found.cluster_of_row,
                    found.cosine);
    return found.cluster_of_row;
  };
  const std::vector<double> of_cluster =
      cluster_stability(clusters.points, clusters.rows, clusters.of_row, clusters.count, options.seed, part_again);
  std::vector<double> out;
  for (const std::int32_t cluster : cluster_of_theme) {
    out.push_back(cluster == no_theme ? 0 : of_cluster[static_cast<std::size_t>(cluster)]);
  }
  return out;
}

/// Empties the themes that other comments of the same customers would not have had; a theme below this Jaccard index
/// counts as dissolved (Hennig 2007). Numbers the others from 0, in their order, and returns how many they are.
std::uint32_t dissolve_unstable(std::vector<double>& stability, std::vector<std::int32_t>& theme_of_doc,
                                std::uint32_t count) {
  constexpr double least_stable = 0.5;
  if (stability.empty()) return count;
  std::vector<std::int32_t> number(count, no_theme);
  std::uint32_t kept = 0;
  for (std::size_t theme = 0; theme < count; ++theme) {
    if (stability[theme] < least_stable) continue;
    stability[kept] = stability[theme];
    number[theme] = static_cast<std::int32_t>(kept++);
  }
  stability.resize(kept);
  for (std::int32_t& theme : theme_of_doc) {
    if (theme != no_theme) theme = number[static_cast<std::size_t>(theme)];
  }
  return kept;
}

/// Tells of which theme each one is a part.
void place_below(const Clusters& clusters, const VectorSpace& space, const Corpus& corpus, const Lexicon& lexicon,
                 Discovery& out) {
  if (out.themes.empty()) return;
  std::vector<std::int32_t> theme_of_row;
  for (const std::uint32_t doc : clusters.docs) theme_of_row.push_back(out.theme_of_doc[doc]);
  const auto count = static_cast<std::uint32_t>(out.themes.size());
  const auto heads = find_heads(space, corpus, lexicon, out.theme_of_doc, count);
  const auto with_head = count_with_heads(space, heads, out.theme_of_doc);
  const auto parents = find_parents(clusters.points, theme_of_row, count, with_head);
  for (std::size_t theme = 0; theme < parents.size(); ++theme) {
    if (parents[theme] >= 0) out.themes[theme].parent = out.themes[static_cast<std::size_t>(parents[theme])].id;
  }
}

/// The themes with their names in all languages.
ThemeModel keep_model(const Corpus& corpus, const VectorSpace& space, const Lexicon& lexicon, const Discovery& found) {
  const auto count = static_cast<std::uint32_t>(found.themes.size());
  std::vector<ModelTheme> themes;
  for (const DiscoveredTheme& theme : found.themes) {
    themes.push_back({theme.id, {}, theme.words, theme.docs, theme.stability, theme.parent});
  }
  for (const Lang lang : lexicon_langs) {
    const auto labels = name_clusters(corpus, space, lexicon, lang, found.theme_of_doc, count);
    for (std::size_t t = 0; t < count; ++t) themes[t].names[index_of(lang)] = capitalised(labels[t].name);
  }
  const auto heads = find_heads(space, corpus, lexicon, found.theme_of_doc, count);
  return ThemeModel::fit(corpus, space, lexicon, std::move(themes), found.theme_of_doc, heads);
}

/// discover_themes of a corpus in its own order.
Discovery discover_in_order(const Corpus& corpus, const Lexicon& lexicon, const DiscoverOptions& options) {
  Discovery out;
  out.theme_of_doc.assign(corpus.docs.size(), no_theme);
  out.strength.assign(corpus.docs.size(), 0);
  if (corpus.docs.empty()) return out;
  VectorOptions vectors = options.vectors;
  // Where the number of themes is free only what can name one counts, and synonyms are to come together.
  if (options.k == 0) vectors.own_words = false;
  VectorSpace space = vectorize(corpus, vectors);
  if (options.k == 0) space = keep_naming_columns(std::move(space), corpus, lexicon);
  Clusters clusters = find_clusters(space, options);
  const auto take = [&] {
    for (std::size_t row = 0; row < clusters.of_row.size(); ++row) {
      out.theme_of_doc[clusters.docs[row]] = clusters.of_row[row];
      out.strength[clusters.docs[row]] = clusters.cosine[row];
    }
  };
  take();
  if (options.k == 0 && !clusters.of_row.empty()) {
    const auto heads = find_heads(space, corpus, lexicon, out.theme_of_doc, clusters.count);
    join_near_duplicates(clusters.points, heads, clusters.of_row);
    static_cast<void>(find_centers(clusters));
    take();
  }
  if (options.k == 0 && !clusters.of_row.empty()) {
    keep_headed(space, corpus, lexicon, clusters.count, out.strength, options.min_docs, out.theme_of_doc);
  }
  std::uint32_t count = number_by_size(out.theme_of_doc, clusters.of_row.empty() ? 0 : clusters.count);
  if (options.k > 0) {
    count = std::max(count, 1U);
    assign_by_own_words(corpus, count, out.theme_of_doc);
    count = number_by_size(out.theme_of_doc, count);
  }
  std::vector<double> stability;
  if (options.keep_model && count > 0) stability = stability_of(clusters, out.theme_of_doc, count, options);
  if (options.k == 0) count = dissolve_unstable(stability, out.theme_of_doc, count);
  describe(corpus, space, lexicon, options.name_language, count, stability, out);
  if (options.k == 0) place_below(clusters, space, corpus, lexicon, out);
  if (options.keep_model) out.model = keep_model(corpus, space, lexicon, out);
  return out;
}

}  // namespace

Discovery discover_themes(const Corpus& corpus, const Lexicon& lexicon, const DiscoverOptions& options) {
  const OrderedCorpus ordered = order_by_content(corpus);
  Discovery found = discover_in_order(ordered.corpus, lexicon, options);
  Discovery out;
  out.themes = std::move(found.themes);
  out.model = std::move(found.model);
  out.theme_of_doc.assign(corpus.docs.size(), no_theme);
  out.strength.assign(corpus.docs.size(), 0);
  for (std::size_t d = 0; d < ordered.original_doc.size(); ++d) {
    out.theme_of_doc[ordered.original_doc[d]] = found.theme_of_doc[d];
    out.strength[ordered.original_doc[d]] = found.strength[d];
  }
  return out;
}

}  // namespace cxtext
