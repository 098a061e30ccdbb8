#!/usr/bin/env bash
# Installs what is missing, builds (warnings are errors), runs every test; then
# the fuzz targets, which have a build of their own, for a while each.
# Arguments go to ctest: scripts/test.sh -R golden
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-dependencies.sh --tests
cmake --preset dev >/dev/null
cmake --build --preset dev
result=0
ctest --preset dev -j 2 "$@" || result=$?

if [ $# -eq 0 ] || [[ "$*" == *fuzz* ]]; then
  cmake --preset fuzz >/dev/null
  cmake --build --preset fuzz
  ctest --preset fuzz -j 2 "$@" || result=$?
fi
exit "$result"
