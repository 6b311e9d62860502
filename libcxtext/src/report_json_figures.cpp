#include "report_json_figures.h"

#include "report_format.h"
#include "report_text.h"

namespace cxtext::json {

namespace {

void put_bands(Json& out, const BandCounts& bands) {
  out["n"] = bands.n();
  out["promoters"] = bands.promoters;
  out["passives"] = bands.passives;
  out["detractors"] = bands.detractors;
}

Json bands_json(const BandCounts& bands) {
  Json out;
  put_bands(out, bands);
  return out;
}

Json number_json(const std::optional<double>& x, double (*rounded)(double) noexcept) {
  return x ? Json(rounded(*x)) : Json(nullptr);
}

Json contrast_json(const ThemeContrast& contrast) {
  Json out;
  out["theme"] = text(contrast.theme);
  out["in"] = contrast.in;
  out["out"] = contrast.out;
  out["share_in"] = pages::rounded_share(contrast.share_in);
  out["share_out"] = pages::rounded_share(contrast.share_out);
  out["p"] = probability_json(contrast.p);
  out["q"] = probability_json(contrast.q);
  out["significant"] = contrast.significant;
  return out;
}

Json contrasts_json(const std::vector<ThemeContrast>& contrasts) {
  Json out = Json::array();
  for (const ThemeContrast& contrast : contrasts) out.push_back(contrast_json(contrast));
  return out;
}

Json group_json(const ComparedGroup& group) {
  Json out;
  out["first"] = text(group.first);
  out["last"] = text(group.last);
  out["rows"] = group.rows;
  out["with_content"] = group.with_content;
  out["nps"] = nps_json(group.nps);
  return out;
}

Json bar_json(const BridgeBar& bar) {
  Json out;
  out["bucket"] = text(bar.bucket);
  out["before"] = bands_json(bar.before);
  out["after"] = bands_json(bar.after);
  out["mix"] = pages::rounded_points(bar.mix);
  out["rate"] = pages::rounded_points(bar.rate);
  return out;
}

}  // namespace

Json text(std::string_view raw) { return pages::valid_utf8(raw); }

Json estimate_json(const std::optional<Estimate>& estimate, double (*rounded)(double) noexcept) {
  if (!estimate) return nullptr;
  Json out;
  out["value"] = rounded(estimate->value);
  out["low"] = rounded(estimate->low);
  out["high"] = rounded(estimate->high);
  return out;
}

Json points_json(const std::optional<Estimate>& estimate) { return estimate_json(estimate, pages::rounded_points); }

Json probability_json(const std::optional<double>& p) { return p ? Json(pages::rounded_p(*p)) : Json(nullptr); }

Json nps_json(const NpsFigure& figure) {
  Json out;
  const auto put = [&](const char* key, double Estimate::*part) {
    out[key] = figure.nps ? Json(pages::rounded_points((*figure.nps).*part)) : Json(nullptr);
  };
  put("value", &Estimate::value);
  put("low", &Estimate::low);
  put("high", &Estimate::high);
  put_bands(out, figure.bands);
  out["evidence"] = to_name(evidence_of(figure.bands));
  return out;
}

Json scores_json(const ScoreFigures& scores) {
  Json out;
  out["n"] = scores.n;
  out["mean"] = estimate_json(scores.mean, pages::rounded_points);
  out["top_from"] = scores.top_from ? Json(*scores.top_from) : Json(nullptr);
  out["top_share"] = estimate_json(scores.top_share, pages::rounded_share);
  return out;
}

Json words_json(const WordScores& words) {
  Json out;
  out["pairs_in"] = words.pairs_in;
  out["pairs_out"] = words.pairs_out;
  Json& list = out["words"] = Json::array();
  for (const WordScore& word : words.words) {
    Json& one = list.emplace_back();
    one["word"] = text(word.word);
    one["in"] = word.in;
    one["out"] = word.out;
    one["z"] = pages::rounded_points(word.z);
  }
  return out;
}

Json band_json(const BandFigures& band) {
  Json out;
  out["band"] = to_name(band.band);
  out["scored"] = band.scored;
  out["comments"] = band.comments;
  out["share"] = pages::rounded_share(band.share);
  out["word_scores"] = words_json(band.words);
  return out;
}

Json slope_json(const std::optional<NpsSlope>& slope) {
  if (!slope) return nullptr;
  Json out = points_json(slope->slope);
  out["se"] = pages::rounded_points(slope->se);
  out["p"] = probability_json(slope->p);
  out["q"] = probability_json(slope->q);
  return out;
}

Json trend_json(const ThemeTrend& trend) {
  Json out;
  out["verdict"] = to_name(trend.verdict);
  out["z"] = number_json(trend.z, pages::rounded_points);
  out["p"] = probability_json(trend.p);
  out["q"] = probability_json(trend.q);
  out["nps_slope"] = slope_json(trend.nps);
  // A list a band: an object a period would be most of the file.
  Json& bands = out["bands"];
  const auto put = [&](const char* name, std::uint64_t BandCounts::*count) {
    Json& list = bands[name] = Json::array();
    for (const BandCounts& period : trend.bands) list.push_back(period.*count);
  };
  put("promoters", &BandCounts::promoters);
  put("passives", &BandCounts::passives);
  put("detractors", &BandCounts::detractors);
  return out;
}

Json period_json(const PeriodFigures& period) {
  Json out;
  out["label"] = text(period.label);
  out["index"] = period.index;
  out["first_day"] = text(period.first_day);
  out["last_day"] = text(period.last_day);
  out["rows"] = period.rows;
  out["comments"] = period.comments;
  out["with_content"] = period.with_content;
  out["nps"] = nps_json(period.nps);
  return out;
}

Json segment_json(const SegmentFigures& segment) {
  Json out;
  out["column"] = text(segment.column);
  out["value"] = text(segment.value);
  out["rows"] = segment.rows;
  out["with_content"] = segment.with_content;
  out["nps"] = nps_json(segment.nps);
  out["gap"] = points_json(segment.gap);
  out["p"] = probability_json(segment.p);
  out["q"] = probability_json(segment.q);
  out["verdict"] = to_name(segment.verdict);
  out["themes"] = contrasts_json(segment.themes);
  return out;
}

Json comparison_json(const std::optional<Comparison>& comparison) {
  if (!comparison) return nullptr;
  Json out;
  out["by"] = to_name(comparison->by);
  out["column"] = comparison->column.empty() ? Json(nullptr) : text(comparison->column);
  out["before"] = group_json(comparison->before);
  out["after"] = group_json(comparison->after);
  out["change"] = points_json(comparison->change);
  out["p"] = probability_json(comparison->p);
  out["verdict"] = to_name(comparison->verdict);
  out["mix"] = pages::rounded_points(comparison->mix);
  out["rate"] = pages::rounded_points(comparison->rate);
  Json& bridge = out["bridge"] = Json::array();
  for (const BridgeBar& bar : comparison->bridge) bridge.push_back(bar_json(bar));
  out["themes"] = contrasts_json(comparison->themes);
  return out;
}

}  // namespace cxtext::json
