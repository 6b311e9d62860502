// The summary that the command prints: what a person wants to know before opening the page. 80 columns.

#include <algorithm>
#include <fmt/format.h>

#include "cxtext/report.h"

#include "report_drivers.h"
#include "report_format.h"
#include "report_speech.h"
#include "report_text.h"

namespace cxtext {

namespace {

using pages::Speech;
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

/// filled up with spaces to width on the left.
std::string right(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, pages::display_width(text)), ' ') + text;
}

void add_headline(std::string& out, const Report& report, const Speech& say, const Paint& paint) {
  out += fmt::format("{}{}{}\n\n", paint.bold(), pages::fitted(pages::title_of(report), columns), paint.plain());
  const std::uint64_t scores = report.nps.bands.n();
  if (!report.nps.nps) {
    out += say("md_no_scores") + "\n";
    return;
  }
  if (!pages::shown(report.nps.bands)) {
    out += pages::fitted(say("headline_thin", say.counted("n_scores", scores)), columns) + "\n";
    return;
  }
  out += fmt::format("{}NPS {}{}   {}   {}\n", paint.bold(), say.points(report.nps.nps->value), paint.plain(),
                     say("terminal_interval", say.interval(*report.nps.nps)), say.counted("n_scores", scores));
  if (report.nps_writers.nps && pages::shown(report.nps_writers.bands)) {
    out += fmt::format("{}{}{}\n", paint.soft(),
                       say("terminal_writers", say.points(report.nps_writers.nps->value),
                           say.counted("n_scores", report.nps_writers.bands.n())),
                       paint.plain());
  }
}

void add_bands(std::string& out, const BandCounts& bands, const Speech& say, const Paint& paint) {
  if (!pages::shown(bands)) return;
  out += '\n';
  const auto line = [&](const std::string& name, std::uint64_t count, std::string_view colour) {
    const double share = static_cast<double>(count) / static_cast<double>(bands.n());
    const auto blocks = static_cast<std::size_t>(share * static_cast<double>(bar_columns) + 0.5);
    std::string bar;
    for (std::size_t i = 0; i < blocks; ++i) bar += "\u2588";
    out += fmt::format("  {} {} {}{}{}\n", pages::padded(name, 12), right(say.percent(share), 7), colour, bar,
                       paint.plain());
  };
  line(say("promoters"), bands.promoters, paint.up());
  line(say("passives"), bands.passives, paint.soft());
  line(say("detractors"), bands.detractors, paint.down());
}

void add_drivers(std::string& out, const Report& report, Verdict verdict, const Speech& say, const Paint& paint) {
  const auto themes = pages::themes_with(report, verdict, drivers_shown);
  if (themes.empty()) return;
  const bool up = verdict == Verdict::pulls_up;
  out += fmt::format("\n{}{}{}\n", paint.bold(), up ? say("pulls_score_up") : say("pulls_score_down"), paint.plain());
  for (const ThemeFigures* theme : themes) {
    out += fmt::format("  {} {}{}{}  {}{}{}{}\n", pages::padded(theme->name, 28), up ? paint.up() : paint.down(),
                       right(say.points(theme->impact->value), 6), paint.plain(), paint.soft(),
                       pages::padded(say.interval(*theme->impact), 18), paint.plain(),
                       right(say.counted("n_comments", theme->comments), 17));
  }
}

/// text on as many lines as it needs; words of texts of our own are short.
void add_wrapped(std::string& out, std::string_view text, const Paint& paint) {
  std::string line;
  const auto put = [&] {
    out += fmt::format("{}{}{}\n", paint.soft(), line, paint.plain());
    line.clear();
  };
  while (!text.empty()) {
    const std::size_t end = std::min(text.size(), text.find(' '));
    const std::string_view word = text.substr(0, end);
    if (!line.empty() && pages::display_width(line) + 1 + pages::display_width(word) > columns) put();
    if (!line.empty()) line += ' ';
    line += word;
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  if (!line.empty()) put();
}

void add_coverage(std::string& out, const Report& report, const Speech& say, const Paint& paint) {
  const pages::Coverage coverage = pages::coverage_of(report.input);
  std::string counts =
      say.counted("n_rows", report.input.rows) + ", " + say.counted("n_comments", report.input.comments);
  if (report.input.rejected > 0) counts += ", " + say("md_rejected", say.grouped(report.input.rejected));
  out += fmt::format("\n{}\n", pages::fitted(counts, columns));
  if (coverage.with_content > 0) {
    out += pages::fitted(say("coverage_short", say.percent_of(coverage.with_theme, coverage.with_content),
                             say.counted("n_comments", coverage.with_content)),
                         columns) +
           "\n";
  }
  for (const Note& note : report.notes) add_wrapped(out, say.note(note), paint);
}

}  // namespace

std::string to_terminal(const Report& report, bool colour) {
  const Paint paint{colour};
  const Speech say(report.language, pages::Medium::text);
  std::string out;
  add_headline(out, report, say, paint);
  add_bands(out, report.nps.bands, say, paint);
  add_drivers(out, report, Verdict::pulls_down, say, paint);
  add_drivers(out, report, Verdict::pulls_up, say, paint);
  if (report.nps.nps && pages::themes_with(report, Verdict::pulls_down, 1).empty() &&
      pages::themes_with(report, Verdict::pulls_up, 1).empty()) {
    out += "\n" + say("short_none") + "\n";
  }
  add_coverage(out, report, say, paint);
  return out;
}

}  // namespace cxtext
