#include "report_build.h"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "cxtext/keyness.h"
#include "cxtext/pipeline.h"

#include "report_building.h"
#include "report_words.h"
#include "testing.h"

using cxtext::AnalyzedInput;
using cxtext::Band;
using cxtext::BandCounts;
using cxtext::Comment;
using cxtext::CommentRow;
using cxtext::Report;
using cxtext::ReportOptions;
using cxtext::ThemeFigures;
using report_building::build;
using report_building::Built;
using report_building::example_comments;
using report_building::same;

namespace {

// Rows of the example in a new order, with scores, dates and texts changed or taken away.
std::vector<Comment> synthetic(testing::Random& random, std::size_t n) {
  std::vector<Comment> out;
  for (std::size_t i = 0; i < n; ++i) {
    Comment comment = random.pick(example_comments());
    comment.id = "s" + std::to_string(i);
    if (random.chance(0.3)) comment.score = static_cast<double>(random.below(11));
    if (random.chance(0.1)) comment.score.reset();
    if (random.chance(0.1)) comment.text.clear();
    if (random.chance(0.1)) comment.date.clear();
    if (random.chance(0.05)) comment.text = "Ved ikke";
    if (random.chance(0.05)) comment.text = testing::random_text(random);
    out.push_back(std::move(comment));
  }
  return out;
}

void check_equal(const AnalyzedInput& a, const AnalyzedInput& b) {
  REQUIRE(a.comments.size() == b.comments.size());
  for (std::size_t i = 0; i < a.comments.size(); ++i) {
    const auto& x = a.comments[i];
    const auto& y = b.comments[i];
    REQUIRE((x.lang.lang == y.lang.lang && x.lang.confidence == y.lang.confidence && x.lists == y.lists &&
             x.has_content == y.has_content && x.sentiment == y.sentiment && x.label == y.label &&
             x.first_statement == y.first_statement && x.n_statements == y.n_statements));
  }
  REQUIRE(a.statements.size() == b.statements.size());
  for (std::size_t i = 0; i < a.statements.size(); ++i) {
    const auto& x = a.statements[i];
    const auto& y = b.statements[i];
    REQUIRE((x.begin == y.begin && x.end == y.end && x.sentiment == y.sentiment && x.has_feeling == y.has_feeling &&
             x.first_theme == y.first_theme && x.n_themes == y.n_themes && x.first_word == y.first_word &&
             x.n_words == y.n_words));
  }
  REQUIRE(a.themes == b.themes);
  REQUIRE(a.corpus.tokens == b.corpus.tokens);
  REQUIRE(a.corpus.words.size() == b.corpus.words.size());
  for (std::size_t i = 0; i < a.corpus.words.size(); ++i) {
    const auto& x = a.corpus.words[i];
    const auto& y = b.corpus.words[i];
    REQUIRE((x.lang == y.lang && x.form == y.form && x.stem == y.stem && x.concept_id == y.concept_id &&
             x.is_stopword == y.is_stopword && x.is_feeling == y.is_feeling));
  }
  REQUIRE(a.corpus.docs.size() == b.corpus.docs.size());
  for (std::size_t i = 0; i < a.corpus.docs.size(); ++i) {
    const auto& x = a.corpus.docs[i];
    const auto& y = b.corpus.docs[i];
    REQUIRE((x.comment == y.comment && x.lang == y.lang && x.first_word == y.first_word && x.n_words == y.n_words));
  }
}

BandCounts count_bands(const std::vector<CommentRow>& rows, auto&& wanted) {
  BandCounts out;
  for (const CommentRow& row : rows) {
    if (row.band && wanted(row)) out.add(*row.band);
  }
  return out;
}

double plain_nps(const BandCounts& bands) {
  return 100.0 * (static_cast<double>(bands.promoters) - static_cast<double>(bands.detractors)) /
         static_cast<double>(bands.n());
}

bool is_readable(const CommentRow& row) { return !row.text.empty() && row.lang != cxtext::Lang::other; }

// The figures of every theme from the comment rows alone.
void check_themes(const Report& report) {
  const auto& rows = report.comments;
  const auto has = [](const CommentRow& row, const std::string& id) {
    return std::find(row.themes.begin(), row.themes.end(), id) != row.themes.end();
  };
  const BandCounts writers = count_bands(rows, is_readable);
  CHECK(same(writers, report.nps_writers.bands));
  std::uint64_t with_content = 0;
  std::uint64_t no_theme = 0;
  for (const CommentRow& row : rows) {
    with_content += row.label.empty() ? 0U : 1U;
    no_theme += !row.label.empty() && row.themes.empty() ? 1U : 0U;
  }
  CHECK(report.input.no_theme == no_theme);
  std::map<std::string, std::uint64_t> comments_of;
  for (const CommentRow& row : rows) {
    for (const std::string& id : row.themes) ++comments_of[id];
  }
  std::size_t shown = 0;
  for (const auto& [id, n] : comments_of) shown += n >= cxtext::min_cell_shown ? 1U : 0U;
  CHECK(report.themes.size() == shown);
  for (const ThemeFigures& theme : report.themes) {
    INFO(theme.id);
    const BandCounts in = count_bands(rows, [&](const CommentRow& row) { return has(row, theme.id); });
    const BandCounts out =
        count_bands(rows, [&](const CommentRow& row) { return is_readable(row) && !has(row, theme.id); });
    CHECK(theme.comments == comments_of[theme.id]);
    CHECK(theme.share == doctest::Approx(static_cast<double>(theme.comments) / static_cast<double>(with_content)));
    CHECK(same(theme.nps.bands, in));
    REQUIRE(theme.nps.nps.has_value() == (in.n() > 0));
    if (theme.nps.nps) CHECK(theme.nps.nps->value == doctest::Approx(plain_nps(in)));
    const bool tested = in.n() >= cxtext::min_cell_tested && out.n() >= cxtext::min_cell_tested;
    REQUIRE(theme.impact.has_value() == tested);
    CHECK(theme.p.has_value() == tested);
    CHECK(theme.q.has_value() == tested);
    if (tested) {
      CHECK(theme.impact->value == doctest::Approx(plain_nps(writers) - plain_nps(out)));
      CHECK(*theme.q >= *theme.p);
      CHECK(theme.significant == (*theme.q <= 0.05));
    }
    std::uint64_t by_language = 0;
    for (const std::uint64_t n : theme.languages) by_language += n;
    CHECK(by_language == theme.comments);
    REQUIRE(theme.by_period.size() == report.periods.size());
    for (std::size_t p = 0; p < report.periods.size(); ++p) {
      const auto n = std::count_if(rows.begin(), rows.end(), [&](const CommentRow& row) {
        return has(row, theme.id) &&
               row.date.substr(0, std::min<std::size_t>(7, row.date.size())) == report.periods[p].label;
      });
      CHECK(theme.by_period[p] == static_cast<std::uint64_t>(n));
    }
  }
}

void check_input(const Report& report, const std::vector<Comment>& comments) {
  const auto& rows = report.comments;
  REQUIRE(rows.size() == comments.size());
  CHECK(report.input.rows == rows.size());
  CHECK(same(report.nps.bands, count_bands(rows, [](const CommentRow&) { return true; })));
  CHECK(report.input.scored == report.nps.bands.n());
  std::uint64_t texts = 0;
  std::uint64_t none = 0;
  std::uint64_t others = 0;
  std::map<std::string, std::uint64_t> labels;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(rows[i].id == comments[i].id);
    CHECK(rows[i].text == cxtext::mask_personal_data(comments[i].text));
    if (comments[i].score) {
      const double score = *comments[i].score;
      CHECK(rows[i].band == (score >= 9 ? Band::promoter : score >= 7 ? Band::passive : Band::detractor));
    } else {
      CHECK_FALSE(rows[i].band.has_value());
    }
    if (rows[i].text.empty()) continue;
    ++texts;
    if (!is_readable(rows[i])) {
      ++others;
      CHECK(rows[i].label.empty());
      CHECK(rows[i].themes.empty());
      continue;
    }
    if (rows[i].label.empty()) ++none;
    ++labels[rows[i].label];
  }
  CHECK(report.input.comments == texts);
  CHECK(report.input.empty == rows.size() - texts);
  CHECK(report.input.no_content == none);
  CHECK(report.input.other_languages == others);
  CHECK(report.feelings.positive == labels["pos"]);
  CHECK(report.feelings.negative == labels["neg"]);
  CHECK(report.mixed == labels["mixed"]);
  CHECK(report.feelings.neutral == labels["neu"] + labels["mixed"]);
  std::uint64_t by_language = 0;
  for (const std::uint64_t n : report.languages) by_language += n;
  CHECK(by_language == texts);
}

}  // namespace

TEST_CASE("report_build: any number of threads gives the same analysis and the same report") {
  const cxtext::Engine engine;
  testing::Random random(1);
  const std::vector<Comment> comments = synthetic(random, 1100);  // five blocks, the last one short
  ReportOptions options;
  const Built one = build(engine, comments, options);
  CHECK(one.input.statements.size() > 1000);
  for (const std::uint32_t threads : {2U, 3U, 64U}) {
    INFO(threads << " threads");
    options.threads = threads;
    const Built more = build(engine, comments, options);
    check_equal(one.input, more.input);
    CHECK(cxtext::to_json(one.report) == cxtext::to_json(more.report));
    CHECK(cxtext::comments_csv(one.report) == cxtext::comments_csv(more.report));
  }
}

TEST_CASE("report_build: figures are those of a naive count over the comment rows") {
  const cxtext::Engine engine;
  for (const std::uint64_t seed : {2U, 3U, 4U}) {
    INFO("seed " << seed);
    testing::Random random(seed);
    const std::vector<Comment> comments = synthetic(random, 300 + random.below(500));
    ReportOptions options;
    options.discover = seed != 3;
    const Built built = build(engine, comments, options);
    check_input(built.report, comments);
    check_themes(built.report);
  }
}

TEST_CASE("report_build: themes stand by impact, then comments, then id") {
  const cxtext::Engine engine;
  const Built built = build(engine, example_comments(), {});
  const auto& themes = built.report.themes;
  REQUIRE(themes.size() > 5);
  for (std::size_t i = 1; i < themes.size(); ++i) {
    const auto size = [](const ThemeFigures& t) {
      return t.impact ? std::round(std::abs(t.impact->value) * 1e8) : -1.0;
    };
    const auto key = [&](const ThemeFigures& t) { return std::tuple(-size(t), ~t.comments, t.id); };
    CHECK(key(themes[i - 1]) < key(themes[i]));
  }
}

TEST_CASE("report_build: quotes are the customers' own words, and telling words occur") {
  const cxtext::Engine engine;
  const auto& comments = example_comments();
  std::map<std::string, const Comment*> by_id;
  for (const Comment& comment : comments) by_id[comment.id] = &comment;
  const Built built = build(engine, comments, {});
  std::map<std::string, std::set<std::string>> themes_of;
  for (const CommentRow& row : built.report.comments) themes_of[row.id] = {row.themes.begin(), row.themes.end()};
  std::set<std::string> forms;
  for (const auto& word : built.input.corpus.words) forms.insert(word.form);
  for (const ThemeFigures& theme : built.report.themes) {
    INFO(theme.id);
    CHECK_FALSE(theme.quotes.empty());
    CHECK(theme.quotes.size() <= 5);
    std::set<std::string> texts;
    for (const auto& quote : theme.quotes) {
      CHECK(texts.insert(quote.text).second);
      CHECK(themes_of[quote.id].contains(theme.id));
      std::string core = quote.text;
      if (core.starts_with("… ")) core.erase(0, std::string_view("… ").size());
      if (core.ends_with(" …")) core.erase(core.size() - std::string_view(" …").size());
      CHECK(by_id.at(quote.id)->text.find(core) != std::string::npos);
      CHECK(std::abs(quote.sentiment) <= 1);
    }
    if (theme.source == cxtext::ThemeSource::taxonomy) {
      CHECK(theme.words.size() <= 8);
      for (const std::string& word : theme.words) CHECK(forms.contains(word));
    }
  }
}

TEST_CASE("report_build: a long comment is quoted around its statement, on character boundaries") {
  std::vector<Comment> comments;
  AnalyzedInput input;
  for (std::uint32_t shift = 0; shift < 60; ++shift) {
    Comment comment;
    comment.id = std::to_string(shift);
    const std::string pad(shift, 'x');
    std::string filler;
    for (int i = 0; i < 60; ++i) filler += "ååå ";
    comment.text = pad + filler + "MIDTEN " + filler;
    const auto begin = static_cast<std::uint32_t>(comment.text.find("MIDTEN"));
    input.themes.push_back(0);
    input.statements.push_back(
        {begin, begin + 6, cxtext::Lang::en, 0.5F, true, static_cast<std::uint32_t>(input.themes.size() - 1), 1, 0, 0});
    cxtext::AnalyzedComment analyzed;
    analyzed.has_content = true;
    analyzed.first_statement = shift;
    analyzed.n_statements = 1;
    input.comments.push_back(analyzed);
    comments.push_back(std::move(comment));
  }
  const auto quotes = cxtext::choose_quotes(comments, input, 1, 100, cxtext::nps_scale, false);
  REQUIRE(quotes[0].size() == 60);
  for (const auto& quote : quotes[0]) {
    INFO(quote.text);
    CHECK(quote.text.find("MIDTEN") != std::string::npos);
    CHECK(quote.text.size() < 400);
    CHECK(quote.text.find("… ") == 0);
    CHECK(quote.text.ends_with(" …"));
    const std::size_t first = std::string_view("… ").size();
    CHECK((static_cast<unsigned char>(quote.text[first]) & 0xC0U) != 0x80U);
  }
}

TEST_CASE("report_build: nothing to report") {
  const cxtext::Engine engine;
  for (const std::size_t n : {std::size_t{0}, std::size_t{1}, std::size_t{300}}) {
    std::vector<Comment> comments(n);  // rows without text, score or date
    const Built built = build(engine, comments, {});
    CHECK(built.report.input.rows == n);
    CHECK(built.report.input.comments == 0);
    CHECK(built.report.themes.empty());
    CHECK_FALSE(built.report.nps.nps.has_value());
    CHECK(built.report.periods.empty());
  }
}

TEST_CASE("report_build: words of themes and bands with what they rest on") {
  const cxtext::Engine engine;
  const Built built = build(engine, example_comments(), {});
  std::vector<std::pair<std::string, const cxtext::WordScores*>> lists;
  for (const ThemeFigures& theme : built.report.themes) lists.emplace_back(theme.id, &theme.word_scores);
  REQUIRE(built.report.bands.size() == 3);
  CHECK(built.report.bands[0].band == Band::promoter);
  CHECK(built.report.bands[2].band == Band::detractor);
  std::uint64_t pairs = 0;
  for (const auto& band : built.report.bands) {
    lists.emplace_back(cxtext::to_name(band.band), &band.words);
    CHECK(band.words.words.size() <= 15);
    CHECK(band.words.words.size() >= 5);
    pairs += band.words.pairs_in;
  }
  CHECK(pairs == built.report.bands[0].words.pairs_in + built.report.bands[0].words.pairs_out);
  for (const auto& [name, list] : lists) {
    CAPTURE(name);
    double before = std::numeric_limits<double>::infinity();
    for (const cxtext::WordScore& word : list->words) {
      CHECK(word.in >= 3);
      CHECK(word.z >= 1.96);
      CHECK(word.z <= before);
      CHECK(word.z == cxtext::keyness_z({word.in, word.out, list->pairs_in, list->pairs_out}));
      before = word.z;
    }
  }
}

TEST_CASE("report_build: the primary theme is that of most statements, of equals the first") {
  const cxtext::Engine engine;
  std::vector<Comment> comments(4);
  comments[0].text = "Venlig betjening. Pakken kom for sent. Leveringen tog tre uger.";
  comments[1].text = "Venlig betjening. Pakken kom for sent.";
  comments[2].text = "Pakken kom for sent. Venlig betjening.";
  comments[3].text = "Ved ikke";
  ReportOptions options;
  options.discover = false;
  const Report report = build(engine, comments, options).report;
  CHECK(report.comments[1].primary_theme == "staff_friendliness");
  CHECK(report.comments[2].primary_theme == "delivery_speed");
  CHECK(report.comments[0].primary_theme == "delivery_speed");
  CHECK(report.comments[3].primary_theme.empty());
}

TEST_CASE("report_build: the usual figures of a scale") {
  const cxtext::Engine engine;
  struct Case {
    cxtext::Scale scale;
    std::optional<double> top_from;
    double top;
  };
  for (const Case& c : {Case{cxtext::csat5_scale, 4, 0.4}, Case{cxtext::ces7_scale, 5, 0.2},
                        Case{cxtext::stars5_scale, {}, 0}, Case{cxtext::nps_scale, {}, 0}}) {
    CAPTURE(c.scale.name);
    std::vector<Comment> comments(10);
    for (std::size_t i = 0; i < comments.size(); ++i) comments[i].score = static_cast<double>(i % 5 + 1);
    ReportOptions options;
    options.scale = c.scale;
    const Report report = build(engine, comments, options).report;
    CHECK(report.scores.n == 10);
    CHECK(report.scores.mean->value == doctest::Approx(3));
    CHECK(report.scores.top_from == c.top_from);
    REQUIRE(report.scores.top_share.has_value() == c.top_from.has_value());
    if (c.top_from) CHECK(report.scores.top_share->value == doctest::Approx(c.top));
  }
}

TEST_CASE("report_build: make_report over files, by any number of threads") {
  const cxtext::Engine engine;
  const testing::TempDir directory;
  const std::string one = directory.write("a.csv", "id,score,comment\n1,10,God service\n2,3,Pakken kom for sent\n");
  const std::string two = directory.write("b.csv", "id,score,comment\n3,9,Bra service\n4,x,Dyrt\n");
  const std::vector<std::string> paths{one, two};
  ReportOptions options;
  const auto result = cxtext::make_report(engine, paths, options);
  REQUIRE(result.ok());
  CHECK(result->report.input.rows == 4);
  CHECK(result->report.comments[2].id == "3");
  CHECK(result->layouts.size() == 2);
  CHECK(result->report.provenance.input_hash.size() == 32);
  options.threads = 3;
  const auto again = cxtext::make_report(engine, paths, options);
  REQUIRE(again.ok());
  CHECK(cxtext::to_json(result->report) == cxtext::to_json(again->report));
  options.seed = 2;
  const auto seeded = cxtext::make_report(engine, paths, options);
  REQUIRE(seeded.ok());
  CHECK(seeded->report.provenance.options_hash != result->report.provenance.options_hash);
  CHECK(seeded->report.provenance.input_hash == result->report.provenance.input_hash);
  options.compare = "2026-01..2026-02";
  const auto nothing = cxtext::make_report(engine, paths, options);
  REQUIRE_FALSE(nothing.ok());
  CHECK(nothing.error().code == cxtext::ErrorCode::usage);
  CHECK(nothing.error().message.find("2026-01..2026-02") != std::string::npos);
  options.compare.clear();
  const std::vector<std::string> missing{directory.file("none.csv")};
  const auto failed = cxtext::make_report(engine, missing, options);
  REQUIRE_FALSE(failed.ok());
  CHECK(failed.error().code == cxtext::ErrorCode::file_not_found);
}
