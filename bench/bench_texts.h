#pragma once

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <string>
#include <vector>

#include "cxtext/io.h"

namespace bench {

/// The comments of an export; ends the program with a message where it cannot be read.
inline std::vector<std::string> read_texts(const std::string& path) {
  auto reader = cxtext::CommentReader::open(path, {});
  if (!reader) {
    fmt::print(stderr, "{}\n", reader.error().to_string());
    std::exit(3);
  }
  std::vector<cxtext::Comment> comments;
  std::vector<cxtext::Reject> rejects;
  while (true) {
    const auto got = reader->read(4096, comments, rejects);
    if (!got || got.value() == 0) break;
  }
  std::vector<std::string> texts;
  for (auto& comment : comments) texts.push_back(std::move(comment.text));
  return texts;
}

}  // namespace bench
