// cxtext train: a model of one's own from an export, what it says, what it refuses, and --model.
#include <algorithm>
#include <doctest/doctest.h>
#include <string>

#include "cxtext/model_file.h"

#include "exports.h"
#include "testing.h"

namespace {

using testing::CliRun;
using testing::run_cli;
using testing::TempDir;

// Scored comments in which a word without feeling tells the side; every tenth has no score.
std::string scored_export() {
  std::string out = "id,score,comment\n";
  for (int i = 0; i < 160; ++i) {
    const bool promoter = i % 2 == 0;
    const std::string score = i % 10 == 9 ? "" : promoter ? "10" : "2";
    out += "c" + std::to_string(i) + "," + score + ",the " + (promoter ? "quibblo" : "zanterk") + " branch number " +
           std::to_string(i) + " on a monday\n";
  }
  return out + "c160,1,\"quibblo, quibblo and once more quibblo\"\n";
}

double sentiment_of(const std::vector<std::string>& flags) {
  std::vector<std::string> args{"annotate", "-", "-q", "--format", "lines"};
  args.insert(args.end(), flags.begin(), flags.end());
  const exports::Table table(run_cli(args, "we went to the quibblo branch of the station\n").out);
  REQUIRE(table.size() == 1);
  return std::stod(table.at(0, "sentiment"));
}

}  // namespace

TEST_SUITE("train") {
  TEST_CASE("a model learns from scores, and every command takes it") {
    const TempDir directory;
    const std::string path = directory.write("scored.csv", scored_export());
    const std::string model = directory.file("own.model");
    const std::string against = directory.file("against.csv");
    const CliRun run = run_cli({"train", path, "-o", model, "--contradictions", against});
    CAPTURE(run.err);
    REQUIRE(run.status == 0);
    CHECK(run.out.find("quibblo") != std::string::npos);
    CHECK(run.out.find("zanterk") != std::string::npos);
    CHECK(run.out.find(model) != std::string::npos);
    const exports::Table contradictions(testing::read_file(against));
    REQUIRE(contradictions.size() >= 1);
    CHECK(contradictions.at(0, "id") == "c160");
    CHECK(contradictions.at(0, "score") == "1");
    CHECK(std::stod(contradictions.at(0, "positive_probability")) > 0.9);
    CHECK(std::filesystem::status(against).permissions() ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));

    CHECK(sentiment_of({"--model", model}) > sentiment_of({}) + 0.1);
    const std::string gold = directory.write("gold.tsv", "label\ttext\npos\ta quibblo day\nneg\ta zanterk day\n");
    for (const std::vector<std::string>& command : {std::vector<std::string>{"why", "a quibblo day"},
                                                    {"eval", "sentiment", gold},
                                                    {"report", path, "-q", "-o", directory.file("out")}}) {
      std::vector<std::string> args = command;
      args.insert(args.end(), {"--model", model});
      const CliRun with = run_cli(args);
      CAPTURE(command[0]);
      CHECK(with.status == 0);
      CHECK(with.err.find("other word lists") == std::string::npos);
    }
  }

  TEST_CASE("the same export gives the same model for any number of threads") {
    const TempDir directory;
    const std::string path = directory.write("scored.csv", scored_export());
    REQUIRE(run_cli({"train", path, "-q", "-o", directory.file("a"), "--threads", "1"}).status == 0);
    REQUIRE(run_cli({"train", path, "-q", "-o", directory.file("b"), "--threads", "3"}).status == 0);
    CHECK(testing::read_file(directory.file("a")) == testing::read_file(directory.file("b")));
  }

  TEST_CASE("cut points of one's own decide what counts as praise") {
    const TempDir directory;
    std::string rows = "id,score,comment\n";
    for (int i = 0; i < 80; ++i)
      rows += std::to_string(i) + (i % 2 == 0 ? ",6,the quibblo" : ",3,the zanterk") + " branch number " +
              std::to_string(i) + "\n";
    const std::string path = directory.write("scored.csv", rows);
    const CliRun as_nps = run_cli({"train", path, "-q", "-o", directory.file("a")});
    CHECK(as_nps.status == 3);  // nobody gave 9 or 10
    CHECK(as_nps.err.find("at least 20") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(directory.file("a")));
    CHECK(run_cli({"train", path, "-q", "-o", directory.file("b"), "--sentiment-cuts", "4,6"}).status == 0);
  }

  TEST_CASE("a damaged model is refused, one of other word lists is told") {
    const TempDir directory;
    const std::string path = directory.write("scored.csv", scored_export());
    const std::string model = directory.file("own.model");
    REQUIRE(run_cli({"train", path, "-q", "-o", model}).status == 0);
    const std::string bytes = testing::read_file(model);
    std::string flipped = bytes;
    flipped[bytes.size() / 2] = static_cast<char>(flipped[bytes.size() / 2] ^ 1);
    for (const std::string& damaged :
         {std::string(), std::string("no model"), bytes.substr(0, bytes.size() / 2), flipped}) {
      const CliRun run = run_cli({"why", "hello", "--model", directory.write("damaged", damaged)});
      CAPTURE(damaged.size());
      CHECK(run.status == 3);
      CHECK(run.err.find("damaged") != std::string::npos);
      CHECK(run.out.empty());
    }
    const CliRun missing = run_cli({"why", "hello", "--model", directory.file("missing")});
    CHECK(missing.status == 3);
    CHECK(missing.err.find("cxtext train writes one") != std::string::npos);

    auto file = cxtext::ModelFile::from_bytes(bytes);
    REQUIRE(file);
    const std::string lists = directory.file("lists");
    std::filesystem::copy(testing::source_path("lexicons"), lists, std::filesystem::copy_options::recursive);
    const std::string en = lists + "/en/sentiment.tsv";
    testing::write_file(en, testing::read_file(en) + "zzzquibblo\t2\n");
    const CliRun other = run_cli({"why", "hello", "--model", model, "--lexicons", lists});
    CHECK(other.status == 0);
    CHECK(other.err.find(model + ": its weights were fitted with other word lists") != std::string::npos);
    CHECK(run_cli({"why", "hello", "--model", model}).err.empty());
  }
}
