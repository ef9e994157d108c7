#!/bin/sh
# What `meson install` installs, and whether shells and man(1) find it there.
#
# usage: install_test.sh BUILD_FOLDER
# Installs what is built below a temporary folder. A program that is missing is skipped. Its last
# line is the count.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 HOME="$work/home"
mkdir "$HOME"
passed=0 failed=0 skipped=0

check() { # what, expected, got
  if [ "$2" = "$3" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf '%s\n  expected: %s\n  got:      %s\n' "$1" "$2" "$3"
  fi
}

# Runs the check of a program where there is one.
with() { # program, what, expected, command ...
  if ! command -v "$1" >/dev/null; then
    echo "$1 is not here"
    skipped=$((skipped + 1))
    return
  fi
  what=$2 expected=$3
  shift 3
  check "$what" "$expected" "$("$@" 2>&1)"
}

if ! meson install -C "$1" --no-rebuild --skip-subprojects --destdir "$work/root" >"$work/log" 2>&1; then
  cat "$work/log"
  exit 1
fi
binary=$(find "$work/root" -path '*/bin/athanor')
prefix=${binary%/bin/athanor}
share=$prefix/share
PATH=$prefix/bin:$PATH
export PATH XDG_DATA_DIRS="$share:/usr/share"

check "what is installed" \
  "bin/athanor share/athanor/ci/base.sh share/athanor/ci/gitlab/check.sh \
share/athanor/schemas/check.schema.json share/athanor/schemas/diff.schema.json \
share/athanor/schemas/lint.schema.json share/bash-completion/completions/athanor \
share/fish/vendor_completions.d/athanor.fish share/man/man1/athanor.1 share/zsh/site-functions/_athanor" \
  "$(cd "$prefix" && find . -type f | sed 's,^\./,,' | sort | tr '\n' ' ' | sed 's/ $//')"
check "the program" 0 "$(athanor --version >/dev/null; echo $?)"
with man "the manual page" "$share/man/man1/athanor.1" man -M "$share/man" -w athanor
with bash "what bash has" "complete -o filenames -F _athanor athanor" \
  bash --norc -c 'source "$1" && complete -p athanor' bash "$share/bash-completion/completions/athanor"
with zsh "what zsh has" "_athanor" zsh -fc \
  "fpath=($share/zsh/site-functions \$fpath); autoload -Uz compinit; compinit -u -D; print \$_comps[athanor]"
with fish "what fish offers" downgrade fish -c 'complete -C "athanor dow" | string split -f 1 \t'

if [ "$skipped" -gt 0 ]; then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ]
