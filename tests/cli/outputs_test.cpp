// Where outputs go: never over an export that is read, never into a name that is none, never to more readers than
// meant.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include "exports.h"
#include "running_command.h"
#include "testing.h"

namespace {

using testing::CliRun;
using testing::run_cli;
using testing::TempDir;

/// Enough scored comments of both kinds to train on.
std::string trainable() { return exports::two_sided(60, "friendly staff in branch", "rude staff in branch"); }

unsigned mode_of(const std::string& path) {
  struct stat facts {};
  REQUIRE(::stat(path.c_str(), &facts) == 0);
  return facts.st_mode & 0777U;
}

}  // namespace

TEST_SUITE("outputs") {
  TEST_CASE("an export is not replaced by what is made of it, whatever it is called") {
    struct Case {
      const char* name;
      std::string input;  // in the folder where the command runs
      std::vector<std::string> args;
      std::string told;
    };
    const std::vector<Case> cases{
        {"comments of a report", "comments.csv", {"report", "comments.csv", "-o", "."}, "-o"},
        {"themes of a report", "out/themes.csv", {"report", "out/themes.csv", "-o", "out"}, "-o"},
        {"a report of a list of rejects", "rejects.csv", {"report", "rejects.csv", "-o", "."}, "-o"},
        {"by a link", "in.csv", {"report", "link.csv", "-o", "linked"}, "-o"},
        {"by another name of the file", "in.csv", {"report", "in.csv", "-o", "hard"}, "-o"},
        {"one of several", "b/comments.csv", {"report", "in.csv", "b/comments.csv", "-o", "b"}, "-o"},
        {"annotated", "in.csv", {"annotate", "in.csv", "-o", "in.csv"}, "-o"},
        {"annotated, by another path", "in.csv", {"annotate", "in.csv", "-o", "out/../in.csv"}, "-o"},
        {"rejects of annotate", "a.csv.rejects.csv", {"annotate", "a.csv.rejects.csv", "-o", "a.csv"}, "-o"},
        {"rejects of annotate to stdout", "rejects.csv", {"annotate", "rejects.csv"}, "-o"},
        {"trained", "in.csv", {"train", "in.csv", "-o", "in.csv"}, "-o"},
        {"contradictions", "in.csv", {"train", "in.csv", "-o", "m", "--contradictions", "in.csv"}, "--contradictions"},
    };
    for (const Case& one : cases) {
      CAPTURE(one.name);
      const TempDir directory;
      const std::string bytes = trainable();
      directory.write("in.csv", bytes);
      const std::string input = directory.write(one.input, bytes);
      for (const char* folder : {"out", "linked", "hard"}) std::filesystem::create_directories(directory.file(folder));
      std::filesystem::create_symlink(directory.file("in.csv"), directory.file("link.csv"));
      std::filesystem::create_symlink(directory.file("in.csv"), directory.file("linked/report.json"));
      std::filesystem::create_hard_link(directory.file("in.csv"), directory.file("hard/report.md"));
      const CliRun run = run_cli(one.args, {}, directory.path().string());
      CAPTURE(run.err);
      CHECK(run.status == 2);
      CHECK(run.out.empty());
      CHECK(run.err.find("is an export that is read") != std::string::npos);
      CHECK(run.err.find("name another place with " + one.told) != std::string::npos);
      CHECK(testing::read_file(input) == bytes);
      CHECK_FALSE(std::filesystem::exists(directory.file("m")));
    }
  }

  TEST_CASE("nor by standard output") {
    const TempDir directory;
    const std::string path = directory.write("in.csv", "id,comment\n1,Good\n");
    const std::string words = directory.file("words");
    RunningCommand run({"annotate", path}, path, words);
    CHECK(run.wait() == 2);
    CHECK(testing::read_file(words).find("standard output would be written over it") != std::string::npos);
  }

  TEST_CASE("an output of its own may be written again") {
    const TempDir directory;
    const std::string path = directory.write("in.csv", trainable());
    for (int again = 0; again < 2; ++again) {
      CHECK(run_cli({"report", path, "-q", "-o", directory.file("out")}).status == 0);
      CHECK(run_cli({"annotate", path, "-q", "-o", directory.file("rows.csv")}).status == 0);
    }
  }

  TEST_CASE("two outputs are two files") {
    const TempDir directory;
    const std::string path = directory.write("in.csv", trainable());
    const std::string model = directory.file("m");
    for (const std::string& contradictions : {model, directory.file("./m"), model + ".rejects.csv"}) {
      const CliRun run = run_cli({"train", path, "-o", model, "--contradictions", contradictions});
      CHECK(run.status == 2);
      CHECK(run.err.find("written twice") != std::string::npos);
      CHECK_FALSE(std::filesystem::exists(model));
    }
  }

  TEST_CASE("names that are none, told before the work") {
    const TempDir directory;
    directory.write("in.csv", trainable());
    struct Case {
      std::vector<std::string> args;
      std::string told;
    };
    const std::vector<Case> cases{
        {{"report", "in.csv", "-o", "-"}, "--json"},
        {{"report", "in.csv", "-o", ""}, "-o has no name"},
        {{"annotate", "in.csv", "-o", ""}, "-o has no name"},
        {{"train", "in.csv", "-o", "-"}, "-o -: "},
        {{"train", "in.csv", "-o", ""}, "-o has no name"},
        {{"train", "in.csv", "-o", "m", "--contradictions", "-"}, "--contradictions -: "},
        {{"themes", "export", "-"}, "FOLDER -: "},
        {{"themes", "export", ""}, "FOLDER has no name"},
    };
    for (const Case& one : cases) {
      CAPTURE(one.told);
      const CliRun run = run_cli(one.args, {}, directory.path().string());
      CAPTURE(run.err);
      CHECK(run.status == 2);
      CHECK(run.out.empty());
      CHECK(run.err.find(one.told) != std::string::npos);
      CHECK(run.err.find("name one") != std::string::npos);
      CHECK(exports::names_in(directory.path()) == std::vector<std::string>{"in.csv"});
    }
  }

  TEST_CASE("what is in the way of a folder is told with what to do") {
    const TempDir directory;
    const std::string path = directory.write("in.csv", trainable());
    const std::string file = directory.write("in the way", "old");
    for (const std::string& folder : {file, file + "/deeper", file + "/"}) {
      const CliRun run = run_cli({"report", path, "-q", "-o", folder});
      CAPTURE(run.err);
      CHECK(run.status == 4);
      CHECK(run.err.find("there is a file in the place of the folder") != std::string::npos);
      CHECK(run.err.find("name another folder with -o") != std::string::npos);
    }
    const CliRun rows = run_cli({"annotate", path, "-q", "-o", directory.file("none/rows.csv")});
    CHECK(rows.status == 4);
    CHECK(rows.err.find("there is no folder " + directory.file("none/") + "; make it first") != std::string::npos);
    const CliRun lists = run_cli({"themes", "export", file + "/lists"});
    CHECK(lists.status == 4);
    CHECK(lists.err.find("Not a directory") != std::string::npos);
    CHECK(lists.err.find("name another one") != std::string::npos);
  }

  TEST_CASE("comments as they stand are for their owner alone") {
    const TempDir directory;
    const std::string path = directory.write("in.csv", "id,comment\n1,Ring 22 33 44 55\n");
    // The mode holds also where a file of another mode is replaced.
    const std::string rows = directory.write("rows.csv", "old");
    REQUIRE(run_cli({"annotate", path, "-q", "--no-mask", "-o", rows}).status == 0);
    CHECK(testing::read_file(rows).find("22 33 44 55") != std::string::npos);
    CHECK(mode_of(rows) == 0600U);
    REQUIRE(run_cli({"annotate", path, "-q", "-o", rows}).status == 0);
    const mode_t umask = ::umask(0);
    ::umask(umask);
    CHECK(mode_of(rows) == (0644U & ~umask));
  }

  TEST_CASE("rejects are listed in the style of the other CSV files") {
    const TempDir directory;
    const std::string path = directory.write("in.csv", exports::scored({"9", "11", "3"}));
    const std::string out = directory.file("out");
    REQUIRE(run_cli({"report", path, "-q", "--excel-csv", "--report-language", "da", "-o", out}).status == 5);
    const std::string rejects = testing::read_file(out + "/rejects.csv");
    CHECK(rejects.starts_with("\xEF\xBB\xBFpath;line;column;byte;lost;reason;raw\n"));
    CHECK(rejects.find(path + ";3;1;") != std::string::npos);
    CHECK(testing::read_file(out + "/themes.csv").starts_with("\xEF\xBB\xBFid;"));
  }
}
