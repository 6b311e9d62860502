#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cxtext/result.h"

#include "io_columns.h"

namespace cxtext::io {

/// The names of the columns for a message: the first ones, shortened where they are long.
[[nodiscard]] std::string list_columns(const std::vector<std::string>& columns);

/// The error that no column has the name that a flag gave, with the name that it may be a slip of.
[[nodiscard]] Error missing_column(const Sample& sample, const std::string& name, std::string_view flag,
                                   const std::string& path);

}  // namespace cxtext::io
