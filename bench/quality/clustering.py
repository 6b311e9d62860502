"""Theme discovery beside scikit-learn's LSA + k-means on the same labelled texts.

    bench/quality/clustering --cxtext build/release/bin/cxtext FILE:LABEL_COLUMN:K …

For each file five seeds of each: accuracy under the best one-to-one map of clusters and labels, and NMI. The peer is
what one would write in an afternoon: TF-IDF of lower-case words without English stop words (those in two documents or
more), truncated SVD to 100 dimensions, unit rows, k-means with ten starts.
"""

import argparse
import csv
import json
import statistics
import subprocess
import sys

import numpy
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import normalized_mutual_info_score
from sklearn.preprocessing import Normalizer

SEEDS = range(1, 6)


def read(path, label):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    numbers = {}
    truth = [numbers.setdefault(row[label], len(numbers)) for row in rows]
    return [row["text"] for row in rows], numpy.array(truth)


def accuracy(truth, found):
    size = max(truth.max(), found.max()) + 1
    together = numpy.zeros((size, size), dtype=int)
    for a, b in zip(truth, found):
        together[a, b] += 1
    rows, columns = linear_sum_assignment(-together)
    return together[rows, columns].sum() / len(truth)


def peer(texts, truth, k, seed):
    rows = TfidfVectorizer(stop_words="english", min_df=2, max_df=0.5, sublinear_tf=True).fit_transform(texts)
    points = Normalizer().fit_transform(TruncatedSVD(100, random_state=seed).fit_transform(rows))
    found = KMeans(k, n_init=10, random_state=seed).fit_predict(points)
    return accuracy(truth, found), normalized_mutual_info_score(truth, found)


def ours(binary, path, label, k, seed):
    command = [binary, "eval", "themes", path, "--label-column", label, "-k", str(k), "--seed", str(seed), "--json"]
    result = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return result["accuracy"], result["nmi"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cxtext", required=True, help="the binary")
    parser.add_argument("--no-peer", action="store_true", help="cxtext alone")
    parser.add_argument("sets", nargs="+", metavar="FILE:LABEL_COLUMN:K")
    options = parser.parse_args()
    print(f"{'set':<28}{'system':<14}{'accuracy':>10}{'nmi':>8}{'nmi of seed 1':>15}{'worst nmi':>11}")
    for given in options.sets:
        path, label, k = given.rsplit(":", 2)
        texts, truth = read(path, label)
        systems = {"cxtext": lambda seed: ours(options.cxtext, path, label, int(k), seed)}
        if not options.no_peer:
            systems["scikit-learn"] = lambda seed: peer(texts, truth, int(k), seed)
        for name, run in systems.items():
            accuracies, nmis = zip(*(run(seed) for seed in SEEDS))
            print(
                f"{path.rsplit('/', 1)[-1]:<28}{name:<14}{statistics.mean(accuracies):>10.3f}"
                f"{statistics.mean(nmis):>8.3f}{nmis[0]:>15.3f}{min(nmis):>11.3f}"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
