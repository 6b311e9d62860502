#include <filesystem>
#include <system_error>

#include "cxtext/io.h"
#include "cxtext/report.h"

namespace cxtext {

Status write_report(const Report& report, const std::string& directory) {
  const std::filesystem::path folder(directory);
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) {
    return Error{ErrorCode::cannot_write, "the report's directory cannot be made: " + failure.message(), directory};
  }
  using Writer = std::string (*)(const Report&);
  struct File {
    const char* name;
    Writer write;
  };
  // The page that people open comes last: once it is there, all of the report is.
  constexpr File files[] = {{"comments.csv", comments_csv},
                            {"themes.csv", themes_csv},
                            {"report.json", to_json},
                            {"report.md", to_markdown},
                            {"report.html", to_html}};
  for (const File& file : files) {
    Status written = write_file_atomically((folder / file.name).string(), file.write(report));
    if (!written) return written;
  }
  return Done{};
}

}  // namespace cxtext
