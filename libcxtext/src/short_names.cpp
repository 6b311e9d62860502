#include <algorithm>
#include <filesystem>
#include <map>

#include "cxtext/io.h"

namespace cxtext {
namespace {

namespace fs = std::filesystem;

/// The folders of a path and the name without endings, outermost first.
std::vector<std::string> parts_of(const std::string& path) {
  std::vector<std::string> parts;
  for (const fs::path& part : fs::path(path).relative_path().lexically_normal()) parts.push_back(part.string());
  if (parts.empty()) return {path};
  std::string& name = parts.back();
  // "nps.v2.csv.gz": what stands before the ending that says what it is, and before the one of its packing.
  for (const std::string_view packing : {".gz", ".zst", ".zip"}) {
    if (name.size() > packing.size() && name.ends_with(packing)) name.erase(name.size() - packing.size());
  }
  if (const std::size_t dot = name.rfind('.'); dot != std::string::npos && dot > 0) name.erase(dot);
  return parts;
}

std::string name_of(const std::vector<std::string>& parts, std::size_t n_parts) {
  std::string name;
  for (std::size_t i = parts.size() - std::min(n_parts, parts.size()); i < parts.size(); ++i) {
    name += (name.empty() ? "" : "/") + parts[i];
  }
  return name;
}

}  // namespace

std::vector<std::string> short_names(std::span<const std::string> paths) {
  std::vector<std::vector<std::string>> parts;
  for (const std::string& path : paths)
    parts.push_back(path == "-" ? std::vector<std::string>{"stdin"} : parts_of(path));
  std::vector<std::string> names(paths.size());
  std::vector<std::size_t> n_parts(paths.size(), 1);
  for (bool changed = true; changed;) {
    changed = false;
    std::map<std::string, std::vector<std::size_t>> same;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      names[i] = name_of(parts[i], n_parts[i]);
      same[names[i]].push_back(i);
    }
    for (const auto& [name, files] : same) {
      const bool differ = std::any_of(files.begin(), files.end(),
                                      [&](std::size_t file) { return paths[file] != paths[files.front()]; });
      for (const std::size_t file : files) {
        if (!differ || n_parts[file] >= parts[file].size()) continue;
        ++n_parts[file];
        changed = true;
      }
    }
  }
  // Of one folder and name, with different endings.
  std::map<std::string, std::string> path_of;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const auto [first, is_new] = path_of.emplace(names[i], paths[i]);
    if (!is_new && first->second != paths[i]) names[i] = paths[i];
  }
  return names;
}

}  // namespace cxtext
