// What an export holds never controls the terminal of who reads it, and leaves the command as data.
#include <cstdlib>
#include <doctest/doctest.h>
#include <termios.h>

#include "exports.h"
#include "running_command.h"
#include "testing.h"

namespace {

using nlohmann::json;
using testing::CliRun;
using testing::run_cli;
using testing::TempDir;

/// Names the window, clears the screen by one character, turns the direction of what follows.
constexpr const char* spell =
    "\x1B]0;pwn\x07\xC2\x9B"
    "2J\xE2\x80\xAE";

/// Nothing but characters to be seen, blanks and line feeds.
bool is_tame(const std::string& text) {
  const bool controls = std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n') || byte == 0x7F;
  });
  return !controls && text.find("\xC2\x9B") == std::string::npos && text.find("\xE2\x80\xAE") == std::string::npos;
}

/// What the command writes to a terminal.
std::string shown(const std::vector<std::string>& args) {
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  REQUIRE(terminal >= 0);
  REQUIRE(::grantpt(terminal) == 0);
  REQUIRE(::unlockpt(terminal) == 0);
  termios settings{};
  REQUIRE(::tcgetattr(terminal, &settings) == 0);
  ::cfmakeraw(&settings);  // the bytes as they are written
  REQUIRE(::tcsetattr(terminal, TCSANOW, &settings) == 0);
  RunningCommand run(args, ::ptsname(terminal));
  std::string out;
  std::array<char, 4096> buffer{};
  // Ends by an error once the command has closed its side.
  for (ssize_t n = 0; (n = ::read(terminal, buffer.data(), buffer.size())) > 0;)
    out.append(buffer.data(), static_cast<std::size_t>(n));
  ::close(terminal);
  CHECK(run.wait() == 0);
  return out;
}

/// An export whose ids, comments, scores, segments and names of columns cast the spell.
std::string enchanted() {
  const std::string s = spell;
  std::string out = "id,score" + s + ",comment" + s + "\n";
  for (int i = 0; i < 60; ++i) {
    out += "i" + s + std::to_string(i / 2) + ',' + (i % 2 == 0 ? "10,Friendly staff in " : "1,Rude staff in ") + s +
           " branch number " + std::to_string(i) + '\n';
  }
  return out + "x,4" + s + ",Slow delivery\n";
}

}  // namespace

TEST_SUITE("terminal") {
  TEST_CASE("words for people are tame wherever they go") {
    const TempDir directory;
    const std::string path = directory.write(std::string("in") + "\x1B[7m" + ".csv", enchanted());
    directory.write("lists/x", "");
    std::filesystem::remove_all(directory.file("lists"));
    REQUIRE(run_cli({"themes", "export", directory.file("lists")}).status == 0);
    const std::string out = directory.file("out");
    const std::vector<std::vector<std::string>> commands{
        {"report", path, "-o", out},
        {"annotate", path, "-o", out + ".csv"},
        {"train", path, "-o", out + ".model"},
        {"themes", "try", directory.file("lists"), path},
        {"why", path, "--id", std::string("i") + spell + "3"},
        {"why", std::string("Friendly ") + spell + " staff, rude\x1B[2J manager"},
        {"why", path, "--id", std::string("none") + spell},
        {"why", path},
        {"report", path, "--text-column", std::string("none") + spell},
        {"report", path, std::string("--none") + spell},
        {"report", directory.file(std::string("none") + spell)},
    };
    for (const auto& args : commands) {
      CAPTURE(args[0]);
      const CliRun run = run_cli(args);
      CAPTURE(run.err);
      CHECK_FALSE((run.out + run.err).empty());
      CHECK(is_tame(run.out));
      CHECK(is_tame(run.err));
    }
    // They are shown, not swallowed.
    const CliRun run = run_cli({"report", path, "-o", out});
    CHECK(run.err.find("in\uFFFD[7m.csv") != std::string::npos);
    CHECK(run.err.find("i\uFFFD]0;pwn\uFFFD\uFFFD2J0") != std::string::npos);
  }

  TEST_CASE("no line of an export passes for one of the command") {
    const TempDir directory;
    const std::string rows = "id,comment\n\"a\ncxtext: forged\",Good\n\"a\ncxtext: forged\",Good\n";
    const CliRun run = run_cli({"annotate", directory.write("in.csv", rows), "-o", directory.file("out")});
    CHECK(run.err.find("a cxtext: forged") != std::string::npos);
    CHECK(run.err.find("\ncxtext: forged") == std::string::npos);
    const CliRun why = run_cli({"why", "Good staff,\nsentiment  +1.000 (pos)"});
    CHECK(why.out.find("\nsentiment  +1.000") == std::string::npos);
  }

  TEST_CASE("data is what was read in a file or pipe, and tame on a terminal") {
    const TempDir directory;
    const std::string path = directory.write("in.csv", enchanted());
    for (const char* format : {"csv", "jsonl"}) {
      CAPTURE(format);
      const std::vector<std::string> args{"annotate", path,          "-q", "--score-column", "-", "--to",
                                          format,     "--id-column", "1"};
      const CliRun run = run_cli(args, {}, directory.path().string());
      REQUIRE(run.status == 0);
      CHECK(run.out.find(format[0] == 'c' ? spell
                                          : "\\u001b]0;pwn\\u0007\xC2\x9B"
                                            "2J\xE2\x80\xAE") != std::string::npos);
      CHECK_FALSE(is_tame(run.out));
      const std::string terminal = shown(args);
      CHECK(is_tame(terminal));
      CHECK(std::count(terminal.begin(), terminal.end(), '\n') == std::count(run.out.begin(), run.out.end(), '\n'));
    }
    CHECK(is_tame(shown({"why", std::string("Friendly ") + spell + " staff", "--json"})));
  }

  TEST_CASE("a NUL, at which readers of CSV stop, is a space there") {
    const TempDir directory;
    const std::string path =
        directory.write("in.jsonl", "{\"id\":\"a\\u0000b\",\"score\":9,\"comment\":\"Good\\u0000shop\"}\n");
    REQUIRE(run_cli({"report", path, "-q", "-o", directory.file("out")}).status == 0);
    for (const std::string& csv :
         {run_cli({"annotate", path, "-q"}).out, testing::read_file(directory.file("out/comments.csv"))}) {
      CHECK(csv.find('\0') == std::string::npos);
      const exports::Table rows(csv);
      CHECK(rows.at(0, "id") == "a b");
      CHECK(rows.at(0, "text") == "Good shop");
    }
    CHECK(json::parse(run_cli({"annotate", path, "-q", "--to", "jsonl"}).out).at("id") == std::string("a\0b", 3));
  }

  TEST_CASE("what is no UTF-8 is told as such") {
    const TempDir directory;
    const CliRun run = run_cli({"report", directory.file("no\xFFne\xC3(.csv")});
    CHECK(run.status == 3);
    CHECK(run.err.find("no\uFFFDne\uFFFD(.csv") != std::string::npos);
  }
}
