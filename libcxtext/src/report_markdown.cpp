// report.md: the report in at most 60 lines, for a mail or a chat.

#include <algorithm>
#include <fmt/format.h>

#include "cxtext/report.h"

#include "report_drivers.h"
#include "report_format.h"
#include "report_text.h"

namespace cxtext {

namespace {

using pages::markdown;
using pages::Minus;
using pages::Verdict;

constexpr std::size_t max_drivers = 5;
constexpr std::size_t max_rows = 12;
constexpr std::size_t max_quotes = 4;
constexpr std::size_t max_notes = 4;
constexpr std::size_t max_quote_points = 200;

std::string name_of(const ThemeFigures& theme) {
  const bool unstable = theme.stability && *theme.stability < stable_from;
  return markdown(pages::shortened(theme.name, 60)) + (unstable ? " (unstable)" : "");
}

std::string with_interval(const Estimate& estimate, std::string_view unit = "") {
  return fmt::format("{}{} ({})", pages::signed_points(estimate.value, Minus::hyphen), unit,
                     pages::signed_interval(estimate, Minus::hyphen));
}

std::string nps_cell(const NpsFigure& figure) {
  return figure.nps && pages::shown(figure.bands) ? pages::signed_points(figure.nps->value, Minus::hyphen) : "";
}

void add_headline(std::string& out, const Report& report) {
  out += fmt::format("# {}\n\n", markdown(pages::title_of(report)));
  if (!report.nps.nps) {
    out += fmt::format("No scores, so no NPS. {}.\n", pages::counted(report.input.comments, "comment", "comments"));
    return;
  }
  const BandCounts& bands = report.nps.bands;
  out += fmt::format("**NPS {}** (95% interval {}), {}: {} promoters, {} passives, {} detractors.\n",
                     pages::signed_points(report.nps.nps->value, Minus::hyphen),
                     pages::signed_interval(*report.nps.nps, Minus::hyphen),
                     pages::counted(bands.n(), "score", "scores"), pages::percent_of(bands.promoters, bands.n()),
                     pages::percent_of(bands.passives, bands.n()), pages::percent_of(bands.detractors, bands.n()));
  if (report.nps_writers.nps && pages::shown(report.nps_writers.bands)) {
    out += fmt::format("Those who wrote a comment: {}, {}.\n", with_interval(*report.nps_writers.nps),
                       pages::counted(report.nps_writers.bands.n(), "score", "scores"));
  }
}

void add_driver_list(std::string& out, const Report& report, Verdict verdict, std::string_view heading) {
  const auto themes = pages::themes_with(report, verdict, max_drivers);
  if (themes.empty()) return;
  out += fmt::format("\n**{}**\n\n", heading);
  for (const ThemeFigures* theme : themes) {
    out += fmt::format("- {}: {}, {}\n", name_of(*theme), with_interval(*theme->impact, " points"),
                       pages::counted(theme->comments, "comment", "comments"));
  }
}

void add_drivers(std::string& out, const Report& report) {
  add_driver_list(out, report, Verdict::pulls_down, "Pulls the score down");
  add_driver_list(out, report, Verdict::pulls_up, "Pulls the score up");
}

void add_theme_table(std::string& out, const Report& report) {
  if (report.themes.empty()) return;
  out += "\n## Themes\n\n| Theme | Comments | Share | NPS | Impact | Verdict |\n|---|---:|---:|---:|---:|---|\n";
  const std::size_t rows = std::min(max_rows, report.themes.size());
  for (std::size_t i = 0; i < rows; ++i) {
    const ThemeFigures& theme = report.themes[i];
    out += fmt::format("| {} | {} | {} | {} | {} | {} |\n", name_of(theme), pages::grouped(theme.comments),
                       pages::percent(theme.share), nps_cell(theme.nps),
                       theme.impact ? pages::signed_points(theme.impact->value, Minus::hyphen) : std::string(),
                       pages::to_text(pages::verdict_of(theme)));
  }
  if (report.themes.size() > rows) {
    out += fmt::format("\nAnd {} in report.html.\n", pages::counted(report.themes.size() - rows, "theme", "themes"));
  }
}

/// The first quote of each of the strongest drivers, down and up in turn.
void add_quotes(std::string& out, const Report& report) {
  const auto down = pages::themes_with(report, Verdict::pulls_down, max_drivers);
  const auto up = pages::themes_with(report, Verdict::pulls_up, max_drivers);
  std::size_t quoted = 0;
  const auto add = [&](const std::vector<const ThemeFigures*>& themes, std::size_t i) {
    if (i >= themes.size() || themes[i]->quotes.empty() || quoted == max_quotes) return;
    if (quoted == 0) out += "\n## In their words\n\n";
    ++quoted;
    const Quote& quote = themes[i]->quotes.front();
    out += fmt::format("- {}: \u201c{}\u201d ({}{})\n", name_of(*themes[i]),
                       markdown(pages::shortened(pages::one_line(quote.text), max_quote_points)),
                       quote.band ? fmt::format("{}, ", to_name(*quote.band)) : std::string(),
                       pages::language_name(quote.lang));
  };
  for (std::size_t i = 0; i < max_drivers; ++i) {
    add(down, i);
    add(up, i);
  }
}

void add_data(std::string& out, const Report& report) {
  const pages::Coverage coverage = pages::coverage_of(report.input);
  out += fmt::format("\n## Data\n\n- {}, {}, {}; {} rejected\n", pages::counted(report.input.rows, "row", "rows"),
                     pages::counted(report.input.comments, "comment", "comments"),
                     pages::counted(report.input.scored, "score", "scores"), pages::grouped(report.input.rejected));
  if (coverage.with_content > 0) {
    out += fmt::format("- {} of the {} that say something have a theme\n",
                       pages::percent_of(coverage.with_theme, coverage.with_content),
                       pages::counted(coverage.with_content, "comment", "comments"));
  }
  std::string languages;
  for (std::size_t i = 0; i < n_langs; ++i) {
    if (report.languages[i] == 0) continue;
    languages += fmt::format("{}{} {}", languages.empty() ? "" : ", ", pages::language_name(static_cast<Lang>(i)),
                             pages::grouped(report.languages[i]));
  }
  if (!languages.empty()) out += fmt::format("- Languages: {}\n", languages);
  for (std::size_t i = 0; i < report.notes.size() && i < max_notes; ++i) {
    out += fmt::format("- {}\n", markdown(report.notes[i]));
  }
  out += fmt::format(
      "\nImpact: points by which NPS would differ without the comments on a theme; no proof of a cause. cxtext {}\n",
      markdown(report.provenance.version));
}

}  // namespace

std::string to_markdown(const Report& report) {
  std::string out;
  add_headline(out, report);
  add_drivers(out, report);
  add_theme_table(out, report);
  add_quotes(out, report);
  add_data(out, report);
  return out;
}

}  // namespace cxtext
