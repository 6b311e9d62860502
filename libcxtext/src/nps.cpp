// Bands, NPS and the intervals of NPS, impact and gap. All of it works on six counts at most (three bands, inside and
// outside a theme), so rows never have to be kept. The tests of a theme are in nps_significance.cpp; the slow twin that
// walks over rows is tests/reference/nps_reference.h.

#include "cxtext/nps.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "band_sums.h"

namespace cxtext {

namespace {

constexpr double points = 100.0;

/// Half width of a two-sided normal interval in standard errors: the z with P(|Z| <= z) = confidence.
double normal_quantile(double confidence) noexcept {
  assert(confidence > 0 && confidence < 1);
  if (confidence == 0.95) return 1.959963984540054;
  const double outside = 1 - confidence;
  double low = 0;
  double high = 40;  // erfc underflows before
  for (int step = 0; step < 100; ++step) {
    const double middle = 0.5 * (low + high);
    (std::erfc(middle / std::sqrt(2.0)) > outside ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

/// The same for Student's t: the expansion in 1/df of Abramowitz & Stegun 26.7.5. Groups have ten rows at least, so
/// df >= 9, where it is off by 1e-5 of itself at 95 %.
double student_quantile(double confidence, double df) noexcept {
  const double z = normal_quantile(confidence);
  const double z2 = z * z;
  const double g1 = (z2 + 1) * z / 4;
  const double g2 = ((5 * z2 + 16) * z2 + 3) * z / 96;
  const double g3 = (((3 * z2 + 19) * z2 + 17) * z2 - 15) * z / 384;
  const double g4 = ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) * z / 92160;
  return z + (g1 + (g2 + (g3 + g4 / df) / df) / df) / df;
}

Estimate interval(double value, double half_width) noexcept {
  return {points * value, points * (value - half_width), points * (value + half_width)};
}

/// Variance of a group's mean, from the unbiased variance of its rows.
double mean_variance(const BandCounts& counts) noexcept {
  const auto n = static_cast<double>(counts.n());
  return variance_of(counts) / (n - 1);
}

}  // namespace

std::string_view to_name(Band band) noexcept {
  switch (band) {
    case Band::detractor:
      return "detractor";
    case Band::passive:
      return "passive";
    case Band::promoter:
      return "promoter";
  }
  return "";
}

std::string_view to_name(Evidence evidence) noexcept {
  switch (evidence) {
    case Evidence::not_shown:
      return "not_shown";
    case Evidence::not_enough_data:
      return "not_enough_data";
    case Evidence::enough:
      return "enough";
  }
  return "";
}

Evidence evidence_of(const BandCounts& counts) noexcept {
  if (counts.n() < min_cell_shown) return Evidence::not_shown;
  return counts.n() < min_cell_tested ? Evidence::not_enough_data : Evidence::enough;
}

std::optional<Band> Scale::band(double score) const noexcept {
  if (!(score >= min && score <= max)) return std::nullopt;  // NaN is neither
  if (score >= promoter_from) return Band::promoter;
  return score >= passive_from ? Band::passive : Band::detractor;
}

void BandCounts::add(Band band) noexcept {
  switch (band) {
    case Band::detractor:
      ++detractors;
      break;
    case Band::passive:
      ++passives;
      break;
    case Band::promoter:
      ++promoters;
      break;
  }
}

void BandCounts::merge(const BandCounts& other) noexcept {
  promoters += other.promoters;
  passives += other.passives;
  detractors += other.detractors;
}

std::optional<Estimate> nps(const BandCounts& counts, double confidence) noexcept {
  if (counts.n() == 0) return std::nullopt;
  const double adjusted_n = static_cast<double>(counts.n()) + 3;
  const double p = (static_cast<double>(counts.promoters) + 0.75) / adjusted_n;
  const double d = (static_cast<double>(counts.detractors) + 0.75) / adjusted_n;
  const double centre = p - d;
  const double half_width = normal_quantile(confidence) * std::sqrt((p + d - centre * centre) / adjusted_n);
  Estimate out = interval(centre, half_width);
  out.value = points * mean_of(counts);
  out.low = std::max(out.low, -points);
  out.high = std::min(out.high, points);
  return out;
}

std::optional<Estimate> impact(const BandCounts& in, const BandCounts& all, double confidence) noexcept {
  const std::optional<BandCounts> out = testable_rest(in, all);
  if (!out) return std::nullopt;
  const auto n = static_cast<double>(all.n());
  const double mean = mean_of(all);
  const double mean_out = mean_of(*out);
  const double share_out = static_cast<double>(out->n()) / n;  // 1 - p

  // psi takes six values only: one a band, inside and outside.
  double sum = 0;
  const auto add_rows = [&](std::uint64_t rows, double x, bool inside) {
    const double psi = (x - mean) - (inside ? 0.0 : (x - mean_out) / share_out);
    sum += static_cast<double>(rows) * psi * psi;
  };
  add_rows(in.promoters, 1, true);
  add_rows(in.passives, 0, true);
  add_rows(in.detractors, -1, true);
  add_rows(out->promoters, 1, false);
  add_rows(out->passives, 0, false);
  add_rows(out->detractors, -1, false);

  return interval(mean - mean_out, normal_quantile(confidence) * std::sqrt(sum) / n);
}

std::optional<Estimate> gap(const BandCounts& in, const BandCounts& all, double confidence) noexcept {
  const std::optional<BandCounts> out = testable_rest(in, all);
  if (!out) return std::nullopt;
  const double difference = mean_of(in) - mean_of(*out);
  const double v_in = mean_variance(in);
  const double v_out = mean_variance(*out);
  const double v = v_in + v_out;
  if (v <= 0) return interval(difference, 0);
  const double df =
      v * v / (v_in * v_in / static_cast<double>(in.n() - 1) + v_out * v_out / static_cast<double>(out->n() - 1));
  return interval(difference, student_quantile(confidence, df) * std::sqrt(v));
}

}  // namespace cxtext
