// Segments: a table a column of the export, each value beside the rest of its column.

#include <algorithm>

#include "report_format.h"
#include "report_html.h"

namespace cxtext::pages {

namespace {

constexpr std::size_t max_differing = 3;

std::string side_of(const Page& page, Verdict verdict) {
  switch (verdict) {
    case Verdict::pulls_up:
      return page.say("above");
    case Verdict::pulls_down:
      return page.say("below");
    case Verdict::no_clear_effect:
      return page.say("no_difference");
    case Verdict::not_enough_data:
      return page.say("not_enough_data");
  }
  return {};
}

std::string differing_themes(const Page& page, const SegmentFigures& segment) {
  std::string out;
  std::size_t listed = 0;
  for (const ThemeContrast& contrast : segment.themes) {
    if (!contrast.significant || listed == max_differing) continue;
    ++listed;
    out += "<li>" +
           page.say("differing_item", theme_name(page.report, contrast.theme), page.say.percent(contrast.share_in),
                    page.say.percent(contrast.share_out)) +
           "</li>";
  }
  if (out.empty()) return "<span class=\"muted\">\u2013</span>";
  return "<ul class=\"differing\">" + out + "</ul>";
}

void add_segment_row(Page& page, const SegmentFigures& segment) {
  const Speech& say = page.say;
  page.add("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">{}</th>",
           segment.language ? say.language(*segment.language) : shown_name(segment.value, 60));
  add_cell(page, say("rows"), say.grouped(segment.rows));
  add_cell(page, "NPS", nps_phrase(page, segment.nps));
  const bool compared = segment.gap && shown(segment.nps.bands);
  add_cell(page, say("difference"),
           compared ? with_interval(page, *segment.gap) : "<span class=\"muted\">\u2013</span>");
  add_cell(page, say("verdict"),
           fmt::format("<span class=\"badge {}\">{}</span>", class_of(segment.verdict), side_of(page, segment.verdict)),
           "wide badge-cell");
  add_cell(page, say("differing"), differing_themes(page, segment), "wide text");
  page.out += "</tr>\n";
}

}  // namespace

void add_segments(Page& page) {
  const std::vector<SegmentFigures>& segments = page.report.segments;
  if (segments.empty()) return;
  const Speech& say = page.say;
  page.open_section("segments", say("segments_heading"));
  page.paragraph(say("segments_intro"));
  const std::string interval = fmt::format(" <span class=\"range\">{}</span>", say("interval_95"));
  const std::string columns[] = {say("value"),   say("rows"),     "NPS" + interval, say("difference") + interval,
                                 say("verdict"), say("differing")};
  std::size_t tables = 0;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (i == 0 || segments[i].column != segments[i - 1].column) {
      if (i > 0) page.out += "</tbody>\n</table>\n";
      if (++tables > max_segment_columns) break;
      open_stack(page, "", segments[i].language ? say("language") : shown_name(segments[i].column), columns);
    }
    add_segment_row(page, segments[i]);
  }
  if (tables <= max_segment_columns) page.out += "</tbody>\n</table>\n";
  const auto all =
      static_cast<std::size_t>(1 + std::ranges::count_if(segments, [&](const SegmentFigures& segment) {
                                 return &segment != &segments.front() && segment.column != (&segment - 1)->column;
                               }));
  if (all > max_segment_columns) {
    page.paragraph(say("first_of", say.grouped(max_segment_columns), say.grouped(all)));
  }
  page.out += "</section>\n";
}

}  // namespace cxtext::pages
