#!/usr/bin/env bash
# How long a start takes: from starting the shop in Release, its neighbours embedded and its data folder empty, to its first home
# page. Five starts and their median, in seconds; CPU is what the process used until then. Never fails CI.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build src/Storefront.Web -c Release -v quiet >/dev/null

free() { # a port nobody listens on
  local port
  while port=$((20000 + RANDOM % 20000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}
folder=$(mktemp -d) shop=
trap 'kill ${shop:-} 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"' EXIT
for round in 1 2 3 4 5; do
  port=$(free) service=$(free) tls=$(free) bank=$(free)
  from=$(date +%s%N)
  ASPNETCORE_ENVIRONMENT=Development dotnet src/Storefront.Web/bin/Release/net10.0/Storefront.Web.dll \
    --urls "http://127.0.0.1:$port" --Storage:Directory "$folder/$round" \
    --FraudServer:Urls "http://127.0.0.1:$service;https://127.0.0.1:$tls" --Bank:Urls "http://127.0.0.1:$bank" \
    --FraudProtection:Endpoint "http://127.0.0.1:$service" --FraudProtection:Authority "https://127.0.0.1:$tls/11111111-1111-1111-1111-111111111111" \
    --Payments:BankAddress "http://127.0.0.1:$bank" > "$folder/shop.log" 2>&1 &
  shop=$!
  until curl -fs -o /dev/null "http://127.0.0.1:$port/"; do
    kill -0 $shop 2>/dev/null || { cat "$folder/shop.log"; exit 1; }
    sleep 0.02
  done
  to=$(date +%s%N)
  read -r -a used < "/proc/$shop/stat" # fields 14 and 15: ticks in the program and in the kernel
  awk -v ns=$((to - from)) -v ticks=$((used[13] + used[14])) -v hz="$(getconf CLK_TCK)" 'BEGIN { printf "%.2f s, %.2f s of CPU\n", ns / 1e9, ticks / hz }' | tee -a "$folder/times"
  kill $shop; wait $shop || true; shop=
done
echo "median: $(sort -n "$folder/times" | sed -n 3p)"
