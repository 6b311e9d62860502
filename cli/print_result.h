#pragma once

#include <nlohmann/json_fwd.hpp>

namespace cxtext::cli {

/// To the six decimals that figures are printed with.
[[nodiscard]] double rounded(double value);

/// Prints figures to stdout: a "key value" line each, or JSON. Returns the exit status.
int print_result(const nlohmann::ordered_json& result, bool json);

}  // namespace cxtext::cli
