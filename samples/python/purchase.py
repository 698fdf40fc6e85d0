"""Asks about one purchase and tells what became of it, with the standard library alone. See samples/README.md."""

import json
import os
import sys
import urllib.parse
import urllib.request
import uuid
from datetime import datetime, timezone

EMAIL = sys.argv[1] if len(sys.argv) > 1 else "nora@example.com"
ENDPOINT = os.environ.get("FRAUD_ENDPOINT", "http://localhost:5090")
AUTHORITY = os.environ.get("FRAUD_AUTHORITY", "http://localhost:5090/11111111-1111-1111-1111-111111111111")
PURCHASE_ID = str(uuid.uuid4())
CORRELATION_ID = str(uuid.uuid4())  # one for everything about this purchase


def now():
    return datetime.now(timezone.utc).isoformat()


def call(address, body, headers):
    request = urllib.request.Request(address, data=body, headers=headers, method="POST")
    with urllib.request.urlopen(request, timeout=5) as answer:
        return json.load(answer)


def get_token():
    form = {
        "grant_type": "client_credentials",
        "client_id": os.environ.get("FRAUD_CLIENT_ID", "22222222-2222-2222-2222-222222222222"),
        "client_secret": os.environ.get("FRAUD_CLIENT_SECRET", "local-development-secret"),
        "scope": os.environ.get("FRAUD_RESOURCE", "https://api.dfp.local") + "/.default",
    }
    body = urllib.parse.urlencode(form).encode()
    return call(f"{AUTHORITY}/oauth2/v2.0/token", body, {"Content-Type": "application/x-www-form-urlencoded"})["access_token"]


def send(event, body, token):
    body["_metadata"] = {"trackingId": str(uuid.uuid4()), "merchantTimeStamp": now()}
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json; charset=utf-8",
        "x-ms-correlation-id": CORRELATION_ID,
        "x-ms-dfpenvid": os.environ.get("FRAUD_ENVIRONMENT_ID", "33333333-3333-3333-3333-333333333333"),
    }
    return call(f"{ENDPOINT}/v1.0/MerchantServices/events/{event}", json.dumps(body).encode(), headers)


def tell(event, body, token):
    """Informational: a failure never changes the order. A shop stores the event and sends it until it arrives."""
    try:
        send(event, body, token)
        print(f"told: {event}")
    except (OSError, ValueError) as error:
        print(f"not told: {event}: {error}", file=sys.stderr)


def bank(kind, status, token):
    tell("BankEvent", {"bankEventId": f"{PURCHASE_ID}-{kind}", "type": kind, "purchaseId": PURCHASE_ID, "status": status, "bankEventTimestamp": now()}, token)


def status(kind, token):
    tell("PurchaseStatus", {"purchaseId": PURCHASE_ID, "statusType": kind, "statusDate": now(), "reason": "RuleEngine"}, token)


def main():
    try:
        token = get_token()
        answer = send("Purchase", {
            "purchaseId": PURCHASE_ID,
            "assessmentType": "Protect",
            "merchantLocalDate": now(),
            "totalAmount": 69.44,
            "currency": "USD",
            "isGuestCheckout": True,
            "user": {"userId": str(uuid.uuid4()), "email": EMAIL},
            "deviceContext": {"deviceContextId": PURCHASE_ID, "ipAddress": "203.0.113.57"},
        }, token)
        decision = answer["resultDetails"]["MerchantRuleDecision"]
    except (OSError, ValueError, KeyError) as error:
        print(f"No answer: the order is held until there is one. {error}", file=sys.stderr)
        return 2

    print(f"{decision} {PURCHASE_ID}")
    if decision == "Approve":  # the bank is asked to authorize here, and to capture after the order is stored
        bank("Auth", "Approved", token)
        status("Approved", token)
        bank("Charge", "Approved", token)
        return 0
    if decision == "Reject":  # the bank is never asked
        status("Rejected", token)
        return 1
    bank("Auth", "Unknown", token)  # Review and every word of tomorrow: authorized, not captured, until a person decides
    status("Unknown", token)
    return 0


if __name__ == "__main__":
    sys.exit(main())
