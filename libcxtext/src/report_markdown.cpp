// report.md: the report in at most 60 lines, for a mail or a chat.

#include <algorithm>
#include <fmt/format.h>

#include "cxtext/report.h"

#include "report_drivers.h"
#include "report_format.h"
#include "report_speech.h"
#include "report_text.h"

namespace cxtext {

namespace {

using pages::markdown;
using pages::Speech;
using pages::Verdict;

constexpr std::size_t max_drivers = 5;
constexpr std::size_t max_rows = 12;
constexpr std::size_t max_quotes = 4;
constexpr std::size_t max_notes = 4;
constexpr std::size_t max_quote_points = 200;

std::string name_of(const ThemeFigures& theme, const Speech& say) {
  const bool unstable = theme.stability && *theme.stability < stable_from;
  return markdown(pages::shortened(theme.name, 60)) + (unstable ? " (" + say("unstable") + ")" : "");
}

std::string nps_cell(const NpsFigure& figure, const Speech& say) {
  return figure.nps && pages::shown(figure.bands) ? say.points(figure.nps->value) : "";
}

void add_headline(std::string& out, const Report& report, const Speech& say) {
  out += fmt::format("# {}\n\n", markdown(pages::title_of(report)));
  const BandCounts& bands = report.nps.bands;
  if (!report.nps.nps) {
    out += fmt::format("{} {}.\n", say("md_no_scores"), say.counted("n_comments", report.input.comments));
    return;
  }
  if (!pages::shown(bands)) {
    out += say("headline_thin", say.counted("n_scores", bands.n())) + "\n";
    return;
  }
  out += say("md_headline", say.points(report.nps.nps->value), say.interval(*report.nps.nps),
             say.counted("n_scores", bands.n()), say.percent_of(bands.promoters, bands.n()),
             say.percent_of(bands.passives, bands.n()), say.percent_of(bands.detractors, bands.n())) +
         "\n";
  if (report.nps_writers.nps && pages::shown(report.nps_writers.bands)) {
    out += say("md_writers",
               fmt::format("{} ({})", say.points(report.nps_writers.nps->value), say.interval(*report.nps_writers.nps)),
               say.counted("n_scores", report.nps_writers.bands.n())) +
           "\n";
  }
}

void add_driver_list(std::string& out, const Report& report, Verdict verdict, const std::string& heading,
                     const Speech& say) {
  const auto themes = pages::themes_with(report, verdict, max_drivers);
  if (themes.empty()) return;
  out += fmt::format("\n**{}**\n\n", heading);
  for (const ThemeFigures* theme : themes) {
    out += fmt::format("- {}: {} ({}), {}\n", name_of(*theme, say), say("points", say.points(theme->impact->value)),
                       say.interval(*theme->impact), say.counted("n_comments", theme->comments));
  }
}

/// What became of NPS from one half of the export to the other.
void add_change(std::string& out, const Report& report, const Speech& say) {
  if (!report.comparison || !report.comparison->change) return;
  const Comparison& comparison = *report.comparison;
  if (comparison.verdict == Verdict::not_enough_data) return;
  const bool segment = comparison.by == ComparedBy::segment;
  const auto name = [&](const ComparedGroup& group) {
    if (segment) return markdown(pages::shortened(group.first, 60));
    return markdown(group.first == group.last ? say.date(group.first)
                                              : say("span", say.date(group.first), say.date(group.last)));
  };
  const std::string points = say("points", say.points(comparison.change->value));
  const std::string interval = say.interval(*comparison.change);
  out += fmt::format("\n{} {}\n",
                     say("bridge_before_after", name(comparison.before), nps_cell(comparison.before.nps, say),
                         name(comparison.after), nps_cell(comparison.after.nps, say)),
                     comparison.verdict == Verdict::no_clear_effect ? say("change_unclear", points, interval)
                                                                    : say("change_clear", points, interval));
}

void add_theme_table(std::string& out, const Report& report, const Speech& say) {
  if (report.themes.empty()) return;
  out += fmt::format("\n## {}\n\n| {} | {} | {} | NPS | {} | {} |\n|---|---:|---:|---:|---:|---|\n", say("themes"),
                     say("theme"), say("comments"), say("share"), say("impact"), say("verdict"));
  const std::size_t rows = std::min(max_rows, report.themes.size());
  for (std::size_t i = 0; i < rows; ++i) {
    const ThemeFigures& theme = report.themes[i];
    out += fmt::format("| {} | {} | {} | {} | {} | {} |\n", name_of(theme, say), say.grouped(theme.comments),
                       say.percent(theme.share), nps_cell(theme.nps, say),
                       theme.impact ? say.points(theme.impact->value) : std::string(),
                       say.verdict(pages::verdict_of(theme)));
  }
  if (report.themes.size() > rows) {
    out += "\n" + say("md_more", say.counted("n_themes", report.themes.size() - rows)) + "\n";
  }
}

/// The first quote of each of the strongest drivers, down and up in turn.
void add_quotes(std::string& out, const Report& report, const Speech& say) {
  const auto down = pages::themes_with(report, Verdict::pulls_down, max_drivers);
  const auto up = pages::themes_with(report, Verdict::pulls_up, max_drivers);
  std::size_t quoted = 0;
  const auto add = [&](const std::vector<const ThemeFigures*>& themes, std::size_t i) {
    if (i >= themes.size() || themes[i]->quotes.empty() || quoted == max_quotes) return;
    if (quoted == 0) out += fmt::format("\n## {}\n\n", say("card_quotes"));
    ++quoted;
    const Quote& quote = themes[i]->quotes.front();
    out +=
        fmt::format("- {}: {} ({}{})\n", name_of(*themes[i], say),
                    say("quoted", markdown(pages::shortened(pages::one_line(quote.text), max_quote_points))),
                    quote.band ? fmt::format("{}, ", say.band(*quote.band)) : std::string(), say.language(quote.lang));
  };
  for (std::size_t i = 0; i < max_drivers; ++i) {
    add(down, i);
    add(up, i);
  }
}

void add_data(std::string& out, const Report& report, const Speech& say) {
  const pages::Coverage coverage = pages::coverage_of(report.input);
  out += fmt::format("\n## {}\n\n- {}, {}, {}; {}\n", say("nav_data"), say.counted("n_rows", report.input.rows),
                     say.counted("n_comments", report.input.comments), say.counted("n_scores", report.input.scored),
                     say("md_rejected", say.grouped(report.input.rejected)));
  if (coverage.with_content > 0) {
    out += fmt::format("- {}\n", say("coverage_short", say.percent_of(coverage.with_theme, coverage.with_content),
                                     say.counted("n_comments", coverage.with_content)));
  }
  std::string languages;
  for (std::size_t i = 0; i < n_langs; ++i) {
    if (report.languages[i] == 0) continue;
    languages += fmt::format("{}{} {}", languages.empty() ? "" : ", ", say.language(static_cast<Lang>(i)),
                             say.grouped(report.languages[i]));
  }
  if (!languages.empty()) out += fmt::format("- {}\n", say("card_languages", languages));
  for (std::size_t i = 0; i < report.notes.size() && i < max_notes; ++i) {
    out += fmt::format("- {}\n", say.note(report.notes[i]));
  }
  out += fmt::format("\n{} cxtext {}\n", say("md_impact"), markdown(report.provenance.version));
}

}  // namespace

std::string to_markdown(const Report& report) {
  const Speech say(report.language, pages::Medium::text);
  std::string out;
  add_headline(out, report, say);
  add_driver_list(out, report, Verdict::pulls_down, say("pulls_score_down"), say);
  add_driver_list(out, report, Verdict::pulls_up, say("pulls_score_up"), say);
  add_change(out, report, say);
  add_theme_table(out, report, say);
  add_quotes(out, report, say);
  add_data(out, report, say);
  return out;
}

}  // namespace cxtext
