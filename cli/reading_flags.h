#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "commands.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

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

// What is added must outlive the parsing of the command line. A command gets those flags alone that do something to it.

/// Adds the flag that says which word lists are used.
void add_lexicons(CLI::App& command, EngineFlags& engine);
/// Adds the flag that names a model.
CLI::Option* add_model(CLI::App& command, EngineFlags& engine);
/// Adds all flags that say what judges a text: word lists, model, rules alone.
void add_engine(CLI::App& command, EngineFlags& engine);

/// Adds the flags that say how an export is read, those of the engine as well.
void add_reading(CLI::App& command, ReadingFlags& flags);
/// Adds the flags of a run over all rows of exports: those of add_reading, and what becomes of rows that are rejected
/// or come again, and of files that cannot be read.
void add_run(CLI::App& command, ReadingFlags& flags);

/// The flags of add_reading that are about an export, among those that were given; empty: none.
[[nodiscard]] std::string given_for_export(const CLI::App& command);

/// Puts what was typed into flags.input. Returns: empty, or what contradicts itself.
[[nodiscard]] std::string resolve(ReadingFlags& flags);

/// Parses "N" or "N%" to a number of rows out of n_rows. Empty if it is neither.
std::optional<std::uint64_t> allowed_rejects(const std::string& text, std::uint64_t n_rows);

}  // namespace cxtext::cli
