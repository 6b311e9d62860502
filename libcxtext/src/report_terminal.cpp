// The summary that the command prints: what a person wants to know before opening the page. 80 columns.

#include <algorithm>
#include <fmt/format.h>

#include "cxtext/report.h"

#include "report_drivers.h"
#include "report_format.h"
#include "report_text.h"

namespace cxtext {

namespace {

using pages::Minus;
using pages::Verdict;

constexpr std::size_t columns = 80;
constexpr std::size_t bar_columns = 40;
constexpr std::size_t drivers_shown = 5;

/// ANSI attributes, or nothing.
struct Paint {
  bool colour = false;

  [[nodiscard]] std::string_view bold() const noexcept { return colour ? "\x1b[1m" : ""; }
  [[nodiscard]] std::string_view up() const noexcept { return colour ? "\x1b[34m" : ""; }
  [[nodiscard]] std::string_view down() const noexcept { return colour ? "\x1b[33m" : ""; }
  [[nodiscard]] std::string_view soft() const noexcept { return colour ? "\x1b[2m" : ""; }
  [[nodiscard]] std::string_view plain() const noexcept { return colour ? "\x1b[0m" : ""; }
};

void add_headline(std::string& out, const Report& report, const Paint& paint) {
  out += fmt::format("{}{}{}\n\n", paint.bold(), pages::fitted(pages::title_of(report), columns), paint.plain());
  if (!report.nps.nps) {
    out += "No scores, so no NPS.\n";
    return;
  }
  out += fmt::format("{}NPS {}{}   95% interval {}   {}\n", paint.bold(),
                     pages::signed_points(report.nps.nps->value, Minus::hyphen), paint.plain(),
                     pages::signed_interval(*report.nps.nps, Minus::hyphen),
                     pages::counted(report.nps.bands.n(), "score", "scores"));
  if (report.nps_writers.nps && pages::shown(report.nps_writers.bands)) {
    out += fmt::format("{}Those who wrote: {}, {}{}\n", paint.soft(),
                       pages::signed_points(report.nps_writers.nps->value, Minus::hyphen),
                       pages::counted(report.nps_writers.bands.n(), "score", "scores"), paint.plain());
  }
}

void add_bands(std::string& out, const BandCounts& bands, const Paint& paint) {
  if (bands.n() == 0) return;
  out += '\n';
  const auto line = [&](std::string_view name, std::uint64_t count, std::string_view colour) {
    const double share = static_cast<double>(count) / static_cast<double>(bands.n());
    const auto blocks = static_cast<std::size_t>(share * static_cast<double>(bar_columns) + 0.5);
    std::string bar;
    for (std::size_t i = 0; i < blocks; ++i) bar += "\u2588";
    out += fmt::format("  {:<11}{:>6} {}{}{}\n", name, pages::percent(share), colour, bar, paint.plain());
  };
  line("promoters", bands.promoters, paint.up());
  line("passives", bands.passives, paint.soft());
  line("detractors", bands.detractors, paint.down());
}

void add_drivers(std::string& out, const Report& report, Verdict verdict, const Paint& paint) {
  const auto themes = pages::themes_with(report, verdict, drivers_shown);
  if (themes.empty()) return;
  const bool up = verdict == Verdict::pulls_up;
  out += fmt::format("\n{}{}{}\n", paint.bold(), up ? "Pulls the score up" : "Pulls the score down", paint.plain());
  for (const ThemeFigures* theme : themes) {
    out += fmt::format("  {} {}{:>6}{}  {}{:<17}{}{:>16}\n", pages::padded(theme->name, 30),
                       up ? paint.up() : paint.down(), pages::signed_points(theme->impact->value, Minus::hyphen),
                       paint.plain(), paint.soft(), pages::signed_interval(*theme->impact, Minus::hyphen),
                       paint.plain(), pages::counted(theme->comments, "comment", "comments"));
  }
}

void add_coverage(std::string& out, const Report& report, const Paint& paint) {
  const pages::Coverage coverage = pages::coverage_of(report.input);
  out += fmt::format("\n{}, {}", pages::counted(report.input.rows, "row", "rows"),
                     pages::counted(report.input.comments, "comment", "comments"));
  if (report.input.rejected > 0) out += fmt::format(", {} rejected", pages::grouped(report.input.rejected));
  out += '\n';
  if (coverage.with_content > 0) {
    out += fmt::format("{} of the {} that say something have a theme\n",
                       pages::percent_of(coverage.with_theme, coverage.with_content),
                       pages::counted(coverage.with_content, "comment", "comments"));
  }
  for (const std::string& note : report.notes) {
    out += fmt::format("{}{}{}\n", paint.soft(), pages::fitted(note, columns), paint.plain());
  }
}

}  // namespace

std::string to_terminal(const Report& report, bool colour) {
  const Paint paint{colour};
  std::string out;
  add_headline(out, report, paint);
  add_bands(out, report.nps.bands, paint);
  add_drivers(out, report, Verdict::pulls_down, paint);
  add_drivers(out, report, Verdict::pulls_up, paint);
  if (report.nps.nps && pages::themes_with(report, Verdict::pulls_down, 1).empty() &&
      pages::themes_with(report, Verdict::pulls_up, 1).empty()) {
    out += "\nNo theme clearly moves the score.\n";
  }
  add_coverage(out, report, paint);
  return out;
}

}  // namespace cxtext
