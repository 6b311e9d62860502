#!/usr/bin/env python3
"""Takes the sentences out of bokmål text that are nynorsk: collections of Norwegian text have some of both.

    sift_text.py SEED FILE OUT

FILE is tab-separated with a column `text`; OUT gets its rows under a header `text`. A sentence goes if it has a word
that words.txt of SEED (expand_words.py) knows in nynorsk alone, and none that it knows in bokmål alone.
"""
import csv
import pathlib
import re
import sys

WORD = re.compile(r"[^\W\d_]+")


def telling_words(seed):
    """Words of bokmål alone, of nynorsk alone."""
    bokmal, nynorsk = set(), set()
    for line in (seed / "words.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            of_bokmal, of_nynorsk, *_ = line.lower().split("\t")
            bokmal.update(of_bokmal.split())
            nynorsk.update(of_nynorsk.split())
    # "Anna" is a name, "vert" a host; the shortest are too often something else.
    doubtful = {word for word in bokmal | nynorsk if len(word) < 3} - {"eg", "ho"} | {
        "anna", "att", "vert", "lag", "dersom", "viss", "framfor", "ver", "sida", "staden", "same", "elles", "seie"}
    return bokmal - nynorsk - doubtful, nynorsk - bokmal - doubtful


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    bokmal, nynorsk = telling_words(pathlib.Path(sys.argv[1]))
    with open(sys.argv[2], encoding="utf-8") as file:
        texts = [row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    kept = ["text"]
    for text in texts:
        words = set(WORD.findall(text.lower()))
        if bokmal & words or not nynorsk & words:
            kept.append(text)
    pathlib.Path(sys.argv[3]).write_text("\n".join(kept) + "\n", encoding="utf-8")
    gone = len(texts) + 1 - len(kept)
    print(f"sift_text: {gone} of {len(texts)} sentences of {sys.argv[2]} are nynorsk", file=sys.stderr)


main()
