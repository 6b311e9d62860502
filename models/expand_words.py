#!/usr/bin/env python3
"""What models/seed/ has for the language model, a language a file: every form of its words, and its sentences.

    expand_words.py SEED OUT

Writes OUT/words.LANG.tsv, a header `text` and a form a line, sorted, each once; OUT/contrasts.LANG.tsv, likewise, of
words.txt alone, whose words do most to tell the languages apart; and OUT/sentences.LANG.tsv, in their order. The files
of SEED are written for cxtext (CC0 1.0):

  nouns.txt       nb nn da sv, each `lemma.class` or `lemma.x:form,form`; `=` stands for the lemma of nb (alone: and its
                  class), `+` behind a class doubles the last letter before an ending
  verbs.txt, adjectives.txt   nb nn da sv, all forms of one language split at commas
  families.txt    words of one ending: `@family languages`, then stems
  words.txt       tab-separated nb nn da sv en, forms split at blanks
  equals.txt      nb nn da, forms split at commas that say the same one by one; `=` as in nb, `-` none, `_` a blank
  sentences.tsv   nb nn da sv, with a header row; a row says the same four times
"""
import pathlib
import sys

ORDER = ("nb", "nn", "da", "sv")
# Endings of definite singular, plural, definite plural, by class; `-e` marks that a final -e or -a goes first.
ENDINGS = {
    "nb": {"m": "en er ene", "f": "a en er ene", "n": "et ene a", "ing": "en a er ene", "er": "en e ne"},
    "nn": {"m": "en ar ane", "f": "a er ene", "n": "et a", "ing": "a ar ane", "er": "en ar ane"},
    "da": {"1": "en er erne", "2": "en e ene", "3": "et er erne", "4": "et e ene", "5": "et ene", "6": "n r rne",
           "7": "t r rne", "8": "en ene", "9": "en e ne"},
    "sv": {"or": "an or orna", "ar": "en ar arna", "er": "en er erna", "n": "t n na", "0": "et en", "are": "n na"},
}
KEEP_FINAL = {"6", "7", "n", "are"}  # Danish and Swedish classes that add to a final vowel


def noun_forms(language, entry, lemma_nb, class_nb):
    lemma, _, rest = entry.partition(".")
    if lemma == "=":
        lemma = lemma_nb
    kind = rest or class_nb
    if kind.startswith("x:"):
        return [lemma] + [form for form in kind[2:].split(",") if form]
    kind, double = kind.rstrip("+"), kind.endswith("+")
    stem = lemma + lemma[-1] if double else lemma
    if stem[-1] in "ea" and not (language in ("da", "sv") and kind in KEEP_FINAL):
        stem = stem[:-1]
    return [lemma] + [stem + ending for ending in ENDINGS[language][kind].split()]


def nouns(lines, out):
    for line in lines:
        entries = line.split()
        lemma_nb, _, class_nb = entries[0].partition(".")
        for language, entry in zip(ORDER, entries, strict=True):
            forms = noun_forms(language, entry, lemma_nb, class_nb)
            out[language].update(forms)
            out[language].update(form + "s" for form in forms[:2] if not form.endswith("s"))


def listed(lines, out):
    for line in lines:
        for language, forms in zip(ORDER, line.split(), strict=True):
            out[language].update(forms.split(","))


def family(name, stem):
    """The forms of one stem by language."""
    tion = {"nb": ["sjon", "sjonen", "sjoner", "sjonene"], "nn": ["sjon", "sjonen", "sjonar", "sjonane"]}
    for language in ("da", "sv"):
        tion[language] = ["tion", "tionen", "tioner", "tionerna" if language == "sv" else "tionerne"]
    ere = {"nb": ["e", "er", "te", "t"], "nn": ["e", "er", "te", "t"], "da": ["e", "er", "ede", "et"],
           "sv": ["a", "ar", "ade", "at"]}
    itet = {"nb": ["", "en", "er", "ene"], "nn": ["", "en", "ar", "ane"], "da": ["", "en", "er", "erne"],
            "sv": ["", "en", "er", "erna"]}
    isk = {"nb": ["", "e"], "nn": ["", "e"], "da": ["", "e"], "sv": ["", "t", "a"]}
    het = {"nb": ["het", "heten", "heter"], "nn": ["heit", "heita", "heiter"], "da": ["hed", "heden", "heder"]}
    ing = {"nb": ["ing", "ingen", "inger", "ingene"], "nn": ["ing", "inga", "ingar", "ingane"]}
    m = {"nb": ["", "en", "er", "ene"], "nn": ["", "en", "ar", "ane"]}
    n = {"nb": ["", "et", "ene"], "nn": ["", "et", "a"]}
    f = {"nb": ["", "a", "en", "er", "ene"], "nn": ["", "a", "er", "ene"]}
    a = {"nb": ["e", "er", "et", "ende"], "nn": ["e", "ar", "a", "ande"], "da": ["e", "er", "ede", "et", "ende"],
         "sv": ["a", "ar", "ade", "at", "ande"]}
    leg = {"nb": ["lig", "lige"], "nn": ["leg", "lege"], "da": ["lig", "ligt", "lige"]}
    ar = {"nb": ["er", "eren", "ere", "erne"], "nn": ["ar", "aren", "arar", "arane"],
          "da": ["er", "eren", "ere", "erne"]}
    endings = {"sjon": tion, "ere": ere, "itet": itet, "isk": isk, "het": het, "ing": ing, "m": m, "n": n, "f": f,
               "a": a, "leg": leg, "ar": ar}[name]
    if name in ("m", "n", "f"):  # a final -e gives way
        for language, of_language in endings.items():
            for ending in of_language:
                yield language, (stem[:-1] if stem.endswith("e") and ending else stem) + ending
        return
    for language, of_language in endings.items():
        own = stem + "itet" if name == "itet" else stem
        if name == "het" and language == "nn" and own.endswith("lig"):
            own = own[:-3] + "leg"
        for ending in of_language:
            yield language, own + ending


def families(lines, out):
    name, languages = "", ()
    for line in lines:
        if line.startswith("@"):
            name, *languages = line[1:].split()
            continue
        for stem in line.split():
            for language, form in family(name, stem):
                if language in languages:
                    out[language].add(form)


def words(lines, out):
    for line in lines:
        for language, forms in zip(ORDER + ("en",), line.split("\t"), strict=True):
            out[language].update(forms.split())


def equals(lines, out):
    for line in lines:
        first, *rest = line.split()
        for language, cell in zip(ORDER, [first] + [first if cell == "=" else cell for cell in rest]):
            for form in cell.split(","):
                out[language].update(word for word in form.split("_") if word != "-")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    seed, target = map(pathlib.Path, sys.argv[1:])
    out = {language: set() for language in ORDER + ("en",)}
    contrasts = {language: set() for language in out}
    for name, read, into in (("nouns", nouns, out), ("verbs", listed, out), ("adjectives", listed, out),
                             ("families", families, out), ("equals", equals, out), ("words", words, contrasts)):
        text = (seed / f"{name}.txt").read_text(encoding="utf-8")
        read([line for line in text.splitlines() if line and not line.startswith("#")], into)
    target.mkdir(parents=True, exist_ok=True)
    for name, by_language in (("words", out), ("contrasts", contrasts)):
        for language, forms in by_language.items():
            lower = sorted({form.lower() for form in forms if form})
            (target / f"{name}.{language}.tsv").write_text("text\n" + "".join(f + "\n" for f in lower), "utf-8")
    header, *rows = (seed / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    for at, language in enumerate(header.split("\t")):
        texts = [row.split("\t")[at] for row in rows]
        (target / f"sentences.{language}.tsv").write_text("text\n" + "".join(text + "\n" for text in texts), "utf-8")


if __name__ == "__main__":
    main()
