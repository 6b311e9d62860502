// Rows that sum up the others: "Total" below a table is no customer.
#include "io_summary.h"

#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "reading.h"

using cxtext::ReadOptions;
using reading::Export;
using reading::read_all;
using reading::Strings;
using reading::texts;

namespace {

const std::string table =
    "Svarid;Dato;Afdeling;Karakter;Kommentar\n"
    "a;2025-03-01;Nord;9;God hjælp i butikken\n"
    "b;2025-03-01;Syd;4;Alt for lang ventetid\n"
    "c;2025-03-02;Nord;7;Helt fint og roligt\n";

Strings ids(const Export& all) {
  Strings list;
  for (const auto& comment : all.comments) list.push_back(comment.id);
  return list;
}

}  // namespace

TEST_SUITE("summary rows") {
  TEST_CASE("labels in five languages, alone or with what is summed up") {
    for (const char* label : {"Total",
                              "TOTAL:",
                              "Totalt",
                              "I alt",
                              "I alt:",
                              "Ialt",
                              "Iallt",
                              "Sum",
                              "Summa",
                              "Gennemsnit",
                              "Gennemsnit:",
                              "Gjennomsnitt",
                              "Gj.snitt",
                              "Genomsnitt",
                              "Medelvärde",
                              "Medel",
                              "Snitt",
                              "Average",
                              "Average score",
                              "Mean",
                              "Grand total",
                              "Antal",
                              "Antal svar",
                              "Antall besvarelser",
                              "Sum (n=25)",
                              "Gns.",
                              "Overall average",
                              "Total (n = 1.204)",
                              "Subtotal",
                              "Totalsum",
                              "Net Promoter Score",
                              "NPS"}) {
      CAPTURE(label);
      CHECK(cxtext::io::is_summary_label(label));
    }
    for (const char* comment :
         {"", "Total katastrofe", "Totalt kaos i kassen", "Summen var forkert", "Average service", "Gennemsnitlig",
          "Alle var søde", "Mean staff", "Sum up: bad", "Antal medarbejdere var for lavt", "9", "Medlem", "Totally"}) {
      CAPTURE(comment);
      CHECK_FALSE(cxtext::io::is_summary_label(comment));
    }
  }

  TEST_CASE("rows below the table, whatever the shape of theirs") {
    struct Below {
      const char* rows;
      std::size_t n_summaries;
    };
    const std::vector<Below> cases{
        {"Gennemsnit;;;6,67;\n", 1},
        {"\n\nGennemsnit;;;6,67;\n", 1},
        {"I alt;;;20;\nAntal;;;3;\nGennemsnit;;;6,67;\n", 3},
        {";Total;;7;\n", 1},                            // in the column of dates
        {";;Total;7;\n", 1},                            // in a column of segments
        {";;;7;Gennemsnit\n", 0},                       // a comment with a score before it is read as one
        {";;;;Gennemsnit\n", 0},                        // nothing beside it
        {";;;6,67;\n", 1},                              // no label
        {";;;7;\n", 0},                                 // a score that could be a customer's
        {";;;Gennemsnit: 6,67;\n", 1},                  // label and figure in one cell
        {"Total;;;33 %;\n", 1},                         // a share
        {"Gennemsnit;;;#DIV/0!;\n", 1},                 // an error of a formula
        {"Total;;;7;\nUdtrukket 1. marts;;;;\n", 1},    // a note follows
        {"Total;2025-03-03;Nord;7;\n", 0},              // somebody called Total answered
        {"d;2025-03-03;Nord;7;Total\n", 0},             // a comment
        {";;Total;7;\ne;2025-03-03;Nord;8;Godt\n", 0},  // a comment comes after it
    };
    for (const Below& c : cases) {
      CAPTURE(c.rows);
      const Export all = read_all(table + c.rows);
      REQUIRE(all.failure == "");
      CHECK(all.counts.summary_rows == c.n_summaries);
      std::size_t n_rejects = 0;
      for (const auto& reject : all.rejects) {
        CHECK(reject.is_summary);
        n_rejects += reject.is_summary ? 1 : 0;
      }
      CHECK(n_rejects == c.n_summaries);
      CHECK(all.counts.rows == all.comments.size());
      CHECK(all.comments.size() >= 3);
      for (const auto& comment : all.comments) CHECK((!comment.score || *comment.score != 6.67));
    }
  }

  TEST_CASE("rows come out in order when what was held back is an answer after all, in batches of any size") {
    std::string bytes = "Station;Score;Comment\n";
    for (int i = 0; i < 200; ++i) bytes += i % 3 == 0 ? "Total;7;\n" : i % 7 == 0 ? "Shell;;\n" : "Shell;9;Quick\n";
    bytes += "Shell;8;Fine\nI alt;8;\nSnitt;9;\n";
    const testing::TempDir folder;
    const std::string path = folder.write("a.csv", bytes);
    const Export whole = reading::drain(path, {}, 1000);
    CHECK(whole.counts.summary_rows == 2);
    REQUIRE(whole.comments.size() == 201);
    CHECK(whole.comments.front().id == "row-1");
    CHECK(whole.comments.back().id == "row-201");
    for (const std::size_t batch : {1U, 2U, 7U}) {
      const Export again = reading::drain(path, {}, batch);
      CHECK(ids(again) == ids(whole));
      CHECK(texts(again) == texts(whole));
      CHECK(again.rejects.size() == whole.rejects.size());
    }
  }

  TEST_CASE("threads see the same rows as one") {
    std::string bytes = "Station;Score;Comment\n";
    testing::Random random(5);
    for (int i = 0; i < 30000; ++i) bytes += random.chance(0.02) ? "Total;7;\n" : "Shell;9;Quick and \xC3\xA6rlig\n";
    bytes += "Total;27,5;\n";
    const testing::TempDir folder;
    const std::string path = folder.write("a.csv", bytes);
    const Export one = reading::drain(path, {}, 999);
    const Export three = reading::drain(path, {.threads = 3}, 100);
    CHECK(one.counts.summary_rows == 1);
    CHECK(three.counts.summary_rows == 1);
    CHECK(ids(three) == ids(one));
    REQUIRE(three.rejects.size() == one.rejects.size());
    for (std::size_t i = 0; i < one.rejects.size(); ++i) {
      CHECK(three.rejects[i].byte == one.rejects[i].byte);
      CHECK(three.rejects[i].line == one.rejects[i].line);
    }
  }

  TEST_CASE("offsets of summary rows count in the file, in UTF-16 too") {
    std::string wide = "\xFF\xFE";
    const std::string bytes = "id;score;comment\n1;9;Good service here\n2;8;Fine with me\nTotal;8,5;\n";
    for (const char c : bytes) wide += {c, '\0'};
    const Export all = read_all(wide);
    REQUIRE(all.rejects.size() == 1);
    CHECK(all.rejects[0].byte == 2 + 2 * bytes.find("Total"));
    CHECK(all.rejects[0].line == 4);
    CHECK(all.rejects[0].raw == "Total;8,5;");
  }
}

TEST_CASE("what rows lack is counted: scores, dates, fields") {
  const Export all = read_all(
      "id,date,score,comment\n1,2025-01-01,9,Good service\n2,2025-01-02,N/A,Hmm well\n3,2025-01-03,,\n4,soon,12,Far "
      "away\n"
      "5,2025-01-05\n6,2025-01-06,7,a,b\n");
  CHECK(all.counts.rows == 5);
  CHECK(all.counts.missing_scores == 3);
  CHECK(all.counts.rejected_scores == 1);
  CHECK(all.counts.rejected_dates == 1);
  CHECK(all.counts.rejected_rows == 1);
  CHECK(all.counts.short_rows == 1);
  CHECK(all.counts.summary_rows == 0);
  // Without a column of scores none is missing.
  CHECK(read_all("id,comment\n1,Good service\n2,Hmm well\n").counts.missing_scores == 0);
}

TEST_CASE("short names tell files apart") {
  struct Names {
    std::vector<std::string> paths;
    Strings names;
  };
  const std::vector<Names> cases{
      {{"a.csv"}, {"a"}},
      {{"in/jan.csv", "in/feb.csv.gz", "-"}, {"jan", "feb", "stdin"}},
      {{"dk/export.csv", "se/export.csv", "no.csv"}, {"dk/export", "se/export", "no"}},
      {{"x/dk/a.csv", "y/dk/a.csv"}, {"x/dk/a", "y/dk/a"}},
      {{"a.csv", "a.xlsx"}, {"a", "a.xlsx"}},
      {{"a.csv", "a.csv"}, {"a", "a"}},
      {{"nps.2025.csv", ".hidden"}, {"nps.2025", ".hidden"}},
  };
  for (const Names& c : cases) CHECK(Strings(cxtext::short_names(c.paths)) == c.names);
}
