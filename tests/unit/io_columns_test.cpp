// Which column is what, and what their cells say: scores, dates.
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "cxtext/io.h"

#include "reading.h"
#include "testing.h"

using cxtext::ErrorCode;
using reading::Export;
using reading::read_all;
using reading::Strings;

TEST_CASE("scores: numbers, missing answers, rejects") {
  struct Case {
    const char* cell;
    double score;  // -1: none
    bool rejected;
  };
  const Case cases[] = {{"0", 0, false},
                        {"10", 10, false},
                        {"9,5", 9.5, false},
                        {" 8 ", 8, false},
                        {"7.0", 7, false},
                        {"10 - Meget sandsynligt", 10, false},
                        {"", -1, false},
                        {"N/A", -1, false},
                        {"-", -1, false},
                        {"\xE2\x80\x93", -1, false},
                        {"Ved ikke", -1, false},
                        {"vet ej", -1, false},
                        {"VET IKKE", -1, false},
                        {"don't know", -1, false},
                        {"ikke svaret", -1, false},
                        {"don\xE2\x80\x99t know", -1, false},
                        {"veit ikkje", -1, false},
                        {"11", -1, true},
                        {"-1", -1, true},
                        {"ti", -1, true},
                        {"1e1", -1, true},
                        {"9-10", -1, true},
                        {"80%", -1, true},
                        {"1.2.3", -1, true},
                        {"inf", -1, true},
                        {"nan", -1, false}};
  for (const Case& c : cases) {
    CAPTURE(c.cell);
    const Export all = read_all("id\tscore\ttext\n1\t" + std::string(c.cell) + "\tx\n2\t5\ty\n3\t6\tz\n4\t6\tz\n",
                                {.score_column = "score"});
    REQUIRE(all.comments.size() == 4);
    CHECK(all.comments[0].score.value_or(-1) == c.score);
    CHECK(all.rejects.size() == (c.rejected ? 1 : 0));
    CHECK(all.counts.rejected_scores == (c.rejected ? 1 : 0));
    if (!c.rejected) continue;
    CHECK_FALSE(all.rejects[0].row_lost);
    CHECK(all.rejects[0].line == 2);
    CHECK(all.rejects[0].column == 2);
    CHECK(all.rejects[0].byte == 14);
    CHECK(all.rejects[0].raw == "1\t" + std::string(c.cell) + "\tx");
  }
}

TEST_CASE("dates: shapes, and the order of day and month by the column") {
  struct Case {
    const char* first;
    const char* second;
    const char* format;
    Strings dates;
  };
  const Case cases[] = {
      {"2024-02-29", "2024-12-01T23:59:59Z", "y-m-d", {"2024-02-29", "2024-12-01"}},
      {"2024/2/9", "20240210", "y-m-d", {"2024-02-09", "2024-02-10"}},
      {"1.2.2024", "31.12.23 kl. 14:05", "d.m.y", {"2024-02-01", "2023-12-31"}},
      {"01/05/2018 20:23", "21/02/2018 19:39", "d/m/y", {"2018-05-01", "2018-02-21"}},
      {"01/05/2018", "02/21/2018 7:39 PM", "m/d/y", {"2018-01-05", "2018-02-21"}},
      {"01/05/2018", "02/06/2018", "d/m/y", {"2018-05-01", "2018-06-02"}},
      {"01-05-2018", "21-02-2018", "d-m-y", {"2018-05-01", "2018-02-21"}},
      {"2024-01-01", "N/A", "y-m-d", {"2024-01-01", ""}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.first);
    const Export all = read_all("when;text\n" + std::string(c.first) + ";one\n" + c.second + ";two\n",
                                {.text_columns = {"text"}, .date_column = "when"});
    REQUIRE(all.comments.size() == 2);
    CHECK(Strings{all.comments[0].date, all.comments[1].date} == c.dates);
    CHECK(all.layout.date_format == c.format);
    CHECK(all.rejects.empty());
  }
  for (const char* bad : {"2023-02-29", "31.04.2024", "yesterday", "1.2", "2024-13-01", "12.30"}) {
    CAPTURE(bad);
    const Export all = read_all("dato;text\n2024-01-01;a\n" + std::string(bad) + ";b\n", {.date_column = "dato"});
    REQUIRE(all.comments.size() == 2);
    CHECK(all.comments[1].date.empty());
    REQUIRE(all.rejects.size() == 1);
    CHECK_FALSE(all.rejects[0].row_lost);
    CHECK(all.rejects[0].column == 1);
    CHECK(all.counts.rejected_scores == 0);
  }
}

TEST_CASE("columns are found by name in five languages, and by content") {
  struct Case {
    const char* header;
    const char* text;
    const char* score;
  };
  const Case cases[] = {
      {"Respons-ID;NPS;Bem\xC3\xA6rkning", "Bem\xC3\xA6rkning", "NPS"},
      {"id;Betyg;Omd\xC3\xB6me", "Omd\xC3\xB6me", "Betyg"},
      {"id;Poeng;\xC3\x85pent svar", "\xC3\x85pent svar", "Poeng"},
      {"id;Karakter;Tilbakemelding", "Tilbakemelding", "Karakter"},
      {"id;Likelihood to Recommend;Review", "Review", "Likelihood to Recommend"},
      {"id;starRating;customer_comment", "customer_comment", "starRating"},
      {"id;Hvor sandsynligt er det, at du vil anbefale os?;Hvad er den vigtigste \xC3\xA5rsag til din score?",
       "Hvad er den vigtigste \xC3\xA5rsag til din score?", "Hvor sandsynligt er det, at du vil anbefale os?"},
      {"id;Q1;Q2", "Q2", "Q1"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.header);
    std::string bytes = std::string(c.header) + "\n";
    for (int i = 0; i < 12; ++i) {
      bytes += "x" + std::to_string(100 + i) + ";" + std::to_string(10 - i % 5) + ";Det tog for lang tid nr " +
               std::to_string(i) + "\n";
    }
    const Export all = read_all(bytes);
    CHECK(Strings(all.layout.text_columns) == Strings{c.text});
    CHECK(all.layout.score_column == c.score);
    CHECK(all.layout.segment_columns.empty());
    CHECK(all.comments.size() == 12);
  }
}

TEST_CASE("a file without a header") {
  const Export all = read_all("1;9;Hurtig og god levering\n2;3;Det tog alt for lang tid\n3;9;Alt var som det skulle\n");
  CHECK_FALSE(all.layout.has_header);
  CHECK(Strings(all.layout.columns) == Strings{"1", "2", "3"});
  CHECK(Strings(all.layout.text_columns) == Strings{"3"});
  CHECK(all.layout.score_column == "2");
  REQUIRE(all.comments.size() == 3);
  CHECK(all.comments[0].id == "row-1");
  CHECK(all.comments[0].line == 1);
}

TEST_CASE("columns that the caller names") {
  const std::string bytes = "A b,c,d,e\n1,x,y,z\n2,u,v,w\n";
  const Export all = read_all(bytes, {.text_columns = {"C", "4"}, .id_column = "a_B", .segment_columns = {"d"}});
  CHECK(Strings(all.layout.text_columns) == Strings{"c", "e"});
  REQUIRE(all.comments.size() == 2);
  CHECK(all.comments[0].text == "x\nz");
  CHECK(all.comments[0].id == "1");
  CHECK(Strings(all.comments[1].segments) == Strings{"v"});
  const Export missing = read_all("id,kommentar\n1,x\n", {.text_columns = {"komentar"}});
  CHECK(missing.failed == ErrorCode::missing_column);
  CHECK(missing.failure.find("\"kommentar\"") != std::string::npos);
  CHECK(missing.failure.find("--text-column") != std::string::npos);
}
