#!/bin/sh
# `athanor check` in a GitLab pipeline: the report in the job's log, and as JUnit for the merge
# request.
#
# Of the pipeline: CI_MERGE_REQUEST_TARGET_BRANCH_NAME (without it the revisions that are there count
# as judged, and only the rest is looked at). Of the job's variables: ATHANOR_PROJECT (a folder of
# the repository), ATHANOR_AGAINST (a ref to compare with instead), ATHANOR_ALLOW (CODE[:OBJECT],
# with spaces between), ATHANOR_JUNIT (the report's file, default athanor-check.xml). Runs in the
# repository's folder. Exits as `athanor check` does.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../base.sh"
project=${ATHANOR_PROJECT:-.}
junit=${ATHANOR_JUNIT:-athanor-check.xml}

against=${ATHANOR_AGAINST:-}
if [ -z "$against" ] && [ -n "${CI_MERGE_REQUEST_TARGET_BRANCH_NAME:-}" ]; then
  fetch_branch "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
  against=refs/remotes/origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME
fi
set -- --against "git:$(where_head_left "${against:-HEAD}")"
set -f
for allowed in ${ATHANOR_ALLOW:-}; do set -- "$@" --allow "$allowed"; done

escaped() { sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g' | tr -d '\000-\010\013\014\016-\037'; }

# What check says when it cannot read something, as a test that failed.
junit_of_errors() {
  printf '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n'
  printf '  <testsuite name="athanor check" tests="1" failures="1">\n'
  printf '    <testcase classname="check" name="everything can be read"><failure message="it cannot be">'
  named_from_here <"$1" | escaped
  printf '</failure></testcase>\n  </testsuite>\n</testsuites>\n'
}

errors=$(mktemp)
trap 'rm -f "$errors"' EXIT
code=0
athanor -C "$project" check "$@" 2>"$errors" || code=$?
cat "$errors" >&2
if [ "$code" -eq 1 ] || [ "$code" -ge 64 ]; then
  junit_of_errors "$errors" >"$junit"
else
  athanor -C "$project" check "$@" --format junit >"$junit" || :
fi
exit "$code"
