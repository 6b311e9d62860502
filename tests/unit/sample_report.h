#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <vector>

#include "cxtext/report.h"

namespace sample {

using cxtext::Band;
using cxtext::BandCounts;
using cxtext::Lang;
using cxtext::Report;
using cxtext::ThemeFigures;
using cxtext::ThemeSource;

inline cxtext::NpsFigure figure(const BandCounts& bands) { return {bands, cxtext::nps(bands)}; }

struct Seed {
  const char* id;
  const char* name;
  ThemeSource source;
  BandCounts bands;
  double sentiment;
  cxtext::FeelingCounts feelings;
  std::vector<std::string> words;
  std::vector<cxtext::Quote> quotes;
};

inline std::vector<Seed> seeds() {
  using enum ThemeSource;
  return {
      {"staff_friendliness",
       "Friendly staff",
       taxonomy,
       {612, 118, 41},
       0.62,
       {655, 60, 58},
       {"søde", "trevlig personal", "hyggelig", "smilende", "helpful", "bemötande"},
       {{"r-104", "Altid søde og hjælpsomme medarbejdere – man går glad derfra.", Lang::da, 0.91, Band::promoter},
        {"r-221", "Trevlig personal som verkligen tar sig tid.", Lang::sv, 0.84, Band::promoter},
        {"r-377", "Hyggelig betjening, men litt få på jobb på lørdager.", Lang::nb, 0.35, Band::passive}}},
      {"delivery_time",
       "Delivery time",
       taxonomy,
       {96, 131, 402},
       -0.48,
       {70, 121, 455},
       {"forsinket", "kom for sent", "leveranstid", "ventet i to uker", "late"},
       {{"r-18",
         "Pakken kom ni dage for sent, og ingen kunne fortælle mig hvor den var. Jeg ringede tre gange og fik tre "
         "forskellige svar: først var den på lageret, så var den hos fragtmanden, og til sidst hed det sig at den "
         "slet ikke var sendt endnu. Det er simpelthen ikke godt nok når man betaler for levering fra dag til dag.",
         Lang::da, -0.88, Band::detractor},
        {"r-52", "Leveransen blev försenad utan att någon hörde av sig.", Lang::sv, -0.71, Band::detractor},
        {"r-460", "Ordered on Monday, was promised Wednesday, it came the week after.", Lang::en, -0.66,
         Band::detractor}}},
      {"phone_waiting",
       "Waiting on the phone",
       taxonomy,
       {34, 48, 171},
       -0.55,
       {18, 44, 201},
       {"i kø", "telefonkö", "ventetid", "40 minutter"},
       {{"r-9", "Sat i telefonkø i 40 minutter, og så blev jeg stillet om til en ny kø.", Lang::da, -0.8,
         Band::detractor},
        {"r-71", "Eg venta og venta, og til slutt la eg på.", Lang::nn, -0.69, Band::detractor}}},
      {"price",
       "Price and value",
       taxonomy,
       {188, 160, 149},
       -0.04,
       {170, 140, 190},
       {"dyrt", "prisvärt", "pris", "billig", "tilbud"},
       {{"r-600", "Lidt dyrere end andre steder, men kvaliteten er i orden.", Lang::da, 0.18, Band::passive},
        {"r-612", "Bra priser på det mesta.", Lang::sv, 0.6, Band::promoter}}},
      {"assortment",
       "Range of goods",
       taxonomy,
       {301, 122, 64},
       0.41,
       {340, 82, 70},
       {"stort udvalg", "sortiment", "utvalg"},
       {{"r-811", "Stort udvalg, og man kan næsten altid finde det man søger.", Lang::da, 0.77, Band::promoter}}},
      {"returns",
       "Returns and refunds",
       taxonomy,
       {61, 44, 97},
       -0.29,
       {52, 40, 118},
       {"retur", "pengene tilbage", "ångerrätt", "refund"},
       {{"r-902", "Still waiting for my refund, five weeks and counting.", Lang::en, -0.82, Band::detractor}}},
      {"website",
       "Website and app",
       taxonomy,
       {140, 133, 118},
       0.02,
       {150, 101, 149},
       {"appen", "hjemmesiden", "loggar ut", "nettbutikken"},
       {{"r-733", "Appen loggar ut mig varje gång 🙄 annars bra.", Lang::sv, -0.12, Band::passive}}},
      {"product_quality",
       "Product quality",
       taxonomy,
       {288, 96, 102},
       0.3,
       {310, 60, 120},
       {"god kvalitet", "holdbar", "gick sönder"},
       {{"r-550", "God kvalitet hver gang.", Lang::nb, 0.8, Band::promoter}}},
      {"d-4f19c2aa",
       "Click & collect point",
       ThemeSource::discovered,
       {58, 20, 11},
       0.44,
       {61, 14, 15},
       {"afhentning", "hämta i butik", "pakkeboks"},
       {{"r-340", "Smart at man kan hente i butikken samme dag.", Lang::da, 0.72, Band::promoter}}},
      {"opening_hours",
       "Opening hours",
       taxonomy,
       {14, 12, 9},
       0.05,
       {13, 12, 12},
       {"åbningstid", "stängt", "søndag"},
       {{"r-41", "Could you open a bit earlier on weekdays?", Lang::en, -0.1, Band::passive}}},
      {"d-90be11d3",
       "Loyalty points",
       ThemeSource::discovered,
       {3, 2, 2},
       0.1,
       {4, 2, 3},
       {"bonuspoeng", "medlem"},
       {}},
  };
}

/// Telling words with invented counts, falling in strength.
inline cxtext::WordScores word_scores(const std::vector<std::string>& words) {
  cxtext::WordScores out{4210, 61280, {}};
  for (const std::string& word : words) {
    const std::uint64_t n = words.size() - out.words.size();
    out.words.push_back({word, 12 * n, 3 + n, 2.5 + static_cast<double>(n)});
  }
  return out;
}

inline ThemeFigures theme(const Seed& seed, const BandCounts& writers, std::uint64_t with_content) {
  ThemeFigures out;
  out.id = seed.id;
  out.name = seed.name;
  out.source = seed.source;
  out.comments = seed.bands.n() + seed.bands.n() / 9;
  out.share = static_cast<double>(out.comments) / static_cast<double>(with_content);
  out.sentiment = seed.sentiment;
  out.feelings = seed.feelings;
  out.nps = figure(seed.bands);
  out.impact = cxtext::impact(seed.bands, writers);
  out.gap = cxtext::gap(seed.bands, writers);
  out.p = cxtext::theme_test(seed.bands, writers);
  if (out.impact) out.adjusted_impact = 0.8 * out.impact->value;
  out.languages[cxtext::index_of(Lang::da)] = out.comments / 2;
  out.languages[cxtext::index_of(Lang::sv)] = out.comments - out.comments / 2;
  out.words = seed.words;
  out.word_scores = word_scores(seed.words);
  out.quotes = seed.quotes;
  for (std::uint64_t month = 0; month < 14; ++month) {
    out.by_period.push_back(out.comments / 14 + (month * 7 + out.comments) % 11);
    out.trend.bands.push_back({seed.bands.promoters / 14, seed.bands.passives / 14, seed.bands.detractors / 14});
  }
  if (out.impact) {
    out.trend.verdict = cxtext::TrendVerdict::steady;
    out.trend.z = 0.41;
    out.trend.p = 0.68;
    out.trend.q = 0.93;
    out.trend.nps = cxtext::NpsSlope{{0.31, -0.42, 1.04}, 0.37, 0.4, 0.81};
  }
  return out;
}

inline cxtext::Verdict verdict_of(double difference, double q) {
  if (q > 0.05) return cxtext::Verdict::no_clear_effect;
  return difference > 0 ? cxtext::Verdict::pulls_up : cxtext::Verdict::pulls_down;
}

inline void add_themes(Report& report) {
  const std::uint64_t with_content = report.input.comments - report.input.no_content;
  std::vector<double> p;
  for (const Seed& seed : seeds()) report.themes.push_back(theme(seed, report.nps_writers.bands, with_content));
  for (const ThemeFigures& one : report.themes) {
    if (one.p) p.push_back(*one.p);
  }
  const std::vector<double> q = cxtext::benjamini_hochberg(p);
  std::size_t next = 0;
  for (ThemeFigures& one : report.themes) {
    if (!one.p) continue;
    one.q = q[next++];
    one.significant = *one.q <= 0.05;
    one.verdict = verdict_of(one.impact->value, *one.q);
  }
  std::ranges::stable_sort(report.themes, [](const ThemeFigures& a, const ThemeFigures& b) {
    return (a.impact ? std::abs(a.impact->value) : -1) > (b.impact ? std::abs(b.impact->value) : -1);
  });
}

inline void add_months(Report& report) {
  for (std::uint64_t month = 0; month < 14; ++month) {
    const std::uint64_t swing = (month * month * 3 + month) % 40;
    const BandCounts bands{190 + swing, 110, 150 - 2 * swing / 3};
    const std::string label = fmt::format("{}-{:02}", 2025 + month / 12, month % 12 + 1);
    report.periods.push_back({label, 290 + swing, figure(bands), static_cast<std::uint32_t>(month), label + "-01",
                              label + "-28", 460 + swing, 270 + swing});
  }
  report.period_unit = cxtext::PeriodUnit::month;
  report.nps_trend = cxtext::NpsSlope{{0.52, 0.11, 0.93}, 0.21, 0.013, {}};
}

inline void add_bands(Report& report) {
  const BandCounts& all = report.nps.bands;
  const BandCounts& writers = report.nps_writers.bands;
  const auto add = [&](Band band, std::uint64_t scored, std::uint64_t comments, std::vector<std::string> words) {
    report.bands.push_back(
        {band, scored, comments, static_cast<double>(scored) / static_cast<double>(all.n()), word_scores(words)});
  };
  add(Band::promoter, all.promoters, writers.promoters, {"søde", "trevlig", "super"});
  add(Band::passive, all.passives, writers.passives, {"ok", "lidt"});
  add(Band::detractor, all.detractors, writers.detractors, {"forsinket", "ventet", "aldri"});
  report.scores = {all.n(), cxtext::Estimate{7.41, 7.35, 7.47}, {}, {}};
}

inline void add_segments(Report& report) {
  const auto add = [&](const char* column, const char* value, std::uint64_t rows, const BandCounts& bands) {
    report.segments.push_back({column, value, rows, figure(bands)});
  };
  add("channel", "web shop", 3980, {1610, 1001, 1120});
  add("channel", "store", 2960, {1490, 622, 410});
  add("channel", "phone", 468, {118, 79, 58});
  add("channel", "partner", 4, {2, 1, 1});
  add("country", "DK", 3702, {1650, 820, 790});
  add("country", "SE", 2480, {1040, 612, 540});
  add("country", "NO", 1230, {528, 270, 258});
  for (cxtext::SegmentFigures& segment : report.segments) {
    segment.with_content = segment.rows / 2;
    if (segment.nps.bands.n() < cxtext::min_cell_tested) continue;
    segment.gap = cxtext::gap(segment.nps.bands, report.nps.bands);
    segment.p = cxtext::theme_test(segment.nps.bands, report.nps.bands);
    segment.q = segment.p;
    segment.verdict = verdict_of(segment.gap->value, *segment.q);
  }
  report.segments[0].themes = {{"delivery_time", 402, 297, 0.2021, 0.1249, 0.000004, 0.00021, true},
                               {"staff_friendliness", 214, 643, 0.1075, 0.2704, 0.0000001, 0.00001, true}};
  report.segment_columns = {"channel", "country"};
}

inline void add_comparison(Report& report) {
  cxtext::Comparison& out = report.comparison.emplace();
  out.before = {"2025-01", "2025-07", 3400, 1990, figure({1490, 820, 810})};
  out.after = {"2025-08", "2026-02", 3900, 2186, figure({1728, 882, 778})};
  const BandCounts both{3218, 1702, 1588};
  out.change = cxtext::gap(out.after.nps.bands, both);
  out.p = cxtext::theme_test(out.after.nps.bands, both);
  out.verdict = verdict_of(out.change->value, *out.p);
  out.bridge = {{"delivery_time", {40, 60, 260}, {56, 71, 142}, 1.9, 1.2},
                {"no_text", {700, 420, 220}, {628, 322, 164}, 0.4, 1.1},
                {"no_theme", {300, 120, 110}, {344, 129, 112}, -0.1, 0.7}};
  for (const cxtext::BridgeBar& bar : out.bridge) {
    out.mix += bar.mix;
    out.rate += bar.rate;
  }
  for (const ThemeFigures& one : report.themes) {
    out.themes.push_back({one.id, one.comments / 2, one.comments / 2, one.share, one.share, 0.6, 0.9, false});
  }
}

}  // namespace sample

/// A report as a shop with three countries might get it; every figure is worked out by the library from invented
/// counts.
inline cxtext::Report sample_report() {
  using namespace sample;
  Report out;
  out.title = "Customer feedback, spring 2026";
  out.input = {7412, 4390, 6508, 3022, 17, 214, 391};
  out.nps = figure({3218, 1702, 1588});
  out.nps_writers = figure({1890, 960, 1204});
  out.languages = {2104, 1388, 512, 61, 290, 11, 24};
  out.feelings = {1960, 932, 1284};
  out.mixed = 317;
  add_themes(out);
  add_months(out);
  add_bands(out);
  add_segments(out);
  add_comparison(out);
  out.notes = {{cxtext::NoteKind::rejected, 17, 0}, {cxtext::NoteKind::other_languages, 11, 4390}};
  out.privacy.comments = 9;
  out.privacy.found = {4, 3, 1, 0, 0, 0, 0, 1, 2};
  out.loop.call = {{"r-7", "2026-01-09", 2, Band::detractor, Lang::da, "delivery_time", "Delivery time",
                    "Pakken kom aldrig frem", -0.8, 12, 9.6, 0.02}};
  out.loop.thank = {{"r-1", "2026-01-03", 9, Band::promoter, Lang::da, "", "", "S\u00f8de folk!", 0.8, 0, 0, 0.97}};
  out.loop.conflicts = {{"r-9", "", 1, Band::detractor, Lang::nn, "", "", "Alt var heilt topp", 0.9, 0, 0, 0.98}};
  out.provenance = {"0.1.0", "9c1f0a5be2d34776a8b0c4d5e6f70812", "0d4e2b1a99c84f3f8a6b7c5d1e2f3041",
                    "5f3a7c9e1b2d4f608192a3b4c5d6e7f8", "builtin"};
  out.comments = {{"r-1",
                   "2026-01-03",
                   9,
                   Band::promoter,
                   Lang::da,
                   0.99,
                   0.81,
                   "pos",
                   {"staff_friendliness"},
                   "Søde folk!",
                   "staff_friendliness"},
                  {"r-2",
                   "2026-01-04",
                   std::nullopt,
                   std::nullopt,
                   Lang::sv,
                   0.97,
                   -0.5,
                   "neg",
                   {"delivery_time", "price"},
                   "Dyr frakt, och \"sen\" leverans;\ninte bra",
                   "price"},
                  {"r-3", "", 7, Band::passive, Lang::undetermined, 0, 0, "", {}, ""}};
  return out;
}
