#include "inputs.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

#include "reading_flags.h"
#include "streams.h"

namespace cxtext::cli {

int fail(const Error& error) {
  say(fmt::format("cxtext: {}\n", error.to_string()));
  switch (error.code) {
    case ErrorCode::usage:
    case ErrorCode::missing_column:
    case ErrorCode::no_text_column:
      return exit_usage;
    case ErrorCode::cannot_write:
      return exit_cannot_write;
    default:
      return exit_unreadable;
  }
}

int fail_usage(const std::string& message) {
  say(fmt::format("cxtext: {}\nRun with --help for all options.\n", message));
  return exit_usage;
}

std::optional<Engine> make_engine(const EngineFlags& flags, int& status) {
  EngineOptions options;
  options.lexicon_directory = flags.lexicon_directory;
  options.model_path = flags.model;
  if (flags.rules_only) options.sentiment_model = SentimentModel::rules_alone();
  auto engine = Engine::create(options);
  if (!engine) {
    status = fail(engine.error());
    return std::nullopt;
  }
  // Training that taught nothing writes the built-in weights, which go with any word lists.
  const SentimentModel& weights = engine->sentiment_model();
  const bool is_own =
      !flags.model.empty() && weights.has_weights() && weights.hash() != SentimentModel::embedded().hash();
  if (is_own && weights.lexicon_hash() != engine->lexicon().hash()) {
    say(fmt::format(
        "{}: its weights were fitted with other word lists than those in use, so they may judge words twice "
        "or not at all; train it anew to be sure\n",
        flags.model));
  }
  return std::move(engine).value();
}

void say_layouts(const std::vector<Layout>& layouts, bool quiet) {
  if (quiet) return;
  for (const Layout& layout : layouts) say(layout.describe() + '\n');
}

Status write_rejects(const std::string& path, const std::vector<Reject>& rejects) {
  if (rejects.empty()) {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    return Done{};
  }
  std::string csv = "path,line,column,byte,lost,reason,raw\n";
  for (const Reject& reject : rejects) {
    append_csv_field(csv, reject.path);
    csv += fmt::format(",{},{},{},{},", reject.line, reject.column, reject.byte,
                       reject.rest_lost  ? "rest"
                       : reject.row_lost ? "row"
                                         : "cell");
    append_csv_field(csv, reject.reason);
    csv += ',';
    append_csv_field(csv, reject.raw);
    csv += '\n';
  }
  constexpr unsigned owner_only = 0600;
  return write_file_atomically(path, csv, owner_only);
}

int status_of_rejects(const std::vector<Reject>& rejects, std::uint64_t n_rows, const InputOptions& input,
                      const std::string& rejects_path) {
  if (rejects.empty()) return exit_done;
  // A row that lost only its score or date is among n_rows already.
  const auto lost = std::count_if(rejects.begin(), rejects.end(), [](const Reject& reject) { return reject.row_lost; });
  const auto allowed = allowed_rejects(input.allow_rejects, n_rows + static_cast<std::uint64_t>(lost));
  // How much a damaged file has lost is not known, so no number can allow it.
  const auto damaged =
      std::find_if(rejects.begin(), rejects.end(), [](const Reject& reject) { return reject.rest_lost; });
  if (damaged == rejects.end() && rejects.size() <= allowed.value_or(0)) return exit_done;
  const Reject& first = damaged == rejects.end() ? rejects.front() : *damaged;
  say(fmt::format("cxtext: {} rejected rows or scores, listed in {}; first: {}:{}: {}\n", rejects.size(), rejects_path,
                  first.path, first.line, first.reason));
  return exit_rejects;
}

void say_repetition(const Repetition& repetition) {
  if (repetition.headers > 0) {
    say(fmt::format("cxtext: skipped the header where it came again: {} {}\n", repetition.headers,
                    repetition.headers == 1 ? "row" : "rows"));
  }
  if (repetition.rows == 0) return;
  std::string told = fmt::format("cxtext: {} rows have an id that came before", repetition.rows);
  if (repetition.copies > 0) {
    told += fmt::format(", {} of them with the same content ({})", repetition.copies,
                        repetition.dropped ? "left out" : "kept; --drop-copies leaves these out");
  }
  told += "; first:";
  for (const std::string& id : repetition.examples) told += ' ' + id;
  say(told + '\n');
}

std::string scale_hint(const std::vector<Reject>& rejects, double max_score_seen, std::uint64_t scored,
                       const Scale& scale) {
  constexpr std::uint64_t enough = 20;
  if (scale.name == "nps" && scored >= enough && max_score_seen <= 5) {
    return "all scores are 5 or less: for stars or satisfaction from 1 to 5 use --scale stars5 or csat5";
  }
  if (scale.name == "nps" && scored >= enough && max_score_seen <= 7) {
    return "all scores are 7 or less: for a 1-7 effort score use --scale ces7";
  }
  if (scale.name != "nps" && rejects.size() > scored / 10 + enough) {
    return fmt::format("many scores are outside {:g}-{:g}: is --scale {} the right one?", scale.min, scale.max,
                       scale.name);
  }
  return {};
}

}  // namespace cxtext::cli
