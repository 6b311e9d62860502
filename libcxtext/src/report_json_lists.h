#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>

#include "cxtext/report.h"

namespace cxtext::json {

/// Rows of each close-the-loop list in report.json; all of them are in close_the_loop.csv.
inline constexpr std::size_t loop_rows_shown = 10;

[[nodiscard]] nlohmann::ordered_json privacy_json(const PrivacyFigures& privacy);
[[nodiscard]] nlohmann::ordered_json loop_json(const CloseTheLoop& loop);

}  // namespace cxtext::json
