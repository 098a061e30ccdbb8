#!/usr/bin/env python3
"""Scores the real programs against hand-made truth that lies beside the project.

run.py --bin BUILD/bin --shared DIR CHECK     CHECK: mentions, documents, queries, ir-en, ir-ru, ir-tr

The bounds are floors, a little under what was reached: a change that falls
through one has made an answer worse. Prints what the scoring program prints.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile


def run(command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, **options).stdout


def figure(text, pattern):
    found = re.search(pattern, text)
    if not found:
        sys.exit(f"no figure like {pattern!r} in:\n{text}")
    return float(found.group(1))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--shared", required=True)
    parser.add_argument("check")
    options = parser.parse_args()
    indexer, searcher = (os.path.join(options.bin, name) for name in ("indexer", "searcher"))
    shared = options.shared
    failures = []

    def at_least(what, value, floor):
        verdict = "ok" if value >= floor else "TOO LOW"
        print(f"{what}: {value:.4f} (floor {floor}) {verdict}")
        if value < floor:
            failures.append(what)

    def score(*arguments):
        text = run([sys.executable, os.path.join(shared, "score", "score.py"), *arguments]).decode()
        print(text, end="")
        return text

    with tempfile.TemporaryDirectory() as work:
        index = os.path.join(work, "index")
        out = os.path.join(work, "out")

        def build(path):
            run([indexer, "--index", index, "--quiet", "rebuild", path])

        def save(*arguments):
            with open(out, "wb") as file:
                subprocess.run([searcher, "--index", index, *arguments], stdout=file, check=False)

        gold = ["--gold", os.path.join(shared, "gold")]
        if options.check.startswith("ir-"):
            lang = options.check[3:]
            folder = os.path.join(shared, "ir", "xquad_" + lang)
            build(os.path.join(folder, "docs.jsonl"))
            save("batch", os.path.join(folder, "queries.tsv"), "--format", "trec", "--limit", "1000")
            text = run([sys.executable, os.path.join(shared, "score", "ireval.py"),
                        os.path.join(folder, "qrels.txt"), out]).decode()
            print(text, end="")
            at_least("nDCG@10", figure(text, r"nDCG@10 ([\d.]+)"),
                     {"en": 0.961, "ru": 0.871, "tr": 0.896}[lang])
            sys.exit(1 if failures else 0)

        build(os.path.join(shared, "seeds"))
        if options.check == "mentions":
            save("mentions", "--all", "--kind", "all", "--limit", "0", "--format", "jsonl")
            text = score("mentions", *gold, "--in", out)
            at_least("recall", figure(text, r"mention recall .*= ([\d.]+)"), 0.98)
            at_least("precision", figure(text, r"mention precision .*= ([\d.]+)"), 0.985)
            at_least("precision of adjectives and demonyms",
                     figure(text, r"found .*precision \d+/\d+ = ([\d.]+)"), 0.95)
            at_least("with source bytes", 1 - figure(text, r"without source bytes (\d+)"), 1)
        elif options.check == "documents":
            save("search", "--format", "jsonl", "--limit", "0", "*")
            text = score("documents", *gold, "--in", out)
            for column in ("document", "title", "source", "author", "date", "lang"):
                right, wanted = re.search(column + r"\s+(\d+)/(\d+)", text).groups()
                # One caption is an Azerbaijani name with one English word.
                at_least(column, int(right) / int(wanted), 0.95 if column == "lang" else 1)
            at_least("nothing extra", 1 - figure(text, r"extra documents (\d+)"), 1)
            at_least("nothing invented", 1 - figure(text, r"states none (\d+)"), 1)
        elif options.check == "queries":
            queries = os.path.join(work, "queries.tsv")
            score("queries", *gold, "--write", queries)
            save("batch", queries, "--format", "trec", "--limit", "1000")
            text = score("queries", *gold, "--in", out)
            at_least("nDCG@10", figure(text, r"all +nDCG@10 ([\d.]+)"), 0.88)
            at_least("recall", figure(text, r"all +nDCG@10 [\d.]+ +recall ([\d.]+)"), 0.95)
            for kind in ("place", "place-xscript", "place-inflected", "phrase"):
                at_least("precision of " + kind,
                         figure(text, r"\n" + kind + r" .*returned ([\d.]+)"), 0.8)
            quiet, asked = re.search(r"nothing is relevant (\d+)/(\d+)", text).groups()
            at_least("silence", int(quiet) / int(asked), 1)
        else:
            sys.exit("unknown check " + options.check)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
