// Exports by the formats, folders and patterns that people name on the command line.
#include <cstdlib>
#include <doctest/doctest.h>
#include <sys/stat.h>

#include "exports.h"
#include "packed.h"
#include "testing.h"

namespace {

using testing::CliRun;
using testing::run_cli;
using testing::TempDir;

std::string workbook(const std::vector<exports::Row>& rows) {
  std::vector<std::vector<std::string>> cells{{"id", "score", "date", "comment"}};
  for (const exports::Row& row : rows) cells.push_back({row.id, row.score, row.date, row.text});
  return packed::zip(packed::workbook({{"Svar", "visible", packed::inline_rows(cells)}}));
}

std::string annotated(const CliRun& run) {
  CHECK((run.status == 0 || run.status == 5));
  return run.out;
}

}  // namespace

TEST_SUITE("formats") {
  TEST_CASE("every format gives the same, as a file and through a pipe") {
    const TempDir directory;
    const std::string csv = exports::delimited(exports::rows(), ',');
    const std::string wanted =
        annotated(run_cli({"annotate", directory.write("plain.csv", csv)}, {}, directory.path().string()));
    REQUIRE(exports::Table(wanted).size() == exports::rows().size());
    std::string array = "[";
    for (const char c : exports::jsonl(exports::rows())) array += c == '\n' ? ',' : c;
    array.back() = ']';
    const std::vector<std::pair<std::string, std::string>> files = {
        {"a.csv.gz", packed::gzip(csv)},
        {"a.csv.zst", packed::zstd(csv)},
        {"a.tsv", exports::delimited(exports::rows(), '\t')},
        {"a.jsonl", exports::jsonl(exports::rows())},
        {"a.json", array},
        {"b.json.gz", packed::gzip("{\"data\":" + array + "}")},
        {"a.xlsx", workbook(exports::rows())},
        {"a.xlsx.gz", packed::gzip(workbook(exports::rows()))},
    };
    for (const auto& [name, bytes] : files) {
      CAPTURE(name);
      CHECK(annotated(run_cli({"annotate", directory.write(name, bytes)}, {}, directory.path().string())) == wanted);
      CHECK(annotated(run_cli({"annotate", "-"}, bytes, directory.path().string())) == wanted);
    }
  }

  TEST_CASE("a folder stands for the exports in it, by name; what is left out is told") {
    const TempDir directory;
    const auto part = [](std::size_t from, std::size_t to) {
      const auto& rows = exports::rows();
      return std::vector<exports::Row>(rows.begin() + static_cast<std::ptrdiff_t>(from),
                                       rows.begin() + static_cast<std::ptrdiff_t>(to));
    };
    directory.write("in/2-second.xlsx", workbook(part(4, 8)));
    directory.write("in/1-first.csv", exports::delimited(part(0, 4), ';'));
    directory.write("in/3-third.txt.gz", packed::gzip(exports::delimited(part(8, 12), '\t')));
    directory.write("in/notes.txt", "Dear colleague,\nplease find the exports in this folder.\n");
    directory.write("in/photo.jpg", "\xFF\xD8\xFF");
    directory.write("in/rejects.csv", "path,line\n");
    directory.write("in/.hidden.csv", "no");
    directory.write("in/~$2-second.xlsx", "no");
    directory.write("in/deeper/4.csv", "no");
    const std::string folder = directory.file("in");
    const CliRun run = run_cli({"annotate", folder}, {}, directory.path().string());
    const exports::Table table(annotated(run));
    REQUIRE(table.size() == exports::rows().size());
    for (std::size_t i = 0; i < table.size(); ++i) CHECK(table.at(i, "id") == exports::rows()[i].id);
    for (const char* told : {"1-first.csv: CSV with ';'", "2-second.xlsx: XLSX", "3-third.txt.gz: gzip, TSV",
                             "skipped ", "notes.txt: no table", "photo.jpg: no ending", "rejects.csv: was written"}) {
      CAPTURE(told);
      CHECK(run.err.find(told) != std::string::npos);
    }
    CHECK(run.err.find("hidden") == std::string::npos);
    CHECK(run.err.find("~$") == std::string::npos);
    const CliRun report = run_cli({"report", folder, "-o", directory.file("out"), "--quiet"});
    CHECK(report.status == 5);
    CHECK(std::filesystem::exists(directory.file("out/report.json")));

    // A report in the folder of its exports is none of them the next time.
    CHECK(run_cli({"report", folder, "-o", folder, "--quiet"}).status == 5);
    CHECK(exports::Table(annotated(run_cli({"annotate", folder}, {}, directory.path().string()))).size() == 12);
  }

  TEST_CASE("a pattern that the shell has not expanded is expanded") {
    const TempDir directory;
    directory.write("b.csv", "id,comment\nb,The staff was friendly\n");
    directory.write("a.csv", "id,comment\na,The staff was friendly\n");
    directory.write("c.tsv", "id\tcomment\nc\tThe staff was friendly\n");
    directory.write("x[1].csv", "id,comment\nx,The staff was friendly\n");
    const auto ids = [&](const std::string& argument) {
      return exports::Table(annotated(run_cli({"annotate", "-q", argument}, {}, directory.path().string())))
          .column("id");
    };
    CHECK(ids("?.csv") == std::vector<std::string>{"a", "b"});
    CHECK(ids("[bc].*") == std::vector<std::string>{"b", "c"});
    CHECK(ids("x[1].csv") == std::vector<std::string>{"x"});
    const CliRun none = run_cli({"annotate", "*.xlsx"}, {}, directory.path().string());
    CHECK(none.status == 3);
    CHECK(none.err.find("no file matches") != std::string::npos);
  }

  TEST_CASE("segments of files of different layouts are joined by name") {
    const TempDir directory;
    std::string first = "id;karakter;kommentar;Butik\n";
    std::string second = "Butik,comment,score,id,country\n";
    for (int i = 0; i < 40; ++i) {
      const std::string n = std::to_string(i);
      first += "a" + n + ";" + std::to_string(i % 11) + ";Fin service nummer " + n + ";" +
               (i % 2 == 0 ? "Aarhus" : "Odense") + "\n";
      second += std::string(i % 2 == 0 ? "Aarhus" : "Odense") + ",Good service number " + n + "," +
                std::to_string(i % 11) + ",b" + n + "," + (i % 3 == 0 ? "SE" : "DK") + "\n";
    }
    const CliRun run = run_cli({"report", directory.write("a.csv", first), directory.write("b.csv", second), "-q", "-o",
                                directory.file("out"), "--json"});
    REQUIRE(run.status == 0);
    const auto report = nlohmann::json::parse(run.out);
    std::vector<std::string> names;
    for (const auto& segment : report.at("segments")) names.push_back(segment.at("column"));
    CHECK(std::count(names.begin(), names.end(), "Butik") > 0);
    for (const auto& segment : report.at("segments")) {
      if (segment.at("column") == "Butik") CHECK(segment.at("rows") == 40);
    }
  }

  TEST_CASE("a packed export that breaks off ends with status 5 whatever is allowed, and its rows are kept") {
    const TempDir directory;
    std::string csv = "id,score,comment\n";
    for (int i = 0; i < 20000; ++i)
      csv += std::to_string(i) + "," + std::to_string(i * 7 % 11) + ",The staff was friendly\n";
    const std::string gzip = packed::gzip(csv);
    const std::string path = directory.write("a.csv.gz", gzip.substr(0, gzip.size() - 5));
    const CliRun run = run_cli({"annotate", path, "-o", directory.file("out.csv"), "--allow-rejects", "50%"});
    CHECK(run.status == 5);
    CHECK(run.err.find("is cut off at byte") != std::string::npos);
    CHECK(exports::Table(testing::read_file(directory.file("out.csv"))).size() > 19000);
    const exports::Table rejects(testing::read_file(directory.file("out.csv.rejects.csv")));
    REQUIRE(rejects.size() == 1);
    CHECK(rejects.at(0, "lost") == "rest");
  }
}
