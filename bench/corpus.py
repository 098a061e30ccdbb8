#!/usr/bin/env python3
"""Turns unpacked documentation packages into articles, as JSON Lines.

corpus.py FOLDER MEGABYTES: FOLDER/PACKAGE/... are read file by file, sorted, one
package after the other in turn, until there is so much text.
"""
import gettext
import gzip
import html.parser
import json
import pathlib
import re
import sys

ARTICLE = 3000  # bytes at which a paragraph ends an article


class Text(html.parser.HTMLParser):
    """The visible text of a page; blocks are paragraphs."""

    BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "tr", "dt", "dd", "pre", "page", "title", "section"}
    HIDDEN = {"script", "style"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces = []
        self.hidden = 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in self.HIDDEN
        if tag in self.BLOCKS:
            self.pieces.append("\n\n")

    def handle_endtag(self, tag):
        if tag in self.HIDDEN and self.hidden:
            self.hidden -= 1
        if tag in self.BLOCKS:
            self.pieces.append("\n\n")

    def handle_data(self, data):
        if not self.hidden:
            self.pieces.append(data)


def of_html(data):
    parser = Text()
    parser.feed(data.decode("utf-8", "replace"))
    return "".join(parser.pieces)


def of_man(data):
    """A manual page without its macros: enough for words in sentences."""
    lines = []
    for line in data.decode("utf-8", "replace").splitlines():
        if line.startswith(('.\\"', "'\\\"", ".de", ".if", ".ie", ".ta", ".nr", ".so", ".TH")):
            continue
        macro = re.match(r"^\.([A-Za-z]+)\s*(.*)", line)
        if macro:
            line = ("\n\n" if macro[1] in ("SH", "SS", "PP", "P", "TP", "IP", "LP", "Pp") else "") + macro[2]
        line = re.sub(r"\\f[BIRP]|\\f\(..|\\[&|/,]|\\s[-+]?\d", "", line)
        line = re.sub(r"\\\(..|\\\[[^]]*\]|\\\*\(..", " ", line).replace("\\-", "-").replace("\\e", "\\")
        lines.append(line)
    return "\n".join(lines)


def of_mo(path):
    with open(path, "rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog
    return "\n\n".join(sorted(value for key, value in catalogue.items() if isinstance(value, str) and key))


def text_of(path):
    name = path.name
    if name.endswith(".mo"):
        return of_mo(path)
    data = path.read_bytes()
    if name.endswith(".gz"):
        data = gzip.decompress(data)
        name = name[:-3]
    if re.search(r"\.[1-9][a-z]*$", name):
        return of_man(data)
    if re.search(r"\.(x?html|page)(\.[a-z_A-Z]+)?$", name):
        return of_html(data)
    return ""


def language(path):
    """By the folder: man/ru/, help/uk/, locale/hy/, index.ru.html."""
    for part in reversed(path.parts):
        if re.fullmatch(r"[a-z]{2,3}([_@-][A-Za-z]+)?", part) and part not in ("doc", "man", "usr", "html", "lib"):
            return re.split("[_@-]", part)[0]
        found = re.fullmatch(r".*\.([a-z]{2})(_[A-Z]+)?\.html", part)
        if found:
            return found[1]
    return "en"


def articles(package):
    """Yields articles of a package, in the order of its files."""
    seen = set()
    for path in sorted(package.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        try:
            text = text_of(path)
        except (OSError, ValueError, UnicodeError):
            continue
        lang = language(path.relative_to(package))
        paragraphs = (re.sub(r"\s+", " ", p).strip() for p in text.split("\n\n"))
        article, size, number = [], 0, 0
        for paragraph in [p for p in paragraphs if p] + [None]:
            if paragraph is not None:
                article.append(paragraph)
                size += len(paragraph.encode())
            if article and (size >= ARTICLE or paragraph is None):
                body = "\n\n".join(article)
                if size >= 300 and body not in seen:  # translations repeat what they do not translate
                    seen.add(body)
                    yield {"id": f"{path.relative_to(package.parent)}#{number}", "title": article[0][:120],
                           "text": body, "lang": lang}
                    number += 1
                article, size = [], 0


def main():
    folder, limit = pathlib.Path(sys.argv[1]), int(sys.argv[2]) * 1_000_000
    sources = [articles(p) for p in sorted(folder.iterdir()) if p.is_dir() and p.suffix != ".tmp"]
    written = 0
    while sources and written < limit:
        for source in list(sources):
            article = next(source, None)
            if article is None:
                sources.remove(source)
                continue
            written += len(article["text"].encode())
            print(json.dumps(article, ensure_ascii=False))
            if written >= limit:
                break


main()
