#pragma once

#include <string>
#include <vector>

#include "cxtext/result.h"

/// What can be wrong with the names of outputs, told before the work is done rather than after it.
namespace cxtext::cli {

/// An output of a command and the flag that names it.
struct Output {
  std::string path;  ///< "-": stdout
  std::string flag;
};

/// Refuses outputs that would replace an export that is read, by another name or link too, or each other. inputs: paths
/// or "-", which may be a file as well. Errors: usage.
[[nodiscard]] Status check_outputs(const std::vector<std::string>& inputs, const std::vector<Output>& outputs);

/// Refuses a name that is none: the empty one, and "-" where what is written is more than a stream. what: "a report is
/// a folder of files". Errors: usage.
[[nodiscard]] Status check_name(const Output& output, const std::string& what);

/// Refuses a folder in whose place, or on whose way, there is something else. Errors: cannot_write.
[[nodiscard]] Status check_folder(const Output& output);

}  // namespace cxtext::cli
