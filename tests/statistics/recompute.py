#!/usr/bin/python3
"""Computes every statistic of report.json anew, from comments.csv and the export alone, and compares.

usage: recompute.py CXTEXT EXPORT

Another language, other libraries (SciPy, statsmodels), other ways to the same figure where there are any: rows instead
of counts, regression on rows instead of sums. Figures must agree to 1e-6. The report is made several times over: as it
comes, by weeks, with two segments compared, and on scales of five and seven.
"""

import csv
import json
import math
import os
import re
import subprocess
import sys
import tempfile

import numpy as np
import pandas as pd
import xxhash
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

Z95 = stats.norm.ppf(0.975)
X_OF_BAND = {"promoter": 1, "passive": 0, "detractor": -1}
LANGUAGES = ("da", "sv", "nb", "nn", "en")
LABELS = {"month": "%Y-%m", "day": "%Y-%m-%d"}


class Checks:
    """Counts what was compared; a difference is told with the place it was found at."""

    def __init__(self):
        self.made = 0
        self.failed = []

    def fail(self, where, got, want):
        self.failed.append(f"{where}: report has {got!r}, recomputed {want!r}")

    def same(self, where, got, want):
        self.made += 1
        if got != want:
            self.fail(where, got, want)

    def close(self, where, got, want):
        """want: a number, a NumPy scalar or None."""
        self.made += 1
        if got is None or want is None:
            if got is not want:
                self.fail(where, got, want)
        elif abs(got - want) > 1e-6 * max(1.0, abs(want)):
            self.fail(where, got, want)

    def probability(self, where, got, want):
        """Relative, as far down as double precision goes."""
        self.made += 1
        if got is None or want is None:
            if got is not want:
                self.fail(where, got, want)
        elif abs(got - want) > 1e-6 * abs(want) + 1e-290:
            self.fail(where, got, want)

    def estimate(self, where, got, want):
        if got is None or want is None:
            self.same(where, got, want)
            return
        for part, value in zip(("value", "low", "high"), want):
            self.close(f"{where}.{part}", got[part], value)


# Formulas, over rows.


def nps(x):
    """Adjusted Wald: three rows more, 3/4 of one a promoter and 3/4 of one a detractor."""
    if len(x) == 0:
        return None
    n = len(x) + 3
    promoters = ((x == 1).sum() + 0.75) / n
    detractors = ((x == -1).sum() + 0.75) / n
    centre = promoters - detractors
    half = Z95 * math.sqrt((promoters + detractors - centre**2) / n)
    return 100 * x.mean(), max(-100, 100 * (centre - half)), min(100, 100 * (centre + half))


def enough(*sizes):
    return min(sizes) >= 10


def impact(x, inside):
    if not enough(inside.sum(), (~inside).sum()):
        return None
    value = x.mean() - x[~inside].mean()
    psi = (x - x.mean()) - np.where(inside, 0, (x - x[~inside].mean()) / (~inside).mean())
    half = Z95 * math.sqrt((psi**2).mean() / len(x))
    return 100 * value, 100 * (value - half), 100 * (value + half)


def gap(x, inside):
    """Adjusted Wald, with three imaginary rows on either side."""
    if not enough(inside.sum(), (~inside).sum()):
        return None
    value = x[inside].mean() - x[~inside].mean()
    smooth = []
    for rows in (x[inside], x[~inside]):
        values = np.concatenate([rows, [1, 0, -1]])
        weights = np.concatenate([np.ones(len(rows)), [0.75, 1.5, 0.75]])
        smooth.append(DescrStatsW(values, weights))
    centre = smooth[0].mean - smooth[1].mean
    half = Z95 * math.sqrt(sum(one.var / one.sum_weights for one in smooth))
    low, high = min(centre - half, value), max(centre + half, value)
    return 100 * value, 100 * low, 100 * high


def permutation_p(x, inside):
    """Is the mean inside that of a random draw? All outcomes of the multivariate hypergeometric distribution."""
    draws = int(inside.sum())
    if not enough(draws, (~inside).sum()):
        return None
    if draws > 200:
        z = (x[inside].mean() - x.mean()) / math.sqrt(x.var() / draws * (len(x) - draws) / (len(x) - 1))
        return 2 * stats.norm.sf(abs(z))
    groups = [(x == value).sum() for value in (1, 0, -1)]
    outcomes = np.array([(p, draws - p - d, d) for p in range(draws + 1) for d in range(draws - p + 1)])
    outcomes = outcomes[(outcomes <= groups).all(axis=1)]
    log_weight = stats.multivariate_hypergeom.logpmf(outcomes, m=groups, n=draws)
    distance = abs(len(x) * (outcomes[:, 0] - outcomes[:, 2]) - draws * int(x.sum()))
    observed = abs(len(x) * int(x[inside].sum()) - draws * int(x.sum()))
    return min(1.0, np.exp(log_weight[distance >= observed]).sum())


def share_p(has, inside):
    """Is the share inside that of a random draw? Both are 0/1 over the same rows."""
    n, drawn, having = len(has), int(inside.sum()), int(has.sum())
    if not enough(drawn, n - drawn, having, n - having):
        return None
    both = int((has & inside).sum())
    if min(drawn, n - drawn, having, n - having) > 200:
        share = having / n
        z = (both / drawn - share) / math.sqrt(share * (1 - share) / drawn * (n - drawn) / (n - 1))
        return 2 * stats.norm.sf(abs(z))
    outcomes = np.arange(max(0, drawn + having - n), min(drawn, having) + 1)
    distance = abs(n * outcomes - drawn * having)
    log_weight = stats.hypergeom.logpmf(outcomes, n, having, drawn)
    return min(1.0, np.exp(log_weight[distance >= abs(n * both - drawn * having)]).sum())


def corrected(ps):
    """Benjamini-Hochberg over those that were tested."""
    tested = [p for p in ps if p is not None]
    q = iter(multipletests(tested, method="fdr_bh")[1]) if tested else iter(())
    return [None if p is None else next(q) for p in ps]


def adjusted_impacts(x, themes, ids):
    """Ridge by least squares on rows, with a row of sqrt(penalty) for every theme; folds by a hash of the id."""
    fold = np.array([xxhash.xxh3_64_intdigest(i.encode()) % 5 for i in ids])
    n_themes = themes.shape[1]

    def fit(rows, penalty):
        design = np.column_stack([np.ones(rows.sum()), themes[rows]])
        prior = np.column_stack([np.zeros(n_themes), math.sqrt(penalty) * np.eye(n_themes)])
        target = np.concatenate([x[rows], np.zeros(n_themes)])
        return np.linalg.lstsq(np.vstack([design, prior]), target, rcond=None)[0]

    def error(penalty):
        total = 0.0
        for held_out in range(5):
            b = fit(fold != held_out, penalty)
            rows = fold == held_out
            total += ((x[rows] - b[0] - themes[rows] @ b[1:]) ** 2).sum()
        return total

    penalties = [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000]
    penalty = min(penalties, key=error)
    return penalty, 100 * fit(np.ones(len(x), bool), penalty)[1:] * themes.mean(axis=0)


def slope(x, time):
    if len(x) < 10 or len(set(time)) < 2:
        return None
    line = stats.linregress(time, x)
    half = stats.t.ppf(0.975, len(x) - 2) * line.stderr
    return (line.slope, line.slope - half, line.slope + half), line.stderr, line.pvalue


def keyness(word, scores):
    """Monroe, Colaresi & Quinn (2008), with a prior of 500 pseudo-words shared out as the whole corpus is."""
    n = [scores["pairs_in"], scores["pairs_out"]]
    y = [word["in"], word["out"]]
    a = 500 * sum(y) / sum(n)
    delta = sum(sign * math.log((y[i] + a) / (n[i] + 500 - y[i] - a)) for i, sign in ((0, 1), (1, -1)))
    return delta / math.sqrt(sum(1 / (y[i] + a) for i in (0, 1)))


def bridge(rows, buckets):
    """rows: x, side (0, 1), bucket. mix = change of share x (mean NPS of the bucket - of all), rate the rest."""
    n = rows.groupby("side").size()
    overall = rows.groupby("side").x.mean().mean()
    out = {}
    for bucket in buckets:
        of = rows[rows.bucket == bucket]
        share = [(of.side == side).sum() / n[side] for side in (0, 1)]
        mean = [of[of.side == side].x.mean() for side in (0, 1)]
        mean = [mean[1 - i] if np.isnan(m) else m for i, m in enumerate(mean)]
        out[bucket] = (
            100 * (share[1] - share[0]) * (sum(mean) / 2 - overall),
            100 * (mean[1] - mean[0]) * sum(share) / 2,
        )
    return out


# Reading the files.


def read_rows(folder, export):
    rows = pd.read_csv(f"{folder}/comments.csv", dtype=str, keep_default_na=False)
    segments = pd.read_csv(export, dtype=str, keep_default_na=False)
    assert list(rows.id) == list(segments.id)
    rows["x"] = rows.band.map(X_OF_BAND)
    rows["scored"] = rows.band != ""
    rows["content"] = rows.label != ""
    rows["themes"] = rows.themes.map(lambda themes: set(filter(None, themes.split(";"))))
    rows["day"] = pd.to_datetime(rows.date.replace("", None))
    for column in segments.columns:
        rows[f"segment:{column}"] = segments[column]
    if "segment:language" not in rows:
        rows["segment:language"] = rows.language.replace("undetermined", "")
    return rows


def period_of(day, unit):
    if pd.isna(day):
        return None
    if unit == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    if unit == "quarter":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return day.strftime(LABELS[unit])


# The report.


def check_figure(checks, where, got, x):
    x = np.asarray(x, dtype=float)
    want = nps(x)
    for part, value in zip(("value", "low", "high"), want or (None,) * 3):
        checks.close(f"{where}.{part}", got[part], value)
    counts = [len(x)] + [int((x == value).sum()) for value in (1, 0, -1)]
    checks.same(f"{where} counts", [got[k] for k in ("n", "promoters", "passives", "detractors")], counts)
    evidence = "not_shown" if len(x) < 5 else "not_enough_data" if len(x) < 10 else "enough"
    checks.same(f"{where}.evidence", got["evidence"], evidence)


def verdict(difference, q):
    if q is None:
        return "not_enough_data"
    if q > 0.05 or difference == 0:
        return "no_clear_effect"
    return "pulls_up" if difference > 0 else "pulls_down"


def check_scores(checks, report, rows, top_from):
    scores = rows[rows.scored].score.astype(float)
    got = report["scores"]
    checks.same("scores.n", got["n"], len(scores))
    checks.estimate("scores.mean", got["mean"], (scores.mean(), *DescrStatsW(scores).tconfint_mean()))
    checks.same("scores.top_from", got["top_from"], top_from)
    top = None
    if top_from:
        count = int((scores >= top_from).sum())
        top = (count / len(scores), *proportion_confint(count, len(scores), method="wilson"))
    checks.estimate("scores.top_share", got["top_share"], top)


def check_words(checks, where, scores):
    for word in scores["words"]:
        checks.close(f"{where} {word['word']}", word["z"], keyness(word, scores))


def check_bands(checks, report, rows, masked):
    """Documents of a word are counted by a plain search. The report takes listed phrases ("customer service") as one,
    so it may have less; for most words it has the same."""
    as_found = []
    for got in report["bands"]:
        name = got["band"]
        of = rows[rows.band == name]
        checks.same(f"band {name}", [got["scored"], got["comments"]], [len(of), int((of.text != "").sum())])
        checks.close(f"band {name} share", got["share"], len(of) / rows.scored.sum())
        check_words(checks, f"band {name}", got["word_scores"])
        for word in got["word_scores"]["words"]:
            pattern = re.compile(rf"(?<!\w){re.escape(word['word'])}(?!\w)", re.IGNORECASE)
            found = rows.scored & rows.content & rows.text.map(lambda text: bool(pattern.search(text)))
            counts = [int((found & (rows.band == name)).sum()), int((found & (rows.band != name)).sum())]
            if masked:
                continue  # names are not there any more
            if word["in"] > counts[0] or word["out"] > counts[1]:
                checks.fail(f"band {name} documents with {word['word']}", [word["in"], word["out"]], counts)
            as_found.append([word["in"], word["out"]] == counts)
    if not masked:
        checks.same("most words of bands counted as found", np.mean(as_found) > 0.6, True)


def check_themes(checks, report, rows):
    writers = rows[rows.scored & (rows.text != "")]
    x = writers.x.to_numpy()
    content = rows[rows.content]
    themes = report["themes"]
    counts = pd.Series([theme for of in rows.themes for theme in of]).value_counts()
    checks.same("themes", sorted(theme["id"] for theme in themes), sorted(counts[counts >= 5].index))
    ps = []
    for got in themes:
        where = f"theme {got['id']}"
        inside = writers.themes.map(lambda of: got["id"] in of).to_numpy(bool)
        checks.same(f"{where} comments", got["comments"], int(counts[got["id"]]))
        checks.close(f"{where} share", got["share"], counts[got["id"]] / len(content))
        check_figure(checks, f"{where} nps", got["nps"], x[inside])
        checks.estimate(f"{where} impact", got["impact"], impact(x, inside))
        checks.estimate(f"{where} gap", got["gap"], gap(x, inside))
        ps.append(permutation_p(x, inside))
        checks.probability(f"{where} p", got["p"], ps[-1])
        check_words(checks, where, got["word_scores"])
    for got, q in zip(themes, corrected(ps)):
        where = f"theme {got['id']}"
        checks.probability(f"{where} q", got["q"], q)
        checks.same(f"{where} verdict", got["verdict"], verdict(got["impact"] and got["impact"]["value"], q))
    tested = [theme["id"] for theme in themes if theme["impact"]]
    matrix = np.array([[theme in of for theme in tested] for of in writers.themes], dtype=float)
    # Languages are held fixed too, each of ten scored comments, where there are two of them.
    sizes = writers.language.value_counts()
    languages = [lang for lang in LANGUAGES if sizes.get(lang, 0) >= 10] if tested else []
    if len(languages) > 1:
        spoken = np.array([[lang == of for lang in languages] for of in writers.language], dtype=float)
        matrix = np.hstack([matrix, spoken])
    penalty, adjusted = adjusted_impacts(x, matrix, writers.id)
    checks.close("adjustment_penalty", report["adjustment_penalty"], penalty)
    for got in themes:
        want = adjusted[tested.index(got["id"])] if got["id"] in tested else None
        checks.close(f"theme {got['id']} adjusted_impact", got["adjusted_impact"], want)


def check_slope(checks, where, got, want, q=None):
    if want is None or got is None:
        checks.same(where, got, want)
        return
    for part, value in zip(("value", "low", "high"), want[0]):
        checks.close(f"{where}.{part}", got[part], 100 * value)
    checks.close(f"{where}.se", got["se"], 100 * want[1])
    checks.probability(f"{where}.p", got["p"], want[2])
    checks.probability(f"{where}.q", got["q"], q)


def check_periods(checks, report, rows):
    unit = report["period_unit"]
    rows["period"] = rows.day.map(lambda day: period_of(day, unit))
    index_of = {}
    for got in report["periods"]:
        where = f"period {got['label']}"
        of = rows[rows.period == got["label"]]
        index_of[got["label"]] = got["index"]
        counts = [len(of), int((of.text != "").sum()), int(of.content.sum())]
        checks.same(f"{where} counts", [got["rows"], got["comments"], got["with_content"]], counts)
        check_figure(checks, f"{where} nps", got["nps"], of[of.scored].x)
        within = rows.day.between(got["first_day"], got["last_day"])
        checks.same(f"{where} days", int(within.sum()), len(of))
    checks.same("periods", sorted(index_of.values()), list(range(len(index_of))))
    rows["index"] = rows.period.map(index_of)

    dated = rows[rows["index"].notna()]
    check_slope(checks, "nps_trend", report["nps_trend"], slope(dated[dated.scored].x, dated[dated.scored]["index"]))
    content = dated[dated.content]
    middle = (max(index_of.values()) + 1) // 2
    trends, slopes = [], []
    for got in report["themes"]:
        has = content.themes.map(lambda of: got["id"] in of)
        z = None
        if enough(has.sum(), (~has).sum()):
            # Cochran-Armitage is the correlation of having the theme with time.
            z = stats.pearsonr(content["index"], has.astype(float))[0] * math.sqrt(len(content))
        trends.append((z, None if z is None else 2 * stats.norm.sf(abs(z)), has))
        of = dated[dated.scored & dated.themes.map(lambda of: got["id"] in of)]
        slopes.append(slope(of.x, of["index"]))
        for band, value in X_OF_BAND.items():
            counts = [int((of.x[of["index"] == i] == value).sum()) for i in range(len(index_of))]
            checks.same(f"theme {got['id']} {band}s by period", got["trend"]["bands"][f"{band}s"], counts)
    q_of_slopes = corrected([s and s[2] for s in slopes])
    for got, (z, p, has), q, line, q_line in zip(
        report["themes"], trends, corrected([p for _, p, _ in trends]), slopes, q_of_slopes
    ):
        where = f"theme {got['id']} trend"
        trend = got["trend"]
        checks.close(f"{where}.z", trend["z"], z)
        checks.probability(f"{where}.p", trend["p"], p)
        checks.probability(f"{where}.q", trend["q"], q)
        check_slope(checks, f"{where}.nps_slope", trend["nps_slope"], line, q_line)
        early = content["index"] < middle
        if not (has & early).any() and (has & ~early).sum() >= 10 and early.sum() >= 10:
            want = "new"
        elif q is None:
            want = "not_enough_data"
        else:
            want = "steady" if q > 0.05 else "emerging" if z > 0 else "fading"
        checks.same(f"{where}.verdict", trend["verdict"], want)
    return middle


def contrast(rows, inside, theme):
    """in, out, shares and p of a theme among comments that say something."""
    has = rows.themes.map(lambda of: theme in of).to_numpy(bool)
    counts = [int((has & inside).sum()), int((has & ~inside).sum())]
    return counts, [counts[0] / inside.sum(), counts[1] / (~inside).sum()], share_p(has, inside)


def check_contrast(checks, where, got, want, q):
    checks.same(f"{where} counts", [got["in"], got["out"]], want[0])
    checks.close(f"{where} share in", got["share_in"], want[1][0])
    checks.close(f"{where} share out", got["share_out"], want[1][1])
    checks.probability(f"{where} p", got["p"], want[2])
    checks.probability(f"{where} q", got["q"], q)
    checks.same(f"{where} significant", got["significant"], q is not None and q <= 0.05)


def check_segments(checks, report, rows):
    themes = [theme["id"] for theme in report["themes"]]
    columns = list(dict.fromkeys(got["column"] for got in report["segments"]))
    for column in columns:
        of_column = rows[rows[f"segment:{column}"] != ""]
        value = of_column[f"segment:{column}"]
        scored, content = of_column[of_column.scored], of_column[of_column.content]
        shown = [got for got in report["segments"] if got["column"] == column]
        sizes = value.value_counts()
        checks.same(f"segment {column}", [got["value"] for got in shown], sorted(sizes[sizes >= 5].index))
        ps = [permutation_p(scored.x.to_numpy(), (value[scored.index] == got["value"]).to_numpy()) for got in shown]
        all_contrasts = {}
        for got, p, q in zip(shown, ps, corrected(ps)):
            where = f"segment {column}={got['value']}"
            inside = (value[scored.index] == got["value"]).to_numpy()
            with_content = (value[content.index] == got["value"]).to_numpy()
            counts = [int(sizes[got["value"]]), int(with_content.sum())]
            checks.same(f"{where} counts", [got["rows"], got["with_content"]], counts)
            check_figure(checks, f"{where} nps", got["nps"], scored.x[inside])
            want = gap(scored.x.to_numpy(), inside)
            checks.estimate(f"{where} gap", got["gap"], want)
            checks.probability(f"{where} p", got["p"], p)
            checks.probability(f"{where} q", got["q"], q)
            checks.same(f"{where} verdict", got["verdict"], verdict(want and want[0], q))
            for theme in themes:
                all_contrasts[got["value"], theme] = contrast(content, with_content, theme)
        q_of = dict(zip(all_contrasts, corrected([c[2] for c in all_contrasts.values()])))
        for got in shown:
            clear = {theme for theme in themes if (q_of[got["value"], theme] or 1) <= 0.05}
            checks.same(f"segment {got['value']} themes", {c["theme"] for c in got["themes"]}, clear)
            for c in got["themes"]:
                key = got["value"], c["theme"]
                check_contrast(checks, f"segment {key}", c, all_contrasts[key], q_of[key])


def check_comparison(checks, report, rows, middle, compared):
    got = report["comparison"]
    if compared is None:
        side = rows["index"].map(lambda i: None if pd.isna(i) else int(i >= middle))
    else:
        column, before, after = compared
        side = rows[column].map({before: 0, after: 1})
    rows = rows.assign(side=side)
    rows = rows[rows.side.notna()]
    scored, content = rows[rows.scored], rows[rows.content]
    inside = (scored.side == 1).to_numpy()
    for name, value in (("before", 0), ("after", 1)):
        of = rows[rows.side == value]
        counts = [got[name]["rows"], got[name]["with_content"]]
        checks.same(f"comparison {name} counts", counts, [len(of), int(of.content.sum())])
        check_figure(checks, f"comparison {name}", got[name]["nps"], scored[scored.side == value].x)
    change = gap(scored.x.to_numpy(), inside)
    p = permutation_p(scored.x.to_numpy(), inside)
    checks.estimate("comparison change", got["change"], change)
    checks.probability("comparison p", got["p"], p)
    checks.same("comparison verdict", got["verdict"], verdict(change and change[0], p))

    shown = {theme["id"] for theme in report["themes"]}
    bucket = scored.primary_theme.where(scored.primary_theme.isin(shown) | (scored.primary_theme == ""), "other_themes")
    bucket = bucket.mask(bucket == "", "no_theme").mask(scored.text == "", "no_text")
    sizes = bucket.value_counts()
    small = [b for b in sizes[sizes < 10].index if b in shown]
    bucket = bucket.replace(small, "other_themes")
    want = bridge(scored.assign(bucket=bucket), sorted(set(bucket)))
    checks.same("bridge buckets", {bar["bucket"] for bar in got["bridge"]}, set(want))
    for bar in got["bridge"]:
        where = f"bridge {bar['bucket']}"
        checks.close(f"{where} mix", bar["mix"], want[bar["bucket"]][0])
        checks.close(f"{where} rate", bar["rate"], want[bar["bucket"]][1])
        for name, value in (("before", 0), ("after", 1)):
            checks.same(f"{where} {name}", bar[name]["n"], int(((bucket == bar["bucket"]) & (scored.side == value)).sum()))
    total = sum(bar["mix"] + bar["rate"] for bar in got["bridge"])
    checks.close("bridge sum", total, got["after"]["nps"]["value"] - got["before"]["nps"]["value"])
    checks.close("bridge mix and rate", got["mix"] + got["rate"], total)

    after = (content.side == 1).to_numpy()
    contrasts = [contrast(content, after, c["theme"]) for c in got["themes"]]
    for c, one, q in zip(got["themes"], contrasts, corrected([one[2] for one in contrasts])):
        check_contrast(checks, f"comparison {c['theme']}", c, one, q)


def check_report(checks, cxtext, export, flags, compared=None, top_from=None):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([cxtext, "report", export, "-q", "-o", folder, *flags], check=True)
        with open(f"{folder}/report.json", encoding="utf-8") as file:
            report = json.load(file)
        rows = read_rows(folder, export)
    check_figure(checks, "nps", report["nps"], rows[rows.scored].x)
    check_figure(checks, "nps_writers", report["nps_writers"], rows[rows.scored & (rows.text != "")].x)
    check_scores(checks, report, rows, top_from)
    check_bands(checks, report, rows, "--no-mask" not in flags)
    check_themes(checks, report, rows)
    middle = check_periods(checks, report, rows)
    check_segments(checks, report, rows)
    check_comparison(checks, report, rows, middle, compared)


def rescaled(export, folder, name, steps):
    """The export on a scale of 1 to `steps`."""
    path = os.path.join(folder, name)
    with open(export, encoding="utf-8", newline="") as source, open(path, "w", encoding="utf-8", newline="") as out:
        rows = csv.DictReader(source)
        writer = csv.DictWriter(out, rows.fieldnames)
        writer.writeheader()
        for row in rows:
            if row["score"]:
                row["score"] = 1 + int(row["score"]) * (steps - 1) // 10
            writer.writerow(row)
    return path


def main():
    cxtext, export = sys.argv[1:]
    checks = Checks()
    check_report(checks, cxtext, export, [])
    check_report(checks, cxtext, export, ["--period", "week", "--no-mask"])
    check_report(checks, cxtext, export, ["--compare", "web shop..store", "--no-discovery"],
                 compared=("segment:touchpoint", "web shop", "store"))
    with tempfile.TemporaryDirectory() as folder:
        check_report(checks, cxtext, rescaled(export, folder, "csat.csv", 5), ["--scale", "csat5", "--no-mask"], top_from=4)
        check_report(checks, cxtext, rescaled(export, folder, "ces.csv", 7), ["--scale", "ces7"], top_from=5)
    for failure in checks.failed[:40]:
        print(failure, file=sys.stderr)
    print(f"{checks.made} figures compared, {len(checks.failed)} differ")
    return 1 if checks.failed or checks.made < 10000 else 0


if __name__ == "__main__":
    sys.exit(main())
