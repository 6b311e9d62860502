// themes.csv and comments.csv: the same figures as report.json, one row a theme and one a comment.

#include <fmt/format.h>
#include <initializer_list>

#include "cxtext/io.h"
#include "cxtext/report.h"

#include "report_format.h"
#include "report_text.h"

namespace cxtext {

namespace {

void append_row(std::string& out, std::initializer_list<std::string_view> fields) {
  bool first = true;
  for (const std::string_view field : fields) {
    if (!first) out += ',';
    first = false;
    append_csv_field(out, field);
  }
  out += '\n';
}

std::string count(std::uint64_t n) { return fmt::format("{}", n); }

/// The three columns of an estimate; empty where there is none.
struct EstimateFields {
  std::string value;
  std::string low;
  std::string high;

  explicit EstimateFields(const std::optional<Estimate>& estimate) {
    if (!estimate) return;
    value = pages::points_field(estimate->value);
    low = pages::points_field(estimate->low);
    high = pages::points_field(estimate->high);
  }
};

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += ';';
    out += part;
  }
  return pages::valid_utf8(out);
}

void append_theme(std::string& out, const ThemeFigures& theme) {
  const EstimateFields nps(theme.nps.nps);
  const EstimateFields impact(theme.impact);
  append_row(out, {pages::valid_utf8(theme.id),
                   pages::valid_utf8(theme.name),
                   theme.source == ThemeSource::taxonomy ? "taxonomy" : "discovered",
                   count(theme.comments),
                   pages::share_field(theme.share),
                   pages::feeling_field(theme.sentiment),
                   count(theme.feelings.positive),
                   count(theme.feelings.neutral),
                   count(theme.feelings.negative),
                   nps.value,
                   nps.low,
                   nps.high,
                   count(theme.nps.bands.promoters),
                   count(theme.nps.bands.passives),
                   count(theme.nps.bands.detractors),
                   impact.value,
                   impact.low,
                   impact.high,
                   theme.p ? pages::p_field(*theme.p) : std::string(),
                   theme.q ? pages::p_field(*theme.q) : std::string(),
                   theme.significant ? "true" : "false",
                   theme.stability ? pages::share_field(*theme.stability) : std::string()});
}

void append_comment(std::string& out, const CommentRow& row) {
  append_row(
      out,
      {pages::valid_utf8(row.id), pages::valid_utf8(row.date),
       row.score ? fmt::format("{}", *row.score) : std::string(), row.band ? to_name(*row.band) : std::string_view(),
       to_code(row.lang), pages::comment_confidence(row.lang_confidence),
       row.label.empty() ? std::string() : pages::comment_feeling(row.sentiment), pages::valid_utf8(row.label),
       joined(row.themes), pages::valid_utf8(row.primary_theme), pages::valid_utf8(row.text)});
}

}  // namespace

std::string themes_csv(const Report& report) {
  std::string out =
      "id,name,source,comments,share,sentiment,positive,neutral,negative,nps,nps_low,nps_high,promoters,passives,"
      "detractors,impact,impact_low,impact_high,p,q,significant,stability\n";
  for (const ThemeFigures& theme : report.themes) append_theme(out, theme);
  return out;
}

std::string comments_csv(const Report& report) {
  std::string out = "id,date,score,band,language,language_confidence,sentiment,label,themes,primary_theme,text\n";
  for (const CommentRow& row : report.comments) append_comment(out, row);
  return out;
}

}  // namespace cxtext
