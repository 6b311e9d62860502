// JSON beyond an object a line: arrays, what holds them, objects over several lines; and plain lines of text.
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "cxtext/io.h"

#include "io_json_scan.h"
#include "packed.h"
#include "reading.h"

namespace {

using cxtext::FileFormat;
using reading::Export;
using reading::read_all;

using Texts = std::vector<std::string>;

Texts texts_of(const Export& all) {
  Texts texts;
  for (const cxtext::Comment& comment : all.comments) texts.push_back(comment.text);
  return texts;
}

const std::string one = R"({"id": 1, "score": 9, "comment": "Fin, [god] {service} \"her\" \\"})";
const std::string two = "{\n  \"id\": 2,\n  \"score\": 3,\n  \"comment\": \"Lang kø\"\n}";
const Texts both = {"Fin, [god] {service} \"her\" \\", "Lang kø"};

}  // namespace

TEST_SUITE("io_json") {
  TEST_CASE("objects in an array, in an object that holds one, or one after the other") {
    struct Case {
      const char* name;
      std::string bytes;
      FileFormat format;
    };
    const std::vector<Case> cases = {
        {"array", "[" + one + "," + two + "]", FileFormat::json},
        {"array over lines", "\n[\n  " + one + ",\n  " + two + "\n]\n", FileFormat::json},
        {"mark first", "\xEF\xBB\xBF[" + one + "," + two + "]", FileFormat::json},
        {"comma at the end", "[" + one + "," + two + ",]", FileFormat::json},
        {"no commas", "[" + one + "\n" + two + "]", FileFormat::json},
        {"no end", "[" + one + "," + two, FileFormat::json},
        {"held", "{\"n\": 2, \"of\": [\"a\", {\"b\": []}], \"data\": [" + one + "," + two + "], \"next\": [{}]}",
         FileFormat::json},
        {"held on one line", "{\"responses\": [" + one + "," + "{\"id\": 2, \"comment\": \"Lang kø\"}]}",
         FileFormat::json},
        {"one after the other", two.substr(0, 2) + one.substr(1) + "\n" + two + "\n", FileFormat::json},
        {"an object a line", one + "\n{\"id\": 2, \"comment\": \"Lang kø\"}\n", FileFormat::jsonl},
        {"one object", one, FileFormat::jsonl},
    };
    for (const Case& c : cases) {
      CAPTURE(c.name);
      const Export got = read_all(c.bytes, {.text_columns = {"comment"}}, "a.json");
      REQUIRE(got.failure == "");
      CHECK(got.layout.format == c.format);
      CHECK(texts_of(got) == (c.bytes == one ? Texts{both[0]} : both));
      CHECK(got.rejects.empty());
      CHECK(got.comments[0].id == "1");
      // The hash is of the whole file, also of what comes after the rows.
      CHECK(got.hash != read_all(c.bytes + " ", {.text_columns = {"comment"}}, "a.json").hash);
    }
  }

  TEST_CASE("rows count the lines they start on") {
    const Export got = read_all("{\"a\": 1,\n\"data\": [\n" + one + ",\n\n" + two + ",\n" + one + "]}", {}, "a.json");
    REQUIRE(got.comments.size() == 3);
    CHECK(got.comments[0].line == 3);
    CHECK(got.comments[1].line == 5);
    CHECK(got.comments[2].line == 10);
  }

  TEST_CASE("an element that is broken is a reject, and those after it are read") {
    struct Case {
      const char* name;
      std::string broken;
      std::size_t n_rejects;
    };
    const std::vector<Case> cases = {
        {"no value", "{\"id\": 5, \"comment\": }", 1},
        {"a number", "17", 1},
        {"an array", "[1, {\"a\": \"]\"}]", 1},
        {"a text", "\"text {\"", 1},
        {"no closing quote", "{\"id\": 5, \"comment\": \"Lang }", 1},
        {"no closing brace", "{\"id\": 5, \"comment\": \"Lang\"", 1},
        {"a bracket too many", "{\"id\": 5}}", 1},
    };
    for (const Case& c : cases) {
      CAPTURE(c.name);
      const Export got = read_all("[\n" + one + ",\n" + c.broken + ",\n" + one + ",\n" + one + "\n]\n",
                                  {.text_columns = {"comment"}}, "a.json");
      REQUIRE(got.failure == "");
      CHECK(got.counts.rejected_rows >= c.n_rejects);
      CHECK(got.comments.size() >= 2);
      CHECK(got.comments.front().text == both[0]);
      CHECK(got.comments.back().text == both[0]);
      REQUIRE_FALSE(got.rejects.empty());
      CHECK(got.rejects[0].line == 3);
    }
  }

  TEST_CASE("an array that is cut off keeps its whole elements") {
    std::string array = "[";
    for (int i = 0; i < 3000; ++i) array += (i > 0 ? ",\n" : "") + one;
    const Export plain = read_all(array.substr(0, array.size() - 20), {}, "a.json");
    CHECK(plain.comments.size() == 2999);
    CHECK(plain.rejects.size() == 1);
    const std::string packed = packed::gzip(array + "]");
    const Export got = read_all(packed.substr(0, packed.size() - 30), {}, "a.json.gz");
    REQUIRE(got.rejects.size() == 1);
    CHECK(got.rejects[0].rest_lost);
    for (const std::string& text : texts_of(got)) CHECK(text == both[0]);
  }

  TEST_CASE("ends of values by brackets and strings alone") {
    using cxtext::io::json_value_end;
    CHECK(json_value_end("{}", 0) == 2);
    CHECK(json_value_end("{\"a\": [1, \"]}\\\"\"]} x", 0) == 18);
    CHECK(json_value_end("\"a\\\\\" b", 0) == 5);
    CHECK(json_value_end("12, 13", 0) == 2);
    CHECK(json_value_end("12]", 0) == 2);
    CHECK(json_value_end("{\"a", 0) == std::nullopt);
    CHECK(json_value_end("\"a\\", 0) == std::nullopt);
    CHECK(json_value_end("[[[", 0) == std::nullopt);
    CHECK(json_value_end("", 0) == std::nullopt);
  }

  TEST_CASE("what is no array of objects is told") {
    for (const char* bytes : {"[[1, 2], [3, 4]]", "[\"a\", \"b\"]", "[]"}) {
      CAPTURE(bytes);
      CHECK(read_all(bytes, {.format = FileFormat::json}, "a.json").failure.find("no JSON array of objects") !=
            std::string::npos);
    }
    CHECK(read_all("id,comment\n1,a\n", {.format = FileFormat::json}).failure.find("--format") != std::string::npos);
  }

  TEST_CASE("lines of text are comments when nothing parts them") {
    const std::string lines =
        "Super\nDet var en rigtig god oplevelse, tak!\nKøen var lang; og \"kassen\" lukket\n\nAldrig igen\n";
    const Export got = read_all(lines, {}, "a.txt");
    CHECK(got.layout.format == FileFormat::lines);
    CHECK(got.layout.describe().find("plain lines") != std::string::npos);
    CHECK(got.comments.size() == 4);
    CHECK(got.comments[0].text == "Super");
    CHECK(got.comments[3].id == "row-4");
    CHECK(got.comments[3].line == 5);
    const Export named = read_all("kommentar\nid;x\n\"En, to; tre\n", {.format = FileFormat::lines});
    CHECK(texts_of(named) == Texts{"kommentar", "id;x", "\"En, to; tre"});
    const Export headed = read_all("kommentar\nGod service her\n", {.format = FileFormat::lines, .header_row = 1});
    CHECK(texts_of(headed) == Texts{"God service her"});
    CHECK(read_all("Kommentar\nGod service her\nKom igen snart\n").comments.size() == 2);
  }
}

TEST_CASE("JSON Lines") {
  const Export all = read_all(
      "{\"id\": 7, \"answer\": {\"text\": \"God \\ud83d\\ude00\", \"score\": 9.5}, \"tags\": [\"a\", \"b\"]}\n"
      "\n"
      "{\"id\": 8, \"answer\": {\"text\": null, \"score\": \"N/A\"}}\r\n"
      "{\"id\": 9, \"answer\": {\"text\": \"cut \\ud83d\"\n"
      "{\"id\": 10, \"answer\": {\"text\": \"cut \\ud83d\", \"score\": 3}, \"later\": true}\n"
      "[1, 2]\n"
      "{\"id\": 11, \"answer\": {\"text\": \"bad \xE6 byte\", \"score\": 11}}",
      {.text_columns = {"answer.text"}, .score_column = "answer.score"}, "a.jsonl");
  REQUIRE(all.failure == "");
  CHECK(all.layout.format == FileFormat::jsonl);
  CHECK(Texts(all.layout.columns) == Texts{"id", "answer.text", "answer.score", "tags", "later"});
  CHECK(texts_of(all) == Texts{"God \xF0\x9F\x98\x80", "", "cut \xEF\xBF\xBD", "bad \xC3\xA6 byte"});
  CHECK(all.comments[0].score == 9.5);
  CHECK(all.comments[0].id == "7");
  CHECK(all.comments[3].line == 7);
  REQUIRE(all.rejects.size() == 3);
  CHECK(all.rejects[0].line == 4);
  CHECK(all.rejects[0].reason.find("at byte") != std::string::npos);
  CHECK(all.rejects[1].line == 6);
  CHECK_FALSE(all.rejects[2].row_lost);
  CHECK(all.counts.rejected_rows == 2);
  CHECK(all.counts.rejected_scores == 1);
}

TEST_CASE("hostile JSON is a reject, not a crash") {
  const std::string good = "{\"text\": \"fine words here\"}\n";
  for (const std::string& bad :
       {std::string(200000, '['), std::string(100000, '{'), std::string("{\"text\": 1e999}"), std::string("{\"text\""),
        std::string("{\"text\": \"\\u12\"}"), std::string("nul"), std::string("{\"a\":1}{\"a\":2}")}) {
    const Export all = read_all(good + bad + "\n" + good, {}, "a.jsonl");
    CHECK(texts_of(all) == Texts{"fine words here", "fine words here"});
    CHECK(all.counts.rejected_rows == 1);
  }
  std::string deep = "1";
  for (int i = 0; i < 5000; ++i) deep = "{\"k\":" + deep + "}";
  CHECK(read_all(good + deep + "\n", {}, "a.jsonl").counts.rejected_rows == 0);
}
