#!/usr/bin/env bash
# The steps of both container images, called by the Dockerfile; a test runs them in a plain Debian without Docker.
#   container.sh install [LANGUAGE ...]   as root: Tesseract with these languages besides English, poppler, qpdf, and the user
#   container.sh run                      starts the local host as that user
#   container.sh health                   succeeds when the app that `run` has started is ready
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# prepare.sh derives paths of a checkout from it, which are not used here.
root=$here
# shellcheck source=scripts/prepare.sh
. "$here/prepare.sh"
port=${PORT:-8080}

install() {
  local models=()
  local language
  for language in "$@"; do
    models+=("tesseract-ocr-${language//_/-}")
  done
  # PACKAGES: more of the system's packages, such as ghostscript for PDF/A.
  local more=()
  read -ra more <<<"${PACKAGES:-}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  if [ "${#models[@]}" -gt 0 ] && ! apt-cache show "${models[@]}" >/dev/null 2>&1; then
    fail "One of these languages has no package tesseract-ocr-LANGUAGE: $*. Use Tesseract's codes, such as deu or chi_sim."
  fi
  apt-get install -y -qq --no-install-recommends ca-certificates "${packages[@]}" "${models[@]}" "${more[@]}"
  rm -rf /var/lib/apt/lists/*
  # A number above those of the system's users; Kubernetes checks by number that it is not root.
  useradd --uid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin ocr
}

run() {
  [ -w "${TMPDIR:-/tmp}" ] || fail "The folder ${TMPDIR:-/tmp} cannot be written: mount a temporary volume there (docker: --tmpfs /tmp), or set TMPDIR."
  exec dotnet exec "$here/host/OcrFunctions.LocalHost.dll" "$here/app" "0.0.0.0:$port"
}

# Without a program that would have to be installed for it.
health() {
  local answer
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET /api/health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
  IFS= read -r answer <&3
  case $answer in *' 200 '*) ;; *) fail "Not ready: $answer" ;; esac
}

case ${1:-} in
  install | run | health) "$@" ;;
  *) fail "Usage: container.sh install [LANGUAGE ...] | run | health" ;;
esac
