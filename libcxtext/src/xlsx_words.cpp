#include "xlsx_words.h"

#include <array>

namespace cxtext::xlsx {

namespace {

struct Row {
  Word word;
  std::array<std::string_view, 5> text;  // en, da, sv, nb, nn
};

constexpr std::array<Row, n_words> word_table{{
    {Word::summary, {"Summary", "Overblik", "Översikt", "Oversikt", "Oversikt"}},
    {Word::themes, {"Themes", "Temaer", "Teman", "Temaer", "Tema"}},
    {Word::segments, {"Segments", "Segmenter", "Segment", "Segmenter", "Segment"}},
    {Word::trend, {"Trend", "Udvikling", "Utveckling", "Utvikling", "Utvikling"}},
    {Word::comments, {"Comments", "Kommentarer", "Kommentarer", "Kommentarer", "Kommentarar"}},
    {Word::call, {"Call", "Ring op", "Ring upp", "Ring opp", "Ring opp"}},
    {Word::thank, {"Thank", "Sig tak", "Tacka", "Takk", "Takk"}},
    {Word::conflicts,
     {"Score against text", "Score mod tekst", "Betyg mot text", "Score mot tekst", "Score mot tekst"}},
    {Word::nps, {"NPS", "NPS", "NPS", "NPS", "NPS"}},
    {Word::nps_writers,
     {"NPS of those who wrote", "NPS blandt dem, der skrev", "NPS bland dem som skrev", "NPS blant dem som skrev",
      "NPS blant dei som skreiv"}},
    {Word::low, {"95% low", "95 % nedre", "95 % nedre", "95 % nedre", "95 % nedre"}},
    {Word::high, {"95% high", "95 % øvre", "95 % övre", "95 % øvre", "95 % øvre"}},
    {Word::scores, {"Scores", "Scorer", "Betyg", "Scorer", "Scorar"}},
    {Word::promoters, {"Promoters", "Ambassadører", "Ambassadörer", "Ambassadører", "Ambassadørar"}},
    {Word::passives, {"Passives", "Passive", "Passiva", "Passive", "Passive"}},
    {Word::detractors, {"Detractors", "Kritikere", "Kritiker", "Kritikere", "Kritikarar"}},
    {Word::rows, {"Rows", "Rækker", "Rader", "Rader", "Rader"}},
    {Word::theme, {"Theme", "Tema", "Tema", "Tema", "Tema"}},
    {Word::id, {"Id", "Id", "Id", "Id", "Id"}},
    {Word::file, {"File", "Fil", "Fil", "Fil", "Fil"}},
    {Word::source, {"Source", "Kilde", "Källa", "Kilde", "Kjelde"}},
    {Word::taxonomy, {"taxonomy", "taksonomi", "taxonomi", "taksonomi", "taksonomi"}},
    {Word::discovered, {"discovered", "fundet i data", "funnet i data", "funnet i data", "funne i data"}},
    {Word::share, {"Share", "Andel", "Andel", "Andel", "Del"}},
    {Word::feeling, {"Feeling", "Stemning", "Känsla", "Stemning", "Stemning"}},
    {Word::positive, {"Positive", "Positive", "Positiva", "Positive", "Positive"}},
    {Word::neutral, {"Neutral", "Neutrale", "Neutrala", "Nøytrale", "Nøytrale"}},
    {Word::negative, {"Negative", "Negative", "Negativa", "Negative", "Negative"}},
    {Word::impact, {"Impact", "Effekt", "Effekt", "Effekt", "Effekt"}},
    {Word::gap, {"Gap", "Forskel", "Skillnad", "Forskjell", "Skilnad"}},
    {Word::adjusted, {"Adjusted impact", "Justeret effekt", "Justerad effekt", "Justert effekt", "Justert effekt"}},
    {Word::p, {"p", "p", "p", "p", "p"}},
    {Word::q, {"q", "q", "q", "q", "q"}},
    {Word::verdict, {"Verdict", "Vurdering", "Bedömning", "Vurdering", "Vurdering"}},
    {Word::stability, {"Stability", "Stabilitet", "Stabilitet", "Stabilitet", "Stabilitet"}},
    {Word::words, {"Words", "Ord", "Ord", "Ord", "Ord"}},
    {Word::pulls_up, {"pulls up", "trækker op", "drar upp", "trekker opp", "dreg opp"}},
    {Word::pulls_down, {"pulls down", "trækker ned", "drar ner", "trekker ned", "dreg ned"}},
    {Word::no_clear_effect,
     {"no clear effect", "ingen klar effekt", "ingen tydlig effekt", "ingen klar effekt", "ingen klar effekt"}},
    {Word::not_enough_data, {"not enough data", "for få data", "för lite data", "for lite data", "for lite data"}},
    {Word::column, {"Column", "Kolonne", "Kolumn", "Kolonne", "Kolonne"}},
    {Word::value, {"Value", "Værdi", "Värde", "Verdi", "Verdi"}},
    {Word::period, {"Period", "Periode", "Period", "Periode", "Periode"}},
    {Word::first_day, {"First day", "Første dag", "Första dag", "Første dag", "Første dag"}},
    {Word::last_day, {"Last day", "Sidste dag", "Sista dag", "Siste dag", "Siste dag"}},
    {Word::date, {"Date", "Dato", "Datum", "Dato", "Dato"}},
    {Word::score, {"Score", "Score", "Betyg", "Score", "Score"}},
    {Word::band, {"Band", "Gruppe", "Grupp", "Gruppe", "Gruppe"}},
    {Word::promoter, {"promoter", "ambassadør", "ambassadör", "ambassadør", "ambassadør"}},
    {Word::passive, {"passive", "passiv", "passiv", "passiv", "passiv"}},
    {Word::detractor, {"detractor", "kritiker", "kritiker", "kritiker", "kritikar"}},
    {Word::language, {"Language", "Sprog", "Språk", "Språk", "Språk"}},
    {Word::confidence, {"Confidence", "Sikkerhed", "Säkerhet", "Sikkerhet", "Tryggleik"}},
    {Word::label, {"Label", "Mærke", "Etikett", "Merke", "Merke"}},
    {Word::text, {"Comment", "Kommentar", "Kommentar", "Kommentar", "Kommentar"}},
    {Word::quote, {"Statement", "Udsagn", "Utsaga", "Utsagn", "Utsegn"}},
    {Word::rank, {"No.", "Nr.", "Nr", "Nr.", "Nr."}},
    {Word::pull, {"Pull on the score", "Træk i scoren", "Drag i betyget", "Drag i scoren", "Drag i scoren"}},
    {Word::priority, {"Priority", "Prioritet", "Prioritet", "Prioritet", "Prioritet"}},
    {Word::probability,
     {"Probability of positive", "Sandsynlighed for positiv", "Sannolikhet för positiv", "Sannsynlighet for positiv",
      "Sannsyn for positiv"}},
    {Word::drivers_chart,
     {"What pulls the score up and down (impact in NPS points)",
      "Hvad der trækker scoren op og ned (effekt i NPS-point)", "Vad som drar betyget upp och ner (effekt i NPS-poäng)",
      "Hva som trekker scoren opp og ned (effekt i NPS-poeng)", "Kva som dreg scoren opp og ned (effekt i NPS-poeng)"}},
    {Word::trend_chart,
     {"NPS over time with 95% interval", "NPS over tid med 95 %-interval", "NPS över tid med 95 %-intervall",
      "NPS over tid med 95 %-intervall", "NPS over tid med 95 %-intervall"}},
    {Word::drivers_note,
     {"The figures are on the sheet of themes, with their intervals.",
      "Tallene står på arket med temaer, med deres intervaller.",
      "Siffrorna står på bladet med teman, med sina intervall.",
      "Tallene står på arket med temaer, med intervallene sine.", "Tala står på arket med tema, med intervalla sine."}},
    {Word::trend_note,
     {"The figures are on the sheet of the trend.", "Tallene står på arket med udviklingen.",
      "Siffrorna står på bladet med utvecklingen.", "Tallene står på arket med utviklingen.",
      "Tala står på arket med utviklinga."}},
    {Word::masked,
     {"Comments with personal data, which is masked", "Kommentarer med persondata, som er maskeret",
      "Kommentarer med personuppgifter, som är maskerade", "Kommentarer med personopplysninger, som er maskert",
      "Kommentarar med personopplysningar, som er maskerte"}},
    {Word::unmasked,
     {"Comments with personal data, which is NOT masked", "Kommentarer med persondata, som IKKE er maskeret",
      "Kommentarer med personuppgifter, som INTE är maskerade",
      "Kommentarer med personopplysninger, som IKKE er maskert",
      "Kommentarar med personopplysningar, som IKKJE er maskerte"}},
    {Word::empty_rows,
     {"Rows without text", "Rækker uden tekst", "Rader utan text", "Rader uten tekst", "Rader utan tekst"}},
    {Word::rejected,
     {"Rejected rows and scores", "Afviste rækker og scorer", "Avvisade rader och betyg", "Avviste rader og scorer",
      "Avviste rader og scorar"}},
    {Word::no_theme,
     {"Comments without a theme", "Kommentarer uden tema", "Kommentarer utan tema", "Kommentarer uten tema",
      "Kommentarar utan tema"}},
    {Word::version, {"Version", "Version", "Version", "Versjon", "Versjon"}},
    {Word::notes, {"Notes", "Noter", "Noter", "Merknader", "Merknader"}},
    {Word::cut_note,
     {"{} texts are longer than a cell can hold (32,767 characters) and are cut; the export has them whole.",
      "{} tekster er længere, end en celle kan rumme (32.767 tegn), og er skåret af; eksporten har dem hele.",
      "{} texter är längre än en cell rymmer (32 767 tecken) och är avkortade; exporten har dem hela.",
      "{} tekster er lengre enn en celle rommer (32 767 tegn) og er kuttet; eksporten har dem hele.",
      "{} tekstar er lengre enn ei celle rommar (32 767 teikn) og er kutta; eksporten har dei heile."}},
    {Word::rows_note,
     {"A sheet holds 1,048,576 rows: {} more are only in comments.csv or close_the_loop.csv.",
      "Et ark rummer 1.048.576 rækker: {} flere står kun i comments.csv eller close_the_loop.csv.",
      "Ett blad rymmer 1 048 576 rader: {} till finns bara i comments.csv eller close_the_loop.csv.",
      "Et ark rommer 1 048 576 rader: {} til står bare i comments.csv eller close_the_loop.csv.",
      "Eit ark rommar 1 048 576 rader: {} til står berre i comments.csv eller close_the_loop.csv."}},
}};

// Rows stand where their word's number says.
static_assert([] {
  for (std::size_t i = 0; i < word_table.size(); ++i) {
    if (static_cast<std::size_t>(word_table[i].word) != i) return false;
    for (const std::string_view text : word_table[i].text) {
      if (text.empty()) return false;
    }
  }
  return true;
}());

std::size_t column_of(Lang language) noexcept {
  switch (language) {
    case Lang::da:
      return 1;
    case Lang::sv:
      return 2;
    case Lang::nb:
      return 3;
    case Lang::nn:
      return 4;
    default:
      return 0;
  }
}

}  // namespace

std::string_view word(Word word, Lang language) noexcept {
  return word_table[static_cast<std::size_t>(word)].text[column_of(language)];
}

}  // namespace cxtext::xlsx
