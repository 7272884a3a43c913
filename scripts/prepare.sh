# shellcheck shell=bash
# What the project needs on a machine, checked and where possible installed. Sourced by ./run and ./test.
# Every function is quiet when nothing is to be done, so that a second start is quick.

packages=(tesseract-ocr tesseract-ocr-eng tesseract-ocr-osd libtesseract5 poppler-utils qpdf fonts-urw-base35)
# Only PDF/A needs it; where the settings name that in a file instead, documents say what to install.
case ",${Ocr__Exports:-}," in *[,\ ]pdfa[,\ ]*) packages+=(ghostscript) ;; esac

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

need_dotnet() {
  command -v dotnet >/dev/null || fail "The .NET 10 SDK is missing: install it (on Debian: the package dotnet-sdk-10.0) and try again."
  local version
  version=$(cd "$root" && dotnet --version 2>/dev/null) || fail "The .NET SDK here is too old: version 10 is needed ('dotnet --list-sdks' shows what is installed)."
  [ "${version%%.*}" -ge 10 ] || fail "The .NET SDK here is $version: version 10 is needed."
}

need_node() {
  command -v node >/dev/null && command -v npm >/dev/null || fail "Node.js is missing: install version 20 or newer with npm and try again. (The local storage emulator, Azurite, runs on it.)"
  local version
  version=$(node --version)
  version=${version#v}
  [ "${version%%.*}" -ge 20 ] || fail "Node.js here is $version: version 20 or newer is needed."
}

# True when the programs and libraries that the engine loads are there.
have_packages() {
  command -v pdftoppm >/dev/null && command -v pdfinfo >/dev/null && command -v qpdf >/dev/null || return 1
  case "$(uname -s)" in
    Linux)
      # dpkg knows the fonts too, without which poppler leaves text out of PDFs that do not carry theirs.
      if command -v dpkg-query >/dev/null; then
        local package
        for package in "${packages[@]}"; do
          dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || return 1
        done
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
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"; } >"$log" 2>&1; then
    tail -20 "$log" >&2
    rm -f "$log"
    fail "The packages could not be installed (above is why). By hand: apt-get install ${packages[*]}"
  fi
  rm -f "$log"
}

azurite_script() { printf '%s' "$root/node_modules/azurite/dist/src/azurite.js"; }

need_azurite() {
  # npm writes the lock it installed beside the packages; when ours is newer, it is not what is installed.
  [ -f "$(azurite_script)" ] && [ ! "$root/package-lock.json" -nt "$root/node_modules/.package-lock.json" ] && return
  say "Installing Azurite, the local storage emulator (about half a minute, once)…"
  local log
  log=$(mktemp)
  if ! (cd "$root" && npm ci --no-audit --no-fund) >"$log" 2>&1; then
    tail -20 "$log" >&2
    rm -f "$log"
    fail "Azurite could not be installed (above is why). By hand: npm ci"
  fi
  rm -f "$log"
}
