#include "theme_rules.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "cxtext/pipeline.h"

#include "small_lexicon.h"
#include "testing.h"

using cxtext::Lang;
using cxtext::Lexicon;
using cxtext::ThemeRules;
using cxtext::UnitAtom;

namespace {

std::string theme(const std::string& id) {
  return "[" + id + "]\nname.en = N\nname.da = N\nname.sv = N\nname.nb = N\nname.nn = N\n";
}

// Themes of atoms at tokens by reading every item: those with an item that is met and no excluding one that is. An item
// of several atoms is met where all of them stand within reach of one that closes it; a loose item of one atom asks for
// a word of its own, and for a statement that is short for the number of the theme's loose items.
std::vector<std::uint32_t> by_definition(const Lexicon& lexicon, const std::vector<UnitAtom>& atoms,
                                         std::size_t n_words) {
  using Kind = Lexicon::ItemKind;
  const auto items = lexicon.items();
  std::vector<std::set<std::uint32_t>> wanted(items.size());
  for (std::uint32_t atom = 1; atom < lexicon.n_atoms(); ++atom) {
    for (const std::uint32_t item : lexicon.items_of_atom(atom)) wanted[item].insert(atom);
  }
  const auto is_met = [&](std::size_t item) {
    for (std::size_t end = 0; end < atoms.size(); ++end) {
      if (!wanted[item].contains(atoms[end].atom & ~cxtext::atom_of_part)) continue;
      const bool is_part = (atoms[end].atom & cxtext::atom_of_part) != 0;
      if (items[item].kind == Kind::loose && items[item].n_atoms == 1 && is_part) continue;
      const bool all_near = std::all_of(wanted[item].begin(), wanted[item].end(), [&](std::uint32_t atom) {
        return std::any_of(
            atoms.begin(), atoms.begin() + static_cast<std::ptrdiff_t>(end) + 1, [&](const UnitAtom& at) {
              return (at.atom & ~cxtext::atom_of_part) == atom && atoms[end].token - at.token <= ThemeRules::item_reach;
            });
      });
      if (all_near) return true;
    }
    return false;
  };
  std::set<std::uint32_t> called;
  std::set<std::uint32_t> excluded;
  std::map<std::uint32_t, std::set<std::set<std::uint32_t>>> loose;  // by theme: what its loose items ask for
  bool evidence = false;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].kind == Kind::vague || !is_met(i)) continue;
    evidence = evidence || items[i].kind == Kind::evidence || items[i].kind == Kind::calls;
    if (items[i].kind == Kind::calls) called.insert(items[i].theme);
    if (items[i].kind == Kind::loose) loose[items[i].theme].insert(wanted[i]);
    if (items[i].kind == Kind::excludes) excluded.insert(items[i].theme);
  }
  for (const auto& [theme, met] : loose) {
    const std::size_t reach = evidence ? ThemeRules::words_with_evidence : ThemeRules::words_alone;
    if (n_words <= reach * met.size()) called.insert(theme);
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

TEST_CASE("theme_rules: a loose item needs a short statement or evidence") {
  const testing::TempDir directory;
  const auto write = [&](const std::string& preamble) {
    SmallLexicon()
        .with("taxonomy.txt", preamble + theme("manner") + "loose.en = polite, kind\nnot.en = kind of\n" +
                                  theme("parcel") + "any = @delivery\n")
        .write(directory);
    return cxtext::Engine::create({directory.path().string()});
  };
  for (const auto& [preamble, message] : std::initializer_list<std::pair<std::string, std::string>>{
           {"loose = kind\n", "before the first '[theme_id]'"},
           {"evidence = @nothing\n", "there is no concept"},
           {"evidence = &nothing\n", "a list needs a line 'list.nothing = …'"},
           {"list. = kind\n", "expected 'list.<name> = …'"}}) {
    const auto wrong = write(preamble);
    REQUIRE_FALSE(wrong.ok());
    CHECK(wrong.error().line == 1);
    CHECK(wrong.error().message.find(message) != std::string::npos);
  }
  const auto engine = write("evidence.en = shop\nvague = @delivery\n");
  REQUIRE(engine.ok());
  cxtext::Analyzer analyzer(engine.value());
  const Lexicon& lexicon = engine->lexicon();
  const std::string long_tale = "The hero of this old tale who lived in a far away country was polite";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"Very polite from start to finish", "manner"},                             // six words
      {"The hero of this old tale was nearly always polite", ""},                 // ten, and nothing else
      {"The people in that shop were always very polite", "manner"},              // evidence
      {"The hero of this old tale was nearly always polite and kind", "manner"},  // two loose words
      {"The delivery was made by someone who was polite", "manner parcel"},       // another theme
      {"The hero of this old tale was polite and kind of slow in the shop", ""},  // excluded
      {long_tale + " to the shop", ""},                                           // too long for one
      {long_tale + " and kind to the shop", "manner"},                            // not for two
  };
  for (const auto& [text, themes] : cases) {
    CAPTURE(text);
    CHECK(themes_of(analyzer, lexicon, text, Lang::en) == themes);
  }
}

TEST_CASE("theme_rules: lists stand for their items, each in its languages") {
  const testing::TempDir directory;
  const auto write = [&](const std::string& rules) {
    SmallLexicon()
        .with("taxonomy.txt", "list.tales = @delivery\nlist.tales.da = helten\nlist.tales.en = hero\n" + theme("tale") +
                                  "any = &tales, villain\n" + theme("other") + rules)
        .write(directory);
    return cxtext::Engine::create({directory.path().string()});
  };
  CHECK_FALSE(write("any.en = &tales\n").ok());  // a list has its own languages
  const auto engine = write("any = late\nnot = &tales\n");
  REQUIRE(engine.ok());
  cxtext::Analyzer analyzer(engine.value());
  const Lexicon& lexicon = engine->lexicon();
  CHECK(themes_of(analyzer, lexicon, "The hero", Lang::en) == "tale");
  CHECK(themes_of(analyzer, lexicon, "The villain", Lang::en) == "tale");
  CHECK(themes_of(analyzer, lexicon, "helten", Lang::en).empty());
  CHECK(themes_of(analyzer, lexicon, "helten", Lang::da) == "tale");
  CHECK(themes_of(analyzer, lexicon, "late", Lang::en) == "other");
  CHECK(themes_of(analyzer, lexicon, "late delivery", Lang::en) == "tale");
}

TEST_CASE("theme_rules: the words of an item stand near each other") {
  const testing::TempDir directory;
  SmallLexicon().with("taxonomy.txt", theme("late") + "any = @delivery + too late\n").write(directory);
  const auto engine = cxtext::Engine::create({directory.path().string()});
  REQUIRE(engine.ok());
  cxtext::Analyzer analyzer(engine.value());
  const std::string between = " one two three four five six seven eight nine ten ";
  CHECK(themes_of(analyzer, engine->lexicon(), "delivery one two three four too late", Lang::en) == "late");
  CHECK(themes_of(analyzer, engine->lexicon(), "too late one two three four delivery", Lang::en) == "late");
  CHECK(themes_of(analyzer, engine->lexicon(), "delivery" + between + "too late", Lang::en).empty());
  CHECK(themes_of(analyzer, engine->lexicon(), "delivery" + between + "delivery too late", Lang::en) == "late");
}

TEST_CASE("theme_rules: random atoms agree with the definition") {
  const Lexicon& lexicon = Lexicon::embedded();
  ThemeRules rules(lexicon);
  testing::Random random(41);
  REQUIRE(lexicon.n_atoms() > 1);
  for (std::size_t round = 0; round < testing::scaled(500); ++round) {
    std::vector<UnitAtom> atoms;
    std::uint32_t token = 0;
    for (std::size_t n = random.below(30); n > 0; --n) {
      token += static_cast<std::uint32_t>(random.below(4));
      std::uint32_t atom = 1 + static_cast<std::uint32_t>(random.below(lexicon.n_atoms() - 1));
      if (random.chance(0.2)) atom |= cxtext::atom_of_part;
      atoms.push_back({token, atom});
      if (random.chance(0.2)) atoms.push_back({token + 1, atom & ~cxtext::atom_of_part});
    }
    std::vector<std::uint32_t> themes{7};
    const std::size_t n_words = 1 + random.below(40);
    rules.match(atoms, n_words, themes);
    REQUIRE(themes.front() == 7);  // appended
    themes.erase(themes.begin());
    REQUIRE(themes == by_definition(lexicon, atoms, n_words));
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
