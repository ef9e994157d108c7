#!/bin/sh
# Finds the athanor that the action runs, or builds it from the action's own sources.
#
# usage: program.sh find [PROGRAM] | program.sh build FOLDER
# `find` says where PROGRAM (default: athanor) is, or, where there is none, what its build is to be
# cached under: `program=` or `key=` in GITHUB_OUTPUT. `build` makes FOLDER/athanor unless a cache
# has brought it, and says `program=`. Needs Debian's packages, or Ubuntu's: scripts/lib/packages.sh.
set -eu
sources=$(cd "$(dirname "$0")/../../.." && pwd)
output=${GITHUB_OUTPUT:-/dev/stdout}

# A hash of what the program is built from.
hash_of_sources() {
  (cd "$sources" && find meson.build meson_options.txt schema grammar engine migrations cli -type f |
    LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c 1-16)
}

build() {
  . "$sources/scripts/lib/say.sh"
  . "$sources/scripts/lib/packages.sh"
  . "$sources/scripts/lib/build.sh"
  # shellcheck disable=SC2086,SC2154  # one word a package
  install_packages $build_packages
  configure "$1/build" -Dbuildtype=release -Dtests=false
  compile "$1/build" cli/athanor
  cp "$1/build/cli/athanor" "$1/athanor"
  rm -rf "$1/build"
}

case "$1" in
find)
  if found=$(command -v "${2:-athanor}"); then
    echo "program=$found" >>"$output"
  elif [ -n "${2:-}" ]; then
    echo "::error::there is no program $2"
    exit 1
  else
    echo "key=athanor-$(uname -m)-$(hash_of_sources)" >>"$output"
  fi
  ;;
build)
  mkdir -p "$2"
  cd "$sources"
  [ -x "$2/athanor" ] || build "$2"
  echo "program=$2/athanor" >>"$output"
  ;;
*)
  echo "usage: program.sh find [PROGRAM] | program.sh build FOLDER" >&2
  exit 64
  ;;
esac
