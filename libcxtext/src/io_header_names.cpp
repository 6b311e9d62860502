// Names that exports give their columns. Written as folded() writes them: lower case, å and ä as a, ö and ø as o,
// æ as ae, without spaces. The order is the preference between two columns that both have a name of the role.

#include "io_header_names.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "io_utf8.h"

namespace cxtext::io {
namespace {

// clang-format off
constexpr std::string_view text_names[] = {
    "verbatim", "verbatims", "verbatimcomment", "comment", "comments", "kommentar", "kommentarer", "fritekst",
    "fritext", "fritekstsvar", "fritextsvar", "freetext", "opentext", "openended", "openanswer", "openresponse",
    "abentsvar", "aabentsvar", "apentsvar", "oppetsvar", "opentsvar", "opesvar", "bemaerkning", "bemaerkninger",
    "begrundelse", "begrunnelse", "grunngiving", "motivering", "uddybning", "utdypning", "utdyping", "merknad",
    "merknader", "tilbakemelding", "tilbakemeldinger", "tilbakemeldingar", "tilbagemelding", "tilbagemeldinger",
    "aterkoppling", "feedback", "customerfeedback", "customercomment", "kundekommentar", "kundkommentar", "omdome",
    "omdomen", "recension", "recensioner", "anmeldelse", "anmeldelser", "omtale", "omtalar", "omtaler", "reviewtext",
    "reviewbody", "reviewcontent", "review", "reviews", "text", "tekst", "besked", "beskjed", "melding", "meddelande",
    "message", "body", "content", "answertext", "responsetext", "answer", "svar", "response", "opinion", "synpunkter",
    "synspunkter", "synspunkt", "asikt", "remark", "remarks", "reason", "arsag", "aarsag", "orsak", "why", "hvorfor",
    "varfor", "kvifor", "description", "beskrivelse", "beskrivning", "note", "notes",
};
constexpr std::string_view text_parts[] = {
    "verbatim", "comment", "kommentar", "fritekst", "fritext", "freetext", "opentext", "openended", "bemaerkning",
    "begrundelse", "begrunnelse", "motivering", "uddyb", "utdyp", "merknad", "tilbakemelding", "tilbagemelding",
    "aterkoppling", "feedback", "omdome", "recension", "anmeldelse", "omtale", "review", "text", "tekst", "message",
    "besked", "answer", "svar", "response", "reason", "arsag", "aarsag", "orsak", "why", "hvorfor", "varfor",
    "kvifor", "explain", "improve", "forbedre", "forbattra", "describe", "beskriv", "synpunkt", "synspunkt",
};

constexpr std::string_view score_names[] = {
    "nps", "npsscore", "npsrating", "npsvalue", "netpromoterscore", "likelihoodtorecommend", "recommendationscore",
    "recommendscore", "ltr", "score", "scores", "rating", "ratings", "overallrating", "ratingvalue", "starrating",
    "stars", "star", "stjerner", "stjerne", "stjernar", "stjarnor", "stjarna", "betyg", "karakter", "karaktar",
    "karakterar", "terningkast", "terningkastet", "poeng", "poengsum", "poang", "point", "points", "vurdering",
    "bedommelse", "bedomning", "anbefaling", "anbefalingsgrad", "rekommendation", "recommendation", "csat",
    "csatscore", "ces", "cesscore", "satisfaction", "tilfredshed", "tilfredshet", "nojdhet", "grade", "skar",
};
constexpr std::string_view score_parts[] = {
    "nps", "netpromoter", "recommend", "anbefal", "rekommend", "tilra", "likely", "likelihood", "sandsynlig",
    "sannsynlig", "sannsynleg", "sannolik", "trolig", "score", "rating", "stars", "stjerner", "stjarnor", "betyg",
    "karakter", "terningkast", "poeng", "poang", "vurdering", "bedomning", "csat", "ces", "satisf", "tilfreds",
    "nojd", "skala", "scale",
};

constexpr std::string_view date_names[] = {
    "responsedate", "submitteddate", "submissiondate", "datesubmitted", "submittedat", "submitted", "submitdate",
    "completeddate", "completedat", "completed", "datecompleted", "recordeddate", "reviewdate", "surveydate",
    "svardato", "svarsdato", "svarsdatum", "besvaret", "besvart", "besvarad", "date", "dato", "datum", "datetime",
    "timestamp", "tidsstempel", "tidsstampel", "tidspunkt", "tidpunkt", "createdat", "createddate", "created",
    "createdon", "datecreated", "creationdate", "oprettet", "oprettelsesdato", "opprettet", "opprettetdato",
    "oppretta", "skapad", "skapaddatum", "publishedat", "publisheddate", "modtaget", "mottatt", "mottaget", "enddate",
    "slutdato", "startdate", "startdato", "dag", "day", "time", "tid",
};
constexpr std::string_view date_parts[] = {
    "date", "dato", "datum", "tidspunkt", "tidpunkt", "timestamp", "created", "submitted", "completed", "oprettet",
    "opprettet", "skapad", "time", "tid",
};

constexpr std::string_view id_names[] = {
    "id", "responseid", "respid", "responsid", "svarsid", "svarid", "besvarelsesid", "besvarelsenr", "besvarelsesnr", "besvarelsesnummer", "svarnr", "svarsnr", "svarnummer",
    "svarsnummer", "respondentnr", "respondentnummer", "commentid", "kommentarid",
    "reviewid", "feedbackid", "submissionid", "entryid", "recordid", "record", "rowid", "uuid", "guid", "uid",
    "respondentid", "respondent", "respondentkey", "respondentnokkel", "respondentnogle", "respondentno",
    "respondentnumber", "responsenumber", "responsenr", "responseno", "responsnr", "responsnummer", "surveyresponseid",
    "svarsnokkel", "answerid", "answernr", "externalid", "externalreference", "externaldatareference", "uniqueid",
    "sessionid", "token", "hash", "surveykey", "invitationid", "invitationsid", "inbjudanid", "deltagerid",
    "deltagernr", "deltakerid", "deltakernr", "deltagarid", "deltagarnr", "participantid", "panelistid", "interviewid", "caseid", "casenumber", "case", "sagsid", "sagsnummer", "sagsnr",
    "sag", "arendeid", "arendenummer", "arende", "saksid", "saksnummer", "saksnr", "sak", "ticketid", "ticketnumber",
    "ticket", "lobenummer", "lopenummer", "lopnummer", "lobenr", "lopenr", "lopnr", "number", "nummer", "nr", "key",
    "ref", "reference", "referanse", "referens", "henvendelsesid", "henvendelsesnr", "henvendelsesnummer",
    "contactid", "kontaktid", "enduserid", "userid", "brugerid", "brukerid", "brukarid", "anvandarid", "personid",
    "customerid", "customerno", "customernr", "customernumber", "customerref", "clientid", "kundeid", "kundenr",
    "kundenummer", "kundno", "kundid", "kundnr", "kundnummer", "kunderef", "kundereference", "memberid", "membernumber",
    "medlemsid", "medlemsnr", "medlemsnummer", "medlemid", "medlemnr", "accountid",
};
constexpr std::string_view id_parts[] = {
    "id", "uuid", "guid",
};

constexpr std::string_view language_names[] = {
    "language", "lang", "languagecode", "langcode", "locale", "sprog", "sprogkode", "sprak", "spraak", "sprakkod",
    "sprakkode", "userlanguage", "surveylanguage", "responselanguage", "commentlanguage", "kommentarsprog",
    "kundesprog", "kundsprak", "kundesprak",
};
constexpr std::string_view language_parts[] = {
    "language", "sprog", "sprak", "lang", "locale",
};

// clang-format on
struct Names {
  std::span<const std::string_view> whole;
  std::span<const std::string_view> parts;
};

Names names_of(Role role) {
  switch (role) {
    case Role::text:
      return {text_names, text_parts};
    case Role::id:
      return {id_names, id_parts};
    case Role::score:
      return {score_names, score_parts};
    case Role::date:
      return {date_names, date_parts};
    case Role::language:
      return {language_names, language_parts};
    case Role::segment:
      break;
  }
  return {};
}

/// Short parts must be a word of their own ("id" is not in "video"), longer ones may be within one ("svarsdatum").
constexpr std::size_t min_inner_bytes = 5;

}  // namespace

NameFit fit_name(Role role, std::string_view header) {
  const Names names = names_of(role);
  const std::vector<std::string> words = folded_words(header);
  std::string all;
  for (const std::string& word : words) all += word;
  if (const auto found = std::find(names.whole.begin(), names.whole.end(), all); found != names.whole.end()) {
    return {true, true, static_cast<std::size_t>(found - names.whole.begin())};
  }
  for (std::size_t rank = 0; rank < names.parts.size(); ++rank) {
    const std::string_view part = names.parts[rank];
    const bool inside = part.size() >= min_inner_bytes ? all.find(part) != std::string::npos
                                                       : std::find(words.begin(), words.end(), part) != words.end();
    if (inside) return {false, true, rank};
  }
  return {};
}

Numbered numbered_thing(std::string_view header) {
  if (trimmed(header) == "#") return Numbered::rows;
  const std::vector<std::string> words = folded_words(header);
  std::string all;
  for (const std::string& word : words) all += word;
  const auto has = [&](std::span<const std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return all.find(part) != std::string::npos; });
  };
  constexpr std::string_view endings[] = {"id", "nr", "nummer", "number", "numer", "no", "key"};
  // "Kundenr" ends with one, "video" and "metro" have no word of their own that is one.
  const bool numbered = std::any_of(std::begin(endings), std::end(endings), [&](std::string_view ending) {
    const bool inner = ending == "nr" || ending == "nummer" || ending == "number";
    return inner ? all.ends_with(ending) : !words.empty() && words.back() == ending && words.size() > 1;
  });
  constexpr std::string_view personal[] = {
      "telefon", "phone", "tlf",  "mobil",   "post", "zip",  "hus",  "cpr",  "person",  "fodsel",  "konto", "cvr",
      "org",     "ean",   "vare", "artikel", "kort", "card", "bank", "moms", "produkt", "product", "reg"};
  if (has(personal)) return Numbered::nothing;
  constexpr std::string_view orders[] = {
      "ordre", "order", "faktura",  "invoice",     "booking",     "bestill",     "bestall",    "reservation",
      "kob",   "kjop",  "purchase", "transaction", "transaktion", "transaksjon", "kvittering", "receipt"};
  // "Ventetid" is no id.
  if (!numbered && !all.ends_with("sid") && !(has(orders) && all.ends_with("id"))) return Numbered::nothing;
  return has(orders) ? Numbered::orders : Numbered::things;
}

bool numbers_name_groups(std::string_view header) {
  constexpr std::string_view measures[] = {"antal", "count",  "sum",   "amount", "belop", "beloeb", "belob", "pris",
                                           "price", "total",  "value", "verdi",  "varde", "vaerdi", "alder", "age",
                                           "score", "rating", "days",  "dage",   "dager", "dagar"};
  constexpr std::string_view groups[] = {
      "nr",         "no",      "id",     "number", "nummer",   "code",     "kode",     "kod",      "store",
      "shop",       "butik",   "butikk", "year",   "aar",      "ar",       "week",     "uge",      "uke",
      "vecka",      "veke",    "month",  "maned",  "manad",    "quarter",  "kvartal",  "wave",     "bolge",
      "vag",        "version", "zone",   "sone",   "zon",      "region",   "group",    "gruppe",   "grupp",
      "team",       "segment", "type",   "typ",    "category", "kategori", "afdeling", "avdeling", "avdelning",
      "department", "filial",  "branch", "linje",  "line",     "rute",     "route",    "linje"};
  const std::vector<std::string> words = folded_words(header);
  const auto is_any = [&](std::span<const std::string_view> names) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return std::find(names.begin(), names.end(), word) != names.end();
    });
  };
  if (is_any(measures)) return false;
  const bool ends_so = !words.empty() && (words.back().ends_with("nr") || words.back().ends_with("nummer") ||
                                          words.back().ends_with("kode") || words.back().ends_with("gruppe"));
  return is_any(groups) || ends_so;
}

}  // namespace cxtext::io
