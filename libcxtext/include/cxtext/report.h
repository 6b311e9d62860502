#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/figures.h"
#include "cxtext/lang.h"
#include "cxtext/nps.h"
#include "cxtext/privacy.h"
#include "cxtext/result.h"
#include "cxtext/theme_model.h"

namespace cxtext {

/// A comment shown in the report, as the customer wrote it.
struct Quote {
  std::string id;
  std::string text;
  Lang lang = Lang::undetermined;
  double sentiment = 0;  ///< [-1, 1], of the statement that carries the theme
  std::optional<Band> band;
  std::uint64_t row = 0;  ///< index into Report::comments
  std::string file = {};  ///< its name, if there are several
};

enum class ThemeSource : std::uint8_t { taxonomy, discovered };

/// Statements of a theme by feeling.
struct FeelingCounts {
  std::uint64_t positive = 0;
  std::uint64_t neutral = 0;
  std::uint64_t negative = 0;
};

/// A theme with every figure that a report shows of it.
struct ThemeFigures {
  std::string id;    ///< "delivery_time", or "d-<8 hex digits>" for a discovered one
  std::string name;  ///< in the report's language
  ThemeSource source = ThemeSource::taxonomy;
  std::string parent;          ///< id of the group of the taxonomy, or of the discovered theme, that it is part of
  std::uint64_t comments = 0;  ///< comments that have the theme
  double share = 0;            ///< comments / comments with content, in [0, 1]
  double sentiment = 0;        ///< mean over its statements, in [-1, 1]
  FeelingCounts feelings;
  NpsFigure nps;                                   ///< of its scored comments
  std::optional<Estimate> impact;                  ///< NPS points
  std::optional<double> p;                         ///< two-sided
  std::optional<double> q;                         ///< Benjamini–Hochberg over the themes of the report
  bool significant = false;                        ///< q <= 0.05
  std::array<std::uint64_t, n_langs> languages{};  ///< comments a language
  std::vector<std::string> words;                  ///< telling words and phrases as customers wrote them
  std::optional<double> stability;                 ///< of a discovered one, [0, 1]; see stable_from
  std::vector<Quote> quotes;
  std::vector<std::uint64_t> by_period;        ///< comments in each of Report::periods
  Verdict verdict = Verdict::not_enough_data;  ///< of the impact
  std::optional<Estimate> gap;                 ///< points: NPS of those with the theme minus those without
  std::optional<double> adjusted_impact;       ///< points: impact with the other themes held fixed (ridge regression)
  WordScores word_scores;                      ///< a document is a statement; against the statements without the theme
  ThemeTrend trend;
};

struct InputCounts {
  std::uint64_t rows = 0;                           ///< data rows read
  std::uint64_t comments = 0;                       ///< rows with text
  std::uint64_t scored = 0;                         ///< rows with a valid score
  std::uint64_t empty = 0;                          ///< rows without text
  std::uint64_t rejected = 0;                       ///< rejected_rows + rejected_scores
  std::uint64_t no_content = 0;                     ///< texts that say nothing ("ved ikke", "-")
  std::uint64_t no_theme = 0;                       ///< comments with content but without any theme
  std::uint64_t repeated_ids = 0;                   ///< rows whose id came before
  std::uint64_t copies = 0;                         ///< of those, rows that are the same in all
  std::uint64_t dropped_copies = 0;                 ///< of those, rows left out as asked; not among rows
  std::uint64_t repeated_headers = 0;               ///< header lines further down, skipped
  std::vector<std::string> repeated_examples = {};  ///< the first ids that came more than once
  std::uint64_t rejected_rows = 0;                  ///< rows lost
  std::uint64_t rejected_scores = 0;                ///< scores dropped from rows that were kept
  std::uint64_t rejected_dates = 0;                 ///< dates dropped from rows that were kept
  std::uint64_t missing_scores = 0;                 ///< rows whose score is empty or says that there is none ("N/A")
  std::uint64_t short_rows = 0;                     ///< rows with fewer fields than the header
  std::uint64_t summary_rows = 0;                   ///< rows that sum up the others ("Total"), not among rows
  std::uint64_t unread_files = 0;                   ///< files of several that could not be read
  std::uint64_t stray_dates = 0;                    ///< dates far from all others, which are in no period
  std::uint64_t other_languages = 0;                ///< comments in languages without word lists

  /// Comments that say something in one of the five languages: what shares of themes are of.
  [[nodiscard]] std::uint64_t with_content() const noexcept {
    const std::uint64_t without = no_content + other_languages;
    return comments > without ? comments - without : 0;
  }
};

/// What identifies a report. Hashes are 32 hex digits. Nothing here depends on thread count, folders or the clock.
struct Provenance {
  std::string version;
  std::string input_hash;  ///< of the bytes of the files; of several also their names, which ids and lists carry
  std::string options_hash;
  std::string lexicon_hash;
  std::string model_hash;  ///< of the weights for language and feeling, and of the themes of a model
};

/// A row of comments.csv: what was found of one input row.
struct CommentRow {
  std::string id;
  std::string date;
  std::optional<double> score;
  std::optional<Band> band;
  Lang lang = Lang::undetermined;
  double lang_confidence = 0;
  double sentiment = 0;
  std::string label;                ///< "pos", "neu", "neg", "mixed"; "" without content or word lists
  std::vector<std::string> themes;  ///< theme ids
  std::string text;
  std::string primary_theme = {};          ///< the theme of most of its statements, of equals the one that comes first
  std::vector<std::string> segments = {};  ///< in the order of Report::segment_columns
  std::uint32_t file = 0;                  ///< index into Report::files; 0 where that is empty
};

/// What the reader should know about the data.
enum class NoteKind : std::uint8_t {
  rejected,          ///< count: rows or scores that could not be read
  repeated,          ///< count: rows whose id came before; of: those that are the same in all
  copies_dropped,    ///< likewise, and the copies were left out
  no_scores,         ///< no NPS and no impact
  few_scores,        ///< count: scored rows, fewer than 100
  other_languages,   ///< count: comments in languages without word lists; of: all comments
  uncovered,         ///< count: comments that say something without any theme, more than a quarter; of: all that do
  unread_files,      ///< count: files that could not be read; of: all files
  stray_dates,       ///< count: dates far from all others, which no period and no comparison has
  low_scores,        ///< count: scored rows of a 0-10 scale, none above 5 or 7; of: that highest score
  segments_cut,      ///< count: values of segment columns that are left out; of: values a column is shown with at most
  languages_differ,  ///< count: languages whose NPS is clearly another than that of the others; of: those compared
};
/// "rejected", "repeated" … as above.
[[nodiscard]] std::string_view to_name(NoteKind kind) noexcept;

struct Note {
  NoteKind kind = NoteKind::rejected;
  std::uint64_t count = 0;
  std::uint64_t of = 0;
};

/// Personal data in the comments: what was found, whether or not it is masked. Ids and values of segments are kept as
/// they are; they are what rows are joined and grouped by.
struct PrivacyFigures {
  bool masked = true;                                   ///< in every quote, list and comments.csv
  std::uint64_t comments = 0;                           ///< comments with at least one find
  std::array<std::uint64_t, n_personal_kinds> found{};  ///< finds a kind, by PersonalKind
};

/// A row of a close-the-loop list.
struct LoopRow {
  std::string id;
  std::string date;  ///< "yyyy-mm-dd", or empty
  double score = 0;
  Band band = Band::detractor;
  Lang lang = Lang::undetermined;
  std::string theme;       ///< id of the quoted statement's theme, or empty; of several the one that pulls most
  std::string theme_name;  ///< in the report's language
  std::string quote;     ///< the statement that the row is listed for; of a conflict the comment, cut where it is long
  double sentiment = 0;  ///< of what is quoted, [-1, 1]
  double pull = 0;       ///< points: how far the theme pulls the score down (call), at least 0
  double priority = 0;   ///< severity (the negative of sentiment, at least 0) times pull: the order of the call list
  double positive_probability = 0.5;  ///< that the comment is positive rather than negative; calibrated
  std::uint64_t row = 0;              ///< index into Report::comments
  std::string file = {};              ///< its name, if there are several
};

/// Whom to answer. Every list comes out the same for the same input; rows are found again by their row, or by id and
/// file.
struct CloseTheLoop {
  std::vector<LoopRow>
      call;  ///< detractors who say something, by priority, score, sentiment, date, then as in the export
  std::vector<LoopRow> thank;      ///< promoters whose comment is positive, the most positive statement first
  std::vector<LoopRow> conflicts;  ///< comments that contradict their score, surest first; see sure_conflict
};

/// A comment contradicts its score if its label and its calibrated probability are on the other side: a detractor with
/// a positive comment of at least this probability, a promoter with a negative one of at most 1 minus it.
inline constexpr double sure_conflict = 0.95;

/// The segment column that the languages found are, where two of them or more have min_cell_tested scored comments. An
/// export's own segment column of that name takes its place.
inline constexpr std::string_view language_column = "language";

/// A segment column is shown with so many values, those of most rows.
inline constexpr std::size_t max_segment_values = 50;

/// Everything a report says, computed; the writers below only lay it out.
struct Report {
  std::string title;         ///< empty: "Customer feedback report" in the report's language
  Lang language = Lang::en;  ///< of every word, number and date on the pages; one of the five
  Scale scale;
  InputCounts input;
  NpsFigure nps;                                   ///< all scored rows
  NpsFigure nps_writers;                           ///< scored rows with text that is in no other language
  std::array<std::uint64_t, n_langs> languages{};  ///< comments a language
  FeelingCounts feelings;                          ///< comments by label (mixed counts as neutral)
  std::uint64_t mixed = 0;                         ///< of those, labelled mixed
  std::vector<ThemeFigures> themes;                ///< by |impact| where known, then comments, then id
  std::vector<PeriodFigures> periods;              ///< in order; empty without dates in two periods
  std::vector<SegmentFigures> segments;
  std::uint64_t segments_cut = 0;  ///< values beyond the max_segment_values of most rows of their column
  std::vector<Note> notes;
  Provenance provenance;
  std::vector<std::string> files;            ///< names of the files, if there are several; see short_names()
  std::vector<CommentRow> comments;          ///< a row an input row, in input order
  ScoreFigures scores;                       ///< the usual figures of the scale, over all scored rows
  std::vector<BandFigures> bands;            ///< promoters, passives, detractors; empty without scores
  std::optional<PeriodUnit> period_unit;     ///< absent where periods is empty
  std::optional<NpsSlope> nps_trend;         ///< of all scored rows over periods
  std::optional<Comparison> comparison;      ///< absent without periods unless one was asked for
  std::optional<double> adjustment_penalty;  ///< the ridge penalty behind every adjusted_impact
  std::vector<std::string> segment_columns;  ///< names, of CommentRow::segments
  PrivacyFigures privacy;
  CloseTheLoop loop;
};

inline constexpr int report_schema_version = 1;

/// How CSV is written. The default is RFC 4180 with commas and decimal points, for programs.
struct CsvStyle {
  char delimiter = ',';
  bool decimal_comma = false;
  bool byte_order_mark = false;
};
/// As Excel opens it by a double click: byte order mark, semicolons, and the decimal mark of the language (a comma in
/// all but English).
[[nodiscard]] CsvStyle excel_csv_style(Lang language) noexcept;

/// The report in each of its formats. Deterministic; figures rounded as documented in docs/report.md.
/// Thread-safe. Everything a customer wrote is escaped for the format.
[[nodiscard]] std::string to_json(const Report& report);
[[nodiscard]] std::string to_html(const Report& report);
[[nodiscard]] std::string to_markdown(const Report& report);
[[nodiscard]] std::string themes_csv(const Report& report, const CsvStyle& style = {});
[[nodiscard]] std::string comments_csv(const Report& report, const CsvStyle& style = {});
[[nodiscard]] std::string close_the_loop_csv(const Report& report, const CsvStyle& style = {});
/// A summary that fits 80 columns, for a terminal. colour: ANSI colours.
[[nodiscard]] std::string to_terminal(const Report& report, bool colour);

/// The report as an Excel workbook: sheets for summary (with charts), themes, segments, trend, comments and the
/// close-the-loop lists. language: of headings; English unless one of the five. No cell runs as a formula; what a cell
/// cannot hold (32,767 characters, 1,048,576 rows) is cut, and the summary says so. Errors: cannot_write (no memory or
/// room for temporary files).
[[nodiscard]] Result<std::string> to_xlsx(const Report& report, Lang language = Lang::en);

struct WriteOptions {
  CsvStyle csv = {};
  Lang language = Lang::en;   ///< of the workbook
  std::uint32_t threads = 1;  ///< never changes the bytes
};

/// The files that write_report writes into directory, by their paths.
[[nodiscard]] std::vector<std::string> report_paths(const std::string& directory);

/// Writes report.xlsx, comments.csv, close_the_loop.csv, themes.csv, report.json, report.md and report.html into
/// directory (made if missing), each whole or not at all. Without masks only their owner may read them. Errors:
/// cannot_write.
[[nodiscard]] Status write_report(const Report& report, const std::string& directory, const WriteOptions& options = {});

}  // namespace cxtext
