#include "report_drivers.h"

#include <algorithm>
#include <cmath>

namespace cxtext::pages {

namespace {

bool stronger(const ThemeFigures* a, const ThemeFigures* b) {
  return std::abs(a->impact->value) > std::abs(b->impact->value);
}

}  // namespace

std::vector<const ThemeFigures*> themes_with(const Report& report, Verdict verdict, std::size_t max) {
  std::vector<const ThemeFigures*> out;
  for (const ThemeFigures& theme : report.themes) {
    if (verdict_of(theme) == verdict) out.push_back(&theme);
  }
  if (verdict != Verdict::not_enough_data) std::ranges::stable_sort(out, stronger);
  if (out.size() > max) out.resize(max);
  return out;
}

std::vector<const ThemeFigures*> ladder(const Report& report, std::size_t max) {
  std::vector<const ThemeFigures*> out;
  for (const ThemeFigures& theme : report.themes) {
    if (theme.impact && theme.p) out.push_back(&theme);
  }
  std::ranges::stable_sort(out, stronger);
  if (out.size() > max) out.resize(max);
  std::ranges::stable_sort(
      out, [](const ThemeFigures* a, const ThemeFigures* b) { return a->impact->value > b->impact->value; });
  return out;
}

Coverage coverage_of(const InputCounts& input) noexcept {
  Coverage out;
  out.with_content = input.with_content();
  out.with_theme = out.with_content - std::min(out.with_content, input.no_theme);
  return out;
}

}  // namespace cxtext::pages
