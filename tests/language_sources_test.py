#!/usr/bin/python3
"""What models/*.py make of the sources of the language model, on sources made up here.

usage: language_sources_test.py SOURCE_FOLDER
"""

import pathlib
import struct
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(root / "models"))

from translate_text import Translator  # noqa: E402
from word_pairs import pairs  # noqa: E402

failures = []


def check(what, found, wanted):
    if found != wanted:
        failures.append(f"{what}: {found!r}, not {wanted!r}")


def run(script, *arguments):
    subprocess.run([sys.executable, root / "models" / script, *arguments], check=True, capture_output=True)


def word_pairs():
    found = pairs(root / "models/seed")
    for a, b, word, choice in (
        ("nb", "nn", "jeg", "eg"), ("nb", "nn", "bilene", "bilane"), ("nn", "nb", "vera", "være"),
        ("nb", "da", "etter", "efter"), ("da", "nb", "bogen", "boka"), ("nb", "nn", "huset", "huset"),
        ("nn", "da", "ikkje", "ikke"), ("nb", "nn", "informasjoner", "informasjonar"),
    ):
        if choice not in found[a, b].get(word, []):
            failures.append(f"{a} {word} is not {b} {choice}, but {found[a, b].get(word)}")
    for (a, b), table in found.items():
        check(f"{a} to {b}: missing words", [word for word, said in table.items() if "-" in (word, *said)], [])


def translated(folder):
    lists = folder / "lists.tsv"
    lists.write_text("lang\ttext\nda+nb+nn\trobot\nnb+nn\tgrytidlig\n", encoding="utf-8")
    translator = Translator(root / "models/seed", lists)
    for a, b, text, wanted in (
        ("nb", "nn", "Jeg har ikke bilen.", ["eg har ikkje bilen ."]),
        ("nn", "nb", "Eg såg ikkje Kari frå vegen", ["jeg så ikke Kari fra veien"]),
        ("nb", "nn", "jeg xyzzelighet ikke xyzzerte", ["eg xyzzelegheit ikkje xyzzerte"]),  # by their endings
        ("nn", "nb", "xyzzyarane xyzzast", ["xyzzyerne"]),
        ("nb", "nn", "jeg xyzzene ikke", ["eg", "ikkje"]),  # cut where a word may be spelled otherwise
        ("nb", "da", "ikke robot grytidlig jeg", ["ikke robot", "jeg"]),  # … or is not Danish by the lists
        ("nb", "nn", "uten barnehjemmet", ["utan barneheimen"]),
    ):
        found = [" ".join(piece) for piece in translator.pieces(text, a, b) if piece]
        check(f"{a} to {b}: {text}", found, wanted)


def sifted(folder):
    source, out = folder / "mixed.tsv", folder / "sifted.tsv"
    texts = ["Jeg vet ikke", "Eg veit ikkje", 'Han sa "ikkje", men jeg gikk', "Oslo"]
    source.write_text("label\ttext\n" + "".join(f"x\t{text}\n" for text in texts), encoding="utf-8")
    run("sift_text.py", root / "models/seed", source, out)
    check("sifted", out.read_text(encoding="utf-8").splitlines()[1:], [texts[0], *texts[2:]])


def word_graph(words, letters):
    """A traineddata file of two parts: a tree of words, and what its letters are."""
    tree = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    flags_at = len(letters).bit_length()
    order, places, size = [tree], {}, 0
    for node in order:  # breadth first: a node's place is known before an edge leads there
        places[id(node)] = size
        size += sum(1 for letter in node if letter)
        order += [child for letter, child in node.items() if letter]
    edges = []
    for node in order:
        ours = [(letter, child) for letter, child in node.items() if letter]
        for at, (letter, child) in enumerate(ours):
            flags = (1 if at + 1 == len(ours) else 0) | (4 if "" in child else 0)
            target = places[id(child)] if any(child) else 0
            edges.append(letters.index(letter) | flags << flags_at | target << flags_at + 3)
    graph = struct.pack("<hii", 42, len(letters), len(edges)) + struct.pack(f"<{len(edges)}Q", *edges)
    names = "\n".join([str(len(letters))] + [f"{letter} 0" for letter in letters]).encode()
    count, first = 22, 4 + 22 * 8
    offsets = [-1] * count
    offsets[19], offsets[21] = first, first + len(graph)
    return struct.pack(f"<i{count}q", count, *offsets) + graph + names


def listed(folder):
    packages = folder / "packages/usr/share/tesseract-ocr/5/tessdata"
    packages.mkdir(parents=True)
    letters = ["NULL", *"abdeghikrsuvBK"]
    words = {"dan": ["bare", "brug", "brugs", "Kai"], "swe": ["bara", "hus"], "nor": ["bare", "bruk", "hus"],
             "eng": ["bare"], "isl": ["hus"]}
    for name in ("dan", "swe", "nor", "eng", "deu", "nld", "fin", "isl", "fao", "est"):
        (packages / f"{name}.traineddata").write_bytes(word_graph(words.get(name, ["Berg"]), letters))
    out = folder / "words.tsv"
    run("prepare_lists.py", folder / "packages", out)
    rows = [line.split("\t") for line in out.read_text(encoding="utf-8").splitlines()[1:]]
    check("lists", [row for row in rows if row[1] != "berg"],
          [["sv", "bara"], ["da+en+nb+nn", "bare"], ["da", "brug"], ["da", "brugs"], ["nb+nn", "bruk"],
           ["nb+nn+other+sv", "hus"]])


word_pairs()
with tempfile.TemporaryDirectory() as name:
    for case in (translated, sifted, listed):
        case(pathlib.Path(name))
if failures:
    sys.exit("\n".join(failures))
