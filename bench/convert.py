#!/usr/bin/env python3
"""The same articles in the forms that other search programs read.

convert.py CORPUS.jsonl FOLDER writes
  articles.ascii   id, title, text with the ASCII separators 1F and 1E (sqlite3 .import, Lucene)
  articles.dump    Xapian's scriptindex: field=value, continued lines begin with =
  articles.txt     one article a line, title and text (ripgrep)
"""
import json
import pathlib
import sys


def main():
    folder = pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with (open(sys.argv[1], encoding="utf-8") as articles,
          open(folder / "articles.ascii", "w", encoding="utf-8", newline="\n") as ascii_file,
          open(folder / "articles.dump", "w", encoding="utf-8", newline="\n") as dump,
          open(folder / "articles.txt", "w", encoding="utf-8", newline="\n") as lines):
        for line in articles:
            article = json.loads(line)
            # No control characters: they would be separators.
            title, text = (article[key].translate({0x1E: " ", 0x1F: " ", 0: " "}) for key in ("title", "text"))
            ascii_file.write(f"{article['id']}\x1f{title}\x1f{text}\x1e")
            dump.write(f"id={article['id']}\ntitle={title}\ntext=" + text.replace("\n", "\n=") + "\n\n")
            # splitlines() knows every line end, also U+2028 and the vertical tab.
            lines.write(" ".join((title + "\n" + text).splitlines()) + "\n")


main()
