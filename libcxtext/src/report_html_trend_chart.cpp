// NPS over time: the chart of the whole, and the small ones on the cards of themes.

#include <algorithm>
#include <cmath>

#include "report_format.h"
#include "report_html.h"
#include "report_text.h"

namespace cxtext::pages {

namespace {

constexpr std::size_t max_spark_bars = 24;

/// The trend's frame: periods run from 9 to 96 per cent, which leaves room for the figures at the left edge.
struct TrendFrame {
  static constexpr double left = 9;
  static constexpr double right = 96;
  static constexpr double top = 14;
  static constexpr double bottom = 204;
  std::size_t first = 0;
  std::size_t last = 0;
  double low = 0;
  double high = 0;
  double step = 25;

  explicit TrendFrame(std::span<const PeriodFigures> periods)
      : first(periods.front().index), last(periods.back().index) {
    low = 100;
    high = -100;
    for (const PeriodFigures& period : periods) {
      if (!period.nps.nps || !shown(period.nps.bands)) continue;
      low = std::min(low, period.nps.nps->low);
      high = std::max(high, period.nps.nps->high);
    }
    step = std::max(5.0, tidy_step(high - low));
    low = std::max(-100.0, std::floor(low / step) * step);
    high = std::min(100.0, std::ceil(high / step) * step);
    if (high <= low) high = low + step;
  }

  [[nodiscard]] double x(const PeriodFigures& period) const {
    if (last <= first) return (left + right) / 2;
    return left + (right - left) * static_cast<double>(period.index - first) / static_cast<double>(last - first);
  }
  [[nodiscard]] double y(double points) const { return bottom - (bottom - top) * (points - low) / (high - low); }
};

void add_trend_grid(Page& page, std::span<const PeriodFigures> periods, const TrendFrame& frame) {
  for (double at = frame.low; at <= frame.high + frame.step / 100; at += frame.step) {
    page.add("<line class=\"{}\" x1=\"0\" x2=\"100%\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>",
             std::abs(at) < frame.step / 100 ? "zero" : "grid", frame.y(at), frame.y(at));
    const std::string label = page.say.points(at);
    page.add("<text class=\"tick\" x=\"0\" y=\"{:.1f}\">{}</text>\n", frame.y(at) - 4,
             std::string_view(label).substr(0, label.find_last_of(".,")));
  }
  // At most eight periods are named, and at most four on a phone.
  const std::size_t wide = (periods.size() + 7) / 8;
  const std::size_t narrow = wide * ((periods.size() + 4 * wide - 1) / (4 * wide));
  for (std::size_t i = 0; i < periods.size(); i += wide) {
    page.add("<text class=\"tick{}\" x=\"{:.2f}%\" y=\"226\" text-anchor=\"middle\">{}</text>\n",
             i % narrow == 0 ? "" : " minor", frame.x(periods[i]), shown_date(page, periods[i].label));
  }
}

/// One run of periods that all have a figure: its band and line in a stretched inner picture.
void add_trend_run(Page& page, std::span<const PeriodFigures> periods, const TrendFrame& frame, std::size_t begin,
                   std::size_t end) {
  std::string line;
  std::string band;
  for (std::size_t i = begin; i < end; ++i) {
    fmt::format_to(std::back_inserter(line), "{:.2f},{:.1f} ", frame.x(periods[i]), frame.y(periods[i].nps.nps->value));
    fmt::format_to(std::back_inserter(band), "{:.2f},{:.1f} ", frame.x(periods[i]), frame.y(periods[i].nps.nps->high));
  }
  for (std::size_t i = end; i > begin; --i) {
    fmt::format_to(std::back_inserter(band), "{:.2f},{:.1f} ", frame.x(periods[i - 1]),
                   frame.y(periods[i - 1].nps.nps->low));
  }
  if (end - begin == 1) {
    const Estimate& only = *periods[begin].nps.nps;
    page.add("<line class=\"whisker\" x1=\"{:.2f}%\" x2=\"{:.2f}%\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>\n",
             frame.x(periods[begin]), frame.x(periods[begin]), frame.y(only.low), frame.y(only.high));
    return;
  }
  page.out += "<svg viewBox=\"0 0 100 240\" preserveAspectRatio=\"none\" width=\"100%\" height=\"240\">";
  page.add("<polygon class=\"band\" points=\"{}\"/><polyline class=\"line\" points=\"{}\"/></svg>\n", band, line);
}

}  // namespace

void add_trend_chart(Page& page, std::span<const PeriodFigures> periods) {
  const TrendFrame frame(periods);
  const auto has_figure = [&](std::size_t i) { return periods[i].nps.nps && shown(periods[i].nps.bands); };
  page.add(
      "<svg class=\"chart\" role=\"img\" aria-labelledby=\"trend-title trend-desc\" height=\"240\">\n"
      "<title id=\"trend-title\">{}</title>\n<desc id=\"trend-desc\">{}</desc>\n",
      page.say("trend_title"),
      page.say("trend_desc",
               page.say("span", shown_date(page, periods.front().label), shown_date(page, periods.back().label))));
  add_trend_grid(page, periods, frame);
  for (std::size_t begin = 0; begin < periods.size(); ++begin) {
    if (!has_figure(begin)) continue;
    std::size_t end = begin;
    while (end < periods.size() && has_figure(end)) ++end;
    add_trend_run(page, periods, frame, begin, end);
    for (std::size_t i = begin; i < end; ++i) {
      const Estimate& figure = *periods[i].nps.nps;
      page.add("<circle class=\"dot\" cx=\"{:.2f}%\" cy=\"{:.1f}\" r=\"3.5\"><title>{}: {} ({})</title></circle>\n",
               frame.x(periods[i]), frame.y(figure.value), shown_date(page, periods[i].label),
               page.say.points(figure.value), page.say.interval(figure));
    }
    begin = end;
  }
  page.out += "</svg>\n";
}

void add_share_spark(Page& page, const ThemeFigures& theme) {
  const std::vector<PeriodFigures>& all = page.report.periods;
  if (all.size() < 3 || theme.by_period.size() != all.size()) return;
  const std::size_t first = all.size() - std::min(all.size(), max_spark_bars);
  const auto whole = [&](std::size_t i) { return all[i].with_content; };
  // A share of a handful of comments would tower over the others.
  const auto shows = [&](std::size_t i) { return whole(i) >= min_cell_shown; };
  const auto share = [&](std::size_t i) {
    return shows(i) ? static_cast<double>(theme.by_period[i]) / static_cast<double>(whole(i)) : 0.0;
  };
  std::size_t earliest = first;
  while (earliest < all.size() && !shows(earliest)) ++earliest;
  std::size_t latest = all.size();
  while (latest > first && !shows(latest - 1)) --latest;
  if (latest < earliest + 2) return;
  --latest;
  double top = 0;
  for (std::size_t i = first; i < all.size(); ++i) top = std::max(top, share(i));
  if (top <= 0) return;
  const double width = 100.0 / static_cast<double>(all.size() - first);
  page.out += "<p class=\"spark\"><svg aria-hidden=\"true\" focusable=\"false\">";
  for (std::size_t i = first; i < all.size(); ++i) {
    const double height = 100 * share(i) / top;
    page.add("<rect x=\"{:.2f}%\" width=\"{:.2f}%\" y=\"{:.1f}%\" height=\"{:.1f}%\"/>",
             width * static_cast<double>(i - first), width * 0.7, 100 - height, height);
  }
  page.add("</svg> <span>{}</span></p>\n",
           page.say("card_share", page.say.percent(share(earliest)), shown_date(page, all[earliest].label),
                    page.say.percent(share(latest)), shown_date(page, all[latest].label)));
}

}  // namespace cxtext::pages
