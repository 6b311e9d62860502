#include "print_result.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "commands.h"

namespace cxtext::cli {

int print_result(const nlohmann::ordered_json& result, bool json) {
  if (json) {
    fmt::print("{}\n", result.dump(2));
    return exit_done;
  }
  for (const auto& [key, value] : result.items()) {
    if (!value.is_object()) {
      fmt::print("{:<18} {}\n", key, value.dump());
      continue;
    }
    for (const auto& [inner, number] : value.items()) fmt::print("{:<18} {}\n", key + "." + inner, number.dump());
  }
  return exit_done;
}

}  // namespace cxtext::cli
