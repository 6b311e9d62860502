#!/usr/bin/env python3
"""Running text for the language model out of translated documentation that Debian ships.

    prepare_text.py PACKAGES OUT

PACKAGES is what scripts/fetch-language-text unpacked: `usr/share/` and LibreOffice's `translations/`. Writes
OUT/LANG.SOURCE.tsv, a header `text` and a piece of text a line. The same packages give the same bytes: files are read
in order of their names, and where there is more than is needed, pieces are chosen by their hash.
"""
import hashlib
import html
import pathlib
import re
import sys

FIVE = ("da", "sv", "nb", "nn", "en")
# Strangers: near the five or frequent among customers in the Nordic countries. Pieces kept of each.
STRANGERS = {"is": 9000, "de": 7000, "nl": 7000, "fi": 7000, "fr": 3000, "es": 3000, "pl": 3000, "it": 3000,
             "et": 4000, "lt": 3000, "tr": 3000, "fy": 3000, "af": 3000, "pt": 2000, "ro": 2000, "lv": 2000,
             "hu": 2000, "cs": 2000, "hr": 2000, "sq": 2000, "uk": 1000, "ru": 1000, "ar": 1000, "ca": 1500,
             "eu": 1500, "cy": 1500, "ga": 1500, "vi": 1000, "id": 1500}
FIVE_MOST = 40000

TAG = re.compile(r"<[^>]*>|\{[^}]*\}|\$\([^)]*\)|%[A-Za-z_]+|https?://\S+|\S+@\S+")
LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", re.UNICODE)
# What is no word of any language: names of files and functions, key names, commands.
NO_WORD = re.compile(r"\S*[\d_=/\\|#<>*+^~@$%&]\S*|\b\w*[a-zæøåäö][A-ZÆØÅÄÖ]\w*\b|\b[A-ZÆØÅÄÖ]{3,}\b")


def clean(text):
    text = html.unescape(TAG.sub(" ", text)).replace("\\n", " ").replace("\\t", " ").replace('\\"', '"')
    text = text.replace("~", "").replace("\u00ad", "").replace("\\", " ")
    return " ".join(NO_WORD.sub(" ", text).split())


def po_entries(path):
    """Pairs of original and translation; fuzzy and plural entries are left out."""
    original, translated, into, fuzzy = [], [], None, False
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines() + [""]:
        if line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
        elif line.startswith("msgid "):
            original, into = [line[7:-1]], "original"
        elif line.startswith("msgstr "):
            translated, into = [line[8:-1]], "translated"
        elif line.startswith('"'):
            (original if into == "original" else translated).append(line[1:-1])
        elif not line:
            pair = "".join(original), "".join(translated)
            if all(pair) and not fuzzy:
                yield pair
            original, translated, into, fuzzy = [], [], None, False


def from_libreoffice(folder):
    for path in sorted(folder.rglob("*.po")):
        if "dictionaries" in path.parts or "scaddins" in path.parts or "autocorr" in str(path):
            continue
        yield from po_entries(path)


PARAGRAPH = re.compile(r"<(p|title|td|dd|li|desc|item|h[1-6])\b[^>]*>(.*?)</\1>", re.S)


def from_markup(files):
    """Paragraphs of HTML or Mallard pages, without listings."""
    for path in sorted(files):
        page = path.read_text(encoding="utf-8", errors="replace")
        page = re.sub(r"<(pre|code|screen|script|style|samp|cmd)\b.*?</\1>", " ", page, flags=re.S)
        for found in PARAGRAPH.finditer(page):
            if "<p>" not in found.group(2):
                yield "", found.group(2)


def keys(pairs):
    """What pieces are compared by."""
    return {" ".join(LETTERS.findall(clean(text))).lower() for _, text in pairs}


def wanted(pairs, most, untranslated):
    """Cleaned, each once, without what was left in English, at most `most` of them."""
    seen = {}
    for original, translated in pairs:
        text = clean(translated)
        words = LETTERS.findall(text)
        if not words or sum(map(len, words)) < 3 or text == clean(original):
            continue
        if sum(map(len, words)) < 0.6 * len(text.replace(" ", "")):
            continue
        key = " ".join(words).lower()
        if key not in untranslated:
            seen.setdefault(key, text)
    order = sorted(seen, key=lambda key: hashlib.sha256(key.encode()).digest())
    return [seen[key] for key in order[:most]]


def write(out, language, source, pairs, most, untranslated=frozenset()):
    texts = wanted(pairs, most, untranslated)
    if not texts:
        return
    path = out / f"{language}.{source}.tsv"
    path.write_text("text\n" + "".join(text + "\n" for text in texts), encoding="utf-8")
    print(f"{path.name}: {len(texts)} pieces, {sum(len(t.split()) for t in texts)} words", file=sys.stderr)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    packages, out = map(pathlib.Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    share = packages / "usr/share"
    handbook = share / "doc/debian-handbook/html"
    for language in FIVE + tuple(STRANGERS):
        most = STRANGERS.get(language, FIVE_MOST)
        libreoffice = from_libreoffice(packages / "translations/source" / language)
        if language == "en":  # the originals of a complete translation
            libreoffice = (("", original) for original, _ in from_libreoffice(packages / "translations/source/nn"))
        write(out, language, "libreoffice", libreoffice, most)
    for language in ("da", "sv", "en"):
        english = keys(from_markup((share / "help/C").rglob("*.page"))) if language != "en" else frozenset()
        pages = (share / "help" / ("C" if language == "en" else language)).rglob("*.page")
        write(out, language, "gnome", from_markup(pages), FIVE_MOST, english)
    gimp = share / "gimp/2.0/help"
    write(out, "nn", "gimp", from_markup((gimp / "nn").rglob("*.html")), FIVE_MOST,
          keys(from_markup((gimp / "en").rglob("*.html"))))
    write(out, "nb", "handbook", from_markup((handbook / "nb-NO").rglob("*.html")), FIVE_MOST,
          keys(from_markup((handbook / "en-US").rglob("*.html"))))


main()
