#!/usr/bin/env python3
"""Running text of one language, said in another word by word: text to learn languages from, which are short of it.

    translate_text.py SEED LISTS OUT A:FILE…

A is nb, nn or da; FILE is tab-separated with a column `text`. Writes OUT/A.B.tsv for each other language B of the
three, a header `text` and pieces of sentences. A word is put into the other language where models/seed/ tells how
(word_pairs.py), or its ending does; it stays where it is a name, or spelled in a way that both languages have; else the
sentence is cut there. The model adds words up, so their order and the grammar between them do not matter. What it
learns is that a word that both languages share says nothing, whatever each language's own sources happen to be about.

LISTS is a file with columns `lang` and `text` that says which words the languages have (models/prepare_lists.py).
"""
import csv
import pathlib
import re
import sys
import zlib

from word_pairs import LANGUAGES, pairs

TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
# Words that may be spelled otherwise in the other kind of Norwegian, though no list says so.
OTHERWISE = {
    ("nb", "nn"): re.compile(r"^(hv|gj)|(lig|lige|ligt|ligere|ligst|het|heten|heter|hetene|else|elsen|elser|elsene|ene|"
                             r"en|ede|er|et|te|els|ere|est|este|erne|inger|ingene|ert)$|øy"),
    ("nn", "nb"): re.compile(r"^(kv|gj|skj)|(leg|lege|legare|legast|heit|heita|heiter|ar|ane|ast|aste|are|a|inga|"
                             r"[td]e?)$|ei|øy|au|jø"),
}
# Endings that nearly every word exchanges for one of the other kind; the first that fits decides.
BY_RULE = {
    ("nb", "nn"): "lighetene legheitene ligheten legheita lighet legheit hetene heitene heten heita heter heiter het heit "
                  "ligere legare ligste legaste ligst legast lige lege lig leg ingene ingane inger ingar ingen inga "
                  "sjonene sjonane sjoner sjonar sjonen sjonen istene istane ister istar isten isten itet itet "
                  "iteten iteten erne arane eren aren erer erer erte erte ert ert ende ande".split(),
    ("nn", "nb"): "legheitene lighetene legheita ligheten legheit lighet heitene hetene heita heten heiter heter heit het "
                  "legare ligere legaste ligste legast ligst lege lige leg lig inga ingen arane erne arar ere aren eren "
                  "ane ene ar er erte erte ert ert ant ant ent ent elt elt alt alt ivt ivt ist ist et et "
                  "ande ende".split(),
}
SHORTEST_STEM = 4
# Stems that may be spelled otherwise as well.
STEM_OTHERWISE = {("nb", "nn"): re.compile("^(hv|gj)|øy"), ("nn", "nb"): re.compile("^(kv|gj)|skj|ei|øy|au|jø")}
SHORTEST_HEAD = 4  # shorter ones are prefixes, which say other things alone
SHORTEST_TAIL = 4


class Translator:
    def __init__(self, seed, lists):
        self.pairs = pairs(seed)
        self.known = {language: set() for language in LANGUAGES}
        with open(lists, encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                for language in row["lang"].split("+"):
                    if language in self.known:
                        self.known[language].add(row["text"])

    def stays(self, word, a, b):
        """Whether a word that no list pairs is spelled in language b as in a."""
        if (a, b) in OTHERWISE:
            return not OTHERWISE[a, b].search(word)
        if b == "nn" and OTHERWISE["nb", "nn"].search(word):
            return False
        return word in self.known[b]

    def compound(self, word, a, b):
        """A compound of which both parts are known."""
        table = self.pairs[a, b]
        for cut in range(SHORTEST_HEAD, len(word) - SHORTEST_TAIL + 1):
            tail = table.get(word[cut:])
            if not tail:
                continue
            for head, joint in ((word[:cut], ""), (word[:cut - 1], word[cut - 1])):
                if joint in ("", "s", "e") and len(head) >= SHORTEST_HEAD and table.get(head):
                    return [table[head][0] + joint + tail[0]]
        return None

    def by_rule(self, word, a, b):
        rules = BY_RULE.get((a, b), [])
        for ending, other in zip(rules[::2], rules[1::2]):
            stem = word.removesuffix(ending)
            if stem != word:
                fits = len(stem) >= SHORTEST_STEM and not STEM_OTHERWISE[a, b].search(stem)
                return [stem + other] if fits else None
        return None

    def choices(self, word, a, b):
        table = self.pairs[a, b]
        found = table.get(word)
        # A genitive; what ends in -es may be a verb, which nynorsk gives -ast.
        if not found and re.search("[^e]s$", word) and table.get(word[:-1]):
            found = [choice + "s" for choice in table[word[:-1]]]
        return (found or self.compound(word, a, b) or self.by_rule(word, a, b) or
                ([word] if self.stays(word, a, b) else None))

    def pieces(self, text, a, b):
        tokens = TOKEN.findall(text)
        piece = []
        for at, token in enumerate(tokens):
            word = token.lower()
            is_name = at > 0 and token[0].isupper() and tokens[at - 1].isalnum()
            if not token[0].isalpha() or (is_name and word not in self.pairs[a, b]):
                piece.append(token)
                continue
            found = self.choices(word, a, b)
            if found:
                piece.append(found[zlib.crc32(f"{at} {text}".encode()) % len(found)])
                continue
            yield piece
            piece = []
        yield piece


def main():
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    seed, lists, out = map(pathlib.Path, sys.argv[1:4])
    translator = Translator(seed, lists)
    texts = {}
    for source in sys.argv[4:]:
        language, _, path = source.partition(":")
        with open(path, encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                texts.setdefault(language, []).append(row["text"])
    out.mkdir(parents=True, exist_ok=True)
    for a, of_a in texts.items():
        for b in LANGUAGES:
            if a == b:
                continue
            with open(out / f"{a}.{b}.tsv", "w", encoding="utf-8") as file:
                file.write("text\n")
                for text in of_a:
                    for piece in translator.pieces(text, a, b):
                        if any(token[0].isalpha() for token in piece):
                            file.write(" ".join(piece) + "\n")


if __name__ == "__main__":
    main()
