// Inline SVG without a view box: x runs in per cent of the width that the page gives it, y and text in pixels. So the
// same picture serves a phone and a wide screen with text of one size, and no script has to draw it again.

#include <algorithm>
#include <array>
#include <cmath>

#include "report_format.h"
#include "report_html.h"
#include "report_text.h"

namespace cxtext::pages {

namespace {

struct Slice {
  std::uint64_t count;
  std::string_view style;
};

/// A bar of slices that fill its width. What it shows is printed beside it, so it is hidden from readers aloud.
void add_bar(std::string& out, std::span<const Slice> slices, std::string_view style) {
  std::uint64_t whole = 0;
  for (const Slice& slice : slices) whole += slice.count;
  if (whole == 0) return;
  add(out, "<svg class=\"bar {}\" aria-hidden=\"true\" focusable=\"false\">", style);
  std::uint64_t before = 0;
  const auto share = [whole](std::uint64_t n) { return 100 * static_cast<double>(n) / static_cast<double>(whole); };
  for (const Slice& slice : slices) {
    if (slice.count > 0) {
      add(out, "<rect class=\"{}\" x=\"{:.2f}%\" width=\"{:.2f}%\" height=\"100%\"/>", slice.style, share(before),
          share(slice.count));
    }
    before += slice.count;
  }
  out += "</svg>\n";
}

/// A step of 1, 2 or 5 times a power of ten that cuts span into about four.
double tidy_step(double span) {
  const double raw = std::max(span, 1e-6) / 4;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (raw <= factor * power) return factor * power;
  }
  return 10 * power;
}

/// Where NPS points lie on a line from 0 to 100 per cent of the width.
struct PointAxis {
  double low = 0;
  double high = 0;

  explicit PointAxis(const std::vector<const ThemeFigures*>& themes) {
    for (const ThemeFigures* theme : themes) {
      low = std::min({low, theme->impact->low, theme->impact->value});
      high = std::max({high, theme->impact->high, theme->impact->value});
    }
    const double margin = std::max(0.5, 0.04 * (high - low));
    low -= margin;
    high += margin;
  }

  [[nodiscard]] double percent_at(double points) const { return 100 * (points - low) / (high - low); }
};

constexpr int driver_row = 46;
constexpr int driver_top = 6;

void add_driver_grid(std::string& out, const PointAxis& axis, int bottom) {
  const double step = tidy_step(axis.high - axis.low);
  for (double at = std::ceil(axis.low / step) * step; at <= axis.high; at += step) {
    const bool zero = std::abs(at) < step / 2;
    const double x = axis.percent_at(zero ? 0 : at);
    if (x < 3 || x > 97) continue;  // its label would stand outside
    add(out, "<line class=\"{}\" x1=\"{:.2f}%\" x2=\"{:.2f}%\" y1=\"0\" y2=\"{}\"/>", zero ? "zero" : "grid", x, x,
        bottom);
    // A step below one needs its decimal; whole ones do without.
    const std::string label = zero ? std::string("0") : signed_points(at, Minus::sign);
    const std::string_view shown_label =
        step >= 1 && !zero ? std::string_view(label).substr(0, label.size() - 2) : std::string_view(label);
    add(out, "<text class=\"tick\" x=\"{:.2f}%\" y=\"{}\" text-anchor=\"middle\">{}</text>\n", x, bottom + 16,
        shown_label);
  }
}

void add_driver_row(std::string& out, const ThemeFigures& theme, const PointAxis& axis, int top) {
  const Estimate& impact = *theme.impact;
  const double zero = axis.percent_at(0);
  const double end = axis.percent_at(impact.value);
  const double low = axis.percent_at(impact.low);
  const double high = axis.percent_at(impact.high);
  add(out, "<text x=\"0\" y=\"{}\">{}</text><text class=\"value\" x=\"100%\" y=\"{}\" text-anchor=\"end\">{}</text>",
      top + 14, html(fitted(theme.name, 38)), top + 14, signed_points(impact.value, Minus::sign));
  add(out, "<rect class=\"{}\" x=\"{:.2f}%\" width=\"{:.2f}%\" y=\"{}\" height=\"12\" rx=\"2\"/>",
      class_of(verdict_of(theme)), std::min(zero, end), std::max(0.3, std::abs(end - zero)), top + 22);
  add(out, "<line class=\"whisker\" x1=\"{:.2f}%\" x2=\"{:.2f}%\" y1=\"{}\" y2=\"{}\"/>", low, high, top + 28,
      top + 28);
  for (const double x : {low, high}) {
    add(out, "<line class=\"whisker\" x1=\"{:.2f}%\" x2=\"{:.2f}%\" y1=\"{}\" y2=\"{}\"/>", x, x, top + 24, top + 32);
  }
  out += '\n';
}

/// The trend's frame: months run from 9 to 96 per cent, which leaves room for the figures at the left edge.
struct TrendFrame {
  static constexpr double left = 9;
  static constexpr double right = 96;
  static constexpr double top = 14;
  static constexpr double bottom = 204;
  std::size_t months = 0;
  double low = 0;
  double high = 0;
  double step = 25;

  explicit TrendFrame(const std::vector<PeriodFigures>& periods) : months(periods.size()) {
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

  [[nodiscard]] double x(std::size_t month) const {
    if (months == 1) return (left + right) / 2;
    return left + (right - left) * static_cast<double>(month) / static_cast<double>(months - 1);
  }
  [[nodiscard]] double y(double points) const { return bottom - (bottom - top) * (points - low) / (high - low); }
};

void add_trend_grid(std::string& out, const std::vector<PeriodFigures>& periods, const TrendFrame& frame) {
  for (double at = frame.low; at <= frame.high + frame.step / 100; at += frame.step) {
    add(out, "<line class=\"{}\" x1=\"0\" x2=\"100%\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>",
        std::abs(at) < frame.step / 100 ? "zero" : "grid", frame.y(at), frame.y(at));
    const std::string label = signed_points(at, Minus::sign);
    add(out, "<text class=\"tick\" x=\"0\" y=\"{:.1f}\">{}</text>\n", frame.y(at) - 4,
        std::string_view(label).substr(0, label.size() - 2));
  }
  // At most ten months are named, and at most five on a phone.
  const std::size_t wide = (periods.size() + 9) / 10;
  const std::size_t narrow = wide * ((periods.size() + 5 * wide - 1) / (5 * wide));
  for (std::size_t i = 0; i < periods.size(); i += wide) {
    add(out, "<text class=\"tick{}\" x=\"{:.2f}%\" y=\"226\" text-anchor=\"middle\">{}</text>\n",
        i % narrow == 0 ? "" : " minor", frame.x(i), month_name(periods[i].label));
  }
}

/// One run of months that all have a figure: its band and line in a stretched inner picture.
void add_trend_run(std::string& out, const std::vector<PeriodFigures>& periods, const TrendFrame& frame,
                   std::size_t begin, std::size_t end) {
  std::string line;
  std::string band;
  for (std::size_t i = begin; i < end; ++i) {
    add(line, "{:.2f},{:.1f} ", frame.x(i), frame.y(periods[i].nps.nps->value));
    add(band, "{:.2f},{:.1f} ", frame.x(i), frame.y(periods[i].nps.nps->high));
  }
  for (std::size_t i = end; i > begin; --i) {
    add(band, "{:.2f},{:.1f} ", frame.x(i - 1), frame.y(periods[i - 1].nps.nps->low));
  }
  if (end - begin == 1) {
    const Estimate& only = *periods[begin].nps.nps;
    add(out, "<line class=\"whisker\" x1=\"{:.2f}%\" x2=\"{:.2f}%\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>\n", frame.x(begin),
        frame.x(begin), frame.y(only.low), frame.y(only.high));
    return;
  }
  add(out, "<svg viewBox=\"0 0 100 240\" preserveAspectRatio=\"none\" width=\"100%\" height=\"240\">");
  add(out, "<polygon class=\"band\" points=\"{}\"/><polyline class=\"line\" points=\"{}\"/></svg>\n", band, line);
}

}  // namespace

void add_bands_bar(std::string& out, const BandCounts& bands) {
  const Slice slices[] = {{bands.promoters, "up"}, {bands.passives, "flat"}, {bands.detractors, "down"}};
  add_bar(out, slices, "tall");
}

void add_feeling_bar(std::string& out, const FeelingCounts& feelings) {
  const Slice slices[] = {{feelings.positive, "up"}, {feelings.neutral, "flat"}, {feelings.negative, "down"}};
  add_bar(out, slices, "low");
}

void add_driver_chart(std::string& out, const std::vector<const ThemeFigures*>& themes) {
  const PointAxis axis(themes);
  const int bottom = driver_top + driver_row * static_cast<int>(themes.size());
  add(out,
      "<svg class=\"chart\" role=\"img\" aria-labelledby=\"drivers-title drivers-desc\" height=\"{}\">\n"
      "<title id=\"drivers-title\">Impact of themes on NPS</title>\n"
      "<desc id=\"drivers-desc\">One bar for each of {}, from {} points ({}) to {} points ({}); thin lines are 95% "
      "intervals. The figures are in the table that follows.</desc>\n",
      bottom + 24, counted(themes.size(), "theme", "themes"), signed_points(themes.front()->impact->value, Minus::sign),
      html(one_line(themes.front()->name)), signed_points(themes.back()->impact->value, Minus::sign),
      html(one_line(themes.back()->name)));
  add_driver_grid(out, axis, bottom);
  for (std::size_t i = 0; i < themes.size(); ++i) {
    add_driver_row(out, *themes[i], axis, driver_top + driver_row * static_cast<int>(i));
  }
  out += "</svg>\n";
}

void add_trend_chart(std::string& out, const std::vector<PeriodFigures>& periods) {
  const TrendFrame frame(periods);
  const auto has_figure = [&](std::size_t i) { return periods[i].nps.nps && shown(periods[i].nps.bands); };
  add(out,
      "<svg class=\"chart\" role=\"img\" aria-labelledby=\"trend-title trend-desc\" height=\"240\">\n"
      "<title id=\"trend-title\">NPS by month</title>\n<desc id=\"trend-desc\">A line over {} with its 95% interval. "
      "The figures are in the table below.</desc>\n",
      counted(periods.size(), "month", "months"));
  add_trend_grid(out, periods, frame);
  for (std::size_t begin = 0; begin < periods.size(); ++begin) {
    if (!has_figure(begin)) continue;
    std::size_t end = begin;
    while (end < periods.size() && has_figure(end)) ++end;
    add_trend_run(out, periods, frame, begin, end);
    for (std::size_t i = begin; i < end; ++i) {
      const Estimate& figure = *periods[i].nps.nps;
      add(out, "<circle class=\"dot\" cx=\"{:.2f}%\" cy=\"{:.1f}\" r=\"3.5\"><title>{}: {} ({})</title></circle>\n",
          frame.x(i), frame.y(figure.value), month_name(periods[i].label), signed_points(figure.value, Minus::sign),
          signed_interval(figure, Minus::sign));
    }
    begin = end;
  }
  out += "</svg>\n";
}

void add_share_spark(std::string& out, const ThemeFigures& theme, const std::vector<PeriodFigures>& periods) {
  if (periods.size() < 3 || theme.by_period.size() != periods.size()) return;
  const auto share = [&](std::size_t i) {
    if (periods[i].comments == 0) return 0.0;
    return static_cast<double>(theme.by_period[i]) / static_cast<double>(periods[i].comments);
  };
  double top = 0;
  for (std::size_t i = 0; i < periods.size(); ++i) top = std::max(top, share(i));
  if (top <= 0) return;
  const double width = 100.0 / static_cast<double>(periods.size());
  out += "<p class=\"spark\"><svg aria-hidden=\"true\" focusable=\"false\">";
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const double height = 100 * share(i) / top;
    add(out, "<rect x=\"{:.2f}%\" width=\"{:.2f}%\" y=\"{:.1f}%\" height=\"{:.1f}%\"/>", width * static_cast<double>(i),
        width * 0.7, 100 - height, height);
  }
  add(out, "</svg> <span>{} of comments in {}, {} in {}</span></p>\n", percent(share(0)),
      month_name(periods.front().label), percent(share(periods.size() - 1)), month_name(periods.back().label));
}

}  // namespace cxtext::pages
