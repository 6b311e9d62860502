// A row a comment or statement, in both formats, and the same findings as the report.
#include <doctest/doctest.h>

#include "exports.h"
#include "testing.h"

namespace {

using nlohmann::json;
using testing::CliRun;
using testing::run_cli;
using testing::TempDir;

std::vector<json> lines_of(const std::string& jsonl) {
  std::vector<json> lines;
  for (std::size_t from = 0; from < jsonl.size();) {
    const std::size_t end = jsonl.find('\n', from);
    lines.push_back(json::parse(jsonl.substr(from, end - from)));
    from = end + 1;
  }
  return lines;
}

// Theme ids without those that only discovery gives.
std::string taxonomy_only(const std::string& themes) {
  std::string out;
  for (const auto& row : reference::csv_rows(themes, ';')) {
    for (const std::string& id : row) {
      if (!id.starts_with("d-")) out += (out.empty() ? "" : ";") + id;
    }
  }
  return out;
}

}  // namespace

TEST_SUITE("annotate") {
  TEST_CASE("CSV and JSON Lines say the same, from a file or by stdin") {
    const TempDir directory;
    const std::string bytes = exports::delimited(exports::rows(), ';');
    const std::string path = directory.write("a.csv", bytes);
    const CliRun csv = run_cli({"annotate", path, "-q", "--allow-rejects", "2"}, {}, directory.path().string());
    CHECK(csv.status == 0);
    CHECK(csv.err.empty());
    CHECK(run_cli({"annotate", "-", "-q", "--allow-rejects", "2"}, bytes, directory.path().string()).out == csv.out);
    CHECK(run_cli({"annotate", path, "-o", directory.file("o.csv"), "--allow-rejects", "2"}).out.empty());
    CHECK(testing::read_file(directory.file("o.csv")) == csv.out);

    const exports::Table table(csv.out);
    const std::vector<json> lines =
        lines_of(run_cli({"annotate", path, "-q", "--to", "jsonl"}, {}, directory.path().string()).out);
    REQUIRE(table.size() == exports::rows().size());
    REQUIRE(lines.size() == exports::rows().size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      CAPTURE(exports::rows()[i].id);
      CHECK(table.at(i, "id") == exports::rows()[i].id);
      CHECK(table.at(i, "text") == exports::rows()[i].text);
      CHECK(lines[i].at("id") == table.at(i, "id"));
      CHECK(lines[i].at("text") == table.at(i, "text"));
      CHECK(lines[i].value("language", "") == table.at(i, "language"));
      CHECK(lines[i].value("label", "") == table.at(i, "label"));
      CHECK(lines[i].at("band").is_null() == table.at(i, "band").empty());
      CHECK(lines[i].at("score").is_null() == table.at(i, "score").empty());
      CHECK(lines[i].contains("sentiment") == !table.at(i, "sentiment").empty());
      std::string themes;
      for (const auto& id : lines[i].at("themes")) themes += (themes.empty() ? "" : ";") + id.get<std::string>();
      CHECK(themes == table.at(i, "themes"));
    }
  }

  TEST_CASE("annotate and report find the same") {
    const TempDir directory;
    const std::string path = testing::source_path("examples/feedback.csv");
    REQUIRE(run_cli({"report", path, "-q", "-o", directory.file("out")}).status == 0);
    const exports::Table reported(testing::read_file(directory.file("out/comments.csv")));
    const exports::Table annotated(run_cli({"annotate", path, "-q"}).out);
    REQUIRE(annotated.size() == reported.size());
    for (std::size_t i = 0; i < annotated.size(); ++i) {
      CAPTURE(reported.at(i, "id"));
      for (const char* column : {"id", "date", "score", "band", "sentiment", "label", "text"}) {
        CAPTURE(column);
        CHECK(annotated.at(i, column) == reported.at(i, column));
      }
      if (!annotated.at(i, "text").empty()) CHECK(annotated.at(i, "language") == reported.at(i, "language"));
      CHECK(annotated.at(i, "themes") == taxonomy_only(reported.at(i, "themes")));
    }
  }

  TEST_CASE("a row a statement: its bytes of the comment") {
    const TempDir directory;
    const std::string path = directory.write("a.csv", exports::delimited(exports::rows(), ';'));
    const exports::Table table(
        run_cli({"annotate", path, "-q", "--unit", "statement"}, {}, directory.path().string()).out);
    std::vector<std::string> seen;
    for (std::size_t i = 0; i < table.size(); ++i) {
      const std::string& id = table.at(i, "id");
      if (seen.empty() || seen.back() != id) seen.push_back(id);
      CHECK(table.at(i, "label") != "mixed");
      if (table.at(i, "begin").empty()) continue;
      const exports::Row& row = exports::rows().at(seen.size() - 1);
      const std::size_t begin = std::stoul(table.at(i, "begin"));
      const std::size_t end = std::stoul(table.at(i, "end"));
      REQUIRE(begin < end);
      REQUIRE(end <= row.text.size());
      CHECK(table.at(i, "text") == row.text.substr(begin, end - begin));
    }
    CHECK(seen.size() == exports::rows().size());  // no comment without a row
    CHECK(table.size() > exports::rows().size());
  }

  TEST_CASE("a statement in another language says so") {
    const std::string rows =
        "id,text\n"
        "1,Jeg er meget glad for jeres hjælp med pakken. The website is terrible and the app keeps crashing.\n";
    const exports::Table statements(run_cli({"annotate", "-", "-q", "--unit", "statement"}, rows).out);
    REQUIRE(statements.size() == 2);
    CHECK(statements.at(0, "language") == "da");
    CHECK(statements.at(1, "language") == "en");
    CHECK(statements.at(1, "label") == "neg");
    const exports::Table comments(run_cli({"annotate", "-", "-q"}, rows).out);
    REQUIRE(comments.size() == 1);
    CHECK((comments.at(0, "language") == "da" || comments.at(0, "language") == "en"));
  }

  TEST_CASE("languages can be restricted") {
    const std::string rows =
        "id,text\n"
        "1,Jeg vet ikke hva dere mener med dette\n"
        "2,I do not know what you mean\n"
        "3,Jag vet inte vad ni menar\n"
        "4,10\n";
    const exports::Table free(run_cli({"annotate", "-", "-q"}, rows).out);
    const exports::Table bound(run_cli({"annotate", "-", "-q", "--languages", "Danish,sv"}, rows).out);
    CHECK(free.at(0, "language") == "nb");
    CHECK(free.at(1, "language") == "en");
    CHECK(bound.at(0, "language") == "da");
    CHECK((bound.at(1, "language") == "da" || bound.at(1, "language") == "sv"));
    CHECK(bound.at(2, "language") == "sv");
    CHECK(bound.at(3, "language") == "undetermined");
    const CliRun unknown = run_cli({"annotate", "-", "-q", "--languages", "da,klingon"}, rows);
    CHECK(unknown.status == 2);
    CHECK(unknown.err.find("klingon") != std::string::npos);
    CHECK(run_cli({"why", "Jeg vet ikke hva dere mener", "--languages", "nn"}).out.starts_with("language   nn"));
  }

  TEST_CASE("every row of the statements has all cells") {
    const TempDir directory;
    const std::string path = directory.write("a.csv", exports::delimited(exports::rows(), ';'));
    const auto rows = reference::csv_rows(
        run_cli({"annotate", path, "-q", "--unit", "statement"}, {}, directory.path().string()).out, ',');
    for (const auto& row : rows) CHECK(row.size() == rows.front().size());
  }

  TEST_CASE("copies are told, and left out only where asked") {
    const TempDir directory;
    const std::string path = directory.write("a.csv", "id,score,comment\n1,9,Nice\n2,3,Bad\n1,9,Nice\n2,4,Better\n");
    const auto annotate = [&](std::vector<std::string> flags) {
      flags.insert(flags.begin(), {"annotate", path});
      return run_cli(flags, {}, directory.path().string());
    };
    const CliRun kept = annotate({});
    CHECK(exports::Table(kept.out).size() == 4);
    CHECK(kept.err.find("2 rows have an id that came before, 1 of them with the same content (kept") !=
          std::string::npos);
    const CliRun dropped = annotate({"--drop-copies", "--quiet"});
    CHECK(exports::Table(dropped.out).size() == 3);
    CHECK(dropped.err.empty());
    const CliRun report = run_cli({"report", path, "--drop-copies", "--json", "-q"}, {}, directory.path().string());
    CHECK(report.out.find("\"rows\": 3") != std::string::npos);
    CHECK(report.out.find("\"dropped_copies\": 1") != std::string::npos);
  }

  TEST_CASE("rejects of a stream are listed in the folder it runs in") {
    const TempDir directory;
    const CliRun run = run_cli({"annotate", "-"}, exports::scored({"9", "12"}), directory.path().string());
    CHECK(run.status == 5);
    CHECK(run.err.find("rejects.csv") != std::string::npos);
    CHECK(exports::Table(run.out).size() == 2);
    CHECK(exports::Table(testing::read_file(directory.file("rejects.csv"))).at(0, "line") == "3");
  }
}
