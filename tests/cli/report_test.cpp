// The report of a small export, whatever format it comes in, against what was counted by hand.
#include <doctest/doctest.h>

#include "exports.h"
#include "testing.h"

namespace {

using nlohmann::json;
using testing::CliRun;
using testing::run_cli;
using testing::TempDir;

struct Format {
  const char* file;
  std::string bytes;
  const char* told;  // what the line on stderr says of it
};

std::vector<Format> formats() {
  return {{"small.csv", exports::delimited(exports::rows(), ';'), "CSV with ';'"},
          {"small.tsv", exports::delimited(exports::rows(), '\t'), "TSV"},
          {"small.jsonl", exports::jsonl(exports::rows()), "JSON Lines"}};
}

// Keys of docs/report.md, as JSON pointers; "/0" stands for the first of a list.
std::vector<std::string> schema() {
  std::vector<std::string> keys{"/schema_version",
                                "/title",
                                "/scale/name",
                                "/scale/min",
                                "/scale/max",
                                "/scale/passive_from",
                                "/scale/promoter_from",
                                "/input/rows",
                                "/input/comments",
                                "/input/scored",
                                "/input/empty",
                                "/input/rejected",
                                "/input/no_content",
                                "/input/no_theme",
                                "/languages",
                                "/sentiment/positive",
                                "/sentiment/neutral",
                                "/sentiment/negative",
                                "/sentiment/mixed",
                                "/periods/0/label",
                                "/periods/0/comments",
                                "/segments/0/column",
                                "/segments/0/value",
                                "/segments/0/rows",
                                "/notes",
                                "/provenance/version",
                                "/provenance/input_hash",
                                "/provenance/options_hash",
                                "/provenance/lexicon_hash",
                                "/provenance/model_hash"};
  for (const char* field : {"id",
                            "name",
                            "source",
                            "comments",
                            "share",
                            "sentiment",
                            "statements/positive",
                            "statements/neutral",
                            "statements/negative",
                            "impact/value",
                            "impact/low",
                            "impact/high",
                            "p",
                            "q",
                            "significant",
                            "enough_data",
                            "languages",
                            "words/0",
                            "quotes/0/id",
                            "quotes/0/text",
                            "quotes/0/language",
                            "quotes/0/sentiment",
                            "quotes/0/band",
                            "by_period/0"}) {
    keys.push_back(std::string("/themes/0/") + field);
  }
  for (const char* figure : {"/nps", "/nps_writers", "/themes/0/nps", "/periods/0/nps", "/segments/0/nps"}) {
    for (const char* field : {"value", "low", "high", "n", "promoters", "passives", "detractors"}) {
      keys.push_back(std::string(figure) + '/' + field);
    }
  }
  return keys;
}

void check_counts(const json& report) {
  const json& input = report.at("input");
  CHECK(input.at("rows") == 12);
  CHECK(input.at("comments") == 11);
  CHECK(input.at("scored") == 9);
  CHECK(input.at("empty") == 1);
  CHECK(input.at("rejected") == 2);
  CHECK(input.at("no_content") == 1);
  const json& nps = report.at("nps");
  CHECK(nps.at("n") == 9);
  CHECK(nps.at("promoters") == 4);
  CHECK(nps.at("passives") == 2);
  CHECK(nps.at("detractors") == 3);
  CHECK(nps.at("value").get<double>() == doctest::Approx(100.0 / 9));  // (4 - 3) / 9
  CHECK(report.at("nps_writers").at("n") == 8);
  CHECK(report.at("nps_writers").at("value").get<double>() == doctest::Approx(0.0));  // (3 - 3) / 8
  REQUIRE(report.at("periods").size() == 2);
  CHECK(report["periods"][0]["label"] == "2026-01");
  CHECK(report["periods"][0]["comments"] == 4);
  CHECK(report["periods"][1]["comments"] == 7);
}

void check_comments(const exports::Table& comments) {
  const std::vector<exports::Row>& rows = exports::rows();
  REQUIRE(comments.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(rows[i].id);
    CHECK(comments.at(i, "id") == rows[i].id);
    CHECK(comments.at(i, "date") == rows[i].date);
    CHECK(comments.at(i, "text") == rows[i].text);
    const bool valid = rows[i].score != "abc" && rows[i].score != "11";
    CHECK(comments.at(i, "score") == (valid ? rows[i].score : ""));
    CHECK(comments.at(i, "band").empty() == comments.at(i, "score").empty());
  }
}

}  // namespace

TEST_SUITE("report") {
  TEST_CASE("every format gives the same figures and every row, in order") {
    for (const Format& format : formats()) {
      CAPTURE(format.file);
      const TempDir directory;
      const CliRun run = run_cli(
          {"report", directory.write(format.file, format.bytes), "--period", "month", "-o", directory.file("out")});
      CHECK(run.status == 5);  // two scores that are none
      CHECK(run.err.find(format.told) != std::string::npos);
      CHECK(run.err.find("2 rejected") != std::string::npos);
      for (const std::string_view name : exports::report_files) {
        CAPTURE(name);
        CHECK(std::filesystem::file_size(directory.path() / "out" / name) > 0);
      }
      check_counts(json::parse(testing::read_file(directory.file("out/report.json"))));
      check_comments(exports::Table(testing::read_file(directory.file("out/comments.csv"))));
      CHECK(exports::Table(testing::read_file(directory.file("out/rejects.csv"))).size() == 2);
    }
  }

  TEST_CASE("the five languages are told apart") {
    const TempDir directory;
    const CliRun run = run_cli({"report", directory.write("a.csv", exports::delimited(exports::rows(), ';')), "-q",
                                "--period", "month", "-o", directory.file("out"), "--allow-rejects", "2"});
    CHECK(run.status == 0);
    const exports::Table comments(testing::read_file(directory.file("out/comments.csv")));
    const std::vector<std::string> expected{"da", "sv", "nb", "nn", "en"};
    for (std::size_t i = 0; i < expected.size(); ++i) CHECK(comments.at(i, "language") == expected[i]);
  }

  TEST_CASE("report.json has every key that is documented") {
    const TempDir directory;
    const CliRun run =
        run_cli({"report", testing::source_path("examples/feedback.csv"), "-q", "-o", directory.file("out")});
    REQUIRE(run.status == 0);
    const json report = json::parse(testing::read_file(directory.file("out/report.json")));
    for (const std::string& key : schema()) {
      CAPTURE(key);
      CHECK(report.contains(json::json_pointer(key)));
    }
    CHECK(report.at("schema_version") == 1);
    CHECK(report.at("input").at("rows") ==
          exports::Table(testing::read_file(testing::source_path("examples/feedback.csv"))).size());
  }

  TEST_CASE("a report speaks the language of most comments unless told otherwise") {
    const TempDir directory;
    const std::string path = directory.write("a.csv",
                                             "score,comment\n9,Leveringen var hurtig og personalet venligt\n"
                                             "2,Jeg ventede alt for l\u00e6nge i telefonen\n"
                                             "3,Jag v\u00e4ntade alldeles f\u00f6r l\u00e4nge i telefon\n");
    const auto report_in = [&](std::vector<std::string> flags) {
      flags.insert(flags.begin(), {"report", path, "--quiet", "--json", "-o", directory.file("out")});
      return json::parse(run_cli(flags).out);
    };
    CHECK(report_in({}).at("language") == "da");
    CHECK(report_in({}).at("title") == "Rapport om kundefeedback");
    CHECK(testing::read_file(directory.file("out/report.html")).find("<html lang=\"da\">") != std::string::npos);
    const json swedish = report_in({"--report-language", "sv"});
    CHECK(swedish.at("language") == "sv");
    CHECK(swedish.at("title") == "Rapport om kundfeedback");
    CHECK(report_in({"--title", "Own"}).at("title") == "Own");
  }

  TEST_CASE("quiet says nothing, json says report.json and nothing else") {
    const TempDir directory;
    const std::string path = directory.write("a.csv", exports::scored({"10", "9", "3", "10", "9", "3"}));
    const CliRun quiet = run_cli({"report", path, "--quiet", "-o", directory.file("quiet")});
    CHECK(quiet.status == 0);
    CHECK(quiet.out.empty());
    CHECK(quiet.err.empty());
    const CliRun both = run_cli({"report", path, "--quiet", "--json", "-o", directory.file("json")});
    CHECK(both.status == 0);
    CHECK(both.out == testing::read_file(directory.file("json/report.json")));
    CHECK(both.err.empty());
    const CliRun loud = run_cli({"report", path, "--report-language", "en", "-o", directory.file("loud")});
    CHECK(loud.out.find("NPS +33.3") != std::string::npos);  // (4 - 2) / 6
    CHECK(loud.err.find("score=score") != std::string::npos);
    CHECK(exports::names_in(directory.path() / "quiet") == exports::names_in(directory.path() / "loud"));
  }

  TEST_CASE("what a report was made from shows in its hashes") {
    const TempDir directory;
    const auto hashes = [&](std::vector<std::string> flags) {
      std::vector<std::string> arguments{"report", testing::source_path("examples/feedback.csv"), "-q", "-o",
                                         directory.file("out")};
      arguments.insert(arguments.end(), flags.begin(), flags.end());
      CHECK(run_cli(arguments).status == 0);
      return json::parse(testing::read_file(directory.file("out/report.json"))).at("provenance");
    };
    const json plain = hashes({});
    CHECK(hashes({"--threads", "2"}) == plain);
    // Each of these changes a figure.
    const std::pair<const char*, std::vector<std::string>> flags[] = {{"model_hash", {"--rules-only"}},
                                                                      {"options_hash", {"--no-mask"}},
                                                                      {"options_hash", {"--languages", "da,en"}},
                                                                      {"options_hash", {"--period", "week"}},
                                                                      {"options_hash", {"--drop-copies"}}};
    for (const auto& [name, given] : flags) {
      CAPTURE(given.front());
      CHECK(hashes(given).at(name) != plain.at(name));
    }
  }

  TEST_CASE("several exports are one report, in the order they are given") {
    const TempDir directory;
    const std::string first = directory.write("b.csv", "id,score,comment\nx1,10,Great\nx2,0,Bad\n");
    const std::string second = directory.write("a.jsonl", "{\"id\":\"y1\",\"score\":9,\"comment\":\"Nice\"}\n");
    CHECK(run_cli({"report", first, second, "-q", "-o", directory.file("out")}).status == 0);
    const exports::Table comments(testing::read_file(directory.file("out/comments.csv")));
    CHECK(comments.column("id") == std::vector<std::string>{"x1", "x2", "y1"});
  }

  TEST_CASE("a run without rejects takes the old rejects.csv away") {
    const TempDir directory;
    const std::string path = directory.write("a.csv", exports::scored({"10", "99"}));
    CHECK(run_cli({"report", path, "-o", directory.file("out")}).status == 5);
    CHECK(std::filesystem::exists(directory.file("out/rejects.csv")));
    testing::write_file(path, exports::scored({"10", "9"}));
    CHECK(run_cli({"report", path, "-o", directory.file("out")}).status == 0);
    CHECK_FALSE(std::filesystem::exists(directory.file("out/rejects.csv")));
  }
}
