// The sections about the report itself: what went in, how to read it, what it was made from.

#include "report_format.h"
#include "report_html.h"
#include "report_text.h"

namespace cxtext::pages {

namespace {

void add_count_row(std::string& out, std::string_view name, std::uint64_t count) {
  add(out, "<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", name, grouped(count));
}

void add_input_table(std::string& out, const InputCounts& input) {
  const Coverage coverage = coverage_of(input);
  out += "<table>\n<caption>What was read</caption>\n<tbody>\n";
  add_count_row(out, "Rows", input.rows);
  add_count_row(out, "Rows with a score", input.scored);
  add_count_row(out, "Rows with a comment", input.comments);
  add_count_row(out, "Rows without a comment", input.empty);
  add_count_row(out, "Comments that say nothing (&ldquo;don&#39;t know&rdquo;, &ldquo;-&rdquo;)", input.no_content);
  add_count_row(out, "Comments with at least one theme", coverage.with_theme);
  add_count_row(out, "Comments without any theme", input.no_theme);
  add_count_row(out, "Rows or scores rejected", input.rejected);
  out += "</tbody>\n</table>\n";
}

void add_language_table(std::string& out, const Report& report) {
  std::uint64_t whole = 0;
  for (const std::uint64_t count : report.languages) whole += count;
  if (whole == 0) return;
  out +=
      "<table>\n<caption>Languages</caption>\n<thead><tr><th scope=\"col\">Language</th><th "
      "scope=\"col\">Comments</th><th scope=\"col\">Share</th></tr></thead>\n<tbody>\n";
  for (std::size_t i = 0; i < n_langs; ++i) {
    if (report.languages[i] == 0) continue;
    add(out, "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n", language_name(static_cast<Lang>(i)),
        grouped(report.languages[i]), percent_of(report.languages[i], whole));
  }
  out += "</tbody>\n</table>\n";
}

}  // namespace

void add_data_quality(std::string& out, const Report& report) {
  const Coverage coverage = coverage_of(report.input);
  out +=
      "<section id=\"data\" aria-labelledby=\"data-heading\">\n<h2 id=\"data-heading\">Languages and data "
      "quality</h2>\n";
  if (coverage.with_content > 0) {
    add(out, "<p>Coverage: <strong>{}</strong> of the {} that say something have at least one theme.</p>\n",
        percent_of(coverage.with_theme, coverage.with_content), counted(coverage.with_content, "comment", "comments"));
  }
  if (!report.notes.empty()) {
    out += "<ul class=\"notes\">\n";
    for (const std::string& note : report.notes) add(out, "<li>{}</li>\n", html(one_line(note)));
    out += "</ul>\n";
  }
  out += "<div class=\"columns\">\n";
  add_input_table(out, report.input);
  add_language_table(out, report);
  out += "</div>\n</section>\n";
}

void add_method(std::string& out, const Report& report) {
  const Scale& scale = report.scale;
  out +=
      "<section id=\"method\" aria-labelledby=\"method-heading\">\n<h2 id=\"method-heading\">How to read this</h2>\n"
      "<dl class=\"method\">\n";
  add(out,
      "<dt>NPS</dt><dd>The share of promoters minus the share of detractors, in points from &minus;100 to +100. On the "
      "scale of this export ({} to {}), promoters gave {} or more and detractors below {}. The headline counts every "
      "score; the figures of themes count the scores that came with a comment.</dd>\n",
      scale.min, scale.max, scale.promoter_from, scale.passive_from);
  out +=
      "<dt>95% interval</dt><dd>The figure would move a little had other customers happened to answer. A range made "
      "this way holds the true figure about 95 times in 100. The fewer the scores, the wider it is.</dd>\n"
      "<dt>Impact</dt><dd>NPS of all who wrote, minus NPS of those who did not mention the theme. A theme weighs much "
      "when many mention it, and when they score unlike the others.</dd>\n"
      "<dt>q</dt><dd>How often chance alone would make a theme stand out this much, corrected for looking at many "
      "themes at once. At 0.05 or below the theme is said to pull up or down; of such themes about one in twenty may "
      "still be chance.</dd>\n"
      "<dt>Not enough data</dt><dd>Fewer than ten scored comments with the theme, or without it: not tested. NPS from "
      "fewer than five scores is not shown.</dd>\n"
      "<dt>Feelings</dt><dd>Judged statement by statement, so that one comment can praise the staff and complain of "
      "the price. Irony is often missed.</dd>\n"
      "<dt>Not claimed</dt><dd>Impact is a difference between groups of customers, not proof of a cause: improving a "
      "theme need not move the score by as much. Impacts of themes overlap and do not add up. Customers who answered "
      "may differ from those who did not.</dd>\n</dl>\n</section>\n";
}

void add_provenance(std::string& out, const Report& report) {
  out += "<footer>\n<h2>Where this report comes from</h2>\n<dl class=\"provenance\">\n";
  const auto item = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) add(out, "<div><dt>{}</dt><dd>{}</dd></div>\n", name, html(one_line(value)));
  };
  item("cxtext", report.provenance.version);
  item("Input", report.provenance.input_hash);
  item("Options", report.provenance.options_hash);
  item("Lexicons", report.provenance.lexicon_hash);
  item("Models", report.provenance.model_hash);
  out += "</dl>\n<p>The same input, options, lexicons and models give the same report, byte for byte.</p>\n</footer>\n";
}

}  // namespace cxtext::pages
