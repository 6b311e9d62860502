// Do the statistics of a report keep what they promise? Customers are made up from known shares of promoters and
// detractors, so that it can be counted how often an interval holds the truth, and how often a test cries wolf.
//
//   NPS interval     exact: every outcome of n customers, weighed by its probability
//   impact interval  draws of comments with and without a theme
//   gap interval     likewise, with themes of nearly all promoters or detractors too
//   shuffled scores  reports of 500 comments whose 20 themes have nothing to do with the score
//   shuffled dates   the same with dates, and the trends of themes
//
// usage: cxtext_quality_simulation [DRAWS [REPORTS]]. Status 1 if a bar is missed. The same numbers on every run.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fmt/format.h>
#include <map>
#include <numeric>
#include <vector>

#include "cxtext/changes.h"
#include "cxtext/nps.h"

namespace {

using cxtext::Band;
using cxtext::BandCounts;

/// Shares of promoters and detractors.
struct Shares {
  double promoters;
  double detractors;

  [[nodiscard]] double nps() const { return 100 * (promoters - detractors); }
};

constexpr Shares kinds[] = {{0.4, 0.2}, {0.6, 0.1}, {0.3, 0.3}, {0.2, 0.5}, {0.5, 0.05}};
/// What themes are like that customers agree on.
constexpr Shares agreed[] = {{0.02, 0.9}, {0.92, 0.02}};
constexpr double least_coverage = 0.93;
constexpr double most_coverage = 0.99;
constexpr double most_false_alarms = 0.06;

/// SplitMix64 (Steele, Lea & Flood 2014).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t x = state_ += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
  }
  double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(unit() * static_cast<double>(n)); }
  template <class T>
  void shuffle(std::vector<T>& values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
  }

 private:
  std::uint64_t state_;
};

double log_choose(std::uint64_t n, std::uint64_t k) {
  const auto log_factorial = [](std::uint64_t m) { return std::lgamma(static_cast<double>(m) + 1); };
  return log_factorial(n) - log_factorial(k) - log_factorial(n - k);
}

/// Binomial draws by the table of their distribution, made once for each n and share.
class Binomial {
 public:
  std::uint64_t draw(std::uint64_t n, double share, Random& random) {
    std::vector<double>& table = tables_[{n, share}];
    if (table.empty()) {
      double sum = 0;
      for (std::uint64_t k = 0; k <= n; ++k) {
        sum += std::exp(log_choose(n, k) + static_cast<double>(k) * std::log(share) +
                        static_cast<double>(n - k) * std::log1p(-share));
        table.push_back(sum);
      }
    }
    const auto at = std::lower_bound(table.begin(), table.end(), random.unit());
    return std::min(n, static_cast<std::uint64_t>(at - table.begin()));
  }

  BandCounts bands(std::uint64_t n, const Shares& shares, Random& random) {
    BandCounts out;
    out.promoters = draw(n, shares.promoters, random);
    out.detractors = draw(n - out.promoters, shares.detractors / (1 - shares.promoters), random);
    out.passives = n - out.promoters - out.detractors;
    return out;
  }

 private:
  std::map<std::pair<std::uint64_t, double>, std::vector<double>> tables_;
};

double nps_coverage(std::uint64_t n, const Shares& shares) {
  double covered = 0;
  for (std::uint64_t p = 0; p <= n; ++p) {
    for (std::uint64_t d = 0; d + p <= n; ++d) {
      const cxtext::Estimate e = cxtext::nps({p, n - p - d, d}).value();
      if (e.low > shares.nps() || e.high < shares.nps()) continue;
      covered +=
          std::exp(log_choose(n, p) + log_choose(n - p, d) + static_cast<double>(p) * std::log(shares.promoters) +
                   static_cast<double>(d) * std::log(shares.detractors) +
                   static_cast<double>(n - p - d) * std::log1p(-shares.promoters - shares.detractors));
    }
  }
  return covered;
}

bool within_bar(double coverage) { return coverage >= least_coverage && coverage <= most_coverage; }

bool check_nps() {
  fmt::print("NPS interval, exact coverage at 95 %\n{:>12}", "(P, D)");
  constexpr std::uint64_t sizes[] = {10, 30, 100, 1000};
  for (const std::uint64_t n : sizes) fmt::print("  n = {:<5}", n);
  fmt::print("\n");
  bool good = true;
  for (const Shares& shares : kinds) {
    fmt::print("{:>12}", fmt::format("({}, {})", shares.promoters, shares.detractors));
    for (const std::uint64_t n : sizes) {
      const double coverage = nps_coverage(n, shares);
      good = good && within_bar(coverage);
      fmt::print("  {:.4f}{}  ", coverage, within_bar(coverage) ? ' ' : '!');
    }
    fmt::print("\n");
  }
  return good;
}

/// Share of draws with enough in the theme whose interval holds share × (NPS in - NPS out).
double impact_coverage(std::uint64_t n, double share, const Shares& in, const Shares& out, std::uint64_t draws,
                       Binomial& binomial, Random& random) {
  const double truth = share * (in.nps() - out.nps());
  std::uint64_t covered = 0;
  std::uint64_t shown = 0;
  for (std::uint64_t draw = 0; draw < draws; ++draw) {
    const std::uint64_t n_in = binomial.draw(n, share, random);
    const BandCounts inside = binomial.bands(n_in, in, random);
    BandCounts all = binomial.bands(n - n_in, out, random);
    all.merge(inside);
    const auto impact = cxtext::impact(inside, all);
    if (!impact) continue;
    ++shown;
    if (impact->low <= truth && truth <= impact->high) ++covered;
  }
  return shown == 0 ? 1 : static_cast<double>(covered) / static_cast<double>(shown);
}

bool check_impact(std::uint64_t draws) {
  fmt::print("\nimpact interval, coverage over {} draws a cell; themes of every kind beside every other kind\n", draws);
  fmt::print("{:>8} {:>6} {:>12} {:>8} {:>8} {:>8} {:>10}\n", "share", "n", "in the theme", "lowest", "mean", "highest",
             "beyond bar");
  Random random(7);
  bool good = true;
  for (const double share : {0.03, 0.1, 0.3}) {
    for (const double expected : {10.0, 15.0, 30.0, 100.0, 300.0}) {
      const auto n = static_cast<std::uint64_t>(std::llround(expected / share));
      Binomial binomial;
      std::vector<double> coverages;
      for (const Shares& in : kinds) {
        for (const Shares& out : kinds) {
          coverages.push_back(impact_coverage(n, share, in, out, draws, binomial, random));
        }
      }
      const auto [low, high] = std::minmax_element(coverages.begin(), coverages.end());
      const double mean =
          std::accumulate(coverages.begin(), coverages.end(), 0.0) / static_cast<double>(coverages.size());
      const auto beyond = std::count_if(coverages.begin(), coverages.end(), [](double c) { return !within_bar(c); });
      good = good && beyond == 0;
      fmt::print("{:>8} {:>6} {:>12} {:>8.4f} {:>8.4f} {:>8.4f} {:>7}/{}\n", share, n, expected, *low, mean, *high,
                 beyond, coverages.size());
    }
  }
  return good;
}

double gap_coverage(std::uint64_t n_in, std::uint64_t n_out, const Shares& in, const Shares& out, std::uint64_t draws,
                    Binomial& binomial, Random& random) {
  std::uint64_t covered = 0;
  for (std::uint64_t draw = 0; draw < draws; ++draw) {
    const BandCounts inside = binomial.bands(n_in, in, random);
    BandCounts all = binomial.bands(n_out, out, random);
    all.merge(inside);
    const cxtext::Estimate gap = cxtext::gap(inside, all).value();
    if (gap.low <= in.nps() - out.nps() && in.nps() - out.nps() <= gap.high) ++covered;
  }
  return static_cast<double>(covered) / static_cast<double>(draws);
}

bool check_gap(std::uint64_t draws) {
  fmt::print("\ngap interval, coverage over {} draws a cell; agreed: themes of nine tenths in one band\n", draws);
  fmt::print("{:>8} {:>8} {:>8} {:>8} {:>8} {:>15}\n", "in", "outside", "lowest", "mean", "highest", "lowest, agreed");
  Random random(9);
  bool good = true;
  for (const std::uint64_t n_in : {10U, 15U, 30U, 100U}) {
    constexpr std::uint64_t n_out = 300;
    Binomial binomial;
    std::vector<double> coverages;
    double lowest_agreed = 1;
    for (const Shares& out : kinds) {
      for (const Shares& in : kinds) {
        coverages.push_back(gap_coverage(n_in, n_out, in, out, draws, binomial, random));
      }
      for (const Shares& in : agreed) {
        lowest_agreed = std::min(lowest_agreed, gap_coverage(n_in, n_out, in, out, draws, binomial, random));
      }
    }
    const auto [low, high] = std::minmax_element(coverages.begin(), coverages.end());
    const double mean =
        std::accumulate(coverages.begin(), coverages.end(), 0.0) / static_cast<double>(coverages.size());
    good = good && within_bar(*low) && within_bar(*high);
    fmt::print("{:>8} {:>8} {:>8.4f} {:>8.4f} {:>8.4f} {:>15.4f}\n", n_in, n_out, *low, mean, *high, lowest_agreed);
  }
  return good;
}

/// A made-up report: each comment's band and period, and which comments each theme has.
struct Made {
  std::vector<Band> bands;
  std::vector<std::size_t> periods;
  std::vector<std::vector<std::size_t>> themes;
};

Made made_report(const Shares& shares, Random& random) {
  constexpr std::size_t n = 500;
  constexpr std::size_t n_themes = 20;
  Made out;
  std::vector<std::size_t> comments(n);
  std::iota(comments.begin(), comments.end(), std::size_t{0});
  for (std::size_t i = 0; i < n; ++i) {
    const double u = random.unit();
    out.bands.push_back(u < shares.promoters                       ? Band::promoter
                        : u < shares.promoters + shares.detractors ? Band::detractor
                                                                   : Band::passive);
    out.periods.push_back(random.below(6));
  }
  for (std::size_t t = 0; t < n_themes; ++t) {
    random.shuffle(comments);
    out.themes.emplace_back(comments.begin(), comments.begin() + static_cast<std::ptrdiff_t>(10 + random.below(71)));
  }
  return out;
}

bool any_significant(const std::vector<double>& p) {
  const std::vector<double> q = cxtext::benjamini_hochberg(p);
  return std::ranges::any_of(q, [](double one) { return one <= 0.05; });
}

bool driver_found(const Made& report) {
  BandCounts all;
  for (const Band band : report.bands) all.add(band);
  std::vector<double> p;
  for (const auto& theme : report.themes) {
    BandCounts in;
    for (const std::size_t comment : theme) in.add(report.bands[comment]);
    p.push_back(cxtext::theme_test(in, all).value());
  }
  return any_significant(p);
}

bool trend_found(const Made& report) {
  const std::vector<double> at{0, 1, 2, 3, 4, 5};
  std::vector<std::uint64_t> totals(at.size(), 0);
  for (const std::size_t period : report.periods) ++totals[period];
  std::vector<double> p;
  for (const auto& theme : report.themes) {
    std::vector<std::uint64_t> cases(at.size(), 0);
    for (const std::size_t comment : theme) ++cases[report.periods[comment]];
    p.push_back(cxtext::cochran_armitage(cases, totals, at)->p);
  }
  return any_significant(p);
}

bool check_shuffled(std::uint64_t reports) {
  fmt::print("\nshuffled reports: 500 comments, 20 themes of 10 to 80; share of {} reports with any finding\n",
             reports);
  fmt::print("{:>12} {:>8} {:>8}\n", "(P, D)", "scores", "dates");
  Random random(11);
  bool good = true;
  for (const Shares& shares : kinds) {
    std::uint64_t drivers = 0;
    std::uint64_t trends = 0;
    for (std::uint64_t r = 0; r < reports; ++r) {
      const Made report = made_report(shares, random);
      if (driver_found(report)) ++drivers;
      if (trend_found(report)) ++trends;
    }
    const auto share = [&](std::uint64_t found) { return static_cast<double>(found) / static_cast<double>(reports); };
    good = good && share(drivers) <= most_false_alarms && share(trends) <= most_false_alarms;
    fmt::print("{:>12} {:>8.4f} {:>8.4f}\n", fmt::format("({}, {})", shares.promoters, shares.detractors),
               share(drivers), share(trends));
  }
  return good;
}

}  // namespace

int main(int argc, char** argv) {
  const auto count = [&](int at, std::uint64_t otherwise) {
    const long long given = argc > at ? std::atoll(argv[at]) : 0;
    return given > 0 ? static_cast<std::uint64_t>(given) : otherwise;
  };
  const bool nps_good = check_nps();
  const bool impact_good = check_impact(count(1, 20'000));
  const bool gap_good = check_gap(count(1, 20'000));
  const bool shuffled_good = check_shuffled(count(2, 2'000));
  fmt::print("\nbars (coverage {} to {}, findings at most {}): NPS {}, impact {}, gap {}, shuffled {}\n",
             least_coverage, most_coverage, most_false_alarms, nps_good ? "kept" : "missed",
             impact_good ? "kept" : "missed", gap_good ? "kept" : "missed", shuffled_good ? "kept" : "missed");
  return nps_good && impact_good && gap_good && shuffled_good ? 0 : 1;
}
