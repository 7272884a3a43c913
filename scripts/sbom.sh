#!/usr/bin/env bash
# Writes software bills of materials (CycloneDX, JSON) to artifacts/. Needs the .NET SDK and npm.
#   nuget.cdx.json            packages of the programs
#   functions-host.cdx.json   extensions in the app's folder .azurefunctions, which Azure's Functions host loads
#   npm.cdx.json              the storage emulator and the models
#   scripts/sbom.sh [VERSION]     VERSION of the product, 0.0.0 by default
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
version=${1:-0.0.0}
# npm and CycloneDX take nothing else for a version.
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] || { echo "'$version' is not a version such as 1.2.3." >&2; exit 1; }
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cd "$root"
mkdir -p artifacts

dotnet tool restore
describe() {
  dotnet dotnet-CycloneDX "$@" --set-name OcrFunctions --set-version "$version" --output-format Json --output artifacts
}
describe OcrFunctions.sln --exclude-test-projects --configuration Release --filename nuget.cdx.json
# The Functions SDK makes and restores this project in a build of the app, with versions that it would not have if it were restored alone.
dotnet build OcrFunctions -c Release --nologo -v quiet -clp:ErrorsOnly
describe OcrFunctions/obj/Release/net10.0/WorkerExtensions/WorkerExtensions.csproj --disable-package-restore --filename functions-host.cdx.json

# npm describes only packages that have a version, which package.json, never published, has not: a copy gets it.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
mkdir "$copy/ocrfunctions"
cp package.json package-lock.json "$copy/ocrfunctions"
(
  cd "$copy/ocrfunctions"
  npm pkg set "version=$version"
  npm sbom --sbom-format cyclonedx --sbom-type application --package-lock-only
) >"$copy/npm.cdx.json"
mv "$copy/npm.cdx.json" artifacts/npm.cdx.json
