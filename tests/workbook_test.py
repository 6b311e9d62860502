#!/usr/bin/env python3
"""Reads report.xlsx with openpyxl, which knows nothing of cxtext, and compares it with report.json and the CSV files.

usage: workbook_test.py CXTEXT EXPORT
"""
import csv
import json
import math
import os
import subprocess
import sys
import tempfile

import openpyxl

problems = []


def expect(condition, what):
    if not condition:
        problems.append(what)


def same(cell, figure):
    if figure is None:
        return cell is None
    return isinstance(cell, (int, float)) and math.isclose(cell, figure, rel_tol=1e-12, abs_tol=1e-12)


def check_themes(sheet, themes):
    names = [cell.value for cell in sheet[1]]
    expect(sheet.max_row == len(themes) + 1, "a row a theme")
    for row, theme in zip(sheet.iter_rows(min_row=2, values_only=True), themes):
        impact = theme["impact"] or {"value": None, "low": None, "high": None}
        for cell, figure in zip(row[1:4], (impact["value"], impact["low"], impact["high"])):
            expect(same(cell, figure), f"impact of {theme['id']}: {cell} is not {figure}")
        expect(same(row[names.index("Share")], theme["share"]), f"share of {theme['id']}")
        expect(same(row[names.index("q")], theme["q"]), f"q of {theme['id']}")


def check_comments(sheet, path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    expect(sheet.max_row == len(rows) + 1, "a row a comment")
    for cells, row in zip(sheet.iter_rows(min_row=2, values_only=True), rows):
        expect(str(cells[0]) == row["id"], f"id {row['id']}")
        expect((cells[2] is None) == (row["score"] == ""), f"score of {row['id']}")
        expect(cells[2] is None or float(row["score"]) == cells[2], f"score of {row['id']}")
        expect((cells[1].strftime("%Y-%m-%d") if cells[1] else "") == row["date"], f"date of {row['id']}")
        text = row["text"]
        if text.startswith("'") and not (cells[9] or "").startswith("'"):
            text = text[1:]
        expect((cells[9] or "").replace("\r\n", "\n") == text.replace("\r\n", "\n"), f"text of {row['id']}")


def check_book(book):
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                expect(cell.data_type != "f", f"{sheet.title}!{cell.coordinate} is a formula")
                expect(cell.hyperlink is None, f"{sheet.title}!{cell.coordinate} is a link")
        if sheet is not book.worksheets[0]:
            expect(sheet.freeze_panes == "A2", f"{sheet.title}: the header stays in view")
            expect(sheet.max_row == 1 or sheet.auto_filter.ref, f"{sheet.title}: filters")


def main():
    cxtext, export = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([cxtext, "report", export, "-o", folder, "-q", "--report-language", "en"], check=True, stdout=subprocess.DEVNULL)
        with open(os.path.join(folder, "report.json"), encoding="utf-8") as file:
            report = json.load(file)
        book = openpyxl.load_workbook(os.path.join(folder, "report.xlsx"))
        check_book(book)
        check_themes(book["Themes"], report["themes"])
        check_comments(book["Comments"], os.path.join(folder, "comments.csv"))
        for name, key in (("Call", "call"), ("Thank", "thank"), ("Score against text", "conflicts")):
            expect(book[name].max_row == report["close_the_loop"][key]["rows"] + 1, f"rows of {name}")
    for problem in problems[:20]:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
