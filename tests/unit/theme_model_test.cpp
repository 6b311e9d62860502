#include "cxtext/theme_model.h"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "cxtext/model_file.h"
#include "cxtext/pipeline.h"
#include "cxtext/themes.h"

#include "testing.h"

using cxtext::Corpus;
using cxtext::CorpusWord;
using cxtext::Lang;
using cxtext::ThemeChange;
using cxtext::ThemeModel;

namespace {

const cxtext::Lexicon& lexicon() { return cxtext::Lexicon::embedded(); }

/// Statements about n_topics things of made-up names: nine of ten name the thing, all have words that go with it.
Corpus made_up(std::size_t n_docs, std::size_t n_topics, std::uint64_t seed) {
  testing::Random random(seed);
  Corpus corpus;
  constexpr std::size_t own_words = 6;
  for (std::size_t t = 0; t < n_topics; ++t) {
    for (std::size_t w = 0; w < own_words; ++w) {
      CorpusWord word;
      word.lang = Lang::en;
      word.form = word.stem = std::string(1, static_cast<char>('a' + t)) + "zzq" + std::to_string(w);
      corpus.words.push_back(word);
    }
  }
  for (std::size_t d = 0; d < n_docs; ++d) {
    const std::size_t topic = d % n_topics;
    const std::size_t length = 3 + random.below(3);
    corpus.docs.push_back({d, Lang::en, corpus.tokens.size(), static_cast<std::uint32_t>(length)});
    for (std::size_t i = 0; i < length; ++i) {
      const std::size_t word = i == 0 && random.chance(0.9) ? 0 : random.below(own_words);
      corpus.tokens.push_back(static_cast<std::uint32_t>(topic * own_words + word));
    }
  }
  return corpus;
}

cxtext::Discovery discover(const Corpus& corpus, std::uint32_t threads = 1) {
  cxtext::DiscoverOptions options;
  options.keep_model = true;
  options.threads = threads;
  return discover_themes(corpus, lexicon(), options);
}

/// A model with a theme for each list of terms, all of one weight; the first term is the head.
ThemeModel model_of(const std::vector<std::pair<std::string, std::vector<std::string>>>& themes) {
  std::vector<std::string> terms;
  const auto column = [&](const std::string& term) {
    const auto at = std::find(terms.begin(), terms.end(), term);
    if (at != terms.end()) return std::to_string(at - terms.begin());
    terms.push_back(term);
    return std::to_string(terms.size() - 1);
  };
  std::string list;
  for (const auto& [name, words] : themes) {
    std::string center;
    for (const std::string& word : words)
      center +=
          (center.empty() ? "[" : ",[") + column(word) + "," + std::to_string(1.0 / std::sqrt(words.size())) + "]";
    std::string names;
    for (const char* lang : {"da", "sv", "nb", "nn", "en"})
      names += std::string(names.empty() ? "" : ",") + "\"" + lang + "\":\"" + name + "\"";
    list += std::string(list.empty() ? "" : ",") + "{\"id\":\"d-" + name + "\",\"names\":{" + names +
            "},\"words\":[],\"docs\":10,\"stability\":0.5,\"head\":" + column(words.front()) + ",\"center\":[" +
            center + "]}";
  }
  std::string term_list;
  std::string idf;
  for (const std::string& term : terms) {
    term_list += (term_list.empty() ? "\"" : ",\"") + term + "\"";
    idf += idf.empty() ? "1.5" : ",1.5";
  }
  auto model = ThemeModel::from_bytes("{\"version\":1,\"columns\":\"stems\",\"terms\":[" + term_list + "],\"idf\":[" +
                                      idf + "],\"themes\":[" + list + "]}");
  REQUIRE(model);
  return model.value();
}

std::string told(const std::vector<ThemeChange>& changes) {
  std::string out;
  for (const ThemeChange& change : changes) {
    out += std::string(to_name(change.kind));
    for (const std::uint32_t theme : change.before) out += " -" + std::to_string(theme);
    for (const std::uint32_t theme : change.after) out += " +" + std::to_string(theme);
    out += "; ";
  }
  return out;
}

}  // namespace

TEST_CASE("theme_model: a model finds the themes again, by each statement's own words") {
  const Corpus corpus = made_up(1200, 6, 51);
  const cxtext::Discovery found = discover(corpus);
  REQUIRE(found.themes.size() == 6);
  REQUIRE(found.model.themes().size() == 6);
  const auto matches = found.model.assign(corpus, lexicon());
  std::size_t agree = 0;
  for (std::size_t d = 0; d < matches.size(); ++d) {
    agree += matches[d].theme == found.theme_of_doc[d] ? 1U : 0U;
    CHECK(matches[d].strength >= 0);
    CHECK(matches[d].strength <= 1);
  }
  CHECK(agree * 100 >= matches.size() * 90);

  // Alone, or among others, a statement gets the same theme.
  Corpus few = corpus;
  few.docs.resize(10);
  const auto alone = found.model.assign(few, lexicon());
  for (std::size_t d = 0; d < alone.size(); ++d) CHECK(alone[d].theme == matches[d].theme);
  for (std::size_t t = 0; t < found.themes.size(); ++t) {
    CHECK(found.model.themes()[t].id == found.themes[t].id);
    CHECK(found.model.themes()[t].names[index_of(Lang::en)] == found.themes[t].name);
  }
}

TEST_CASE("theme_model: a model read back says the same, and the number of threads does not show") {
  const Corpus corpus = made_up(800, 5, 52);
  const ThemeModel model = discover(corpus).model;
  const auto again = ThemeModel::from_bytes(model.bytes());
  REQUIRE(again);
  CHECK(again->bytes() == model.bytes());
  CHECK(discover(corpus, 3).model.bytes() == model.bytes());
  const auto before = model.assign(corpus, lexicon());
  const auto after = again->assign(corpus, lexicon());
  for (std::size_t d = 0; d < before.size(); ++d) {
    CHECK(before[d].theme == after[d].theme);
    CHECK(before[d].strength == after[d].strength);
  }
}

TEST_CASE("theme_model: what is damaged is refused") {
  const std::string good = model_of({{"a", {"x", "y"}}}).bytes();
  CHECK(ThemeModel::from_bytes(good));
  for (const std::string& bad : {std::string(), std::string("[]"), good.substr(0, good.size() / 2), std::string("{}"),
                                 std::string("{\"version\":2}")}) {
    CAPTURE(bad);
    const auto model = ThemeModel::from_bytes(bad);
    REQUIRE_FALSE(model);
    CHECK(model.error().code == cxtext::ErrorCode::bad_model);
  }
  for (const auto& [from, to] : {std::pair{"\"head\":0", "\"head\":9"}, std::pair{"[[0,", "[[7,"},
                                 std::pair{"\"idf\":[1.5,", "\"idf\":[0,"}, std::pair{"\"idf\":[1.5,", "\"idf\":["}}) {
    CAPTURE(to);
    std::string bad = good;
    const std::size_t at = bad.find(from);
    REQUIRE(at != std::string::npos);
    bad.replace(at, std::string(from).size(), to);
    CHECK_FALSE(ThemeModel::from_bytes(bad));
  }
}

TEST_CASE("theme_model: planted topics are stable, noise is not") {
  for (const cxtext::DiscoveredTheme& theme : discover(made_up(1200, 6, 53)).themes) {
    REQUIRE(theme.stability);
    CHECK(*theme.stability > 0.9);
  }
  testing::Random random(54);
  Corpus noise = made_up(1200, 6, 53);
  for (std::uint32_t& token : noise.tokens) token = static_cast<std::uint32_t>(random.below(noise.words.size()));
  cxtext::DiscoverOptions options;
  options.keep_model = true;
  options.k = 6;
  for (const cxtext::DiscoveredTheme& theme : discover_themes(noise, lexicon(), options).themes) {
    CHECK(theme.stability.value_or(1) < cxtext::stable_from);
  }
}

TEST_CASE("theme_model: themes that another draw would not find are left out, if their number is free") {
  // Every statement names two things of eight: whichever of them it is put to, the other would have done as well.
  testing::Random random(55);
  Corpus pairs = made_up(900, 8, 55);
  for (const cxtext::CorpusDoc& doc : pairs.docs) {
    for (std::size_t i = 0; i < doc.n_words; ++i)
      pairs.tokens[doc.first_word + i] = static_cast<std::uint32_t>(random.below(8) * 6);
  }
  cxtext::DiscoverOptions options;
  const std::size_t n_found = discover_themes(pairs, lexicon(), options).themes.size();
  const cxtext::Discovery kept = discover(pairs);
  CHECK(kept.themes.size() < n_found);
  for (const cxtext::DiscoveredTheme& theme : kept.themes) CHECK(theme.stability.value_or(0) >= 0.5);
}

TEST_CASE("theme_model: what became of themes") {
  const ThemeModel before = model_of({{"A", {"a", "b"}}, {"B", {"c", "d"}}});
  const struct {
    const char* what;
    std::vector<std::pair<std::string, std::vector<std::string>>> after;
    const char* changes;
  } cases[] = {
      {"nothing", {{"A", {"a", "b"}}, {"B", {"c", "d"}}}, "same -0 +0; same -1 +1; "},
      {"another name", {{"A2", {"a", "b"}}, {"B", {"c", "d"}}}, "renamed -0 +0; same -1 +1; "},
      {"one gone", {{"B", {"c", "d"}}}, "same -1 +0; gone -0; "},
      {"one born", {{"A", {"a", "b"}}, {"B", {"c", "d"}}, {"C", {"e"}}}, "same -0 +0; same -1 +1; born +2; "},
      {"split", {{"A1", {"a"}}, {"A2", {"b"}}, {"B", {"c", "d"}}}, "split -0 +0 +1; same -1 +2; "},
      {"merged", {{"AB", {"a", "b", "c", "d"}}}, "merged -0 -1 +0; "},
      {"all new", {{"X", {"x"}}}, "gone -0; gone -1; born +0; "},
      {"none left", {}, "gone -0; gone -1; "},
  };
  for (const auto& [what, after, changes] : cases) {
    CAPTURE(what);
    CHECK(told(compare_themes(before, model_of(after))) == std::string(changes));
  }
  CHECK(told(compare_themes(ThemeModel(), before)) == "born +0; born +1; ");
}

TEST_CASE("theme_model: coverage counts content words that the concept table knows") {
  const cxtext::Engine engine;
  std::vector<cxtext::Comment> comments(2);
  comments[0].text = "The delivery was late and Zorblax ignored the flurbo";
  comments[1].text = "the delivery x 24h from Zorblax, the flurbo";
  const cxtext::Coverage coverage = concept_coverage(engine, comments, Lang::en);
  const auto& counts = coverage.by_lang[index_of(Lang::en)];
  REQUIRE(counts.missing.size() == 1);  // a name, a letter and a number are no content
  CHECK(counts.missing[0] == std::pair<std::string, std::uint64_t>("flurbo", 2));
  CHECK(counts.words == counts.known + 2);
  CHECK(counts.known >= 3);
  CHECK(coverage.by_lang[index_of(Lang::da)].words == 0);
}

TEST_CASE("theme_model: the taxonomy keeps its own promises") {
  const cxtext::TaxonomyCheck check = check_taxonomy(cxtext::Engine());
  CHECK(check.failed.empty());
  CHECK(check.untested.empty());
}
