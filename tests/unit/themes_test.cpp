#include "cxtext/themes.h"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <set>
#include <string>
#include <vector>

#include "cxtext/evaluation.h"
#include "cxtext/text.h"

#include "kmeans.h"
#include "testing.h"

using cxtext::Corpus;
using cxtext::CorpusWord;
using cxtext::DiscoverOptions;
using cxtext::Discovery;
using cxtext::Lang;

namespace {

const cxtext::Lexicon& lexicon() { return cxtext::Lexicon::embedded(); }

/// Builds a corpus from made-up words; their stem is the word without a last "s".
class CorpusMaker {
 public:
  void add(const std::vector<std::string>& forms, Lang lang = Lang::en) {
    corpus.docs.push_back({corpus.docs.size(), lang, corpus.tokens.size(), static_cast<std::uint32_t>(forms.size())});
    for (const std::string& form : forms) corpus.tokens.push_back(id_of(form, lang));
  }

  std::uint32_t id_of(const std::string& form, Lang lang) {
    for (std::uint32_t id = 0; id < corpus.words.size(); ++id) {
      if (corpus.words[id].form == form && corpus.words[id].lang == lang) return id;
    }
    CorpusWord word;
    word.lang = lang;
    word.form = form;
    word.stem = form.ends_with('s') ? form.substr(0, form.size() - 1) : form;
    corpus.words.push_back(word);
    return static_cast<std::uint32_t>(corpus.words.size() - 1);
  }

  Corpus corpus;
};

/// Documents of n_topics topics, each with words of its own and some of everybody's. headed: nine documents of ten
/// have their topic's first word, as those that are about one thing do.
struct Topics {
  Corpus corpus;
  std::vector<std::uint32_t> gold;
};

Topics make_topics(std::size_t n_docs, std::size_t n_topics, std::uint64_t seed, bool headed = true) {
  testing::Random random(seed);
  Topics out;
  const auto new_word = [&](const std::string& form) {
    CorpusWord word;
    word.lang = Lang::en;
    word.form = word.stem = form;
    out.corpus.words.push_back(word);
  };
  constexpr std::size_t own_words = 12;
  constexpr std::size_t common_words = 40;
  for (std::size_t t = 0; t < n_topics; ++t) {
    for (std::size_t w = 0; w < own_words; ++w)
      new_word(std::string(1, static_cast<char>('a' + t)) + "topic" + std::to_string(w));
  }
  for (std::size_t w = 0; w < common_words; ++w) new_word("common" + std::to_string(w));
  for (std::size_t d = 0; d < n_docs; ++d) {
    const std::size_t topic = random.below(n_topics);
    out.gold.push_back(static_cast<std::uint32_t>(topic));
    const std::size_t length = 4 + random.below(6);
    out.corpus.docs.push_back({d, Lang::en, out.corpus.tokens.size(), static_cast<std::uint32_t>(length)});
    for (std::size_t i = 0; i < length; ++i) {
      const bool head = headed && i == 0 && random.chance(0.9);
      const std::size_t word = head                 ? topic * own_words
                               : random.chance(0.6) ? topic * own_words + random.below(own_words)
                                                    : n_topics * own_words + random.below(common_words);
      out.corpus.tokens.push_back(static_cast<std::uint32_t>(word));
    }
  }
  return out;
}

/// The same documents in another order, and the words numbered backwards; order[i]: which document comes i-th.
Corpus reorder(const Corpus& corpus, const std::vector<std::size_t>& order) {
  Corpus out;
  out.words.assign(corpus.words.rbegin(), corpus.words.rend());
  for (const std::size_t doc : order) out.docs.push_back(corpus.docs[doc]);
  for (const std::uint32_t word : corpus.tokens) {
    out.tokens.push_back(static_cast<std::uint32_t>(corpus.words.size()) - 1 - word);
  }
  return out;
}

std::vector<std::uint32_t> labels_of(const Discovery& found) {
  std::vector<std::uint32_t> out;
  for (const std::int32_t theme : found.theme_of_doc) out.push_back(static_cast<std::uint32_t>(theme + 1));
  return out;
}

/// What must hold for any result.
void check_consistent(const Corpus& corpus, const Discovery& found) {
  REQUIRE(found.theme_of_doc.size() == corpus.docs.size());
  REQUIRE(found.strength.size() == corpus.docs.size());
  std::vector<std::uint64_t> docs(found.themes.size(), 0);
  for (std::size_t d = 0; d < corpus.docs.size(); ++d) {
    CHECK(found.theme_of_doc[d] >= cxtext::no_theme);
    CHECK(found.theme_of_doc[d] < static_cast<std::int32_t>(found.themes.size()));
    CHECK(found.strength[d] >= -1);
    CHECK(found.strength[d] <= 1);
    if (found.theme_of_doc[d] != cxtext::no_theme) ++docs[static_cast<std::size_t>(found.theme_of_doc[d])];
  }
  std::set<std::string> names;
  std::set<std::string> ids;
  for (std::size_t t = 0; t < found.themes.size(); ++t) {
    const cxtext::DiscoveredTheme& theme = found.themes[t];
    CHECK(theme.docs == docs[t]);
    CHECK(theme.docs > 0);
    CHECK(theme.id.size() == 10);
    CHECK(theme.id.starts_with("d-"));
    CHECK_FALSE(theme.name.empty());
    CHECK(theme.words.size() <= 8);
    CHECK(names.insert(theme.name).second);
    CHECK(ids.insert(theme.id).second);
    if (t > 0) CHECK((theme.docs < found.themes[t - 1].docs || found.themes[t - 1].id < theme.id));
  }
}

void check_same(const Discovery& a, const Discovery& b) {
  CHECK(a.theme_of_doc == b.theme_of_doc);
  CHECK(a.strength == b.strength);
  REQUIRE(a.themes.size() == b.themes.size());
  for (std::size_t t = 0; t < a.themes.size(); ++t) {
    CHECK(a.themes[t].id == b.themes[t].id);
    CHECK(a.themes[t].name == b.themes[t].name);
    CHECK(a.themes[t].words == b.themes[t].words);
  }
}

}  // namespace

TEST_CASE("planted topics are found, with k given and with k chosen") {
  const Topics topics = make_topics(1500, 8, 31);
  for (const std::uint32_t k : {8U, 0U}) {
    CAPTURE(k);
    DiscoverOptions options;
    options.k = k;
    const Discovery found = discover_themes(topics.corpus, lexicon(), options);
    check_consistent(topics.corpus, found);
    CHECK(found.themes.size() == 8);
    CHECK(cxtext::clustering_accuracy(topics.gold, labels_of(found)) > (k == 0 ? 0.9 : 0.95));
    for (const cxtext::DiscoveredTheme& theme : found.themes) {
      CHECK(theme.name.find("topic") != std::string::npos);
      CHECK(theme.name.find("common") == std::string::npos);
    }
  }
}

TEST_CASE("clusters that no word stands for are not called themes") {
  const Topics topics = make_topics(1500, 8, 33, false);
  DiscoverOptions options;
  const Discovery found = discover_themes(topics.corpus, lexicon(), options);
  CHECK(found.themes.empty());
  options.k = 8;  // asked for, they are all there
  CHECK(discover_themes(topics.corpus, lexicon(), options).themes.size() == 8);
}

TEST_CASE("themes are the same for any number of threads") {
  const Topics topics = make_topics(5000, 10, 32);
  for (const std::uint32_t k : {0U, 13U}) {
    DiscoverOptions options;
    options.k = k;
    const Discovery one = discover_themes(topics.corpus, lexicon(), options);
    for (const std::uint32_t threads : {2U, 3U, 0U}) {
      options.threads = threads;
      check_same(one, discover_themes(topics.corpus, lexicon(), options));
    }
  }
}

TEST_CASE("the order of documents and words does not matter") {
  const Topics topics = make_topics(1200, 6, 33);
  std::vector<std::size_t> order;
  for (std::size_t d = 0; d < topics.corpus.docs.size(); ++d) order.push_back(d);
  testing::Random random(34);
  for (std::size_t d = order.size(); d > 1; --d) std::swap(order[d - 1], order[random.below(d)]);
  for (const std::uint32_t k : {0U, 7U}) {
    DiscoverOptions options;
    options.k = k;
    const Discovery plain = discover_themes(topics.corpus, lexicon(), options);
    const Discovery shuffled = discover_themes(reorder(topics.corpus, order), lexicon(), options);
    Discovery back = shuffled;
    for (std::size_t i = 0; i < order.size(); ++i) {
      back.theme_of_doc[order[i]] = shuffled.theme_of_doc[i];
      back.strength[order[i]] = shuffled.strength[i];
    }
    check_same(plain, back);
  }
}

TEST_CASE("another seed may find another parting, the same seed never does") {
  const Topics topics = make_topics(400, 5, 35);
  DiscoverOptions options;
  options.seed = 9;
  check_same(discover_themes(topics.corpus, lexicon(), options), discover_themes(topics.corpus, lexicon(), options));
}

TEST_CASE("small and odd corpora") {
  CorpusMaker one;
  one.add({"parcel", "late"});
  CorpusMaker equal;
  for (int i = 0; i < 40; ++i) equal.add({"parcel", "late"});
  CorpusMaker wordless;
  for (int i = 0; i < 40; ++i) wordless.add({});
  CorpusMaker distinct;
  for (int i = 0; i < 40; ++i) distinct.add({"w" + std::to_string(i)});
  CorpusMaker few;
  for (int i = 0; i < 3; ++i)
    few.add({"parcel", "shop" + std::to_string(i)}), few.add({"phone", "shop" + std::to_string(i)});
  CorpusMaker hostile;
  for (int i = 0; i < 30; ++i) {
    hostile.add({std::string("\0x", 2), "\xff\xfe", "👩‍👩‍👧", "a\xcc\x8a", "", std::string(20000, 'x')},
                Lang::undetermined);
    hostile.add({"å", "\xff", "smør"}, Lang::other);
    hostile.add({}, Lang::nn);
  }
  struct Case {
    const char* what;
    const Corpus* corpus;
  };
  const Corpus empty;
  const Case cases[] = {{"empty", &empty},
                        {"one", &one.corpus},
                        {"equal", &equal.corpus},
                        {"wordless", &wordless.corpus},
                        {"distinct", &distinct.corpus},
                        {"few", &few.corpus},
                        {"hostile", &hostile.corpus}};
  for (const Case& c : cases) {
    for (const std::uint32_t k : {0U, 1U, 2U, 5U, 1000U}) {
      CAPTURE(c.what);
      CAPTURE(k);
      DiscoverOptions options;
      options.k = k;
      const Discovery found = discover_themes(*c.corpus, lexicon(), options);
      check_consistent(*c.corpus, found);
      for (const std::int32_t theme : found.theme_of_doc) CHECK((k == 0 || theme != cxtext::no_theme));
      if (k > 0) CHECK(found.themes.size() <= k);
    }
  }
}

TEST_CASE("with k chosen, documents without a word of the space have no theme") {
  Topics topics = make_topics(600, 4, 36);
  const std::size_t wordless = topics.corpus.docs.size();
  topics.corpus.docs.push_back({wordless, Lang::en, 0, 0});
  const Discovery found = discover_themes(topics.corpus, lexicon());
  check_consistent(topics.corpus, found);
  CHECK(found.theme_of_doc[wordless] == cxtext::no_theme);
  CHECK(found.strength[wordless] == 0);
  DiscoverOptions options;
  options.k = 4;
  CHECK(discover_themes(topics.corpus, lexicon(), options).theme_of_doc[wordless] != cxtext::no_theme);
}

TEST_CASE("with k chosen, small clusters are dissolved") {
  testing::Random random(38);
  CorpusMaker maker;
  const auto add_topic = [&](const std::string& topic, int docs) {
    for (int d = 0; d < docs; ++d) {
      std::vector<std::string> words;
      for (int w = 0; w < 5; ++w) words.push_back(topic + std::to_string(random.below(8)));
      maker.add(words);
    }
  };
  add_topic("large", 250);
  add_topic("big", 250);
  add_topic("small", 25);
  DiscoverOptions options;
  options.min_docs = 40;
  const Discovery found = discover_themes(maker.corpus, lexicon(), options);
  check_consistent(maker.corpus, found);
  CHECK(found.themes.size() >= 2);
  for (const cxtext::DiscoveredTheme& theme : found.themes) CHECK(theme.docs >= 40);
  CHECK(std::count(found.theme_of_doc.begin(), found.theme_of_doc.end(), cxtext::no_theme) >= 25);
}

TEST_CASE("a document outside the space goes where its own words are, if it must go somewhere") {
  CorpusMaker maker;
  for (int i = 0; i < 30; ++i) {
    maker.add({"parcel", "late", "courier"});
    maker.add({"phone", "queue", "agent"});
    if (i % 2 == 0) maker.add({"phone", "queue", "agent"});
  }
  // "once" stands in one parcel document only, so it has no column.
  maker.add({"parcel", "late", "once"});
  maker.add({"once"});
  maker.add({"never"});
  DiscoverOptions options;
  options.k = 2;
  options.vectors.max_doc_share = 0.8;
  const Discovery found = discover_themes(maker.corpus, lexicon(), options);
  const std::size_t n = found.theme_of_doc.size();
  options.vectors.min_doc_count = 3;
  const Discovery strict = discover_themes(maker.corpus, lexicon(), options);
  CHECK(strict.theme_of_doc[n - 2] == strict.theme_of_doc[0]);
  CHECK(strict.theme_of_doc[n - 1] == strict.theme_of_doc[1]);  // the larger one
  CHECK(found.theme_of_doc[0] != found.theme_of_doc[1]);
}

TEST_CASE("themes cross languages by concepts and are named in the language asked for") {
  const cxtext::LexiconEntry* delivery_da = lexicon().find_form(Lang::da, "levering");
  const cxtext::LexiconEntry* delivery_sv = lexicon().find_form(Lang::sv, "leverans");
  const cxtext::LexiconEntry* address = lexicon().find_form(Lang::da, "adresse");
  REQUIRE(delivery_da != nullptr);
  REQUIRE(delivery_sv != nullptr);
  REQUIRE(address != nullptr);
  REQUIRE(delivery_da->concept_id != 0);
  REQUIRE(delivery_da->concept_id == delivery_sv->concept_id);
  REQUIRE(address->concept_id != 0);
  CorpusMaker maker;
  maker.corpus.words = {{Lang::da, "levering", "levering", delivery_da->concept_id},
                        {Lang::sv, "leverans", "lever", delivery_da->concept_id},
                        {Lang::da, "adresse", "adress", address->concept_id},
                        {Lang::sv, "adressen", "adress", address->concept_id}};
  for (int i = 0; i < 30; ++i) {
    // Own words that pull by language, each with another neighbour each time so that no phrase comes of them.
    maker.add({"levering", "egen" + std::to_string(i % 5)}, Lang::da);
    maker.add({"leverans", "annat" + std::to_string(i % 5)}, Lang::sv);
    if (i % 2 == 0) maker.add({"adresse", "egen" + std::to_string(i % 5)}, Lang::da);
    if (i % 2 == 0) maker.add({"adressen", "annat" + std::to_string(i % 5)}, Lang::sv);
  }
  DiscoverOptions options;
  options.k = 2;
  options.vectors.max_doc_share = 1;
  const Discovery found = discover_themes(maker.corpus, lexicon(), options);
  REQUIRE(found.themes.size() == 2);
  for (std::size_t d = 0; d < maker.corpus.docs.size(); ++d) {
    const CorpusWord& first = maker.corpus.words[maker.corpus.tokens[maker.corpus.docs[d].first_word]];
    CHECK((found.theme_of_doc[d] == 0) == (first.concept_id == delivery_da->concept_id));
  }
  const struct {
    Lang lang;
    const char* name;
  } names[] = {{Lang::da, "Levering"}, {Lang::sv, "Leverans"}, {Lang::en, "Delivery"}};
  for (const auto& [lang, name] : names) {
    options.name_language = lang;
    CHECK(discover_themes(maker.corpus, lexicon(), options).themes[0].name == std::string(name));
  }
}

TEST_CASE("the noun of a concept names a theme before what is said with it, unless it is rare") {
  const cxtext::LexiconEntry* tool = lexicon().find_form(Lang::da, "værktøj");
  REQUIRE(tool != nullptr);
  REQUIRE(tool->concept_id != 0);
  const struct {
    int n_nouns;
    const char* name;
  } cases[] = {{0, "Skruede"}, {4, "Skruede"}, {5, "Værktøjet"}, {30, "Værktøjet"}};
  for (const auto& [n_nouns, name] : cases) {
    CAPTURE(n_nouns);
    CorpusMaker maker;
    maker.corpus.words = {{Lang::da, "skruede", "skrued", tool->concept_id},
                          {Lang::da, "værktøjet", "værktøj", tool->concept_id}};
    for (int i = 0; i < 20; ++i) maker.add({"skruede", "egen" + std::to_string(i % 5)}, Lang::da);
    for (int i = 0; i < n_nouns; ++i) maker.add({"værktøjet", "egen" + std::to_string(i % 5)}, Lang::da);
    DiscoverOptions options;
    options.k = 1;
    options.vectors.own_words = false;  // as where the number of themes is free
    options.name_language = Lang::da;
    options.vectors.max_doc_share = 1;
    const Discovery found = discover_themes(maker.corpus, lexicon(), options);
    REQUIRE(found.themes.size() == 1);
    CHECK(found.themes[0].words.front() == cxtext::fold(name));
  }
}

namespace {

void check_names(const Discovery& found) {
  const std::size_t phones = static_cast<std::size_t>(found.theme_of_doc[0]);
  CHECK(found.themes[phones].name.find("obile signal") != std::string::npos);
  std::size_t prints = 0;
  for (const std::string& phrase : found.themes[1 - phones].words)
    prints += phrase.find("print") != std::string::npos ? 1U : 0U;
  CHECK(prints == 1);
  for (const cxtext::DiscoveredTheme& theme : found.themes) {
    for (const std::string& phrase : theme.words) {
      CHECK_FALSE(phrase.starts_with("the "));
      CHECK_FALSE(phrase.ends_with("tower"));
    }
  }
}

}  // namespace

TEST_CASE("names are written phrases, in their commonest form, one for each word") {
  CorpusMaker maker;
  for (int i = 0; i < 40; ++i) {
    maker.add({"mobile", "signal", i % 4 == 0 ? "tower" : "towers"});
    maker.add({"printing", "prints", "printer", "toner"});
  }
  maker.id_of("the", Lang::en);
  for (int i = 0; i < 12; ++i) maker.add({"the", "mobile", "signal"});
  DiscoverOptions options;
  options.k = 2;
  for (const Lang lang : {Lang::en, Lang::da}) {
    options.name_language = lang;
    const Discovery found = discover_themes(maker.corpus, lexicon(), options);
    REQUIRE(found.themes.size() == 2);
    check_names(found);
  }
}

TEST_CASE("spherical k-means: as good as its definition, and no empty cluster") {
  testing::Random random(37);
  cxtext::Matrix points(300, 6);
  for (Eigen::Index r = 0; r < points.rows(); ++r) {
    for (Eigen::Index c = 0; c < points.cols(); ++c) points(r, c) = static_cast<float>(random.unit() - 0.5);
  }
  cxtext::normalize_rows(points);
  for (const std::uint32_t k : {1U, 2U, 7U, 60U}) {
    CAPTURE(k);
    cxtext::KMeansOptions options;
    options.k = k;
    const cxtext::Clustering found = spherical_kmeans(points, options);
    REQUIRE(found.centers.rows() == static_cast<Eigen::Index>(k));
    std::vector<std::size_t> sizes(k, 0);
    double objective = 0;
    for (Eigen::Index r = 0; r < points.rows(); ++r) {
      const std::uint32_t own = found.cluster_of_row[static_cast<std::size_t>(r)];
      ++sizes[own];
      for (Eigen::Index c = 0; c < found.centers.rows(); ++c) {
        CHECK(points.row(r).dot(found.centers.row(c)) <= points.row(r).dot(found.centers.row(own)) + 1e-5F);
      }
      objective += static_cast<double>(points.row(r).dot(found.centers.row(own)));
    }
    CHECK(std::abs(objective - found.objective) < 1e-3);
    for (const std::size_t size : sizes) CHECK(size > 0);
  }
}

TEST_CASE("spherical k-means: a cluster that runs empty is filled again") {
  testing::Random random(39);
  for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
    // Few rows, bunched along the axes, and nearly as many clusters.
    cxtext::Matrix points(15, 2);
    std::set<std::pair<float, float>> distinct;
    for (Eigen::Index r = 0; r < points.rows(); ++r) {
      for (Eigen::Index c = 0; c < 2; ++c) {
        points(r, c) = random.chance(0.4) ? 1.0F : 0.001F + 0.01F * static_cast<float>(random.unit());
      }
    }
    cxtext::normalize_rows(points);
    for (Eigen::Index r = 0; r < points.rows(); ++r) distinct.emplace(points(r, 0), points(r, 1));
    const auto k = static_cast<std::uint32_t>(distinct.size() - 1);
    const cxtext::Clustering found = cxtext::spherical_kmeans(points, {k, seed, 1, 50, 1});
    CHECK(std::set<std::uint32_t>(found.cluster_of_row.begin(), found.cluster_of_row.end()).size() == k);
  }
}
