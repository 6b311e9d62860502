#include <cmath>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

#include "cxtext/evaluation.h"
#include "cxtext/themes.h"

#include "commands.h"
#include "gold.h"
#include "print_result.h"

namespace cxtext::cli {

namespace {

// Values of a column as numbers in order of first occurrence.
std::vector<std::uint32_t> numbered(const Gold& gold, std::size_t column) {
  std::map<std::string, std::uint32_t> numbers;
  std::vector<std::uint32_t> out;
  for (const auto& row : gold.rows) {
    out.push_back(numbers.try_emplace(row[column], static_cast<std::uint32_t>(numbers.size())).first->second);
  }
  return out;
}

// Share of a language's rows that stand in the cluster of their English twin.
nlohmann::ordered_json twins(const std::vector<std::string>& langs, const std::vector<std::uint32_t>& twin_ids,
                             const std::vector<std::uint32_t>& clusters) {
  std::map<std::uint32_t, std::uint32_t> english;
  for (std::size_t i = 0; i < langs.size(); ++i) {
    if (langs[i] == "en") english.emplace(twin_ids[i], clusters[i]);
  }
  std::map<std::string, std::pair<double, double>> together;
  for (std::size_t i = 0; i < langs.size(); ++i) {
    const auto twin = english.find(twin_ids[i]);
    if (langs[i] == "en" || twin == english.end()) continue;
    auto& [same, all] = together[langs[i]];
    same += twin->second == clusters[i] ? 1 : 0;
    all += 1;
  }
  nlohmann::ordered_json out = nlohmann::ordered_json::object();
  for (const auto& [lang, counts] : together) out[lang] = rounded(counts.first / counts.second);
  return out;
}

}  // namespace

int run_eval_themes(const EvalCommand& options) {
  int status = exit_done;
  const auto engine = make_engine(options.engine, status);
  if (!engine) return status;
  auto opened = read_gold(options.gold);
  if (!opened) return fail(opened.error());
  const Gold& gold = opened.value();
  const auto text = gold.column("text");
  if (!text) return fail(text.error());
  const auto label = gold.column(options.label_column);
  if (!label) return fail(label.error());
  if (!options.twin_column.empty() && options.lang_column.empty()) {
    return fail_usage("--twin-column needs --lang-column, to know which row is the English one");
  }
  std::vector<std::string> langs(gold.rows.size());
  if (!options.lang_column.empty()) {
    const auto column = gold.column(options.lang_column);
    if (!column) return fail(column.error());
    for (std::size_t i = 0; i < gold.rows.size(); ++i) langs[i] = gold.rows[i][column.value()];
  }
  std::vector<std::string> texts;
  std::vector<std::optional<Lang>> given;
  for (std::size_t i = 0; i < gold.rows.size(); ++i) {
    texts.push_back(gold.rows[i][text.value()]);
    given.push_back(options.lang_column.empty() ? std::nullopt : parse_lang(langs[i]));
  }
  const Corpus corpus = corpus_of_texts(*engine, texts, given);
  DiscoverOptions discover;
  discover.k = options.k;
  discover.seed = options.seed;
  discover.threads = options.threads;
  const Discovery found = discover_themes(corpus, engine->lexicon(), discover);
  // A row without a cluster is a cluster of its own kind: leaving it out would flatter.
  std::vector<std::uint32_t> clusters;
  for (const std::int32_t theme : found.theme_of_doc) {
    clusters.push_back(theme == no_theme ? static_cast<std::uint32_t>(found.themes.size())
                                         : static_cast<std::uint32_t>(theme));
  }
  const std::vector<std::uint32_t> truth = numbered(gold, label.value());
  nlohmann::ordered_json result{{"n", gold.rows.size()},
                                {"k", found.themes.size()},
                                {"accuracy", rounded(clustering_accuracy(truth, clusters))},
                                {"nmi", rounded(normalized_mutual_information(truth, clusters))},
                                {"ari", rounded(adjusted_rand_index(truth, clusters))}};
  if (!options.lang_column.empty()) {
    const auto column = gold.column(options.lang_column);
    result["language_nmi"] = rounded(normalized_mutual_information(numbered(gold, column.value()), clusters));
  }
  if (!options.twin_column.empty()) {
    const auto column = gold.column(options.twin_column);
    if (!column) return fail(column.error());
    result["twins"] = twins(langs, numbered(gold, column.value()), clusters);
  }
  return print_result(result, options.json);
}

}  // namespace cxtext::cli
