#include "segments_of_files.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "io_utf8.h"

namespace cxtext {
namespace {

bool is_same(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const std::string folded = io::folded(a);
  return !folded.empty() && folded == io::folded(b);
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& one) { return is_same(one, name); });
}

/// Columns that are something else than a segment.
std::vector<std::string> taken(const Layout& layout) {
  std::vector<std::string> names = layout.text_columns;
  names.insert(names.end(), {layout.id_column, layout.score_column, layout.date_column, layout.language_column});
  return names;
}

std::optional<Layout> layout_of(const std::string& path, const ReadOptions& options) {
  std::error_code unknown;
  if (path == "-" || !std::filesystem::is_regular_file(path, unknown)) return std::nullopt;
  auto reader = CommentReader::open(path, options);
  if (!reader) return std::nullopt;
  return reader->layout();
}

}  // namespace

std::vector<ReadOptions> options_of_files(std::span<const std::string> paths, const ReadOptions& options) {
  std::vector<ReadOptions> reads(paths.size(), options);
  if (paths.size() < 2 || !options.segment_columns.empty()) return reads;
  std::vector<std::optional<Layout>> layouts;
  std::vector<std::string> segments;
  for (const std::string& path : paths) {
    layouts.push_back(layout_of(path, options));
    if (!layouts.back()) continue;
    for (const std::string& name : layouts.back()->segment_columns) {
      if (!holds(segments, name)) segments.push_back(name);
    }
  }
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (!layouts[i]) continue;
    const std::vector<std::string> others = taken(*layouts[i]);
    std::vector<std::string> wanted;
    for (const std::string& column : layouts[i]->columns) {
      if (holds(segments, column) && !holds(others, column)) wanted.push_back(column);
    }
    if (wanted.size() > layouts[i]->segment_columns.size()) reads[i].segment_columns = std::move(wanted);
  }
  return reads;
}

std::vector<std::string>::iterator find_segment(std::vector<std::string>& names, const std::string& column) {
  return std::find_if(names.begin(), names.end(), [&](const std::string& name) { return is_same(name, column); });
}

}  // namespace cxtext
