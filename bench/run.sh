#!/usr/bin/env bash
# run.sh: every measurement of this folder, and the same with other programs.
#
#   bench/run.sh [FOLDER] [MEGABYTES]
#
# Installs the other programs, builds ours (release), assembles the corpus (200 MB, some 400 MB of
# packages to download) in FOLDER (~/.cache/byname-bench), runs everything and prints one
# table; about half an hour on two cores. FOLDER keeps data and indexes: 3 GB.
# FOLDER/log.txt has what each program said. Exit 1 if a check failed.
set -euo pipefail
folder=${1:-$HOME/.cache/byname-bench}
megabytes=${2:-200}
cd "$(dirname "$0")/.."
bench/install-rivals.sh
cmake --preset release -DBYNAME_BENCH=ON -DBYNAME_TESTS=OFF -B build/bench >/dev/null
cmake --build build/bench
mkdir -p "$folder"
corpus=$folder/corpus-$megabytes.jsonl
[ -s "$corpus" ] || { bench/corpus.sh "$corpus.tmp" "$megabytes" && mv "$corpus.tmp" "$corpus"; }
exec python3 bench/measure.py --bin build/bench/bin --corpus "$corpus" --folder "$folder"
