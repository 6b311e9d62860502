// Exports that were made to break things.
#include <doctest/doctest.h>

#include "exports.h"
#include "testing.h"

namespace {

using nlohmann::json;
using testing::CliRun;
using testing::run_cli;
using testing::TempDir;

}  // namespace

TEST_SUITE("hostile") {
  TEST_CASE("ten megabytes on one line") {
    constexpr std::size_t bytes = testing::scaled(10'000'000);
    for (const char* piece : {"x", "x y ", "https://x.dk/?token=1 ", "\xF0\x9F\x98\x80",
                              "Leveringen kom for sent. Betjeningen var venlig. "}) {
      CAPTURE(piece);
      const TempDir directory;
      std::string huge;
      while (huge.size() < bytes) huge += piece;
      const std::string path = directory.write("a.csv", "id,score,comment\n1,9," + huge + "\n2,3,Slow delivery\n");
      CHECK(run_cli({"annotate", path, "-q", "-o", directory.file("rows.csv")}).status == 0);
      CHECK(run_cli({"report", path, "-q", "-o", directory.file("report")}).status == 0);
      for (const char* rows : {"rows.csv", "report/comments.csv"}) {
        const exports::Table table(testing::read_file(directory.file(rows)));
        REQUIRE(table.size() == 2);
        CHECK(table.at(0, "text").size() >= bytes);
        CHECK(table.at(1, "id") == "2");
      }
    }
  }

  TEST_CASE("bytes that are no text go through every command") {
    testing::Random random(11);
    const std::string family = "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7";
    std::vector<exports::Row> rows{{"nul", "9", "", std::string("The\0staff was friendly", 22)},
                                   {"bad", "8", "", "Good \xFF\xFE\xC3 staff"},
                                   {"zwj", "10", "", family + " great " + family},
                                   {"å", "7", "", "Pa\xCC\x8Aske levering"}};
    for (int i = 0; i < 200; ++i) {
      rows.push_back({std::to_string(i), std::to_string(i % 11), "", testing::random_bytes(random)});
    }
    const TempDir directory;
    const std::string path = directory.write("a.csv", exports::delimited(rows, ','));
    const std::vector<std::string> reading{"--format", "csv", "--delimiter", ",", "--allow-rejects", "100%"};
    const std::vector<std::vector<std::string>> commands{
        {"report", path, "-q", "-o", directory.file("out")},
        {"annotate", path, "-q", "-o", directory.file("rows.csv")},
        {"annotate", path, "-q", "--to", "jsonl", "--unit", "statement", "-o", directory.file("rows.jsonl")}};
    for (std::vector<std::string> args : commands) {
      CAPTURE(args.back());
      args.insert(args.end(), reading.begin(), reading.end());
      const CliRun run = run_cli(args);
      CAPTURE(run.err);
      CHECK(run.status == 0);
    }
    CHECK(json::accept(testing::read_file(directory.file("out/report.json"))));
    CHECK(exports::Table(testing::read_file(directory.file("rows.csv"))).column("id") ==
          exports::Table(testing::read_file(directory.file("out/comments.csv"))).column("id"));
    const std::string family_row = testing::read_file(directory.file("rows.csv"));
    CHECK(family_row.find(family + " great " + family) != std::string::npos);
  }

  TEST_CASE("formulas do not run in a spreadsheet") {
    const std::vector<std::string> payloads{"=cmd|' /C calc'!A0", "+SUM(A1)", "-2+3+cmd",
                                            "@SUM(A1:A2)",        "=1+1",     "\t=1+1"};
    std::vector<exports::Row> rows;
    for (const std::string& payload : payloads) rows.push_back({exports::quoted(payload), "9", "", payload + " bad"});
    const TempDir directory;
    const std::string path = directory.write("a.csv", exports::delimited(rows, ','));
    CHECK(run_cli({"report", path, "-q", "-o", directory.file("out")}).status == 0);
    CHECK(run_cli({"annotate", path, "-q", "-o", directory.file("out/rows.csv")}).status == 0);
    for (const char* file : {"out/comments.csv", "out/rows.csv"}) {
      const exports::Table table(testing::read_file(directory.file(file)));
      REQUIRE(table.size() == payloads.size());
      for (std::size_t i = 0; i < payloads.size(); ++i) {
        for (const char* column : {"id", "text"}) {
          CAPTURE(table.at(i, column));
          const char first = table.at(i, column).at(0);
          CHECK(std::string("=+-@\t\r").find(first) == std::string::npos);
        }
      }
    }
  }

  TEST_CASE("markup of a customer is text on the page") {
    const std::string payload = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&";
    std::string bytes = "id,score,place,comment\n";
    for (int i = 0; i < 30; ++i) {
      bytes += exports::quoted("<b>" + std::to_string(i)) + ',' + std::to_string(i % 11) + ',' +
               exports::quoted(i % 2 == 0 ? payload : "<i>shop</i>") + ',' +
               exports::quoted("Friendly staff " + payload) + '\n';
    }
    const TempDir directory;
    const CliRun run = run_cli({"report", directory.write("a.csv", bytes), "-q", "--segment-column", "place", "--title",
                                payload, "-o", directory.file("out")});
    REQUIRE(run.status == 0);
    const std::string page = testing::read_file(directory.file("out/report.html"));
    for (const char* markup : {"<script>alert", "<img", "<i>shop", "<b>1"}) {
      CAPTURE(markup);
      CHECK(page.find(markup) == std::string::npos);
    }
    CHECK(page.find("&lt;script&gt;alert(1)") != std::string::npos);
    CHECK(page.find("&lt;i&gt;shop") != std::string::npos);
    const json report = json::parse(testing::read_file(directory.file("out/report.json")));
    CHECK(report.at("title") == payload);
  }
}
