#!/usr/bin/env python3
"""Sentiment beside other tools on the same rows, in one table.

    sentiment_peers.py CXTEXT FOLDER [--splits N] [--small N] [--jobs N] [--venv FOLDER] [--files NAME,...]

CXTEXT is the binary; FOLDER has labelled files `da_*.tsv`, `sv_*.tsv`, `nb_*.tsv`, `nn_*.tsv`, `en_*.tsv` with the
columns `label` (pos, neu, neg) and `text`; files called *_train.tsv are left out.

Out of the box: share of right answers among texts with a positive or negative label (a tie counts as positive) and,
where a file has neutral ones, the mean F1 of the three (a tool's own neutral zone). Trained: each file is cut in two at
random, N times; `cxtext train`, a linear SVM (words of one and two, character n-grams of 2 to 5, by TF-IDF) and
fastText learn from the one half and are judged on the other, then once more with --small texts of it. --jobs cuts run
at a time (as many as there are processors), and the figures do not depend on it. Prints Markdown.
The peers come from PyPI (requirements-sentiment.txt) into a virtual environment that is made at the first run; one that
cannot be installed or run is said and left out.
"""
import argparse
import concurrent.futures
import csv
import importlib
import importlib.metadata
import itertools
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import venv

HERE = pathlib.Path(__file__).resolve().parent
SCORE_OF = {"neg": 1, "neu": 3, "pos": 5}


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [(row["label"], row["text"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


# Each peer: language -> a function from a text to a number, below 0 negative; and where its neutral zone ends.

def afinn(lang):
    from afinn import Afinn
    names = {"da": "da", "sv": "sv", "en": "en"}
    return Afinn(language=names[lang]).score if lang in names else None


def vader(lang):
    if lang not in ("en", "sv"):
        return None
    if lang == "sv":  # its package has the name and the modules of the English one
        sys.path.insert(0, str(pathlib.Path(sys.prefix) / "swedish"))
    for name in [name for name in sys.modules if name.startswith("vaderSentiment")]:
        del sys.modules[name]
    try:
        module = importlib.import_module("vaderSentiment.vaderSentiment")
    finally:
        if lang == "sv":
            del sys.path[0]
    analyzer = module.SentimentIntensityAnalyzer()
    return lambda text: analyzer.polarity_scores(text)["compound"]


def sentida(lang):
    if lang != "da":
        return None
    from sentida import Sentida
    analyzer = Sentida()
    return lambda text: analyzer.sentida(text, output="mean", normal=False)


def asent(lang):
    import asent  # noqa: F401  (registers its components)
    import spacy
    code = {"da": "da", "sv": "sv", "nb": "nb", "en": "en"}.get(lang)
    if code is None:
        return None
    pipeline = spacy.blank(code)
    pipeline.add_pipe("sentencizer")
    pipeline.add_pipe(f"asent_{'no' if code == 'nb' else code}_v1")
    return lambda text: pipeline(text)._.polarity.compound


PEERS = {"AFINN": (afinn, 0.5), "VADER": (vader, 0.05), "sentida": (sentida, 0.25), "asent": (asent, 0.05)}


def binary(gold, found):
    pairs = [(truth, value) for truth, value in zip(gold, found, strict=True) if truth != "neu"]
    return sum((value >= 0) == (truth == "pos") for truth, value in pairs) / len(pairs)


def macro_f1(gold, found, zone):
    labels = ["pos" if value >= zone else "neg" if value <= -zone else "neu" for value in found]
    total = 0
    for label in ("neg", "neu", "pos"):
        right = sum(a == b == label for a, b in zip(gold, labels, strict=True))
        total += 2 * right / max(1, gold.count(label) + labels.count(label))
    return total / 3


def cell(gold, found, zone):
    text = f"{binary(gold, found):.3f}"
    return text + (f" / {macro_f1(gold, found, zone):.3f}" if "neu" in gold else "")


def judged_by_cxtext(cxtext, path, *flags):
    out = subprocess.run([cxtext, "eval", "sentiment", path, "--json", *flags], check=True, capture_output=True, text=True)
    return json.loads(out.stdout)


def versions():
    """Name and version of every peer that is installed, as one line."""
    names = [line for line in (HERE / "requirements-sentiment.txt").read_text().splitlines() if line and line[0] != "#"]
    found = []
    for name in names:
        places = [str(pathlib.Path(sys.prefix) / "swedish")] if name.endswith("-swedish") else sys.path
        for package in importlib.metadata.distributions(name=name, path=places):
            found.append(f"{name} {package.version}")
            break
    return ", ".join(found)


def out_of_the_box(options, files):
    print(f"Peers: {versions()}\n")
    print("| file | rows | cxtext | calibration error | " + " | ".join(PEERS) + " |")
    print("|---|---:|---:|---:|" + "---:|" * len(PEERS))
    for path in files:
        rows = rows_of(path)
        gold = [label for label, _ in rows]
        own = judged_by_cxtext(options.cxtext, path)
        cells = [f"{own['accuracy_binary']:.3f}" + (f" / {own['macro_f1']:.3f}" if "neu" in gold else ""),
                 f"{own['calibration_error']:.3f}"]
        for name, (make, zone) in PEERS.items():
            try:
                score = make(path.stem[:2])
                cells.append("" if score is None else cell(gold, [score(text) for _, text in rows], zone))
            except Exception as error:  # a peer that does not run is no reason to stop
                print(f"{name} left out for {path.stem}: {error}", file=sys.stderr)
                cells.append("-")
        print(f"| {path.stem} | {len(rows)} | " + " | ".join(cells) + " |", flush=True)


def svm(train, test):
    import numpy
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_union
    from sklearn.svm import LinearSVC
    features = make_union(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
                          TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2))
    model = LinearSVC(C=0.5).fit(features.fit_transform([text for _, text in train]), [label for label, _ in train])
    found = model.predict(features.transform([text for _, text in test]))
    return float(numpy.mean(found == numpy.array([label for label, _ in test])))


def fasttext(train, test, folder):
    import fasttext as library
    library.FastText.eprint = lambda _: None
    path = folder / "fasttext.txt"
    path.write_text("".join(f"__label__{label} {text.lower()}\n" for label, text in train), encoding="utf-8")
    model = library.train_supervised(str(path), epoch=25, lr=0.5, wordNgrams=2, minn=2, maxn=5, dim=50, seed=1, thread=1,
                                     bucket=200000, verbose=0)
    # Through the inner object: predict() of the package does not go with recent numpy.
    found = (model.f.predict(text.lower() + "\n", 1, 0.0, "strict")[0][1] for _, text in test)
    return sum(answer == "__label__" + label for answer, (label, _) in zip(found, test, strict=True)) / len(test)


def own(cxtext, train, test, folder):
    export, gold, model = folder / "train.csv", folder / "test.tsv", folder / "own.model"
    with open(export, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "score", "comment"])
        writer.writerows([i, SCORE_OF[label], text] for i, (label, text) in enumerate(train))
    gold.write_text("label\ttext\n" + "".join(f"{label}\t{text}\n" for label, text in test), encoding="utf-8")
    box = judged_by_cxtext(cxtext, gold)["accuracy_binary"]
    fit = subprocess.run([cxtext, "train", export, "-o", model, "-q", "--scale", "stars5", "--text-column", "comment",
                          "--score-column", "score", "--allow-rejects", "100%"], capture_output=True, text=True)
    if fit.returncode != 0 and "training needs at least" in fit.stderr:
        return box, box  # too few texts of a side: nothing is learned
    fit.check_returncode()
    return box, judged_by_cxtext(cxtext, gold, "--model", model)["accuracy_binary"]


def one_cut(task):
    """Accuracy out of the box and trained, of the SVM, and of fastText."""
    cxtext, path, size, cut = task
    rows = rows_of(path)
    random.Random(cut).shuffle(rows)
    train, test = rows[:size], rows[len(rows) // 2:]
    sides = [[row for row in part if row[0] != "neu"] for part in (train, test)]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        box, fitted = own(cxtext, train, sides[1], folder)
        try:
            fast = fasttext(*sides, folder)
        except Exception as error:
            print(f"fastText left out for {path.stem}: {error}", file=sys.stderr)
            fast = float("nan")
        return box, fitted, svm(*sides), fast


def trained(options, files):
    print("\n| file | learned from | cxtext out of the box | cxtext trained | linear SVM | fastText | cxtext - SVM |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    runs = [(path, size) for path in files for size in (len(rows_of(path)) // 2, options.small)]
    tasks = [(options.cxtext, path, size, cut) for path, size in runs for cut in range(options.splits)]
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        figures = pool.map(one_cut, tasks)  # in the order of the tasks
        for path, size in runs:
            mean = [sum(column) / options.splits for column in zip(*itertools.islice(figures, options.splits), strict=True)]
            print(f"| {path.stem} | {size} | " + " | ".join(f"{value:.3f}" for value in mean) +
                  f" | {mean[1] - mean[2]:+.3f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cxtext")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--splits", type=int, default=5, help="random halves; 0: out of the box alone")
    parser.add_argument("--small", type=int, default=200, help="texts of the smaller training set")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="cuts at a time")
    parser.add_argument("--venv", default="build/sentiment-peers")
    parser.add_argument("--files", help="names without .tsv, joined by commas; all unless given")
    options = parser.parse_args()
    python = pathlib.Path(options.venv) / "bin/python"
    complete = pathlib.Path(options.venv) / "complete"
    if not complete.exists():
        venv.create(options.venv, with_pip=True)
        for package in (HERE / "requirements-sentiment.txt").read_text().splitlines():
            if not package or package.startswith("#"):
                continue
            apart = ["--target", str(pathlib.Path(options.venv) / "swedish")] if package.endswith("-swedish") else []
            install = [python, "-m", "pip", "install", "--quiet", *apart, package]
            if subprocess.run(install, check=False).returncode != 0:
                print(f"{package} could not be installed", file=sys.stderr)
        complete.touch()
    if pathlib.Path(sys.prefix).resolve() != pathlib.Path(options.venv).resolve():
        sys.exit(subprocess.run([python, __file__, *sys.argv[1:]], check=False).returncode)
    wanted = options.files.split(",") if options.files else None
    files = [path for path in sorted(options.folder.glob("*.tsv"))
             if path.stem[:3] in ("da_", "sv_", "nb_", "nn_", "en_") and not path.stem.endswith("_train")
             and (wanted is None or path.stem in wanted)]
    if not files:
        sys.exit(f"no labelled files in {options.folder}")
    out_of_the_box(options, files)
    if options.splits > 0:
        trained(options, files)


if __name__ == "__main__":
    main()
