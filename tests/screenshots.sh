#!/usr/bin/env bash
# Takes pictures of every page at 390 and 1280 px, light and dark, into a folder (default: a new one), and renews the README's four.
#   bash tests/screenshots.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
folder=$(realpath -m "${1:-$(mktemp -d)}")
dotnet build tests/Storefront.BrowserTests -v quiet
dotnet run --no-build --project tests/Storefront.BrowserTests -- "$folder"

mkdir -p docs/images
for picture in home placed rejected held; do
  mv "$folder/readme-$picture.png" "docs/images/$picture.png"
done
ls -l docs/images
echo "$(ls "$folder" | wc -l) pictures in $folder"
