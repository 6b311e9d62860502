#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "commands.h"

namespace cxtext::cli {

/// Prints what was understood of each file to stderr, unless quiet.
void say_layouts(const std::vector<Layout>& layouts, bool quiet);

/// Writes rejects as CSV, readable by its owner only; removes a file of that name left by an earlier run if there are
/// none. Columns: path, line, column, byte, lost, reason, raw.
Status write_rejects(const std::string& path, const std::vector<Reject>& rejects);

/// Exit status for a finished run; tells on stderr when rows were rejected beyond what is allowed. n_rows: rows kept.
int status_of_rejects(const std::vector<Reject>& rejects, std::uint64_t n_rows, const InputOptions& input,
                      const std::string& rejects_path);

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

/// A hint when scores look like another scale than the one in force; empty if they fit.
std::string scale_hint(const std::vector<Reject>& rejects, double max_score_seen, std::uint64_t scored,
                       const Scale& scale);

}  // namespace cxtext::cli
