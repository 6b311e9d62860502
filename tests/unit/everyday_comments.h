#pragma once

#include "cxtext/lang.h"

struct EverydayComment {
  cxtext::Lang lang;
  const char* text;
};

/// Comments as customers of the five languages write them.
inline constexpr EverydayComment everyday_comments[] = {
    {cxtext::Lang::da, "Jeg synes at personalet var rigtig søde og hjælpsomme"},
    {cxtext::Lang::da, "Pakken blev ikke leveret til tiden, og ingen ringede tilbage"},
    {cxtext::Lang::da, "Alt for dyrt i forhold til hvad man får"},
    {cxtext::Lang::da, "Hjemmesiden er nem at bruge, men jeg savner flere billeder af varerne"},
    {cxtext::Lang::da, "Ventede næsten en time i telefonkøen, det er simpelthen for dårligt"},
    {cxtext::Lang::da, "Mit abonnement blev opsagt uden at jeg fik noget at vide"},
    {cxtext::Lang::da, "hurtigt svar og god vejledning"},
    {cxtext::Lang::sv, "Jag tycker att personalen var väldigt trevlig och hjälpsam"},
    {cxtext::Lang::sv, "Paketet kom inte fram i tid och ingen svarade i telefon"},
    {cxtext::Lang::sv, "Alldeles för dyrt för vad man får"},
    {cxtext::Lang::sv, "Hemsidan är lätt att använda men jag saknar bilder på varorna"},
    {cxtext::Lang::sv, "Fick vänta nästan en timme i kön, riktigt dåligt"},
    {cxtext::Lang::sv, "Bra bemötande och snabb hjälp"},
    {cxtext::Lang::sv, "Fakturan var fel och det tog veckor att få den rättad"},
    {cxtext::Lang::nb, "Jeg synes at de ansatte var veldig hyggelige og hjelpsomme"},
    {cxtext::Lang::nb, "Pakken kom ikke fram til riktig tid, og ingen ringte meg tilbake"},
    {cxtext::Lang::nb, "Altfor dyrt i forhold til hva man får"},
    {cxtext::Lang::nb, "Nettsiden er enkel å bruke, men jeg savner flere bilder av varene"},
    {cxtext::Lang::nb, "Måtte vente nesten en time i telefonkø, det er rett og slett for dårlig"},
    {cxtext::Lang::nb, "Fikk rask hjelp da bredbåndet falt ut"},
    {cxtext::Lang::nb, "Hyggelig betjening, men litt få folk på jobb"},
    {cxtext::Lang::nn, "Eg synest at dei tilsette var veldig hyggelege og hjelpsame"},
    {cxtext::Lang::nn, "Pakka kom ikkje fram til rett tid, og ingen ringde meg tilbake"},
    {cxtext::Lang::nn, "Altfor dyrt i høve til kva ein får"},
    {cxtext::Lang::nn, "Nettsida er enkel å bruke, men eg saknar fleire bilete av varene"},
    {cxtext::Lang::nn, "Måtte vente nesten ein time i telefonkø, det er ikkje godt nok"},
    {cxtext::Lang::nn, "Dei som jobbar der er veldig greie og veit kva dei snakkar om"},
    {cxtext::Lang::en, "I think the staff were really friendly and helpful"},
    {cxtext::Lang::en, "The parcel never arrived and nobody called me back"},
    {cxtext::Lang::en, "Far too expensive for what you get"},
    {cxtext::Lang::en, "The website is easy to use but I miss more pictures of the products"},
    {cxtext::Lang::en, "Had to wait nearly an hour on the phone, not good enough"},
    {cxtext::Lang::en, "quick answers and good advice"},
};
