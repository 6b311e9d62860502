// Rows of delimited text: the fast way against the slow one, several threads against one, and what damage costs.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "../../bench/quality/corruption.h"
#include "io_delimited.h"
#include "io_marks.h"
#include "io_utf8.h"
#include "reading.h"
#include "testing.h"

namespace {

using cxtext::io::DelimitedParser;
using cxtext::io::Dialect;
using cxtext::io::Marks;
using cxtext::io::RawRow;
using cxtext::io::Step;
using reading::Export;
using testing::Random;

/// Bytes that break readers of rows, in a disorder that still has rows in it.
std::string nasty_bytes(Random& random, std::size_t n_pieces) {
  static const std::vector<std::string> pieces{"a",        "ø",
                                               "1",        ",",
                                               ",",        ",",
                                               "\"",       "\"",
                                               "\n",       "\n",
                                               "\r\n",     "\r",
                                               "\"\"",     "\",\"",
                                               "\"\n",     ",\"",
                                               " ",        "\xE6",
                                               ";",        std::string(1, '\0'),
                                               "x y",      "\n\"",
                                               "'",        "\\\"",
                                               "\t",       "\xEF\xBB\xBF",
                                               "😀",       "abcd",
                                               "\"\r\n\"", "0123456789"};
  std::string bytes;
  for (std::size_t i = 0; i < n_pieces; ++i) bytes += random.pick(pieces);
  return bytes;
}

/// An export of well-formed rows, some of them spoilt: one in so many.
std::string spoilt_export(Random& random, std::size_t n_bytes, std::size_t one_in) {
  const std::string header = "id,score,comment,place\n";
  std::string bytes = header;
  for (std::size_t i = 0; bytes.size() < n_bytes; ++i) {
    if (random.below(one_in) != 0) {
      bytes += (random.chance(0.1) ? "" : "r" + std::to_string(i)) + ',' + std::to_string(random.below(12)) + ",\"";
      for (std::size_t n = random.below(12); n > 0; --n) {
        bytes += random.chance(0.05) ? "\n" : random.chance(0.05) ? "\"\"" : random.chance(0.1) ? ", " : " ";
        bytes += testing::random_word(random);
      }
      bytes += "\",Aarhus\n";
      continue;
    }
    switch (random.below(6)) {
      case 0:
        bytes += header;
        break;
      case 1:
        bytes += "\xEF\xBB\xBF" + header;
        break;
      case 2:
        bytes += "\n , \n,,,\n";
        break;
      case 3:
        bytes += "r0,9,\"" + testing::random_text(random, 20) + "\n";
        break;
      case 4:  // a quoted field that is longer than the lines after which lone quotes are looked for
        bytes += "long,3,\"";
        for (std::size_t n = random.below(1500); n > 0; --n) bytes += "line, of " + std::to_string(n) + '\n';
        bytes += random.chance(0.5) ? "\",Odense\n" : ",Odense\n";
        break;
      default:
        bytes += nasty_bytes(random, random.below(40)) + '\n';
    }
  }
  return bytes;
}

void check_same(const Export& a, const Export& b) {
  CHECK(a.hash == b.hash);
  CHECK(a.counts.rows == b.counts.rows);
  CHECK(a.counts.rejected_rows == b.counts.rejected_rows);
  CHECK(a.counts.rejected_scores == b.counts.rejected_scores);
  CHECK(a.counts.repeated_headers == b.counts.repeated_headers);
  CHECK(a.counts.bytes == b.counts.bytes);
  REQUIRE(a.comments.size() == b.comments.size());
  for (std::size_t i = 0; i < a.comments.size(); ++i) {
    const cxtext::Comment& x = a.comments[i];
    const cxtext::Comment& y = b.comments[i];
    CAPTURE(x.line);
    const bool same =
        x.id == y.id && x.text == y.text && x.score == y.score && x.segments == y.segments && x.line == y.line;
    REQUIRE(same);
  }
  REQUIRE(a.rejects.size() == b.rejects.size());
  for (std::size_t i = 0; i < a.rejects.size(); ++i) {
    const cxtext::Reject& x = a.rejects[i];
    const cxtext::Reject& y = b.rejects[i];
    CAPTURE(x.line);
    const bool same = x.line == y.line && x.column == y.column && x.byte == y.byte && x.reason == y.reason &&
                      x.raw == y.raw && x.row_lost == y.row_lost;
    REQUIRE(same);
  }
}

/// The same bytes through a pipe, with batches that end anywhere.
Export read_piped(const std::string& bytes, const cxtext::ReadOptions& options) {
  const testing::TempDir folder;
  const std::string pipe = folder.file("a.csv");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::thread writer([&] {
    const int fd = ::open(pipe.c_str(), O_WRONLY);
    for (std::size_t done = 0; done < bytes.size();) {
      const ssize_t n = ::write(fd, bytes.data() + done, bytes.size() - done);
      if (n <= 0) break;
      done += static_cast<std::size_t>(n);
    }
    ::close(fd);
  });
  Export all = reading::drain(pipe, options, 77);
  writer.join();
  return all;
}

}  // namespace

TEST_SUITE("io_rows") {
  TEST_CASE("marks of 64 bytes at a time are those of a byte at a time") {
    Random random(1);
    for (int round = 0; round < 3000; ++round) {
      const std::string bytes = nasty_bytes(random, random.below(200));
      const std::size_t begin = random.below(bytes.size() + 1);
      const std::size_t end = begin + random.below(bytes.size() - begin + 1);
      const Marks::Characters characters{",;\n"[random.below(3)], "\"'"[random.below(2)], "\n\r"[random.below(2)]};
      Marks slow;
      slow.build_slowly(bytes, begin, end, characters);
      CAPTURE(bytes);
      // Behind the first doubt they say nothing.
      const std::size_t said = std::min(slow.doubtful(), end);
      for (const Marks::Width width : {Marks::Width::bytes_16, Marks::Width::bytes_32, Marks::Width::bytes_64}) {
        Marks fast;
        fast.build(bytes, begin, end, characters, width);
        CHECK(fast.doubtful() == slow.doubtful());
        for (std::size_t n = 0; n < slow.size() && begin + (slow.at(n) & Marks::offset_bits) < said; ++n) {
          REQUIRE(n < fast.size());
          REQUIRE(fast.at(n) == slow.at(n));
        }
      }
    }
  }

  TEST_CASE("rows cut by marks are those that are cut byte by byte") {
    Random random(2);
    for (int round = 0; round < 2000; ++round) {
      const bool spoilt = round % 10 == 0;
      const std::string bytes = spoilt ? spoilt_export(random, 20000, 5) : nasty_bytes(random, random.below(300));
      Dialect dialect;
      dialect.delimiter = ",;\t"[random.below(3)];
      dialect.newline = spoilt || random.chance(0.8) ? '\n' : '\r';
      dialect.n_columns = spoilt ? 4 : random.below(6);
      DelimitedParser fast(dialect);
      DelimitedParser slow(dialect);
      RawRow a;
      RawRow b;
      const bool final = random.chance(0.8);
      CAPTURE(bytes);
      for (std::size_t pos = 0;;) {
        const Step step = fast.next(bytes, pos, final, a);
        REQUIRE(step == slow.next_slowly(bytes, pos, final, b));
        if (step != Step::row) break;
        REQUIRE(a.begin == b.begin);
        REQUIRE(a.end == b.end);
        REQUIRE(a.next == b.next);
        REQUIRE(a.lines == b.lines);
        REQUIRE(a.literal_cell == b.literal_cell);
        REQUIRE(a.cells.size() == b.cells.size());
        for (std::size_t i = 0; i < a.cells.size(); ++i) {
          REQUIRE(a.cells[i].bytes == b.cells[i].bytes);
          REQUIRE(a.cells[i].quoted == b.cells[i].quoted);
          REQUIRE(a.cells[i].escaped == b.cells[i].escaped);
        }
        const std::string_view whole = std::string_view(bytes).substr(a.begin, a.end - a.begin);
        if (a.valid_utf8) REQUIRE(cxtext::io::valid_utf8_prefix(whole) == whole.size());
        REQUIRE(a.next > pos);
        pos = a.next;
      }
    }
  }

  TEST_CASE("any number of threads gives the same rows, rejects, lines and hash, mapped and piped") {
    Random random(3);
    for (const std::size_t one_in : {2U, 30U, 1000U}) {
      for (int round = 0; round < 3; ++round) {
        const std::string bytes = spoilt_export(random, 500'000, one_in);
        cxtext::ReadOptions options{.delimiter = ',', .segment_columns = {"place"}};
        const Export one = reading::read_all(bytes, options);
        REQUIRE(one.failure.empty());
        CHECK(one.counts.rows > 100);
        for (const std::uint32_t threads : {2U, 3U, 7U}) {
          CAPTURE(threads);
          options.threads = threads;
          check_same(one, reading::read_all(bytes, options));
          if (round == 0) check_same(one, read_piped(bytes, options));
        }
      }
    }
  }

  TEST_CASE("threads whose first guesses are all wrong come to the same") {
    // Each line of the comments looks like a row.
    std::string bytes = "id,score,comment,place\n";
    for (int i = 0; i < 40; ++i) {
      bytes += std::to_string(i) + ",5,\"";
      for (int line = 0; line < 700; ++line) bytes += "a,1,b" + std::to_string(line) + ",c\n";
      bytes += "\",Aarhus\n";
    }
    cxtext::ReadOptions options{.delimiter = ','};
    const Export one = reading::read_all(bytes, options);
    options.threads = 5;
    check_same(one, reading::read_all(bytes, options));
  }

  TEST_CASE("a field of 100 megabytes is one field, with and without line ends in it") {
    for (const bool lines : {false, true}) {
      std::string text(100'000'000, 'x');
      if (lines) {
        for (std::size_t i = 80; i < text.size(); i += 81) text[i] = '\n';
      }
      const std::string bytes = "id,comment,score\n1,\"" + text + "\",9\n2,short and sweet,3\n";
      const Export all = reading::read_all(bytes, {.text_columns = {"comment"}});
      REQUIRE(all.comments.size() == 2);
      CHECK(all.comments[0].text == text);
      CHECK(all.comments[0].score == 9);
      CHECK(all.comments[1].text == "short and sweet");
      CHECK(all.comments[1].line == (lines ? 2 + text.size() / 81 + 1 : 3));
      CHECK(all.rejects.empty());
    }
  }

  TEST_CASE("damage costs the rows that it touches and no others") {
    for (const bool quote_all : {false, true}) {
      for (const bool text_last : {false, true}) {
        CAPTURE(quote_all);
        CAPTURE(text_last);
        corruption::Plan plan;
        plan.n_rows = 20000;
        plan.quote_all = quote_all;
        plan.text_last = text_last;
        plan.seed = 5;
        const corruption::Export made = corruption::generate(plan);
        const testing::TempDir folder;
        const std::string path = folder.write("a.csv", made.bytes);
        for (const unsigned threads : {1U, 3U}) {
          const corruption::Outcome outcome = corruption::check(made, path, plan.delimiter, threads);
          CHECK(outcome.untouched > 19000);
          CHECK(outcome.untouched < 20000);
          CHECK(outcome.kept_share() >= 0.999);
          CHECK(outcome.rejected > 10);
          CHECK(outcome.unaccounted_lines == 0);
        }
      }
    }
  }
}
