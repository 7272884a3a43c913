#!/usr/bin/env bash
# Makes the samples from the pages beside it: samples/source/make.sh [FOLDER]. Needs chromium, poppler-utils, imagemagick and
# qpdf; the product needs neither this script nor chromium and imagemagick. The noise has a seed, so that a sample changes only
# when its page or this script does.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
out=$(realpath "${1:-..}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# print PAGE PDF
print() {
  chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update \
    --disable-sync --user-data-dir="$work/browser" --no-pdf-header-footer --print-to-pdf="$2" "file://$1" >"$work/log" 2>&1 ||
    { cat "$work/log" >&2; exit 1; }
}

# draw NAME DPI: the printed page as grey pixels.
draw() { pdftoppm -r "$2" -gray -singlefile "$work/$1.pdf" "$work/$1"; }

for page in columns rechnung photo mixed-typed mixed-scanned; do print "$PWD/$page.html" "$work/$page.pdf"; done

# Put askew on the glass, scanned in grey.
draw columns 200
convert "$work/columns.pgm" -seed 7 -background '#f2f2f2' -rotate 3.4 +repage -blur 0x0.6 -attenuate 0.12 +noise Gaussian \
  -colorspace Gray -density 200 -units PixelsPerInch -strip -quality 45 "$out/columns.jpg"

# A fax-like scan: black and white, 200 dpi.
draw rechnung 200
convert "$work/rechnung.pgm" -seed 8 -blur 0x0.5 -attenuate 0.15 +noise Gaussian -threshold 62% -type bilevel \
  -density 200 -units PixelsPerInch -strip -define png:compression-level=9 "$out/rechnung.png"

# Held over a table and photographed: a corner further away, light from one side, a telephone's compression, no resolution.
draw photo 190
convert "$work/photo.pgm" -colorspace sRGB \
  \( +clone -sparse-color Barycentric '0,0 #fffdf4 %w,%h #8f8878' \) -compose multiply -composite -compose over \
  -seed 9 -virtual-pixel background -background '#5a4632' -bordercolor '#5a4632' -border 60 \
  -distort Perspective '60,60 118,96 %[fx:w-60],60 %[fx:w-84],70 %[fx:w-60],%[fx:h-60] %[fx:w-60],%[fx:h-52] 60,%[fx:h-60] 64,%[fx:h-92]' \
  -blur 0x0.7 -attenuate 0.3 +noise Gaussian -strip -quality 50 "$out/photo.jpg"

# A typed page with its text, and behind it a letter that was put through a scanner.
draw mixed-scanned 150
convert "$work/mixed-scanned.pgm" -seed 10 -rotate -0.6 -attenuate 0.25 +noise Gaussian -colorspace Gray -gravity center -extent 1240x1754 \
  -density 150 -units PixelsPerInch -strip -quality 60 "$work/scan.jpg"
cat >"$work/scan.html" <<'PAGE'
<!doctype html><style>@page { size: A4; margin: 0 } body { margin: 0 } img { display: block; width: 210mm; height: 297mm }</style><img src="scan.jpg">
PAGE
print "$work/scan.html" "$work/scan.pdf"
qpdf --empty --pages "$work/mixed-typed.pdf" 1 "$work/scan.pdf" 1 -- --deterministic-id --object-streams=generate "$out/mixed.pdf"

# What is printed is what is true, line for line. truth NAME [pdftotext options]
truth() {
  local name=$1
  shift
  pdftotext -layout "$@" "$work/$name.pdf" - | tr -d '\f' | sed -E 's/ +$//; s/^ +//; s/ {2,}/ /g; /^$/d'
}
truth photo >"$out/photo.txt"
truth rechnung >"$out/rechnung.txt"
# Column after column; the page is 595 points wide, and its title stands over the first.
{ truth columns -x 0 -y 0 -W 300 -H 842; truth columns -x 300 -y 0 -W 295 -H 842; } >"$out/columns.txt"
{ truth mixed-typed; printf '\f'; truth mixed-scanned; } >"$out/mixed.txt"
