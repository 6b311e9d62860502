// The tailorings on top of UAX #29, as docs/text.md lists them.
#include <array>
#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/pipeline.h"
#include "cxtext/tokens.h"

#include "reference/token_check.h"
#include "testing.h"

using cxtext::Token;
using cxtext::Tokenizer;
using cxtext::TokenKind;

namespace {

// Tokens that are no plain word, number or punctuation, as "kind[text]"; the others as their text.
std::string shown(std::string_view text) {
  Tokenizer tokenizer;
  std::vector<Token> tokens;
  tokenizer.tokenize(text, tokens);
  std::string out;
  for (const Token& token : tokens) {
    if (!out.empty()) out += ' ';
    const std::string_view surface = text.substr(token.begin, token.end - token.begin);
    const bool plain = token.kind == TokenKind::word || token.kind == TokenKind::punctuation;
    out += plain ? std::string(surface) : std::string(cxtext::to_name(token.kind)) + '[' + std::string(surface) + ']';
  }
  return out;
}

struct Case {
  std::string_view text;
  std::string_view expected;
};

template <std::size_t n>
void check(const Case (&cases)[n]) {
  reference::TokenCheck reference;
  for (const Case& c : cases) {
    INFO(std::string(c.text));
    CHECK(shown(c.text) == c.expected);
    CHECK(reference.fault_of(c.text) == "");
  }
}

}  // namespace

TEST_CASE("tailored tokens: links, addresses, mentions, hashtags") {
  check({
      {"se https://x.dk/a(b)?c=1. Og", "se url[https://x.dk/a(b)?c=1] . Og"},
      {"(http://x.se/å)", "( url[http://x.se/å] )"},
      {"HTTP://X.NO, ok", "url[HTTP://X.NO] , ok"},
      {"på www.dr.dk/nyheder!", "på url[www.dr.dk/nyheder] !"},
      {"finn.no og e-boks.dk.", "url[finn.no] og url[e-boks.dk] ."},
      {"x.co.uk:8080/a", "url[x.co.uk:8080/a]"},
      {"http:// nej", "http : / / nej"},
      {"xhttp://y", "xhttp : / / y"},
      {"node.js", "node.js"},
      {"skriv til jens.jensen@firma.dk.", "skriv til email[jens.jensen@firma.dk] ."},
      {"åse+x@kundeservice.firma.no", "email[åse+x@kundeservice.firma.no]"},
      {"a@b", "a @ b"},
      {"a@@b.dk", "a @ @ b.dk"},
      {"tak @navn_1's", "tak mention[@navn_1] ' s"},
      {"@ kl", "@ kl"},
      {"#kundeservice #Åbent!", "hashtag[#kundeservice] hashtag[#Åbent] !"},
      {"#1 C#x ##", "# number[1] C # x # #"},
  });
}

TEST_CASE("tailored tokens: figures") {
  check({
      {"1.299,50 kr", "amount[1.299,50 kr]"},
      {"kr 1 299,-", "amount[kr 1 299,-]"},
      {"1 299:-", "amount[1 299:-]"},
      {"99,- kr", "amount[99,- kr]"},
      {"kr. 299 i alt", "amount[kr. 299] i alt"},
      {"€ 20 $5 £5 20 € 100£", "amount[€ 20] amount[$5] amount[£5] amount[20 €] amount[100£]"},
      {"100kr 200 SEK 5 NOK DKK 10", "amount[100kr] amount[200 SEK] amount[5 NOK] amount[DKK 10]"},
      {"2 er nok, 30 sek", "number[2] er nok , number[30] sek"},
      {"50% 50 % 12,5 pct. af", "amount[50%] amount[50 %] amount[12,5 pct.] af"},
      {"299 kr. Men", "amount[299 kr] . Men"},
      {"299 kr. men", "amount[299 kr.] men"},
      {"200 kroner, 5 euro", "amount[200 kroner] , amount[5 euro]"},
      {"12.30 3,5 1.000.000", "number[12.30] number[3,5] number[1.000.000]"},
      {"12 345 kunder", "number[12 345] kunder"},
      {"kl. 14.30 og 14:30", "abbreviation[kl.] number[14.30] og date[14:30]"},
      {"24/7 10/10", "number[24/7] number[10/10]"},
      {"17/5-2024 17.05.2024 17/5 2024 2024-05-17",
       "date[17/5-2024] date[17.05.2024] date[17/5 2024] date[2024-05-17]"},
      {"d. 17. maj, 3. Maj", "abbreviation[d.] number[17.] maj , number[3] . Maj"},
      {"gav 10. men", "gav number[10] . men"},
      {"+45 12 34 56 78", "phone[+45 12 34 56 78]"},
      {"12 34 56 78, 123 45 678", "phone[12 34 56 78] , phone[123 45 678]"},
      {"070-123 45 67, 08-123 45 67x", "phone[070-123 45 67] , number[08] - number[123] number[45] 67x"},
      {"5G 2stk 3d v2.0", "5G 2stk 3d v2.0"},
      {"1,2,3 1/2/3", "number[1,2,3] number[1] / number[2] / number[3]"},
  });
}

TEST_CASE("tailored tokens: emoji and emoticons") {
  check({
      {"🇩🇰🇸🇪 1️⃣ #️⃣", "emoji[🇩🇰] emoji[🇸🇪] emoji[1️⃣] emoji[#️⃣]"},
      {"👩‍👩‍👧👍🏽", "emoji[👩‍👩‍👧] emoji[👍🏽]"},
      {"🏴\U000E0067\U000E0062\U000E007F ❤️", "emoji[🏴\U000E0067\U000E0062\U000E007F] emoji[❤️]"},
      {":-) :( ;) =) :D :-P :'( >:( :-)))",
       "emoji[:-)] emoji[:(] emoji[;)] emoji[=)] emoji[:D] emoji[:-P] emoji[:'(] emoji[>:(] emoji[:-)))]"},
      {"<3 </3 xD XD ^^ ^_^ (y) (:",
       "emoji[<3] emoji[</3] emoji[xD] emoji[XD] emoji[^^] emoji[^_^] emoji[(y)] emoji[(:]"},
      {"godt:)", "godt emoji[:)]"},
      {"<3 min <10 a<3b <30", "< number[3] min < number[10] a < 3b < number[30]"},
      {"pris:Dyrt (se her:) pris:(1)", "pris : Dyrt ( se her : ) pris : ( number[1] )"},
      {"12:30 http://x.dk :/", "date[12:30] url[http://x.dk] emoji[:/]"},
  });
}

TEST_CASE("tailored tokens: abbreviations and missing spaces in five languages") {
  check({
      {"F.eks. prisen, bl.a. og dvs. alt",
       "abbreviation[F.eks.] prisen , abbreviation[bl.a.] og abbreviation[dvs.] alt"},
      {"t.ex. appen, m.m. o.s.v.", "abbreviation[t.ex.] appen , abbreviation[m.m.] abbreviation[o.s.v.]"},
      {"t.ex appen f.eks nu", "abbreviation[t.ex] appen abbreviation[f.eks] nu"},
      {"d.v.s. ca. ti inkl. mva", "abbreviation[d.v.s.] abbreviation[ca.] ti abbreviation[inkl.] mva"},
      {"t.d. om morgonen", "abbreviation[t.d.] om morgonen"},
      {"e.g. this, etc. but", "abbreviation[e.g.] this , abbreviation[etc.] but"},
      {"kage osv. Men", "kage osv . Men"},
      {"kage osv. og", "kage abbreviation[osv.] og"},
      {"osv...", "osv . . ."},
      {"t. ex. en", "abbreviation[t.] abbreviation[ex.] en"},
      {"Plan B. Vi", "Plan B . Vi"},
      {"det veit eg. Det er dyr el.", "det veit eg . Det er dyr el ."},
      {"godt.Men dyrt", "godt . Men dyrt"},
      {"nöjd.Åter bra:Ja", "nöjd . Åter bra : Ja"},
      {"e.Kr U.S.A SJ:s iPhone.se", "abbreviation[e.Kr] U.S.A SJ:s url[iPhone.se]"},
      {"såååå bra", "såååå bra"},
  });
}

TEST_CASE("tailored tokens: pieces of tailored things in any order leave nothing out") {
  constexpr auto pieces = std::to_array<std::string_view>(
      {"kr",  ".",    ". ",      " ",   "299",  "1 299",  ",-",       ":-", "%",  "€",  "12",  ":",
       "30",  "/",    "17",      "maj", "2024", "-",      "f.eks",    "t",  "ex", "ca", "Ca",  "osv",
       "Men", "og",   "finn.no", "@",   "#",    "x",      "xD",       ")",  "(",  "<3", "+45", "5",
       ":)",  "www.", "http://", "a.b", "💙",   "\u20E3", "godt.Men", "'",  "’",  ",",  "å"});
  testing::Random random(37);
  reference::TokenCheck check;
  for (int round = 0; round < 60'000; ++round) {
    std::string text;
    for (std::size_t n = 1 + random.below(8); n > 0; --n) text += pieces[random.below(pieces.size())];
    INFO(text);
    const std::string fault = check.fault_of(text);
    if (!fault.empty()) FAIL_CHECK(fault);
  }
}

TEST_CASE("tailored tokens: hostile input takes no longer than its length") {
  Tokenizer tokenizer;
  std::vector<Token> tokens;
  for (const std::string_view piece : {"@",   "a@",      "a.",       ".",       "#",    "#a",     ":",     ":(",
                                       "(",   "(:",      "<3",       "1 ",      "1-",   "12 34 ", "1:",    "1/",
                                       "kr ", "kr.",     "+1",       "http://", "www.", "a.b:",   "€",     "€1",
                                       "^",   "1\u20E3", "godt.Men", "@a",      "=",    "-",      "a.dk/", "a@b.dk"}) {
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    tokenizer.tokenize(text, tokens);
    REQUIRE_FALSE(tokens.empty());
    CHECK(tokens.back().end <= text.size());
  }
}

TEST_CASE("tailored tokens: what counts as the word of a token") {
  struct Part {
    std::string_view surface;
    TokenKind kind;
    std::string_view part;
  };
  const Part parts[] = {
      {"#service", TokenKind::hashtag, "service"}, {"f.eks.", TokenKind::abbreviation, "f.eks"},
      {"t.ex", TokenKind::abbreviation, "t.ex"},   {"kr. 1 299,-", TokenKind::amount, "kr"},
      {"1.299,50 kr.", TokenKind::amount, "kr"},   {"100 %", TokenKind::amount, "100"},
      {"€ 20", TokenKind::amount, "20"},           {"godt.", TokenKind::word, "godt."},
  };
  for (const Part& p : parts) CHECK(cxtext::word_part(p.surface, p.kind) == p.part);
}

TEST_CASE("tailored tokens: the later stages take the kinds for what they are") {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  const auto sentiment = [&](std::string_view text, cxtext::Lang lang) {
    return analyzer.analyze(text, {.prior = {}, .language = lang}).sentiment;
  };
  // A link or address is no evidence of a language and has no feeling.
  const std::string plain = "Leveringen blev hurtigt bragt ud af buddet";
  const double sure = analyzer.identify(plain).confidence;
  for (const char* more :
       {" https://www.terrible.com/the/worst/service", " the.best.service@company.com", " @awesome"}) {
    INFO(std::string(more));
    const std::string text = plain + std::string(more);
    CHECK(analyzer.identify(text).lang == cxtext::Lang::da);
    CHECK(analyzer.identify(text).confidence == doctest::Approx(sure));
  }
  CHECK(analyzer.identify("10 kroner").confidence > 0);
  CHECK(analyzer.identify("10 kronor").lang == cxtext::Lang::sv);
  CHECK(analyzer.identify("€ 10").confidence == analyzer.identify("").confidence);
  CHECK(sentiment("see https://x.com/terrible", cxtext::Lang::en) ==
        sentiment("see https://x.com/table", cxtext::Lang::en));
  CHECK(sentiment("#terrible", cxtext::Lang::en) < 0);
  CHECK(sentiment("#dårlig", cxtext::Lang::nb) < 0);
  CHECK(sentiment("#dårleg", cxtext::Lang::nn) < 0);
  CHECK(sentiment("#bra", cxtext::Lang::sv) > 0);
  CHECK(sentiment("såååå godt", cxtext::Lang::da) > 0);
  CHECK(sentiment("ok :-))))))", cxtext::Lang::da) > sentiment("ok", cxtext::Lang::da));
  CHECK(sentiment("100 % nöjd", cxtext::Lang::sv) > sentiment("nöjd", cxtext::Lang::sv));
  // An emoticon belongs to the sentence it closes.
  CHECK(analyzer.analyze("Bra service! :-) Dyrt", {.prior = {}, .language = cxtext::Lang::sv}).statements.size() == 2);
  // Damaged text is read as what it was.
  CHECK(sentiment("F&oslash;lte mig d&aring;rligt behandlet", cxtext::Lang::da) ==
        sentiment("Følte mig dårligt behandlet", cxtext::Lang::da));
  CHECK(sentiment("MissnÃ¶jd", cxtext::Lang::sv) == sentiment("Missnöjd", cxtext::Lang::sv));
}
