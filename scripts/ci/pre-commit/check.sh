#!/bin/sh
# `athanor check` before a commit: what is not yet on the branch that others have is judged.
#
# usage: check.sh [-C FOLDER] [OPTION OF athanor check ...]
# FOLDER is the project's, of the repository. Compares with where HEAD left the remote's default branch,
# or without a remote with HEAD, unless --against says what with. Exits as `athanor check` does.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../base.sh"

if ! command -v athanor >/dev/null; then
  echo "athanor is not on PATH: the hook runs the one that is installed" >&2
  exit 1
fi
project=.
if [ "${1:-}" = -C ]; then
  project=$2
  shift 2
fi
case " $*" in
*" --against"*) exec athanor -C "$project" check "$@" ;;
esac
for ref in refs/remotes/origin/HEAD refs/remotes/origin/main refs/remotes/origin/master HEAD; do
  is_commit "$ref" && exec athanor -C "$project" check --against "git:$(where_head_left "$ref")" "$@"
done
exec athanor -C "$project" check "$@"
