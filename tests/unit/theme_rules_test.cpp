#include "theme_rules.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>
#include <string>
#include <vector>

#include "cxtext/pipeline.h"

#include "small_lexicon.h"
#include "testing.h"

using cxtext::Lang;
using cxtext::Lexicon;

namespace {

std::string theme(const std::string& id) {
  return "[" + id + "]\nname.en = N\nname.da = N\nname.sv = N\nname.nb = N\nname.nn = N\n";
}

// Themes of a set of atoms by reading every item: those with an item that is met and no excluding one that is.
std::vector<std::uint32_t> by_definition(const Lexicon& lexicon, const std::set<std::uint32_t>& atoms) {
  const auto items = lexicon.items();
  std::vector<std::set<std::uint32_t>> wanted(items.size());
  for (std::uint32_t atom = 1; atom < lexicon.n_atoms(); ++atom) {
    for (const std::uint32_t item : lexicon.items_of_atom(atom)) wanted[item].insert(atom);
  }
  std::set<std::uint32_t> called;
  std::set<std::uint32_t> excluded;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!std::includes(atoms.begin(), atoms.end(), wanted[i].begin(), wanted[i].end())) continue;
    (items[i].excludes ? excluded : called).insert(items[i].theme);
  }
  std::vector<std::uint32_t> out;
  for (const std::uint32_t t : called) {
    if (!excluded.contains(t)) out.push_back(t);
  }
  return out;
}

std::string themes_of(cxtext::Analyzer& analyzer, const Lexicon& lexicon, const std::string& text, Lang lang) {
  std::string out;
  for (const std::uint32_t t : analyzer.analyze(text, {.prior = {}, .language = lang, .among = {}}).themes) {
    if (!out.empty()) out += ' ';
    out += lexicon.themes()[t].id;
  }
  return out;
}

}  // namespace

TEST_CASE("theme_rules: what an item asks for") {
  const testing::TempDir directory;
  SmallLexicon()
      .with("taxonomy.txt", theme("group") + theme("delivery") +
                                "parent = group\nany = @delivery\nnot.en = delivery room\n" + theme("late") +
                                "any = @delivery + too late\nany.da = forsinket, * \n")
      .write(directory);
  CHECK_FALSE(cxtext::Engine::create({directory.path().string()}).ok());  // "*" alone is no term
  SmallLexicon()
      .with("taxonomy.txt", theme("group") + theme("delivery") +
                                "parent = group\nany = @delivery\nnot.en = delivery room\n" + theme("late") +
                                "any = @delivery + too late\nany.da = forsinket\n")
      .write(directory);
  const auto engine = cxtext::Engine::create({directory.path().string()});
  REQUIRE(engine.ok());
  const Lexicon& lexicon = engine->lexicon();
  CHECK(lexicon.themes()[0].is_group);
  CHECK_FALSE(lexicon.themes()[1].is_group);
  CHECK(lexicon.themes()[1].parent == 0);
  CHECK(lexicon.themes()[2].parent == 2);
  cxtext::Analyzer analyzer(engine.value());
  CHECK(themes_of(analyzer, lexicon, "The delivery", Lang::en) == "delivery");
  CHECK(themes_of(analyzer, lexicon, "Deliveries!", Lang::en) == "delivery");
  CHECK(themes_of(analyzer, lexicon, "the delivery room", Lang::en).empty());
  CHECK(themes_of(analyzer, lexicon, "the delivery room. The delivery", Lang::en) == "delivery");
  CHECK(themes_of(analyzer, lexicon, "Delivery came too late", Lang::en) == "delivery late");
  CHECK(themes_of(analyzer, lexicon, "too late", Lang::en).empty());
  CHECK(themes_of(analyzer, lexicon, "Delivery. Too late", Lang::en) == "delivery");  // both in one statement
  CHECK(themes_of(analyzer, lexicon, "forsinket", Lang::da) == "late");
  CHECK(themes_of(analyzer, lexicon, "forsinket", Lang::nb).empty());
  CHECK(themes_of(analyzer, lexicon, "leverans", Lang::sv) == "delivery");
}

TEST_CASE("theme_rules: random atoms agree with the definition") {
  const Lexicon& lexicon = Lexicon::embedded();
  cxtext::ThemeRules rules(lexicon);
  testing::Random random(41);
  REQUIRE(lexicon.n_atoms() > 1);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::uint32_t> atoms;
    for (std::size_t n = random.below(30); n > 0; --n) {
      atoms.push_back(1 + static_cast<std::uint32_t>(random.below(lexicon.n_atoms() - 1)));
      if (random.chance(0.2)) atoms.push_back(atoms.back());
    }
    std::vector<std::uint32_t> themes{7};
    rules.match(atoms, themes);
    REQUIRE(themes.front() == 7);  // appended
    themes.erase(themes.begin());
    REQUIRE(themes == by_definition(lexicon, {atoms.begin(), atoms.end()}));
  }
}

TEST_CASE("theme_rules: the test sentences of the taxonomy") {
  const cxtext::Engine engine;
  const Lexicon& lexicon = engine.lexicon();
  cxtext::Analyzer analyzer(engine);
  std::size_t failing = 0;
  for (const cxtext::TaxonomyTest& test : lexicon.taxonomy_tests()) {
    const auto& themes = analyzer.analyze(test.text, {.prior = {}, .language = test.lang, .among = {}}).themes;
    const bool found = std::find(themes.begin(), themes.end(), test.theme) != themes.end();
    if (found == test.must_match) continue;
    ++failing;
    MESSAGE(std::string(test.must_match ? "misses " : "must not be ")
            << std::string(lexicon.themes()[test.theme].id) << " (" << std::string(cxtext::to_code(test.lang))
            << "): " << std::string(test.text));
  }
  CHECK(failing == 0);
}
