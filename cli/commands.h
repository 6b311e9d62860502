#pragma once

#include <string>
#include <vector>

#include "cxtext/pipeline.h"
#include "cxtext/training.h"

/// The commands of cxtext: each takes its resolved options and returns the exit status.
namespace cxtext::cli {

/// Exit statuses; documented in `cxtext --help` and the README.
enum ExitStatus : int {
  exit_done = 0,
  exit_gate = 1,
  exit_usage = 2,
  exit_unreadable = 3,
  exit_cannot_write = 4,
  exit_rejects = 5,
};

/// What the engine is made of; the same for every command.
struct EngineFlags {
  std::string lexicon_directory;
  std::string model;        ///< a file that `train` wrote
  bool rules_only = false;  ///< no learned weights
};

/// Options that most commands share.
struct InputOptions {
  std::vector<std::string> paths;
  ReadOptions read;
  Scale scale;
  std::string allow_rejects = "0";  ///< "N" or "N%"
  EngineFlags engine;
  std::vector<Lang> languages;  ///< candidates for the comments; empty: all
  unsigned threads = 1;
  bool mask = true;          ///< masks stand for personal data
  bool strict = false;       ///< of several exports, one that cannot be read ends the run
  bool drop_copies = false;  ///< leave out rows that are copies of earlier ones
  bool quiet = false;
};

struct ReportCommand {
  InputOptions input;
  std::string output = "report";
  std::string title;              ///< empty: the one of the language
  std::string language = "auto";  ///< "auto" or a code
  std::string period = "auto";    ///< "auto" or the name of a PeriodUnit
  std::string compare;            ///< "A..B"; empty: halves of the time
  std::uint64_t seed = 1;
  unsigned discovered_themes = 0;
  bool no_discovery = false;
  bool excel_csv = false;
  bool json = false;
};
int run_report(const ReportCommand& options);

struct AnnotateCommand {
  InputOptions input;
  std::string output = "-";
  std::string format = "csv";    ///< "csv" or "jsonl"
  std::string unit = "comment";  ///< "comment" or "statement"
};
int run_annotate(const AnnotateCommand& options);

struct TrainCommand {
  InputOptions input;
  std::string output;
  std::uint64_t seed = 1;             ///< of theme discovery
  std::string contradictions;         ///< file for comments whose words contradict their score; empty: none
  std::optional<SentimentCuts> cuts;  ///< empty: those of the scale
};
int run_train(const TrainCommand& options);

struct WhyCommand {
  InputOptions input;  ///< paths[0]: a text, or an export where id is given
  std::string id;
  std::string language;  ///< taken as given; empty: identified
  bool json = false;
};
int run_why(const WhyCommand& options);

struct ThemesCommand {
  InputOptions input;
  std::string edited;           ///< check, try: a folder laid out as lexicons/, or its taxonomy.txt
  std::string output;           ///< export: a folder that is not there yet, or is empty
  std::string old_model;        ///< diff
  std::string new_model;        ///< diff
  std::string language = "en";  ///< of names
  bool json = false;
};
int run_themes_list(const ThemesCommand& options);
int run_themes_export(const ThemesCommand& options);
int run_themes_check(const ThemesCommand& options);
int run_themes_try(const ThemesCommand& options);
int run_themes_diff(const ThemesCommand& options);

struct EvalCommand {
  std::string gold;
  EngineFlags engine;
  std::vector<std::string> among;  ///< language: candidates
  std::string lang;                ///< sentiment: taken as given
  std::string label_column;        ///< themes
  std::string lang_column;
  std::string twin_column;
  std::vector<std::string> paths;  ///< coverage: exports in place of gold
  unsigned k = 0;
  unsigned missing = 0;     ///< coverage: how many unknown words to print
  bool lists_only = false;  ///< compounds: without parts learned from the file
  std::uint64_t seed = 1;
  unsigned threads = 1;
  bool json = false;
};
int run_eval_sentiment(const EvalCommand& options);
int run_eval_language(const EvalCommand& options);
int run_eval_themes(const EvalCommand& options);
int run_eval_compounds(const EvalCommand& options);
int run_eval_coverage(const EvalCommand& options);

/// Says an error on stderr ("cxtext: …") and returns the exit status that fits it.
int fail(const Error& error);
int fail_usage(const std::string& message);

/// Builds the engine from the shared options. Errors: those of Engine::create, with what to do about word lists that
/// are not there.
Result<Engine> create_engine(const EngineFlags& flags);

/// The same for a command: says what is wrong and sets `status` where there is none, and says where the weights of a
/// model go with other word lists.
std::optional<Engine> make_engine(const EngineFlags& flags, int& status);

}  // namespace cxtext::cli
