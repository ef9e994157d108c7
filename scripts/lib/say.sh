# What the scripts tell the person who runs them, and how they stop.

# What is being done now.
say() { printf '\n== %s\n' "$*"; }

# Prints a command as one would type it, and runs it.
show() { printf '$ %s\n' "$*"; "$@"; }

# Says what failed, and why (one line each), and ends the script.
fail() {
  printf '\nerror: %s\n' "$1" >&2
  shift
  for line in "$@"; do printf '  %s\n' "$line" >&2; done
  exit 1
}

# Whether there is such a program.
have() { command -v "$1" >/dev/null 2>&1; }
