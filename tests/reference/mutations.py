#!/usr/bin/env python3
"""Plants bugs in the matcher, one at a time, and says whether the comparison
with its slow twin finds each.

    python3 tests/reference/mutations.py [--work DIR] [--texts N] [NUMBER...]

Copies the sources to DIR (a temporary directory unless given; with ccache one
beside the project, below CCACHE_BASEDIR, makes the first build quick), builds test_places there, and for
each bug changes one line, builds what depends on it and runs the comparison. Takes
a minute or two a bug. Exit 0: all were found; 1: one was not; 2: it could not be
planted or built.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]

# What it does, file, what stands there, what is put in its place.
MUTATIONS = [
    ("names of four words and more are not tried",
     "places/matcher.cc",
     "for (std::size_t n = reach; n > 0; --n) {",
     "for (std::size_t n = std::min<std::size_t>(reach, 3); n > 0; --n) {"),
    ("the state's may be the States",
     "places/matcher.cc",
     "const bool bare_listed = !genitive && lists(bare_);",
     "const bool bare_listed = lists(bare_);"),
    ("a full stop joins names behind words of four bytes, too",
     "places/matcher.cc",
     "tokens_[t - 1].term_length <= 3 &&",
     "tokens_[t - 1].term_length <= 4 &&"),
    ("four letters without their marks are enough",
     "places/candidate.cc",
     "if (letters_of(key) < 5 && fact.lang != setting_.packed_lang && fact.lang != 0) {",
     "if (letters_of(key) < 4 && fact.lang != setting_.packed_lang && fact.lang != 0) {"),
    ("doubts of all languages count where the text's own has the name, and else none",
     "places/candidate.cc",
     "(has_own ? own : any) &",
     "(has_own ? any : own) &"),
    ("of two names of a place that are as likely the last one wins",
     "places/candidate.cc",
     "(option.rank == same->rank && option.name < same->name)",
     "(option.rank == same->rank && option.name > same->name)"),
    ("a surname ending is missing",
     "places/neighbours.cc",
     '"швили"sv',
     '"швилл"sv'),
    ("evidence reaches one level up, not two",
     "places/context.cc",
     "level < 2 && place.parent != kNoNumber",
     "level < 1 && place.parent != kNoNumber"),
    ("the Armenian full stop ends no sentence",
     "places/neighbours.cc",
     'between.find("։") != std::string_view::npos',
     'between.find("։։") != std::string_view::npos'),
    ("a name is evidence for itself",
     "places/context.cc",
     "if (named != named_.end() && named->second != name &&",
     "if (named != named_.end() && name != kNoNumber &&"),
    ("words of names cost as much in a tag as forms of five letters",
     "places/hashtag.cc",
     "offer(1.2, Sort::word);",
     "offer(1.4, Sort::word);"),
    ("inflected forms of names with a hyphen are not joined",
     "places/form_table.cc",
     "const bool joins = hyphen_ && tokens_ > 1;",
     "const bool joins = false;"),
    ("a given-name remark is not understood",
     "places/name_facts.cc",
     'Clue{"given name", kDoubtPerson},',
     'Clue{"given names", kDoubtPerson},'),
    ("what an ending says is forgotten with the next ending",
     "places/inflect.cc",
     "now.labels = traits.labels | line.labels;",
     "now.labels = line.labels;"),
    ("ambiguous names count as contained in longer ones",
     "places/relations.cc",
     "if (!name.ambiguous.empty() || name.kind",
     "if (name.kind"),
]

# Tried in turn until one fails: the quickest first.
FILTERS = ["MatcherAgainstSlow.*Small*", "MatcherAgainstSlow.*Whatever*",
           "MatcherAgainstSlow.*Parts*", "ParadigmAgainstSlow.*"]


def copy_changed(source, target):
    """So that a second run in the same directory builds only what changed."""
    target = pathlib.Path(target)
    if not target.exists() or target.read_bytes() != pathlib.Path(source).read_bytes():
        shutil.copyfile(source, target)


def run(command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, errors="replace", **options)


def build(work):
    done = run(["ninja", "-C", str(work / "build/dev"), "test_places"])
    if done.returncode != 0:
        print(done.stdout[-3000:])
    return done.returncode == 0


def first_failure(work, texts):
    environment = dict(os.environ, BYNAME_TEXTS=str(texts), BYNAME_WRONG="1")
    for tests in FILTERS:
        done = run([str(work / "build/dev/bin/test_places"), "--gtest_filter=" + tests],
                   env=environment)
        if done.returncode != 0:
            lines = done.stdout.splitlines()
            shown = [line for line in lines if ", language '" in line or "only the" in line]
            return tests, shown[:2]
    return None, []


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("--work", type=pathlib.Path)
    options.add_argument("--texts", type=int, default=4000, help="a gazetteer")
    options.add_argument("numbers", type=int, nargs="*", help="only these, from 1")
    asked = options.parse_args()
    work = asked.work or pathlib.Path(tempfile.mkdtemp(prefix="byname-mutations-"))
    shutil.copytree(SOURCE, work, dirs_exist_ok=True, copy_function=copy_changed,
                    ignore=lambda folder, names: {n for n in names
                                                  if n in (".git", "build", "__pycache__")})
    configured = run(["cmake", "--preset", "dev"], cwd=work)
    if configured.returncode != 0 or not build(work):
        print(configured.stdout[-1000:])
        return 2
    if asked.texts and first_failure(work, 200)[0]:
        print("the comparison fails without any bug planted")
        return 2
    missed = 0
    for number, (what, file, before, after) in enumerate(MUTATIONS, 1):
        if asked.numbers and number not in asked.numbers:
            continue
        path = work / file
        text = path.read_text()
        if text.count(before) != 1:
            print(f"{number}. {what}: {file} has it {text.count(before)} times")
            return 2
        try:
            path.write_text(text.replace(before, after))
            if not build(work):
                return 2
            tests, shown = first_failure(work, asked.texts)
        finally:
            path.write_text(text)
        missed += tests is None
        print(f"{number}. {'found by ' + tests if tests else 'NOT FOUND'}: {what} ({file})")
        for line in shown:
            print("     " + line[:200])
        sys.stdout.flush()
    if not asked.work:
        shutil.rmtree(work)
    print("all found" if missed == 0 else f"{missed} not found")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
