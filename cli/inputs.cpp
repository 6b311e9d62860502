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
                       reject.is_summary  ? "none"
                       : reject.rest_lost ? "rest"
                       : reject.row_lost  ? "row"
                                          : "cell");
    append_csv_field(csv, reject.reason);
    csv += ',';
    append_csv_field(csv, reject.raw);
    csv += '\n';
  }
  constexpr unsigned owner_only = 0600;
  return write_file_atomically(path, csv, owner_only);
}

namespace {

std::string counted(std::uint64_t n, std::string_view one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : ", ") + part;
  return all;
}

/// "1 row, 2 scores"
std::string kinds_of(const ReadCounts& counts, std::uint64_t n_rests) {
  std::vector<std::string> parts;
  // Where a file breaks off, nobody knows how many rows are lost.
  if (counts.rejected_rows > n_rests) parts.push_back(counted(counts.rejected_rows - n_rests, "row"));
  if (counts.rejected_scores > 0) parts.push_back(counted(counts.rejected_scores, "score"));
  if (counts.rejected_dates > 0) parts.push_back(counted(counts.rejected_dates, "date"));
  if (n_rests > 0) parts.push_back(counted(n_rests, "rest") + " of a file");
  return joined(parts);
}

}  // namespace

int status_of_run(const RunInput& run, const InputOptions& input) {
  const int status = run.n_unread > 0 ? exit_rejects : exit_done;
  const auto is_reject = [](const Reject& reject) { return !reject.is_summary; };
  const auto n_rejects = static_cast<std::uint64_t>(std::count_if(run.rejects.begin(), run.rejects.end(), is_reject));
  if (n_rejects == 0) return status;
  // A row that lost only its score or date is among the rows already.
  const auto allowed = allowed_rejects(input.allow_rejects, run.counts.rows + run.counts.rejected_rows);
  // How much a damaged file has lost is not known, so no number can allow it.
  const auto is_damage = [](const Reject& reject) { return reject.rest_lost; };
  const auto n_rests = static_cast<std::uint64_t>(std::count_if(run.rejects.begin(), run.rejects.end(), is_damage));
  if (n_rests == 0 && n_rejects <= allowed.value_or(0)) return status;
  const Reject& first = n_rests > 0 ? *std::find_if(run.rejects.begin(), run.rejects.end(), is_damage)
                                    : *std::find_if(run.rejects.begin(), run.rejects.end(), is_reject);
  say(fmt::format("cxtext: {} rejected ({}), listed in {}; first: {}:{}: {}\n", n_rejects,
                  kinds_of(run.counts, n_rests), run.rejects_path, first.path, first.line, first.reason));
  return exit_rejects;
}

void say_counts(const RunInput& run) {
  const ReadCounts& counts = run.counts;
  std::vector<std::string> parts;
  if (counts.missing_scores > 0) parts.push_back(counted(counts.missing_scores, "row") + " without a score");
  if (counts.short_rows > 0) parts.push_back(counted(counts.short_rows, "row") + " with fewer fields than the header");
  if (!parts.empty()) say(fmt::format("cxtext: kept {}\n", joined(parts)));
  if (counts.summary_rows > 0) {
    say(fmt::format("cxtext: left out {} (a total or an average, no answer), listed in {}\n",
                    counted(counts.summary_rows, "summary row"), run.rejects_path));
  }
}

void say_unread(const Error& error) { say(fmt::format("cxtext: left out {}\n", error.to_string())); }

void say_without_ids(const std::vector<Layout>& layouts) {
  for (const Layout& layout : layouts) {
    if (!layout.id_column.empty()) continue;
    say(
        fmt::format("cxtext: --drop-copies could leave nothing out of {}: it has no id column to tell copies by "
                    "(--id-column names one)\n",
                    layout.path));
  }
}

void say_repetition(const Repetition& repetition) {
  if (repetition.headers > 0) {
    say(fmt::format("cxtext: skipped the header where it came again: {} {}\n", repetition.headers,
                    repetition.headers == 1 ? "row" : "rows"));
  }
  if (repetition.rows == 0) return;
  std::string told = fmt::format("cxtext: {} {} an id that came before", counted(repetition.rows, "row"),
                                 repetition.rows == 1 ? "has" : "have");
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
