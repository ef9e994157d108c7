#!/bin/sh
# `athanor check` in a GitHub workflow: annotations on the lines, a table in the job's summary.
#
# Of the workflow: GITHUB_BASE_REF (a pull request's target; without it the revisions that are there
# count as judged, and only the rest is looked at), GITHUB_STEP_SUMMARY. Of the action's inputs:
# ATHANOR_PROGRAM, ATHANOR_PROJECT (a folder of the repository), ATHANOR_AGAINST (a ref to compare
# with instead), ATHANOR_ALLOW (one CODE[:OBJECT] a line). Runs in the repository's folder. Exits as
# `athanor check` does: 0, 1, 2 or 3.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../base.sh"
program=${ATHANOR_PROGRAM:-athanor}
project=${ATHANOR_PROJECT:-.}
summary=${GITHUB_STEP_SUMMARY:-/dev/null}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The options of check, one a line.
options() {
  against=${ATHANOR_AGAINST:-}
  if [ -z "$against" ] && [ -n "${GITHUB_BASE_REF:-}" ]; then
    fetch_branch "$GITHUB_BASE_REF"
    against=refs/remotes/origin/$GITHUB_BASE_REF
  fi
  echo "--against=git:$(where_head_left "${against:-HEAD}")"
  printf '%s\n' "${ATHANOR_ALLOW:-}" | sed -n 's/^[[:space:]]*\([^[:space:]].*[^[:space:]]\)[[:space:]]*$/--allow=\1/p'
}

check() {
  code=0
  (
    IFS='
'
    set -f
    # shellcheck disable=SC2046  # one word a line
    exec "$program" -C "$project" check --format "$1" $(cat "$work/options")
  ) >"$work/said" 2>"$work/complaints" || code=$?
  named_from_here <"$work/said" >"$work/$1"
  named_from_here <"$work/complaints" >"$work/errors"
}

# Nothing in a report may speak to the workflow but its annotations.
show_report() {
  token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  echo "::stop-commands::$token"
  cat "$work/text" "$work/errors"
  echo "::$token::"
}

# The diagnostics of what cannot be read, `file:line:column: error: message`, as annotations.
annotate_errors() {
  sed -n 's/%/%25/g
    s/^\(.*\):\([0-9][0-9]*\):\([0-9][0-9]*\): error: \(.*\)$/::error file=\1,line=\2,col=\3::\4/p' \
    "$work/errors"
}

summarize_errors() {
  printf '### \342\235\214 athanor check: something cannot be read\n\n'
  sed 's/^/    /' "$work/errors"
}

options >"$work/options"
check text
result=$code
show_report
if [ "$result" -eq 1 ] || [ "$result" -ge 64 ]; then
  annotate_errors
  summarize_errors >>"$summary"
  exit "$result"
fi
check github
cat "$work/github"
check markdown
cat "$work/markdown" >>"$summary"
exit "$result"
