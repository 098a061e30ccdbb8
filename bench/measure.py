#!/usr/bin/env python3
"""Runs the measuring programs and their rivals on one corpus and prints one table.

measure.py --bin DIRECTORY --corpus CORPUS.jsonl --folder FOLDER [STEP...]

Steps: scanner matcher rebuild query snippet mentions; all without any. Run by bench/run.sh.
CPU seconds are user + system of all threads; "on 2 cores" is what they come to when both work all
the time, since wall time is another program's too when the machine is shared.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
GAZETTEER = HERE.parent / "corpus" / "gazetteer" / "names.tsv"
JAVA = "/usr/share/java"
JARS = ["lucene-core", "lucene-analyzers-common", "lucene-highlighter", "lucene-memory", "lucene-queries"]
ROUNDS = 3
CORES = 2

Run = collections.namedtuple("Run", "cpu wall megabytes output code")
failures = []


def jar(name):
    found = sorted(pathlib.Path(JAVA).glob(f"{name}-[0-9]*.jar")) or sorted(pathlib.Path(JAVA).glob(f"{name}.jar"))
    return str(found[-1])


def run(command, log, stdin=None, cwd=None, check=True):
    """A whole process: CPU seconds, wall seconds, peak memory, what it said."""
    command = [str(part) for part in command]
    with tempfile.TemporaryFile() as out:
        start = time.monotonic()
        process = subprocess.Popen(command, stdin=stdin, stdout=out, stderr=subprocess.STDOUT, cwd=cwd)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        output = out.read().decode("utf-8", "replace")
    log.write(f"$ {' '.join(command)}\n{output[-20000:]}\n")
    log.flush()
    if check and process.returncode != 0:
        failures.append(f"{' '.join(command)}: exit {process.returncode}")
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, output, process.returncode)


def size_of(path):
    path = pathlib.Path(path)
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))] if values else float("nan")


class Bench:
    def __init__(self, arguments):
        self.bin = arguments.bin.resolve()
        self.corpus = arguments.corpus.resolve()
        self.folder = arguments.folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log = open(self.folder / "log.txt", "a", encoding="utf-8")
        self.forms = self.folder / f"forms-{self.corpus.stem}"
        self.index = self.folder / "byname"
        self.queries = self.folder / f"queries-{self.corpus.stem}.tsv"
        self.lines = []
        self.text_bytes = 0
        self.articles = 0

    def say(self, line=""):
        print(line, flush=True)
        self.lines.append(line)

    def prepare(self):
        if not (self.forms / "articles.txt").exists():
            run([sys.executable, HERE / "convert.py", self.corpus, self.forms], self.log)
        if not self.queries.exists():
            run([sys.executable, HERE / "queries.py", self.corpus, GAZETTEER, self.queries], self.log)
        with open(self.corpus, encoding="utf-8") as file:
            for line in file:
                self.text_bytes += len(json.loads(line)["text"].encode())
                self.articles += 1
        classes = self.folder / "java"
        self.java = ["java", "-Xmx2g", "-cp", ":".join([str(classes)] + [jar(name) for name in JARS]), "Lucene"]
        run(["javac", "-cp", ":".join(jar(name) for name in JARS), "-d", classes, HERE / "rivals" / "Lucene.java"],
            self.log)

    def scanner(self):
        self.say("## Scanner: MB of text a CPU second, one thread\n")
        self.quote(run([self.bin / "bench_text_scanner", self.corpus, 20], self.log).output)

    def quote(self, output):
        self.say("```\n" + output.rstrip() + "\n```\n")

    def matcher(self):
        self.say("## Matcher: MB of text a CPU second, one thread\n")
        self.say("| names | in the text | drawn | forms | on tokens | with scanning | compiled, CPU s | on disk, MB |"
                 " memory, MB | ripgrep -F -w -f |")
        self.say("|---|---|---|---|---|---|---|---|---|---|")
        for forms in ("exact", "inflected"):
            for names in (10_000, 100_000, 1_000_000):
                for share in (2, 20):
                    for drawn in ("uniform", "zipf") if names == 1_000_000 else ("uniform",):
                        said = run([self.bin / "bench_places_matcher", names, share, forms, 10, drawn], self.log).output
                        # With 100,000 patterns ripgrep takes minutes for these few megabytes.
                        rival = self.ripgrep_names(names, share) if names <= 10_000 and forms == "exact" else ""
                        self.matcher_row(names, share, drawn, forms, said, rival)
        self.say()

    def matcher_row(self, names, share, drawn, forms, output, rival):
        figures = re.search(r"compiled: ([\d.]+) CPU s, ([\d.]+) MB on disk, (\d+) MB", output)
        speed = re.search(r"on tokens (\d+) MB/s, with scanning (\d+)", output)
        if not figures or not speed:
            failures.append(f"matcher {names} {forms}: {output}")
            return
        self.say(f"| {names:,} | {share} % | {drawn} | {forms} | {speed[1]} | {speed[2]} | {figures[1]} | {figures[2]} | {figures[3]} |"
                 f" {rival} |")

    def ripgrep_names(self, names, share):
        """Speed of ripgrep on the same names and text; its time without text is subtracted."""
        with tempfile.TemporaryDirectory() as folder:
            said = run([self.bin / "bench_places_matcher", names, share, "write", folder], self.log).output
            text = pathlib.Path(folder) / "text.txt"
            command = ["rg", "-j1", "-o", "-w", "-F", "--no-filename", "-f", pathlib.Path(folder) / "names.txt"]
            found = run(command + [text], self.log)
            empty = run(command + ["/dev/null"], self.log, check=False)
            planted = int(said.split()[0])
            lines = found.output.count("\n")
            if lines != planted:
                failures.append(f"rg found {lines} of {planted} names")
            return f"{size_of(text) / 1e6 / max(found.cpu - empty.cpu, 1e-3):.0f} (patterns {empty.cpu:.1f} s)"

    def rebuild(self):
        size = self.text_bytes / 1e6
        self.say(f"## Rebuild: {self.articles:,} articles, {size:.0f} MB of text\n")
        self.say("| program | CPU s | MB/s of CPU | on 2 cores, MB/s at best | wall s here | memory, MB | index / text | holds |")
        self.say("|---|---|---|---|---|---|---|---|")

        def row(name, result, index, holds, cores=CORES):
            self.say(f"| {name} | {result.cpu:.0f} | {size / result.cpu:.1f} | {size / result.cpu * cores:.1f} | "
                     f"{result.wall:.0f} | {result.megabytes:.0f} | {size_of(index) / self.text_bytes:.2f} | {holds} |")

        shutil.rmtree(self.index, ignore_errors=True)
        ours = run([self.bin / "indexer", "--index", self.index, "rebuild", self.corpus], self.log)
        if f"{self.articles:,} documents" not in ours.output:
            failures.append("rebuild: not every article was indexed")
        row("byname", ours, self.index, "text, token streams, mentions, vocabulary with relatives, source offsets")

        lucene = self.folder / "lucene"
        shutil.rmtree(lucene, ignore_errors=True)
        row("Lucene 8", run(self.java + ["index", self.forms / "articles.ascii", lucene, CORES], self.log), lucene,
            "text, positions")
        fts = self.folder / "fts5.db"
        fts.unlink(missing_ok=True)
        with open(HERE / "rivals" / "fts5.sql", "rb") as script:
            row("SQLite FTS5", run(["sqlite3", fts], self.log, stdin=script, cwd=self.forms), fts,
                "text, positions; one thread", 1)
        omega = self.folder / "omega"
        shutil.rmtree(omega, ignore_errors=True)
        row("Xapian scriptindex", run(["scriptindex", omega, HERE / "rivals" / "omega.script",
                                       self.forms / "articles.dump"], self.log), omega,
            "text, positions; one thread", 1)
        self.say()

    def query(self):
        out = self.folder / "answers"
        out.mkdir(exist_ok=True)
        asked = [line.rstrip("\n").split("\t") for line in open(self.queries, encoding="utf-8")]
        runs = {
            "byname": [self.bin / "bench_searcher_query", self.index, self.queries, out / "byname.tsv", ROUNDS],
            "byname, words as typed": [self.bin / "bench_searcher_query", self.index, self.queries,
                                       out / "byname, words as typed.tsv", ROUNDS, "--as-typed"],
            "Lucene 8": self.java + ["query", self.folder / "lucene", self.queries, out / "Lucene 8.tsv", ROUNDS],
            "SQLite FTS5": [sys.executable, HERE / "rivals" / "fts5.py", self.folder / "fts5.db", self.queries,
                            out / "SQLite FTS5.tsv", ROUNDS],
            "Xapian (scriptindex)": [self.bin / "omega_queries", self.folder / "omega", self.queries,
                                     out / "Xapian (scriptindex).tsv", ROUNDS],
        }
        self.say(f"## Query: ten best documents with snippets, ms, p50 / p99 of {len(asked)} questions\n")
        kinds = list(dict.fromkeys(kind for _, kind, _, _ in asked))
        self.say("| program | all but frequent | " + " | ".join(kinds) + " | totals as counted slowly | fewer / more |")
        self.say("|---" * (len(kinds) + 4) + "|")
        for name, command in runs.items():
            run(command, self.log)
            answers = [line.rstrip("\n").split("\t") for line in open(out / f"{name}.tsv", encoding="utf-8")]
            self.query_row(name, kinds, asked, [int(a[1]) for a in answers], [float(a[2]) / 1e3 for a in answers])
        self.ripgrep_queries(kinds, asked)
        self.say()

    def query_row(self, name, kinds, asked, totals, times):
        cells = []
        for wanted in ["all"] + kinds:
            chosen = [t for t, a in zip(times, asked) if a[1] == wanted or (wanted == "all" and a[1] != "frequent")]
            chosen = [t for t in chosen if t is not None]
            cells.append(f"{percentile(chosen, .5):.2f} / {percentile(chosen, .99):.1f}" if chosen else "")
        known = [(t, int(a[3])) for t, a in zip(totals, asked) if t is not None]
        equal = sum(t == e for t, e in known)
        fewer, more = sum(t < e for t, e in known), sum(t > e for t, e in known)
        self.say(f"| {name} | " + " | ".join(cells) + f" | {equal} of {len(known)} | {fewer} / {more} |")

    def ripgrep_queries(self, kinds, asked):
        """Whole processes, no ranking; of each kind that one expression can ask for, ten."""
        totals, times = [], []
        taken = collections.Counter()
        for _, kind, text, _ in asked:
            taken[kind] += 1
            if kind == "pair" or taken[kind] > 10:
                totals.append(None)
                times.append(None)
                continue
            pattern = r"[\W_]+".join(text.strip('"').split())
            found = run(["rg", "-c", "-i", "-w", pattern, self.forms / "articles.txt"], self.log, check=False)
            totals.append(int(found.output.strip() or 0))
            times.append(found.wall * 1e3)
        self.query_row("ripgrep -i -w, no index", kinds, asked, totals, times)

    def snippet(self):
        self.say("## Snippets: CPU time, one thread\n")
        self.quote(run([self.bin / "bench_searcher_snippet", self.index, self.queries], self.log).output)

    def mentions(self):
        self.say("## Mentions: every row of every place\n")
        self.quote(run([self.bin / "bench_searcher_mentions", self.index], self.log).output)
        whole = run([self.bin / "searcher", "--index", self.index, "mentions", "--all", "--kind", "all", "--format", "jsonl"],
                    self.log)
        rows = whole.output.count("\n")
        with tempfile.TemporaryDirectory() as folder:
            names = pathlib.Path(folder) / "names.txt"
            with open(GAZETTEER, encoding="utf-8") as file:
                next(file)
                names.write_text("\n".join(sorted({line.split("\t")[1] for line in file})) + "\n", encoding="utf-8")
            rg = run(["rg", "-j1", "-o", "-w", "-F", "-f", names, self.forms / "articles.txt"], self.log, check=False)
        found = rg.output.count("\n")
        self.say("| program | rows | CPU s | rows a second |\n|---|---|---|---|")
        self.say(f"| searcher mentions --all --kind all, as JSON Lines | {rows:,} | {whole.cpu:.2f} | {rows / whole.cpu:,.0f} |")
        self.say(f"| ripgrep -o -w -F with every listed name: bytes as listed | {found:,} | {rg.cpu:.2f} | {found / rg.cpu:,.0f} |")
        self.say()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--corpus", type=pathlib.Path, required=True)
    parser.add_argument("--folder", type=pathlib.Path, required=True)
    parser.add_argument("steps", nargs="*", default=[])
    arguments = parser.parse_args()
    bench = Bench(arguments)
    bench.prepare()
    for step in arguments.steps or ["scanner", "matcher", "rebuild", "query", "snippet", "mentions"]:
        getattr(bench, step)()
    (bench.folder / "table.md").write_text("\n".join(bench.lines) + "\n", encoding="utf-8")
    for failure in failures:
        print("FAILED " + failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


main()
