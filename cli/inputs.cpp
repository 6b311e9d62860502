#include "inputs.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fmt/format.h>

#include "reading_flags.h"
#include "streams.h"

namespace cxtext::cli {

int fail(const Error& error) {
  say(fmt::format("cxtext: {}", error.to_string()));
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
  say(fmt::format("cxtext: {}", message));
  say("Run with --help for all options.");
  return exit_usage;
}

Result<Engine> create_engine(const EngineFlags& flags) {
  constexpr std::string_view how = "'cxtext themes export FOLDER' writes the built-in word lists, to be edited";
  const std::string& folder = flags.lexicon_directory;
  std::error_code unknown;
  if (!folder.empty() && !std::filesystem::is_directory(folder, unknown)) {
    const bool is_file = std::filesystem::exists(folder, unknown);
    return Error{.code = is_file ? ErrorCode::not_a_file : ErrorCode::file_not_found,
                 .message = fmt::format("{}; {}", is_file ? "is no folder" : "no such folder of word lists", how),
                 .path = folder};
  }
  EngineOptions options;
  options.lexicon_directory = folder;
  options.model_path = flags.model;
  if (flags.rules_only) options.sentiment_model = SentimentModel::rules_alone();
  auto engine = Engine::create(options);
  const bool lacks_list = !engine && engine.error().code == ErrorCode::file_not_found && !folder.empty() &&
                          engine.error().path.starts_with(folder);
  if (!lacks_list) return engine;
  Error error = std::move(engine).error();
  error.message += fmt::format("; {}", how);
  return error;
}

std::optional<Engine> make_engine(const EngineFlags& flags, int& status) {
  auto engine = create_engine(flags);
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
        "or not at all; train it anew to be sure",
        flags.model));
  }
  return std::move(engine).value();
}

ReportOptions report_options_of(const InputOptions& input) {
  ReportOptions options;
  options.read = input.read;
  options.scale = input.scale;
  options.languages = input.languages;
  options.threads = input.threads;
  options.drop_copies = input.drop_copies;
  options.skip_unreadable = !input.strict;
  options.mask = input.mask;
  return options;
}

void say_layouts(const std::vector<Layout>& layouts, const InputOptions& input) {
  for (const Layout& layout : layouts) {
    if (!input.quiet) say(layout.describe());
    // Flags that cannot do to this file what they are for: that is worth a line in quiet runs too.
    if (!input.read.sheet.empty() && layout.format != FileFormat::xlsx) {
      say(fmt::format("cxtext: --sheet {} does nothing to {}, which is no workbook", input.read.sheet, layout.path));
    }
    if (input.drop_copies && layout.id_column.empty()) {
      say(
          fmt::format("cxtext: --drop-copies could leave nothing out of {}: it has no id column to tell copies by "
                      "(--id-column names one)",
                      layout.path));
    }
  }
}

Status write_rejects(const std::string& path, const std::vector<Reject>& rejects, const CsvStyle& style) {
  if (rejects.empty()) {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    return Done{};
  }
  std::string csv = style.byte_order_mark ? "\xEF\xBB\xBF" : "";
  const auto add_row = [&](const std::array<std::string_view, 7>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (i > 0) csv += style.delimiter;
      append_csv_field(csv, fields[i], style.delimiter);
    }
    csv += '\n';
  };
  add_row({"path", "line", "column", "byte", "lost", "reason", "raw"});
  for (const Reject& reject : rejects) {
    const char* lost = reject.is_summary ? "none" : reject.rest_lost ? "rest" : reject.row_lost ? "row" : "cell";
    add_row({reject.path, std::to_string(reject.line), std::to_string(reject.column), std::to_string(reject.byte), lost,
             reject.reason, reject.raw});
  }
  constexpr unsigned owner_only = 0600;
  return write_file_atomically(path, csv, owner_only);
}

namespace {

std::string counted(std::uint64_t n, std::string_view one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

/// ", listed in rejects.csv"; empty for a run that writes no such list
std::string listed_in(const RunInput& run) {
  return run.rejects_path.empty() ? std::string() : ", listed in " + run.rejects_path;
}

/// "1 row, 2 scores"
std::string kinds_of(const ReadCounts& counts, std::uint64_t n_rests) {
  std::vector<std::string> parts;
  // Where a file breaks off, nobody knows how many rows are lost.
  if (counts.rejected_rows > n_rests) parts.push_back(counted(counts.rejected_rows - n_rests, "row"));
  if (counts.rejected_scores > 0) parts.push_back(counted(counts.rejected_scores, "score"));
  if (counts.rejected_dates > 0) parts.push_back(counted(counts.rejected_dates, "date"));
  if (n_rests > 0) parts.push_back(counted(n_rests, "rest") + " of a file");
  return fmt::format("{}", fmt::join(parts, ", "));
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
  say(fmt::format("cxtext: {} rejected ({}){}; first: {}:{}: {}", n_rejects, kinds_of(run.counts, n_rests),
                  listed_in(run), first.path, first.line, first.reason));
  return exit_rejects;
}

void say_counts(const RunInput& run) {
  const ReadCounts& counts = run.counts;
  std::vector<std::string> parts;
  if (counts.missing_scores > 0) parts.push_back(counted(counts.missing_scores, "row") + " without a score");
  if (counts.short_rows > 0) parts.push_back(counted(counts.short_rows, "row") + " with fewer fields than the header");
  if (!parts.empty()) say(fmt::format("cxtext: kept {}", fmt::join(parts, ", ")));
  if (counts.summary_rows > 0) {
    say(fmt::format("cxtext: left out {} (a total or an average, no answer){}",
                    counted(counts.summary_rows, "summary row"), listed_in(run)));
  }
}

void say_unread(const Error& error) { say(fmt::format("cxtext: left out {}", error.to_string())); }

void say_repetition(const Repetition& repetition) {
  if (repetition.headers > 0) {
    say(fmt::format("cxtext: skipped the header where it came again: {} {}", repetition.headers,
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
  say(told);
}

std::string scale_hint(const std::vector<Reject>& rejects, const Report& report) {
  constexpr std::uint64_t enough = 20;
  const Scale& scale = report.scale;
  const auto low = std::ranges::find(report.notes, NoteKind::low_scores, &Note::kind);
  if (low != report.notes.end()) {
    return low->of == 5 ? "all scores are 5 or less: for stars or satisfaction from 1 to 5 use --scale stars5 or csat5"
                        : "all scores are 7 or less: for a 1-7 effort score use --scale ces7";
  }
  if (scale.name != nps_scale.name && rejects.size() > report.input.scored / 10 + enough) {
    return fmt::format("many scores are outside {}-{}: is --scale {} the right one?", scale.min, scale.max, scale.name);
  }
  return {};
}

}  // namespace cxtext::cli
