// Taxonomy as code, and themes that a model file keeps.
#include <algorithm>
#include <doctest/doctest.h>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "cxtext/lexicon.h"

#include "exports.h"
#include "testing.h"

namespace {

using nlohmann::json;
using testing::CliRun;
using testing::run_cli;
using testing::TempDir;

/// An export about things that no taxonomy knows, and enough scored comments of both kinds to train on.
std::string made_up_export(int extra) {
  std::string out = "id,score,comment\n";
  int id = 0;
  const auto add = [&](const char* score, const std::string& text) {
    out += std::to_string(++id) + ',' + score + ',' + text + '\n';
  };
  for (int i = 0; i < 40; ++i) {
    const std::string n = std::to_string(i % 5);
    add("10", "The zorblax was purple" + n);
    add("1", "A flurbo and a krimble" + n);
    add(i % 2 == 0 ? "9" : "2", i % 2 == 0 ? "Great and friendly staff" : "Terrible and rude staff");
  }
  for (int i = 0; i < extra; ++i) add("5", "Another zorblax with a gandle" + std::to_string(i));
  return out;
}

std::map<std::string, std::string> themes_by_id(const std::string& path) {
  std::map<std::string, std::string> out;
  const auto rows = reference::csv_rows(testing::read_file(path), ',');
  const auto at = std::find(rows.front().begin(), rows.front().end(), "themes") - rows.front().begin();
  for (std::size_t r = 1; r < rows.size(); ++r) out[rows[r][0]] = rows[r][static_cast<std::size_t>(at)];
  return out;
}

/// A copy of the built-in word lists, to be edited: as those do who have no more than the program.
std::string copy_lexicons(const TempDir& directory) {
  const std::string copy = directory.file("lists");
  REQUIRE(run_cli({"themes", "export", copy}).status == 0);
  return copy;
}

void append(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::app) << text; }

constexpr const char* new_theme =
    "\n[purple_things]\nparent  = product_group\nname.en = Purple\nname.da = Lilla\nname.sv = Lila\nname.nb = Lilla\n"
    "name.nn = Lilla\nany     = zorblax\ntest.en = The zorblax is here\n";

}  // namespace

TEST_SUITE("themes") {
  TEST_CASE("kept themes: the same ids tomorrow, whatever else the export holds") {
    const TempDir directory;
    const std::string today = directory.write("today.csv", made_up_export(0));
    const std::string tomorrow = directory.write("tomorrow.csv", made_up_export(6));
    const std::string model = directory.file("themes.model");
    const CliRun trained = run_cli({"train", today, "-o", model, "--threads", "1"});
    REQUIRE(trained.status == 0);
    CHECK(trained.out.find("stability") != std::string::npos);
    REQUIRE(run_cli({"train", today, "-o", model + "2", "--threads", "2"}).status == 0);
    CHECK(testing::read_file(model) == testing::read_file(model + "2"));

    const auto annotate = [&](const std::string& path) {
      REQUIRE(run_cli({"annotate", path, "-o", path + ".out.csv", "--model", model, "--quiet"}).status == 0);
      return themes_by_id(path + ".out.csv");
    };
    const auto before = annotate(today);
    const auto after = annotate(tomorrow);
    std::size_t kept = 0;
    for (const auto& [id, themes] : before) {
      CHECK(after.at(id) == themes);
      kept += themes.starts_with("d-") ? 1U : 0U;
    }
    CHECK(kept >= 40);
    REQUIRE(run_cli({"report", tomorrow, "-o", directory.file("report"), "--model", model, "--quiet"}).status == 0);
    CHECK(themes_by_id(directory.file("report/comments.csv")) == after);
    const json report = json::parse(testing::read_file(directory.file("report/report.json")));
    for (const json& theme : report.at("themes")) {
      CHECK(theme.at("stability").is_null() == (theme.at("source") == "taxonomy"));
    }
    CHECK(run_cli({"themes", "list", "--model", model}).out.find("stability") != std::string::npos);

    const CliRun same = run_cli({"themes", "diff", model, model, "--json"});
    REQUIRE(same.status == 0);
    for (const json& change : json::parse(same.out)) CHECK(change.at("change") == "same");
    CHECK(run_cli({"themes", "diff", model, today}).status == 3);
  }

  TEST_CASE("list") {
    const json themes = json::parse(run_cli({"themes", "list", "--json", "--theme-language", "da"}).out);
    CHECK(themes.size() >= 40);
    for (const json& theme : themes) {
      CHECK_FALSE(theme.at("name").get<std::string>().empty());
      CHECK_FALSE(theme.at("group").get<std::string>().empty());
    }
  }

  TEST_CASE("export: the files that were built in, and nothing is overwritten") {
    const TempDir directory;
    const std::string lists = copy_lexicons(directory);
    const std::string source = std::string(CXTEXT_SOURCE_DIR) + "/lexicons/";
    for (const char* file : {"taxonomy.txt", "concepts.tsv", "emoji.tsv", "nn/sentiment.tsv", "en/nocontent.tsv"})
      CHECK(testing::read_file(lists + "/" + file) == testing::read_file(source + file));
    append(lists + "/taxonomy.txt", "# mine\n");
    const CliRun again = run_cli({"themes", "export", lists});
    CHECK(again.status == 4);
    CHECK(again.err.find(lists) != std::string::npos);
    CHECK(testing::read_file(lists + "/taxonomy.txt").ends_with("# mine\n"));
    // What is exported says of a text what is built in.
    const std::string text = "Leveringen kom for sent, men personalet var venligt";
    CHECK(run_cli({"why", text, "--json", "--lexicons", lists}).out == run_cli({"why", text, "--json"}).out);
  }

  TEST_CASE("discovered names: one to three words, written by customers or of the report's language; unique") {
    const TempDir directory;
    // Beside what the taxonomy knows, something that no list of themes would have.
    std::string written = testing::read_file(std::string(CXTEXT_SOURCE_DIR) + "/examples/feedback.csv");
    const char* const owls[] = {
        "Why is there a stuffed owl above the till", "The owl with the hat made my daughter laugh",
        "Hvorfor hænger der en ugle over kassen",    "Uglen med hatten fik min datter til at grine",
        "That owl stares at people, hide the owl",   "Uglen stirrer på folk, gem uglen væk",
    };
    for (int i = 0; i < 60; ++i) {
      written += "O" + std::to_string(i) + ",2026-02-01,7,DK,shop,\"" + owls[i % 6] + "\"\n";
    }
    const std::string export_path = directory.write("owls.csv", written);
    std::transform(written.begin(), written.end(), written.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    const cxtext::Lexicon& lexicon = cxtext::Lexicon::embedded();
    for (const cxtext::Lang lang : {cxtext::Lang::en, cxtext::Lang::da}) {
      const std::string code(cxtext::to_code(lang));
      const std::string out = directory.file(code);
      REQUIRE(run_cli({"report", export_path, "-o", out, "--theme-language", code, "--quiet"}).status == 0);
      const json report = json::parse(testing::read_file(out + "/report.json"));
      std::set<std::string> names;
      std::set<std::string> above;
      std::size_t discovered = 0;
      for (const json& theme : report.at("themes")) {
        if (theme.at("parent").is_null()) above.insert(theme.at("id").get<std::string>());
        const std::string name = theme.at("name").get<std::string>();
        CAPTURE(name);
        CHECK(names.insert(name).second);
        if (theme.at("source") != "discovered") continue;
        ++discovered;
        std::vector<std::string> words(1);
        for (const char c : name) {
          if (c == ' ') {
            words.emplace_back();
          } else if (c != ',') {
            words.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
          }
        }
        CHECK(words.size() <= 3);
        for (const std::string& word : words) {
          const cxtext::LexiconEntry* entry = lexicon.find_form(lang, word);
          CAPTURE(word);
          CHECK((entry == nullptr || !entry->is_stopword));
          CHECK((entry != nullptr || written.find(word) != std::string::npos));
        }
      }
      CHECK(discovered > 0);
      // Two levels: what a discovered theme is part of is a theme that is part of none.
      for (const json& theme : report.at("themes")) {
        if (theme.at("source") != "discovered" || theme.at("parent").is_null()) continue;
        CHECK(above.contains(theme.at("parent").get<std::string>()));
      }
    }
  }

  TEST_CASE("check: a right taxonomy, a wrong sentence, a wrong line") {
    const TempDir directory;
    const std::string lists = copy_lexicons(directory);
    CHECK(run_cli({"themes", "check", lists}).status == 0);
    CHECK(run_cli({"themes", "check", lists + "/taxonomy.txt"}).status == 0);
    append(lists + "/taxonomy.txt", std::string(new_theme) + "test.en = Nothing of the kind\n");
    const CliRun wrong = run_cli({"themes", "check", lists});
    CHECK(wrong.status == 1);
    CHECK(wrong.out.find("[purple_things] test.en = Nothing of the kind") != std::string::npos);
    CHECK(wrong.out.find("1 wrong") != std::string::npos);
    append(lists + "/taxonomy.txt", "not = @no_such_concept\n");
    const CliRun broken = run_cli({"themes", "check", lists});
    CHECK(broken.status == 3);
    CHECK(broken.err.find("taxonomy.txt:") != std::string::npos);
  }

  TEST_CASE("try: who moves, and what it does to the impacts") {
    const TempDir directory;
    const std::string lists = copy_lexicons(directory);
    const std::string path = directory.write("today.csv", made_up_export(0));
    CHECK(run_cli({"themes", "try", lists, path, "--quiet"}).out.starts_with("0 of 120 comments"));
    append(lists + "/taxonomy.txt", new_theme);
    const json tried = json::parse(run_cli({"themes", "try", lists, path, "--quiet", "--json"}).out);
    CHECK(tried.at("moved") == 40);
    REQUIRE(tried.at("themes").size() == 1);
    const json& theme = tried.at("themes").front();
    CHECK(theme.at("id") == "purple_things");
    CHECK(theme.at("joined") == 40);
    CHECK(theme.at("left") == 0);
    CHECK(theme.at("impact_before").is_null());
    CHECK(theme.at("impact_after").get<double>() > 0);
  }

  TEST_CASE("eval compounds and coverage") {
    const TempDir directory;
    const std::string gold = directory.write("gold.tsv", "text\nlevering+s+kvalitet\ntelefon+kvalitet\nbestilling\n");
    const json out = json::parse(run_cli({"eval", "compounds", gold, "--lists-only", "--json"}).out);
    CHECK(out.at("n") == 3);
    CHECK(out.at("precision") == 1.0);
    CHECK(out.at("recall") == 1.0);
    CHECK(out.at("simple_words") == 1);
    CHECK(out.at("simple_words_cut") == 0.0);
    // The linking element may stand on either side; a cut elsewhere is wrong.
    const std::string other = directory.write("other.tsv", "text\nleverings+kvalitet\ntele+fonkvalitet\n");
    const json half = json::parse(run_cli({"eval", "compounds", other, "--lists-only", "--json"}).out);
    CHECK(half.at("precision") == 0.5);
    CHECK(half.at("recall") == 0.5);
    CHECK(run_cli({"eval", "compounds", gold, "--lang", "en"}).status == 2);

    const std::string path = directory.write("export.csv", "comment\nThe delivery was late\nThe flurbo was late\n");
    const json coverage =
        json::parse(run_cli({"eval", "coverage", path, "--lang", "en", "--missing", "5", "--json"}).out);
    CHECK(coverage.at("words").at("en") == 4);
    CHECK(coverage.at("coverage").at("en") == 0.75);
    CHECK(coverage.at("missing").at("en") == "flurbo");
  }
}
