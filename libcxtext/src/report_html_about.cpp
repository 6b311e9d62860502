// The sections about the report itself: what went in, how to read it, what it was made from.

#include <array>

#include "report_format.h"
#include "report_html.h"
#include "report_text.h"

namespace cxtext::pages {

namespace {

void add_input_table(Page& page) {
  const InputCounts& input = page.report.input;
  const auto row = [&](const std::string& name, std::uint64_t count) {
    page.add("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", name, page.say.grouped(count));
  };
  const auto row_if_any = [&](const std::string& name, std::uint64_t count) {
    if (count > 0) row(name, count);
  };
  page.add("<table>\n<caption>{}</caption>\n<tbody>\n", page.say("input_caption"));
  row(page.say("rows"), input.rows);
  row(page.say("input_scored"), input.scored);
  row_if_any(page.say("input_missing_scores"), input.missing_scores);
  row(page.say("input_comments"), input.comments);
  row(page.say("input_empty"), input.empty);
  row_if_any(page.say("input_other_languages"), input.other_languages);
  row(page.say("input_no_content"), input.no_content);
  row(page.say("input_themed"), coverage_of(input).with_theme);
  row(page.say("input_no_theme"), input.no_theme);
  row(page.say("input_rejected"), input.rejected);
  row_if_any(page.say("input_rejected_dates"), input.rejected_dates);
  row_if_any(page.say("input_stray_dates"), input.stray_dates);
  row_if_any(page.say("input_short_rows"), input.short_rows);
  row_if_any(page.say("input_summary_rows"), input.summary_rows);
  page.out += "</tbody>\n</table>\n";
}

void add_language_table(Page& page) {
  const auto& languages = page.report.languages;
  std::uint64_t whole = 0;
  for (const std::uint64_t count : languages) whole += count;
  if (whole == 0) return;
  page.add(
      "<table>\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th "
      "scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
      page.say("languages_caption"), page.say("language"), page.say("comments"), page.say("share"));
  for (std::size_t i = 0; i < n_langs; ++i) {
    if (languages[i] == 0) continue;
    page.add("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n", page.say.language(static_cast<Lang>(i)),
             page.say.grouped(languages[i]), page.say.percent_of(languages[i], whole));
  }
  page.out += "</tbody>\n</table>\n";
}

void add_privacy(Page& page) {
  const PrivacyFigures& privacy = page.report.privacy;
  const Speech& say = page.say;
  // The order of PersonalKind.
  static constexpr std::array<PhraseKey, n_personal_kinds> kinds{"n_email",        "n_phone",   "n_national_id",
                                                                 "n_bank_account", "n_card",    "n_secret",
                                                                 "n_ip_address",   "n_address", "n_name"};
  std::string list;
  for (std::size_t i = 0; i < n_personal_kinds; ++i) {
    if (privacy.found[i] == 0) continue;
    if (!list.empty()) list += ", ";
    list += say.counted(kinds[i], privacy.found[i]);
  }
  if (list.empty()) {
    page.paragraph(say("privacy_none"));
    return;
  }
  const std::string comments = say.counted("n_comments", privacy.comments);
  if (privacy.masked) {
    page.paragraph(say("privacy_masked", comments, list));
  } else {
    page.add("<p class=\"warning\"><strong>{}</strong></p>\n", say("privacy_open", comments, list));
  }
}

}  // namespace

void add_data_quality(Page& page) {
  const Speech& say = page.say;
  const Coverage coverage = coverage_of(page.report.input);
  page.open_section("data", say("data_heading"));
  if (coverage.with_content > 0) {
    page.paragraph(say("coverage",
                       "<strong>" + say.percent_of(coverage.with_theme, coverage.with_content) + "</strong>",
                       say.counted("n_comments", coverage.with_content)));
  }
  add_privacy(page);
  if (!page.report.notes.empty()) {
    page.out += "<ul class=\"notes\">\n";
    for (const Note& note : page.report.notes) page.add("<li>{}</li>\n", say.note(note));
    page.out += "</ul>\n";
  }
  page.out += "<div class=\"columns\">\n";
  add_input_table(page);
  add_language_table(page);
  page.out += "</div>\n</section>\n";
}

void add_method(Page& page) {
  const Speech& say = page.say;
  const Scale& scale = page.report.scale;
  page.open_section("method", say("method_heading"));
  page.out += "<dl class=\"method\">\n";
  const auto item = [&](std::string_view name, const std::string& text) {
    page.add("<dt>{}</dt><dd>{}</dd>\n", name, text);
  };
  item("NPS", say("method_nps", say.shortest(scale.min), say.shortest(scale.max), say.shortest(scale.promoter_from),
                  say.shortest(scale.passive_from)));
  item(say("interval_95"), say("method_interval"));
  item(say("impact"), say("method_impact"));
  item("q", say("method_q", say.decimal(0.05, 2)));
  item(say("not_enough_data"), say("method_thin"));
  item(say("method_feelings_name"), say("method_feelings"));
  item(say("stability_name"), say("method_stability", say.decimal(stable_from, 1)));
  item(say("method_limits_name"), say("method_limits"));
  page.out += "</dl>\n</section>\n";
}

void add_provenance(Page& page) {
  const Speech& say = page.say;
  const Provenance& provenance = page.report.provenance;
  page.add("<footer>\n<h2>{}</h2>\n<dl class=\"provenance\">\n", say("provenance_heading"));
  const auto item = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) page.add("<div><dt>{}</dt><dd>{}</dd></div>\n", name, html(one_line(value)));
  };
  item("cxtext", provenance.version);
  item(say("provenance_input"), provenance.input_hash);
  item(say("provenance_options"), provenance.options_hash);
  item(say("provenance_lexicons"), provenance.lexicon_hash);
  item(say("provenance_models"), provenance.model_hash);
  page.add("</dl>\n<p>{}</p>\n</footer>\n", say("provenance_same"));
}

}  // namespace cxtext::pages
