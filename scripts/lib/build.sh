# Configuring and compiling. Needs say.sh.

# Configures a build folder, a new one or one that is there, with Meson's options as they are named.
# The files of a library are compiled some at a time, as one: their headers, and what these make
# every file emit, are most of the work. What a file's own includes leave out shows in a build
# without that, which is Meson's default.
configure() {
  folder=$1
  shift
  set -- -Dunity=on -Dunity_size=8 "$@"
  if [ -f "$folder/build.ninja" ]; then
    meson configure "$folder" "$@" >/dev/null ||
      fail "meson did not take the options of $folder" "remove that folder and run this again"
    return 0
  fi
  rm -rf "$folder"
  log=$folder.log
  mkdir -p "$(dirname "$folder")"
  if ! meson setup "$folder" "$@" >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    fail "meson could not configure the build" "its whole output is in $log"
  fi
  rm -f "$log"
  echo "configured $folder"
}

# Compiles targets of a build folder, or all of it, printing what the compiler says and little else.
compile() {
  folder=$1
  shift
  log=$folder/compile.log
  echo "compiling in $folder, $(jobs_of_this_machine) at a time; this takes some minutes the first time"
  if ! ninja -C "$folder" -j "$(jobs_of_this_machine)" "$@" >"$log" 2>&1; then
    grep -v '^\[' "$log" | head -n 60 >&2
    fail "the build failed" "its whole output is in $log"
  fi
  grep -E 'warning:' "$log" || true
}

# The executables that the tests of a suite run, as ninja names them: nothing else need be built.
test_programs() {
  meson introspect --tests "$1" | python3 -c '
import json, os, sys
folder, suite = (os.path.realpath(sys.argv[1]), sys.argv[2])
tests = [t for t in json.load(sys.stdin) if suite in (s.split(":")[-1] for s in t["suite"])]
print(*sorted({os.path.relpath(t["cmd"][0], folder) for t in tests}))' "$1" "$2"
}

# As many compilers as there are processors, but no more than memory lets run: 1.5 GB each.
jobs_of_this_machine() {
  processors=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1500000) }' /proc/meminfo 2>/dev/null)
  [ "${memory:-0}" -ge 1 ] || memory=1
  [ "$memory" -lt "$processors" ] && echo "$memory" || echo "$processors"
}
