// The same export gives the same bytes, whatever is around it.
#include <doctest/doctest.h>
#include <optional>

#include "exports.h"
#include "testing.h"

namespace {

using testing::TempDir;

std::vector<std::string> report_of(const std::string& directory) {
  std::vector<std::string> files;
  for (const std::string_view name : exports::report_files) {
    files.push_back(testing::read_file(directory + '/' + std::string(name)));
  }
  return files;
}

struct Variant {
  const char* name;
  std::vector<std::string> args;  // after the output folder
  std::string export_path;        // "-": by standard input
  std::string directory;          // where the command runs
};

}  // namespace

TEST_SUITE("determinism") {
  TEST_CASE("threads, runs, folders and stdin do not change a byte of the report") {
    const TempDir directory;
    const std::string path = testing::source_path("examples/feedback.csv");
    const std::string bytes = testing::read_file(path);
    const std::string copy = directory.write("elsewhere/other name.csv", bytes);
    const std::vector<Variant> variants{
        {"one thread", {"--threads", "1"}, path, ""},
        {"two threads", {"--threads", "2"}, path, ""},
        {"three threads", {"--threads", "3"}, path, ""},
        {"the same again", {"--threads", "3"}, path, ""},
        {"another folder to run in", {"--threads", "2"}, path, directory.path().string()},
        {"another name", {}, copy, ""},
        {"a relative path", {}, "other name.csv", directory.file("elsewhere")},
        {"standard input", {"--threads", "2"}, "-", ""},
    };
    std::optional<std::vector<std::string>> expected;
    for (std::size_t v = 0; v < variants.size(); ++v) {
      const Variant& variant = variants[v];
      CAPTURE(variant.name);
      const std::string out = directory.file("out-" + std::to_string(v) + "/deep");
      std::vector<std::string> args{"report", variant.export_path, "--quiet", "-o", out};
      args.insert(args.end(), variant.args.begin(), variant.args.end());
      const bool piped = variant.export_path == "-";
      const testing::CliRun run =
          testing::run_cli(args, piped ? std::string_view(bytes) : std::string_view(), variant.directory);
      REQUIRE(run.status == 0);
      const std::vector<std::string> files = report_of(out);
      if (!expected) expected = files;
      for (std::size_t f = 0; f < files.size(); ++f) {
        CAPTURE(exports::report_files[f]);
        CHECK((files[f] == (*expected)[f]));  // in parentheses: a failure should not print whole reports
      }
    }
  }

  TEST_CASE("what is asked for does change the report") {
    const TempDir directory;
    const std::string path = directory.write("a.csv", exports::scored({"5", "4", "1"}));
    const auto json_of = [&](std::vector<std::string> args) {
      args.insert(args.begin(), {"report", path, "--quiet", "--json", "-o", directory.file("out")});
      return testing::run_cli(args).out;
    };
    const std::string plain = json_of({});
    CHECK(json_of({}) == plain);
    CHECK(json_of({"--title", "Another"}) != plain);
    CHECK(json_of({"--scale", "stars5"}) != plain);
    CHECK(json_of({"--report-language", "nn"}) != plain);
    CHECK(json_of({"--theme-language", "nn"}) == json_of({"--report-language", "nn"}));
  }
}
