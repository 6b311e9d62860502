"""Which words of models/seed/ mean the same in bokmål, nynorsk and Danish, form by form.

pairs(seed)[a, b][word] lists how a word of language a may be said in language b. expand_words.py tells what the files
of seed hold.
"""
import collections
import difflib
import itertools

from expand_words import ENDINGS, KEEP_FINAL, family

LANGUAGES = ("nb", "nn", "da")
PHRASE = {"i", "på", "for", "til", "om", "av", "af", "med", "det"}
SLOTS = 4  # of a noun: lemma, definite, plural, definite plural
# Classes that have no ending for some slot, or two for one: where each ending of expand_words.ENDINGS belongs.
SLOT_OF_ENDING = {"nb": {"f": (1, 1, 2, 3), "n": (1, 3, 3), "ing": (1, 1, 2, 3)}, "nn": {"n": (1, 3)},
                  "da": {"5": (1, 3), "8": (1, 3)}}


def rows(seed, name):
    text = (seed / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def noun_slots(language, entry, lemma_nb, class_nb):
    """The forms of a noun by slot."""
    lemma, _, rest = entry.partition(".")
    lemma = lemma_nb if lemma == "=" else lemma
    kind = rest or class_nb
    slots = [[lemma], [], [], []]
    if kind.startswith("x:"):
        forms = kind[2:].split(",")
        # One form is the definite, two are it and its plural; four have two definites.
        where = {1: (1,), 2: (1, 3), 3: (1, 2, 3), 4: (1, 1, 2, 3)}[min(len(forms), 4)]
        for slot, form in zip(where, forms):
            slots[slot].append(form)
        return slots
    kind, double = kind.rstrip("+"), kind.endswith("+")
    stem = lemma + lemma[-1] if double else lemma
    if stem[-1] in "ea" and not (language == "da" and kind in KEEP_FINAL):
        stem = stem[:-1]
    for slot, ending in zip(SLOT_OF_ENDING[language].get(kind, (1, 2, 3)), ENDINGS[language][kind].split()):
        slots[slot].append(stem + ending)
    if not slots[2]:
        slots[2].append(lemma)
    return slots


def nouns(seed):
    for line in rows(seed, "nouns.txt"):
        entries = line.split()
        lemma_nb, _, class_nb = entries[0].partition(".")
        by_language = [noun_slots(language, entry, lemma_nb, class_nb)
                       for language, entry in zip(LANGUAGES, entries)]
        for slot in range(SLOTS):
            yield [forms[slot] for forms in by_language]


def aligned(forms, others):
    """For each of forms those of others that say it: the one at its place, else the most alike near its place."""
    for at, form in enumerate(forms):
        if len(forms) == len(others):
            yield form, [others[at]]
        elif others and len(others) % len(forms) == 0:
            yield form, others[at::len(forms)]
        elif others:
            def likeness(other):
                apart = abs(others.index(other) / len(others) - at / len(forms))
                return difflib.SequenceMatcher(None, form, other).ratio() - apart / 2
            yield form, [max(others, key=likeness)]


def with_infinitives(forms):
    """Nynorsk infinitives end in -e or -a."""
    return [forms[0][:-1] + "a"] if len(forms[0]) > 3 and forms[0].endswith("e") else []


def lists(seed):
    """Lists of forms that correspond, by language."""
    for name in ("verbs.txt", "adjectives.txt"):
        for line in rows(seed, name):
            yield dict(zip(LANGUAGES, (cell.split(",") for cell in line.split())))
    for line in rows(seed, "words.txt"):
        cells = [cell.split() for cell in line.split("\t")][:len(LANGUAGES)]
        # A phrase beside a word: nothing tells which of its words says it.
        is_phrase = any(PHRASE.intersection(cell) and len(cell) > 1 for cell in cells)
        if not is_phrase or len({len(cell) for cell in cells}) == 1:
            yield dict(zip(LANGUAGES, cells))
    for line in rows(seed, "equals.txt"):
        first, *rest = line.split()
        cells = [first] + [first if cell == "=" else cell for cell in rest]
        yield dict(zip(LANGUAGES, (cell.split(",") for cell in cells)))
    kind, languages = "", ()
    for line in rows(seed, "families.txt"):
        if line.startswith("@"):
            kind, *languages = line[1:].split()
            continue
        for stem in line.split():
            forms = collections.defaultdict(list)
            for language, form in family(kind, stem):
                if language in languages and language in LANGUAGES:
                    forms[language].append(form)
            yield forms


def pairs(seed):
    found = collections.defaultdict(lambda: collections.defaultdict(list))

    def add(a, b, word, choices):
        for choice in choices:
            if word not in ("", "-") and choice not in ("", "-") and choice not in found[a, b][word]:
                found[a, b][word].append(choice)

    for slots in nouns(seed):
        for (a, of_a), (b, of_b) in itertools.permutations(zip(LANGUAGES, slots), 2):
            for word in of_a:
                add(a, b, word, of_b)
    for forms in lists(seed):
        for a, b in itertools.permutations(forms, 2):
            for word, choices in aligned(forms[a], forms[b]):
                add(a, b, word.replace("_", " "), [choice.replace("_", " ") for choice in choices])
    for line in rows(seed, "verbs.txt"):
        forms = dict(zip(LANGUAGES, (cell.split(",") for cell in line.split())))
        for infinitive in with_infinitives(forms["nn"]):
            for other in ("nb", "da"):
                add(other, "nn", forms[other][0], [infinitive])
                add("nn", other, infinitive, forms[other][:1])
    return found
