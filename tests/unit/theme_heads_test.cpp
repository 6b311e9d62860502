// What a cluster is about, and what cannot be that.
#include "theme_heads.h"

#include <doctest/doctest.h>
#include <set>
#include <string>
#include <vector>

#include "cxtext/themes.h"

#include "small_lexicon.h"

using cxtext::Corpus;
using cxtext::Lang;
using cxtext::Lexicon;
using cxtext::no_term;

namespace {

constexpr const char* concepts =
    "bottle\tthing\tof glass\tflaske\tflaska\tflaske\tflaske\tbottle\n"
    "delivery\tthing\tgoods brought\tlevering\tleverans\tlevering\tlevering\tdelivery\n"
    "garden\tplace\twhere plants grow\thave\tträdgård\thage\thage\tgarden\n"
    "idea\tthing\ta thought\tide\tidé\tide\tide\tidea\n"
    "water\tthing\twhat one drinks\tvand\tvatten\tvann\tvatn\twater\n";

Lexicon lexicon_with(const std::string& preamble) {
  return SmallLexicon()
      .with("concepts.tsv", concepts)
      .with("taxonomy.txt", preamble + std::string(SmallLexicon::theme_head) + "any = @delivery\n")
      .compiled();
}

/// Documents of the words given, each with a word of its own.
class Documents {
 public:
  explicit Documents(const Lexicon& lexicon) : lexicon_(lexicon) {}

  void add(const std::vector<std::string>& words) {
    const auto n_words = static_cast<std::uint32_t>(words.size() + 1);
    corpus.docs.push_back({corpus.docs.size(), Lang::en, corpus.tokens.size(), n_words});
    for (const std::string& word : words) corpus.tokens.push_back(id_of(word, word));
    corpus.tokens.push_back(id_of("own" + std::to_string(corpus.docs.size()), ""));
  }

  /// A word that is written as form and has the meaning of a word of the lexicon.
  std::uint32_t id_of(const std::string& form, const std::string& meaning) {
    const cxtext::LexiconEntry* entry = lexicon_.find_form(Lang::en, meaning);
    const cxtext::ConceptId concept_id = entry == nullptr ? 0 : entry->concept_id;
    for (std::uint32_t id = 0; id < corpus.words.size(); ++id) {
      if (corpus.words[id].form == form && corpus.words[id].concept_id == concept_id) return id;
    }
    cxtext::CorpusWord word;
    word.form = word.stem = form;
    word.concept_id = concept_id;
    corpus.words.push_back(word);
    return static_cast<std::uint32_t>(corpus.words.size() - 1);
  }

  Corpus corpus;

 private:
  const Lexicon& lexicon_;
};

std::set<std::string> names_of(const Corpus& corpus, const Lexicon& lexicon) {
  std::set<std::string> out;
  for (const cxtext::DiscoveredTheme& theme : discover_themes(corpus, lexicon).themes) out.insert(theme.name);
  return out;
}

}  // namespace

TEST_SUITE("theme_heads") {
  TEST_CASE("a vague word heads no theme") {
    using Names = std::set<std::string>;
    const struct {
      const char* preamble;
      Names names;
    } cases[] = {
        {"", {"Bottle", "Garden", "Gizmo", "Idea"}},
        {"vague = @idea\n", {"Bottle", "Garden", "Gizmo"}},
        {"vague.en = gizmo\n", {"Bottle", "Garden", "Idea"}},
        {"evidence = @bottle\n", {"Garden", "Gizmo", "Idea"}},  // what the taxonomy knows has had its say
    };
    for (const auto& [preamble, names] : cases) {
      CAPTURE(std::string(preamble));
      const Lexicon lexicon = lexicon_with(preamble);
      Documents documents(lexicon);
      for (int i = 0; i < 30; ++i) {
        documents.add({"bottle"});
        documents.add({"garden"});
        documents.add({"gizmo"});
        documents.add({"idea"});
      }
      CHECK(names_of(documents.corpus, lexicon) == names);
    }
  }

  TEST_CASE("a compound that stands for two words is written once") {
    const Lexicon lexicon = lexicon_with("");
    Documents documents(lexicon);
    const std::uint32_t of_water = documents.id_of("waterbottle", "water");
    const std::uint32_t of_bottle = documents.id_of("waterbottle", "bottle");
    for (int i = 0; i < 30; ++i) {
      documents.corpus.docs.push_back({documents.corpus.docs.size(), Lang::en, documents.corpus.tokens.size(), 2});
      documents.corpus.tokens.push_back(of_water);
      documents.corpus.tokens.push_back(of_bottle);
      documents.add({"garden"});
      documents.add({"idea"});
    }
    CHECK(names_of(documents.corpus, lexicon) == std::set<std::string>{"Waterbottle", "Garden", "Idea"});
  }

  TEST_CASE("documents with the heads of other clusters are counted") {
    const Lexicon lexicon = lexicon_with("");
    Documents documents(lexicon);
    documents.add({"bottle", "garden"});
    documents.add({"bottle"});
    documents.add({"garden"});
    documents.add({"garden", "idea"});
    documents.add({"idea"});
    cxtext::VectorOptions options;
    options.own_words = false;
    options.max_doc_share = 1;
    const cxtext::VectorSpace space = vectorize(documents.corpus, options);
    const std::vector<std::int32_t> clusters{0, 0, 1, 1, cxtext::no_theme};
    const auto heads = find_heads(space, documents.corpus, lexicon, clusters, 3);
    REQUIRE(heads[0] != no_term);
    REQUIRE(heads[1] != no_term);
    CHECK(heads[2] == no_term);
    CHECK(count_with_heads(space, heads, clusters) == std::vector<std::uint32_t>{2, 1, 0, 0, 2, 0, 0, 0, 0});
  }
}
