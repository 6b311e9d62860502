"""The samples of the documentation are what the command prints.

A sample is a fenced block whose first line starts with "$ ": commands, each followed by what it says (stderr and
stdout). A line "…" stands for any lines that are left out. They run in a folder of their own that has examples/.

Usage: samples_test.py CXTEXT SOURCE_DIR [--write]
--write puts what is printed into the documents instead of comparing: as many lines as there are.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

CUT = "…"


def printed(command, folder, binary):
    environment = {**os.environ, "PATH": f"{binary.parent}:{os.environ['PATH']}", "NO_COLOR": "1"}
    run = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, timeout=300, check=False)
    return run.stdout.decode().rstrip("\n").split("\n")


def shown(lines, told):
    """lines as a sample shows them that has `told` now: cut where that is cut."""
    at = next((i for i, line in enumerate(told) if line.strip() == CUT), None)
    if at is None:
        return lines
    n_after = len(told) - at - 1
    return lines[:at] + [told[at]] + (lines[-n_after:] if n_after else [])


def renewed(sample, folder, binary):
    """The lines of a sample with the outputs that its commands have."""
    out, told, command = [], [], None
    for line in sample + [None]:
        if line is None or line.startswith("$ "):
            if command is not None:
                # A prompt that nothing follows shows a command for its effect.
                lines = printed(command, folder, binary)
                out += shown(lines, told) if told or lines != [""] else []
            if line is not None:
                out.append(line)
                command, told = line[2:], []
        else:
            told.append(line)
    return out


def main():
    binary, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    write = "--write" in sys.argv[3:]
    n_samples, stale = 0, []
    for page in [source / "README.md", *sorted((source / "docs").glob("*.md"))]:
        text = page.read_text(encoding="utf-8")

        def renew(block):
            nonlocal n_samples
            n_samples += 1
            with tempfile.TemporaryDirectory() as folder:
                (pathlib.Path(folder) / "examples").symlink_to(source / "examples")
                lines = renewed(block[1].rstrip("\n").split("\n"), folder, binary)
            # Spaces at the end of a line are no part of a document.
            fresh = "\n".join(line.rstrip() for line in lines) + "\n"
            if fresh != "\n".join(line.rstrip() for line in block[1].rstrip("\n").split("\n")) + "\n":
                stale.append(f"{page.relative_to(source)} has:\n{block[1]}but cxtext prints:\n{fresh}")
            return f"```\n{fresh}```"

        fresh_text = re.sub(r"^```\n(\$ (?:.|\n)*?)```$", renew, text, flags=re.MULTILINE)
        if write and fresh_text != text:
            page.write_text(fresh_text, encoding="utf-8")
    assert n_samples > 0, "no samples found"
    print(f"{n_samples} samples, {len(stale)} {'written anew' if write else 'stale'}")
    if stale and not write:
        print("\n".join(stale))
        print("Write them anew with: tests/samples_test.py CXTEXT SOURCE_DIR --write")
        sys.exit(1)


main()
