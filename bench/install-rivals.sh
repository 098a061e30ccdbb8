#!/usr/bin/env bash
# Installs what bench/run.sh compares with, and what it takes to build and ask that.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install-dependencies.sh
packages=(
  xapian-omega                                          # scriptindex
  sqlite3 python3                                       # FTS5
  liblucene8-java openjdk-17-jdk-headless               # Lucene
  ripgrep
)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
echo "Installing ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
