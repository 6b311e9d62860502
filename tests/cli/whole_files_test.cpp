// Output files appear whole or not at all, and streams that break end the command without a crash.
#include <chrono>
#include <csignal>
#include <doctest/doctest.h>
#include <thread>

#include "exports.h"
#include "running_command.h"
#include "testing.h"

namespace {

using testing::TempDir;
using Stream = RunningCommand::Stream;

// More than the command has read when the signal comes: its input does not end.
std::string long_export() {
  std::string bytes = "id,score,comment\n";
  for (int i = 0; i < 5000; ++i) bytes += std::to_string(i) + ",9,Friendly staff and fast delivery\n";
  return bytes;
}

// The command has begun once it has a file open in the directory: with or without a name.
bool has_file_open_in(pid_t process, const std::filesystem::path& directory) {
  std::error_code gone;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/" + std::to_string(process) + "/fd", gone)) {
    const std::string target = std::filesystem::read_symlink(entry.path(), gone).string();
    if (!gone && target.starts_with(directory.string() + '/')) return true;
  }
  return false;
}

void wait_until_begun(const RunningCommand& command, const std::filesystem::path& directory) {
  for (int attempt = 0; attempt < 3000 && !has_file_open_in(command.id(), directory); ++attempt) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  REQUIRE(has_file_open_in(command.id(), directory));
}

}  // namespace

TEST_SUITE("whole files") {
  TEST_CASE("success leaves the output and nothing beside it") {
    const TempDir directory;
    const std::string path = directory.write("in/a.csv", exports::scored({"10", "2"}));
    REQUIRE(testing::run_cli({"report", path, "-q", "-o", directory.file("out")}).status == 0);
    const std::vector<std::string> names = exports::names_in(directory.path() / "out");
    CHECK(names == std::vector<std::string>(exports::report_files.begin(), exports::report_files.end()));
    REQUIRE(testing::run_cli({"annotate", path, "-q", "-o", directory.file("annotated/rows.csv")}).status == 4);
    std::filesystem::create_directory(directory.path() / "annotated");
    REQUIRE(testing::run_cli({"annotate", path, "-q", "-o", directory.file("annotated/rows.csv")}).status == 0);
    CHECK(exports::names_in(directory.path() / "annotated") == std::vector<std::string>{"rows.csv"});
  }

  TEST_CASE("failure leaves the old output and nothing beside it") {
    const TempDir directory;
    const std::string bad = directory.write("in/bad.csv", "id,score\n");
    const std::string old = directory.write("out/rows.csv", "old");
    CHECK(testing::run_cli({"annotate", bad, "-o", old}).status != 0);
    CHECK(testing::read_file(old) == "old");
    // The second export fails after the first has been written.
    const std::string good = directory.write("in/good.csv", exports::scored({"10"}));
    CHECK(testing::run_cli({"annotate", good, bad, "--strict", "-o", old}).status != 0);
    CHECK(testing::read_file(old) == "old");
    CHECK(testing::run_cli({"report", good, bad, "--strict", "-o", directory.file("out")}).status != 0);
    CHECK(exports::names_in(directory.path() / "out") == std::vector<std::string>{"rows.csv"});
  }

  TEST_CASE("a signal during a long annotate leaves no half output") {
    const std::string bytes = long_export();
    for (const int number : {SIGINT, SIGTERM}) {
      for (const bool existing : {false, true}) {
        CAPTURE(number);
        CAPTURE(existing);
        const TempDir directory;
        const std::string output = directory.file("rows.csv");
        if (existing) testing::write_file(output, "old");
        RunningCommand command({"annotate", "-", "-q", "-o", output});
        command.feed(bytes);
        wait_until_begun(command, directory.path());
        command.signal(number);
        CHECK(command.wait() == 128 + number);
        CHECK(exports::names_in(directory.path()) ==
              (existing ? std::vector<std::string>{"rows.csv"} : std::vector<std::string>{}));
        if (existing) CHECK(testing::read_file(output) == "old");
      }
    }
  }

  TEST_CASE("a reader that goes away ends the command quietly, as done") {
    const TempDir directory;
    const std::string path = testing::source_path("examples/feedback.csv");
    const std::vector<std::vector<std::string>> commands{{"annotate", path, "-q"},
                                                         {"report", path, "-q", "--json", "-o", directory.file("out")},
                                                         {"why", "Great staff"},
                                                         {"why", "Great staff", "--json"}};
    for (const auto& args : commands) {
      CAPTURE(args.front());
      const std::string words = directory.file("stderr");
      RunningCommand command(args, Stream::unread, words);
      CHECK(command.wait() == 0);
      CHECK(testing::read_file(words).empty());
    }
  }

  TEST_CASE("a stdout that cannot be written is told with status 4") {
    const TempDir directory;
    const std::string path = testing::source_path("examples/feedback.csv");
    const std::vector<std::vector<std::string>> commands{{"annotate", path, "-q"},
                                                         {"report", path, "-q", "--json", "-o", directory.file("out")},
                                                         {"report", path, "-o", directory.file("out")},
                                                         {"why", "Great staff"},
                                                         {"--help"},
                                                         {"--version"}};
    for (const auto& args : commands) {
      for (const std::string_view out : {std::string_view("/dev/full"), Stream::closed}) {
        CAPTURE(args.front());
        CAPTURE(out);
        const std::string words = directory.file("stderr");
        RunningCommand command(args, out, words);
        CHECK(command.wait() == 4);
        CHECK(testing::read_file(words).find("cxtext: standard output cannot be written") != std::string::npos);
      }
    }
  }

  TEST_CASE("a stderr that cannot be written does no harm, and gets into no file") {
    const std::string path = testing::source_path("examples/feedback.csv");
    for (const std::string_view err : {std::string_view("/dev/full"), Stream::closed}) {
      CAPTURE(err);
      const TempDir directory;
      RunningCommand report({"report", path, "-o", directory.file("out")}, "/dev/null", err);
      CHECK(report.wait() == 0);
      CHECK(exports::names_in(directory.path() / "out").size() == exports::report_files.size());
      RunningCommand annotate({"annotate", path, "-o", directory.file("rows.csv")}, "/dev/null", err);
      CHECK(annotate.wait() == 0);
      CHECK(testing::read_file(directory.file("rows.csv")).starts_with("id,date,"));
      RunningCommand missing({"report", "missing.csv"}, "/dev/null", err);
      CHECK(missing.wait() == 3);
    }
  }
}
