// A flag that is taken does something; one that could not is refused or told.
#include <doctest/doctest.h>

#include "exports.h"
#include "testing.h"

namespace {

using nlohmann::json;
using testing::CliRun;
using testing::run_cli;
using testing::TempDir;

bool has(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

/// Comments of no language in particular, so that which ones are possible decides; enough to train on.
std::string trainable() { return exports::two_sided(160, "service quibblo team", "service zanterk team"); }

}  // namespace

TEST_SUITE("flags") {
  TEST_CASE("themes try reads exports as report does") {
    const TempDir directory;
    const std::string lists = directory.file("lists");
    REQUIRE(run_cli({"themes", "export", lists}).status == 0);
    const std::string copies = directory.write("in/a.csv", "id,score,comment\n1,9,Good\n1,9,Good\n2,3,Late delivery\n");
    directory.write("in/b.csv", "id,score,comment\n3,11,Slow\n4,ten,Rude staff\n");
    directory.write("in/c.csv", "a,b\n1,2\n");
    const std::string in = directory.file("in");
    const auto tried = [&](std::vector<std::string> args) {
      args.insert(args.begin(), {"themes", "try", lists});
      return run_cli(args);
    };
    const CliRun all = tried({copies});
    CHECK(all.status == 0);
    CHECK(all.out.starts_with("0 of 3 comments"));
    CHECK(has(all.err, "1 row has an id that came before"));
    CHECK(tried({copies, "--drop-copies"}).out.starts_with("0 of 2 comments"));

    const CliRun rejects = tried({in + "/b.csv"});
    CHECK(rejects.status == 5);
    CHECK(has(rejects.err, "2 rejected (2 scores); first: " + in + "/b.csv:2: "));
    CHECK(tried({in + "/b.csv", "--allow-rejects", "2"}).status == 0);

    for (const std::string& several : {in, in + "/*.csv"}) {
      CAPTURE(several);
      const CliRun run = tried({several, "--allow-rejects", "2"});
      CHECK(run.status == 5);
      CHECK(run.out.starts_with("0 of 5 comments"));
      CHECK(has(run.err, "left out " + in + "/c.csv"));
      CHECK(tried({several, "--strict"}).status == 2);
    }
    const CliRun input = tried({"-"});
    CHECK(input.status == 2);
    CHECK(has(input.err, "name a file"));
  }

  TEST_CASE("themes try takes the languages that it is told") {
    const TempDir directory;
    const std::string lists = directory.file("lists");
    REQUIRE(run_cli({"themes", "export", lists}).status == 0);
    const std::string taxonomy = lists + "/taxonomy.txt";
    testing::write_file(taxonomy, testing::read_file(taxonomy) +
                                      "\n[zorblax]\nparent = product_group\nname.en = Z\nname.da = Z\nname.sv = Z\n"
                                      "name.nb = Z\nname.nn = Z\nany.sv = zorblax\ntest.sv = En zorblax\n");
    const std::string path = directory.write("in.csv", "id,comment\n1,The zorblax of the shop was in the way\n");
    CHECK(run_cli({"themes", "try", lists, path, "-q"}).out.starts_with("0 of 1 "));
    CHECK(run_cli({"themes", "try", lists, path, "-q", "--languages", "sv"}).out.starts_with("1 of 1 "));
  }

  TEST_CASE("train takes the languages that it is told") {
    const TempDir directory;
    const std::string path = directory.write("in.csv", trainable());
    for (const char* lang : {"en", "sv"}) {
      const CliRun run = run_cli({"train", path, "-o", directory.file(lang), "--languages", lang});
      REQUIRE(run.status == 0);
      CHECK(has(run.out, "quibblo"));  // else both models are the built-in one
    }
    CHECK(testing::read_file(directory.file("en")) != testing::read_file(directory.file("sv")));
  }

  TEST_CASE("a sheet of what has none is told, quiet or not") {
    const TempDir directory;
    const std::string path = directory.write("in.csv", trainable());
    const std::string lists = directory.file("lists");
    REQUIRE(run_cli({"themes", "export", lists}).status == 0);
    const std::vector<std::vector<std::string>> commands{{"report", path, "-o", directory.file("out")},
                                                         {"annotate", path, "-o", directory.file("rows.csv")},
                                                         {"train", path, "-o", directory.file("model")},
                                                         {"themes", "try", lists, path},
                                                         {"why", path, "--id", "1"}};
    for (std::vector<std::string> args : commands) {
      CAPTURE(args[0]);
      args.emplace_back("-q");
      CHECK(run_cli(args).err.empty());
      args.insert(args.end(), {"--sheet", "2"});
      const CliRun run = run_cli(args);
      CHECK(run.status == 0);
      CHECK(run.err == "cxtext: --sheet 2 does nothing to " + path + ", which is no workbook\n");
    }
  }

  TEST_CASE("flags that could do nothing are not taken") {
    const TempDir directory;
    const std::string gold = directory.write("gold.tsv", "lang\tlabel\ttext\nen\tpos\tGood\n");
    const std::string path = directory.write("in.csv", trainable());
    const std::vector<std::vector<std::string>> refused{
        {"eval", "language", gold, "--rules-only"},
        {"eval", "language", gold, "--model", "m"},
        {"eval", "themes", gold, "--label-column", "label", "-k", "1", "--rules-only"},
        {"eval", "compounds", gold, "--rules-only"},
        {"eval", "coverage", path, "--rules-only"},
        {"themes", "list", "--rules-only"},
        {"why", path, "--id", "1", "--strict"},
        {"why", path, "--id", "1", "--drop-copies"},
        {"why", path, "--id", "1", "--allow-rejects", "1"},
        {"why", "Good staff", "--text-column", "comment"},
        {"why", "Good staff", "--scale", "stars5"},
    };
    for (const auto& args : refused) {
      CAPTURE(args.back());
      CHECK(run_cli(args).status == 2);
    }
    CHECK(has(run_cli({"why", "Good staff", "--sheet", "2"}).err, "--sheet"));
    CHECK(has(run_cli({"why", "Good staff", "--sheet", "2"}).err, "--id"));
    const std::vector<std::vector<std::string>> taken{
        {"eval", "sentiment", gold, "--rules-only"},
        {"why", "Good staff", "--languages", "en"},
        {"why", path, "--id", "1", "--text-column", "comment"},
    };
    for (const auto& args : taken) {
      CAPTURE(args.back());
      CHECK(run_cli(args).status == 0);
    }
  }

  TEST_CASE("cut points are numbers") {
    const TempDir directory;
    const std::string path = directory.write("in.csv", exports::scored({"1", "5", "9"}));
    for (const char* cuts : {"0,inf,3,4", "-inf,10,3,4", "nan,10,3,4", "0,10,nan,4"}) {
      CAPTURE(cuts);
      const CliRun run = run_cli(
          {"report", path, "-o", directory.file("out"), "--scale", "custom", std::string("--scale-cuts=") + cuts});
      CHECK(run.status == 2);
      CHECK(has(run.err, "--scale-cuts"));
      CHECK_FALSE(std::filesystem::exists(directory.file("out")));
    }
    for (const char* cuts : {"nan,5", "4,nan", "4,inf", "6,4"}) {
      CAPTURE(cuts);
      const CliRun run = run_cli({"train", path, "-o", directory.file("m"), std::string("--sentiment-cuts=") + cuts});
      CHECK(run.status == 2);
      CHECK(has(run.err, "--sentiment-cuts"));
    }
  }

  TEST_CASE("scores are written as they were read") {
    const TempDir directory;
    std::string rows = "id,score,comment\n1,1234567,Good\n2,87.654321,Good\n3,0.1,Good\n4,100,Good\n";
    for (int i = 0; i < 160; ++i) {
      rows += "b" + std::to_string(i) + (i % 2 == 0 ? ",2000000,the quibblo" : ",3,the zanterk") + " branch number " +
              std::to_string(i) + " on a monday\n";
    }
    rows += "c,12.3456789,\"quibblo, quibblo and once more quibblo\"\n";
    const std::string path = directory.write("in.csv", rows);
    const std::vector<std::string> scale{"--scale", "custom", "--scale-cuts", "0,2000000,100,1000"};
    const auto with_scale = [&](std::vector<std::string> args) {
      args.insert(args.end(), scale.begin(), scale.end());
      return run_cli(args);
    };
    const exports::Table annotated(with_scale({"annotate", path, "-q"}).out);
    REQUIRE(with_scale({"report", path, "-q", "-o", directory.file("out")}).status == 0);
    const exports::Table reported(testing::read_file(directory.file("out/comments.csv")));
    const std::vector<std::string> scores{"1234567", "87.654321", "0.1", "100"};
    for (std::size_t i = 0; i < scores.size(); ++i) {
      CHECK(annotated.at(i, "score") == scores[i]);
      CHECK(reported.at(i, "score") == scores[i]);
    }
    const std::string against = directory.file("against.csv");
    REQUIRE(with_scale({"train", path, "-q", "-o", directory.file("m"), "--contradictions", against}).status == 0);
    const exports::Table contradictions(testing::read_file(against));
    REQUIRE(contradictions.size() > 0);
    CHECK(contradictions.at(0, "score") == "12.3456789");
  }

  TEST_CASE("word lists that are not there are told with how to get some") {
    const TempDir directory;
    const std::string lists = directory.file("nof");
    const std::string path = directory.write("in.csv", trainable());
    const std::string half = directory.file("half");
    REQUIRE(run_cli({"themes", "export", half}).status == 0);
    std::filesystem::remove(half + "/concepts.tsv");
    struct Case {
      std::vector<std::string> args;
      std::string told;
    };
    const std::vector<Case> cases{
        {{"why", "Good", "--lexicons", lists}, lists + ": no such folder of word lists"},
        {{"report", path, "-o", directory.file("out"), "--lexicons", lists}, lists + ": no such folder"},
        {{"themes", "check", lists}, lists + ": no such folder"},
        {{"themes", "check", lists + "/taxonomy.txt"}, lists + ": no such folder"},
        {{"themes", "try", lists, path}, lists + ": no such folder"},
        {{"why", "Good", "--lexicons", path}, path + ": is no folder"},
        {{"why", "Good", "--lexicons", half}, half + "/concepts.tsv: cannot open the file"},
    };
    for (const Case& one : cases) {
      CAPTURE(one.told);
      const CliRun run = run_cli(one.args);
      CAPTURE(run.err);
      CHECK(run.status == 3);
      CHECK(has(run.err, one.told));
      CHECK(has(run.err, "'cxtext themes export FOLDER'"));
    }
  }

  TEST_CASE("eval coverage takes folders and patterns") {
    const TempDir directory;
    directory.write("in/a.csv", "id,comment\n1,The delivery was late\n");
    directory.write("in/b.csv", "id,comment\n2,The staff was rude\n3,The shop was closed\n");
    for (const std::string& several : {directory.file("in"), directory.file("in/*.csv")}) {
      const CliRun run = run_cli({"eval", "coverage", several, "--lang", "en", "--json"});
      REQUIRE(run.status == 0);
      CHECK(json::parse(run.out).at("comments") == 3);
    }
  }

  TEST_CASE("a folder without an export names every ending of one") {
    const TempDir directory;
    directory.write("in/letter.pdf", "%PDF-");
    const CliRun run = run_cli({"annotate", directory.file("in")});
    CHECK(run.status == 3);
    for (const char* ending :
         {".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".json", ".jsonl", ".ndjson", ".zip", ".gz", ".zst"}) {
      CAPTURE(ending);
      CHECK(has(run.err, ending));
    }
  }
}
