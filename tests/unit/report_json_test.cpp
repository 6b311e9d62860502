// report.json as it is documented: its fields, their order, and how figures are written.
#include <doctest/doctest.h>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cxtext/report.h"

#include "page_reading.h"
#include "sample_report.h"

using cxtext::Report;
using Json = nlohmann::ordered_json;

namespace {

Json parsed(const Report& report) { return Json::parse(cxtext::to_json(report)); }

std::vector<std::string> keys(const Json& object) {
  std::vector<std::string> out;
  for (const auto& [key, value] : object.items()) out.push_back(key);
  return out;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("report.json: fields and their order") {
  const Json json = parsed(sample_report());
  const Keys nps{"value", "low", "high", "n", "promoters", "passives", "detractors", "evidence"};
  CHECK(keys(json) ==
        Keys{"schema_version", "title",       "language",       "scale",     "input",     "nps",
             "nps_writers",    "scores",      "bands",          "languages", "sentiment", "adjustment_penalty",
             "themes",         "period_unit", "periods",        "nps_trend", "segments",  "comparison",
             "notes",          "privacy",     "close_the_loop", "provenance"});
  CHECK(keys(json["scale"]) == Keys{"name", "min", "max", "passive_from", "promoter_from"});
  CHECK(keys(json["input"]) == Keys{"rows",
                                    "comments",
                                    "scored",
                                    "empty",
                                    "rejected",
                                    "rejected_rows",
                                    "rejected_scores",
                                    "rejected_dates",
                                    "stray_dates",
                                    "missing_scores",
                                    "short_rows",
                                    "summary_rows",
                                    "unread_files",
                                    "other_languages",
                                    "no_content",
                                    "no_theme",
                                    "repeated_ids",
                                    "copies",
                                    "dropped_copies",
                                    "repeated_headers",
                                    "repeated_examples"});
  CHECK(keys(json["nps"]) == nps);
  CHECK(keys(json["nps_writers"]) == nps);
  CHECK(keys(json["languages"]) == Keys{"da", "sv", "nb", "nn", "en", "other", "undetermined"});
  CHECK(keys(json["sentiment"]) == Keys{"positive", "neutral", "negative", "mixed"});
  CHECK(keys(json["themes"][0]) ==
        Keys{"id",        "name",      "source",      "parent",      "stability",   "comments",
             "share",     "sentiment", "statements",  "nps",         "impact",      "adjusted_impact",
             "gap",       "p",         "q",           "significant", "enough_data", "verdict",
             "languages", "words",     "word_scores", "quotes",      "by_period",   "trend"});
  const Keys bands{"n", "promoters", "passives", "detractors"};
  const Keys estimate{"value", "low", "high"};
  const Keys contrast{"theme", "in", "out", "share_in", "share_out", "p", "q", "significant"};
  const Keys group{"first", "last", "rows", "with_content", "nps"};
  CHECK(keys(json["scores"]) == Keys{"n", "mean", "top_from", "top_share"});
  CHECK(keys(json["scores"]["mean"]) == estimate);
  CHECK(keys(json["bands"][0]) == Keys{"band", "scored", "comments", "share", "word_scores"});
  CHECK(keys(json["bands"][0]["word_scores"]) == Keys{"pairs_in", "pairs_out", "words"});
  CHECK(keys(json["bands"][0]["word_scores"]["words"][0]) == Keys{"word", "in", "out", "z"});
  CHECK(keys(json["themes"][0]["gap"]) == estimate);
  CHECK(keys(json["themes"][0]["trend"]) == Keys{"verdict", "z", "p", "q", "nps_slope", "bands"});
  CHECK(keys(json["themes"][0]["trend"]["nps_slope"]) == Keys{"value", "low", "high", "se", "p", "q"});
  CHECK(keys(json["themes"][0]["trend"]["bands"]) == Keys{"promoters", "passives", "detractors"});
  CHECK(json["themes"][0]["trend"]["bands"]["promoters"].size() == json["periods"].size());
  CHECK(keys(json["nps_trend"]) == Keys{"value", "low", "high", "se", "p", "q"});
  CHECK(keys(json["segments"][0]["gap"]) == estimate);
  CHECK(keys(json["segments"][0]["themes"][0]) == contrast);
  CHECK(keys(json["comparison"]) ==
        Keys{"by", "column", "before", "after", "change", "p", "verdict", "mix", "rate", "bridge", "themes"});
  CHECK(keys(json["comparison"]["before"]) == group);
  CHECK(keys(json["comparison"]["after"]) == group);
  CHECK(keys(json["comparison"]["change"]) == estimate);
  CHECK(keys(json["comparison"]["bridge"][0]) == Keys{"bucket", "before", "after", "mix", "rate"});
  CHECK(keys(json["comparison"]["bridge"][0]["before"]) == bands);
  CHECK(keys(json["comparison"]["themes"][0]) == contrast);
  CHECK(keys(json["themes"][0]["statements"]) == Keys{"positive", "neutral", "negative"});
  CHECK(keys(json["themes"][0]["nps"]) == nps);
  CHECK(keys(json["themes"][0]["impact"]) == Keys{"value", "low", "high"});
  CHECK(keys(json["themes"][0]["languages"]) == Keys{"da", "sv"});
  CHECK(keys(json["themes"][0]["quotes"][0]) == Keys{"id", "file", "text", "language", "sentiment", "band"});
  CHECK(keys(json["periods"][0]) ==
        Keys{"label", "index", "first_day", "last_day", "rows", "comments", "with_content", "nps"});
  CHECK(keys(json["segments"][0]) ==
        Keys{"column", "value", "rows", "with_content", "nps", "gap", "p", "q", "verdict", "themes"});
  CHECK(keys(json["provenance"]) == Keys{"version", "input_hash", "options_hash", "lexicon_hash", "model_hash"});
  CHECK(json["schema_version"] == 1);
  CHECK(json["language"] == "en");
  CHECK(keys(json["notes"][0]) == Keys{"kind", "count", "of", "text"});
  CHECK(json["notes"][0]["kind"] == "rejected");
  CHECK(json["notes"][0]["text"] == "17 rows or scores could not be read and are listed in rejects.csv.");
  CHECK(json["themes"][0]["source"] == "taxonomy");
  CHECK(json["themes"][0]["quotes"][0]["band"] == "promoter");
  CHECK(json["themes"].size() == 11);
  CHECK(json["themes"][10]["impact"].is_null());
  CHECK(json["themes"][10]["p"].is_null());
  CHECK(json["themes"][10]["enough_data"] == false);
  CHECK(json["themes"][0]["enough_data"] == true);
}

TEST_CASE("report.json: rounding, no minus nought, nothing where nothing is known") {
  Report report;
  cxtext::ThemeFigures theme;
  theme.share = 0.123456789016;
  theme.sentiment = -0.0000004;
  theme.impact = cxtext::Estimate{-0.000000004, -1.234567896, 53.846000001};
  theme.p = 0.000123456789123;
  theme.q = 0.98765432198;
  report.nps = {{9, 0, 0}, cxtext::Estimate{100, std::numeric_limits<double>::quiet_NaN(), 100}};
  theme.nps = report.nps;
  report.themes = {theme};
  const std::string text = cxtext::to_json(report);
  const Json json = Json::parse(text);
  const Json& got = json["themes"][0];
  CHECK(got["share"] == 0.123456789);
  CHECK(got["sentiment"] == 0.0);
  CHECK(got["impact"]["value"] == 0.0);
  CHECK(got["impact"]["low"] == -1.2345679);
  CHECK(got["impact"]["high"] == 53.846);
  CHECK(got["p"] == 0.000123456789);
  CHECK(got["q"] == 0.987654322);
  CHECK(text.find("-0.0") == std::string::npos);
  CHECK(json["nps"]["low"].is_null());
  CHECK(json["nps_writers"]["value"].is_null());
  CHECK(json["nps_writers"]["n"] == 0);
  CHECK(json["languages"].is_object());
  CHECK(json["languages"].empty());
  CHECK(json["title"] == "Customer feedback report");
  const std::string html = cxtext::to_html(report);
  for (const std::string& page :
       {html.substr(html.find("<main>")), cxtext::to_markdown(report), cxtext::themes_csv(report)}) {
    CHECK(page.find("-0.0") == std::string::npos);
    CHECK(page.find("\u22120.0") == std::string::npos);
    CHECK(page::without(page, "provena", "nce").find("nan") == std::string::npos);
  }
}
