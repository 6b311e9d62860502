#include "cxtext/sentiment.h"

#include <cmath>
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "cxtext/pipeline.h"

#include "sentiment_rules.h"
#include "testing.h"

using cxtext::Analysis;
using cxtext::Lang;
using cxtext::SentimentRule;
using cxtext::ShifterKind;
using cxtext::Unit;

namespace {

// `lower` must score below `higher`; `rule`, if any, must stand on a span of the one that it makes different.
struct Pair {
  Lang lang;
  const char* lower;
  const char* higher;
  SentimentRule rule;
  enum class In : std::uint8_t { lower, higher } in;
};

constexpr auto in_lower = Pair::In::lower;
constexpr auto in_higher = Pair::In::higher;

constexpr Pair pairs[] = {
    {Lang::da, "Servicen er ikke god", "Servicen er god", SentimentRule::negated, in_lower},
    {Lang::da, "God service", "Meget god service", SentimentRule::intensified, in_higher},
    {Lang::da, "Lidt god service", "God service", SentimentRule::diminished, in_lower},
    {Lang::da, "Det er for dyrt", "Det er dyrt", SentimentRule::excess, in_lower},
    {Lang::da, "Alt for lang ventetid", "Ventetid", SentimentRule::excess, in_lower},
    {Lang::da, "Betjeningen burde være god", "Betjeningen er god", SentimentRule::wished, in_lower},
    {Lang::da, "Tidligere var servicen god", "Servicen er god", SentimentRule::past, in_lower},
    {Lang::da, "Maden var god, men betjeningen var elendig", "Betjeningen var elendig, men maden var god",
     SentimentRule::contrasted, in_lower},
    {Lang::da, "God service", "God service!", SentimentRule::exclaimed, in_higher},
    {Lang::da, "Er servicen god?", "Servicen er god", SentimentRule::asked, in_lower},
    {Lang::da, "Servicen er god", "Servicen er GOD", SentimentRule::shouted, in_higher},
    {Lang::da, "hyggelig service", "hyyyyggelig service", SentimentRule::elongated, in_higher},
    {Lang::da, "Leveringen kom 😡", "Leveringen kom 😀", SentimentRule::emoji, in_higher},
    {Lang::da, "Leveringen kom :-(", "Leveringen kom :-)", SentimentRule::emoji, in_lower},
    {Lang::da, "Der var problemer", "Der var ingen problemer", SentimentRule::negated, in_higher},
    {Lang::da, "Jeg anbefaler dem ikke", "Jeg anbefaler dem", SentimentRule::negated, in_lower},
    {Lang::da, "hyggeligt sted", "superhyggeligt sted", SentimentRule::compound, in_higher},

    {Lang::sv, "Servicen är inte bra", "Servicen är bra", SentimentRule::negated, in_lower},
    {Lang::sv, "Bra service", "Mycket bra service", SentimentRule::intensified, in_higher},
    {Lang::sv, "Ganska bra service", "Bra service", SentimentRule::diminished, in_lower},
    {Lang::sv, "Alldeles för lång väntetid", "Väntetid", SentimentRule::excess, in_lower},
    {Lang::sv, "Det är för långt", "Det är långt", SentimentRule::excess, in_lower},
    {Lang::sv, "Bemötandet borde vara bra", "Bemötandet är bra", SentimentRule::wished, in_lower},
    {Lang::sv, "Tidigare var servicen bra", "Servicen är bra", SentimentRule::past, in_lower},
    {Lang::sv, "Maten var god men bemötandet var uselt", "Bemötandet var uselt men maten var god",
     SentimentRule::contrasted, in_lower},
    {Lang::sv, "Bra service", "Bra service!", SentimentRule::exclaimed, in_higher},
    {Lang::sv, "Är servicen bra?", "Servicen är bra", SentimentRule::asked, in_lower},
    {Lang::sv, "Servicen är bra", "Servicen är BRA", SentimentRule::shouted, in_higher},
    {Lang::sv, "bra service", "braaaaa service", SentimentRule::elongated, in_higher},
    {Lang::sv, "Paketet kom 😡", "Paketet kom 😀", SentimentRule::emoji, in_higher},
    {Lang::sv, "Det var problem", "Det var inga problem", SentimentRule::negated, in_higher},
    {Lang::sv, "Jag rekommenderar dem inte", "Jag rekommenderar dem", SentimentRule::negated, in_lower},
    {Lang::sv, "snyggt ställe", "jättesnyggt ställe", SentimentRule::compound, in_higher},

    {Lang::nb, "Servicen er ikke god", "Servicen er god", SentimentRule::negated, in_lower},
    {Lang::nb, "God service", "Veldig god service", SentimentRule::intensified, in_higher},
    {Lang::nb, "Ganske god service", "God service", SentimentRule::diminished, in_lower},
    {Lang::nb, "Altfor lang ventetid", "Ventetid", SentimentRule::excess, in_lower},
    {Lang::nb, "Det er for lavt", "Det er lavt", SentimentRule::excess, in_lower},
    {Lang::nb, "Betjeningen burde være god", "Betjeningen er god", SentimentRule::wished, in_lower},
    {Lang::nb, "Tidligere var servicen god", "Servicen er god", SentimentRule::past, in_lower},
    {Lang::nb, "Maten var god, men betjeningen var elendig", "Betjeningen var elendig, men maten var god",
     SentimentRule::contrasted, in_lower},
    {Lang::nb, "God service", "God service!", SentimentRule::exclaimed, in_higher},
    {Lang::nb, "Er servicen god?", "Servicen er god", SentimentRule::asked, in_lower},
    {Lang::nb, "Servicen er god", "Servicen er GOD", SentimentRule::shouted, in_higher},
    {Lang::nb, "bra service", "braaaaa service", SentimentRule::elongated, in_higher},
    {Lang::nb, "Pakken kom 😡", "Pakken kom 😀", SentimentRule::emoji, in_higher},
    {Lang::nb, "Det var problemer", "Det var ingen problemer", SentimentRule::negated, in_higher},
    {Lang::nb, "Jeg anbefaler dem ikke", "Jeg anbefaler dem", SentimentRule::negated, in_lower},
    {Lang::nb, "trivelig sted", "kjempetrivelig sted", SentimentRule::compound, in_higher},

    {Lang::nn, "Servicen er ikkje god", "Servicen er god", SentimentRule::negated, in_lower},
    {Lang::nn, "God service", "Veldig god service", SentimentRule::intensified, in_higher},
    {Lang::nn, "Ganske god service", "God service", SentimentRule::diminished, in_lower},
    {Lang::nn, "Altfor lang ventetid", "Ventetid", SentimentRule::excess, in_lower},
    {Lang::nn, "Det er for lågt", "Det er lågt", SentimentRule::excess, in_lower},
    {Lang::nn, "Servicen burde vere god", "Servicen er god", SentimentRule::wished, in_lower},
    {Lang::nn, "Tidlegare var servicen god", "Servicen er god", SentimentRule::past, in_lower},
    {Lang::nn, "Maten var god, men betjeninga var elendig", "Betjeninga var elendig, men maten var god",
     SentimentRule::contrasted, in_lower},
    {Lang::nn, "God service", "God service!", SentimentRule::exclaimed, in_higher},
    {Lang::nn, "Er servicen god?", "Servicen er god", SentimentRule::asked, in_lower},
    {Lang::nn, "Servicen er god", "Servicen er GOD", SentimentRule::shouted, in_higher},
    {Lang::nn, "hyggeleg stad", "hyyyyggeleg stad", SentimentRule::elongated, in_higher},
    {Lang::nn, "Pakka kom 😡", "Pakka kom 😀", SentimentRule::emoji, in_higher},
    {Lang::nn, "Det var problem", "Det var ingen problem", SentimentRule::negated, in_higher},
    {Lang::nn, "Eg likar dei ikkje", "Eg likar dei", SentimentRule::negated, in_lower},
    {Lang::nn, "triveleg stad", "kjempetriveleg stad", SentimentRule::compound, in_higher},

    {Lang::en, "The service is not good", "The service is good", SentimentRule::negated, in_lower},
    {Lang::en, "Good service", "Very good service", SentimentRule::intensified, in_higher},
    {Lang::en, "Fairly good service", "Good service", SentimentRule::diminished, in_lower},
    {Lang::en, "The wait is too long", "The wait is long", SentimentRule::excess, in_lower},
    {Lang::en, "Too expensive", "Expensive", SentimentRule::intensified, in_lower},
    {Lang::en, "The service should be good", "The service is good", SentimentRule::wished, in_lower},
    {Lang::en, "The service used to be good", "The service is good", SentimentRule::past, in_lower},
    {Lang::en, "The food was good but the staff were awful", "The staff were awful but the food was good",
     SentimentRule::contrasted, in_lower},
    {Lang::en, "Good service", "Good service!", SentimentRule::exclaimed, in_higher},
    {Lang::en, "Are the staff friendly?", "The staff are friendly", SentimentRule::asked, in_lower},
    {Lang::en, "The staff are friendly", "The staff are FRIENDLY", SentimentRule::shouted, in_higher},
    {Lang::en, "good service", "gooooood service", SentimentRule::elongated, in_higher},
    {Lang::en, "The parcel came 😡", "The parcel came 😀", SentimentRule::emoji, in_higher},
    {Lang::en, "There were problems", "There were no problems", SentimentRule::negated, in_higher},
    {Lang::en, "I don't recommend them", "I recommend them", SentimentRule::negated, in_lower},
    {Lang::en, "The service isn't good", "The service is good", SentimentRule::negated, in_lower},
};

bool has_rule(const Analysis& analysis, SentimentRule rule) {
  for (const auto& span : analysis.spans) {
    if ((span.rules & static_cast<unsigned>(rule)) != 0) return true;
  }
  return false;
}

Unit feeling(float valence, std::uint32_t rules = 0) {
  return {Unit::Kind::feeling, ShifterKind::none, valence, 1, 0, 0, rules, false};
}
Unit shifter(ShifterKind kind, float factor = 1) { return {Unit::Kind::shifter, kind, 0, factor, 0, 0, 0, false}; }
Unit plain() { return {Unit::Kind::plain, ShifterKind::none, 0, 1, 0, 0, 0, false}; }
Unit comma() { return {Unit::Kind::pause, ShifterKind::none, 0, 1, 0, 0, 0, false}; }
Unit gradable() { return {Unit::Kind::plain, ShifterKind::gradable, 0, 1, 0, 0, 0, true}; }

double sum_of(const std::vector<Unit>& units, cxtext::StatementContext context = {}) {
  cxtext::SentimentRules rules;
  std::vector<cxtext::UnitFeeling> feelings;
  return rules.apply(units, context, feelings);
}

}  // namespace

TEST_CASE("sentiment: minimal pairs in five languages") {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  for (const Pair& pair : pairs) {
    const cxtext::AnalyzeOptions options{.prior = {}, .language = pair.lang, .among = {}};
    const Analysis lower = analyzer.analyze(pair.lower, options);
    const Analysis higher = analyzer.analyze(pair.higher, options);
    INFO(std::string(cxtext::to_code(pair.lang))
         << ": '" << std::string(pair.lower) << "' " << lower.sentiment << " against '" << std::string(pair.higher)
         << "' " << higher.sentiment);
    CHECK(lower.sentiment < higher.sentiment);
    const Analysis& ruled = pair.in == in_lower ? lower : higher;
    // Where the list has the words as one phrase, the rule is in its valence.
    CHECK_MESSAGE((has_rule(ruled, pair.rule) || has_rule(ruled, SentimentRule::phrase)),
                  std::string(cxtext::to_name(pair.rule)));
  }
}

TEST_CASE("sentiment: labels of plain comments in five languages") {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  struct Case {
    Lang lang;
    const char* text;
    const char* label;
  };
  const Case cases[] = {
      {Lang::da, "Rigtig god service og søde medarbejdere", "pos"},
      {Lang::da, "Elendig service, jeg er meget skuffet", "neg"},
      {Lang::da, "Jeg købte en jakke i april", "neu"},
      {Lang::sv, "Jättebra service och trevlig personal", "pos"},
      {Lang::sv, "Usel service, jag är mycket besviken", "neg"},
      {Lang::sv, "Jag köpte en jacka i april", "neu"},
      {Lang::nb, "Kjempebra service og hyggelig betjening", "pos"},
      {Lang::nb, "Elendig service, jeg er veldig skuffet", "neg"},
      {Lang::nb, "Jeg kjøpte en jakke i april", "neu"},
      {Lang::nn, "Kjempebra service og hyggelege folk", "pos"},
      {Lang::nn, "Elendig service, eg er veldig skuffa", "neg"},
      {Lang::nn, "Eg kjøpte ei jakke i april", "neu"},
      {Lang::en, "Great service and lovely staff", "pos"},
      {Lang::en, "Terrible service, I am very disappointed", "neg"},
      {Lang::en, "I bought a jacket in April", "neu"},
      {Lang::en, "The staff were lovely. The app is terrible.", "mixed"},
  };
  for (const Case& c : cases) {
    const Analysis& analysis = analyzer.analyze(c.text, {.prior = {}, .language = c.lang, .among = {}});
    INFO(std::string(c.text) << " " << analysis.sentiment);
    CHECK(cxtext::to_name(analysis.label) == c.label);
  }
}

TEST_CASE("sentiment: contributions of spans add up to the score of their statement") {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  std::vector<cxtext::Comment> comments;
  std::vector<cxtext::Reject> rejects;
  auto reader = cxtext::CommentReader::open(testing::source_path("examples/feedback.csv"), {});
  REQUIRE(reader.ok());
  for (;;) {
    const auto got = reader->read(1000, comments, rejects);
    REQUIRE(got.ok());
    if (got.value() == 0) break;
  }
  REQUIRE(comments.size() > 1000);
  for (const cxtext::Comment& comment : comments) {
    const Analysis& analysis = analyzer.analyze(comment.text);
    CHECK(std::abs(analysis.sentiment) <= 1);
    std::size_t next = 0;
    for (const cxtext::Statement& statement : analysis.statements) {
      double sum = static_cast<double>(statement.rest);
      bool any = false;
      for (; next < analysis.spans.size() && analysis.spans[next].end <= statement.end; ++next) {
        const auto& span = analysis.spans[next];
        REQUIRE(span.begin >= statement.begin);
        REQUIRE(span.begin < span.end);
        sum += static_cast<double>(span.contribution);
        const bool lacking = (span.rules & static_cast<unsigned>(SentimentRule::lacking)) != 0;
        const bool ruled = (span.rules & ~static_cast<unsigned>(SentimentRule::learned)) != 0;
        any = any || (ruled && !lacking) || span.valence != 0;
      }
      INFO(comment.id << " " << comment.text);
      REQUIRE(std::abs(sum - statement.sentiment) < 1e-5);
      REQUIRE(any == statement.has_feeling);
    }
    REQUIRE(next == analysis.spans.size());
  }
}

TEST_CASE("sentiment: each rule by itself") {
  CHECK(sum_of({}) == 0);
  CHECK(sum_of({feeling(2)}) == doctest::Approx(2));
  CHECK(sum_of({shifter(ShifterKind::intensifier, 1.5F), feeling(2)}) == doctest::Approx(3));
  CHECK(sum_of({shifter(ShifterKind::diminisher, 0.5F), feeling(-2)}) == doctest::Approx(-1));
  CHECK(sum_of({shifter(ShifterKind::intensifier, 1.5F), comma(), feeling(2)}) == doctest::Approx(2));
  CHECK(sum_of({shifter(ShifterKind::negator), feeling(2)}) < 0);
  CHECK(sum_of({shifter(ShifterKind::negator), feeling(-2)}) > 0);
  // A negator that turns nothing says what did not happen; "seldom" does not.
  const double lacking = sum_of({shifter(ShifterKind::negator), plain()});
  CHECK(lacking < 0);
  CHECK(lacking > -1);
  CHECK(sum_of({shifter(ShifterKind::seldom), plain()}) == 0);
  CHECK(sum_of({shifter(ShifterKind::negator), comma(), feeling(2)}) == doctest::Approx(2 + lacking));
  CHECK(sum_of({shifter(ShifterKind::negator), plain(), plain(), plain(), feeling(2)}) < 0);
  CHECK(sum_of({shifter(ShifterKind::negator), plain(), plain(), plain(), plain(), feeling(2)}) ==
        doctest::Approx(2 + lacking));
  // Only the next feeling is turned.
  CHECK(sum_of({shifter(ShifterKind::negator), feeling(2), feeling(2)}) == doctest::Approx(2 - 1.5));
  // After the verb: in Scandinavian only.
  CHECK(sum_of({feeling(2), plain(), shifter(ShifterKind::negator)}, {.lang = Lang::da}) < 0);
  CHECK(sum_of({feeling(2), plain(), shifter(ShifterKind::negator)}, {.lang = Lang::en}) ==
        doctest::Approx(2 + lacking));
  CHECK(sum_of({feeling(2), plain(), plain(), plain(), shifter(ShifterKind::negator)}, {.lang = Lang::da}) ==
        doctest::Approx(2 + lacking));
  // "skoene gnaver ikke": a negator that ends the statement turns a negative word too.
  CHECK(sum_of({feeling(-2), shifter(ShifterKind::negator)}, {.lang = Lang::da}) > 0);
  CHECK(sum_of({gradable()}) == 0);
  CHECK(sum_of({shifter(ShifterKind::excess), gradable()}) < -1);
  CHECK(sum_of({shifter(ShifterKind::excess), plain(), gradable()}) == 0);
  CHECK(sum_of({shifter(ShifterKind::wish), feeling(2)}) < 0);
  CHECK(sum_of({shifter(ShifterKind::wish), plain()}) < 0);
  CHECK(sum_of({shifter(ShifterKind::wish), plain()}, {.asked = true}) == 0);
  CHECK(sum_of({shifter(ShifterKind::past), feeling(2)}) < 0);
  CHECK(sum_of({feeling(2)}, {.asked = true}) == doctest::Approx(1));
  CHECK(sum_of({feeling(-2)}, {.asked = true}) == doctest::Approx(-2));
  const auto amplified = [](cxtext::StatementContext context) {
    return cxtext::SentimentRules::amplification(context);
  };
  CHECK(amplified({}) == 1);
  CHECK(amplified({.exclamations = 1}) > 1);
  CHECK(amplified({.exclamations = 2}) > amplified({.exclamations = 1}));
  CHECK(amplified({.exclamations = 99}) == amplified({.exclamations = 3}));
  CHECK(amplified({.shouted_text = true}) > 1);
  CHECK(sum_of({feeling(2)}, {.after_contrast = true}) > 2);
  CHECK(sum_of({feeling(2)}, {.before_contrast = true}) < 2);
  const auto shouted = static_cast<std::uint32_t>(SentimentRule::shouted);
  CHECK(sum_of({feeling(2, shouted)}) > 2);
  CHECK(sum_of({feeling(2, shouted)}, {.shouted_text = true}) == doctest::Approx(2));
}

TEST_CASE("sentiment: feelings come out in the order of their units whatever the rules do") {
  testing::Random random(23);
  cxtext::SentimentRules rules;
  for (int round = 0; round < 20000; ++round) {
    std::vector<Unit> units;
    for (std::size_t n = random.below(12); n > 0; --n) {
      switch (random.below(6)) {
        case 0:
          units.push_back(feeling(random.chance(0.5) ? 2 : -2));
          break;
        case 1:
          units.push_back(shifter(static_cast<ShifterKind>(1 + random.below(8)), 1.5F));
          break;
        case 2:
          units.push_back(comma());
          break;
        case 3:
          units.push_back(gradable());
          break;
        case 4:
          units.push_back(shifter(ShifterKind::excess));
          break;
        default:
          units.push_back(plain());
          break;
      }
    }
    std::vector<cxtext::UnitFeeling> feelings;
    const double sum = rules.apply(units, {.lang = static_cast<Lang>(random.below(5))}, feelings);
    double added = 0;
    std::uint32_t wishes = 0;
    for (std::size_t i = 0; i < feelings.size(); ++i) {
      REQUIRE(feelings[i].unit < units.size());
      added += static_cast<double>(feelings[i].value);
      if (units[feelings[i].unit].shifter == ShifterKind::wish)
        ++wishes;
      else if (i > 0)
        REQUIRE(feelings[i].unit > feelings[i - 1].unit);
    }
    REQUIRE(wishes <= 1);
    REQUIRE(added == doctest::Approx(sum));
  }
}

TEST_CASE("sentiment: polarity") {
  const double reach = cxtext::SentimentStrengths{}.neutral_reach;
  const auto polarity = [&](double evidence) { return cxtext::polarity(evidence, reach); };
  CHECK(polarity(0) == 0);
  CHECK(polarity(1) == doctest::Approx(1.0 / 3.0));  // 1 / sqrt(1 + 8), the rules' own scale
  CHECK(polarity(-1) == -polarity(1));
  CHECK(polarity(1e6) <= 1);
  CHECK(polarity(2) > polarity(1));
  CHECK(polarity(reach) == doctest::Approx(cxtext::neutral_below));
  CHECK(cxtext::polarity(3, 3) == doctest::Approx(cxtext::neutral_below));
  CHECK(cxtext::polarity_slope(2, reach) * 2 == doctest::Approx(polarity(2)));
}

TEST_CASE("sentiment: names") {
  CHECK(cxtext::to_name(SentimentRule::phrase) == "phrase");
  CHECK(cxtext::to_name(SentimentRule::asked) == "asked");
  CHECK(cxtext::to_name(SentimentRule::emoji) == "emoji");
  CHECK(cxtext::to_name(cxtext::SentimentLabel::mixed) == "mixed");
  CHECK(cxtext::to_name(cxtext::SentimentLabel::none).empty());
}
