# The Debian packages that this project is built and tested with. Needs say.sh.

# To build: the tools, and the libraries that meson.build looks for.
build_packages="git ca-certificates g++ meson ninja-build pkg-config cmake antlr4
  libantlr4-runtime-dev libboost-graph-dev libcli11-dev libfmt-dev libpqxx-dev libsqlite3-dev
  libsqlitecpp-dev libtomlplusplus-dev nlohmann-json3-dev sqlite3"

# To test, besides: Alembic as Debian has it, and the means to install a newer one.
test_packages="doctest-dev python3 python3-venv python3-psycopg2 alembic bash zsh fish man-db
  postgresql postgresql-contrib graphviz chromium"

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null)" = 'ii ' ]
}

# Runs a command as root: as it is, or through sudo.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif have sudo; then
    sudo "$@"
  else
    fail "installing packages needs root, and there is no sudo" \
      "run as root: $*"
  fi
}

run_apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y \
    -o Dpkg::Use-Pty=0 -o Acquire::Retries=3 "$@" >"$apt_log" 2>&1
}

# Installs those of the named packages that are not there yet.
install_packages() {
  missing=
  have apt-get || {
    echo "no apt-get here: the build goes on with what this system has; it wants $*"
    return 0
  }
  for package in "$@"; do is_installed "$package" || missing="$missing $package"; done
  [ -n "$missing" ] || { echo "every package is there"; return 0; }
  echo "installing:$missing"
  apt_log=$(mktemp)
  # Some small images lack the folder that Java's packages link their manual pages in.
  [ -d /usr/share/man/man1 ] || as_root mkdir -p /usr/share/man/man1
  # shellcheck disable=SC2086  # one word a package
  if ! { run_apt update && run_apt install --no-install-recommends $missing; }; then
    tail -n 15 "$apt_log" >&2
    fail "apt-get could not install the packages" "its whole output is in $apt_log"
  fi
  rm -f "$apt_log"
}
