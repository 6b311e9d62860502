#include "cxtext/lexicon.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "cxtext/pipeline.h"

#include "small_lexicon.h"
#include "testing.h"

using cxtext::Lang;
using cxtext::Lexicon;
using cxtext::LexiconEntry;
using cxtext::ShifterKind;

TEST_CASE("lexicon: the embedded lists open") {
  const Lexicon& lexicon = Lexicon::embedded();
  CHECK(lexicon.n_concepts() > 200);
  CHECK(lexicon.themes().size() > 30);
  CHECK(lexicon.taxonomy_tests().size() > 100);
  CHECK(lexicon.hash().size() == 32);
  std::set<std::string_view> ids;
  for (const auto& theme : lexicon.themes()) {
    CHECK(ids.insert(theme.id).second);
    CHECK(theme.parent < lexicon.themes().size());
    for (const std::string_view name : theme.names) CHECK_FALSE(name.empty());
  }
  for (const auto& item : lexicon.items()) {
    REQUIRE(item.theme < lexicon.themes().size());
    CHECK(item.n_atoms > 0);
  }
  for (cxtext::ConceptId id = 1; id <= lexicon.n_concepts(); ++id) CHECK_FALSE(lexicon.concept_name(id).empty());
}

TEST_CASE("lexicon: the files compile to the embedded lists, the same bytes every time") {
  const std::string directory = testing::source_path("lexicons");
  const auto once = cxtext::compile_lexicon(directory);
  const auto twice = cxtext::compile_lexicon(directory + "/");
  REQUIRE(once.ok());
  REQUIRE(twice.ok());
  CHECK(once.value() == twice.value());
  const auto opened = Lexicon::from_bytes(once.value());
  REQUIRE(opened.ok());
  CHECK(opened->hash() == Lexicon::embedded().hash());
}

TEST_CASE("lexicon: a bad row is refused with its file and line") {
  struct Case {
    const char* file;
    std::string content;
    unsigned line;
    const char* says;
  };
  const std::string head(SmallLexicon::theme_head);
  const Case cases[] = {
      {"da/sentiment.tsv", "god\t2\nskidt\n", 2, "expected"},
      {"da/sentiment.tsv", "god\t5\n", 1, "-4"},
      {"da/sentiment.tsv", "god\tmeget\n", 1, "valence"},
      {"da/sentiment.tsv", "god\tnan\n", 1, "valence"},
      {"da/sentiment.tsv", "god\t2x\n", 1, "valence"},
      {"da/sentiment.tsv", "god\t2\tfakt\n", 1, "expected"},
      {"da/sentiment.tsv", "# feelings\n\nskidt\t-2\ngod\t2\n", 4, "out of order"},
      {"da/sentiment.tsv", "god\t2\ngod\t2\n", 2, "twice"},
      {"da/sentiment.tsv", "god\t2\ngod\t3\n", 2, "twice"},
      {"da/sentiment.tsv", "God\t2\n", 1, "lower case"},
      {"da/sentiment.tsv", "god \t2\n", 1, "white space"},
      {"da/sentiment.tsv", "\t2\n", 1, "empty"},
      {"da/sentiment.tsv", "god\t2\t\n", 1, "empty"},
      {"da/sentiment.tsv", "g\xFFod\t2\n", 1, "UTF-8"},
      {"da/sentiment.tsv", "pa\u030A\t2\n", 1, "NFC"},
      {"da/sentiment.tsv", "!\t2\n", 1, "no word"},
      {"da/sentiment.tsv", "a+\t3\n", 1, "'+'"},
      {"da/sentiment.tsv", "* god\t2\n", 1, "may not start"},
      {"da/sentiment.tsv", "god * * ting\t2\n", 1, "two in a row"},
      {"da/sentiment.tsv", "god *\t2\n", 1, "end with"},
      {"sv/shifters.tsv", "inte\tnegation\n", 1, "kind"},
      {"sv/shifters.tsv", "inte\n", 1, "kind"},
      {"sv/shifters.tsv", "inte\tnegator\t1\n", 1, "columns"},
      {"sv/shifters.tsv", "mycket\tintensifier\n", 1, "columns"},
      {"sv/shifters.tsv", "mycket\tintensifier\t9\n", 1, "not in"},
      {"sv/shifters.tsv", "lite\tdiminisher\t1.5\n", 1, "not in"},
      {"sv/shifters.tsv", "men\tcontrast\nmen\tnegator\n", 2, "twice"},
      {"nb/stopwords.tsv", "og\nog\n", 2, "twice"},
      {"nb/stopwords.tsv", "og\tja\n", 1, "one column"},
      {"nn/nocontent.tsv", "veit\tikkje\n", 1, "one column"},
      {"emoji.tsv", "😀\n", 1, "expected"},
      {"emoji.tsv", "😀\t7\n", 1, "-4"},
      {"emoji.tsv", "😀\t1\n😀\t2\n", 2, "twice"},
      {"concepts.tsv", "a\tthing\tx\ty\n", 1, "8 columns"},
      {"concepts.tsv", "a\tthing\tg\tx\tx\tx\tx\tx\na\tthing\tg\ty\ty\ty\ty\ty\n", 2, "twice"},
      {"concepts.tsv", "a\tthing\tg\tx\tx\tx\tx\tx\nb\tthing\tg\tx\ty\ty\ty\ty\n", 2, "already stands"},
      {"taxonomy.txt", "name.en = Delivery\n", 1, "[theme_id]"},
      {"taxonomy.txt", "[delivery\n", 1, "[theme_id]"},
      {"taxonomy.txt", "[delivery]\nany = @delivery\n", 1, "name.da"},
      {"taxonomy.txt", head + "any = @nothing\n", 7, "no concept"},
      {"taxonomy.txt", head + "any.de = lieferung\n", 7, "none of the languages"},
      {"taxonomy.txt", head + "some = @delivery\n", 7, "unknown key"},
      {"taxonomy.txt", head + "any =\n", 7, "no value"},
      {"taxonomy.txt", head + "any\n", 7, "key = value"},
      {"taxonomy.txt", head + "parent = money\nany = @delivery\n", 1, "unknown parent"},
      {"taxonomy.txt", head + head, 7, "twice"},
      {"taxonomy.txt", head + "any.en = !!\n", 7, "no word"},
  };
  for (const Case& c : cases) {
    INFO(std::string(c.file) << ": " << c.content);
    const testing::TempDir directory;
    const auto result = SmallLexicon().with(c.file, c.content).compile(directory);
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().code == cxtext::ErrorCode::bad_lexicon);
    CHECK(result.error().path == directory.file(c.file));
    CHECK(result.error().line == c.line);
    CHECK_MESSAGE(result.error().message.find(c.says) != std::string::npos, result.error().message);
  }
}

TEST_CASE("lexicon: a file that is missing or a folder") {
  const testing::TempDir directory;
  const auto missing = SmallLexicon().without("sv/shifters.tsv").compile(directory);
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().code == cxtext::ErrorCode::file_not_found);
  CHECK(missing.error().path == directory.file("sv/shifters.tsv"));
  std::filesystem::create_directory(directory.path() / "sv" / "shifters.tsv");
  const auto folder = Lexicon::from_directory(directory.path().string());
  REQUIRE_FALSE(folder.ok());
  CHECK(folder.error().code == cxtext::ErrorCode::cannot_read);
}

TEST_CASE("lexicon: form, stem and exact entries") {
  const Lexicon lexicon = SmallLexicon()
                              .with("da/sentiment.tsv", "=rolig\t0.5\nforsinket\t-2\tfact\nfrisk\t1\n")
                              .with("da/shifters.tsv",
                                    "ikke\tnegator\nkanon\tintensifier\t1.5\nkanon\tprefix\t1.5\n"
                                    "kanon\tprefix_valence\t2\nmeget\tintensifier\t1.4\n")
                              .with("da/stopwords.tsv", "ikke\nmeget\n")
                              .compiled();
  const LexiconEntry* exact = lexicon.find_form(Lang::da, "rolig");
  REQUIRE(exact != nullptr);
  CHECK(exact->valence == doctest::Approx(0.5));
  CHECK(lexicon.find_stem(Lang::da, "rol") == nullptr);
  const LexiconEntry* late = lexicon.find_stem(Lang::da, "forsink");
  REQUIRE(late != nullptr);
  CHECK(late->is_fact);
  CHECK(lexicon.find_form(Lang::sv, "forsinket") == nullptr);
  CHECK(lexicon.find_form(Lang::da, "") == nullptr);
  CHECK(lexicon.find_form(Lang::da, std::string(100000, 'x')) == nullptr);
  const LexiconEntry* negator = lexicon.find_form(Lang::da, "ikke");
  REQUIRE(negator != nullptr);
  CHECK(negator->shifter == ShifterKind::negator);
  CHECK(negator->is_stopword);
  CHECK_FALSE(negator->has_valence);
  const auto prefixes = lexicon.prefixes_of(Lang::da, "kanongod");
  CHECK(prefixes.size() == 2);
  CHECK(lexicon.prefixes_of(Lang::da, "kanon").empty());  // nothing left to judge
  const LexiconEntry* emoji = lexicon.find_emoji("😀");
  REQUIRE(emoji != nullptr);
  CHECK(emoji->valence == doctest::Approx(2));
}

TEST_CASE("lexicon: a form beats a stem, and analysis shows it") {
  const testing::TempDir directory;
  SmallLexicon().with("da/sentiment.tsv", "=frisk\t-3\nfrisket\t2\n").write(directory);
  auto engine = cxtext::Engine::create({directory.path().string()});
  REQUIRE(engine.ok());
  cxtext::Analyzer analyzer(engine.value());
  const cxtext::AnalyzeOptions danish{.prior = {}, .language = Lang::da, .among = {}};
  CHECK(analyzer.analyze("frisk", danish).sentiment < 0);
  CHECK(analyzer.analyze("Frisk", danish).sentiment < 0);
  CHECK(analyzer.analyze("friske", danish).sentiment > 0);  // by the stem
  CHECK(analyzer.analyze("frisket", danish).sentiment > 0);
  CHECK(analyzer.analyze("friskhed", danish).sentiment >= 0);
}

TEST_CASE("lexicon: phrases") {
  const testing::TempDir directory;
  SmallLexicon()
      .with("en/sentiment.tsv",
            "=no cure\t-1\ncall\t1\ncall * back\t2\ncall centre\t-3\ne-mail me\t2\nhot\t0.5\nhot hot dog\t3\n"
            "hot water\t-2\nopen 24/7\t2\n")
      .write(directory);
  auto engine = cxtext::Engine::create({directory.path().string()});
  REQUIRE(engine.ok());
  cxtext::Analyzer analyzer(engine.value());
  struct Case {
    const char* text;
    std::vector<float> valences;
  };
  const Case cases[] = {
      {"call", {1}},
      {"they call back", {2}},
      {"they called me back", {2}},
      {"they call me right back", {2}},
      {"they call me up again back", {1}},  // the gap holds two words
      {"the call centre", {-3}},
      {"call, centre", {1}},  // a pause ends a phrase
      {"call. Back", {1}},
      {"e-mail me", {2}},
      {"e mail me", {2}},
      {"e/mail me", {2}},
      {"open 24/7", {2}},
      {"open 24 7", {}},  // two numbers
      {"hot hot dog", {3}},
      {"hot hot water", {0.5F, -2}},
      {"no cure", {-1}},
      {"no cures", {-1}},  // '=' holds for the word it stands at
      {"nos cure", {}},
      {"call call back", {2}},
  };
  for (const Case& c : cases) {
    INFO(std::string(c.text));
    const auto& analysis = analyzer.analyze(c.text, {.prior = {}, .language = Lang::en, .among = {}});
    std::vector<float> valences;
    for (const auto& span : analysis.spans) {
      if (span.valence != 0) valences.push_back(span.valence);
    }
    CHECK(valences == c.valences);
  }
}

TEST_CASE("lexicon: one concept in five languages") {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  struct Case {
    const char* concept_name;
    std::array<const char*, 5> words;  // da sv nb nn en
  };
  const Case cases[] = {
      {"delivery", {"leveringen", "leveransen", "leveringen", "leveringa", "deliveries"}},
      {"price", {"priserne", "priser", "prisen", "prisane", "prices"}},
      {"staff", {"medarbejderne", "personalen", "ansatte", "tilsette", "staff"}},
      {"invoice", {"fakturaen", "fakturan", "faktura", "faktura", "invoices"}},
      {"app", {"appen", "appen", "appen", "appen", "app"}},
  };
  for (const Case& c : cases) {
    for (const Lang lang : cxtext::lexicon_langs) {
      const char* word = c.words[cxtext::index_of(lang)];
      INFO(std::string(c.concept_name) << " " << std::string(word));
      const auto& analysis = analyzer.analyze(word, {.prior = {}, .language = lang, .among = {}});
      REQUIRE(analysis.terms.size() == 1);
      REQUIRE(analysis.terms[0].concept_id != 0);
      CHECK(engine.lexicon().concept_name(analysis.terms[0].concept_id) == c.concept_name);
    }
  }
}

TEST_CASE("lexicon: damaged bytes are refused") {
  const testing::TempDir directory;
  REQUIRE(SmallLexicon().compile(directory).ok());
  const auto compiled = cxtext::compile_lexicon(directory.path().string());
  REQUIRE(compiled.ok());
  const std::string& bytes = compiled.value();
  REQUIRE(Lexicon::from_bytes(bytes).ok());
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{8}, bytes.size() / 2, bytes.size() - 1}) {
    const auto cut = Lexicon::from_bytes(bytes.substr(0, size));
    REQUIRE_FALSE(cut.ok());
    CHECK(cut.error().code == cxtext::ErrorCode::bad_model);
  }
  CHECK_FALSE(Lexicon::from_bytes(bytes + "x").ok());
  CHECK_FALSE(Lexicon::from_bytes(std::string(5000, 'x')).ok());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    const auto result = Lexicon::from_bytes(std::move(damaged));
    if (result.ok()) FAIL_CHECK("a changed byte went unseen at " << at);
  }
}

TEST_CASE("lexicon: names of shifters") {
  CHECK(cxtext::to_name(ShifterKind::none) == "none");
  CHECK(cxtext::to_name(ShifterKind::negator) == "negator");
  CHECK(cxtext::to_name(ShifterKind::prefix_valence) == "prefix_valence");
}
