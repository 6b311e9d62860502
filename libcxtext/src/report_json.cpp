// report.json: the report as data. docs/report.md explains every field; report_schema_version counts its versions.

#include "cxtext/report.h"

#include "report_drivers.h"
#include "report_format.h"
#include "report_json_figures.h"
#include "report_json_lists.h"
#include "report_speech.h"

namespace cxtext {

namespace {

using json::Json;
using json::text;

Json languages_json(const std::array<std::uint64_t, n_langs>& counts) {
  Json out = Json::object();
  for (std::size_t i = 0; i < n_langs; ++i) {
    if (counts[i] > 0) out[std::string(to_code(static_cast<Lang>(i)))] = counts[i];
  }
  return out;
}

Json texts_json(const std::vector<std::string>& texts) {
  Json out = Json::array();
  for (const std::string& one : texts) out.push_back(text(one));
  return out;
}

Json notes_json(const Report& report) {
  const pages::Speech say(report.language, pages::Medium::text);
  Json out = Json::array();
  for (const Note& note : report.notes) {
    Json one;
    one["kind"] = to_name(note.kind);
    one["count"] = note.count;
    one["of"] = note.of;
    one["text"] = say.note(note);
    out.push_back(std::move(one));
  }
  return out;
}

Json quote_json(const Quote& quote) {
  Json out;
  out["id"] = text(quote.id);
  out["file"] = quote.file.empty() ? Json(nullptr) : Json(text(quote.file));
  out["text"] = text(quote.text);
  out["language"] = to_code(quote.lang);
  out["sentiment"] = pages::rounded_feeling(quote.sentiment);
  out["band"] = quote.band ? Json(to_name(*quote.band)) : Json(nullptr);
  return out;
}

Json theme_json(const ThemeFigures& theme) {
  Json out;
  out["id"] = text(theme.id);
  out["name"] = text(theme.name);
  out["source"] = theme.source == ThemeSource::taxonomy ? "taxonomy" : "discovered";
  out["parent"] = theme.parent.empty() ? Json(nullptr) : Json(text(theme.parent));
  out["stability"] = theme.stability ? Json(pages::rounded_share(*theme.stability)) : Json(nullptr);
  out["comments"] = theme.comments;
  out["share"] = pages::rounded_share(theme.share);
  out["sentiment"] = pages::rounded_feeling(theme.sentiment);
  Json& statements = out["statements"];
  statements["positive"] = theme.feelings.positive;
  statements["neutral"] = theme.feelings.neutral;
  statements["negative"] = theme.feelings.negative;
  out["nps"] = json::nps_json(theme.nps);
  out["impact"] = json::points_json(theme.impact);
  out["adjusted_impact"] = theme.adjusted_impact ? Json(pages::rounded_points(*theme.adjusted_impact)) : Json(nullptr);
  out["gap"] = json::points_json(theme.gap);
  out["p"] = json::probability_json(theme.p);
  out["q"] = json::probability_json(theme.q);
  out["significant"] = theme.significant;
  out["enough_data"] = theme.verdict != Verdict::not_enough_data;
  out["verdict"] = to_name(theme.verdict);
  out["languages"] = languages_json(theme.languages);
  out["words"] = texts_json(theme.words);
  out["word_scores"] = json::words_json(theme.word_scores);
  Json& quotes = out["quotes"] = Json::array();
  for (const Quote& quote : theme.quotes) quotes.push_back(quote_json(quote));
  out["by_period"] = theme.by_period;
  out["trend"] = json::trend_json(theme.trend);
  return out;
}

Json input_json(const InputCounts& input) {
  Json out;
  out["rows"] = input.rows;
  out["comments"] = input.comments;
  out["scored"] = input.scored;
  out["empty"] = input.empty;
  out["rejected"] = input.rejected;
  out["rejected_rows"] = input.rejected_rows;
  out["rejected_scores"] = input.rejected_scores;
  out["rejected_dates"] = input.rejected_dates;
  out["stray_dates"] = input.stray_dates;
  out["missing_scores"] = input.missing_scores;
  out["short_rows"] = input.short_rows;
  out["summary_rows"] = input.summary_rows;
  out["unread_files"] = input.unread_files;
  out["other_languages"] = input.other_languages;
  out["no_content"] = input.no_content;
  out["no_theme"] = input.no_theme;
  out["repeated_ids"] = input.repeated_ids;
  out["copies"] = input.copies;
  out["dropped_copies"] = input.dropped_copies;
  out["repeated_headers"] = input.repeated_headers;
  out["repeated_examples"] = texts_json(input.repeated_examples);
  return out;
}

Json scale_json(const Scale& scale) {
  Json out;
  out["name"] = text(scale.name);
  out["min"] = scale.min;
  out["max"] = scale.max;
  out["passive_from"] = scale.passive_from;
  out["promoter_from"] = scale.promoter_from;
  return out;
}

Json provenance_json(const Provenance& provenance) {
  Json out;
  out["version"] = text(provenance.version);
  out["input_hash"] = text(provenance.input_hash);
  out["options_hash"] = text(provenance.options_hash);
  out["lexicon_hash"] = text(provenance.lexicon_hash);
  out["model_hash"] = text(provenance.model_hash);
  return out;
}

void put_lists(Json& out, const Report& report) {
  Json& themes = out["themes"] = Json::array();
  for (const ThemeFigures& theme : report.themes) themes.push_back(theme_json(theme));
  out["period_unit"] = report.period_unit ? Json(to_name(*report.period_unit)) : Json(nullptr);
  Json& periods = out["periods"] = Json::array();
  for (const PeriodFigures& period : report.periods) periods.push_back(json::period_json(period));
  out["nps_trend"] = json::slope_json(report.nps_trend);
  Json& segments = out["segments"] = Json::array();
  for (const SegmentFigures& segment : report.segments) segments.push_back(json::segment_json(segment));
  out["comparison"] = json::comparison_json(report.comparison);
  out["notes"] = notes_json(report);
}

}  // namespace

std::string to_json(const Report& report) {
  Json out;
  out["schema_version"] = report_schema_version;
  out["title"] = text(pages::title_of(report));
  out["language"] = to_code(report.language);
  out["scale"] = scale_json(report.scale);
  out["input"] = input_json(report.input);
  out["nps"] = json::nps_json(report.nps);
  out["nps_writers"] = json::nps_json(report.nps_writers);
  out["scores"] = json::scores_json(report.scores);
  Json& bands = out["bands"] = Json::array();
  for (const BandFigures& band : report.bands) bands.push_back(json::band_json(band));
  out["languages"] = languages_json(report.languages);
  Json& sentiment = out["sentiment"];
  sentiment["positive"] = report.feelings.positive;
  sentiment["neutral"] = report.feelings.neutral;
  sentiment["negative"] = report.feelings.negative;
  sentiment["mixed"] = report.mixed;
  out["adjustment_penalty"] = report.adjustment_penalty ? Json(*report.adjustment_penalty) : Json(nullptr);
  put_lists(out, report);
  out["privacy"] = json::privacy_json(report.privacy);
  out["close_the_loop"] = json::loop_json(report.loop);
  out["provenance"] = provenance_json(report.provenance);
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace cxtext
