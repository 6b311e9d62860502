// What tells the five languages apart, and what must not.
#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "cxtext/pipeline.h"

using cxtext::Lang;
using cxtext::LangGuess;

namespace {

struct Expected {
  Lang lang;
  const char* text;
};

void check_all(const std::vector<Expected>& table, cxtext::AnalyzeOptions options = {}) {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  for (const auto& [lang, text] : table) {
    const LangGuess guess = analyzer.identify(text, options);
    INFO(std::string(text) << " -> " << std::string(cxtext::to_code(guess.lang)) << " " << guess.confidence);
    CHECK(guess.lang == lang);
  }
}

cxtext::FileLanguages learned_from(cxtext::Analyzer& analyzer, const std::vector<const char*>& texts,
                                   const char* declared = "", int times = 20) {
  std::vector<cxtext::Comment> sample;
  for (int i = 0; i < times; ++i) {
    for (const char* text : texts) {
      sample.emplace_back().text = text;
      sample.back().language = declared;
    }
  }
  return cxtext::learn_languages(analyzer, sample);
}

const std::vector<const char*> danish{"Jeg fik ikke noget at vide om hvornår pakken ville blive leveret",
                                      "Medarbejderen i butikken var meget venlig og gav sig god tid"};
const std::vector<const char*> swedish{"Jag fick inte veta något om när paketet skulle levereras",
                                       "Personalen i butiken var mycket vänlig och tog sig god tid"};

}  // namespace

TEST_CASE("language: the same thing said in each of the five") {
  check_all({
      {Lang::da, "Hvad koster det? Jeg ved det ikke"},
      {Lang::sv, "Vad kostar det? Jag vet inte"},
      {Lang::nb, "Hva koster det? Jeg vet ikke"},
      {Lang::nn, "Kva kostar det? Eg veit ikkje"},
      {Lang::en, "What does it cost? I do not know"},
      {Lang::da, "Hvorfor er der ikke nogen der ringer tilbage efter en uge"},
      {Lang::sv, "Varför är det ingen som ringer tillbaka efter en vecka"},
      {Lang::nb, "Hvorfor er det ikke noen som ringer tilbake etter en uke"},
      {Lang::nn, "Kvifor er det ikkje nokon som ringjer tilbake etter ei veke"},
      {Lang::en, "Why does nobody call back after a week"},
      {Lang::da, "kun godt af høre fra jer"},
      {Lang::nb, "bare bra å høre fra dere"},
      {Lang::nn, "berre godt å høyre frå dykk"},
      {Lang::sv, "bara bra att höra från er"},
      {Lang::da, "Mulighederne og betingelserne blev forklaret"},
      {Lang::nb, "Mulighetene og betingelsene ble forklart"},
      {Lang::nn, "Moglegheitene og vilkåra vart forklarte"},
      {Lang::sv, "Möjligheterna och villkoren förklarades"},
      {Lang::da, "Regningen kom tre uger for sent"},
      {Lang::nb, "Regningen kom tre uker for sent"},
      {Lang::nn, "Rekninga kom tre veker for seint"},
      {Lang::sv, "Räkningen kom tre veckor för sent"},
  });
}

TEST_CASE("language: dialect, chat and capitals do not flip it") {
  check_all({
      {Lang::nn, "eg er glad"},
      {Lang::nn, "E veit ikkje ka eg skal sei, men eg er kjempefornøgd"},
      {Lang::nb, "hvorfor ikke bare svare på det jeg spurte dere om"},
      {Lang::nb, "HVORFOR SVARER DERE IKKE, JEG HAR VENTET I EN UKE"},
      {Lang::da, "HVORFOR TAGER I IKKE TELEFONEN"},
      {Lang::sv, "VARFÖR SVARAR NI INTE I TELEFON"},
      {Lang::nn, "KVIFOR SVARAR DE IKKJE PÅ TELEFONEN"},
      {Lang::sv, "asså de va skitbra ju, sjukt nöjd"},
      {Lang::da, "ka godt li jer, i er søde og rare"},
      {Lang::en, "dunno why u guys cant just reply"},
  });
  // Dialect of the north and of the middle is Norwegian, whichever of the two it is taken for.
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  for (const char* text : {"æ e fornøyd", "Æ e veldig fornøyd med hjelpa", "itj no å klage på, dem e flink"}) {
    const LangGuess guess = analyzer.identify(text);
    INFO(std::string(text) << " -> " << std::string(cxtext::to_code(guess.lang)) << " " << guess.confidence);
    CHECK((guess.lang == Lang::nb || guess.lang == Lang::nn));
  }
}

TEST_CASE("language: letters typed another way, and slips") {
  check_all({
      {Lang::da, "Jeg er meget tilfreds, maden var rigtig laekker og personalet soedt"},
      {Lang::da, "Foerst ventede jeg laenge, saa blev jeg smidt af"},
      {Lang::sv, "Jag ar mycket nojd, maten var jattegod och personalen trevlig"},
      {Lang::sv, "Forst fick jag vanta lange, sen blev jag bortkopplad"},
      {Lang::nb, "Jeg er veldig fornoyd, maten var kjempegod og de ansatte hyggelige"},
      {Lang::nb, "Foerst maatte jeg vente lenge, saa ble jeg kastet ut"},
      {Lang::nn, "Eg er veldig fornoegd, maten var kjempegod og dei tilsette hyggelege"},
      {Lang::nb, "Veldig hygelig betjenign, men altfor lagn ventetid"},
      {Lang::sv, "Mycekt bra bemötnade och snabb levrans"},
      {Lang::en, "Teh delivery was realy slow adn nobody ansewred"},
  });
}

TEST_CASE("language: neighbours and others are other") {
  check_all({
      {Lang::other, "Þjónustan var mjög góð og starfsfólkið vingjarnlegt"},
      {Lang::other, "Der Service war sehr schlecht und niemand hat geantwortet"},
      {Lang::other, "De bediening was vriendelijk maar het duurde veel te lang"},
      {Lang::other, "Palvelu oli nopeaa ja henkilökunta ystävällistä"},
      {Lang::other, "Le personnel était très aimable mais l'attente trop longue"},
      {Lang::other, "El personal fue muy amable pero la espera demasiado larga"},
      {Lang::other, "Obsługa była bardzo miła, ale czekałem zbyt długo"},
      {Lang::other, "Il personale era gentile ma l'attesa troppo lunga"},
      {Lang::other, "Teenindus oli väga hea ja kiire, aitäh"},
      {Lang::other, "Aptarnavimas buvo labai geras, ačiū"},
      {Lang::other, "Personel çok nazikti ama çok bekledik"},
      {Lang::other, "Обслуговування було дуже добрим, дякую"},
      {Lang::other, "كانت الخدمة ممتازة وشكرا جزيلا"},
      {Lang::other, "Adeeg aad u wanaagsan, waad ku mahadsan tihiin"},
  });
}

TEST_CASE("language: too little to tell") {
  check_all({
      {Lang::undetermined, "OK"},
      {Lang::undetermined, "ok."},
      {Lang::undetermined, "10/10"},
      {Lang::undetermined, "👍👍"},
      {Lang::undetermined, ":-)"},
      {Lang::undetermined, "Karin"},
      {Lang::undetermined, "IKEA"},
      {Lang::undetermined, "2024-05-01 12:30"},
      {Lang::undetermined, "???"},
  });
}

TEST_CASE("language: a file lends its language to what says too little, and is overruled by what says enough") {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  const auto of_danish = learned_from(analyzer, danish);
  const auto of_swedish = learned_from(analyzer, swedish);
  REQUIRE(of_danish.main == Lang::da);
  REQUIRE(of_swedish.main == Lang::sv);
  check_all({{Lang::da, "Fint"}, {Lang::da, "Super service"}, {Lang::da, "Ok"}, {Lang::undetermined, "10"}},
            of_danish.options());
  check_all({{Lang::sv, "Fint"}, {Lang::sv, "Super service"}}, of_swedish.options());
  check_all({{Lang::sv, "Jag fick vänta i två veckor på min beställning"},
             {Lang::en, "I waited two weeks for my order"},
             {Lang::nn, "Eg måtte vente i to veker på det eg hadde tinga"},
             {Lang::other, "Ich habe zwei Wochen auf meine Bestellung gewartet"}},
            of_danish.options());
}

TEST_CASE("language: a declared language weighs as much as its column deserves") {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  const auto right = learned_from(analyzer, danish, "Dansk");
  const auto wrong = learned_from(analyzer, danish, "sv");
  const auto none = learned_from(analyzer, danish);
  CHECK(right.declared_weight == doctest::Approx(4.0F));
  CHECK(wrong.declared_weight == 0.0F);
  CHECK(none.declared_weight > 2);
  CHECK(none.declared_weight < 3);
  std::vector<const char*> both = danish;
  both.insert(both.end(), swedish.begin(), swedish.end());
  CHECK(learned_from(analyzer, both, "da").declared_weight < 0.2F);

  cxtext::AnalyzeOptions options;
  options.declared = Lang::nb;
  check_all({{Lang::nb, "Det var fint"}, {Lang::sv, "Jag fick vänta i två veckor på min beställning"}}, options);
  options.declared = Lang::da;
  check_all({{Lang::da, "Det var fint"}, {Lang::en, "I waited two weeks for my order"}}, options);
  options.declared = Lang::sv;
  check_all({{Lang::sv, "fint"}}, options);
  // A questionnaire in "Norwegian" gets answers in nynorsk.
  options.declared = Lang::nb;
  check_all({{Lang::nn, "Eg veit ikkje kva eg skal seie"}}, options);
}

TEST_CASE("language: candidates bind") {
  const std::vector<Lang> among{Lang::da, Lang::sv};
  cxtext::AnalyzeOptions options;
  options.among = among;
  check_all(
      {{Lang::da, "Jeg vet ikke hva dere mener"}, {Lang::sv, "Jag vet inte vad ni menar"}, {Lang::undetermined, "10"}},
      options);
}

TEST_CASE("language: a comment that changes language is read by the lists of each") {
  struct Case {
    const char* text;
    std::vector<Lang> statements;
  };
  const std::vector<Case> cases{
      {"Jeg er meget glad for jeres hjælp med at finde pakken. The website is terrible and the app keeps crashing.",
       {Lang::da, Lang::en}},
      {"The driver was very friendly and helpful. Men appen är riktigt dålig och kraschar hela tiden.",
       {Lang::en, Lang::sv}},
      {"Vi är mycket nöjda med personalen på hotellet. Rommet var dessverre skittent og vi fikk ikke hjelp.",
       {Lang::sv, Lang::nb, Lang::nb}},  // "dessverre" begins a statement of its own
      // Not plain enough, or too short: it stays.
      {"Jeg er meget glad for jeres hjælp med at finde pakken. Nice!", {Lang::da, Lang::da}},
      {"Jeg er veldig fornøyd med hjelpen jeg fikk. Boka kom fram på dagen.", {Lang::nb, Lang::nb}},
  };
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  for (const Case& one : cases) {
    INFO(std::string(one.text));
    const cxtext::Analysis& analysis = analyzer.analyze(one.text);
    std::vector<Lang> found;
    for (const cxtext::Statement& statement : analysis.statements) {
      found.push_back(statement.lang.lang);
      CHECK(statement.lists == statement.lang.lang);
    }
    CHECK(found == one.statements);
  }
  // The feeling of the English half comes from English lists.
  const cxtext::Analysis& mixed = analyzer.analyze(cases[0].text);
  REQUIRE(mixed.statements.size() == 2);
  CHECK(mixed.statements[0].sentiment > 0);
  CHECK(mixed.statements[1].sentiment < 0);
  // A given language binds for all of it.
  cxtext::AnalyzeOptions given;
  given.language = Lang::da;
  for (const cxtext::Statement& statement : analyzer.analyze(cases[0].text, given).statements) {
    CHECK(statement.lists == Lang::da);
  }
}
