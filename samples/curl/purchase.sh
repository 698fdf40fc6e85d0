#!/usr/bin/env bash
# Asks about one purchase and tells what became of it, with curl alone. See samples/README.md.
set -uo pipefail
email=${1:-nora@example.com}
endpoint=${FRAUD_ENDPOINT:-http://localhost:5090}
authority=${FRAUD_AUTHORITY:-http://localhost:5090/11111111-1111-1111-1111-111111111111}
resource=${FRAUD_RESOURCE:-https://api.dfp.local}
client=${FRAUD_CLIENT_ID:-22222222-2222-2222-2222-222222222222}
secret=${FRAUD_CLIENT_SECRET:-local-development-secret}
environment=${FRAUD_ENVIRONMENT_ID:-33333333-3333-3333-3333-333333333333}

guid() { cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen; }
now() { date -u +%Y-%m-%dT%H:%M:%S.000Z; }
member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; } # good enough for a sample: the first such text

token=$(curl -sS --max-time 5 "$authority/oauth2/v2.0/token" \
  -d grant_type=client_credentials --data-urlencode "client_id=$client" --data-urlencode "client_secret=$secret" \
  --data-urlencode "scope=$resource/.default" | member access_token)
[ -n "$token" ] || { echo "No answer: there is no token. Is the service running?" >&2; exit 2; }

correlation=$(guid)
purchase=$(guid)

send() { # event, body
  curl -sS --max-time 5 --fail-with-body "$endpoint/v1.0/MerchantServices/events/$1" \
    -H "Authorization: Bearer $token" -H "Content-Type: application/json; charset=utf-8" \
    -H "x-ms-correlation-id: $correlation" -H "x-ms-dfpenvid: $environment" -d "$2"
}
metadata() { echo "\"_metadata\":{\"trackingId\":\"$(guid)\",\"merchantTimeStamp\":\"$(now)\"}"; }
tell() { # event, body: informational, so a failure is said and nothing else
  if send "$1" "$2" >/dev/null; then echo "told: $1"; else echo "not told: $1" >&2; fi
}

answer=$(send Purchase "{\"purchaseId\":\"$purchase\",\"assessmentType\":\"Protect\",\"merchantLocalDate\":\"$(now)\",\"totalAmount\":69.44,\"currency\":\"USD\",\"isGuestCheckout\":true,
  \"user\":{\"userId\":\"$(guid)\",\"email\":\"$email\"},\"deviceContext\":{\"deviceContextId\":\"$purchase\",\"ipAddress\":\"203.0.113.57\"},$(metadata)}") \
  || { echo "No answer: the order is held until there is one. $answer" >&2; exit 2; }
decision=$(member MerchantRuleDecision <<<"$answer")
echo "$decision $purchase"

status() { echo "{\"purchaseId\":\"$purchase\",\"statusType\":\"$1\",\"statusDate\":\"$(now)\",\"reason\":\"RuleEngine\",$(metadata)}"; }
bank() { echo "{\"bankEventId\":\"$purchase-$1\",\"type\":\"$1\",\"purchaseId\":\"$purchase\",\"status\":\"$2\",\"bankEventTimestamp\":\"$(now)\",$(metadata)}"; }

case $decision in
  Approve) # the bank is asked to authorize here, and to capture after the order is stored
    tell BankEvent "$(bank Auth Approved)"
    tell PurchaseStatus "$(status Approved)"
    tell BankEvent "$(bank Charge Approved)" ;;
  Reject)  # the bank is never asked
    tell PurchaseStatus "$(status Rejected)"
    exit 1 ;;
  *)       # Review and every word of tomorrow: authorized, not captured, until a person decides
    tell BankEvent "$(bank Auth Unknown)"
    tell PurchaseStatus "$(status Unknown)" ;;
esac
