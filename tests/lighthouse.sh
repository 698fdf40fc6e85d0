#!/usr/bin/env bash
# Measures home, product, cart and checkout of the shop in Release as a phone sees them: Lighthouse's four scores (of 100) and
# the largest contentful paint. Needs node, npm and chromium. Never fails CI.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build src/Storefront.Web -c Release -v quiet >/dev/null

work=$(mktemp -d)
free() { node -e 's = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }
port=$(free) service=$(free) tls=$(free) bank=$(free)
shop="http://127.0.0.1:$port"
ASPNETCORE_ENVIRONMENT=Development dotnet src/Storefront.Web/bin/Release/net10.0/Storefront.Web.dll \
  --urls "$shop" --Storage:Directory "$work/data" \
  --FraudServer:Urls "http://127.0.0.1:$service;https://127.0.0.1:$tls" --Bank:Urls "http://127.0.0.1:$bank" \
  --FraudProtection:Endpoint "http://127.0.0.1:$service" --Payments:BankAddress "http://127.0.0.1:$bank" > "$work/shop.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null || true; rm -rf "$work"' EXIT
(cd "$work" && PUPPETEER_SKIP_DOWNLOAD=1 npm install --silent --no-audit --no-fund lighthouse >/dev/null)
curl -fs --retry 60 --retry-delay 1 --retry-all-errors -o /dev/null "$shop/"

# Cart and checkout are somebody's: three things in a cart, and its cookie for every request.
for sku in TNT-RIDGE-2-MOSS KIT-CAFE-CREAM LMP-STALL-RED; do
  page=$(curl -fsL -b "$work/cookies" -c "$work/cookies" "$shop/cart")
  token=$(grep -o 'name="__RequestVerificationToken"[^>]*value="[^"]*"' <<<"$page" | head -1 | sed 's/.*value="//; s/"$//' || true)
  curl -fsL -o /dev/null -b "$work/cookies" -c "$work/cookies" --data-urlencode "product=$sku" --data-urlencode "quantity=1" --data-urlencode "__RequestVerificationToken=$token" "$shop/cart/add"
done
cookie=$(awk '!/^# / && NF >= 7 { printf "%s%s=%s", separator, $6, $7; separator = "; " }' "$work/cookies")
echo "{ \"Cookie\": \"$cookie\" }" > "$work/headers.json"

printf '%-10s %12s %14s %14s %5s %10s\n' page performance accessibility best-practice seo LCP
for page in home:/ product:/p/ridgeway-2 cart:/cart checkout:/checkout; do
  CHROME_PATH=/usr/bin/chromium "$work/node_modules/.bin/lighthouse" "$shop${page#*:}" --quiet --output=json --output-path="$work/report.json" --extra-headers="$work/headers.json" \
    --chrome-flags="--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync" || { echo "${page%%:*} could not be measured"; continue; }
  node -e '
    const report = require(process.argv[1]), score = id => Math.round(report.categories[id].score * 100);
    console.log(process.argv[2].padEnd(10) + [["performance", 13], ["accessibility", 15], ["best-practices", 15], ["seo", 6]].map(([id, width]) => String(score(id)).padStart(width)).join("") +
      report.audits["largest-contentful-paint"].displayValue.padStart(11));
    if (new URL(report.finalDisplayedUrl).pathname !== new URL(report.requestedUrl).pathname) console.log("  measured instead: " + report.finalDisplayedUrl);
    for (const { auditRefs } of Object.values(report.categories)) for (const { id, weight } of auditRefs)
      if (weight > 0 && report.audits[id].score !== null && report.audits[id].score < 0.9) console.log("  " + report.audits[id].title + ": " + (report.audits[id].displayValue ?? ""));
  ' "$work/report.json" "${page%%:*}"
done
