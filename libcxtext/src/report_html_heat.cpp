// Themes by who mentions them and by how they feel about them: tables, so that every number is printed.

#include <algorithm>
#include <utility>

#include "report_html.h"

namespace cxtext::pages {

namespace {

constexpr int n_heats = 6;  ///< h0 to h5 of the style sheet

/// The themes of most comments, ties as in the report.
std::vector<const ThemeFigures*> frequent(const Report& report) {
  std::vector<const ThemeFigures*> out;
  for (const ThemeFigures& theme : report.themes) out.push_back(&theme);
  std::ranges::stable_sort(out, [](const ThemeFigures* a, const ThemeFigures* b) { return a->comments > b->comments; });
  if (out.size() > max_heat_rows) out.resize(max_heat_rows);
  return out;
}

double share_of(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

void add_cut_short(Page& page, std::size_t rows) {
  if (page.report.themes.size() <= rows) return;
  page.add("<p class=\"muted\">{}</p>\n",
           page.say("first_of", page.say.grouped(rows), page.say.counted("n_themes", page.report.themes.size())));
}

}  // namespace

void add_heat_map(Page& page) {
  const BandCounts& all = page.report.nps_writers.bands;
  const auto themes = frequent(page.report);
  if (themes.empty() || all.n() < min_cell_tested) return;
  // A band of very few would be all or nothing, and set the scale of the others.
  const auto shows = [](std::uint64_t whole) { return whole >= min_cell_shown; };
  double top = 0;
  for (const ThemeFigures* theme : themes) {
    const BandCounts& in = theme->nps.bands;
    for (const auto& [part, whole] : {std::pair(in.detractors, all.detractors), std::pair(in.passives, all.passives),
                                      std::pair(in.promoters, all.promoters)}) {
      if (shows(whole)) top = std::max(top, share_of(part, whole));
    }
  }
  page.open_section("who", page.say("heat_heading"));
  page.paragraph(page.say("heat_intro"));
  page.add("<table class=\"heat\">\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">{}</th>",
           page.say("heat_caption"), page.say("theme"));
  for (const std::string& band : {page.say("detractors"), page.say("passives"), page.say("promoters")}) {
    page.add("<th scope=\"col\">{}</th>", band);
  }
  page.out += "</tr></thead>\n<tbody>\n";
  for (const ThemeFigures* theme : themes) {
    page.add("<tr><th scope=\"row\">{}</th>", shown_name(theme->name, 60));
    const auto cell = [&](std::uint64_t part, std::uint64_t whole) {
      if (!shows(whole)) {
        page.out += "<td>\u2013</td>";
        return;
      }
      const double heat = top > 0 ? share_of(part, whole) / top : 0;
      page.add("<td class=\"h{}\">{}</td>", std::min(n_heats - 1, static_cast<int>(heat * n_heats)),
               page.say.percent_of(part, whole));
    };
    cell(theme->nps.bands.detractors, all.detractors);
    cell(theme->nps.bands.passives, all.passives);
    cell(theme->nps.bands.promoters, all.promoters);
    page.out += "</tr>\n";
  }
  page.out += "</tbody>\n</table>\n";
  add_cut_short(page, themes.size());
  page.out += "</section>\n";
}

void add_feelings(Page& page) {
  const auto themes = frequent(page.report);
  if (themes.empty()) return;
  page.open_section("feelings", page.say("feelings_heading"));
  page.paragraph(page.say("feelings_intro"));
  page.add("<table class=\"feel\">\n<thead><tr><th scope=\"col\">{}</th>", page.say("theme"));
  page.add("<th scope=\"col\" class=\"wide\">{}</th>", page.say("feelings_bar"));
  const auto head = [&](std::string_view style, const std::string& name) {
    page.add("<th scope=\"col\"><span class=\"key {}\"></span>{}</th>", style, name);
  };
  head("up", page.say("positive"));
  head("flat", page.say("neutral"));
  head("down", page.say("negative"));
  page.out += "</tr></thead>\n<tbody>\n";
  for (const ThemeFigures* theme : themes) {
    const FeelingCounts& feelings = theme->feelings;
    page.add("<tr><th scope=\"row\">{}</th><td class=\"wide\">", shown_name(theme->name, 60));
    const Slice slices[] = {{feelings.positive, "up"}, {feelings.neutral, "flat"}, {feelings.negative, "down"}};
    add_bar(page, slices, "low");
    page.add("</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", page.say.grouped(feelings.positive),
             page.say.grouped(feelings.neutral), page.say.grouped(feelings.negative));
  }
  page.out += "</tbody>\n</table>\n";
  add_cut_short(page, themes.size());
  page.out += "</section>\n";
}

}  // namespace cxtext::pages
