// Inline SVG without a view box: x runs in per cent of the width that the page gives it, y and text in pixels. So the
// same picture serves a phone and a wide screen with text of one size, and no script has to draw it again.

#include <algorithm>
#include <cmath>

#include "report_format.h"
#include "report_html.h"
#include "report_text.h"

namespace cxtext::pages {

namespace {

/// A step below one needs its decimal; whole ones do without.
std::string tick_label(const Speech& say, double points, double step) {
  std::string out = say.points(points);
  if (step >= 1 && out != "0") out.resize(out.find_last_of(".,"));
  return out;
}

/// Where NPS points lie on a line from 0 to 100 per cent of the width.
struct PointAxis {
  double low = 0;
  double high = 0;

  void hold(double points) {
    low = std::min(low, points);
    high = std::max(high, points);
  }
  void widen() {
    const double margin = std::max(0.5, 0.04 * (high - low));
    low -= margin;
    high += margin;
  }

  [[nodiscard]] double percent_at(double points) const { return 100 * (points - low) / (high - low); }
};

constexpr int driver_row = 46;
constexpr int bridge_row = 42;
constexpr int driver_top = 6;

void add_point_grid(Page& page, const PointAxis& axis, int bottom) {
  const double step = tidy_step(axis.high - axis.low);
  for (double at = std::ceil(axis.low / step) * step; at <= axis.high; at += step) {
    const bool zero = std::abs(at) < step / 2;
    const double x = axis.percent_at(zero ? 0 : at);
    if (x < 3 || x > 97) continue;  // its label would stand outside
    page.add("<line class=\"{}\" x1=\"{:.2f}%\" x2=\"{:.2f}%\" y1=\"0\" y2=\"{}\"/>", zero ? "zero" : "grid", x, x,
             bottom);
    const std::string shown_label = zero ? std::string("0") : tick_label(page.say, at, step);
    page.add("<text class=\"tick\" x=\"{:.2f}%\" y=\"{}\" text-anchor=\"middle\">{}</text>\n", x, bottom + 16,
             shown_label);
  }
}

void add_driver_row(Page& page, const ThemeFigures& theme, const PointAxis& axis, int top) {
  const Estimate& impact = *theme.impact;
  const double zero = axis.percent_at(0);
  const double end = axis.percent_at(impact.value);
  const double low = axis.percent_at(impact.low);
  const double high = axis.percent_at(impact.high);
  page.add("<text x=\"0\" y=\"{}\">{}</text><text class=\"value\" x=\"100%\" y=\"{}\" text-anchor=\"end\">{}</text>",
           top + 14, html(fitted(theme.name, 38)), top + 14, page.say.points(impact.value));
  page.add("<rect class=\"{}\" x=\"{:.2f}%\" width=\"{:.2f}%\" y=\"{}\" height=\"12\" rx=\"2\"/>",
           class_of(verdict_of(theme)), std::min(zero, end), std::max(0.3, std::abs(end - zero)), top + 22);
  page.add("<line class=\"whisker\" x1=\"{:.2f}%\" x2=\"{:.2f}%\" y1=\"{}\" y2=\"{}\"/>", low, high, top + 28,
           top + 28);
  for (const double x : {low, high}) {
    page.add("<line class=\"whisker\" x1=\"{:.2f}%\" x2=\"{:.2f}%\" y1=\"{}\" y2=\"{}\"/>", x, x, top + 24, top + 32);
  }
  page.out += '\n';
}

}  // namespace

double tidy_step(double span) {
  const double raw = std::max(span, 1e-6) / 4;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (raw <= factor * power) return factor * power;
  }
  return 10 * power;
}

void add_bar(Page& page, std::span<const Slice> slices, std::string_view style) {
  std::uint64_t whole = 0;
  for (const Slice& slice : slices) whole += slice.count;
  if (whole == 0) return;
  page.add("<svg class=\"bar {}\" aria-hidden=\"true\" focusable=\"false\">", style);
  std::uint64_t before = 0;
  const auto share = [whole](std::uint64_t n) { return 100 * static_cast<double>(n) / static_cast<double>(whole); };
  for (const Slice& slice : slices) {
    if (slice.count > 0) {
      page.add("<rect class=\"{}\" x=\"{:.2f}%\" width=\"{:.2f}%\" height=\"100%\"/>", slice.style, share(before),
               share(slice.count));
    }
    before += slice.count;
  }
  page.out += "</svg>\n";
}

void add_driver_chart(Page& page, const std::vector<const ThemeFigures*>& themes) {
  PointAxis axis;
  for (const ThemeFigures* theme : themes) {
    for (const double points : {theme->impact->low, theme->impact->value, theme->impact->high}) axis.hold(points);
  }
  axis.widen();
  const int bottom = driver_top + driver_row * static_cast<int>(themes.size());
  const auto end = [&](const ThemeFigures& theme) { return page.say("points", page.say.points(theme.impact->value)); };
  const auto name = [](const ThemeFigures& theme) { return html(one_line(theme.name)); };
  page.add("<svg class=\"chart\" role=\"img\" aria-labelledby=\"drivers-title drivers-desc\" height=\"{}\">\n",
           bottom + 24);
  page.add("<title id=\"drivers-title\">{}</title>\n<desc id=\"drivers-desc\">{}</desc>\n", page.say("drivers_title"),
           page.say("drivers_desc", page.say.counted("n_themes", themes.size()), end(*themes.front()),
                    name(*themes.front()), end(*themes.back()), name(*themes.back())));
  add_point_grid(page, axis, bottom);
  for (std::size_t i = 0; i < themes.size(); ++i) {
    add_driver_row(page, *themes[i], axis, driver_top + driver_row * static_cast<int>(i));
  }
  page.out += "</svg>\n";
}

void add_bridge_chart(Page& page, const std::vector<NamedBar>& bars) {
  PointAxis axis;
  for (const NamedBar& bar : bars) axis.hold(bar.points);
  axis.widen();
  const int bottom = driver_top + bridge_row * static_cast<int>(bars.size());
  page.add("<svg class=\"chart\" role=\"img\" aria-labelledby=\"bridge-title bridge-desc\" height=\"{}\">\n",
           bottom + 24);
  page.add("<title id=\"bridge-title\">{}</title>\n<desc id=\"bridge-desc\">{}</desc>\n", page.say("bridge_title"),
           page.say("bridge_desc"));
  add_point_grid(page, axis, bottom);
  const double zero = axis.percent_at(0);
  int top = driver_top;
  for (const NamedBar& bar : bars) {
    const double end = axis.percent_at(bar.points);
    page.add("<text x=\"0\" y=\"{}\">{}</text><text class=\"value\" x=\"100%\" y=\"{}\" text-anchor=\"end\">{}</text>",
             top + 14, html(fitted(bar.name, 38)), top + 14, page.say.points(bar.points));
    page.add("<rect class=\"{}\" x=\"{:.2f}%\" width=\"{:.2f}%\" y=\"{}\" height=\"12\" rx=\"2\"/>\n",
             bar.points < 0 ? "down" : "up", std::min(zero, end), std::max(0.3, std::abs(end - zero)), top + 20);
    top += bridge_row;
  }
  page.out += "</svg>\n";
}

}  // namespace cxtext::pages
