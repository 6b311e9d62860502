// Scores, missing answers, dates and header rows as exports write them.
#include "io_values.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <string>
#include <string_view>
#include <vector>

#include "io_dates.h"
#include "io_header.h"
#include "testing.h"

namespace {

using cxtext::DecimalMark;
using cxtext::io::DateOrder;
using cxtext::io::DateStyle;
using cxtext::io::DateTally;

std::string date_of(const std::string& cell, const DateStyle& style = {}) {
  std::string iso;
  cxtext::io::read_date(cell, style, iso);
  return iso;
}

}  // namespace

TEST_SUITE("io_values") {
  TEST_CASE("scores as survey tools write them") {
    struct Case {
      const char* cell;
      double value;
      double out_of;
      bool labelled;
    };
    const Case cases[] = {{"9", 9, 0, false},
                          {" 10 ", 10, 0, false},
                          {"8,5", 8.5, 0, false},
                          {"9.0", 9, 0, false},
                          {"-3", -3, 0, false},
                          {"\xE2\x88\x92"
                           "3",
                           -3, 0, false},
                          {"9 - Very likely", 9, 0, false},
                          {"10 – Meget sandsynligt", 10, 0, false},
                          {"7: passive", 7, 0, false},
                          {"9 (likely)", 9, 0, false},
                          {"10 Extremely likely", 10, 0, true},
                          {"5 stjerner", 5, 0, true},
                          {"Extremely likely (10)", 10, 0, true},
                          {"Meget sandsynligt - 10", 10, 0, true},
                          {"Ållerhøjst: 8,5", 8.5, 0, true},
                          {"10/10", 10, 10, false},
                          {"4 / 5", 4, 5, false},
                          {"4 af 5", 4, 5, false},
                          {"4 av 5", 4, 5, false},
                          {"4 ud af 5", 4, 5, false},
                          {"4 out of 5 stars", 4, 5, false},
                          {"★★★★☆", 4, 5, false},
                          {"⭐⭐⭐", 3, 0, false},
                          {"1,299.5", 1299.5, 0, false}};
    for (const Case& c : cases) {
      CAPTURE(std::string(c.cell));
      const auto score = cxtext::io::parse_score(c.cell);
      REQUIRE(score.has_value());
      CHECK(score->value == c.value);
      CHECK(score->out_of == c.out_of);
      CHECK(score->labelled == c.labelled);
    }
    for (const std::string& none :
         std::vector<std::string>{"", "-", "ti", "1e1", "9-10", "80%", "1.2.3", "inf", "5:30", "Promoter", "10/10-2025",
                                  "☆☆☆", "2025-01-31", "q9", "12345678901234567890123456789012345"}) {
      CAPTURE(none);
      CHECK_FALSE(cxtext::io::parse_score(none).has_value());
    }
    CHECK(cxtext::io::parse_score("1.299,50", DecimalMark::comma)->value == 1299.5);
    CHECK(cxtext::io::parse_score("1.000", DecimalMark::comma)->value == 1000);
    CHECK(cxtext::io::parse_score("1.000", DecimalMark::point)->value == 1);
    CHECK(cxtext::io::parse_score("0.500", DecimalMark::comma)->value == 0.5);
  }

  TEST_CASE("cells that say that there is no answer, in five languages") {
    for (const std::string& missing : std::vector<std::string>{"",
                                                               " ",
                                                               "-",
                                                               "–",
                                                               "?",
                                                               "...",
                                                               "N/A",
                                                               "n/a",
                                                               "#N/A",
                                                               "NULL",
                                                               "Ved ikke",
                                                               "ved ej",
                                                               "Vet ej",
                                                               "Vet inte",
                                                               "vet ikke",
                                                               "Veit ikkje",
                                                               "Don't know",
                                                               "don’t know",
                                                               "Ikke relevant",
                                                               "Inte relevant",
                                                               "Ikkje relevant",
                                                               "Not relevant",
                                                               "Ej aktuellt",
                                                               "Ubesvaret",
                                                               "Obesvarad",
                                                               "Ubesvart",
                                                               "Ønsker ikke at svare",
                                                               "Ønskjer ikkje å svare",
                                                               "Vill inte svara",
                                                               "Ved ikke / ikke relevant",
                                                               "Don't know (N/A)",
                                                               "\xC2\xA0"}) {
      CAPTURE(missing);
      CHECK(cxtext::io::says_missing(missing));
    }
    for (const std::string& answer :
         std::vector<std::string>{"9", "ved", "Nej", "Promoter", "ved ikke hvad", "not bad", "Aarhus / Odense"}) {
      CAPTURE(answer);
      CHECK_FALSE(cxtext::io::says_missing(answer));
    }
  }

  TEST_CASE("dates of every shape") {
    struct Case {
      const char* cell;
      const char* iso;
    };
    const Case cases[] = {{"2025-12-31", "2025-12-31"},
                          {"2025-12-31T23:59:59Z", "2025-12-31"},
                          {"2025-12-31 23:59", "2025-12-31"},
                          {"2025/12/31", "2025-12-31"},
                          {"2025.1.2", "2025-01-02"},
                          {"20251231", "2025-12-31"},
                          {"20251231235959", "2025-12-31"},
                          {"31.12.2025", "2025-12-31"},
                          {"1. 2. 2025", "2025-02-01"},
                          {"31.12.25 kl. 14.05", "2025-12-31"},
                          {"31/12-2025", "2025-12-31"},
                          {"31/12 2025", "2025-12-31"},
                          {"31.12-25", "2025-12-31"},
                          {"31-12-25", "2025-12-31"},
                          {"31-12-70", "1970-12-31"},
                          {"31/12/2025", "2025-12-31"},
                          {"31. december 2025", "2025-12-31"},
                          {"31 desember 2025", "2025-12-31"},
                          {"den 1. marts 2025", "2025-03-01"},
                          {"1 mars 2025", "2025-03-01"},
                          {"17. mai 2025", "2025-05-17"},
                          {"6 juni 2025 kl 12:00", "2025-06-06"},
                          {"3. januari 2025", "2025-01-03"},
                          {"31-dec-25", "2025-12-31"},
                          {"5 okt. 2025", "2025-10-05"},
                          {"Dec 31, 2025", "2025-12-31"},
                          {"December 31st, 2025 11:59 PM", "2025-12-31"},
                          {"torsdag den 1. maj 2025", "2025-05-01"},
                          {"laurdag 3. mai 2025", "2025-05-03"},
                          {"Wed, 31 Dec 2025", "2025-12-31"}};
    for (const Case& c : cases) {
      CAPTURE(std::string(c.cell));
      CHECK(date_of(c.cell) == c.iso);
    }
    for (const std::string& none :
         std::vector<std::string>{"", "2025", "2025-13-01", "2025-02-29", "29.2.2025", "31.04.2024", "12.30", "1.2",
                                  "yesterday", "31. december", "45992", "12-12", "99/99/9999", "2025-12-31x",
                                  "31.12.202", "may 2025", "1234567890123", "10/10"}) {
      CAPTURE(none);
      CHECK(date_of(none).empty());
    }
    CHECK(date_of("12/31/2025", {.order = DateOrder::month_first}) == "2025-12-31");
    CHECK(date_of("25-12-31", {.order = DateOrder::year_first}) == "2025-12-31");
    CHECK(date_of("12.31.2025", {.order = DateOrder::month_first}).empty());
    CHECK(date_of("12.31.2025", {.order = DateOrder::month_first, .given = true}) == "2025-12-31");
    const DateStyle excel{.serial = true};
    CHECK(date_of("45992", excel) == "2025-12-01");
    CHECK(date_of("45992.75", excel) == "2025-12-01");
    CHECK(date_of("36585", excel) == "2000-02-29");
    CHECK(date_of("25569", excel) == "1970-01-01");
    CHECK(date_of("20000", excel) == "1954-10-03");
    CHECK(date_of("2025-12-31", excel) == "2025-12-31");
  }

  TEST_CASE("dates as most exports have them are read at once, to what their parser comes to") {
    // The neighbours of the digits and of the hyphen, and bytes whose upper bit is set.
    constexpr std::string_view near = "/:;?,.0-\x10\x7F\xAD\xB1\xFF";
    testing::Random random(9);
    std::size_t n_dates = 0;
    for (int i = 0; i < 20'000; ++i) {
      std::string cell = fmt::format("{:04}-{:02}-{:02}", 1880 + random.below(350), random.below(15), random.below(34));
      if (random.below(4) == 0) cell += random.below(2) == 0 ? "T09:30:00" : " 12";
      if (random.below(3) == 0) cell[random.below(cell.size())] = near[random.below(near.size())];
      const auto date = cxtext::io::parse_date(cell);
      const std::string expected = date ? cxtext::io::iso_date(*date, {}) : "";
      CAPTURE(cell);
      REQUIRE(date_of(cell) == expected);
      n_dates += expected.empty() ? 0 : 1;
    }
    CHECK(n_dates > 5'000);
  }

  TEST_CASE("a column tells the order of its dates") {
    struct Case {
      std::vector<const char*> cells;
      const char* format;
    };
    const Case cases[] = {{{"01/02/2025", "03/04/2025"}, "d/m/y"},
                          {{"01/02/2025", "03/25/2025"}, "m/d/y"},
                          {{"25/02/2025", "03/04/2025"}, "d/m/y"},
                          {{"01/02/2025 1:00 PM", "03/04/2025 2:00 AM"}, "m/d/y"},
                          {{"25-01-14", "25-01-15", "25-02-20"}, "y-m-d"},
                          {{"14-01-25", "15-01-25", "20-02-25"}, "d-m-y"},
                          {{"31.12.2025"}, "d.m.y"},
                          {{"31/12-2025"}, "d/m-y"},
                          {{"1. maj 2025"}, "d month y"},
                          {{"hello"}, ""}};
    for (const Case& c : cases) {
      DateTally tally;
      for (const char* cell : c.cells) tally.add(cell);
      CAPTURE(c.cells.front());
      CHECK(tally.format({.order = tally.order()}) == c.format);
    }
    CHECK(cxtext::io::parse_date_style("dd.mm.åååå")->order == DateOrder::day_first);
    CHECK(cxtext::io::parse_date_style("%m/%d/%Y")->order == DateOrder::month_first);
    CHECK(cxtext::io::parse_date_style("YYYY-MM-DD")->order == DateOrder::year_first);
    CHECK(cxtext::io::parse_date_style("excel")->serial);
    for (const std::string& none : std::vector<std::string>{"", "tomorrow", "dm", "d/m/y/d", "hh:mm"}) {
      CAPTURE(none);
      CHECK_FALSE(cxtext::io::parse_date_style(none).has_value());
    }
  }

  TEST_CASE("any bytes are a value or none") {
    testing::Random random(4);
    for (int round = 0; round < 20000; ++round) {
      std::string cell = testing::random_bytes(random, 6);
      if (random.chance(0.5)) cell = std::to_string(random.below(40)) + cell + std::to_string(random.below(3000));
      const std::string iso = date_of(cell, {.order = DateOrder::month_first, .serial = true});
      CHECK((iso.empty() || iso.size() == 10));
      (void)cxtext::io::parse_score(cell, DecimalMark::comma);
      (void)cxtext::io::says_missing(cell);
    }
  }

  TEST_CASE("the header is found below what stands above it") {
    using Rows = std::vector<std::vector<std::string>>;
    struct Case {
      const char* name;
      Rows rows;
      std::size_t first;
      std::size_t n;
    };
    const std::vector<std::string> names{"id", "score", "comment"};
    const std::vector<std::string> data{"1", "9", "Nice and quick"};
    const Case cases[] = {
        {"first row", {names, data, data}, 0, 1},
        {"blank rows above", {{""}, {"", "", ""}, names, data, data}, 2, 1},
        {"a title above", {{"Customer survey"}, {""}, names, data, data}, 2, 1},
        {"a wide title above", {{"Customer survey", "", ""}, {"Period", "2025", ""}, names, data, data}, 2, 1},
        {"none", {data, data, data}, 0, 0},
        {"questions below names",
         {{"Q1", "Q2", "RecordedDate"},
          {"How likely?", "Why?", "Recorded Date"},
          {"9", "Nice", "2025-01-01"},
          {"3", "Bad", "2025-01-02"}},
         0,
         2},
        {"import ids", {names, {"a", "b", "c"}, {"{\"ImportId\":\"QID1\"}", "{}", "{}"}, data}, 0, 3},
        {"open-ended", {{"id", "score", "Why?"}, {"", "Response", "Open-Ended Response"}, data, data}, 0, 2},
        {"no second header", {names, {"1", "", "words"}, data}, 0, 1}};
    for (const Case& c : cases) {
      CAPTURE(c.name);
      const cxtext::io::HeaderRows header = cxtext::io::find_header(c.rows, {});
      CHECK(header.n == c.n);
      if (c.n > 0) CHECK(header.first == c.first);
    }
    CHECK(cxtext::io::find_header({names, data}, {.header_row = 0}).n == 0);
    CHECK(cxtext::io::find_header({{"x"}, names, data}, {.header_row = 2}).first == 1);
    CHECK(cxtext::io::column_names({"a", " a ", "", "a\nb", "a", "a (2)"}) ==
          std::vector<std::string>{"a", "a (3)", "3", "a b", "a (4)", "a (2)"});
  }
}
