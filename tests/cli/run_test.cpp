// What holds for the command whatever it is told to do.
#include <doctest/doctest.h>

#include "testing.h"

TEST_SUITE("run") {
  TEST_CASE("help and version go to standard output") {
    for (const char* flag : {"--help", "--version"}) {
      CAPTURE(flag);
      const testing::CliRun run = testing::run_cli({flag});
      CHECK(run.status == 0);
      CHECK_FALSE(run.out.empty());
      CHECK(run.err.empty());
    }
  }

  TEST_CASE("wrong usage is told on standard error with status 2") {
    const std::vector<std::vector<std::string>> wrong{{}, {"no-such-command"}, {"--no-such-flag"}, {"report"}};
    for (const auto& args : wrong) {
      CAPTURE(args.size());
      const testing::CliRun run = testing::run_cli(args);
      CHECK(run.status == 2);
      CHECK(run.out.empty());
      CHECK_FALSE(run.err.empty());
    }
  }

  TEST_CASE("input that nobody reads does no harm") {
    const testing::CliRun run = testing::run_cli({"--version"}, std::string(1U << 20U, 'x'));
    CHECK(run.status == 0);
  }

  TEST_CASE("paths are relative to the directory of the caller") {
    const testing::TempDir directory;
    const testing::CliRun run = testing::run_cli({"report", "missing.csv"}, {}, directory.path().string());
    CHECK(run.status == 3);
    CHECK(run.err.find("missing.csv") != std::string::npos);
    CHECK(std::filesystem::is_empty(directory.path()));
  }
}
