#include "outputs.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fmt/format.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace cxtext::cli {
namespace {

namespace fs = std::filesystem;

/// What makes two names one file.
struct FileId {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  bool operator==(const FileId&) const = default;
};

/// Of a regular file that is there; path "-" is the stream that is given.
std::optional<FileId> id_of(const std::string& path, int stream) {
  struct stat facts = {};
  const bool found = path == "-" ? ::fstat(stream, &facts) == 0 : ::stat(path.c_str(), &facts) == 0;
  if (!found || !S_ISREG(facts.st_mode)) return std::nullopt;
  return FileId{static_cast<std::uint64_t>(facts.st_dev), static_cast<std::uint64_t>(facts.st_ino)};
}

/// The same output twice, whether it is there yet or not.
bool same_output(const Output& a, const Output& b) {
  if (a.path == "-" || b.path == "-") return a.path == b.path;
  const auto id = id_of(a.path, STDOUT_FILENO);
  if (id) return id == id_of(b.path, STDOUT_FILENO);
  std::error_code unknown;
  return fs::weakly_canonical(a.path, unknown) == fs::weakly_canonical(b.path, unknown);
}

}  // namespace

Status check_outputs(const std::vector<std::string>& inputs, const std::vector<Output>& outputs) {
  for (const Output& output : outputs) {
    const auto id = id_of(output.path, STDOUT_FILENO);
    if (!id) continue;
    const auto replaced = std::find_if(inputs.begin(), inputs.end(),
                                       [&](const std::string& input) { return id_of(input, STDIN_FILENO) == id; });
    if (replaced == inputs.end()) continue;
    const std::string name = output.path == "-" ? "standard output" : output.path;
    return Error{ErrorCode::usage,
                 fmt::format("is an export that is read, and {} would be written over it; name another place with {}",
                             name, output.flag),
                 *replaced == "-" ? "standard input" : *replaced};
  }
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!same_output(outputs[i], outputs[j])) continue;
      return Error{
          ErrorCode::usage,
          fmt::format("would be written twice, by {} and {}; name two files", outputs[j].flag, outputs[i].flag),
          outputs[i].path};
    }
  }
  return Done{};
}

Status check_name(const Output& output, const std::string& what) {
  if (output.path.empty()) {
    return Error{ErrorCode::usage, fmt::format("{} has no name: {}; name one", output.flag, what)};
  }
  if (output.path != "-") return Done{};
  return Error{ErrorCode::usage,
               fmt::format("{} -: {}, which cannot go to standard output; name one", output.flag, what)};
}

Status check_folder(const Output& output) {
  for (fs::path at(output.path); !at.empty(); at = at.parent_path()) {
    std::error_code unknown;
    if (fs::is_directory(at, unknown)) return Done{};
    if (fs::exists(at, unknown)) {
      const std::string where = at == fs::path(output.path) ? "" : fmt::format(" ({})", at.string());
      return Error{
          ErrorCode::cannot_write,
          fmt::format("there is a file in the place of the folder{}; name another folder with {}", where, output.flag),
          output.path};
    }
    if (at == at.parent_path()) break;
  }
  return Done{};
}

}  // namespace cxtext::cli
