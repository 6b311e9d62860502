// Whom to answer first: the heads of the three lists of close_the_loop.csv.

#include <algorithm>

#include "report_html.h"
#include "report_text.h"

namespace cxtext::pages {

namespace {

constexpr std::size_t max_rows = 10;
constexpr std::size_t loop_quote_points = 240;

void add_row(Page& page, const LoopRow& row) {
  const Speech& say = page.say;
  page.add("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">{}", shown_name(row.id, 60));
  // Ids that begin with the name of the file say it already.
  if (!row.file.empty() && !row.id.starts_with(row.file)) {
    page.add(" <span class=\"muted\">{}</span>", shown_name(row.file, 40));
  }
  page.out += "</th>";
  add_cell(page, say("loop_date"), row.date.empty() ? std::string("\u2013") : shown_date(page, row.date));
  add_cell(page, say("score"), say.shortest(row.score));
  add_cell(page, say("theme"), row.theme_name.empty() ? std::string("\u2013") : shown_name(row.theme_name), "text");
  // An empty lang says that the language is not known.
  const std::string_view code = has_lexicon(row.lang) ? to_code(row.lang) : std::string_view();
  add_cell(
      page, say("loop_quote"),
      fmt::format("<q lang=\"{}\" dir=\"auto\">{}</q>", code, html(shortened(one_line(row.quote), loop_quote_points))),
      "wide text");
  page.out += "</tr>\n";
}

void add_list(Page& page, const std::vector<LoopRow>& rows, const std::string& caption) {
  if (rows.empty()) return;
  const Speech& say = page.say;
  const std::string columns[] = {say("loop_id"), say("loop_date"), say("score"), say("theme"), say("loop_quote")};
  open_stack(page, "", caption, columns, "loop");
  for (std::size_t i = 0; i < rows.size() && i < max_rows; ++i) add_row(page, rows[i]);
  page.out += "</tbody>\n</table>\n";
  if (rows.size() > max_rows) {
    page.add("<p class=\"muted\">{}</p>\n", say("loop_first", say.grouped(max_rows), say.grouped(rows.size())));
  }
}

}  // namespace

void add_loop(Page& page) {
  const CloseTheLoop& loop = page.report.loop;
  if (loop.call.empty() && loop.thank.empty() && loop.conflicts.empty()) return;
  page.open_section("loop", page.say("loop_heading"));
  page.paragraph(page.say("loop_intro"));
  add_list(page, loop.call, page.say("loop_call"));
  add_list(page, loop.thank, page.say("loop_thank"));
  add_list(page, loop.conflicts, page.say("loop_conflicts"));
  page.out += "</section>\n";
}

}  // namespace cxtext::pages
