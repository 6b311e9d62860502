// Figures of periods, of segments, and of one beside another.
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "cxtext/pipeline.h"

#include "report_building.h"

using cxtext::Comment;
using cxtext::Report;
using cxtext::ReportOptions;
using cxtext::ThemeFigures;
using report_building::build;
using report_building::same;

TEST_CASE("report_groups: months and segments") {
  const cxtext::Engine engine;
  std::vector<Comment> comments;
  for (int i = 0; i < 30; ++i) {
    Comment& comment = comments.emplace_back();
    comment.id = std::to_string(i);
    comment.date = i % 2 == 0 ? "2026-02-01" : "2026-01-31";
    comment.score = i % 3 == 0 ? 10 : 2;
    comment.segments = {i < 26 ? "DK" : "SE", ""};
    if (i % 5 != 0) comment.text = "Leveringen kom for sent";
  }
  ReportOptions options;
  options.discover = false;
  options.period = cxtext::PeriodUnit::month;
  const Report report = build(engine, comments, options).report;
  REQUIRE(report.periods.size() == 2);
  CHECK(report.periods[0].label == "2026-01");
  CHECK(report.periods[0].comments == 12);
  CHECK(report.periods[1].comments == 12);
  CHECK(same(report.periods[0].nps.bands, {5, 0, 10}));
  REQUIRE(report.segments.size() == 1);  // four rows of SE are too few to be shown
  CHECK(report.segments[0].column == "country");
  CHECK(report.segments[0].value == "DK");
  CHECK(report.segments[0].rows == 26);
}

TEST_CASE("report_groups: periods, halves and what is new") {
  const cxtext::Engine engine;
  std::vector<Comment> comments;
  const auto add = [&](const char* date, double score, const char* text, const char* country) {
    Comment& comment = comments.emplace_back();
    comment.id = std::to_string(comments.size());
    comment.date = date;
    comment.score = score;
    comment.text = text;
    comment.segments = {country, ""};
  };
  for (int i = 0; i < 20; ++i) {
    add("2026-01-10", 9, "Venlig betjening", "DK");
    add("2026-03-10", i < 12 ? 3 : 9, i < 12 ? "Pakken kom for sent" : "Venlig betjening", "SE");
  }
  comments.emplace_back().date = "2026-04-01";  // no score, no text
  ReportOptions options;
  options.discover = false;
  options.period = cxtext::PeriodUnit::month;
  const Report report = build(engine, comments, options).report;
  REQUIRE(report.periods.size() == 4);  // February has no rows and is there
  CHECK(report.periods[1].label == "2026-02");
  CHECK(report.periods[1].rows == 0);
  CHECK(report.periods[1].first_day == "2026-02-01");
  CHECK(report.periods[1].last_day == "2026-02-28");
  CHECK_FALSE(report.periods[1].nps.nps.has_value());
  CHECK(report.period_unit == cxtext::PeriodUnit::month);
  REQUIRE(report.comparison.has_value());
  const cxtext::Comparison& halves = *report.comparison;
  CHECK(halves.by == cxtext::ComparedBy::periods);
  CHECK(halves.before.first == "2026-01");
  CHECK(halves.before.last == "2026-02");
  CHECK(halves.after.last == "2026-04");
  CHECK(halves.after.rows == 21);
  CHECK(halves.change->value == doctest::Approx(-120));
  CHECK(halves.mix + halves.rate == doctest::Approx(-120));
  CHECK(halves.verdict == cxtext::Verdict::pulls_down);
  REQUIRE(halves.bridge.size() == 2);
  CHECK(halves.bridge[0].bucket != "staff_friendliness");
  CHECK(halves.bridge[0].rate == 0);  // new, so all of it is mix
  for (const ThemeFigures& theme : report.themes) {
    CAPTURE(theme.id);
    const bool old = theme.id == "staff_friendliness";
    CHECK(theme.trend.verdict == (old ? cxtext::TrendVerdict::fading : cxtext::TrendVerdict::fresh));
  }
  REQUIRE(report.nps_trend.has_value());
  CHECK(report.nps_trend->slope.value == doctest::Approx(-60));  // -120 in two months
  CHECK_FALSE(report.nps_trend->q.has_value());

  options.compare = "SE..DK";
  const Report segments = build(engine, comments, options).report;
  REQUIRE(segments.comparison.has_value());
  CHECK(segments.comparison->by == cxtext::ComparedBy::segment);
  CHECK(segments.comparison->column == "country");
  CHECK(segments.comparison->change->value == doctest::Approx(120));
  CHECK(segments.comparison->verdict == cxtext::Verdict::pulls_up);
  options.compare = "2026-01..2026-03";
  CHECK(build(engine, comments, options).report.comparison->after.rows == 20);
  for (const char* nothing : {"2026-01", "2026-01..2026-01", "DK..NO", "..", "2026-01..SE"}) {
    options.compare = nothing;
    CHECK_FALSE(build(engine, comments, options).report.comparison.has_value());
  }
}

TEST_CASE("report_groups: segments beside the column's other rows") {
  const cxtext::Engine engine;
  std::vector<Comment> comments;
  for (int i = 0; i < 60; ++i) {
    Comment& comment = comments.emplace_back();
    comment.id = std::to_string(i);
    comment.score = i < 30 ? 10 : i < 52 ? 1 : 8;
    comment.text = i < 30 ? "Venlig betjening" : "Pakken kom for sent";
    comment.segments = {i < 30 ? "store" : i < 52 ? "web" : "phone", ""};
  }
  ReportOptions options;
  options.discover = false;
  const Report report = build(engine, comments, options).report;
  REQUIRE(report.segments.size() == 3);
  const auto& phone = report.segments[0];
  const auto& store = report.segments[1];
  CHECK(phone.value == "phone");
  CHECK(phone.verdict == cxtext::Verdict::not_enough_data);  // eight rows
  CHECK_FALSE(phone.gap.has_value());
  CHECK(phone.themes.empty());
  CHECK(store.verdict == cxtext::Verdict::pulls_up);
  CHECK(store.gap->value == doctest::Approx(100 + 100 * 22.0 / 30));
  CHECK(store.with_content == 30);
  REQUIRE(store.themes.size() >= 2);
  CHECK(store.themes[0].share_in + store.themes[0].share_out == 1);
  for (const auto& contrast : store.themes) {
    CHECK(contrast.significant);
    CHECK(contrast.in + contrast.out == 30);
  }
  CHECK(report.segments[2].verdict == cxtext::Verdict::pulls_down);
  CHECK(report.segment_columns == std::vector<std::string>{"country", "touchpoint"});
}
