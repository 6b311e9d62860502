#include "report_loop.h"

#include <cmath>
#include <doctest/doctest.h>
#include <map>
#include <tuple>

#include "cxtext/pipeline.h"

#include "testing.h"

using cxtext::Band;
using cxtext::Comment;
using cxtext::LoopRow;
using cxtext::Report;

namespace {

const cxtext::Engine& engine() {
  static const cxtext::Engine built;
  return built;
}

std::vector<Comment> example_comments() {
  std::vector<Comment> out;
  std::vector<cxtext::Reject> rejects;
  auto reader = cxtext::CommentReader::open(testing::source_path("examples/feedback.csv"), {});
  if (!reader) FAIL(reader.error().to_string());
  while (reader->read(1000, out, rejects).value() > 0) {
  }
  return out;
}

struct Built {
  cxtext::AnalyzedInput input;
  Report report;
};

Built build(std::vector<Comment> comments, const cxtext::ReportOptions& options = {}) {
  Built built;
  built.input = cxtext::analyze_comments(engine(), comments, options);
  cxtext::ThemeSpace space = cxtext::discover(engine(), built.input, options);
  cxtext::InputRows rows;
  rows.comments = std::move(comments);
  built.report = cxtext::compute_figures(rows, built.input, std::move(space), options);
  return built;
}

std::map<std::string, std::size_t> by_id(const std::vector<Comment>& comments) {
  std::map<std::string, std::size_t> out;
  for (std::size_t c = 0; c < comments.size(); ++c) out[comments[c].id] = c;
  return out;
}

std::vector<std::string> ids(const std::vector<LoopRow>& rows) {
  std::vector<std::string> out;
  for (const LoopRow& row : rows) out.push_back(row.id);
  return out;
}

}  // namespace

TEST_CASE("report_loop: the call list holds every detractor who says something, by severity times pull") {
  const std::vector<Comment> comments = example_comments();
  const Built built = build(comments);
  const auto& call = built.report.loop.call;
  std::size_t expected = 0;
  for (std::size_t c = 0; c < comments.size(); ++c) {
    if (comments[c].score && *comments[c].score <= 6 && built.input.comments[c].has_content) ++expected;
  }
  REQUIRE(call.size() == expected);
  REQUIRE(expected > 100);

  std::map<std::string, double> impacts;
  for (const auto& theme : built.report.themes) impacts[theme.id] = theme.impact ? theme.impact->value : 0;
  const auto places = by_id(comments);
  bool any_pull = false;
  for (std::size_t i = 0; i < call.size(); ++i) {
    const LoopRow& row = call[i];
    CAPTURE(row.id);
    const auto& analyzed = built.input.comments[places.at(row.id)];
    double worst = 2;
    for (std::size_t s = 0; s < analyzed.n_statements; ++s) {
      worst = std::min(worst, static_cast<double>(built.input.statements[analyzed.first_statement + s].sentiment));
    }
    CHECK(row.sentiment == doctest::Approx(worst).epsilon(1e-5));
    CHECK(row.band == Band::detractor);
    const double pull = row.theme.empty() ? 0 : std::max(0.0, -impacts.at(row.theme));
    CHECK(row.pull == doctest::Approx(pull).epsilon(1e-5));
    CHECK(row.priority == doctest::Approx(std::max(0.0, -worst) * pull).epsilon(1e-4));
    any_pull = any_pull || row.priority > 0;
    if (i == 0) continue;
    const LoopRow& before = call[i - 1];
    const auto rank = [](const LoopRow& r) { return std::tuple(-r.priority, r.score, r.sentiment, r.date, r.row); };
    CHECK(rank(before) < rank(row));
  }
  CHECK(any_pull);
}

TEST_CASE("report_loop: ambassadors are promoters with a positive comment, and what is quoted is theirs") {
  const std::vector<Comment> comments = example_comments();
  const Built built = build(comments);
  const auto& thank = built.report.loop.thank;
  REQUIRE(thank.size() > 100);
  const auto places = by_id(comments);
  std::size_t expected = 0;
  for (std::size_t c = 0; c < comments.size(); ++c) {
    const bool positive = built.input.comments[c].label == cxtext::SentimentLabel::positive;
    if (comments[c].score && *comments[c].score >= 9 && positive) ++expected;
  }
  CHECK(thank.size() == expected);
  for (const LoopRow& row : thank) {
    CAPTURE(row.id);
    CHECK(row.band == Band::promoter);
    CHECK(row.priority == 0);
    CHECK_FALSE(row.quote.empty());
    const std::string masked = cxtext::mask_personal_data(comments[places.at(row.id)].text);
    if (row.quote.size() < 100) CHECK(masked.find(row.quote) != std::string::npos);
  }
}

TEST_CASE("report_loop: score and text conflict only where the comment is surely on the other side") {
  std::vector<Comment> comments;
  const auto add = [&](const char* id, double score, const char* text) {
    Comment comment;
    comment.id = id;
    comment.score = score;
    comment.text = text;
    comments.push_back(std::move(comment));
  };
  add("praise-0", 0, "Fantastisk service, hurtig levering og meget venligt personale. Kan varmt anbefales!");
  add("praise-10", 10, "Fantastisk service, hurtig levering og meget venligt personale. Kan varmt anbefales!");
  add("blame-10", 10, "Elendig service, langsom levering og uvenligt personale. Aldrig igen!");
  add("blame-0", 0, "Elendig service, langsom levering og uvenligt personale. Aldrig igen!");
  add("faint-0", 0, "Det var vel okay");
  add("blame-8", 8, "Elendig service, langsom levering og uvenligt personale. Aldrig igen!");
  add("silent-0", 0, "");
  add("none-0", 0, "ved ikke");
  Comment unscored = comments[0];
  unscored.id = "unscored";
  unscored.score.reset();
  comments.push_back(unscored);
  const Report report = build(comments).report;
  std::vector<std::string> found = ids(report.loop.conflicts);
  std::sort(found.begin(), found.end());
  CHECK(found == std::vector<std::string>{"blame-10", "praise-0"});
  for (const LoopRow& row : report.loop.conflicts) {
    const double other_side = row.band == Band::detractor ? row.positive_probability : 1 - row.positive_probability;
    CHECK(other_side >= cxtext::sure_conflict);
  }
  CHECK(ids(report.loop.thank) == std::vector<std::string>{"praise-10"});
  CHECK(report.loop.call.size() == 3);  // not the silent ones
}

TEST_CASE("report_loop: the order of rows and the number of threads change nothing") {
  std::vector<Comment> comments = example_comments();
  cxtext::ReportOptions options;
  const Report first = build(comments, options).report;
  options.threads = 3;
  const Report second = build(comments, options).report;
  CHECK(cxtext::close_the_loop_csv(first) == cxtext::close_the_loop_csv(second));
}

TEST_CASE("report_loop: long quotes are cut at a word and say so, masks first") {
  Comment comment;
  comment.id = "long";
  comment.score = 0;
  for (int i = 0; i < 60; ++i) comment.text += "elendig service igen ";
  comment.text += "ring 28112233";
  const Report report = build({comment}).report;
  REQUIRE(report.loop.call.size() == 1);
  const std::string& quote = report.loop.call[0].quote;
  CHECK(quote.size() < 420);
  CHECK(quote.ends_with(" …"));
  CHECK(cxtext::readable("  ring 28112233 nu ", cxtext::find_personal_data("  ring 28112233 nu "), 0, 12, true) ==
        "ring [phone]");
}

TEST_CASE("report_loop: words that are personal data are no words of a theme") {
  Report report;
  report.themes.resize(1);
  report.themes[0].words = {"levering", "ole@firma.dk", "28112233", "pris"};
  report.themes[0].word_scores.words = {{"ole@firma.dk", 5, 0, 3}, {"pris", 5, 0, 3}};
  cxtext::drop_personal_words(report);
  CHECK(report.themes[0].words == std::vector<std::string>{"levering", "pris"});
  CHECK(report.themes[0].word_scores.words.size() == 1);
}

TEST_CASE("report_csv: close-the-loop lists in plain and in Excel's style") {
  Report report;
  LoopRow row;
  row.id = "a;1";
  row.date = "2026-02-03";
  row.score = 2;
  row.lang = cxtext::Lang::da;
  row.theme = "delivery";
  row.theme_name = "Levering";
  row.quote = "=HYPERLINK(\"http://x\")";
  row.sentiment = -0.5;
  row.pull = 3.25;
  row.priority = 1.625;
  row.positive_probability = 0.125;
  report.loop.call.push_back(row);
  const std::string plain = cxtext::close_the_loop_csv(report);
  CHECK(plain.starts_with("list,rank,id,date,score,band,language,theme,theme_name,sentiment,pull,priority,"));
  CHECK(plain.find("call,1,a;1,2026-02-03,2,detractor,da,delivery,Levering,-0.5") != std::string::npos);
  CHECK(plain.find("\"'=HYPERLINK(\"\"http://x\"\")\"") != std::string::npos);
  const std::string danish = cxtext::close_the_loop_csv(report, cxtext::excel_csv_style(cxtext::Lang::da));
  CHECK(danish.starts_with("\xEF\xBB\xBFlist;rank;id;"));
  CHECK(danish.find("call;1;\"a;1\";2026-02-03;2;detractor;da;delivery;Levering;-0,5") != std::string::npos);
  const std::string english = cxtext::close_the_loop_csv(report, cxtext::excel_csv_style(cxtext::Lang::en));
  CHECK(english.find(";-0.5") != std::string::npos);
}
