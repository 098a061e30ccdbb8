#!/usr/bin/env python3
"""Makes and checks the truth of the sample corpus.

annotate.py strip DRAFTS   drafts with marks -> corpus/documents and corpus/truth/documents
annotate.py show PATH      a document with its marks (PATH as in corpus/documents)
annotate.py check          every row against its bytes; the rules of the corpus; counts
annotate.py check --rows   only the rows and tables, for a corpus that is still growing

A draft is the document with marks in it:

  ⟦surface|place-id|kind|flags⟧   a mention; trailing fields may be left out
      place-id   of corpus/gazetteer; a/b where both are right (a town and its district)
      kind       name (default), metonym, adjective, demonym
      flags      comma list: inflected lower ambiguous hashtag compound romanised clitic optional
  ⟦!surface|place-id|why⟧         a look-alike: equals or resembles a name of the place, is none
  ⟦part:title⟧                    what follows is of this part: title, body (at the
                                  beginning), caption, hashtags, chrome. Alone on its
                                  line it vanishes with the line.

The surface is what a careful person would cite: the inflected word whole, without
«'s», without the # of a hashtag, without words like city or district. In HTML and
JSON it is the bytes of the source.

A table of truth (corpus/truth/documents/PATH.tsv) has a row a mark, by start:
start, end (bytes of the file, half open), surface, place, kind (look-alike for the
second mark), part, flags, note. In it, tabs and line ends of a surface are \\t, \\n.
"""
import collections
import csv
import pathlib
import re
import sys

TRUTH = pathlib.Path(__file__).resolve().parent
CORPUS = TRUTH.parent
DOCUMENTS = CORPUS / "documents"
ROWS = TRUTH / "documents"
COLUMNS = ["start", "end", "surface", "place", "kind", "part", "flags", "note"]
KINDS = ["name", "metonym", "adjective", "demonym", "look-alike"]
PARTS = ["title", "body", "caption", "hashtags", "chrome"]
FLAGS = ["inflected", "lower", "ambiguous", "hashtag", "compound", "romanised", "clitic",
         "optional"]
LANGUAGES = ["az", "az-Cyrl", "de", "en", "fa", "fr", "hy", "hyw", "ka", "ru", "tr", "uk"]
QUERY_TYPES = ["place", "cross-script", "keyword", "phrase", "mixed", "person", "hashtag",
               "filter", "misspelt", "silent"]
AT_LEAST = {"documents": 80, "places": 60, "look-alikes": 120, "queries": 60}
# Every genre has at least one of each.
GENRE_FLAGS = ["inflected", "lower", "ambiguous", "hashtag"]


class Problem(Exception):
    pass


def escape(text):
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def unescape(text):
    return re.sub(r"\\(.)", lambda m: {"t": "\t", "n": "\n"}.get(m.group(1), m.group(1)), text)


def read_table(path, columns):
    """Rows as dicts. A table without quoting, so that text may hold quotes."""
    with open(path, encoding="utf-8", newline="") as file:
        lines = [line.rstrip("\n").split("\t") for line in file if line.strip()]
    if not lines or lines[0] != columns:
        raise Problem(f"{path}: the columns have to be {' '.join(columns)}")
    rows = []
    for number, fields in enumerate(lines[1:], 2):
        if len(fields) != len(columns):
            raise Problem(f"{path}:{number}: {len(fields)} fields, {len(columns)} wanted")
        rows.append(dict(zip(columns, fields)))
    return rows


def read_truth(relative):
    """The rows of one document; start and end are numbers, flags a list."""
    path = ROWS / (relative + ".tsv")
    rows = read_table(path, COLUMNS)
    for row in rows:
        row["start"], row["end"] = int(row["start"]), int(row["end"])
        row["surface"] = unescape(row["surface"])
        row["places"] = row["place"].split("/")
        row["flags"] = [flag for flag in row["flags"].split(",") if flag]
    return rows


def documents_table():
    return read_table(TRUTH / "documents.tsv",
                      ["path", "section", "title", "source", "author", "date", "lang"])


def queries_table():
    """The queries; `relevant` is {"path" or "path#section": grade}."""
    rows = read_table(TRUTH / "queries.tsv", ["id", "query", "type", "relevant"])
    for row in rows:
        row["relevant"] = {} if not row["relevant"] else {
            item.rpartition(":")[0]: int(item.rpartition(":")[2])
            for item in row["relevant"].split(";")}
    return rows


def genre(relative):
    folder = relative.split("/")[0]
    if folder == "posts":
        return "json-lines" if relative.endswith(".jsonl") else "tag-page"
    return folder


def strip_marks(draft):
    """(document, rows) of a draft."""
    out = bytearray()
    rows = []
    part = "body"
    at = 0
    for mark in re.finditer(r"⟦([^⟦⟧]*)⟧", draft):
        out += draft[at:mark.start()].encode()
        at = mark.end()
        fields = mark.group(1)
        line = draft.count("\n", 0, mark.start()) + 1
        if fields.startswith("part:"):
            part = fields[5:]
            if part not in PARTS:
                raise Problem(f"line {line}: no part is called {part}")
            if draft[at:at + 1] == "\n" and (mark.start() == 0 or draft[mark.start() - 1] == "\n"):
                at += 1
            continue
        alike = fields.startswith("!")
        fields = fields[alike:].split("|")
        fields += [""] * (4 - len(fields))
        surface, place, third, flags = fields[:4]
        if len(fields) > 4 or not surface or not place or (alike and (flags or not third)):
            raise Problem(f"line {line}: cannot read {mark.group(0)}")
        start = len(out)
        out += surface.encode()
        rows.append({"start": start, "end": len(out), "surface": escape(surface), "place": place,
                     "kind": "look-alike" if alike else third or "name", "part": part,
                     "flags": flags, "note": third if alike else ""})
    out += draft[at:].encode()
    if "⟦".encode() in out or "⟧".encode() in out:
        raise Problem("a mark is not closed")
    return bytes(out), rows


def strip(drafts):
    drafts = pathlib.Path(drafts)
    for path in sorted(p for p in drafts.rglob("*") if p.is_file()):
        relative = path.relative_to(drafts).as_posix()
        try:
            document, rows = strip_marks(path.read_bytes().decode("utf-8"))
        except Problem as problem:
            raise Problem(f"{relative}: {problem}") from None
        target = DOCUMENTS / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(document)
        table = ROWS / (relative + ".tsv")
        table.parent.mkdir(parents=True, exist_ok=True)
        with open(table, "w", encoding="utf-8", newline="\n") as file:
            file.write("\t".join(COLUMNS) + "\n")
            for row in rows:
                file.write("\t".join(str(row[column]) for column in COLUMNS) + "\n")


def show(relative):
    text = (DOCUMENTS / relative).read_bytes()
    at = 0
    for row in read_truth(relative):
        sys.stdout.write(text[at:row["start"]].decode())
        mark = "!" if row["kind"] == "look-alike" else ""
        rest = row["note"] if mark else row["kind"] + "|" + ",".join(row["flags"])
        sys.stdout.write(f"⟦{mark}{row['surface']}|{row['place']}|{rest}|{row['part']}⟧")
        at = row["end"]
    sys.stdout.write(text[at:].decode())


def check(only_rows):
    problems = []
    with open(CORPUS / "gazetteer" / "places.tsv", encoding="utf-8", newline="") as file:
        ids = {row["place_id"] for row in csv.DictReader(file, delimiter="\t",
                                                         quoting=csv.QUOTE_NONE)}
    truth = {path.relative_to(ROWS).as_posix()[:-4]: None for path in sorted(ROWS.rglob("*.tsv"))}
    places, flags_of, kinds = set(), collections.defaultdict(collections.Counter), \
        collections.Counter()
    negatives = {}
    for relative in truth:
        where = f"documents/{relative}"
        if not (DOCUMENTS / relative).exists():
            problems.append(f"{where}: truth without a document")
            continue
        text = (DOCUMENTS / relative).read_bytes()
        rows = truth[relative] = read_truth(relative)
        before = 0
        for row in rows:
            here = f"{where}: {row['start']}-{row['end']} {row['surface']}"
            if text[row["start"]:row["end"]].decode("utf-8", "replace") != row["surface"]:
                problems.append(f"{here}: the bytes are another text")
            if row["start"] < before:
                problems.append(f"{here}: overlaps the row before")
            before = row["end"]
            for id in row["places"]:
                if id not in ids:
                    problems.append(f"{here}: {id} is not in the gazetteer")
            if row["kind"] not in KINDS:
                problems.append(f"{here}: no kind is called {row['kind']}")
            if row["part"] not in PARTS:
                problems.append(f"{here}: no part is called {row['part']}")
            for flag in row["flags"]:
                if flag not in FLAGS:
                    problems.append(f"{here}: no flag is called {flag}")
            kinds[row["kind"]] += 1
            if row["kind"] == "look-alike":
                if not row["note"]:
                    problems.append(f"{here}: does not say why it is none")
            else:
                places.add(row["places"][0])
                flags_of[genre(relative)].update(row["flags"])
        negatives[relative] = sum(row["kind"] == "look-alike" for row in rows)

    listed = collections.Counter()
    names = set()
    langs = collections.Counter()
    for row in documents_table():
        name = row["path"] + ("#" + row["section"] if row["section"] else "")
        if name in names:
            problems.append(f"documents.tsv: {name} twice")
        names.add(name)
        listed[row["path"]] += 1
        langs[row["lang"]] += 1
        if row["path"] not in truth:
            problems.append(f"documents.tsv: {row['path']} has no truth")
        if row["lang"] and row["lang"] not in LANGUAGES:
            problems.append(f"documents.tsv: {name}: no language is called {row['lang']}")
    query_ids = set()
    for row in queries_table():
        if row["id"] in query_ids:
            problems.append(f"queries.tsv: {row['id']} twice")
        query_ids.add(row["id"])
        if row["type"] not in QUERY_TYPES:
            problems.append(f"queries.tsv: {row['id']}: no type is called {row['type']}")
        if (row["type"] == "silent") != (not row["relevant"]):
            problems.append(f"queries.tsv: {row['id']}: silent is what has no relevant document")
        for name, grade in row["relevant"].items():
            if name not in names:
                problems.append(f"queries.tsv: {row['id']}: {name} is not in documents.tsv")
            if grade not in (1, 2):
                problems.append(f"queries.tsv: {row['id']}: grades are 1 and 2")

    broken = []
    for path in sorted(p for p in DOCUMENTS.rglob("*") if p.is_file()):
        relative = path.relative_to(DOCUMENTS).as_posix()
        if relative not in truth:
            broken.append(f"{relative} has no truth")
        elif not listed[relative]:
            broken.append(f"{relative} is not in documents.tsv")
        elif negatives[relative] < listed[relative]:
            broken.append(f"{relative} has {negatives[relative]} look-alikes, "
                          f"{listed[relative]} documents")
    found = {"documents": len(names), "places": len(places), "look-alikes": sum(negatives.values()),
             "queries": len(query_ids)}
    for what, least in AT_LEAST.items():
        print(f"{what}: {found[what]} (at least {least})")
        if found[what] < least:
            broken.append(f"there have to be {least} {what}")
    print("files: " + str(len(truth)))
    print("rows: " + ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS))
    print("languages: " + ", ".join(f"{langs[lang]} {lang or 'not stated'}"
                                    for lang in sorted(langs)))
    for lang in LANGUAGES:
        if not langs[lang]:
            broken.append(f"no document is in {lang}")
    for name in sorted({genre(relative) for relative in truth}):
        counts = flags_of[name]
        print(f"{name}: " + ", ".join(f"{counts[flag]} {flag}" for flag in FLAGS))
        for flag in GENRE_FLAGS:
            if not counts[flag]:
                broken.append(f"{name} has no mention that is {flag}")
    if not only_rows:
        problems += broken
    elif broken:
        print("still wanting: " + "; ".join(broken))
    for problem in problems:
        print("annotate: " + problem, file=sys.stderr)
    return 1 if problems else 0


def main(arguments):
    try:
        if arguments[:1] == ["strip"] and len(arguments) == 2:
            strip(arguments[1])
        elif arguments[:1] == ["show"] and len(arguments) == 2:
            show(arguments[1])
        elif arguments in (["check"], ["check", "--rows"]):
            return check(len(arguments) == 2)
        else:
            print(__doc__, file=sys.stderr)
            return 2
    except (Problem, OSError, ValueError) as problem:
        print(f"annotate: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
