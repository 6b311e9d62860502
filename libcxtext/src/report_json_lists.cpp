// report.json: what was found of personal data, and the heads of the close-the-loop lists.
#include "report_json_lists.h"

#include "report_format.h"
#include "report_json_figures.h"

namespace cxtext::json {

namespace {

Json row_json(const LoopRow& row) {
  Json out;
  out["id"] = text(row.id);
  out["file"] = row.file.empty() ? Json(nullptr) : text(row.file);
  out["date"] = text(row.date);
  out["score"] = row.score;
  out["band"] = to_name(row.band);
  out["language"] = to_code(row.lang);
  out["theme"] = row.theme.empty() ? Json(nullptr) : text(row.theme);
  out["theme_name"] = row.theme_name.empty() ? Json(nullptr) : text(row.theme_name);
  out["sentiment"] = pages::rounded_feeling(row.sentiment);
  out["pull"] = pages::rounded_points(row.pull);
  out["priority"] = pages::rounded_points(row.priority);
  out["positive_probability"] = pages::rounded_feeling(row.positive_probability);
  out["quote"] = text(row.quote);
  return out;
}

Json list_json(const std::vector<LoopRow>& rows) {
  Json out;
  out["rows"] = rows.size();
  Json& top = out["top"] = Json::array();
  for (std::size_t i = 0; i < rows.size() && i < loop_rows_shown; ++i) top.push_back(row_json(rows[i]));
  return out;
}

}  // namespace

Json privacy_json(const PrivacyFigures& privacy) {
  Json out;
  out["masked"] = privacy.masked;
  out["comments"] = privacy.comments;
  Json& found = out["found"];
  for (std::size_t kind = 0; kind < n_personal_kinds; ++kind) {
    found[std::string(to_name(static_cast<PersonalKind>(kind)))] = privacy.found[kind];
  }
  return out;
}

Json loop_json(const CloseTheLoop& loop) {
  Json out;
  out["call"] = list_json(loop.call);
  out["thank"] = list_json(loop.thank);
  out["conflicts"] = list_json(loop.conflicts);
  return out;
}

}  // namespace cxtext::json
