# What a branch is compared with. Read by the kits' scripts, in the git repository that they judge.

# Whether git knows a commit by this name.
is_commit() { git rev-parse --quiet --verify "$1^{commit}" >/dev/null 2>&1; }

# Prints where HEAD left the commit $1; that commit itself where a shallow clone hides it. What the
# other branch has got since then is no edit of this one.
where_head_left() { git merge-base HEAD "$1" 2>/dev/null || git rev-parse --verify "$1^{commit}"; }

# Brings the branch $1 of `origin`, as far as this clone goes back: a shallow one stays shallow.
fetch_branch() {
  depth=
  [ "$(git rev-parse --is-shallow-repository)" = false ] || depth=--depth=1
  # shellcheck disable=SC2086  # one word, or none
  git fetch --quiet --no-tags $depth origin "+refs/heads/$1:refs/remotes/origin/$1"
}

# Its input with files below this folder named from here, as the service knows them.
named_from_here() {
  HERE=$PWD/ awk 'BEGIN { here = ENVIRON["HERE"] }
    {
      line = ""
      while ((at = index($0, here)) > 0) {
        line = line substr($0, 1, at - 1)
        $0 = substr($0, at + length(here))
      }
      print line $0
    }'
}
