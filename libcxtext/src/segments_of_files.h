#pragma once

#include <span>
#include <string>
#include <vector>

#include "cxtext/io.h"

namespace cxtext {

/// How each file of a run is to be read so that a column that is a segment in one of them is one in all that have it: a
/// file of few rows, or of one shop, does not show by itself that a column is worth parting by. Standard input and
/// pipes are left as they are, because they can be read once only; so is what cannot be opened.
[[nodiscard]] std::vector<ReadOptions> options_of_files(std::span<const std::string> paths, const ReadOptions& options);

/// The name among names that is the same but for case, accents and signs, as columns are named; end(): there is none.
[[nodiscard]] std::vector<std::string>::iterator find_segment(std::vector<std::string>& names,
                                                              const std::string& column);

}  // namespace cxtext
