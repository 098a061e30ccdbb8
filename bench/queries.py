#!/usr/bin/env python3
"""Questions for a corpus, and how many articles answer each: counted the slow way.

queries.py CORPUS.jsonl NAMES.tsv OUT.tsv [EACH]

Writes id TAB kind TAB query TAB articles, EACH (100) of a kind:
  word     one word, of every frequency
  pair     two words that some article holds, both needed
  phrase   two or three words as they stand in some article, in quotes
  frequent two of the hundred most frequent words as they stand side by side, in quotes
  place    one-word names of the gazetteer NAMES.tsv that some article holds

Words are runs of letters and digits, case and marks folded by Python's own tables;
the choice depends on the corpus alone. What is a matter of taste is not asked for: words with
an apostrophe, Cyrillic и and е, which some programs take for й and ё.
"""
import collections
import csv
import json
import re
import sys
import unicodedata
import zlib

WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
ALPHABETS = re.compile("[a-z]+|[абвгджзклмнопрстуфхцчшщыьэюя]+")


class Folding(dict):
    """Case and marks away, a character at a time; Cyrillic keeps its marks: и and й are two letters."""

    def __missing__(self, code):
        char = chr(code)
        folded = char.casefold()
        if not "\u0400" <= char <= "\u052f":
            folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
        self[code] = folded
        return folded


FOLDING = Folding()


def fold(text):
    return unicodedata.normalize("NFC", text).translate(FOLDING)


def words_of(article):
    return WORD.findall(fold(article["title"] + "\n" + article["text"]))


def order(item):
    """A fixed shuffle."""
    return zlib.crc32(repr(item).encode()), item


def usable(word):
    """A word that every program writes the same way: three or more letters that never bear marks."""
    return 3 <= len(word) <= 20 and ALPHABETS.fullmatch(word)


def choose(path, names, each):
    frequency = collections.Counter()
    sampled = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number % 10:
                continue
            words = words_of(json.loads(line))
            frequency.update(set(words))
            if number % 100 == 0:
                sampled.append(words)
    # From every frequency as many: words in at least 2 of the sampled articles.
    by_magnitude = collections.defaultdict(list)
    for word, articles in frequency.items():
        if articles >= 2 and usable(word):
            by_magnitude[articles.bit_length()].append(word)
    queries = []
    pools = [sorted(pool, key=order) for _, pool in sorted(by_magnitude.items())]
    while len(queries) < each:
        for pool in pools:
            if pool and len(queries) < each:
                queries.append(("word", (pool.pop(),)))
    frequent = {word for word, _ in frequency.most_common(150) if usable(word)}
    pairs, phrases, of_frequent = set(), set(), set()
    for words in sampled:
        good = sorted({w for w in words if usable(w) and frequency[w] >= 2}, key=order)
        if len(good) >= 2:
            pairs.add((good[0], good[1]))
        for length in (2, 3):
            grams = [g for g in zip(*(words[i:] for i in range(length)))
                     if all(usable(w) for w in g) and len(set(g)) == length and frequency[g[0]] >= 2]
            if grams:
                phrases.add(min(grams, key=order))
        for gram in zip(words, words[1:]):
            if gram[0] in frequent and gram[1] in frequent and gram[0] != gram[1]:
                of_frequent.add(gram)
    for kind, pool in (("pair", pairs), ("phrase", phrases), ("frequent", of_frequent)):
        queries += [(kind, words) for words in sorted(pool, key=order)[:each]]
    with open(names, encoding="utf-8") as file:
        known = {fold(row["name"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    found = [name for name in known if usable(name) and len(name) > 3 and frequency[name] >= 1]
    queries += [("place", (name,)) for name in sorted(found, key=order)[:each]]
    return queries


def count(path, queries):
    """Articles that answer each query, by reading all of them."""
    totals = [0] * len(queries)
    by_word = collections.defaultdict(list)  # the first word of each
    for number, (_, words) in enumerate(queries):
        by_word[words[0]].append(number)
    with open(path, encoding="utf-8") as file:
        for line in file:
            words = words_of(json.loads(line))
            distinct = set(words)
            places = None
            for first in distinct & by_word.keys():
                for number in by_word[first]:
                    kind, wanted = queries[number]
                    if not distinct.issuperset(wanted):
                        continue
                    if kind in ("phrase", "frequent"):
                        if places is None:
                            places = collections.defaultdict(list)
                            for place, word in enumerate(words):
                                places[word].append(place)
                        if not any(tuple(words[p:p + len(wanted)]) == wanted for p in places[first]):
                            continue
                    totals[number] += 1
    return totals


def main():
    path, names, out = sys.argv[1:4]
    queries = choose(path, names, int(sys.argv[4]) if len(sys.argv) > 4 else 100)
    totals = count(path, queries)
    with open(out, "w", encoding="utf-8") as file:
        numbers = collections.Counter()
        for (kind, words), total in zip(queries, totals):
            numbers[kind] += 1
            text = " ".join(words)
            if kind in ("phrase", "frequent"):
                text = f'"{text}"'
            file.write(f"{kind}-{numbers[kind]}\t{kind}\t{text}\t{total}\n")


if __name__ == "__main__":
    main()
