// Bands, NPS and the intervals of NPS, impact and gap. All of it works on six counts at most (three bands, inside and
// outside a theme), so rows never have to be kept. The tests of a theme are in nps_significance.cpp; the slow twin that
// walks over rows is tests/reference/nps_reference.h.

#include "cxtext/nps.h"

#include <algorithm>
#include <cmath>

#include "band_sums.h"
#include "distributions.h"

namespace cxtext {

namespace {

constexpr double points = 100.0;

Estimate interval(double value, double half_width) noexcept {
  return {points * value, points * (value - half_width), points * (value + half_width)};
}

/// A group with three rows more, three quarters of one a promoter and three quarters of one a detractor.
struct Smoothed {
  double mean = 0;
  double mean_variance = 0;
};

Smoothed smoothed(const BandCounts& counts) noexcept {
  const double n = static_cast<double>(counts.n()) + 3;
  const double p = (static_cast<double>(counts.promoters) + 0.75) / n;
  const double d = (static_cast<double>(counts.detractors) + 0.75) / n;
  return {p - d, (p + d - (p - d) * (p - d)) / n};
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
  const Smoothed adjusted = smoothed(counts);
  Estimate out = interval(adjusted.mean, normal_quantile(confidence) * std::sqrt(adjusted.mean_variance));
  out.value = points * mean_of(counts);
  out.low = std::max(out.low, -points);
  out.high = std::min(out.high, points);
  return out;
}

std::optional<Estimate> share_estimate(std::uint64_t with, std::uint64_t n, double confidence) noexcept {
  if (n == 0) return std::nullopt;
  const auto rows = static_cast<double>(n);
  const double share = static_cast<double>(with) / rows;
  const double z = normal_quantile(confidence);
  const double weight = 1 + z * z / rows;
  const double centre = (share + z * z / (2 * rows)) / weight;
  const double half_width = z / weight * std::sqrt(share * (1 - share) / rows + z * z / (4 * rows * rows));
  return Estimate{share, std::max(0.0, centre - half_width), std::min(1.0, centre + half_width)};
}

std::optional<Estimate> mean_estimate(std::span<const double> values, double confidence) noexcept {
  if (values.size() < 2) return std::nullopt;
  const auto n = static_cast<double>(values.size());
  double mean = 0;
  for (const double value : values) mean += value / n;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const double half_width = student_quantile(confidence, n - 1) * std::sqrt(squares / (n - 1) / n);
  return Estimate{mean, mean - half_width, mean + half_width};
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
  const Smoothed a = smoothed(in);
  const Smoothed b = smoothed(*out);
  const double half_width = normal_quantile(confidence) * std::sqrt(a.mean_variance + b.mean_variance);
  Estimate gap = interval(a.mean - b.mean, half_width);
  gap.value = points * (mean_of(in) - mean_of(*out));
  gap.low = std::min(gap.low, gap.value);
  gap.high = std::max(gap.high, gap.value);
  return gap;
}

}  // namespace cxtext
