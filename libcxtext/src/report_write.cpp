#include <array>
#include <atomic>
#include <filesystem>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

#include "cxtext/io.h"
#include "cxtext/report.h"

namespace cxtext {

namespace {

struct File {
  const char* name;
  Result<std::string> (*make)(const Report&, const WriteOptions&);
};

// What takes longest comes first, so that threads end together.
constexpr std::array<File, 7> report_files{
    {{"report.xlsx", [](const Report& r, const WriteOptions& o) { return to_xlsx(r, o.language); }},
     {"comments.csv", [](const Report& r, const WriteOptions& o) { return Result(comments_csv(r, o.csv)); }},
     {"close_the_loop.csv",
      [](const Report& r, const WriteOptions& o) { return Result(close_the_loop_csv(r, o.csv)); }},
     {"themes.csv", [](const Report& r, const WriteOptions& o) { return Result(themes_csv(r, o.csv)); }},
     {"report.json", [](const Report& r, const WriteOptions&) { return Result(to_json(r)); }},
     {"report.md", [](const Report& r, const WriteOptions&) { return Result(to_markdown(r)); }},
     // The page that people open: once it is there, all of the report is.
     {"report.html", [](const Report& r, const WriteOptions&) { return Result(to_html(r)); }}}};

using Made = std::array<std::optional<Result<std::string>>, report_files.size()>;

void make_all(const Report& report, const WriteOptions& options, Made& made) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t f = next.fetch_add(1); f < report_files.size(); f = next.fetch_add(1)) {
      made[f] = report_files[f].make(report, options);
    }
  };
  std::vector<std::jthread> threads;
  for (std::uint32_t t = 1; t < options.threads && t < report_files.size(); ++t) threads.emplace_back(work);
  work();
}

}  // namespace

std::vector<std::string> report_paths(const std::string& directory) {
  std::vector<std::string> paths;
  for (const File& file : report_files) paths.push_back((std::filesystem::path(directory) / file.name).string());
  return paths;
}

Status write_report(const Report& report, const std::string& directory, const WriteOptions& options) {
  const std::filesystem::path folder(directory);
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) {
    return Error{ErrorCode::cannot_write,
                 "the folder cannot be made: " + failure.message() + "; name another one for the report", directory};
  }
  Made made;
  make_all(report, options, made);
  constexpr unsigned for_all = 0644;
  constexpr unsigned owner_only = 0600;
  const unsigned mode = report.privacy.masked ? for_all : owner_only;
  const std::vector<std::string> paths = report_paths(directory);
  for (std::size_t f = 0; f < report_files.size(); ++f) {
    const std::string& path = paths[f];
    if (!*made[f]) {
      Error error = made[f]->error();
      error.path = path;
      return error;
    }
    Status written = write_file_atomically(path, made[f]->value(), mode);
    if (!written) return written;
  }
  return Done{};
}

}  // namespace cxtext
