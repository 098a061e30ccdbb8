#!/usr/bin/env python3
"""SQLite FTS5 for comparison: asks an index that the sqlite3 program built (bench/rivals/fts5.sql).

fts5.py DATABASE queries.tsv OUT.tsv ROUNDS: as bench/rivals/Lucene.java does. bm25() ranks, snippet()
marks, 32 words around the matches. A query is planned anew each time, as a program would.
"""
import sqlite3
import sys
import time

BEST = """SELECT id, snippet(articles, -1, char(2), char(3), ' ... ', 32)
          FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT 10"""
TOTAL = "SELECT count(*) FROM articles WHERE articles MATCH ?"


def main():
    database, queries, out, rounds = sys.argv[1:5]
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    connection.execute("PRAGMA mmap_size = 4000000000")
    asked = [line.rstrip("\n").split("\t") for line in open(queries, encoding="utf-8")]
    best = [float("inf")] * len(asked)
    marks = [0] * len(asked)
    for _ in range(int(rounds) + 1):
        for i, (_, _, text, _) in enumerate(asked):
            # Bare words are all needed; quoted so that AND and OR are words too.
            wanted = text if text.startswith('"') else " ".join(f'"{word}"' for word in text.split())
            start = time.thread_time()
            rows = connection.execute(BEST, (wanted,)).fetchall()
            best[i] = min(best[i], time.thread_time() - start)
            marks[i] = sum(snippet.count("\x02") for _, snippet in rows)
    with open(out, "w", encoding="utf-8") as file:
        for i, (name, _, text, _) in enumerate(asked):
            wanted = text if text.startswith('"') else " ".join(f'"{word}"' for word in text.split())
            total = connection.execute(TOTAL, (wanted,)).fetchone()[0]
            file.write(f"{name}\t{total}\t{best[i] * 1e6:.1f}\t{marks[i]}\n")


main()
