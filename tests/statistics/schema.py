#!/usr/bin/python3
"""Is report.json as docs/report.schema.json says, for reports of every kind, and is every field told of in the docs?

usage: schema.py CXTEXT SOURCE_FOLDER
"""

import copy
import json
import re
import subprocess
import sys
import tempfile

import jsonschema

# Exports that leave out what a report may be without.
EXPORTS = {
    "no_scores.csv": "id,date,comment\n1,2026-01-01,God service\n2,2026-02-01,Pakken kom for sent\n",
    "no_dates.csv": "id,score,comment\n1,10,God service\n2,0,Pakken kom for sent\n",
    "no_text.csv": "id,score,comment\n1,10,\n2,0,\n",
    "few.csv": "id,date,score,country,comment\n" + "".join(
        f"{i},2026-0{1 + i % 2}-03,{i % 11},{'DK' if i < 30 else 'SE'},Pakken kom for sent\n" for i in range(60)
    ),
}


def reports(cxtext, example):
    with tempfile.TemporaryDirectory() as folder:
        runs = [(example, []), (example, ["--no-discovery", "--period", "day"]), (example, ["--period", "quarter"]),
                (example, ["--compare", "DK..SE"])]
        for name, text in EXPORTS.items():
            path = f"{folder}/{name}"
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            runs.append((path, []))
        runs.append((f"{folder}/few.csv", ["--scale", "custom", "--scale-cuts", "0,10,4,8", "--title", "T"]))
        for path, flags in runs:
            made = subprocess.run([cxtext, "report", path, "-q", "--json", "-o", f"{folder}/out", *flags],
                                  check=True, capture_output=True, text=True)
            yield f"{path} {' '.join(flags)}", json.loads(made.stdout)


def places(node):
    """Every object in a report, so that each kind can be damaged."""
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from places(child)


def main():
    cxtext, source = sys.argv[1:]
    with open(f"{source}/docs/report.schema.json", encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    problems = []
    seen = {}
    for name, report in reports(cxtext, f"{source}/examples/feedback.csv"):
        for error in validator.iter_errors(report):
            problems.append(f"{name}: {error.json_path}: {error.message[:200]}")
        seen.setdefault("full", report)

    # The schema must be able to say no: a field more, or one less, anywhere.
    n_objects = sum(1 for _ in places(seen["full"]))
    for at in range(0, n_objects, max(1, n_objects // 150)):
        for change in (lambda o: o.update(more=1), lambda o: o.pop(next(iter(o)))):
            damaged = copy.deepcopy(seen["full"])
            target = next(o for i, o in enumerate(places(damaged)) if i == at)
            if set(target) <= {"da", "sv", "nb", "nn", "en", "other", "undetermined"} and "more" not in target:
                continue  # a language without comments is left out
            change(target)
            if validator.is_valid(damaged):
                problems.append(f"the schema takes a damaged object: {str(target)[:100]}")

    told = set()
    for page in ("report", "lists"):
        with open(f"{source}/docs/{page}.md", encoding="utf-8") as file:
            told.update(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]*)`", file.read()))))
    fields = set()
    for node in places(schema):
        fields.update(node.get("properties", {}))
    fields.discard("properties")
    problems += [f"docs/report.md and lists.md do not tell of {field}" for field in sorted(fields - told)]
    for problem in problems[:40]:
        print(problem, file=sys.stderr)
    print(f"{len(fields)} fields, {len(problems)} problems")
    return 1 if problems or len(fields) < 80 else 0


if __name__ == "__main__":
    sys.exit(main())
