#!/usr/bin/env bash
# Sets up what the tests need, builds, runs every test, and ends with one line: N passed, N failed[, N skipped].
#   bash tests/run.sh          everything, the long suites at a tenth of their length
#   bash tests/run.sh --long   everything at full length
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
[ "${1:-}" = "--long" ] && export STOREFRONT_LONG_TESTS=1

install() { # program, packages…
  command -v "$1" >/dev/null 2>&1 && return 0
  shift
  local sudo=""; [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
install chromium chromium fonts-liberation || { echo "The browser tests need the package 'chromium'; installing it failed."; echo "0 passed, 1 failed"; exit 1; }
if ! command -v pg_ctl >/dev/null 2>&1 && ! ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1; then # Debian keeps it out of the way
  install pg_ctl postgresql || { echo "The tests of the service need the package 'postgresql'; installing it failed."; echo "0 passed, 1 failed"; exit 1; }
fi

dotnet build Storefront.sln -v quiet || { echo "The build failed."; echo "0 passed, 1 failed"; exit 1; }

log=$(mktemp)
dotnet test Storefront.sln --no-build 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

# One closing line per test project: "Passed!  - Failed: 0, Passed: 6, Skipped: 1, Total: 7, …"
read -r failed passed skipped projects < <(awk '
  match($0, /Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+/) {
    split(substr($0, RSTART, RLENGTH), part, /[^0-9]+/); failed += part[2]; passed += part[3]; skipped += part[4]; projects++ }
  END { print failed + 0, passed + 0, skipped + 0, projects + 0 }' "$log")
rm -f "$log"

# A crashed test host prints no closing line: that is a failure too.
expected=$(ls -d tests/*.Tests tests/*Tests 2>/dev/null | sort -u | wc -l)
[ "$projects" -lt "$expected" ] && { echo "$((expected - projects)) test project(s) gave no result."; failed=$((failed + expected - projects)); }
[ "$status" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1

echo "$passed passed, $failed failed$([ "$skipped" -gt 0 ] && echo ", $skipped skipped")"
[ "$failed" -eq 0 ]
