#!/usr/bin/env bash
# Installs the Debian 12 packages that building, testing and the demo need.
# Asks apt only when one is missing, so a second run does nothing.
#
#   scripts/install-dependencies.sh [PACKAGE...]   what the two programs need, and these
#   scripts/install-dependencies.sh --tests        and what the tests need
set -euo pipefail

packages=(
  build-essential cmake ninja-build pkg-config
  libxapian-dev        # the index
  libicu-dev           # Unicode
  libcli11-dev         # command lines
  libfmt-dev           # messages
  nlohmann-json3-dev   # small JSON: manifest, answers
  libsimdjson-dev      # JSON Lines
  libcld2-dev          # languages
  libuchardet-dev      # charsets
  libzstd-dev          # stored text
  libssl-dev           # SHA-256
  libarchive-dev       # archives and compressed files
  zlib1g-dev           # gzip that is cut off, web archives
  libbrotli-dev        # pages in web archives
  poppler-utils        # PDF
)
test_packages=(
  libgtest-dev libgmock-dev
  xapian-tools         # quest and xapian-delve read what we write
  python3              # golden sessions
  clang libclang-rt-14-dev  # fuzzing
)
if [ "${1:-}" = --tests ]; then
  shift
  packages+=("${test_packages[@]}")
fi
packages+=("$@")

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    echo "install-dependencies: needs root or sudo to install: ${missing[*]}" >&2
    exit 1
  }
  as_root=(sudo)
fi
echo "Installing ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
