#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>
#include <span>

#include "cxtext/compounds.h"
#include "cxtext/text.h"

#include "commands.h"
#include "export_paths.h"
#include "gold.h"
#include "print_result.h"

namespace cxtext::cli {

namespace {

using Json = nlohmann::ordered_json;

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : rounded(static_cast<double>(part) / static_cast<double>(whole));
}

// A word with where it is to be cut: before and after the linking element.
struct MarkedWord {
  std::string word;
  std::vector<CompoundCut> cuts;
};

// "levering+s+tid". A mark that stands in the word ("+-+") is no cut: the tokenizer parts words there.
MarkedWord read_marks(const std::string& marked) {
  constexpr std::array links{"s", "e", "er", "es", "n", "en", "o", "u", "a"};
  std::vector<std::string> parts(1);
  for (const char c : fold(marked)) {
    if (c == '+') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  MarkedWord out;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    out.word += parts[p];
    if (p + 1 == parts.size()) break;
    const auto end = static_cast<std::uint32_t>(out.word.size());
    const bool link = p + 2 < parts.size() && std::find(links.begin(), links.end(), parts[p + 1]) != links.end();
    const bool hyphen = parts[p].ends_with('-') || parts[p + 1].starts_with('-');
    if (link) out.word += parts[++p];
    if (!hyphen) out.cuts.push_back({end, static_cast<std::uint32_t>(out.word.size())});
  }
  return out;
}

// A linking element may stand on either side.
bool same_place(const CompoundCut& a, const CompoundCut& b) {
  return a.end == b.end || a.end == b.begin || a.begin == b.end || a.begin == b.begin;
}

// The cuts of a word; of one with hyphens, those within its pieces.
std::vector<CompoundCut> find_cuts(const CompoundSplitter& splitter, Lang lang, const std::string& word) {
  std::vector<CompoundCut> out;
  if (word.find_first_of("- ") != std::string::npos) return out;
  if (const auto cut = splitter.cut(lang, word)) out.push_back(*cut);
  return out;
}

}  // namespace

int run_eval_compounds(const EvalCommand& options) {
  int status = exit_done;
  const auto engine = make_engine(options.engine, status);
  if (!engine) return status;
  const Lang lang = parse_lang(options.lang).value_or(Lang::undetermined);
  if (!has_lexicon(lang) || lang == Lang::en)
    return fail_usage(fmt::format("--lang {}: compounds are split in da, sv, nb and nn", options.lang));
  const auto gold = read_gold(options.gold);
  if (!gold) return fail(gold.error());
  const auto column = gold->column("text");
  if (!column) return fail(column.error());

  std::vector<MarkedWord> words;
  std::set<std::string> distinct;
  for (const auto& row : gold->rows) {
    words.push_back(read_marks(row[column.value()]));
    if (words.back().word.find_first_of("- ") == std::string::npos) distinct.insert(words.back().word);
  }
  CompoundSplitter splitter(engine->lexicon());
  if (!options.lists_only) splitter.learn(lang, std::vector<std::string>(distinct.begin(), distinct.end()));
  std::uint64_t n_gold = 0;
  std::uint64_t n_found = 0;
  std::uint64_t n_right = 0;
  std::uint64_t n_hit = 0;
  std::uint64_t n_simple = 0;
  std::uint64_t n_simple_cut = 0;
  for (const MarkedWord& word : words) {
    const std::vector<CompoundCut> found = find_cuts(splitter, lang, word.word);
    const auto stands_in = [](const std::vector<CompoundCut>& cuts) {
      return [&](const CompoundCut& a) {
        return std::any_of(cuts.begin(), cuts.end(), [&](const CompoundCut& b) { return same_place(a, b); });
      };
    };
    n_gold += word.cuts.size();
    n_found += found.size();
    n_right += static_cast<std::uint64_t>(std::count_if(found.begin(), found.end(), stands_in(word.cuts)));
    n_hit += static_cast<std::uint64_t>(std::count_if(word.cuts.begin(), word.cuts.end(), stands_in(found)));
    if (!word.cuts.empty()) continue;
    ++n_simple;
    if (!found.empty()) ++n_simple_cut;
  }
  return print_result(Json{{"n", words.size()},
                           {"precision", share(n_right, n_found)},
                           {"recall", share(n_hit, n_gold)},
                           {"simple_words", n_simple},
                           {"simple_words_cut", share(n_simple_cut, n_simple)}},
                      options.json);
}

int run_eval_coverage(const EvalCommand& options) {
  int status = exit_done;
  const auto engine = make_engine(options.engine, status);
  if (!engine) return status;
  std::optional<Lang> given;
  if (!options.lang.empty()) {
    given = parse_lang(options.lang);
    if (!given || !has_lexicon(*given))
      return fail_usage(fmt::format("--lang {}: not a language with word lists", options.lang));
  }
  std::vector<Comment> comments;
  std::vector<Reject> rejects;
  const auto paths = expand_exports(options.paths, {}, false);
  if (!paths) return fail(paths.error());
  for (const std::string& path : paths.value()) {
    auto reader = CommentReader::open(path, {});
    if (!reader) return fail(reader.error());
    while (true) {
      const auto got = reader->read(4096, comments, rejects);
      if (!got) return fail(got.error());
      if (got.value() == 0) break;
    }
  }
  const Coverage coverage = concept_coverage(*engine, comments, given);
  Json words = Json::object();
  Json shares = Json::object();
  Json missing = Json::object();
  for (const Lang lang : lexicon_langs) {
    const Coverage::Counts& counts = coverage.by_lang[index_of(lang)];
    if (counts.words == 0) continue;
    const std::string code(to_code(lang));
    words[code] = counts.words;
    shares[code] = share(counts.known, counts.words);
    std::string most;
    for (const auto& [word, count] :
         std::span(counts.missing).first(std::min<std::size_t>(counts.missing.size(), options.missing)))
      most += (most.empty() ? "" : " ") + word;
    missing[code] = most;
  }
  Json result{{"comments", comments.size()}, {"words", words}, {"coverage", shares}};
  if (options.missing > 0) result["missing"] = missing;
  return print_result(result, options.json);
}

}  // namespace cxtext::cli
