// Reading an export (CommentReader, one thread and two) beside counting its line ends with memchr and beside a
// straightforward reader: std::getline, a split at each character into strings, the same rows out. In turns within one
// run, so that the ratios hold on a noisy machine.
//
//   read_bench [MEGABYTES] [ROUNDS]
//   read_bench EXPORT.csv [ROUNDS]     columns id, score, date, place, comment in this order
//
// Prints megabytes per second of each in its best round, by processor time for one thread and by the clock for two,
// and the ratios. The readers must agree on the number of
// rows and on the bytes of their comments.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

#include "cxtext/io.h"

#include "quality/corruption.h"

namespace {

/// Time of the processor, which neighbours on the machine change less than that of the wall; of all threads, so that
/// it is of use for one.
double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Round {
  double seconds = 0;
  std::uint64_t rows = 0;
  std::uint64_t text_bytes = 0;
};

Round count_lines(const std::string& bytes) {
  Round round;
  const double start = processor_seconds();
  const char* end = bytes.data() + bytes.size();
  for (const char* at = bytes.data(); at != end;) {
    const void* found = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
    if (found == nullptr) break;
    ++round.rows;
    at = static_cast<const char*>(found) + 1;
  }
  round.seconds = processor_seconds() - start;
  return round;
}

void split(const std::string& line, std::vector<std::string>& fields) {
  fields.clear();
  std::string field;
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted) {
      if (c != '"') {
        field += c;
      } else if (i + 1 < line.size() && line[i + 1] == '"') {
        field += '"';
        ++i;
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      fields.push_back(std::move(field));
      field.clear();
    } else {
      field += c;
    }
  }
  fields.push_back(std::move(field));
}

Round read_by_getline(const std::string& path) {
  constexpr std::size_t batch = 4096;
  Round round;
  const double start = processor_seconds();
  std::ifstream in(path, std::ios::binary);
  std::string line;
  std::string more;
  std::vector<std::string> fields;
  std::vector<cxtext::Comment> comments;
  std::getline(in, line);
  while (std::getline(in, line)) {
    while (std::count(line.begin(), line.end(), '"') % 2 == 1 && std::getline(in, more)) line += '\n' + more;
    split(line, fields);
    if (fields.size() < 5) continue;
    cxtext::Comment& comment = comments.emplace_back();
    comment.id = fields[0];
    if (!fields[1].empty()) comment.score = std::stod(fields[1]);
    comment.date = fields[2];
    comment.segments.push_back(fields[3]);
    comment.text = fields[4];
    ++round.rows;
    round.text_bytes += comment.text.size();
    if (comments.size() == batch) comments.clear();
  }
  round.seconds = processor_seconds() - start;
  return round;
}

Round read_by_library(const std::string& path, std::uint32_t threads) {
  constexpr std::size_t batch = 4096;
  Round round;
  const auto now = threads == 1 ? processor_seconds : wall_seconds;
  const double start = now();
  cxtext::ReadOptions options;
  options.threads = threads;
  auto reader = cxtext::CommentReader::open(path, options);
  if (!reader) {
    fmt::print(stderr, "{}\n", reader.error().to_string());
    std::exit(3);
  }
  std::vector<cxtext::Comment> comments;
  std::vector<cxtext::Reject> rejects;
  while (true) {
    const auto got = reader->refill(batch, comments, rejects);
    if (!got || *got == 0) break;
    round.rows += *got;
    for (const cxtext::Comment& comment : comments) round.text_bytes += comment.text.size();
  }
  round.seconds = now() - start;
  return round;
}

double least(const std::vector<double>& values) { return *std::min_element(values.begin(), values.end()); }

/// A file of about so many megabytes: every field in quotes, comments of up to 50 words and 150 bytes on average, as
/// those of customers are; one in ten has quotes in it.
std::string make_export(double megabytes) {
  const std::string path =
      (std::filesystem::temp_directory_path() / fmt::format("cxtext-read-bench-{}.csv", ::getpid())).string();
  corruption::Plan plan;
  plan.quote_all = true;
  plan.text_last = true;
  plan.share = 0;
  plan.max_words = 50;
  plan.quotes_in_words = 0.005;
  plan.n_rows = static_cast<std::size_t>(megabytes * 1e6 / 200);
  std::ofstream(path, std::ios::binary) << corruption::generate(plan).bytes;
  return path;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string asked = argc > 1 ? argv[1] : "100";
  const bool made = asked.find_first_not_of("0123456789.") == std::string::npos;
  const std::string path = made ? make_export(std::atof(asked.c_str())) : asked;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 7;
  std::string bytes;
  {
    std::ifstream in(path, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  const double megabytes = static_cast<double>(bytes.size()) / 1e6;
  std::vector<double> lines;
  std::vector<double> plain;
  std::vector<double> own;
  std::vector<double> own_two;
  std::uint64_t rows = 0;
  for (int r = 0; r < rounds; ++r) {
    const Round counted = count_lines(bytes);
    lines.push_back(counted.seconds);
    const Round by_getline = read_by_getline(path);
    const Round by_library = read_by_library(path, 1);
    const Round by_two = read_by_library(path, 2);
    plain.push_back(by_getline.seconds);
    own.push_back(by_library.seconds);
    own_two.push_back(by_two.seconds);
    rows = by_library.rows;
    if (counted.rows < rows) return 1;
    for (const Round& other : {by_getline, by_two}) {
      if (other.rows == rows && other.text_bytes == by_library.text_bytes) continue;
      fmt::print(stderr, "the readers disagree: {} rows and {}\n", rows, other.rows);
      return 1;
    }
  }
  if (made) std::filesystem::remove(path);
  fmt::print("megabytes            {:.1f}\n", megabytes);
  fmt::print("rows                 {}\n", rows);
  fmt::print("memchr_mb_s          {:.0f}\n", megabytes / least(lines));
  fmt::print("getline_mb_s         {:.0f}\n", megabytes / least(plain));
  fmt::print("reader_mb_s          {:.0f}\n", megabytes / least(own));
  fmt::print("reader_2_threads_mb_s {:.0f}\n", megabytes / least(own_two));
  fmt::print("reader_over_getline  {:.2f}\n", least(plain) / least(own));
  fmt::print("reader_over_memchr   {:.3f}\n", least(lines) / least(own));
  return 0;
}
