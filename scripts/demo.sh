#!/usr/bin/env bash
# From nothing to answers: installs what is missing, builds, indexes corpus/ and
# asks two questions. Run again, it does no work twice.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-dependencies.sh
cmake --preset release -DBYNAME_TESTS=OFF >/dev/null
cmake --build --preset release

export BYNAME_INDEX=$PWD/build/demo-index
PATH=$PWD/build/release/bin:$PATH
run() {
  printf '\n\033[1m$ %s\033[0m\n' "$*"
  "$@"
}

if [ -e "$BYNAME_INDEX/XAPIANDB" ]; then
  run indexer update corpus/documents
else
  run indexer rebuild corpus/documents
fi
run searcher --color always museum Khankendi
run searcher --color always mentions Xankəndi
cat <<END

Next, with the same index:
  export BYNAME_INDEX=$BYNAME_INDEX PATH=$PWD/build/release/bin:\$PATH
  searcher Шуша                       one place, every name, every script
  searcher '"Khankendi airport"'      a phrase in which a place has all its names
  searcher names Ստեփանակերտ          which name is used how often, and by whom
  searcher mentions --all --format csv > mentions.csv
  indexer --index ~/my-index rebuild ~/my-documents
  searcher --help
END
