// Scales other than 0-10, and flags that contradict each other.
#include <algorithm>
#include <doctest/doctest.h>

#include "exports.h"
#include "testing.h"

namespace {

using nlohmann::json;
using testing::CliRun;
using testing::run_cli;
using testing::TempDir;

struct Case {
  std::vector<std::string> flags;
  std::vector<std::string> scores;
  int promoters, passives, detractors, rejected;
};

}  // namespace

TEST_SUITE("scales") {
  TEST_CASE("scores fall into the bands of their scale") {
    const std::vector<Case> cases{
        {{}, {"10", "9", "8", "7", "6", "0", "-1", "11", "9.5"}, 3, 2, 2, 2},
        {{"--scale", "nps"}, {"9", "7", "6"}, 1, 1, 1, 0},
        {{"--scale", "stars5"}, {"5", "4", "3", "2", "1", "0", "6"}, 1, 1, 3, 2},
        {{"--scale", "csat5"}, {"5", "5", "4", "3", "1"}, 2, 1, 2, 0},
        {{"--scale", "ces7"}, {"7", "6", "5", "4", "1", "8"}, 2, 1, 2, 1},
        {{"--scale", "custom", "--scale-cuts", "1,100,60,85"}, {"100", "85", "84", "60", "59", "1", "0"}, 2, 2, 2, 1},
        {{"--scale", "custom", "--scale-cuts", "-2,2,0,0"}, {"2", "0", "-1", "-2"}, 2, 0, 2, 0},
    };
    for (const Case& one : cases) {
      CAPTURE(one.flags.empty() ? std::string("default") : one.flags.back());
      const TempDir directory;
      std::vector<std::string> args{
          "report", directory.write("a.csv", exports::scored(one.scores)), "--json", "-q", "-o", directory.file("out")};
      args.insert(args.end(), one.flags.begin(), one.flags.end());
      const CliRun run = run_cli(args);
      CHECK(run.status == (one.rejected > 0 ? 5 : 0));
      const json report = json::parse(run.out);
      CHECK(report.at("nps").at("promoters") == one.promoters);
      CHECK(report.at("nps").at("passives") == one.passives);
      CHECK(report.at("nps").at("detractors") == one.detractors);
      CHECK(report.at("input").at("rejected") == one.rejected);
    }
  }

  TEST_CASE("the report names the scale") {
    const TempDir directory;
    const CliRun run = run_cli({"report", directory.write("a.csv", exports::scored({"50", "90"})), "--json", "-q", "-o",
                                directory.file("out"), "--scale", "custom", "--scale-cuts", "1,100,60,85"});
    const json scale = json::parse(run.out).at("scale");
    CHECK(scale ==
          json{{"name", "custom"}, {"min", 1.0}, {"max", 100.0}, {"passive_from", 60.0}, {"promoter_from", 85.0}});
  }

  TEST_CASE("flags that contradict each other are told with status 2, and nothing is made") {
    struct Wrong {
      std::vector<std::string> flags;
      const char* told;
    };
    const std::vector<Wrong> cases{
        {{"--scale", "stars5", "--scale-cuts", "1,5,3,4"}, "--scale custom"},
        {{"--scale-cuts", "1,5,3,4"}, "--scale custom"},
        {{"--scale", "custom"}, "--scale-cuts"},
        {{"--scale", "custom", "--scale-cuts", "1,5,3"}, "--scale-cuts"},
        {{"--scale", "custom", "--scale-cuts", "1,5,4,3"}, "must rise"},
        {{"--scale", "custom", "--scale-cuts", "5,1,2,3"}, "must rise"},
        {{"--scale", "custom", "--scale-cuts", "nan,5,2,3"}, "must rise"},
        {{"--scale", "custom", "--scale-cuts", "1,5,2,x"}, "--scale-cuts"},
        {{"--scale", "ten"}, "--scale"},
        {{"--no-discovery", "--discovered-themes", "3"}, "--no-discovery"},
        {{"--discovered-themes", "0"}, "--discovered-themes"},
        {{"--threads", "0"}, "--threads"},
        {{"--threads", "-1"}, "--threads"},
        {{"--delimiter", "ab"}, "--delimiter"},
        {{"--format", "ods"}, "--format"},
        {{"--report-language", "fi"}, "--report-language"},
        {{"--allow-rejects", "some"}, "--allow-rejects"},
        {{"--allow-rejects", "-1"}, "--allow-rejects"},
        {{"--allow-rejects", "%"}, "--allow-rejects"},
        {{"--allow-rejects", "inf"}, "--allow-rejects"},
        {{"--allow-rejects", "nan%"}, "--allow-rejects"},
    };
    const TempDir directory;
    const std::string path = directory.write("a.csv", exports::scored({"5", "4"}));
    for (const Wrong& wrong : cases) {
      CAPTURE(wrong.flags.back());
      std::vector<std::string> args{"report", path, "-o", directory.file("out")};
      args.insert(args.end(), wrong.flags.begin(), wrong.flags.end());
      const CliRun run = run_cli(args);
      CHECK(run.status == 2);
      CHECK(run.out.empty());
      CHECK(run.err.find(wrong.told) != std::string::npos);
      CHECK_FALSE(std::filesystem::exists(directory.file("out")));
    }
  }

  TEST_CASE("a hint where scores look like another scale") {
    struct Hint {
      const char* highest;
      std::size_t rows;
      const char* told;  // nullptr: nothing
    };
    const std::vector<Hint> cases{
        {"5", 20, "--scale stars5"}, {"7", 20, "--scale ces7"}, {"8", 20, nullptr}, {"5", 19, nullptr}};
    for (const Hint& hint : cases) {
      CAPTURE(hint.highest);
      CAPTURE(hint.rows);
      const TempDir directory;
      std::vector<std::string> scores(hint.rows, "4");
      scores.back() = hint.highest;
      const std::string path = directory.write("a.csv", exports::scored(scores));
      const CliRun run = run_cli({"report", path, "-o", directory.file("out")});
      CHECK(run.status == 0);
      if (hint.told != nullptr) {
        CHECK(run.err.find(hint.told) != std::string::npos);
      } else {
        CHECK(run.err.find("--scale") == std::string::npos);
      }
      // A wrong scale is worth a line in a quiet run too, and stands in the report.
      const CliRun quiet = run_cli({"report", path, "-o", directory.file("out"), "--quiet"});
      CHECK(quiet.err.empty() == (hint.told == nullptr));
      const json report = json::parse(testing::read_file(directory.file("out/report.json")));
      const json& notes = report.at("notes");
      CHECK(std::any_of(notes.begin(), notes.end(), [](const json& note) { return note.at("kind") == "low_scores"; }) ==
            (hint.told != nullptr));
    }
  }
}
