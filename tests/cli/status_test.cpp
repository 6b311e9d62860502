// Exit statuses, and messages that say what, where, why and what to do.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include "exports.h"
#include "packed.h"
#include "testing.h"

namespace {

using testing::CliRun;
using testing::run_cli;
using testing::TempDir;

struct Case {
  const char* name;
  std::string path;
  std::vector<std::string> flags;
  int status;
  std::vector<std::string> told;  // on stderr, each of them
};

void check(const Case& one, const CliRun& run) {
  CHECK(run.status == one.status);
  CHECK(run.out.empty());
  CHECK(run.err.starts_with("cxtext: "));
  CHECK(run.err.find("terminate") == std::string::npos);
  for (const std::string& words : one.told) {
    CAPTURE(words);
    CAPTURE(run.err);
    CHECK(run.err.find(words) != std::string::npos);
  }
}

}  // namespace

TEST_SUITE("status") {
  TEST_CASE("what cannot be read is told with its path and reason, and nothing is made") {
    const TempDir directory;
    const std::string plain = directory.write("plain.csv", exports::scored({"9"}));
    const std::vector<Case> cases{
        {"missing", directory.file("none.csv"), {}, 3, {"none.csv", "no such file"}},
        {"no exports",
         std::filesystem::path(directory.write("sub/a.pdf", "%PDF-")).parent_path().string(),
         {},
         3,
         {"sub", "directory", ".csv"}},
        {"no matches", directory.file("*.tsv"), {}, 3, {"*.tsv", "no file matches"}},
        {"empty", directory.write("empty.csv", ""), {}, 3, {"empty.csv", "empty"}},
        {"only a byte-order mark", directory.write("bom.csv", "\xEF\xBB\xBF"), {}, 3, {"bom.csv"}},
        {"header only", directory.write("head.csv", "id,score,comment\n"), {}, 3, {"head.csv", "header", "no rows"}},
        {"a workbook",
         directory.write("a.xlsx", std::string("PK\x03\x04\x14\0\x06\0", 8)),
         {},
         3,
         {"a.xlsx", "damaged"}},
        {"a JSON array of numbers", directory.write("a.json", "[[1, 2]]"), {}, 3, {"a.json", "JSON"}},
        {"packed twice", directory.write("a.gz", packed::gzip(packed::gzip("a"))), {}, 3, {"a.gz", "packed twice"}},
        {"cut off at once",
         directory.write("b.gz", std::string("\x1F\x8B\x08\0\0\0\0\0\0\x03", 10)),
         {},
         3,
         {"b.gz", "cut off"}},
        {"no such charset", plain, {"--charset", "klingon"}, 2, {"--charset", "klingon"}},
        {"no text", directory.write("no.csv", "a,b\n1,2\n3,4\n"), {}, 2, {"no.csv", "--text-column", "a, b"}},
        {"unknown text", plain, {"--text-column", "nope"}, 2, {"nope", "--text-column", "score, comment"}},
        {"unknown id", plain, {"--id-column", "nope"}, 2, {"nope", "--id-column"}},
        {"unknown score", plain, {"--score-column", "nope"}, 2, {"nope", "--score-column"}},
        {"unknown date", plain, {"--date-column", "nope"}, 2, {"nope", "--date-column"}},
        {"unknown language", plain, {"--language-column", "nope"}, 2, {"nope", "--language-column"}},
        {"unknown segment", plain, {"--segment-column", "nope"}, 2, {"nope", "--segment-column"}},
        {"column past the last", plain, {"--text-column", "3"}, 2, {"3", "--text-column"}},
        {"no such lists", plain, {"--lexicons", directory.file("lists")}, 3, {"lists"}},
    };
    for (const Case& one : cases) {
      CAPTURE(one.name);
      const std::string out = directory.file("out");
      for (std::vector<std::string> args : {std::vector<std::string>{"report", one.path, "-o", out},
                                            std::vector<std::string>{"annotate", one.path, "-o", out},
                                            std::vector<std::string>{"annotate", one.path}}) {
        CAPTURE(args.size());
        args.insert(args.end(), one.flags.begin(), one.flags.end());
        check(one, run_cli(args));
        CHECK_FALSE(std::filesystem::exists(out));
      }
    }
  }

  TEST_CASE("an output that cannot be written is told with status 4") {
    const TempDir directory;
    const std::string path = directory.write("a.csv", exports::scored({"9"}));
    const std::string file = directory.write("in the way", "old");
    std::filesystem::create_directory(directory.file("folder"));
    const std::vector<std::vector<std::string>> cases{
        {"report", path, "-q", "-o", file},
        {"report", path, "-q", "-o", file + "/deeper"},
        {"annotate", path, "-q", "-o", directory.file("folder")},
        {"annotate", path, "-q", "-o", directory.file("none/rows.csv")},
        {"annotate", path, "-q", "-o", file + "/rows.csv"},
        {"annotate", path, "-q", "-o", "/dev/null"},
    };
    for (const auto& args : cases) {
      CAPTURE(args.back());
      const CliRun run = run_cli(args);
      CHECK(run.status == 4);
      CHECK(run.out.empty());
      CHECK(run.err.find(args.back()) != std::string::npos);
    }
    CHECK(testing::read_file(file) == "old");
  }

  TEST_CASE("a folder in the way of one file of the report") {
    const TempDir directory;
    const std::string path = directory.write("a.csv", exports::scored({"9"}));
    std::filesystem::create_directories(directory.file("out/report.html"));
    const CliRun run = run_cli({"report", path, "-q", "-o", directory.file("out")});
    CHECK(run.status == 4);
    CHECK(run.err.find("report.html") != std::string::npos);
  }

  TEST_CASE("scores that are none are listed for their owner alone, with file and line") {
    const TempDir directory;
    const std::string path = directory.write("a.csv", exports::scored({"9", "11", "ten", "3"}));
    // The mode holds also where a file of another mode is replaced.
    const std::string in_report = directory.write("out/rejects.csv", "old");
    const std::string beside = directory.write("rows.csv.rejects.csv", "old");
    const CliRun report = run_cli({"report", path, "-q", "-o", directory.file("out")});
    const CliRun annotate = run_cli({"annotate", path, "-q", "-o", directory.file("rows.csv")});
    for (const auto& [run, list] : {std::pair{report, in_report}, std::pair{annotate, beside}}) {
      CAPTURE(list);
      CHECK(run.status == 5);
      CHECK(run.err.find("2 rejected") != std::string::npos);
      CHECK(run.err.find(path + ":3: ") != std::string::npos);
      CHECK(run.err.find(list) != std::string::npos);
      struct stat facts {};
      REQUIRE(::stat(list.c_str(), &facts) == 0);
      CHECK((facts.st_mode & 0777U) == 0600U);
      const exports::Table rejects(testing::read_file(list));
      CHECK(rejects.header() == std::vector<std::string>{"path", "line", "column", "byte", "lost", "reason", "raw"});
      CHECK(rejects.column("path") == std::vector<std::string>{path, path});
      CHECK(rejects.column("line") == std::vector<std::string>{"3", "4"});
      CHECK(rejects.column("column") == std::vector<std::string>{"1", "1"});
      CHECK(rejects.column("byte") == std::vector<std::string>{"39", "65"});
      CHECK(rejects.column("lost") == std::vector<std::string>{"cell", "cell"});
      CHECK(rejects.at(0, "raw") == "11,The staff was friendly");
    }
  }

  TEST_CASE("rejects within what is allowed are no failure") {
    struct Allowed {
      const char* flag;
      int status;
    };
    // Two of eight rows have a score that is none: 25 %.
    const std::vector<Allowed> cases{{"0", 5},  {"1", 5},     {"2", 0},   {"100", 0},  {"1e300", 0},
                                     {"0%", 5}, {"24.9%", 5}, {"25%", 0}, {"100%", 0}, {"1e300%", 0}};
    const TempDir directory;
    const std::string path = directory.write("a.csv", exports::scored({"9", "11", "ten", "3", "1", "2", "3", "4"}));
    for (const Allowed& allowed : cases) {
      CAPTURE(allowed.flag);
      for (const char* command : {"report", "annotate"}) {
        CAPTURE(command);
        const CliRun run =
            run_cli({command, path, "-q", "-o", directory.file(command), "--allow-rejects", allowed.flag});
        CHECK(run.status == allowed.status);
        CHECK(run.err.empty() == (allowed.status == 0));
      }
    }
  }

  TEST_CASE("a row that is lost counts among the rows of a percentage") {
    const TempDir directory;
    const std::string path = directory.write(
        "a.jsonl", "{\"comment\":\"Good\"}\n{\"comment\":\n{\"comment\":\"Bad\"}\n{\"comment\":\"Fine\"}\n");
    CHECK(run_cli({"annotate", path, "-q", "-o", directory.file("o"), "--allow-rejects", "24%"}).status == 5);
    CHECK(run_cli({"annotate", path, "-q", "-o", directory.file("o"), "--allow-rejects", "25%"}).status == 0);
    CHECK(exports::Table(testing::read_file(directory.file("o.rejects.csv"))).column("lost") ==
          std::vector<std::string>{"row"});
  }

  TEST_CASE("every command has help; whatever it does not know is status 2") {
    const std::vector<std::vector<std::string>> commands{{},
                                                         {"report"},
                                                         {"annotate"},
                                                         {"why"},
                                                         {"eval"},
                                                         {"eval", "sentiment"},
                                                         {"eval", "language"},
                                                         {"eval", "themes"}};
    for (const auto& command : commands) {
      CAPTURE(command.empty() ? std::string() : command.back());
      std::vector<std::string> args = command;
      CliRun run = run_cli(args);  // all of them need an argument
      CHECK(run.status == 2);
      CHECK(run.out.empty());
      CHECK_FALSE(run.err.empty());
      args.emplace_back("--help");
      run = run_cli(args);
      CHECK(run.status == 0);
      CHECK(run.out.find("--help") != std::string::npos);
      CHECK(run.err.empty());
      args.back() = "--no-such-flag";
      run = run_cli(args);
      CHECK(run.status == 2);
      CHECK(run.out.empty());
      CHECK_FALSE(run.err.empty());
    }
    const CliRun version = run_cli({"--version"});
    CHECK(version.status == 0);
    CHECK(version.out.starts_with("cxtext "));
    CHECK(version.out.ends_with("\n"));
  }
}
