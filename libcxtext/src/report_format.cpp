#include "report_format.h"

#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace cxtext::pages {

namespace {

// Digits that JSON carries of each kind of figure.
constexpr double points_unit = 1e8;
constexpr double share_unit = 1e10;
constexpr double feeling_unit = 1e6;

/// x in whole steps of 1/per_unit, half away from nought. 0 for what is no finite number.
std::int64_t steps(double x, double per_unit) noexcept {
  const double scaled = std::round(x * per_unit);
  return std::isfinite(scaled) ? static_cast<std::int64_t>(scaled) : 0;
}

double rounded(double x, double per_unit) noexcept {
  if (!std::isfinite(x)) return x;
  return std::round(x * per_unit) / per_unit + 0.0;  // + 0.0 turns -0 into 0
}

/// The shortest text that is read back as the number; empty for what is no finite number.
std::string field(double x, double per_unit) {
  return std::isfinite(x) ? fmt::format("{}", rounded(x, per_unit)) : std::string();
}

/// JSON's figure in whole steps of 1/shown_unit, half away from nought: the one rounding of what people read, in whole
/// numbers, so that a figure like 0.05 goes up as its digits say.
std::int64_t shown_steps(double x, double json_unit, double shown_unit) noexcept {
  const auto coarser = static_cast<std::int64_t>(json_unit / shown_unit);
  const std::int64_t n = steps(x, json_unit);
  return (n >= 0 ? n + coarser / 2 : n - coarser / 2) / coarser;
}

/// n whole steps of 1/10^decimals as a number.
std::string decimals_of(std::int64_t n, int decimals) {
  std::int64_t unit = 1;
  for (int i = 0; i < decimals; ++i) unit *= 10;
  const std::int64_t size = n < 0 ? -n : n;
  return fmt::format("{}{}.{:0{}}", n < 0 ? "-" : "", size / unit, size % unit, decimals);
}

std::string percent_of_tenths(std::int64_t tenths) { return fmt::format("{}.{}%", tenths / 10, tenths % 10); }

}  // namespace

double rounded_points(double points) noexcept { return rounded(points, points_unit); }
double rounded_share(double share) noexcept { return rounded(share, share_unit); }
double rounded_feeling(double feeling) noexcept { return rounded(feeling, feeling_unit); }

double rounded_p(double p) {
  const std::string text = p_field(p);
  double out = p;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::string points_field(double points) { return field(points, points_unit); }
std::string share_field(double share) { return field(share, share_unit); }
std::string feeling_field(double feeling) { return field(feeling, feeling_unit); }
std::string p_field(double p) { return fmt::format("{:.9g}", p); }

std::string comment_confidence(double confidence) { return fmt::format("{:.4f}", rounded(confidence, 10'000)); }
std::string comment_feeling(double feeling) { return fmt::format("{:.3f}", rounded(feeling, 1'000)); }

std::string signed_points(double points, Minus minus) {
  std::string out = fixed(points, 1);
  if (out.starts_with('-')) return minus == Minus::sign ? "\u2212" + out.substr(1) : out;
  return out == "0.0" ? out : "+" + out;
}

std::string fixed(double x, int decimals) {
  return decimals_of(shown_steps(x, points_unit, std::pow(10.0, decimals)), decimals);
}

std::string percent(double share) { return percent_of_tenths(shown_steps(share, share_unit, 1'000)); }

std::string percent_of(std::uint64_t part, std::uint64_t whole) {
  return percent(whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole));
}

std::string grouped(std::uint64_t count) {
  std::string out = fmt::format("{}", count);
  for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, 1, ',');
  return out;
}

std::string q_text(double q) {
  if (rounded_p(q) < 0.001) return "<0.001";
  const std::int64_t n = shown_steps(rounded_p(q), share_unit, 1'000);
  return fmt::format("{}.{:03}", n / 1'000, n % 1'000);
}

}  // namespace cxtext::pages
