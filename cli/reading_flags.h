#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "commands.h"

namespace CLI {
class App;
}

namespace cxtext::cli {

/// The flags that say how exports are read, as they are typed; shared by the commands.
struct ReadingFlags {
  std::string scale = "nps";
  std::vector<double> cuts;  ///< custom scale: min, max, passive from, promoter from
  std::string format = "auto";
  std::string charset = "auto";
  std::string delimiter;
  std::string quote;
  std::string decimal = "auto";
  std::vector<std::string> languages;
  std::uint32_t header_row = 0;  ///< 0: not given
  bool no_header = false;
  InputOptions input;
};

/// Adds the flags that say which word lists and weights are used. engine must outlive the parsing.
void add_engine(CLI::App& command, EngineFlags& engine);

/// Adds the flags to a command, those of the engine as well. flags must outlive the parsing of the command line.
void add_reading(CLI::App& command, ReadingFlags& flags);

/// Puts what was typed into flags.input. Returns: empty, or what contradicts itself.
[[nodiscard]] std::string resolve(ReadingFlags& flags);

/// Parses "N" or "N%" to a number of rows out of n_rows. Empty if it is neither.
std::optional<std::uint64_t> allowed_rejects(const std::string& text, std::uint64_t n_rows);

}  // namespace cxtext::cli
