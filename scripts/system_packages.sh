#!/bin/sh
# What pip cannot bring: installed through apt where root or sudo allows, else named with the command to type.
#   system_packages.sh venv|run|test
set -eu

has_library() { ldconfig -p 2>/dev/null | grep -q "$1" || /sbin/ldconfig -p 2>/dev/null | grep -q "$1"; }
has_command() { command -v "$1" >/dev/null 2>&1; }
has_font() { has_command fc-list && fc-list ":family=$1" family 2>/dev/null | grep -q .; }

missing=""
need() { missing="$missing $1"; }

case "$1" in
venv)
  python="${PYTHON:-python3}"
  "$python" -c 'import venv, ensurepip' 2>/dev/null || need "$(basename "$("$python" -c 'import sys; print(f"python{sys.version_info[0]}.{sys.version_info[1]}")')")-venv"
  ;;
run)
  has_library 'libpango-1\.0' || need libpango-1.0-0
  has_library 'libpangoft2-1\.0' || need libpangoft2-1.0-0
  has_library 'libharfbuzz-subset' || need libharfbuzz-subset0
  has_command fc-list || need fontconfig
  has_font Inter || need fonts-inter
  has_font 'JetBrains Mono' || need fonts-jetbrains-mono
  has_font 'DejaVu Sans' || need fonts-dejavu-core
  ;;
test)
  has_command chromium || need chromium
  has_command pdftotext || need poppler-utils
  has_command qpdf || need qpdf
  ;;
esac

[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then sudo=""; else sudo="sudo -n"; fi
if has_command apt-get && { [ -z "$sudo" ] || sudo -n true 2>/dev/null; }; then
  echo "Installing$missing (through apt)"
  export DEBIAN_FRONTEND=noninteractive
  $sudo apt-get update -qq >/dev/null || true
  # shellcheck disable=SC2086
  $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
fi
echo "These are missing:$missing"
echo "Install them, then try again:  sudo apt-get install$missing"
# Without what the tests drive, those that need it are skipped with a sentence; without the others nothing works.
[ "$1" = test ] && [ "${CI:-}" != true ] || exit 1
