#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cxtext/io.h"
#include "cxtext/lang.h"
#include "cxtext/language.h"
#include "cxtext/lexicon.h"
#include "cxtext/nps.h"
#include "cxtext/periods.h"
#include "cxtext/report.h"
#include "cxtext/result.h"
#include "cxtext/sentiment.h"
#include "cxtext/themes.h"
#include "cxtext/tokens.h"

namespace cxtext {

// Private to the library.
struct SentimentTrace;
class SentimentExamples;
class WordTable;

struct EngineOptions {
  std::string lexicon_directory = {};  ///< a directory laid out as lexicons/; empty: the embedded lists
  std::string model_path = {};         ///< a file that training wrote; empty: the embedded weights
  /// Instead of what model_path or the library has; SentimentModel::rules_alone() for lists and rules without weights.
  std::optional<SentimentModel> sentiment_model = {};
};

/// Lexicons and models, built once, then immutable. Thread-safe; must outlive its Analyzers. Cheap to copy.
class Engine {
 public:
  /// The embedded lists and models.
  Engine();
  /// Errors: those of Lexicon::from_directory, ModelFile::read and SentimentModel::from_bytes.
  [[nodiscard]] static Result<Engine> create(const EngineOptions& options);

  [[nodiscard]] const Lexicon& lexicon() const noexcept { return lexicon_; }
  [[nodiscard]] const LanguageModel& language_model() const noexcept { return language_model_; }
  [[nodiscard]] const SentimentModel& sentiment_model() const noexcept { return sentiment_model_; }
  /// Discovered themes that training kept; none without a model file that has some.
  [[nodiscard]] const ThemeModel& theme_model() const noexcept { return theme_model_; }

  /// Of an index in Analysis::themes: themes of the taxonomy first, those of theme_model() behind them.
  [[nodiscard]] std::string_view theme_id(std::uint32_t theme) const noexcept;

 private:
  Lexicon lexicon_;
  LanguageModel language_model_;
  SentimentModel sentiment_model_;
  ThemeModel theme_model_;
};

/// A clause: the unit of theme and feeling.
struct Statement {
  std::uint32_t begin = 0;  ///< bytes of the original text, half-open
  std::uint32_t end = 0;
  LangGuess lang;                   ///< the comment's, unless its sentence is clearly in another of the five
  Lang lists = Lang::undetermined;  ///< whose word lists were used
  double sentiment = 0;             ///< [-1, 1]
  float rest = 0;  ///< of the sentiment: what words too faint for a span of their own add up to; if explained
  std::uint32_t first_theme = 0;  ///< its themes: Analysis::statement_themes[first_theme, first_theme + n_themes)
  std::uint32_t n_themes = 0;
  std::uint32_t first_term = 0;  ///< its terms: Analysis::terms, likewise
  std::uint32_t n_terms = 0;
  bool has_feeling = false;  ///< something in it carries feeling (its sum may still be 0)
};

/// A word or concept of a statement that can tell its theme.
struct Term {
  std::uint32_t begin = 0;  ///< bytes of the original text, half-open
  std::uint32_t end = 0;
  std::uint32_t word = 0;    ///< Analyzer::word_text; of a phrase its first word
  ConceptId concept_id = 0;  ///< 0: no concept, the word stands for itself
};

/// Everything found in one comment. Filled by Analyzer::analyze.
struct Analysis {
  LangGuess lang;
  Lang lists = Lang::undetermined;    ///< whose word lists were used (AnalyzeOptions::fallback for "OK")
  bool has_content = false;           ///< false: empty, or says nothing ("ved ikke", "-")
  double sentiment = 0;               ///< [-1, 1]
  double positive_probability = 0.5;  ///< that the comment is positive rather than negative; calibrated
  SentimentLabel label = SentimentLabel::none;
  std::vector<Statement> statements;
  std::vector<std::uint32_t> statement_themes;  ///< as Engine::theme_id takes them, ascending within a statement
  std::vector<std::uint32_t> themes;            ///< of the whole comment, ascending, each once
  std::vector<Term> terms;
  std::vector<SentimentSpan> spans;  ///< if AnalyzeOptions::explain
};

struct AnalyzeOptions {
  LangPrior prior = {};                ///< what is known of the file's languages
  std::optional<Lang> language = {};   ///< taken as given instead of identified
  std::optional<Lang> declared = {};   ///< what the export says; the text may overrule it
  float declared_weight = 2.5F;        ///< what that is worth as evidence, in nats; see FileLanguages
  std::span<const Lang> among = {};    ///< candidates; empty: all
  Lang fallback = Lang::undetermined;  ///< whose lists serve an undetermined text; undetermined: the likeliest
  bool explain = true;                 ///< also find Analysis::spans and Statement::rest: the words behind each score
};

/// Analyses comments one after another, reusing its memory. Not thread-safe: one a thread. The answer for a text does
/// not depend on what was analysed before.
class Analyzer {
 public:
  /// engine must outlive the analyzer.
  explicit Analyzer(const Engine& engine);
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  /// text: any bytes; ill-formed UTF-8 is read as U+FFFD. The reference is valid until the next call.
  const Analysis& analyze(std::string_view text, const AnalyzeOptions& options = {});

  /// Language alone, at a fraction of the cost.
  [[nodiscard]] LangGuess identify(std::string_view text, const AnalyzeOptions& options = {});

  /// Of Term::word: lower-case text, and stem in a language with lexicon.
  [[nodiscard]] std::string_view word_text(std::uint32_t word) const;
  [[nodiscard]] std::string word_stem(std::uint32_t word, Lang lang) const;

  /// A token with what the lists know of it.
  struct TokenFacts {
    Token token;       ///< bytes of the original text
    std::string text;  ///< what stands there, repaired
    std::string folded;
    std::string stem;
    std::string concept_name;
    std::string facts;  ///< "valence 2, negator, stopword …"
  };
  /// The tokens of text, explained in the language of the last analyze call (whose Analysis stays valid).
  [[nodiscard]] std::vector<TokenFacts> explain_tokens(std::string_view text);

  /// Word types held; drops them when their number passes a fixed bound. Ids of Term::word end with that.
  void trim();

 private:
  friend class SentimentExamples;
  // For training: what the learned weights look at in every later comment; nullptr: no more.
  void trace_to(SentimentTrace* trace) noexcept;
  [[nodiscard]] const WordTable& word_table() const noexcept;

  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The rows that the first part of a file gives for learning its languages; the same for every command.
inline constexpr std::size_t prior_sample_rows = 4096;

/// What a file tells of its languages, from a bounded sample of its comments.
struct FileLanguages {
  LangPrior prior;
  Lang main = Lang::undetermined;  ///< the most frequent one, whose lists serve for "OK"
  /// What a declared language is worth, in nats, by how often it agrees with comments whose language is plain: from 0
  /// for a column that is right half the time to 4 for one that is never seen wrong.
  float declared_weight = 2.5F;

  /// What to analyse the file's comments with. among: candidates, which must outlive the options; empty: all.
  [[nodiscard]] AnalyzeOptions options(std::span<const Lang> among = {}) const;
};
/// among: candidates; empty: all.
[[nodiscard]] FileLanguages learn_languages(Analyzer& analyzer, std::span<const Comment> sample,
                                            std::span<const Lang> among = {});

struct ReportOptions {
  ReadOptions read = {};  ///< score_min and score_max are taken from scale
  Scale scale = nps_scale;
  std::string title = {};             ///< empty: the one that the report's language has
  std::optional<Lang> language = {};  ///< of the report; empty: that of most comments, English without any
  std::vector<Lang> languages = {};   ///< of the comments: the candidates; empty: all
  std::uint32_t threads = 1;          ///< never changes the outcome
  std::uint64_t seed = 1;
  bool skip_unreadable = false;           ///< of several files, go on without those that cannot be read
  bool mask = true;                       ///< masks stand for personal data that customers wrote
  bool drop_copies = false;               ///< leave out rows that are copies of earlier ones (RepeatedIds)
  bool discover = true;                   ///< also look for themes that the taxonomy does not know
  std::uint32_t discovered_themes = 0;    ///< their number; 0: chosen from the data
  std::optional<PeriodUnit> period = {};  ///< how dates are cut; empty: chosen by their span
  /// "A..B": compares two periods (by label) or two values of one segment column. Empty: the first half of the periods
  /// and the second.
  std::string compare = {};
};

struct ReportResult {
  Report report;
  std::vector<Layout> layouts;  ///< one a file
  std::vector<Reject> rejects;
  ReadCounts counts;          ///< of all files together
  std::vector<Error> unread;  ///< with ReportOptions::skip_unreadable: one a file that could not be read
};

/// The main job: reads the exports, analyses every comment, and computes the report. Rows of several files are taken
/// in the order of the files; rows of files without an id column are then called "<short name>:row-1" …. The same input
/// and options give the same report for any number of threads. Errors: those of CommentReader::open and read, of the
/// first file if none can be read; usage if options.compare names nothing that is there.
[[nodiscard]] Result<ReportResult> make_report(const Engine& engine, std::span<const std::string> paths,
                                               const ReportOptions& options);

/// The themes that make_report would discover in comments, to be kept in a model file. Of options: language and title
/// do not matter. Deterministic, for any number of threads.
[[nodiscard]] ThemeModel train_themes(const Engine& engine, const std::vector<Comment>& comments,
                                      const ReportOptions& options);

/// Texts as a corpus for discover_themes, a document a text; words of personal data are left out. langs: known
/// languages, parallel to texts, or empty.
[[nodiscard]] Corpus corpus_of_texts(const Engine& engine, std::span<const std::string> texts,
                                     std::span<const std::optional<Lang>> langs = {});

/// A sentence of the taxonomy file that got, or did not get, its theme against what stands there.
struct FailedTaxonomyTest {
  std::uint32_t test = 0;             ///< index into Lexicon::taxonomy_tests()
  std::vector<std::uint32_t> themes;  ///< that the sentence got
};
struct TaxonomyCheck {
  std::vector<FailedTaxonomyTest> failed;
  std::vector<std::uint32_t> untested;  ///< themes without a sentence that must match
};
/// Runs the test and fail sentences of the engine's taxonomy.
[[nodiscard]] TaxonomyCheck check_taxonomy(const Engine& engine);

/// How much of what is written the concept table knows, by the language of the comments.
struct Coverage {
  struct Counts {
    std::uint64_t words = 0;  ///< content words and phrases: no function words, numbers or names
    std::uint64_t known = 0;  ///< of them, those with a concept (of a compound: a part with one)
    std::vector<std::pair<std::string, std::uint64_t>> missing;  ///< lower case, the most frequent first, at most 500
  };
  std::array<Counts, n_lexicon_langs> by_lang;
};

/// A name is a word that the comments write with a capital letter within sentences more often than without. Single
/// letters and words with digits are no words. lang: taken as given instead of identified.
[[nodiscard]] Coverage concept_coverage(const Engine& engine, std::span<const Comment> comments,
                                        std::optional<Lang> lang = {});

/// "0.1.0"
[[nodiscard]] std::string_view version() noexcept;

}  // namespace cxtext
