#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "commands.h"

namespace cxtext::cli {

/// What a report is made with that the flags for the input say; the rest of its options are as they are by default.
[[nodiscard]] ReportOptions report_options_of(const InputOptions& input);

/// Prints what was understood of each file to stderr, unless quiet; and, quiet or not, flags that can do nothing to it.
void say_layouts(const std::vector<Layout>& layouts, const InputOptions& input);

/// Writes rejects as CSV, readable by its owner only; removes a file of that name left by an earlier run if there are
/// none. Columns: path, line, column, byte, lost, reason, raw.
Status write_rejects(const std::string& path, const std::vector<Reject>& rejects, const CsvStyle& style = {});

/// What a run has read.
struct RunInput {
  ReadCounts counts;  ///< of all files
  const std::vector<Reject>& rejects;
  std::string rejects_path;  ///< empty: the run writes no list of them
  std::size_t n_unread = 0;  ///< files that were left out
};

/// Exit status for a finished run; tells on stderr when rows were rejected beyond what is allowed.
int status_of_run(const RunInput& run, const InputOptions& input);

/// Says what is no reject, but counts in no figure of the score: rows without one, short rows, rows that sum up.
void say_counts(const RunInput& run);

/// Says that a file of several was left out.
void say_unread(const Error& error);

/// What was met more than once.
struct Repetition {
  std::uint64_t rows = 0;  ///< whose id came before
  std::uint64_t copies = 0;
  std::uint64_t headers = 0;
  bool dropped = false;  ///< the copies were left out
  std::vector<std::string> examples;
};
/// Says it on stderr; nothing if there was nothing.
void say_repetition(const Repetition& repetition);

/// A hint when scores look like another scale than that of the report; empty if they fit.
std::string scale_hint(const std::vector<Reject>& rejects, const Report& report);

}  // namespace cxtext::cli
