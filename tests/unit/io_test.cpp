// Delimited text as a whole: dialects, what cannot be read, pipes, long files.
#include "cxtext/io.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "../reference/csv_rows.h"
#include "reading.h"
#include "testing.h"

using cxtext::CommentReader;
using cxtext::ErrorCode;
using cxtext::ReadOptions;
using reading::drain;
using reading::Export;
using reading::read_all;
using reading::Strings;
using reading::texts;

namespace {

/// The same bytes by way of a pipe, which are read through a window instead of being mapped.
Export read_piped(const std::string& bytes, const ReadOptions& options) {
  const testing::TempDir folder;
  const std::string pipe = folder.file("a.csv");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::thread writer([&] {
    const int fd = ::open(pipe.c_str(), O_WRONLY);
    std::size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t n = ::write(fd, bytes.data() + done, std::min<std::size_t>(bytes.size() - done, 60000));
      if (n <= 0) break;
      done += static_cast<std::size_t>(n);
    }
    ::close(fd);
  });
  Export all = drain(pipe, options, 7);
  writer.join();
  return all;
}

}  // namespace

TEST_CASE("a plain export is understood without options") {
  const Export all = read_all(
      "respons-id;karakter;kommentar;dato;butik\n"
      "a1;9;God service;01-02-2024;Aarhus\n"
      "a2;3;\"Lang ventetid; \"\"aldrig\"\" igen\";13-02-2024;Aarhus\n"
      "a3;;Ok\xC3\xA5;14-02-2024;Odense\n"
      "a4;7,5;;15-02-2024;Odense\n");
  REQUIRE(all.failure == "");
  CHECK(all.layout.delimiter == ';');
  CHECK(all.layout.has_header);
  CHECK(Strings(all.layout.text_columns) == Strings{"kommentar"});
  CHECK(all.layout.score_column == "karakter");
  CHECK(all.layout.date_column == "dato");
  CHECK(all.layout.id_column == "respons-id");
  CHECK(Strings(all.layout.segment_columns) == Strings{"butik"});
  CHECK(all.layout.date_format == "d-m-y");
  CHECK(all.layout.describe().find("CSV with ';', text=kommentar, score=karakter (decimal comma), date=dato (d-m-y)") !=
        std::string::npos);
  REQUIRE(all.comments.size() == 4);
  CHECK(all.comments[0].id == "a1");
  CHECK(all.comments[0].date == "2024-02-01");
  CHECK(all.comments[0].line == 2);
  CHECK(all.comments[1].text == "Lang ventetid; \"aldrig\" igen");
  CHECK(Strings(all.comments[1].segments) == Strings{"Aarhus"});
  CHECK_FALSE(all.comments[2].score.has_value());
  CHECK(all.comments[3].score == 7.5);
  CHECK(all.comments[3].text.empty());
  CHECK(all.rejects.empty());
  CHECK(all.counts.rows == 4);
}

TEST_CASE("dialects of delimited text") {
  struct Case {
    std::string name;
    std::string bytes;
    Strings texts;
  };
  const std::vector<Case> cases = {
      {"CRLF", "id,text\r\n1,one\r\n2,\"two\r\nlines\"\r\n", {"one", "two\r\nlines"}},
      {"CR", "id,text\r1,one\r2,two\r", {"one", "two"}},
      {"no last line end", "id,text\n1,one\n2,two", {"one", "two"}},
      {"byte order mark", "\xEF\xBB\xBF\"text\",id\none,1\ntwo,2\n", {"one", "two"}},
      {"tab", "id\ttext\n1\tone, and\n2\ttwo; or\n", {"one, and", "two; or"}},
      {"pipe", "id|text\n1|one\n2|two\n", {"one", "two"}},
      {"sep line", "sep=;\r\nid;text\r\n1;a,b,c\r\n2;d,e,f\r\n", {"a,b,c", "d,e,f"}},
      {"blank lines and rows", "id,text\n\n1,one\n,\n   \n2,two\n\n", {"one", "two"}},
      {"space around quotes", "id,text\n1, \"one, two\" \n2,\"x\"\t\n", {"one, two", "x"}},
      {"quotes within bare text", "id,text\n1,5\" pipe\n2,a \"b\" c\n", {"5\" pipe", "a \"b\" c"}},
      {"quotes not doubled", "id,text\n1,\"said \"hi\" to me\"\n2,b\n", {"said \"hi\" to me", "b"}},
      {"starts with a word in quotes", "id,text\n1,\"hi\" he said\n2,b\n", {"\"hi\" he said", "b"}},
      {"backslashes", "id,text\n1,\"a \\\"b\\\" c\"\n2,\"d\\\\\"\n", {"a \"b\" c", "d\\"}},
      {"lone opening quote", "id,text,n\n1,\"one, two,8\n2,three,9\n", {"\"one, two", "three"}},
      {"lone quote, quoted rows after it", "id,text\n1,\"one\n2,\"two\"\n3,\"three\"\n", {"\"one", "two", "three"}},
      {"tabs do not quote", "text\tid\n\"one\t1\ntwo\"\t2\n", {"\"one", "two\""}},
      {"tabs with quotes", "id\ttext\n1\t\"one\ttwo\nlines\"\n2\tx\n", {"one\ttwo\nlines", "x"}},
      {"fewer fields", "id,text,score\n1,one\n2,two,3\n", {"one", "two"}},
      {"empty surplus fields", "id,text\n1,one,,\n2,two, \n", {"one", "two"}},
      {"one column", "kommentar\nGod, men dyr\n\"Dyr; \"\"meget\"\"\"\n", {"God, men dyr", "Dyr; \"meget\""}},
      {"NUL and emoji",
       std::string("id,text\n1,a\0b\n2,\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xA7\n", 28),
       {std::string("a\0b", 3), "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xA7"}},
      {"decomposed letters stay", "id,text\n1,a\xCC\x8A\n2,x\n", {"a\xCC\x8A", "x"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Export all = read_all(c.bytes);
    CHECK(all.failure == "");
    CHECK(texts(all) == c.texts);
    CHECK(all.rejects.empty());
  }
}

TEST_CASE("a comment of nothing but blanks is none") {
  ReadOptions options;
  options.text_columns = {"good", "bad"};
  const Export all = read_all(
      "id;score;good;bad\n"
      "1;9;The staff;\"  \"\n"
      "2;9; ;The wait\n"
      "3;9;\t;\xC2\xA0\n"
      "4;9;\xE2\x80\x8B;\xEF\xBB\xBF\n"
      "5;9; good ;\n",
      options);
  REQUIRE(all.failure == "");
  REQUIRE(all.layout.text_columns.size() == 2);
  CHECK(texts(all) == Strings{"The staff", "The wait", "", "", " good "});
}

TEST_CASE("ill-formed UTF-8 becomes U+FFFD, one a maximal part") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"\xE6", "\xEF\xBF\xBD"},
      {"a\xF8z", "a\xEF\xBF\xBDz"},
      {"\xE2\x82", "\xEF\xBF\xBD"},
      {"\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xF0\x9F\x98\x80 twelve bytes \xFF", "\xF0\x9F\x98\x80 twelve bytes \xEF\xBF\xBD"},
  };
  for (const auto& [bytes, wanted] : cases) {
    const Export all = read_all("id,text\n1," + bytes + "\n2,x\n", {.charset = "utf-8"});
    REQUIRE(all.comments.size() == 2);
    CHECK(all.comments[0].text == wanted);
  }
}

TEST_CASE("a row with too many fields is lost, and told of") {
  const Export all = read_all("id,text\n1,one\n2,two,three\n3,\"a\nb\"\n4,d\n");
  CHECK(texts(all) == Strings{"one", "a\nb", "d"});
  REQUIRE(all.rejects.size() == 1);
  CHECK(all.rejects[0].row_lost);
  CHECK(all.rejects[0].line == 3);
  CHECK(all.rejects[0].byte == 14);
  CHECK(all.rejects[0].raw == "2,two,three");
  CHECK(all.counts.rejected_rows == 1);
  CHECK(all.comments[2].line == 6);
}

TEST_CASE("inputs that cannot be read say why") {
  struct Case {
    std::string bytes;
    ErrorCode code;
    const char* says;
  };
  const Case cases[] = {
      {"", ErrorCode::empty_input, "empty"},
      {"\xEF\xBB\xBF", ErrorCode::empty_input, "empty"},
      {" \n\r\n", ErrorCode::empty_input, "white space"},
      {"id,score,comment\n", ErrorCode::empty_input, "header"},
      {"id,score\n1,2\n2,3\n3,5\n", ErrorCode::no_text_column, "--text-column"},
      {"PK\x03\x04 and more", ErrorCode::bad_format, "workbook"},
      {std::string(32, '\0'), ErrorCode::bad_format, "--charset"},
      {"[[1, 2]]", ErrorCode::bad_format, "JSON"},
      {"BZh91AY&SY", ErrorCode::bad_format, "bzip2 -dc"},
      {std::string("\x05;\x01\n;\x02\n", 6), ErrorCode::empty_input, "no"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.says);
    const Export all = read_all(c.bytes);
    CHECK(all.failed == c.code);
    CHECK(all.failure.find(c.says) != std::string::npos);
  }
  const testing::TempDir folder;
  CHECK(CommentReader::open(folder.file("none.csv"), {}).error().code == ErrorCode::file_not_found);
  CHECK(CommentReader::open(folder.file(""), {}).error().code == ErrorCode::not_a_file);
  CHECK(CommentReader::open("/dev/null", {}).error().code == ErrorCode::not_a_file);
  CHECK(read_all("id,score\n1,2\n2,3\n3,5\n", {.text_required = false}).comments.size() == 3);
}

TEST_CASE("random well-formed files agree with the reference, mapped and piped") {
  testing::Random random(20240517);
  const std::string alphabet[] = {"a", "\"", ",", ";", "\n", "\r\n", " ", "\xC3\xA5", "\xF0\x9F\x98\x80",
                                  "x", "1",  "\t"};
  const auto pick = [&](std::size_t n) { return random.below(n); };
  for (int round = 0; round < 300; ++round) {
    const char delimiter = ",;\t|"[pick(4)];
    const std::string line_end = pick(2) == 0 ? "\n" : "\r\n";
    std::string bytes = std::string("id") + delimiter + "seg" + delimiter + "text" + line_end;
    const std::size_t n_rows = 1 + pick(20);
    for (std::size_t row = 0; row < n_rows; ++row) {
      bytes += "r" + std::to_string(row);
      for (int column = 0; column < 2; ++column) {
        std::string field = "f";
        for (std::size_t length = pick(30); length > 0; --length) field += alphabet[pick(12)];
        field += "f";
        bytes += delimiter;
        const bool bare = field.find_first_of("\",;\t\n\r|") == std::string::npos && pick(2) == 0;
        std::string doubled;
        for (const char c : field) doubled += c == '"' ? "\"\"" : std::string(1, c);
        bytes += bare ? field : "\"" + doubled + "\"";
      }
      bytes += line_end;
    }
    const auto rows = reference::csv_rows(bytes, delimiter);
    const ReadOptions options = {
        .delimiter = delimiter, .text_columns = {"text"}, .id_column = "id", .segment_columns = {"seg"}};
    const Export mapped = read_all(bytes, options);
    CAPTURE(bytes);
    REQUIRE(mapped.comments.size() + 1 == rows.size());
    for (std::size_t row = 1; row < rows.size(); ++row) {
      CHECK(mapped.comments[row - 1].id == rows[row][0]);
      CHECK(mapped.comments[row - 1].segments[0] == rows[row][1]);
      CHECK(mapped.comments[row - 1].text == rows[row][2]);
    }
    if (round % 10 != 0) continue;
    const Export piped = read_piped(bytes, options);
    CHECK(texts(piped) == texts(mapped));
    CHECK(piped.hash == mapped.hash);
  }
}

TEST_CASE("hostile bytes: the same through a pipe as mapped, every row told of") {
  testing::Random random(7);
  const std::string alphabet[] = {"a",   "\"", "\"", ",", ",", "\n", "\r", " ", "\xE6", "\\", std::string(1, '\0'),
                                  "\"\""};
  for (int round = 0; round < 200; ++round) {
    std::string bytes = "id,text,score\n";
    const std::size_t length = random.below(400);
    for (std::size_t i = 0; i < length; ++i) bytes += alphabet[random.below(12)];
    bytes += "\nlast,words here,7\n";
    const ReadOptions options = {.delimiter = ',', .text_columns = {"text"}, .segment_columns = {"-"}};
    const Export mapped = read_all(bytes, options);
    CAPTURE(bytes);
    CHECK(mapped.failure == "");
    CHECK(mapped.counts.bytes == bytes.size());
    CHECK(mapped.counts.rows == mapped.comments.size());
    if (round % 10 != 0) continue;
    const Export piped = read_piped(bytes, options);
    CHECK(texts(piped) == texts(mapped));
    CHECK(piped.rejects.size() == mapped.rejects.size());
  }
}

TEST_CASE("files longer than the window, and rows longer than the sample") {
  std::string bytes = "id,text\n";
  for (int i = 0; i < 150000; ++i) {
    bytes += std::to_string(i) + ",\"Lang tekst, med komma " + std::to_string(i * 7) + "\nog linjer\"\n";
  }
  bytes += "huge," + std::string(3'000'000, 'x') + "\n";
  bytes += "open,\"" + std::string(100, 'y') + "\n";
  for (int i = 0; i < 40000; ++i) bytes += std::to_string(i) + ",bare tail of the file\n";
  const ReadOptions options = {.segment_columns = {"-"}};
  const Export mapped = read_all(bytes, options);
  const Export piped = read_piped(bytes, options);
  CHECK(mapped.comments.size() == 190002);
  CHECK(mapped.rejects.empty());
  CHECK(mapped.comments[150001].text == "\"" + std::string(100, 'y'));
  CHECK(mapped.comments[150001].line == 300003);
  CHECK(texts(piped) == texts(mapped));
  CHECK(piped.hash == mapped.hash);
  CHECK(piped.counts.bytes == bytes.size());
}

TEST_CASE("quotes that chain from line to line cost no more than the file") {
  std::string bytes = "id,text\n";
  for (int i = 0; i < 100000; ++i) bytes += "a\",\"\n";
  const Export all = read_all(bytes, {.text_columns = {"text"}});
  CHECK(all.counts.bytes == bytes.size());
  CHECK(all.comments.size() == 100000);
}
