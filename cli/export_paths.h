#pragma once

#include <string>
#include <vector>

#include "cxtext/io.h"

namespace cxtext::cli {

/// The export files that arguments mean, in order: a file or "-" is itself, a folder stands for the exports in it by
/// name, a pattern that the shell has left alone ("exports/*.csv") for the files that it matches by name. What is left
/// out of a folder is told on stderr. The same file is taken once a mention.
/// Errors: file_not_found (a pattern that matches nothing), empty_input (a folder without an export), cannot_read.
[[nodiscard]] Result<std::vector<std::string>> expand_exports(const std::vector<std::string>& arguments,
                                                              const ReadOptions& options, bool quiet);

}  // namespace cxtext::cli
