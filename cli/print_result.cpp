#include "print_result.h"

#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <string>

#include "streams.h"

namespace cxtext::cli {

double rounded(double value) { return std::round(value * 1e6) / 1e6; }

int print_result(const nlohmann::ordered_json& result, bool json) {
  if (json) return put(result.dump(2) + '\n');
  std::string lines;
  for (const auto& [key, value] : result.items()) {
    if (!value.is_object()) {
      lines += fmt::format("{:<18} {}\n", key, value.dump());
      continue;
    }
    for (const auto& [inner, number] : value.items())
      lines += fmt::format("{:<18} {}\n", key + "." + inner, number.dump());
  }
  return put_words(lines);
}

}  // namespace cxtext::cli
