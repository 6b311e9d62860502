// themes.csv, comments.csv and close_the_loop.csv: the same figures as report.json, in rows.

#include <algorithm>
#include <fmt/format.h>

#include "cxtext/io.h"
#include "cxtext/report.h"

#include "report_format.h"
#include "report_text.h"

namespace cxtext {

namespace {

/// Rows in a style. Texts and figures are told apart: only a figure gets the decimal mark of the style.
class Table {
 public:
  Table(const CsvStyle& style, const std::vector<std::string_view>& header) : style_(style) {
    if (style.byte_order_mark) out_ = "\xEF\xBB\xBF";
    for (const std::string_view name : header) text(name);
    end_row();
  }
  void text(std::string_view value) {
    separate();
    append_csv_field(out_, pages::valid_utf8(std::string(value)), style_.delimiter);
  }
  /// value: digits with a decimal point, or empty.
  void figure(std::string value) {
    separate();
    if (style_.decimal_comma) std::replace(value.begin(), value.end(), '.', ',');
    append_csv_field(out_, value, style_.delimiter);
  }
  void count(std::uint64_t n) { figure(fmt::format("{}", n)); }
  void end_row() {
    out_ += '\n';
    first_ = true;
  }
  [[nodiscard]] std::string take() && { return std::move(out_); }

 private:
  void separate() {
    if (!first_) out_ += style_.delimiter;
    first_ = false;
  }
  CsvStyle style_;
  std::string out_;
  bool first_ = true;
};

/// The three columns of an estimate; empty where there is none.
void put_estimate(Table& table, const std::optional<Estimate>& estimate) {
  table.figure(estimate ? pages::points_field(estimate->value) : std::string());
  table.figure(estimate ? pages::points_field(estimate->low) : std::string());
  table.figure(estimate ? pages::points_field(estimate->high) : std::string());
}

void put_theme(Table& table, const ThemeFigures& theme) {
  table.text(theme.id);
  table.text(theme.name);
  table.text(theme.source == ThemeSource::taxonomy ? "taxonomy" : "discovered");
  table.count(theme.comments);
  table.figure(pages::share_field(theme.share));
  table.figure(pages::feeling_field(theme.sentiment));
  table.count(theme.feelings.positive);
  table.count(theme.feelings.neutral);
  table.count(theme.feelings.negative);
  put_estimate(table, theme.nps.nps);
  table.count(theme.nps.bands.promoters);
  table.count(theme.nps.bands.passives);
  table.count(theme.nps.bands.detractors);
  put_estimate(table, theme.impact);
  table.figure(theme.p ? pages::p_field(*theme.p) : std::string());
  table.figure(theme.q ? pages::p_field(*theme.q) : std::string());
  table.text(theme.significant ? "true" : "false");
  table.figure(theme.stability ? pages::share_field(*theme.stability) : std::string());
  table.end_row();
}

void put_comment(Table& table, const Report& report, const CommentRow& row) {
  table.text(row.id);
  if (!report.files.empty()) table.text(report.files[row.file]);
  table.text(row.date);
  table.figure(row.score ? fmt::format("{}", *row.score) : std::string());
  table.text(row.band ? to_name(*row.band) : std::string_view());
  table.text(to_code(row.lang));
  table.figure(pages::comment_confidence(row.lang_confidence));
  table.figure(row.label.empty() ? std::string() : pages::comment_feeling(row.sentiment));
  table.text(row.label);
  table.text(fmt::format("{}", fmt::join(row.themes, ";")));
  table.text(row.primary_theme);
  table.text(row.text);
  table.end_row();
}

void put_list(Table& table, std::string_view list, const std::vector<LoopRow>& rows, bool several) {
  std::uint64_t rank = 0;
  for (const LoopRow& row : rows) {
    table.text(list);
    table.count(++rank);
    table.text(row.id);
    if (several) table.text(row.file);
    table.text(row.date);
    table.figure(fmt::format("{}", row.score));
    table.text(to_name(row.band));
    table.text(to_code(row.lang));
    table.text(row.theme);
    table.text(row.theme_name);
    table.figure(pages::feeling_field(row.sentiment));
    table.figure(pages::points_field(row.pull));
    table.figure(pages::points_field(row.priority));
    table.figure(pages::feeling_field(row.positive_probability));
    table.text(row.quote);
    table.end_row();
  }
}

}  // namespace

CsvStyle excel_csv_style(Lang language) noexcept { return {';', language != Lang::en, true}; }

std::string themes_csv(const Report& report, const CsvStyle& style) {
  Table table(style,
              {"id",         "name",        "source",  "comments", "share",       "sentiment", "positive",   "neutral",
               "negative",   "nps",         "nps_low", "nps_high", "promoters",   "passives",  "detractors", "impact",
               "impact_low", "impact_high", "p",       "q",        "significant", "stability"});
  for (const ThemeFigures& theme : report.themes) put_theme(table, theme);
  return std::move(table).take();
}

std::string comments_csv(const Report& report, const CsvStyle& style) {
  std::vector<std::string_view> header{"id"};
  if (!report.files.empty()) header.emplace_back("file");
  for (const std::string_view name : {"date", "score", "band", "language", "language_confidence", "sentiment", "label",
                                      "themes", "primary_theme", "text"}) {
    header.push_back(name);
  }
  Table table(style, header);
  for (const CommentRow& row : report.comments) put_comment(table, report, row);
  return std::move(table).take();
}

std::string close_the_loop_csv(const Report& report, const CsvStyle& style) {
  const bool several = !report.files.empty();
  std::vector<std::string_view> header{"list", "rank", "id"};
  if (several) header.emplace_back("file");
  for (const std::string_view name : {"date", "score", "band", "language", "theme", "theme_name", "sentiment", "pull",
                                      "priority", "positive_probability", "quote"}) {
    header.push_back(name);
  }
  Table table(style, header);
  put_list(table, "call", report.loop.call, several);
  put_list(table, "thank", report.loop.thank, several);
  put_list(table, "conflict", report.loop.conflicts, several);
  return std::move(table).take();
}

}  // namespace cxtext
