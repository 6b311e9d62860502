#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <iterator>
#include <optional>

#include "cxtext/model_file.h"
#include "cxtext/training.h"

#include "export_paths.h"
#include "inputs.h"
#include "outputs.h"
#include "streams.h"

namespace cxtext::cli {

namespace {

// All rows of all exports, and what the words of each are to be told by.
struct ScoredRows {
  std::vector<Comment> rows;
  std::vector<std::string> files;        // of each row
  std::vector<std::size_t> row_of_text;  // of each text: its row
  std::vector<LabelledText> texts;
  std::vector<Reject> rejects;
  ReadCounts counts;
  RepeatedIds ids = RepeatedIds();
  std::size_t n_unread = 0;  // files
};

Status read_file(const std::string& path, const ReadOptions& read, const TrainCommand& options, ScoredRows& out) {
  constexpr std::size_t rows_at_a_time = 4096;
  auto reader = CommentReader::open(path, read);
  if (!reader) return std::move(reader).error();
  say_layouts({reader->layout()}, options.input);
  const std::size_t first = out.rows.size();
  for (;;) {
    auto got = reader->read(rows_at_a_time, out.rows, out.rejects);
    if (!got) return std::move(got).error();
    if (got.value() == 0) break;
  }
  if (options.input.drop_copies && !reader->layout().id_column.empty()) {
    const auto copies = std::remove_if(out.rows.begin() + static_cast<std::ptrdiff_t>(first), out.rows.end(),
                                       [&](const Comment& row) { return out.ids.add(row) == RepeatedIds::Kind::copy; });
    out.rows.erase(copies, out.rows.end());
  }
  out.counts += reader->counts();
  out.files.resize(out.rows.size(), reader->layout().path);
  return Done{};
}

Status check_outputs_of(const TrainCommand& options, const std::string& rejects_path,
                        const std::vector<std::string>& exports) {
  std::vector<Output> outputs{{options.output, "-o"}};
  if (!options.contradictions.empty()) outputs.push_back({options.contradictions, "--contradictions"});
  for (const Output& output : outputs) {
    if (Status named = check_name(output, "what train writes is a file"); !named) return named;
  }
  outputs.push_back({rejects_path, "-o"});
  return check_outputs(exports, outputs);
}

Status read_rows(const TrainCommand& options, const std::vector<std::string>& paths, ScoredRows& out) {
  const bool several = paths.size() > 1;
  ReadOptions read = options.input.read;
  read.may_lack_columns = several;
  std::optional<Error> first_problem;
  for (const std::string& path : paths) {
    Status done = read_file(path, read, options, out);
    if (done) continue;
    if (!several || options.input.strict) return done;
    say_unread(done.error());
    ++out.n_unread;
    if (!first_problem) first_problem = std::move(done).error();
  }
  if (out.n_unread == paths.size() && first_problem) return *first_problem;
  return Done{};
}

SentimentLabel label_of(double score, const SentimentCuts& cuts) {
  if (score >= cuts.positive_from) return SentimentLabel::positive;
  return score < cuts.neutral_from ? SentimentLabel::negative : SentimentLabel::neutral;
}

std::string percent(double share) { return fmt::format("{:.1f} %", share * 100); }

std::string words_of(const std::vector<LearnedWord>& words) {
  std::string line;
  for (const LearnedWord& word : words) line += (line.empty() ? "" : ", ") + word.word;
  return line.empty() ? "-" : line;
}

std::string summary_of(const TrainedSentiment& trained, const ThemeModel& themes, const TrainCommand& options,
                       std::uint64_t n_contradictions) {
  std::string out = fmt::format("Trained on {} scored comments: {} positive, {} neutral, {} negative\n\n",
                                trained.n_texts, trained.n_positive, trained.n_neutral, trained.n_negative);
  out += fmt::format("{:<34} {:>8} {:>8}\n", "told right of unseen comments", "before", "after");
  out += fmt::format("{:<34} {:>8} {:>8}\n", "  positive or negative", percent(trained.before.binary),
                     percent(trained.after.binary));
  out += fmt::format("{:<34} {:>8.3f} {:>8.3f}\n", "  F1 of the three, mean", trained.before.macro_f1,
                     trained.after.macro_f1);
  out += fmt::format("{:<34} {:>8.3f} {:>8.3f}\n\n", "  calibration error", trained.before.calibration_error,
                     trained.after.calibration_error);
  if (std::isinf(trained.penalty)) {
    out += "These comments taught nothing that holds for unseen ones: the built-in weights were kept.\n";
  } else {
    out += fmt::format("More positive than thought: {}\n", words_of(trained.positive_words));
    out += fmt::format("More negative than thought: {}\n", words_of(trained.negative_words));
  }
  out += fmt::format("\nWords against their score: {} comments", n_contradictions);
  out += options.contradictions.empty() ? "; --contradictions FILE lists them\n"
                                        : fmt::format(", listed in {}\n", options.contradictions);
  out += fmt::format("\nThemes that the taxonomy does not know: {}\n", themes.themes().size());
  for (const ModelTheme& theme : themes.themes()) {
    const double stability = theme.stability.value_or(0);
    out += fmt::format("  {:<40} {:>6} statements, stability {:.2f}{}\n", theme.names[index_of(Lang::en)], theme.docs,
                       stability, stability < stable_from ? " (unstable)" : "");
  }
  return out + fmt::format("Model: {}\n", options.output);
}

Status write_contradictions(const std::string& path, const TrainedSentiment& trained, const ScoredRows& rows,
                            bool masked) {
  std::string out = "path,id,score,positive_probability,text\n";
  for (const Contradiction& found : trained.contradictions) {
    const std::size_t row = rows.row_of_text[found.text];
    append_csv_field(out, rows.files[row]);
    out += ',';
    append_csv_field(out, rows.rows[row].id);
    out += fmt::format(",{},{:.3f},", rows.rows[row].score.value_or(0), found.positive_probability);
    append_csv_field(out, masked ? mask_personal_data(rows.rows[row].text) : rows.rows[row].text);
    out += '\n';
  }
  constexpr unsigned owner_only = 0600;  // raw comments
  return write_file_atomically(path, out, owner_only);
}

}  // namespace

int run_train(const TrainCommand& options) {
  int status = exit_done;
  const auto engine = make_engine(options.input.engine, status);
  if (!engine) return status;
  const auto paths = expand_exports(options.input.paths, options.input.read, options.input.quiet);
  if (!paths) return fail(paths.error());
  const std::string rejects_path = options.output + ".rejects.csv";
  if (Status fine = check_outputs_of(options, rejects_path, paths.value()); !fine) return fail(fine.error());
  ScoredRows rows;
  if (Status read = read_rows(options, paths.value(), rows); !read) return fail(read.error());
  const SentimentCuts cuts = options.cuts.value_or(sentiment_cuts_of(options.input.scale));
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    const Comment& row = rows.rows[i];
    if (!row.score || row.text.empty()) continue;
    rows.row_of_text.push_back(i);
    rows.texts.push_back({row.text, label_of(*row.score, cuts), {}, parse_lang(row.language)});
  }
  const auto trained = train_sentiment(
      *engine, rows.texts, {.threads = options.input.threads, .penalty = {}, .languages = options.input.languages});
  if (!trained) return fail(trained.error());

  ModelFile file;
  file.set_part(ModelFile::sentiment, std::string(trained->model.bytes()));
  ReportOptions themes_options = report_options_of(options.input);
  themes_options.seed = options.seed;
  const ThemeModel themes = train_themes(*engine, rows.rows, themes_options);
  file.set_part(ModelFile::themes, themes.bytes());
  if (Status written = write_file_atomically(options.output, file.to_bytes()); !written) return fail(written.error());
  if (!options.contradictions.empty()) {
    if (Status written = write_contradictions(options.contradictions, *trained, rows, options.input.mask); !written)
      return fail(written.error());
  }
  if (Status written = write_rejects(rejects_path, rows.rejects); !written) return fail(written.error());
  const RunInput run{rows.counts, rows.rejects, rejects_path, rows.n_unread};
  if (!options.input.quiet) {
    say_counts(run);
    status = put_words(summary_of(*trained, themes, options, trained->contradictions.size()));
    if (status != exit_done) return status;
  }
  return status_of_run(run, options.input);
}

}  // namespace cxtext::cli
