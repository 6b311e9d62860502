#include "export_paths.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <glob.h>
#include <memory>

#include "streams.h"

namespace cxtext::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 9> export_endings = {".csv",  ".tsv",   ".tab",    ".xlsx", ".xlsm",
                                                            ".json", ".jsonl", ".ndjson", ".zip"};

std::string lower(std::string name) {
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return name;
}

std::string without_packing(std::string name) {
  for (const std::string_view ending : {".gz", ".zst"}) {
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

/// Why a file of a folder is no export, for a person; empty: it is one.
std::string why_skipped(const fs::path& path, bool beside_report, const ReadOptions& options) {
  const std::string name = lower(path.filename().string());
  const bool written_by_us =
      name == "rejects.csv" || name.ends_with(".rejects.csv") ||
      (beside_report && (name == "comments.csv" || name == "themes.csv" || name == "close_the_loop.csv" ||
                         name == "report.xlsx" || name == "report.json"));
  if (written_by_us) return "was written by cxtext";
  const std::string kind = fs::path(without_packing(name)).extension().string();
  if (std::find(export_endings.begin(), export_endings.end(), kind) != export_endings.end()) return {};
  if (kind != ".txt") return "no ending of an export";
  // Exports have this ending as well as letters to the reader.
  const auto reader = CommentReader::open(path.string(), options);
  if (!reader) return reader.error().message;
  const Layout& layout = reader->layout();
  const bool table = !layout.score_column.empty() || !layout.date_column.empty() || !layout.id_column.empty();
  return table ? "" : "no table; name it to read its lines as comments";
}

Result<std::vector<std::string>> exports_in(const fs::path& folder, const ReadOptions& options, bool quiet) {
  std::error_code failed;
  std::vector<fs::path> files;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    const std::string name = at->path().filename().string();
    // Hidden files, and the locks that Excel and LibreOffice put beside an open file.
    if (name.starts_with('.') || name.starts_with("~$")) continue;
    std::error_code unknown;
    if (!fs::is_directory(at->path(), unknown)) files.push_back(at->path());
  }
  if (failed) {
    return Error{
        .code = ErrorCode::cannot_read, .message = "cannot be read: " + failed.message(), .path = folder.string()};
  }
  std::sort(files.begin(), files.end());
  std::error_code ignored;
  const bool beside_report = fs::exists(folder / "report.html", ignored) && fs::exists(folder / "report.json", ignored);
  std::vector<std::string> exports;
  for (const fs::path& file : files) {
    const std::string reason = why_skipped(file, beside_report, options);
    if (reason.empty()) {
      exports.push_back(file.string());
    } else if (!quiet) {
      say(fmt::format("cxtext: skipped {}: {}", file.string(), reason));
    }
  }
  if (exports.empty()) {
    return Error{.code = ErrorCode::empty_input,
                 .message = fmt::format("is a directory without an export in it ({}, .txt; also .gz and .zst of these)",
                                        fmt::join(export_endings, ", ")),
                 .path = folder.string()};
  }
  return exports;
}

std::vector<std::string> matches_of(const std::string& pattern) {
  glob_t found = {};
  struct Free {
    void operator()(glob_t* matches) const noexcept { ::globfree(matches); }
  };
  std::vector<std::string> files;
  const bool matched = ::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found) == 0;
  const std::unique_ptr<glob_t, Free> freed(&found);
  for (std::size_t i = 0; matched && i < found.gl_pathc; ++i) {
    std::error_code unknown;
    if (!fs::is_directory(found.gl_pathv[i], unknown)) files.emplace_back(found.gl_pathv[i]);
  }
  // Not as the locale sorts: the same everywhere.
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

Result<std::vector<std::string>> expand_exports(const std::vector<std::string>& arguments, const ReadOptions& options,
                                                bool quiet) {
  std::vector<std::string> paths;
  for (const std::string& argument : arguments) {
    std::error_code unknown;
    if (argument != "-" && fs::is_directory(argument, unknown)) {
      Result<std::vector<std::string>> exports = exports_in(argument, options, quiet);
      if (!exports) return exports;
      paths.insert(paths.end(), exports->begin(), exports->end());
    } else if (argument.find_first_of("*?[") != std::string::npos && !fs::exists(argument, unknown)) {
      const std::vector<std::string> matches = matches_of(argument);
      if (matches.empty()) {
        return Error{.code = ErrorCode::file_not_found, .message = "no file matches this pattern", .path = argument};
      }
      paths.insert(paths.end(), matches.begin(), matches.end());
    } else {
      paths.push_back(argument);
    }
  }
  return paths;
}

}  // namespace cxtext::cli
