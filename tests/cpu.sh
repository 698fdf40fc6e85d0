#!/usr/bin/env bash
# What a page costs: CPU milliseconds per request of the shop in Release with its neighbours embedded, and the ratio to a bare
# Kestrel endpoint of the same size in the same run (1.00 would be as cheap as it gets). Never fails CI.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build src/Storefront.Web -c Release -v quiet >/dev/null
dotnet build tests/Storefront.Costs -c Release -v quiet >/dev/null

data=$(mktemp -d)
free() { # a port nobody listens on
  local port
  while port=$((20000 + RANDOM % 20000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}
port=$(free) service=$(free) tls=$(free) bank=$(free)
ASPNETCORE_ENVIRONMENT=Development dotnet src/Storefront.Web/bin/Release/net10.0/Storefront.Web.dll \
  --urls "http://127.0.0.1:$port" --Storage:Directory "$data" \
  --FraudServer:Urls "http://127.0.0.1:$service;https://127.0.0.1:$tls" --Bank:Urls "http://127.0.0.1:$bank" \
  --FraudProtection:Endpoint "http://127.0.0.1:$service" --FraudProtection:Authority "https://127.0.0.1:$tls/11111111-1111-1111-1111-111111111111" \
  --Payments:BankAddress "http://127.0.0.1:$bank" > "$data/shop.log" 2>&1 &
shop=$!
trap 'kill $shop 2>/dev/null; wait $shop 2>/dev/null || true; rm -rf "$data"' EXIT
for _ in $(seq 1 150); do
  curl -fs -o /dev/null "http://127.0.0.1:$port/" && break
  kill -0 $shop 2>/dev/null || { cat "$data/shop.log"; exit 1; }
  sleep 0.2
done
dotnet tests/Storefront.Costs/bin/Release/net10.0/Storefront.Costs.dll measure "http://127.0.0.1:$port/" $shop
