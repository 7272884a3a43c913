# shellcheck shell=bash
# shellcheck disable=SC2015,SC2154 # A check and its message; variables set by ./run.
# What the project needs on a machine, checked and where possible installed. Sourced by ./run and ./test.
# Every function is silent and fast when there is nothing to do, so that a second start is quick.

packages=(tesseract-ocr tesseract-ocr-eng tesseract-ocr-osd libtesseract5 poppler-utils qpdf fonts-urw-base35 poppler-data)
# Only PDF/A needs it; if it is requested in a settings file instead, the documents' warnings say what to install.
case ",${Ocr__Exports:-}," in *[,\ ]pdfa[,\ ]*) packages+=(ghostscript) ;; esac

# A closed terminal accepts no output; stopping continues without it.
say() { printf '%s\n' "$*" >&2 || true; }
fail() { say "$*"; exit 1; }

need_dotnet() {
  command -v dotnet >/dev/null || fail "The .NET 10 SDK is missing: install it (Debian and Ubuntu: the package dotnet-sdk-10.0; otherwise https://dot.net/download) and try again."
  local version
  version=$(cd "$root" && dotnet --version 2>/dev/null) || fail "The .NET 10 SDK is missing. What is here: $(list_sdks). Install version 10 (https://dot.net/download) and try again."
  [ "${version%%.*}" -ge 10 ] || fail "The .NET SDK here is $version: version 10 is needed (https://dot.net/download)."
}

list_sdks() {
  local sdks
  sdks=$(dotnet --list-sdks 2>/dev/null | cut -d ' ' -f 1 | paste -sd ' ')
  printf '%s' "${sdks:-a runtime without an SDK}"
}

need_node() {
  command -v node >/dev/null && command -v npm >/dev/null || fail "Node.js is missing: install version 20 or newer with npm (https://nodejs.org) and try again. The local storage emulator, Azurite, runs on it;
with AzureWebJobsStorage set to the connection string of a storage account it is not needed."
  local version
  version=$(node --version)
  version=${version#v}
  [ "${version%%.*}" -ge 20 ] || fail "Node.js here is $version: version 20 or newer is needed (https://nodejs.org)."
}

# need_space FOLDER SETTING: documents, results and page images need room, and a partial file is useless.
need_space() {
  local free
  free=$(df -Pk "$1" 2>/dev/null | awk 'NR == 2 { print int($4 / 1024) }')
  [ -z "$free" ] || [ "$free" -ge 100 ] || fail "The disk of $1 is full: $free MB are free, at least 100 are needed. Make room, or set $2 to a folder on another disk."
}

# True when the programs and libraries that the engine loads are installed.
have_packages() {
  command -v pdftoppm >/dev/null && command -v pdfinfo >/dev/null && command -v qpdf >/dev/null || return 1
  case "$(uname -s)" in
    Linux)
      # dpkg also covers the fonts and the CJK encodings, without which poppler omits text of PDFs that do not embed theirs.
      if command -v dpkg-query >/dev/null; then
        [ "$(dpkg-query -W -f '${Status}\n' "${packages[@]}" 2>/dev/null | grep -c 'ok installed')" -eq "${#packages[@]}" ]
      else
        ldconfig -p 2>/dev/null | grep -q 'libtesseract\.so\.5'
      fi
      ;;
    *) command -v tesseract >/dev/null ;;
  esac
}

need_packages() {
  have_packages && return
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
  if ! command -v apt-get >/dev/null; then
    fail "Tesseract 5, poppler or qpdf is missing. On macOS: brew install tesseract poppler qpdf. Elsewhere: the packages tesseract, poppler-utils and qpdf."
  fi
  if [ "${#as_root[@]}" -gt 0 ] && ! { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; then
    fail "Tesseract, poppler or qpdf is missing. Install them with:
  sudo apt-get update && sudo apt-get install -y ${packages[*]}"
  fi
  say "Installing Tesseract, poppler and qpdf from the system's packages (about a minute, once)…"
  step apt_install "The system's packages could not be installed. apt needs the package servers of this system, or a mirror in /etc/apt/sources.list.
By hand, or without network from packages you bring along: apt-get install ${packages[*]}"
}

# An interrupted package installation is repaired first; another program that is installing is waited for.
apt_install() {
  local log=$1
  "${as_root[@]}" dpkg --configure -a >"$log" 2>&1 || true
  for _ in $(seq 60); do
    if "${as_root[@]}" apt-get update -qq >"$log" 2>&1 &&
      "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=10 "${packages[@]}" >>"$log" 2>&1; then
      return
    fi
    grep -qE 'Could not get lock|Unable to lock|lock-frontend' "$log" || return 1
    [ -n "${waiting:-}" ] || say "Another program is installing packages ($(grep -oE 'held by process [0-9]+ \([^)]*\)' "$log" | head -1)). Waiting for it…"
    local waiting=1
    sleep 5
  done
  return 1
}

azurite_script() { printf '%s' "$root/node_modules/azurite/dist/src/azurite.js"; }

# Path of what ./run starts.
app=$root/OcrFunctions.Cli/bin/Release/net10.0/OcrFunctions.Cli.dll

need_azurite() {
  # npm stores the installed lock file beside the packages; if ours is newer, the installation is outdated.
  [ -f "$(azurite_script)" ] && [ ! "$root/package-lock.json" -nt "$root/node_modules/.package-lock.json" ] && return
  may_write "$root"
  say "Installing Azurite, the local storage emulator, and recognition models (about half a minute, once)…"
  step npm_install "Azurite could not be installed. npm needs a package registry ('npm config get registry' says which; 'npm config set registry URL' takes a mirror).
By hand: npm ci. Without network: copy node_modules from a machine that has it. With AzureWebJobsStorage set to the connection string of a
storage account, or of an Azurite that runs already, it is not needed."
}

npm_install() { (cd "$root" && npm ci --no-audit --no-fund --fetch-retries=1) >"$1" 2>&1; }

# Tesseract's best models, in integer form, from the packages that are installed: a language more is one package more.
best_models=$root/node_modules/.tessdata-best
need_models() {
  local packed code
  for packed in "$root"/node_modules/@tesseract.js-data/*/4.0.0_best_int/*.traineddata.gz; do
    code=$(basename "$packed" .traineddata.gz)
    [ -f "$packed" ] && [ ! -f "$best_models/$code.traineddata" ] || continue
    mkdir -p "$best_models"
    gunzip -c "$packed" >"$best_models/$code.partial" && mv "$best_models/$code.partial" "$best_models/$code.traineddata" ||
      say "The language model $packed could not be unpacked: Tesseract's fast model is used."
  done
}

# Anything newer than the last build? Only build inputs are checked: results saved in this folder are not a reason to build.
is_built() {
  [ -f "$app" ] && [ -f "$stamp" ] && [ -z "$(find "$root"/OcrFunctions* "$root"/Directory.*.props "$root"/{global,host,local.settings}.json "$root/docs/errors.md" \
    \( -name bin -o -name obj -o -name OcrFunctions.Tests -o -name OcrFunctions.Tests.Probe -o -name OcrFunctions.EngineRelay -o -name OcrFunctions.Benchmarks \) -prune \
    -o -type f ! -name README.md -newer "$stamp" -print -quit 2>/dev/null)" ]
}

need_build() {
  local stamp=$root/OcrFunctions.Cli/bin/Release/built building
  is_built && return
  may_write "$root/OcrFunctions.Cli"
  # One build at a time: two in one folder would overwrite each other's files.
  mkdir -p "$root/OcrFunctions.Cli/bin/Release"
  exec {building}>>"$root/OcrFunctions.Cli/bin/Release/lock"
  if ! flock -n "$building"; then
    say "Another ./run or ./test is building the app. Waiting for it…"
    flock "$building"
  fi
  is_built || build_with_log
  exec {building}>&-
}

build_with_log() {
  if [ -f "$stamp" ]; then say "Building what has changed…"; else say "Building (about half a minute, the first time)…"; fi
  step build "The app could not be built. The first build needs a NuGet registry ('dotnet nuget list source' says which; 'dotnet nuget add source URL' takes
a mirror, or a folder of packages where there is no network). By hand: dotnet build OcrFunctions.Cli -c Release"
}

build() {
  # Without build servers, which would outlive this script.
  dotnet build "$root/OcrFunctions.Cli" -c Release --nologo -v quiet -clp:ErrorsOnly --disable-build-servers >"$1" 2>&1 || return
  # Has the time of the build's start: changes made meanwhile are built next time.
  touch -r "$1.begun" "$stamp"
}

# step COMMAND MESSAGE: runs COMMAND, which writes to the given log; if it fails, the last lines of the log are shown and then MESSAGE.
step() {
  local log
  log=$(mktemp)
  touch "$log.begun"
  if ! "$1" "$log"; then
    grep -v '^$' "$log" | tail -12 | cut -c -300 >&2
    rm -f "$log" "$log.begun"
    fail "
$2"
  fi
  rm -f "$log" "$log.begun"
}

may_write() { [ -w "$1" ] || fail "The folder $1 cannot be written, and something has to be installed or built there. Use a clone of your own."; }
