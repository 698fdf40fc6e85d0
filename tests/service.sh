#!/usr/bin/env bash
# What an assessment costs: purchases a second through HTTP with everything on the disk before the answer, as a ratio to a bare endpoint
# that echoes the same bytes in the same run (aim 0.3); then the same with a million events in the store (aim: at most 1.2 times the cost).
#   bash tests/service.sh [EVENTS]          Never fails CI.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build src/Storefront.FraudServer -c Release -v quiet >/dev/null
dotnet build tests/Storefront.Costs -c Release -v quiet >/dev/null
costs=tests/Storefront.Costs/bin/Release/net10.0/Storefront.Costs.dll

data=$(mktemp -d)
free() { # a port nobody listens on
  local port
  while port=$((20000 + RANDOM % 20000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}
stop() { kill "$service" 2>/dev/null || true; wait "$service" 2>/dev/null || true; }
assess() {
  local port tls; port=$(free) tls=$(free)
  ASPNETCORE_ENVIRONMENT=Development dotnet src/Storefront.FraudServer/bin/Release/net10.0/Storefront.FraudServer.dll \
    --Storage:Directory "$data" --FraudServer:Urls "http://127.0.0.1:$port;https://127.0.0.1:$tls" \
    --FraudServer:RulesFile "$PWD/samples/rules/card-testing.fql" > "$data/log" 2>&1 &
  service=$!
  for _ in $(seq 1 300); do
    curl -fs -o /dev/null "http://127.0.0.1:$port/api/v1/health" && break
    kill -0 $service 2>/dev/null || { cat "$data/log"; exit 1; }
    sleep 0.2
  done
  dotnet "$costs" assess "http://127.0.0.1:$port/" "https://127.0.0.1:$tls/" "$data/fraud-server/certificate.pem" "$service"
  stop
}
trap 'stop; rm -rf "$data"' EXIT
echo "An empty store"
assess
dotnet "$costs" fill "$data/fraud-server/fraud-server.db" "${1:-1000000}"
assess
