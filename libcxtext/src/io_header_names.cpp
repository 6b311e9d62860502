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
    "respondentid", "respondent", "interviewid", "caseid", "casenumber", "case", "sagsid", "sagsnummer", "sagsnr",
    "sag", "arendeid", "arendenummer", "arende", "saksid", "saksnummer", "saksnr", "sak", "ticketid", "ticketnumber",
    "ticket", "lobenummer", "lopenummer", "lopnummer", "lobenr", "lopenr", "lopnr", "number", "nummer", "nr", "key",
    "ref", "reference", "referanse", "referens",
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

}  // namespace cxtext::io
