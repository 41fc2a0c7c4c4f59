# The set-up that script/leaflet and script/test share: done once, redone when it is out of date.
#
# The environment `.venv` has stages, each marked as done by a copy of the file that it was made
# from, in `.venv/set-up`, written last: an interrupted stage has no mark and is made again.
#   setup.sh, requirements.lock   the environment itself; when they change it is made from nothing
#   pyproject.toml                the project, installed in place
#   requirements-test.lock        added by script/test, on top; it names the same releases as
#                                 requirements.lock, so neither script undoes the other's work
#
# The script that reads this has put the folder of the repository in `root`.
# shellcheck shell=bash
root=${root:?}

# Debian's own interpreter, not whatever is first on the path: it stays where it is, and belongs to
# the system packages. LEAFLET_PYTHON names another one, by its absolute path.
python=${LEAFLET_PYTHON:-/usr/bin/python3}
venv=$root/.venv

system_packages=(
  libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0
  fonts-noto-core fonts-noto-cjk
)
[[ -n ${LEAFLET_PYTHON-} ]] || system_packages+=(python3 python3-venv)
stages=(script/setup.sh requirements.lock pyproject.toml)

# What script/test needs besides. Poppler and gettext read what leaflet writes; veraPDF is Java.
want_tests() {
  stages+=(requirements-test.lock)
  system_packages+=(default-jdk-headless gettext libjaxb-java poppler-utils shellcheck)
  # Printers that are programs, and a print server, on the loopback address: tests/printers.py.
  system_packages+=(cups cups-client cups-filters cups-ipp-utils dbus libgs-common)
  # Ubuntu's chromium is a snap, which a container cannot start; the test that clicks is left out.
  grep -q '^ID=ubuntu' /etc/os-release 2>/dev/null || system_packages+=(chromium)
}

# Written to stderr: stdout belongs to the program's data.
say() { printf '%s\n' "$@" >&2; }

# made_from FILE…: whether the stages of these files are done and up to date.
made_from() {
  local file
  for file in "$@"; do
    cmp -s "$root/$file" "$venv/set-up/${file##*/}" || return 1
  done
}

# An environment belongs to one interpreter and, because the project is installed in place, to one
# folder. Both tests are built into bash: this runs before every `leaflet`.
at_home() {
  local folder=
  [[ $venv/bin/python -ef $python ]] || return 1
  IFS= read -r folder 2>/dev/null <"$venv/set-up/folder"
  [[ $folder == "$root" ]]
}

is_set_up() { at_home && made_from "${stages[@]}"; }

# Do what is missing. Ends the script with exit code 2 where that cannot be done.
set_up() {
  if ! { mkdir -p "$venv/set-up" && : >>"$venv/set-up/lock"; } 2>/dev/null; then
    say "error: $venv has to be made or renewed, and cannot be written" \
      "hint: run this once as the owner of $root"
    exit 2
  fi
  # In a subshell, so that the program does not inherit the lock and hold it while it runs.
  (
    flock --nonblock 9 || {
      say 'waiting for another set-up of this folder to end'
      flock 9
    }
    install_system_packages
    if ! at_home || ! made_from script/setup.sh requirements.lock; then
      make_environment
    fi
    local stage
    for stage in "${stages[@]}"; do
      made_from "$stage" || make "$stage"
    done
  ) 9>>"$venv/set-up/lock"
}

make() {
  case $1 in
    pyproject.toml)
      say 'installing leaflet itself'
      pip_install --no-build-isolation --no-deps --editable "$root"
      "$venv/bin/python" -m compileall -qq "$root/leaflet" || true
      ;;
    requirements-test.lock)
      # Nothing that an older lock brought may stay and hide that it is missing from this one.
      if [[ -e $venv/set-up/$1 ]]; then
        make_environment
        make pyproject.toml
      fi
      say "installing what the tests need ($1)"
      pip_install --only-binary :all: --require-hashes --requirement "$root/$1"
      ;;
  esac
  mark "$1"
}

make_environment() {
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    say "error: $python is not Python 3.11 or newer" 'hint: name another one in LEAFLET_PYTHON'
    exit 2
  }
  # The interpreter itself and not a link to it: when an upgrade of the system moves the link to a
  # newer Python, at_home sees the difference.
  local interpreter
  interpreter=$("$python" -c 'import os, sys; print(os.path.realpath(sys.executable))')
  [[ $interpreter -ef $python ]] || {
    say "error: $python only starts $interpreter" "hint: set LEAFLET_PYTHON=$interpreter"
    exit 2
  }
  say "making the environment .venv with $("$python" --version)"
  # Everything but the lock, which this process and perhaps others hold open.
  find "$venv" -mindepth 1 -maxdepth 1 ! -name set-up -exec rm -rf {} +
  find "$venv/set-up" -mindepth 1 ! -name lock -delete
  or_explain 'hint: is the package python3-venv there?' "$interpreter" -m venv "$venv"
  say 'installing what leaflet needs (requirements.lock)'
  pip_install --only-binary :all: --require-hashes --requirement "$root/requirements.lock"
  printf '%s\n' "$root" >"$venv/set-up/folder"
  mark requirements.lock
  mark script/setup.sh
}

# Byte-compiles as it installs. -I: what the caller has in PYTHONPATH is no business of pip's.
pip_install() {
  or_explain 'hint: is the network there? run the same command again' \
    "$venv/bin/python" -I -m pip install --disable-pip-version-check --no-input "$@"
}

mark() {
  local copy=$venv/set-up/${1##*/}
  cp "$root/$1" "$copy.new"
  mv "$copy.new" "$copy"
}

# or_explain HINT COMMAND…: quiet when it works; when it fails, the end of what it said.
or_explain() {
  local hint=$1 log=$venv/set-up.log
  shift
  # 9 is the lock, which nothing that goes on after us may hold.
  "$@" >"$log" 2>&1 </dev/null 9>&- || {
    tail -n 20 "$log" >&2
    say '' "error: this failed: $*" "hint: all that it said is in $log" "$hint"
    exit 2
  }
}

# comes_otherwise PACKAGE: any JDK from 17 on will do, wherever it came from.
comes_otherwise() {
  [[ $1 == default-jdk-headless && $(javac -version 2>&1) =~ ^javac\ ([0-9]+) ]] &&
    ((BASH_REMATCH[1] >= 17))
}

install_system_packages() {
  if ! command -v apt-get >/dev/null; then
    say 'no apt here; these Debian packages, or what they are called here, must be present:' \
      "  ${system_packages[*]}"
    return
  fi
  local -A present=()
  local name missing=()
  while read -r name; do
    present[$name]=1
  done < <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${system_packages[@]}" \
    2>/dev/null | sed -n 's/^installed //p')
  for name in "${system_packages[@]}"; do
    [[ -n ${present[$name]-} ]] || comes_otherwise "$name" || missing+=("$name")
  done
  ((${#missing[@]})) || return 0

  local as_root=()
  if ((EUID != 0)); then
    as_root=(sudo -n)
    if ! sudo -n true 2>/dev/null; then
      say 'system packages are missing; run this, then the same command again:' '' \
        "  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}"
      exit 2
    fi
  fi
  say "installing system packages: ${missing[*]}"
  # Where one source of several is out of reach, the packages may still be had.
  "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=300 update >"$venv/set-up.log" 2>&1 </dev/null \
    9>&- || say 'apt-get update failed; trying with the lists that are there'
  or_explain 'hint: see what apt-get update says of the sources of packages' \
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 \
    install -y --no-install-recommends "${missing[@]}"
}
