#include <filesystem>
#include <system_error>

#include "cxtext/io.h"
#include "cxtext/report.h"

namespace cxtext {

Status write_report(const Report& report, const std::string& directory, const CsvStyle& style) {
  const std::filesystem::path folder(directory);
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) {
    return Error{ErrorCode::cannot_write, "the report's directory cannot be made: " + failure.message(), directory};
  }
  using Writer = std::string (*)(const Report&, const CsvStyle&);
  struct File {
    const char* name;
    Writer write;
  };
  // The page that people open comes last: once it is there, all of the report is.
  constexpr File files[] = {{"comments.csv", comments_csv},
                            {"themes.csv", themes_csv},
                            {"close_the_loop.csv", close_the_loop_csv},
                            {"report.json", [](const Report& r, const CsvStyle&) { return to_json(r); }},
                            {"report.md", [](const Report& r, const CsvStyle&) { return to_markdown(r); }},
                            {"report.html", [](const Report& r, const CsvStyle&) { return to_html(r); }}};
  constexpr unsigned for_all = 0644;
  constexpr unsigned owner_only = 0600;
  const unsigned mode = report.privacy.masked ? for_all : owner_only;
  for (const File& file : files) {
    Status written = write_file_atomically((folder / file.name).string(), file.write(report, style), mode);
    if (!written) return written;
  }
  return Done{};
}

}  // namespace cxtext
