// What rows count for: comments in other languages, mistyped dates, segment columns of many values.
#include "report_rows.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "report_building.h"

using cxtext::Comment;
using cxtext::Engine;
using cxtext::NoteKind;
using cxtext::Report;
using report_building::build;
using report_building::example_comments;

namespace {

const Engine& engine() {
  static const Engine made;
  return made;
}

Report report_of(std::vector<Comment> comments) { return build(engine(), std::move(comments), {}).report; }

bool has_note(const Report& report, NoteKind kind) {
  return std::ranges::any_of(report.notes, [&](const cxtext::Note& note) { return note.kind == kind; });
}

}  // namespace

TEST_SUITE("report_rows") {
  TEST_CASE("comments in other languages move the score, and nothing that needs words") {
    const char* const german[] = {
        "Die Lieferung kam zwei Wochen zu sp\u00e4t und niemand hat sich entschuldigt.",
        "Sehr freundliche Mitarbeiter, ich komme gerne wieder.",
        "Leider war die Hose zu gro\u00df und der Umtausch hat ewig gedauert.",
    };
    std::vector<Comment> comments = example_comments();
    const Report before = report_of(comments);
    constexpr std::size_t n = 90;
    for (std::size_t i = 0; i < n; ++i) {
      Comment comment;
      comment.id = "german" + std::to_string(i);
      comment.text = german[i % std::size(german)];
      comment.score = i % 2 == 0 ? 0 : 10;
      comments.push_back(comment);
    }
    const Report after = report_of(comments);
    CHECK(after.input.other_languages == n);
    CHECK(after.input.comments == before.input.comments + n);
    CHECK(after.input.with_content() == before.input.with_content());
    CHECK(after.nps.bands.n() == before.nps.bands.n() + n);
    CHECK(report_building::same(after.nps_writers.bands, before.nps_writers.bands));
    const cxtext::FeelingCounts& felt = after.feelings;
    CHECK(felt.positive + felt.neutral + felt.negative == after.input.with_content());
    CHECK(has_note(after, NoteKind::other_languages));
    REQUIRE_FALSE(after.themes.empty());
    for (const cxtext::ThemeFigures& theme : after.themes) {
      CHECK(theme.share == static_cast<double>(theme.comments) / static_cast<double>(after.input.with_content()));
      CHECK(theme.languages[cxtext::index_of(cxtext::Lang::other)] == 0);
    }
    CHECK(after.comments.back().label.empty());
  }

  TEST_CASE("a date years away from all others is in no period, and told") {
    std::vector<Comment> comments = example_comments();
    const Report before = report_of(comments);
    REQUIRE(before.periods.size() >= 2);
    for (const char* date : {"1926-01-01", "2126-03-01"}) {
      Comment comment = comments.front();
      comment.id = date;
      comment.date = date;
      comments.push_back(comment);
    }
    const Report after = report_of(comments);
    CHECK(after.input.stray_dates == 2);
    CHECK(has_note(after, NoteKind::stray_dates));
    REQUIRE(after.periods.size() == before.periods.size());
    for (std::size_t p = 0; p < before.periods.size(); ++p) {
      CHECK(after.periods[p].label == before.periods[p].label);
      CHECK(after.periods[p].rows == before.periods[p].rows);
    }
    CHECK(after.comments.back().date == "2126-03-01");
    CHECK(after.nps.bands.n() == before.nps.bands.n() + (comments.front().score ? 2 : 0));

    // A dozen rows over ten years are what they are.
    std::vector<Comment> few(comments.begin(), comments.begin() + 12);
    for (std::size_t i = 0; i < few.size(); ++i) few[i].date = std::to_string(2015 + i) + "-06-01";
    CHECK(report_of(few).input.stray_dates == 0);
  }

  TEST_CASE("a column of very many values is shown with those of most rows") {
    std::vector<Comment> comments = example_comments();
    constexpr std::size_t n_values = cxtext::max_segment_values + 12;
    // The first values have most rows.
    std::size_t value = 0;
    std::size_t given = 0;
    for (Comment& comment : comments) {
      comment.segments = {"town" + std::to_string(1000 + value), "shop"};
      if (++given >= (value < cxtext::max_segment_values ? 8U : 5U)) {
        value = (value + 1) % n_values;
        given = 0;
      }
    }
    const Report report = report_of(comments);
    std::vector<std::string> shown;
    std::uint64_t rows = 0;
    for (const cxtext::SegmentFigures& segment : report.segments) {
      if (segment.column != "country") continue;
      shown.push_back(segment.value);
      rows += segment.rows;
    }
    CHECK(shown.size() == cxtext::max_segment_values);
    CHECK(report.segments_cut == n_values - cxtext::max_segment_values);
    CHECK(std::ranges::find(shown, "town1000") != shown.end());
    CHECK(std::ranges::find(shown, "town1061") == shown.end());
    CHECK(rows < comments.size());
    CHECK(has_note(report, NoteKind::segments_cut));
  }

  TEST_CASE("languages that score differently are segments, and do not pull on themes") {
    // Danes are content and write about delivery, Swedes are not and write about price; neither theme does anything.
    std::vector<Comment> comments;
    for (int i = 0; i < 240; ++i) {
      const bool danish = i % 2 == 0;
      const bool told = i % 8 < 6;
      Comment& comment = comments.emplace_back();
      comment.id = std::to_string(i);
      comment.score = danish == (i % 5 != 0) ? 10 : 3;
      comment.text = danish
                         ? (told ? "Leveringen kom i tirsdags, som jeg havde bestilt den" : "Jeg købte en stol af jer")
                         : (told ? "Priset var detsamma som jag hade läst i er annons" : "Jag köpte en stol av er");
      comment.segments = {"DK", "shop"};
    }
    const Report report = report_of(comments);
    std::vector<cxtext::Lang> languages;
    for (const cxtext::SegmentFigures& segment : report.segments) {
      if (!segment.language) continue;
      CHECK(segment.column == cxtext::language_column);
      CHECK(segment.value == cxtext::to_code(*segment.language));
      CHECK(segment.rows == 120);
      languages.push_back(*segment.language);
    }
    CHECK(languages == std::vector{cxtext::Lang::da, cxtext::Lang::sv});
    CHECK(has_note(report, NoteKind::languages_differ));
    REQUIRE(report.themes.size() >= 2);
    for (const cxtext::ThemeFigures& theme : report.themes) {
      if (!theme.impact || theme.verdict == cxtext::Verdict::no_clear_effect) continue;
      CAPTURE(theme.id);
      REQUIRE(theme.adjusted_impact);
      CHECK(std::abs(*theme.adjusted_impact) < std::abs(theme.impact->value) / 2);
    }

    std::vector<Comment> danish;
    for (std::size_t i = 0; i < comments.size(); i += 2) danish.push_back(comments[i]);
    for (const cxtext::SegmentFigures& segment : report_of(danish).segments) CHECK_FALSE(segment.language);
  }
}
