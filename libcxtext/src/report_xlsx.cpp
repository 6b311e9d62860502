// report.xlsx: the report as sheets to sort and filter. Figures are the same doubles as in report.json; formats only
// round what is shown.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "cxtext/report.h"

#include "report_drivers.h"
#include "report_format.h"
#include "report_speech.h"
#include "report_text.h"
#include "xlsx_book.h"
#include "xlsx_words.h"

namespace cxtext {

namespace {

using xlsx::CellFormat;
using xlsx::Column;
using xlsx::Sheet;
using xlsx::Word;

constexpr std::size_t streamed_from = 100'000;  // comments: from here on memory would grow by a gigabyte a million
constexpr std::size_t themes_charted = 16;
constexpr std::uint32_t up_colour = 0x1F6FB4;
constexpr std::uint32_t down_colour = 0xD1620A;
constexpr std::uint32_t grey_colour = 0x7A8591;

class Workbook {
 public:
  Workbook(const Report& report, Lang language)
      : report_(report), language_(language), book_(pages::title_of(report), report.comments.size() >= streamed_from) {}

  Result<std::string> make() {
    // The first sheet is written last: it tells of the others.
    Sheet& summary = book_.add_sheet(text(Word::summary), {44, 12, 12, 12, 12, 12, 12, 12});
    const Sheet& themes = add_themes();
    add_segments();
    const Sheet& trend = add_trend();
    add_comments();
    add_list(Word::call, report_.loop.call);
    add_list(Word::thank, report_.loop.thank);
    add_list(Word::conflicts, report_.loop.conflicts);
    fill_summary(summary);
    add_charts(summary, themes, trend);
    return book_.finish();
  }

 private:
  [[nodiscard]] std::string text(Word word) const { return std::string(xlsx::word(word, language_)); }
  [[nodiscard]] Column column(Word word, double width = 11) const { return {text(word), width}; }

  static void put_count(Sheet& sheet, std::uint64_t n) { sheet.number(static_cast<double>(n), CellFormat::count); }

  static void put_estimate(Sheet& sheet, const std::optional<Estimate>& estimate) {
    if (!estimate) return sheet.skip(3);
    sheet.number(pages::rounded_points(estimate->value), CellFormat::points);
    sheet.number(pages::rounded_points(estimate->low), CellFormat::points);
    sheet.number(pages::rounded_points(estimate->high), CellFormat::points);
  }
  // A figure that rests on too few rows to be shown leaves its cells empty; its counts stay.
  static void put_nps(Sheet& sheet, const NpsFigure& nps) {
    put_estimate(sheet, pages::shown(nps.bands) ? nps.nps : std::nullopt);
    put_count(sheet, nps.bands.n());
    put_count(sheet, nps.bands.promoters);
    put_count(sheet, nps.bands.passives);
    put_count(sheet, nps.bands.detractors);
  }
  void add_nps_columns(std::vector<Column>& heads) const {
    for (const Word word :
         {Word::nps, Word::low, Word::high, Word::scores, Word::promoters, Word::passives, Word::detractors}) {
      heads.push_back(column(word));
    }
  }
  static void put_points(Sheet& sheet, const std::optional<double>& points) {
    if (!points) return sheet.skip();
    sheet.number(pages::rounded_points(*points), CellFormat::points);
  }
  static void put_p(Sheet& sheet, const std::optional<double>& p) {
    if (!p) return sheet.skip();
    sheet.number(pages::rounded_p(*p), CellFormat::probability);
  }

  [[nodiscard]] Word word_of(Verdict verdict) const {
    switch (verdict) {
      case Verdict::pulls_up:
        return Word::pulls_up;
      case Verdict::pulls_down:
        return Word::pulls_down;
      case Verdict::no_clear_effect:
        return Word::no_clear_effect;
      default:
        return Word::not_enough_data;
    }
  }
  [[nodiscard]] std::string text_of(Band band) const {
    return text(band == Band::promoter ? Word::promoter : band == Band::passive ? Word::passive : Word::detractor);
  }

  const Sheet& add_themes() {
    std::vector<Column> heads{column(Word::theme, 34)};
    for (const Word word : {Word::impact, Word::low, Word::high}) heads.push_back(column(word));
    heads.push_back(column(Word::verdict, 18));
    for (const Word word : {Word::text, Word::share, Word::feeling, Word::positive, Word::neutral, Word::negative}) {
      heads.push_back(word == Word::text ? column(Word::comments) : column(word));
    }
    add_nps_columns(heads);
    for (const Word word :
         {Word::gap, Word::low, Word::high, Word::adjusted, Word::p, Word::q, Word::source, Word::stability}) {
      heads.push_back(column(word));
    }
    heads.push_back(column(Word::words, 60));
    heads.push_back(column(Word::id, 28));
    Sheet& sheet = book_.add_table(text(Word::themes), heads);
    for (const ThemeFigures& theme : report_.themes) {
      sheet.text(theme.name);
      put_estimate(sheet, theme.impact);
      sheet.text(text(word_of(theme.verdict)));
      put_count(sheet, theme.comments);
      sheet.number(pages::rounded_share(theme.share), CellFormat::share);
      sheet.number(pages::rounded_feeling(theme.sentiment), CellFormat::feeling);
      put_count(sheet, theme.feelings.positive);
      put_count(sheet, theme.feelings.neutral);
      put_count(sheet, theme.feelings.negative);
      put_nps(sheet, theme.nps);
      put_estimate(sheet, theme.gap);
      put_points(sheet, theme.adjusted_impact);
      put_p(sheet, theme.p);
      put_p(sheet, theme.q);
      sheet.text(text(theme.source == ThemeSource::taxonomy ? Word::taxonomy : Word::discovered));
      if (theme.stability) {
        sheet.number(pages::rounded_share(*theme.stability), CellFormat::feeling);
      } else {
        sheet.skip();
      }
      sheet.text(fmt::format("{}", fmt::join(theme.words, ", ")));
      sheet.text(theme.id);
      sheet.end_row();
    }
    return sheet;
  }

  void add_segments() {
    std::vector<Column> heads{column(Word::column, 20), column(Word::value, 28), column(Word::rows)};
    add_nps_columns(heads);
    Sheet& sheet = book_.add_table(text(Word::segments), heads);
    const pages::Speech say(language_, pages::Medium::text);
    for (const SegmentFigures& segment : report_.segments) {
      sheet.text(segment.language ? say("language") : segment.column);
      sheet.text(segment.language ? say.language(*segment.language) : segment.value);
      put_count(sheet, segment.rows);
      put_nps(sheet, segment.nps);
      sheet.end_row();
    }
  }

  // The score of every period, then the comments of every theme in it.
  const Sheet& add_trend() {
    std::vector<Column> heads{column(Word::period, 14), column(Word::first_day), column(Word::last_day),
                              column(Word::rows), column(Word::comments)};
    add_nps_columns(heads);
    for (const ThemeFigures& theme : report_.themes) heads.push_back({theme.name, 14});
    Sheet& sheet = book_.add_table(text(Word::trend), heads);
    for (std::size_t p = 0; p < report_.periods.size(); ++p) {
      const PeriodFigures& period = report_.periods[p];
      sheet.text(period.label);
      sheet.date(period.first_day);
      sheet.date(period.last_day);
      put_count(sheet, period.rows);
      put_count(sheet, period.comments);
      put_nps(sheet, period.nps);
      for (const ThemeFigures& theme : report_.themes) {
        if (p < theme.by_period.size()) {
          put_count(sheet, theme.by_period[p]);
        } else {
          sheet.skip();
        }
      }
      sheet.end_row();
    }
    return sheet;
  }

  void add_comments() {
    const bool several = !report_.files.empty();
    std::vector<Column> heads{column(Word::id, 16)};
    if (several) heads.push_back(column(Word::file, 16));
    for (const Column& head : {column(Word::date), column(Word::score, 8), column(Word::band, 13),
                               column(Word::language, 10), column(Word::confidence), column(Word::feeling),
                               column(Word::label, 9), column(Word::themes, 34), column(Word::text, 100)}) {
      heads.push_back(head);
    }
    for (const std::string& name : report_.segment_columns) heads.push_back({name, 16});
    Sheet& sheet = book_.add_table(text(Word::comments), heads);
    for (const CommentRow& row : report_.comments) {
      if (full(sheet)) continue;
      sheet.text(row.id);
      if (several) sheet.text(report_.files[row.file]);
      sheet.date(row.date);
      if (row.score) {
        sheet.number(*row.score, CellFormat::general);
      } else {
        sheet.skip();
      }
      sheet.text(row.band ? text_of(*row.band) : std::string());
      sheet.text(to_code(row.lang));
      sheet.number(settled(row.lang_confidence, 1e4), CellFormat::feeling);
      if (row.label.empty()) {
        sheet.skip();
      } else {
        sheet.number(settled(row.sentiment, 1e3), CellFormat::feeling);
      }
      sheet.text(row.label);
      sheet.text(fmt::format("{}", fmt::join(row.themes, ";")));
      sheet.text(row.text);
      for (const std::string& value : row.segments) sheet.text(value);
      sheet.end_row();
    }
    n_cut_ += sheet.n_cut();
  }

  void add_list(Word name, const std::vector<LoopRow>& rows) {
    const bool calls = name == Word::call;
    const bool conflict = name == Word::conflicts;
    const bool several = !report_.files.empty();
    std::vector<Column> heads{column(Word::rank, 6), column(Word::id, 16)};
    if (several) heads.push_back(column(Word::file, 16));
    for (const Column& head :
         {column(Word::date), column(Word::score, 8), column(Word::band, 13), column(Word::language, 10)}) {
      heads.push_back(head);
    }
    if (!conflict) heads.push_back(column(Word::theme, 30));
    heads.push_back(column(conflict ? Word::text : Word::quote, 90));
    heads.push_back(column(Word::feeling));
    if (calls) {
      heads.push_back(column(Word::pull));
      heads.push_back(column(Word::priority));
    }
    if (conflict) heads.push_back(column(Word::probability, 14));
    Sheet& sheet = book_.add_table(text(name), heads);
    for (const LoopRow& row : rows) {
      if (full(sheet)) continue;
      put_count(sheet, sheet.row());
      sheet.text(row.id);
      if (several) sheet.text(row.file);
      sheet.date(row.date);
      sheet.number(row.score, CellFormat::general);
      sheet.text(text_of(row.band));
      sheet.text(to_code(row.lang));
      if (!conflict) sheet.text(row.theme_name);
      sheet.text(row.quote, CellFormat::wrapped);
      sheet.number(pages::rounded_feeling(row.sentiment), CellFormat::feeling);
      if (calls) {
        sheet.number(pages::rounded_points(row.pull), CellFormat::feeling);
        sheet.number(pages::rounded_points(row.priority), CellFormat::feeling);
      }
      if (conflict) sheet.number(pages::rounded_feeling(row.positive_probability), CellFormat::feeling);
      sheet.end_row();
    }
    n_cut_ += sheet.n_cut();
  }

  void fill_summary(Sheet& sheet) {
    sheet.text(pages::title_of(report_), CellFormat::title);
    sheet.end_row();
    sheet.end_row();
    sheet.text(" ", CellFormat::heading);
    for (const Word word :
         {Word::nps, Word::low, Word::high, Word::scores, Word::promoters, Word::passives, Word::detractors}) {
      sheet.text(text(word), CellFormat::heading);
    }
    sheet.end_row();
    for (const auto& [word, figure] :
         {std::pair(Word::nps, &report_.nps), std::pair(Word::nps_writers, &report_.nps_writers)}) {
      sheet.text(text(word));
      put_nps(sheet, *figure);
      sheet.end_row();
    }
    sheet.end_row();
    const auto line = [&](Word word, std::uint64_t n) {
      sheet.text(text(word));
      put_count(sheet, n);
      sheet.end_row();
    };
    line(Word::rows, report_.input.rows);
    line(Word::comments, report_.input.comments);
    line(Word::empty_rows, report_.input.empty);
    line(Word::rejected, report_.input.rejected);
    line(Word::no_theme, report_.input.no_theme);
    line(report_.privacy.masked ? Word::masked : Word::unmasked, report_.privacy.comments);
    line(Word::call, report_.loop.call.size());
    line(Word::thank, report_.loop.thank.size());
    line(Word::conflicts, report_.loop.conflicts.size());
    sheet.text(text(Word::version));
    sheet.text(report_.provenance.version);
    sheet.end_row();
    const pages::Speech say(language_, pages::Medium::text);
    std::vector<std::string> notes;
    for (const Note& note : report_.notes) notes.push_back(say.note(note));
    if (n_cut_ > 0) notes.push_back(fmt::format(fmt::runtime(text(Word::cut_note)), n_cut_));
    if (n_left_out_ > 0) notes.push_back(fmt::format(fmt::runtime(text(Word::rows_note)), n_left_out_));
    if (!notes.empty()) {
      sheet.end_row();
      sheet.text(text(Word::notes), CellFormat::title);
      sheet.end_row();
    }
    for (const std::string& note : notes) {
      sheet.text(note);
      sheet.end_row();
    }
  }

  void add_charts(Sheet& summary, const Sheet& themes, const Sheet& trend) {
    const std::size_t below = summary.row() + 1;
    constexpr std::size_t chart_rows = 28;
    std::size_t with_impact = 0;
    std::vector<std::uint32_t> colours;
    while (with_impact < std::min(report_.themes.size(), themes_charted) && report_.themes[with_impact].impact) {
      const Verdict verdict = report_.themes[with_impact++].verdict;
      colours.push_back(verdict == Verdict::pulls_up     ? up_colour
                        : verdict == Verdict::pulls_down ? down_colour
                                                         : grey_colour);
    }
    if (with_impact > 0) {
      xlsx::Chart drivers{xlsx::ChartKind::bars,
                          text(Word::drivers_chart),
                          text(Word::drivers_chart) + ". " + text(Word::drivers_note),
                          &themes,
                          0,
                          1,
                          with_impact,
                          {},
                          colours};
      drivers.series.push_back({text(Word::impact), 1, grey_colour, false});
      book_.add_chart(summary, below, 0, drivers);
    }
    if (report_.periods.empty()) return;
    xlsx::Chart lines{xlsx::ChartKind::lines,
                      text(Word::trend_chart),
                      text(Word::trend_chart) + ". " + text(Word::trend_note),
                      &trend,
                      0,
                      1,
                      report_.periods.size(),
                      {},
                      {}};
    constexpr std::size_t nps_column = 5;
    lines.series.push_back({text(Word::nps), nps_column, up_colour, false});
    lines.series.push_back({text(Word::low), nps_column + 1, grey_colour, true});
    lines.series.push_back({text(Word::high), nps_column + 2, grey_colour, true});
    book_.add_chart(summary, below + (with_impact > 0 ? chart_rows : 0), 0, lines);
  }

  // No row more goes into the sheet: counts those that would.
  bool full(const Sheet& sheet) {
    if (sheet.is_full()) ++n_left_out_;
    return sheet.is_full();
  }
  // As in comments.csv.
  static double settled(double value, double unit) { return std::round(value * unit) / unit + 0.0; }

  const Report& report_;
  Lang language_;
  xlsx::Book book_;
  std::size_t n_cut_ = 0;
  std::size_t n_left_out_ = 0;
};

}  // namespace

Result<std::string> to_xlsx(const Report& report, Lang language) { return Workbook(report, language).make(); }

}  // namespace cxtext
