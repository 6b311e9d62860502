#include "options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <sstream>
#include <string>
#include <thread>

#include "reading_flags.h"
#include "streams.h"

namespace cxtext::cli {

namespace {

constexpr const char* footer = R"(Exit status: 0 done; 1 a check failed; 2 usage; 3 input unreadable; 4 could not write;
5 done, but rows were rejected (beyond --allow-rejects) or one of several files was left out.
Data goes to stdout or -o, words to stderr. "-" is stdin or stdout.)";

unsigned default_threads() { return std::clamp(std::thread::hardware_concurrency(), 1U, 64U); }

void add_threads(CLI::App& command, unsigned& threads) {
  threads = default_threads();
  command.add_option("--threads", threads, "Worker threads; never changes the result")
      ->check(CLI::Range(1U, 256U))
      ->default_str("all cores");
}

void add_masking(CLI::App& command, InputOptions& input) {
  command.add_flag("--no-mask{false}", input.mask, "Leave personal data in comments as it stands");
}

void add_gold(CLI::App& command, EvalCommand& options) {
  command.add_option("gold", options.gold, "Labelled TSV file with a header row")->required();
  command.add_flag("--json", options.json, "Print JSON");
}

}  // namespace

int run(int argc, char** argv) {
  CLI::App app{"cxtext: themed NPS reports from Danish, Swedish, Norwegian and English customer comments"};
  app.set_version_flag("--version", fmt::format("cxtext {}", version()));
  app.require_subcommand(1);
  app.footer(footer);

  ReadingFlags report_flags;
  ReportCommand report;
  CLI::App* report_app = app.add_subcommand("report", "The main job: a themed NPS report of one or more exports");
  report_app->add_option("export", report_flags.input.paths, "Export files, folders or quoted patterns; '-' for stdin")
      ->required();
  report_app->add_option("-o,--output", report.output, "Folder for the report, made if missing")->capture_default_str();
  report_app->add_option("--title", report.title, "Heading of the report");
  // --theme-language is what the flag was called when it named themes only.
  report_app
      ->add_option("--report-language,--theme-language", report.language,
                   "Language of the report: en, da, sv, nb or nn; auto: that of most comments")
      ->check(CLI::IsMember({"auto", "en", "da", "sv", "nb", "nn"}))
      ->capture_default_str();
  report_app
      ->add_option("--period", report.period, "How dates are cut: day, week, month or quarter; auto: by their span")
      ->check(CLI::IsMember({"auto", "day", "week", "month", "quarter"}))
      ->capture_default_str();
  report_app->add_option("--compare", report.compare,
                         "A..B: two periods (2026-01..2026-02) or two values of a segment column; unless given, the "
                         "first half of the periods and the second");
  report_app->add_option("--seed", report.seed, "Seed of theme discovery")->capture_default_str();
  CLI::Option* themes = report_app
                            ->add_option("--discovered-themes", report.discovered_themes,
                                         "Number of discovered themes; chosen from the data unless given")
                            ->check(CLI::Range(1U, 200U));
  report_app->add_flag("--no-discovery", report.no_discovery, "Only the themes of the taxonomy")->excludes(themes);
  report_app->add_flag("--excel-csv", report.excel_csv,
                       "CSV files as Excel opens them: byte order mark, semicolons, decimal comma by the language");
  add_masking(*report_app, report_flags.input);
  report_app->add_flag("--json", report.json, "Print report.json to stdout instead of the summary");
  add_run(*report_app, report_flags);
  add_threads(*report_app, report_flags.input.threads);

  ReadingFlags annotate_flags;
  AnnotateCommand annotate;
  CLI::App* annotate_app =
      app.add_subcommand("annotate", "A row per comment: language, sentiment, themes, band; streams");
  annotate_app
      ->add_option("export", annotate_flags.input.paths, "Export files, folders or quoted patterns; '-' for stdin")
      ->required();
  annotate_app->add_option("-o,--output", annotate.output, "Output file; '-' for stdout")->capture_default_str();
  annotate_app->add_option("--to", annotate.format, "csv or jsonl")
      ->check(CLI::IsMember({"csv", "jsonl"}))
      ->capture_default_str();
  annotate_app->add_option("--unit", annotate.unit, "A row per comment or per statement")
      ->check(CLI::IsMember({"comment", "statement"}))
      ->capture_default_str();
  add_masking(*annotate_app, annotate_flags.input);
  add_run(*annotate_app, annotate_flags);

  ReadingFlags train_flags;
  TrainCommand train;
  std::vector<double> sentiment_cuts;
  CLI::App* train_app = app.add_subcommand("train", "Fit weights on one's own scored comments");
  train_app
      ->add_option("export", train_flags.input.paths,
                   "Exports with scores: files, folders or quoted patterns; '-' for stdin")
      ->required();
  train_app->add_option("-o,--output", train.output, "Model file")->required();
  train_app
      ->add_option("--sentiment-cuts", sentiment_cuts,
                   "Scores that count as neutral and as positive text: NEUTRAL_FROM,POSITIVE_FROM; by the scale "
                   "unless given")
      ->delimiter(',')
      ->expected(2);
  train_app->add_option("--contradictions", train.contradictions,
                        "CSV file for the comments whose words contradict their score");
  train_app->add_option("--seed", train.seed, "Seed of theme discovery")->capture_default_str();
  add_masking(*train_app, train_flags.input);
  add_run(*train_app, train_flags);
  add_threads(*train_app, train_flags.input.threads);

  ReadingFlags why_flags;
  WhyCommand why;
  CLI::App* why_app = app.add_subcommand("why", "Explain one comment: tokens, language, rules, themes");
  why_app->add_option("text", why_flags.input.paths, "A text, or an export together with --id")
      ->required()
      ->expected(1);
  why_app->add_option("--id", why.id, "Explain the comment of this id in the export");
  why_app->add_option("--lang", why.language, "Take the language as given");
  why_app->add_flag("--json", why.json, "Print JSON");
  add_reading(*why_app, why_flags);

  ReadingFlags try_flags;
  ThemesCommand themes_command;
  CLI::App* taxonomy_app = app.add_subcommand("themes", "Taxonomy as code; themes of model files");
  taxonomy_app->require_subcommand(1);
  const auto add_naming = [&](CLI::App& command) {
    command.add_option("--theme-language", themes_command.language, "Language of names: en, da, sv, nb or nn")
        ->check(CLI::IsMember({"en", "da", "sv", "nb", "nn"}))
        ->capture_default_str();
    command.add_flag("--json", themes_command.json, "Print JSON");
  };
  CLI::App* list_app = taxonomy_app->add_subcommand("list", "All themes, by group");
  add_naming(*list_app);
  add_lexicons(*list_app, themes_command.input.engine);
  add_model(*list_app, themes_command.input.engine);
  CLI::App* export_app = taxonomy_app->add_subcommand("export", "Write the built-in taxonomy and word lists to edit");
  export_app->add_option("folder", themes_command.output, "A folder that is new or empty")->required();
  CLI::App* check_app = taxonomy_app->add_subcommand("check", "Lint a taxonomy and run its test sentences");
  check_app->add_option("edited", themes_command.edited, "Folder of word lists, or its taxonomy.txt")->required();
  CLI::App* try_app = taxonomy_app->add_subcommand("try", "What an edited taxonomy would change in an export");
  try_app->add_option("edited", themes_command.edited, "Folder of word lists, or its taxonomy.txt")->required();
  try_app->add_option("export", try_flags.input.paths, "Export files, folders or quoted patterns")->required();
  add_naming(*try_app);
  add_run(*try_app, try_flags);
  add_threads(*try_app, try_flags.input.threads);
  CLI::App* diff_app = taxonomy_app->add_subcommand("diff", "What became of the themes of one model file in another");
  diff_app->add_option("old", themes_command.old_model, "Model file")->required();
  diff_app->add_option("new", themes_command.new_model, "Model file")->required();
  add_naming(*diff_app);

  CLI::App* eval_app = app.add_subcommand("eval", "Accuracy against labelled data");
  eval_app->require_subcommand(1);
  EvalCommand sentiment;
  CLI::App* sentiment_app = eval_app->add_subcommand("sentiment", "Columns label (pos, neu, neg) and text");
  add_gold(*sentiment_app, sentiment);
  add_engine(*sentiment_app, sentiment.engine);
  sentiment_app->add_option("--lang", sentiment.lang, "Take the language as given");
  EvalCommand language;
  CLI::App* language_app = eval_app->add_subcommand("language", "Columns lang and text; each row judged alone");
  add_gold(*language_app, language);
  add_lexicons(*language_app, language.engine);
  language_app->add_option("--among", language.among, "Candidates, e.g. da,sv,nb,nn,en; other rows are left out")
      ->delimiter(',');
  EvalCommand clustering;
  CLI::App* themes_app = eval_app->add_subcommand("themes", "Discovery alone against a column of true themes");
  add_gold(*themes_app, clustering);
  add_lexicons(*themes_app, clustering.engine);
  themes_app->add_option("--label-column", clustering.label_column, "Column of the true theme")->required();
  themes_app->add_option("-k", clustering.k, "Number of clusters")->required()->check(CLI::Range(1U, 10000U));
  themes_app->add_option("--lang-column,--language-column", clustering.lang_column,
                         "Column of the language, taken as given");
  themes_app->add_option("--twin-column", clustering.twin_column,
                         "Rows with equal values are translations of each other");
  themes_app->add_option("--seed", clustering.seed, "Seed")->capture_default_str();
  add_threads(*themes_app, clustering.threads);
  EvalCommand compounds;
  compounds.lang = "da";
  CLI::App* compounds_app = eval_app->add_subcommand("compounds", "Column text: words with + where they are to be cut");
  add_gold(*compounds_app, compounds);
  add_lexicons(*compounds_app, compounds.engine);
  compounds_app->add_option("--lang", compounds.lang, "da, sv, nb or nn")->capture_default_str();
  compounds_app->add_flag("--lists-only", compounds.lists_only, "Only parts of the word lists, none learned from GOLD");
  EvalCommand coverage;
  CLI::App* coverage_app =
      eval_app->add_subcommand("coverage", "Share of content words of exports that the concept table knows");
  coverage_app->add_option("export", coverage.paths, "Export files, folders or quoted patterns; '-' for stdin")
      ->required();
  coverage_app->add_option("--lang", coverage.lang, "Take the language as given");
  coverage_app->add_option("--missing", coverage.missing, "Also print so many unknown words a language")
      ->check(CLI::Range(1U, 500U));
  coverage_app->add_flag("--json", coverage.json, "Print JSON");
  add_lexicons(*coverage_app, coverage.engine);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    std::stringstream err;
    const int status = app.exit(error, out, err) == 0 ? exit_done : exit_usage;
    for (std::string line; std::getline(err, line);) say(line);
    const int written = put(out.str());
    return written == exit_done ? status : written;
  }

  for (auto* flags : {&report_flags, &annotate_flags, &train_flags, &why_flags, &try_flags}) {
    if (const std::string problem = resolve(*flags); !problem.empty()) return fail_usage(problem);
  }
  if (report_app->parsed()) {
    report.input = report_flags.input;
    return run_report(report);
  }
  if (annotate_app->parsed()) {
    annotate.input = annotate_flags.input;
    return run_annotate(annotate);
  }
  if (list_app->parsed()) return run_themes_list(themes_command);
  if (export_app->parsed()) return run_themes_export(themes_command);
  if (check_app->parsed()) return run_themes_check(themes_command);
  if (try_app->parsed()) {
    themes_command.input = try_flags.input;
    return run_themes_try(themes_command);
  }
  if (diff_app->parsed()) return run_themes_diff(themes_command);
  if (train_app->parsed()) {
    train.input = train_flags.input;
    if (!sentiment_cuts.empty()) {
      train.cuts = SentimentCuts{sentiment_cuts[0], sentiment_cuts[1]};
      if (!(train.cuts->neutral_from <= train.cuts->positive_from) || !std::isfinite(train.cuts->neutral_from) ||
          !std::isfinite(train.cuts->positive_from)) {
        return fail_usage("--sentiment-cuts must be numbers that rise: NEUTRAL_FROM <= POSITIVE_FROM");
      }
    }
    return run_train(train);
  }
  if (why_app->parsed()) {
    why.input = why_flags.input;
    if (const std::string given = given_for_export(*why_app); why.id.empty() && !given.empty())
      return fail_usage(fmt::format("{}: says how an export is read; name one of its comments with --id", given));
    return run_why(why);
  }
  if (sentiment_app->parsed()) return run_eval_sentiment(sentiment);
  if (language_app->parsed()) return run_eval_language(language);
  if (compounds_app->parsed()) return run_eval_compounds(compounds);
  if (coverage_app->parsed()) return run_eval_coverage(coverage);
  return run_eval_themes(clustering);
}

}  // namespace cxtext::cli
