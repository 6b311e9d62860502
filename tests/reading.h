#pragma once

#include <doctest/doctest.h>
#include <ostream>
#include <string>
#include <vector>

#include "cxtext/io.h"

#include "testing.h"

/// Exports read to their end.
namespace reading {

/// All that a reader gave out, or why it could not be opened.
struct Export {
  cxtext::Layout layout;
  cxtext::ReadCounts counts;
  std::vector<cxtext::Comment> comments;
  std::vector<cxtext::Reject> rejects;
  std::string hash;
  cxtext::ErrorCode failed = cxtext::ErrorCode::usage;
  std::string failure;
};

inline Export drain(const std::string& path, const cxtext::ReadOptions& options, std::size_t batch) {
  Export all;
  auto reader = cxtext::CommentReader::open(path, options);
  if (!reader) {
    all.failed = reader.error().code;
    all.failure = reader.error().message;
    return all;
  }
  all.layout = reader->layout();
  while (true) {
    const auto got = reader->read(batch, all.comments, all.rejects);
    REQUIRE(got.ok());
    if (*got == 0) break;
  }
  all.counts = reader->counts();
  all.hash = reader->content_hash();
  return all;
}

inline Export read_all(const std::string& bytes, const cxtext::ReadOptions& options = {},
                       const std::string& name = "a.csv") {
  const testing::TempDir folder;
  return drain(folder.write(name, bytes), options, 1000);
}

/// A list that a failing check can print.
struct Strings : std::vector<std::string> {
  using std::vector<std::string>::vector;
  Strings(const std::vector<std::string>& list) : std::vector<std::string>(list) {}
  friend std::ostream& operator<<(std::ostream& out, const Strings& list) {
    for (const std::string& item : list) out << '[' << item << ']';
    return out;
  }
};

inline Strings texts(const Export& all) {
  Strings list;
  for (const cxtext::Comment& comment : all.comments) list.push_back(comment.text);
  return list;
}

}  // namespace reading
