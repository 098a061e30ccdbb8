#!/usr/bin/env python3
"""Equal inputs give byte-equal answers, however they lie on the disk and however many threads read them.

run.py --bin BUILD/bin --corpus corpus/documents

The corpus and 3,000 made-up records are written in three different orders and indexed
with 1, 2 and 8 threads. All documents, ten queries with scores, and all mentions must agree
to the byte.
"""
import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile

QUERIES = [
    "Khankendi", "Шуша музей", '"Khankendi airport"', "road OR bridge", "mulberry -silk", "Ağdam lang:az",
    "Nagorno-Karabakh", "author:vika_travels", "date:2023", "bread river mountain letter",
]
WORDS = ("road bridge river letter mountain bread Shusha Khankendi Yerevan Bakıda Степанакерте Ереван Լաչին "
         "ყარაბაღი market train snow school #FreeKhojali Karabakh silk water").split()


def files_of(corpus):
    for folder, _, names in os.walk(corpus):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                yield os.path.relpath(path, corpus), file.read()


def made_up():
    chosen = random.Random(7)
    for file in range(30):
        lines = []
        for record in range(100):
            text = " ".join(chosen.choice(WORDS) for _ in range(chosen.randint(3, 60)))
            # Some ids are used by every file: those batches are made a second time.
            name = f"shared-{record}" if record % 50 == 0 else f"r{file}-{record}"
            lines.append('{"id": "%s", "text": "%s", "date": "20%02d-01-02"}\n'
                         % (name, text, chosen.randint(10, 24)))
        yield "made-up/%02d.jsonl" % file, "".join(lines).encode()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--corpus", required=True)
    options = parser.parse_args()
    files = sorted(files_of(options.corpus)) + list(made_up())
    answers = []
    with tempfile.TemporaryDirectory() as work:
        queries = os.path.join(work, "queries.tsv")
        with open(queries, "w", encoding="utf-8") as file:
            file.writelines(f"q{i}\t{query}\n" for i, query in enumerate(QUERIES))
        for threads in (1, 2, 8):
            folder = os.path.join(work, "inputs")  # the same name each time: it is the root's
            shuffled = files[:]
            random.Random(threads).shuffle(shuffled)
            for name, content in shuffled:
                path = os.path.join(folder, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "wb") as file:
                    file.write(content)
                os.utime(path, (1_700_000_000, 1_700_000_000))
            index = os.path.join(work, f"index-{threads}")
            subprocess.run([os.path.join(options.bin, "indexer"), "--index", index, "--quiet",
                            "--threads", str(threads), "rebuild", folder], check=True)
            shutil.rmtree(folder)

            def ask(*arguments):
                run = subprocess.run([os.path.join(options.bin, "searcher"), "--index", index,
                                      *arguments], stdout=subprocess.PIPE, check=True)
                return run.stdout

            answers.append({
                "all documents": ask("search", "*", "--format", "jsonl", "--limit", "0"),
                "ten queries": ask("batch", queries, "--format", "trec", "--limit", "0"),
                "their snippets": ask("batch", queries, "--format", "jsonl", "--limit", "20"),
                "all mentions": ask("mentions", "--all", "--kind", "all", "--format", "jsonl"),
            })
    wrong = 0
    for what, first in answers[0].items():
        lines = first.count(b"\n")
        equal = all(other[what] == first for other in answers[1:])
        wrong += not equal or lines < 10
        print(f"{what}: {lines} lines, {'equal' if equal else 'DIFFERENT'}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
