#!/bin/sh
# What shells complete, and whether man(1) accepts the manual page.
#
# usage: shells_test.sh ATHANOR
# Each case is a command line and what a shell offers for its last word. A shell that is not
# installed is skipped. Its last line is the count.
set -u
athanor=$(readlink -f "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ln -s "$athanor" "$work/athanor"
PATH=$work:$PATH
export PATH
export LC_ALL=C.UTF-8 XDG_CONFIG_HOME="$work" HOME="$work"
passed=0 failed=0 skipped=0

# Line by line: a command line, then what is offered for its last word, in any order.
cases='athanor dow|downgrade
athanor -C examples his|history
athanor diff --exi|--exit-code
athanor diff --format |html json markdown sql text
athanor completion |bash fish zsh
athanor revision --mess|--message'

sorted() { tr -s ' \t' '\n\n' | grep -v '^$' | sort | tr '\n' ' ' | sed 's/ $//'; }

check() { # shell, line, expected, got
  if [ "$3" = "$4" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf '%s: "%s"\n  expected: %s\n  got:      %s\n' "$1" "$2" "$3" "$4"
  fi
}

bash_offers() {
  bash --norc -c '
    source "$1"
    COMP_LINE=$2
    read -ra COMP_WORDS <<<"$2"
    [[ $2 == *" " ]] && COMP_WORDS+=("")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _athanor
    printf "%s\n" "${COMPREPLY[@]}"' bash "$work/bash" "$1" | sorted
}

fish_offers() { fish --no-config -c 'source $argv[1]; complete -C $argv[2]' "$work/fish" "$1" | cut -f1 | sorted; }

# zsh completes only at a terminal, so it gets one. In a menu each further Tab shows the next offer:
# the line is typed anew with one Tab more until the first offer comes again.
zsh_offers() {
  cat >"$work/offers.zsh" <<'END'
zmodload zsh/zpty
zpty terminal "PS1= PS2= zsh -f -i"
zpty -w terminal "fpath=($1 \$fpath); autoload -Uz compinit && compinit -u -D; setopt menu_complete"
zpty -w terminal 'tell() { print -r -- "offer:$BUFFER"; BUFFER= }; zle -N tell; bindkey "^X" tell'
zpty -w terminal "bindkey '^I' complete-word; bindkey '^U' kill-whole-line; print rea''dy"
zpty -r -m terminal seen '*ready*'
typeset -U offers
for presses in {1..9}; do
  zpty -w -n terminal "$2${(pl:presses::\t:)}"$'\x18'
  zpty -r -m terminal seen '*offer:*'$'\n'
  offer=${${seen##*offer:}%%$'\r'*}
  known=$#offers
  offers+=(${${(z)offer}[-1]})
  (( $#offers > known )) || break
  [[ $offer == *' ' ]] && break
done
print -l -- $offers
END
  timeout 60 zsh -f -o extendedglob "$work/offers.zsh" "$work/zsh" "$1" 2>&1 | sorted
}

can_try() {
  command -v "$1" >/dev/null || return 1
  # zsh needs a terminal, which some containers cannot give it.
  [ "$1" != zsh ] || zsh -fc 'zmodload zsh/zpty && zpty probe true' 2>/dev/null
}

try_shell() {
  if ! can_try "$1"; then
    echo "$1 cannot be tried here"
    skipped=$((skipped + 1))
    return
  fi
  while IFS='|' read -r line expected; do
    check "$1" "$line" "$expected" "$("$1_offers" "$line")"
  done <<END
$cases
END
}

athanor completion bash >"$work/bash"
athanor completion fish >"$work/fish"
mkdir "$work/zsh"
athanor completion zsh >"$work/zsh/_athanor"
try_shell bash
try_shell zsh
try_shell fish

if command -v man >/dev/null && command -v groff >/dev/null; then
  athanor manual >"$work/athanor.1"
  check man "warnings" "" "$(man --warnings -E UTF-8 -l -Tutf8 -Z "$work/athanor.1" 2>&1 >/dev/null)"
  page=$(MANWIDTH=100 man -l -P cat "$work/athanor.1" | col -b)
  for command in $(athanor completion fish | sed -n 's/.* -f -a \([a-z]*\) -d .*/\1/p'); do
    check man "$command is described" 1 "$(printf '%s\n' "$page" | grep -c "^   athanor $command\b")"
  done
else
  skipped=$((skipped + 1))
fi

if [ "$skipped" -gt 0 ]; then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ]
