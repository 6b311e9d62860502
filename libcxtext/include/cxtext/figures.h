#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/lang.h"
#include "cxtext/nps.h"
#include "cxtext/periods.h"

/// The parts of a Report that are figures of groups of rows. Points are NPS points; shares are in [0, 1]; p-values are
/// two-sided; q is p corrected by Benjamini & Hochberg over the family that each field names; intervals are of 95 %.
/// What is absent could not be computed from the rows there are.
namespace cxtext {

/// NPS of some rows, with their counts. nps is absent without scored rows. Whether it may be shown: evidence_of(bands).
struct NpsFigure {
  BandCounts bands;
  std::optional<Estimate> nps;
};

/// The usual figures of a scale, which stand beside its NPS. Of every scored row.
struct ScoreFigures {
  std::uint64_t n = 0;
  std::optional<Estimate> mean;       ///< in units of the scale, t interval; of two rows and more
  std::optional<Estimate> top_share;  ///< share of scores from top_from on, Wilson interval; of csat5 and ces7
  std::optional<double> top_from;     ///< 4 of csat5, 5 of ces7; absent of other scales, as top_share is
};

/// What may be said of the part that a theme has in the score, or of a group's score beside that of the others.
enum class Verdict : std::uint8_t {
  not_enough_data,  ///< fewer than min_cell_tested scored rows on one side
  no_clear_effect,  ///< tested, q > 0.05
  pulls_up,         ///< q <= 0.05 and above the others
  pulls_down,       ///< q <= 0.05 and below the others
};
/// "not_enough_data", "no_clear_effect", "pulls_up", "pulls_down".
[[nodiscard]] std::string_view to_name(Verdict verdict) noexcept;

/// A word that tells some documents from the others.
struct WordScore {
  std::string word;       ///< as customers write it, in lower case
  std::uint64_t in = 0;   ///< documents of the group with the word
  std::uint64_t out = 0;  ///< other documents with the word
  double z = 0;           ///< log-odds in standard errors, 1.96 or more (Monroe, Colaresi & Quinn 2008)
};

/// Telling words, strongest first, and what their z rests on.
struct WordScores {
  std::uint64_t pairs_in = 0;   ///< sum over all words of the documents of the group with the word
  std::uint64_t pairs_out = 0;  ///< likewise of the others
  std::vector<WordScore> words;
};

/// A band of scores.
struct BandFigures {
  Band band = Band::detractor;
  std::uint64_t scored = 0;    ///< rows
  std::uint64_t comments = 0;  ///< of those, rows with text
  double share = 0;            ///< scored / all scored rows
  WordScores words;            ///< a document is a scored comment that says something; against the other two bands
};

/// A day, week, month or quarter (Report::period_unit). Periods without rows between others are listed too.
struct PeriodFigures {
  std::string label;               ///< "2026-03-09", "2026-W11", "2026-03", "2026-Q1"
  std::uint64_t comments = 0;      ///< rows with text
  NpsFigure nps;                   ///< of its scored rows
  std::uint32_t index = 0;         ///< periods since the first one: where it stands on a time axis
  std::string first_day = {};      ///< "yyyy-mm-dd"
  std::string last_day = {};       ///< "yyyy-mm-dd"
  std::uint64_t rows = 0;          ///< with text or without
  std::uint64_t with_content = 0;  ///< comments that say something: what by_period of a theme is a share of
};

/// A line through NPS over periods, by least squares over rows; points a period.
struct NpsSlope {
  Estimate slope;  ///< t interval
  double se = 0;
  double p = 1;
  std::optional<double> q;  ///< over the themes of the report; absent of the headline's
};

enum class TrendVerdict : std::uint8_t {
  not_enough_data,  ///< fewer than two periods, or than min_cell_tested comments with or without the theme
  steady,           ///< no clear trend of its share
  emerging,         ///< its share rises, q <= 0.05
  fading,           ///< its share falls, q <= 0.05
  fresh,            ///< none in the first half of the periods, min_cell_tested comments or more in the second
};
/// "not_enough_data", "steady", "emerging", "fading", "new".
[[nodiscard]] std::string_view to_name(TrendVerdict verdict) noexcept;

/// How a theme moves over Report::periods.
struct ThemeTrend {
  TrendVerdict verdict = TrendVerdict::not_enough_data;
  std::optional<double> z;  ///< Cochran–Armitage: of the theme's share of comments that say something; > 0 rises
  std::optional<double> p;
  std::optional<double> q;        ///< over the themes of the report
  std::optional<NpsSlope> nps;    ///< of its scored comments; of min_cell_tested rows in two periods and more
  std::vector<BandCounts> bands;  ///< of its scored comments in each period
};

/// How often a theme stands in one group of comments beside another. Comments that say something count.
struct ThemeContrast {
  std::string theme;        ///< id
  std::uint64_t in = 0;     ///< comments of the group with the theme
  std::uint64_t out = 0;    ///< other comments with the theme
  double share_in = 0;      ///< of the comments of the group
  double share_out = 0;     ///< of the other comments
  std::optional<double> p;  ///< permutation test
  std::optional<double> q;
  bool significant = false;  ///< q <= 0.05
};

/// One value of a segment column, e.g. touchpoint = "store". Values of fewer than min_cell_shown rows are left out.
struct SegmentFigures {
  std::string column;
  std::string value;
  std::uint64_t rows = 0;
  NpsFigure nps;
  std::optional<Estimate> gap = {};  ///< points: its NPS minus that of the column's other scored rows
  std::optional<double> p = {};      ///< permutation test of its NPS against the column's other rows
  std::optional<double> q = {};      ///< over the values of the column
  Verdict verdict = Verdict::not_enough_data;
  std::uint64_t with_content = 0;          ///< its comments that say something
  std::vector<ThemeContrast> themes = {};  ///< that differ from the column's other rows (q <= 0.05 over all values and
                                           ///< themes of the column), largest difference of shares first
  std::optional<Lang> language = {};       ///< set in the column that the report adds: see language_column
};

/// A part of the way from one NPS to another: rows with one primary theme, "no_theme", "no_text", or "other_themes" for
/// themes of fewer than min_cell_tested scored rows in both groups together.
struct BridgeBar {
  std::string bucket;  ///< theme id or one of those names
  BandCounts before;   ///< its scored rows
  BandCounts after;
  double mix = 0;   ///< points, from its share of rows
  double rate = 0;  ///< points, from its NPS
};

enum class ComparedBy : std::uint8_t { periods, segment };
/// "periods", "segment".
[[nodiscard]] std::string_view to_name(ComparedBy by) noexcept;

/// One side of a comparison.
struct ComparedGroup {
  std::string first;  ///< label of its first period, or the segment's value
  std::string last;   ///< label of its last period, or the segment's value
  std::uint64_t rows = 0;
  std::uint64_t with_content = 0;  ///< comments that say something
  NpsFigure nps;
};

/// Two groups of rows side by side: what became of NPS and themes from `before` to `after`. Unless asked for another,
/// the first half of the periods and the second.
struct Comparison {
  ComparedBy by = ComparedBy::periods;
  std::string column;  ///< of a segment; else empty
  ComparedGroup before;
  ComparedGroup after;
  std::optional<Estimate> change;  ///< points: NPS after minus NPS before
  std::optional<double> p;         ///< permutation test of that
  Verdict verdict = Verdict::not_enough_data;
  std::vector<BridgeBar> bridge;      ///< largest |mix + rate| first; all mix and rate add up to the change
  double mix = 0;                     ///< sum over the bridge
  double rate = 0;                    ///< likewise
  std::vector<ThemeContrast> themes;  ///< all of the report, in its order: in is `after`, out is `before`; q over them
};

}  // namespace cxtext
