#!/usr/bin/env python3
"""Which words which languages have, out of the word lists of the tesseract-ocr packages (Apache 2.0).

    prepare_lists.py PACKAGES OUT

PACKAGES is what scripts/fetch-language-text unpacked. Writes OUT, columns `lang` and `text`, sorted by words: a word in
small letters, and the languages that list it, joined by `+`. The Norwegian list has bokmål and nynorsk and does not say
which: `nb+nn`. The lists were drawn from the web and have strays from other languages, above all English; a word that
several lists have is kept as a word of any of them. The same packages give the same bytes.
"""
import collections
import hashlib
import pathlib
import re
import struct
import sys

FIVE = {"dan": "da", "swe": "sv", "nor": "nb+nn", "eng": "en"}
STRANGERS = ("deu", "nld", "fin", "isl", "fao", "est")
STRANGERS_OF_256 = 20  # what share of the words that only strangers have is kept
WORD = re.compile(r"[^\W\d_]{2,}")
# Parts of a traineddata file.
LIST, LETTERS = 19, 21


def parts(path):
    """The parts of a traineddata file by number: a count, as many offsets (-1: missing), then the parts."""
    data = path.read_bytes()
    (count,) = struct.unpack_from("<i", data)
    offsets = struct.unpack_from(f"<{count}q", data, 4)
    ends = sorted(offset for offset in offsets if offset >= 0) + [len(data)]
    return {number: data[offset:ends[ends.index(offset) + 1]] for number, offset in enumerate(offsets) if offset >= 0}


def letters_of(part):
    """What the numbers in a word list stand for; the first is a blank."""
    count, *lines = part.decode("utf-8").split("\n")
    return [" "] + [line.split(" ")[0] for line in lines[1:int(count)]]


def words_of(part, letters):
    """The words of a directed acyclic word graph. An edge has a letter, three flags and the node it leads to; the edges
    of a node stand together."""
    _, n_letters, n_edges = struct.unpack_from("<hii", part)
    edges = struct.unpack_from(f"<{n_edges}Q", part, 10)
    flags_at = n_letters.bit_length()
    last, backward, ends_word = 1, 2, 4
    open_nodes = [(0, "")]
    while open_nodes:
        at, head = open_nodes.pop()
        while True:
            flags = edges[at] >> flags_at & 7
            letter, target = edges[at] & (1 << flags_at) - 1, edges[at] >> flags_at + 3
            if not flags & backward and letter < len(letters):
                word = head + letters[letter]
                if flags & ends_word:
                    yield word
                if target:
                    open_nodes.append((target, word))
            if flags & last:
                break
            at += 1


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1]) / "usr/share/tesseract-ocr/5/tessdata"
    languages = collections.defaultdict(set)
    plain = set()  # words that a list has in small letters: others are names
    for name in (*FIVE, *STRANGERS):
        of_file = parts(folder / f"{name}.traineddata")
        for word in words_of(of_file[LIST], letters_of(of_file[LETTERS])):
            if WORD.fullmatch(word):
                languages[word.lower()].add(FIVE.get(name, "other"))
                if word.islower() or name == "deu":
                    plain.add(word.lower())
    rows = ["lang\ttext"]
    for word in sorted(plain):
        ours = languages[word] - {"other"}
        if not ours and hashlib.sha256(word.encode()).digest()[0] >= STRANGERS_OF_256:
            continue
        # What all four have says nothing but that it is one of them.
        of_word = ours if len(ours) == len(FIVE) else languages[word]
        rows.append("+".join(sorted(of_word)) + "\t" + word)
    pathlib.Path(sys.argv[2]).write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{pathlib.Path(sys.argv[2]).name}: {len(rows) - 1} words", file=sys.stderr)


main()
