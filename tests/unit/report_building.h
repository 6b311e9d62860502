#pragma once

#include <algorithm>
#include <doctest/doctest.h>
#include <vector>

#include "cxtext/pipeline.h"

#include "report_build.h"
#include "testing.h"

/// Reports made in memory, without files.
namespace report_building {

using cxtext::Comment;

/// The comments of the example.
inline const std::vector<Comment>& example_comments() {
  static const std::vector<Comment> comments = [] {
    std::vector<Comment> out;
    std::vector<cxtext::Reject> rejects;
    auto reader = cxtext::CommentReader::open(testing::source_path("examples/feedback.csv"), {});
    if (!reader) FAIL(reader.error().to_string());
    for (;;) {
      const auto got = reader->read(1000, out, rejects);
      if (!got || got.value() == 0) return out;
    }
  }();
  return comments;
}

/// A report and what it was computed from.
struct Built {
  cxtext::AnalyzedInput input;
  cxtext::Report report;
};

inline Built build(const cxtext::Engine& engine, std::vector<Comment> comments, const cxtext::ReportOptions& options) {
  Built built;
  built.input = cxtext::analyze_comments(engine, comments, options);
  cxtext::ThemeSpace space = cxtext::discover(engine, built.input, options);
  cxtext::InputRows rows;
  rows.comments = std::move(comments);
  rows.segment_names = {"country", "touchpoint"};
  built.report = cxtext::compute_figures(rows, built.input, std::move(space), options);
  return built;
}

inline bool same(const cxtext::BandCounts& a, const cxtext::BandCounts& b) {
  return a.promoters == b.promoters && a.passives == b.passives && a.detractors == b.detractors;
}

}  // namespace report_building
