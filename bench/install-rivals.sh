#!/usr/bin/env bash
# Installs what bench/run.sh compares with, and what it takes to build and ask that.
set -euo pipefail
cd "$(dirname "$0")/.."
packages=(
  xapian-omega                                          # scriptindex
  sqlite3 python3                                       # FTS5
  liblucene8-java openjdk-17-jdk-headless               # Lucene
  ripgrep
)
exec scripts/install-dependencies.sh "${packages[@]}"
