// Runs over several exports: rows told apart, files that cannot be read, columns that some of them lack.
#include <algorithm>
#include <doctest/doctest.h>

#include "exports.h"
#include "testing.h"

using nlohmann::json;
using testing::CliRun;
using testing::run_cli;
using testing::TempDir;

namespace {

const char* const without_ids = "score;comment\n9;The staff was friendly\n2;Slow delivery of the parcel\n";
const char* const with_ids = "id;score;comment\nx1;8;Easy to find the shop\n";

}  // namespace

TEST_SUITE("several files") {
  TEST_CASE("rows without ids are told apart by their file") {
    const TempDir directory;
    const std::string first = directory.write("dk/march.csv", without_ids);
    const std::string second = directory.write("se/march.csv", without_ids);
    const std::string third = directory.write("april.csv", with_ids);
    const std::vector<std::string> ids{"dk/march:row-1", "dk/march:row-2", "se/march:row-1", "se/march:row-2", "x1"};
    const std::vector<std::string> files{"dk/march", "dk/march", "se/march", "se/march", "april"};
    CHECK(run_cli({"report", first, second, third, "-q", "-o", directory.file("out")}).status == 0);
    const exports::Table comments(testing::read_file(directory.file("out/comments.csv")));
    CHECK(comments.column("id") == ids);
    CHECK(comments.column("file") == files);
    const exports::Table rows(run_cli({"annotate", first, second, third, "-q"}).out);
    CHECK(rows.column("id") == ids);
    CHECK(rows.column("file") == files);
    const CliRun lines = run_cli({"annotate", first, second, "-q", "--to", "jsonl"});
    CHECK(json::parse(lines.out.substr(0, lines.out.find('\n'))).at("file") == "dk/march");
    // What such an id leads to can be explained.
    const CliRun why = run_cli({"why", second, "--id", "se/march:row-2", "--json"});
    REQUIRE(why.status == 0);
    CHECK(json::parse(why.out).at("text") == "Slow delivery of the parcel");

    const exports::Table alone(run_cli({"annotate", first, "-q"}).out);
    CHECK(alone.column("id") == std::vector<std::string>{"row-1", "row-2"});
    CHECK(alone.header()[1] == "date");
  }

  TEST_CASE("lists and quotes name the file that a row is of") {
    const TempDir directory;
    std::string rows = "id;score;comment\n";
    for (int i = 0; i < 12; ++i) {
      rows += std::to_string(i) + (i % 2 == 0 ? ";1;The delivery was late and nobody called back\n"
                                              : ";10;The staff in the shop was very friendly and helpful\n");
    }
    const std::vector<std::string> files{directory.write("in/march.csv", rows), directory.write("in/april.csv", rows)};
    const auto json_of = [&](const std::vector<std::string>& inputs, const std::string& out) {
      std::vector<std::string> arguments{"report", "-q", "-o", directory.file(out)};
      arguments.insert(arguments.end(), inputs.begin(), inputs.end());
      CHECK(run_cli(arguments).status == 0);
      return json::parse(testing::read_file(directory.file(out + "/report.json")));
    };
    const json report = json_of(files, "out");
    const exports::Table list(testing::read_file(directory.file("out/close_the_loop.csv")));
    CHECK(list.header()[3] == "file");
    std::vector<std::string> called = list.column("file");
    CHECK(std::count(called.begin(), called.end(), "march") == 12);
    CHECK(std::count(called.begin(), called.end(), "april") == 12);
    CHECK(report.at("close_the_loop").at("call").at("top").at(0).at("file") == "march");
    for (const json& theme : report.at("themes")) {
      for (const json& quote : theme.at("quotes")) CHECK(quote.at("file").is_string());
    }
    CHECK(json_of({files[0]}, "alone").at("close_the_loop").at("call").at("top").at(0).at("file").is_null());

    // The same files elsewhere are the same report; under other names they are another one, and its hash says so.
    const auto hash_of = [](const json& made) { return made.at("provenance").at("input_hash"); };
    const json moved =
        json_of({directory.write("moved/march.csv", rows), directory.write("moved/april.csv", rows)}, "out2");
    CHECK(moved == report);
    const json named = json_of({directory.write("named/a.csv", rows), directory.write("named/b.csv", rows)}, "out3");
    CHECK(hash_of(named) != hash_of(report));
  }

  TEST_CASE("a file that cannot be read is told, the others are read, and the status says so") {
    const TempDir directory;
    directory.write("in/a.csv", with_ids);
    directory.write("in/b.csv", "");
    directory.write("in/c.xlsx", "PK\x03\x04 no workbook");
    directory.write("in/d.csv", "id;amount\n1;17\n2;19\n");
    const std::string folder = directory.file("in");
    for (const std::string command : {"report", "annotate"}) {
      CAPTURE(command);
      const CliRun run = run_cli({command, folder, "-q", "--allow-rejects", "100%", "-o", directory.file(command)});
      CHECK(run.status == 5);
      for (const char* name : {"left out ", "b.csv: is empty", "c.xlsx: ", "d.csv: has no column"}) {
        CHECK(run.err.find(name) != std::string::npos);
      }
      CHECK(std::filesystem::exists(directory.file(command)));
      CHECK(run_cli({command, folder, "-q", "--strict", "-o", directory.file("strict")}).status == 3);
      CHECK_FALSE(std::filesystem::exists(directory.file("strict")));
    }
    const json report = json::parse(testing::read_file(directory.file("report/report.json")));
    CHECK(report.at("input").at("unread_files") == 3);
    CHECK(report.at("input").at("rows") == 1);
    const json& note = report.at("notes").front();
    CHECK(note.at("kind") == "unread_files");
    CHECK(note.at("count") == 3);
    CHECK(note.at("of") == 4);
    // Nothing at all that can be read is an error, and so is a single file.
    std::filesystem::remove(directory.file("in/a.csv"));
    CHECK(run_cli({"report", folder, "-q", "-o", directory.file("none")}).status == 3);
    CHECK(run_cli({"report", directory.file("in/b.csv"), "-q", "-o", directory.file("none")}).status == 3);
    CHECK_FALSE(std::filesystem::exists(directory.file("none")));
  }

  TEST_CASE("columns that one of the files lacks are told") {
    const TempDir directory;
    const std::string first = directory.write("a.csv", "id;Hvorfor;Andet\n1;God service;Intet at klage over\n");
    const std::string second = directory.write("b.csv", "id;Hvorfor\n2;Lang ventetid\n");
    const std::vector<std::string> flags{"--text-column", "Hvorfor", "--text-column", "Andet"};
    const auto run = [&](std::vector<std::string> args) {
      args.insert(args.end(), flags.begin(), flags.end());
      return run_cli(args);
    };
    const CliRun both = run({"annotate", first, second});
    CHECK(both.status == 0);
    CHECK(both.err.find("b.csv: CSV with ';', text=Hvorfor, id=id; lacks the column Andet") != std::string::npos);
    CHECK(exports::Table(both.out).column("text") ==
          std::vector<std::string>{"God service\nIntet at klage over", "Lang ventetid"});
    // In a file alone it is a slip of the pen.
    CHECK(run({"annotate", second}).status == 2);
  }
}

TEST_SUITE("ids") {
  TEST_CASE("without an id column, what needs ids says that it can do nothing") {
    const TempDir directory;
    const std::string path = directory.write("a.csv", without_ids);
    for (const std::string command : {"report", "annotate"}) {
      const CliRun run = run_cli({command, path, "-q", "--drop-copies", "-o", directory.file(command)});
      CHECK(run.status == 0);
      CHECK(run.err.find("--drop-copies could leave nothing out of " + path) != std::string::npos);
    }
    const CliRun why = run_cli({"why", path, "--id", "x"});
    CHECK(why.status == 2);
    CHECK(why.err.find("row-1, row-2") != std::string::npos);
    CHECK(why.err.find("--id-column") != std::string::npos);
    CHECK(run_cli({"why", path, "--id", "row-2"}).status == 0);
  }

  TEST_CASE("why of a file without --id is no explanation of its name") {
    const TempDir directory;
    const std::string path = directory.write("a.csv", with_ids);
    const CliRun run = run_cli({"why", path});
    CHECK(run.status == 2);
    CHECK(run.out.empty());
    CHECK(run.err.find("--id") != std::string::npos);
  }
}

TEST_CASE("what is missing is told apart from what was rejected") {
  const TempDir directory;
  const std::string path =
      directory.write("a.csv",
                      "id;dato;score;kommentar\n1;2025-01-01;9;God service\n2;2025-01-01;N/A;Nå ja\n"
                      "3;i går;12;Langt væk\n4\n5;2025-01-02;7;a;b\nTotal;;28;\n");
  const CliRun run = run_cli({"report", path, "-o", directory.file("out")});
  CHECK(run.status == 5);
  CHECK(run.err.find("kept 2 rows without a score, 1 row with fewer fields than the header") != std::string::npos);
  CHECK(run.err.find("3 rejected (1 row, 1 score, 1 date)") != std::string::npos);
  CHECK(run.err.find("left out 1 summary row") != std::string::npos);
  const json input = json::parse(testing::read_file(directory.file("out/report.json"))).at("input");
  CHECK(input.at("rows") == 4);
  CHECK(input.at("rejected") == 2);
  CHECK(input.at("rejected_rows") == 1);
  CHECK(input.at("rejected_scores") == 1);
  CHECK(input.at("rejected_dates") == 1);
  CHECK(input.at("missing_scores") == 2);
  CHECK(input.at("short_rows") == 1);
  CHECK(input.at("summary_rows") == 1);
  CHECK(input.at("unread_files") == 0);
  const std::string page = testing::read_file(directory.file("out/report.html"));
  for (const char* told :
       {"Rækker uden vurdering</th><td>2<", "Datoer, der ikke kunne læses</th><td>1<",
        "Rækker med færre felter end overskriften</th><td>1<", "Sumrækker udeladt (i alt, gennemsnit)</th><td>1<"}) {
    CAPTURE(std::string(told));
    CHECK(page.find(told) != std::string::npos);
  }
  const exports::Table rejects(testing::read_file(directory.file("out/rejects.csv")));
  CHECK(rejects.column("lost") == std::vector<std::string>{"cell", "cell", "row", "none"});
}

TEST_CASE("a summary row alone changes no status") {
  const TempDir directory;
  const std::string path = directory.write("a.csv", "id;score;kommentar\n1;9;God service\n2;8;Fint nok\nTotal;17;\n");
  const CliRun run = run_cli({"annotate", path, "-q", "-o", directory.file("rows.csv")});
  CHECK(run.status == 0);
  CHECK(run.err.empty());
  CHECK(exports::Table(testing::read_file(directory.file("rows.csv"))).size() == 2);
  CHECK(exports::Table(testing::read_file(directory.file("rows.csv.rejects.csv"))).column("lost") ==
        std::vector<std::string>{"none"});
}

TEST_CASE("rejects.csv is UTF-8 whatever the export was") {
  const TempDir directory;
  for (const std::string bytes : {"id;score;kommentar\n1;12;F\xE6rdig p\xE5 \xD8sterbro\n2;9;S\xE5 er det slut\n",
                                  "id;score;kommentar\n1;12;F\xC3\xA6rdig \xFF\xFE p\xC3\xA5\n"}) {
    const std::string path = directory.write("a.csv", bytes);
    CHECK(run_cli({"annotate", path, "-q", "-o", directory.file("rows.csv")}).status == 5);
    const std::string rejects = testing::read_file(directory.file("rows.csv.rejects.csv"));
    CHECK(json::accept(json(rejects).dump(-1, ' ', false, json::error_handler_t::strict)));
    CHECK(rejects.find("F\xC3\xA6rdig") != std::string::npos);
  }
}
