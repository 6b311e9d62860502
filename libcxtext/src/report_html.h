#pragma once

#include <fmt/format.h>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cxtext/report.h"

#include "report_drivers.h"
#include "report_speech.h"

/// The parts of report.html. Each appends its markup to the page; whatever a customer or an export wrote goes through
/// html() of report_text.h on its way. report_html.cpp puts them together.
namespace cxtext::pages {

/// A page that is being written.
struct Page {
  const Report& report;
  Speech say;
  std::string out = {};

  template <class... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
  }
  /// Opens `<section>` with its heading; to be closed by "</section>\n".
  void open_section(std::string_view id, std::string_view heading);
  /// A paragraph of fixed text.
  void paragraph(std::string_view text) { add("<p>{}</p>\n", text); }
};

/// At most so much is drawn or listed; the page says so where there is more.
inline constexpr std::size_t max_bars = 16;       ///< of drivers and of the bridge
inline constexpr std::size_t max_heat_rows = 24;  ///< themes by band, and by feeling
inline constexpr std::size_t max_table_rows = 200;
inline constexpr std::size_t max_cards = 60;
inline constexpr std::size_t max_periods = 120;        ///< the last ones
inline constexpr std::size_t max_segment_columns = 8;  ///< each with the values that report_figures keeps

/// The style sheet, light and dark, for screens of 360 px and up and for paper.
[[nodiscard]] std::string_view page_style() noexcept;
/// The script, which sorts and filters themes and does nothing else; and its SHA-256 in base64, for the policy.
[[nodiscard]] std::string_view page_script() noexcept;
[[nodiscard]] std::string_view page_script_hash() noexcept;

/// "up", "down", "flat" or "thin": what the style sheet colours a verdict by.
[[nodiscard]] std::string_view class_of(Verdict verdict) noexcept;

/// text of an export as a page shows it inside a line: escaped, its direction kept to itself. At most max code points.
[[nodiscard]] std::string shown_name(std::string_view text, std::size_t max = 80);

/// The theme's name as shown_name; of an id that the report does not have, the id.
[[nodiscard]] std::string theme_name(const Report& report, std::string_view id);

/// A date or period of an export, as its language writes it; escaped.
[[nodiscard]] std::string shown_date(const Page& page, std::string_view label);

/// An estimate in points with its interval behind it, for a cell or a line.
[[nodiscard]] std::string with_interval(const Page& page, const Estimate& estimate);
/// NPS with its interval; "too few scores" for a cell that is not shown.
[[nodiscard]] std::string nps_phrase(const Page& page, const NpsFigure& figure);

/// A cell of a table whose rows become blocks on a phone; label says there what it is.
void add_cell(Page& page, std::string_view label, std::string_view content, std::string_view style = "");
/// The head of such a table, with roles spelt out because blocks take a table's own meaning away.
void open_stack(Page& page, std::string_view id, std::string_view caption, std::span<const std::string> columns,
                std::string_view style = "");

/// A step of 1, 2 or 5 times a power of ten that cuts span into about four.
[[nodiscard]] double tidy_step(double span);

struct Slice {
  std::uint64_t count;
  std::string_view style;
};

// Pictures: inline SVG whose x is in per cent and whose text keeps its size, so that they fit any width.
/// A bar of slices that fill its width. What it shows is printed beside it, so it is hidden from readers aloud.
void add_bar(Page& page, std::span<const Slice> slices, std::string_view style);
void add_driver_chart(Page& page, const std::vector<const ThemeFigures*>& themes);
/// A bar of the bridge, named already.
struct NamedBar {
  std::string name;  ///< as it stands in the export
  double points = 0;
};
void add_bridge_chart(Page& page, const std::vector<NamedBar>& bars);
void add_trend_chart(Page& page, std::span<const PeriodFigures> periods);
void add_share_spark(Page& page, const ThemeFigures& theme);

// Sections, in the order of the page. Those with nothing to show append nothing.
void add_headline(Page& page);
void add_drivers(Page& page);
void add_heat_map(Page& page);
void add_feelings(Page& page);
void add_trend(Page& page);
void add_bridge(Page& page);
void add_segments(Page& page);
void add_theme_table(Page& page);
void add_theme_cards(Page& page);
void add_loop(Page& page);
void add_data_quality(Page& page);
void add_method(Page& page);
void add_provenance(Page& page);

}  // namespace cxtext::pages
