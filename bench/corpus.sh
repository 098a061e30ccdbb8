#!/usr/bin/env bash
# corpus.sh: assembles text for measurements from Debian's documentation packages.
#
#   bench/corpus.sh OUT.jsonl [MEGABYTES]
#
# Writes JSON Lines {"id", "title", "text", "lang"}: articles of some 3 KB in some
# forty languages, mixed, MEGABYTES (200) of text. The packages are those of the
# Debian release it runs on; the same packages give the same bytes.
# Packages stay in ~/.cache/byname-corpus (or $BYNAME_CORPUS_CACHE).
set -eu
[ $# -ge 1 ] || { sed -n '2,9s/^# \?//p' "$0"; exit 2; }
out=$1
megabytes=${2:-200}
cache=${BYNAME_CORPUS_CACHE:-$HOME/.cache/byname-corpus}
packages="
  installation-guide-amd64 gnome-user-docs debian-handbook iso-codes
  libreoffice-help-ru libreoffice-help-tr libreoffice-help-en-us libreoffice-help-de
  libreoffice-help-fr libreoffice-help-el libreoffice-help-hu libreoffice-help-zh-cn
  libreoffice-help-es libreoffice-help-it libreoffice-help-pl libreoffice-help-hi
  libreoffice-help-ko libreoffice-help-nl libreoffice-help-cs
  manpages manpages-dev manpages-ru manpages-ru-dev manpages-uk manpages-de manpages-fr
  manpages-tr manpages-pl manpages-es manpages-ro manpages-el
  debian-reference-en debian-reference-de debian-reference-fr debian-faq-ru
  aptitude-doc-en aptitude-doc-ru gimp-help-ru gimp-help-uk gimp-help-fa"

mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
for package in $packages; do
  [ -d "$cache/$package" ] && continue
  (cd "$cache" && apt-get -o APT::Sandbox::User=root download -qq "$package" && mkdir "$package.tmp" &&
    dpkg-deb -x "$package"_*.deb "$package.tmp" && rm "$package"_*.deb &&
    mv "$package.tmp" "$package") || echo "corpus.sh: without $package" >&2
done
python3 "$(dirname "$0")/corpus.py" "$cache" "$megabytes" > "$out"
