#!/usr/bin/env bash
# Installs what is missing, builds (warnings are errors), runs every test.
# Arguments go to ctest: scripts/test.sh -R golden
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-dependencies.sh --tests
cmake --preset dev >/dev/null
cmake --build --preset dev
exec ctest --preset dev -j 2 "$@"
