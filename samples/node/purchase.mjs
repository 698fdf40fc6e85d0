// Asks about one purchase and tells what became of it, with Node.js alone. See samples/README.md.
import { randomUUID } from 'node:crypto';

const env = process.env;
const email = process.argv[2] ?? 'nora@example.com';
const endpoint = env.FRAUD_ENDPOINT ?? 'http://localhost:5090';
const authority = env.FRAUD_AUTHORITY ?? 'http://localhost:5090/11111111-1111-1111-1111-111111111111';
const now = () => new Date().toISOString();

async function getToken() {
  const answer = await fetch(`${authority}/oauth2/v2.0/token`, {
    method: 'POST',
    signal: AbortSignal.timeout(5000),
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: env.FRAUD_CLIENT_ID ?? '22222222-2222-2222-2222-222222222222',
      client_secret: env.FRAUD_CLIENT_SECRET ?? 'local-development-secret',
      scope: `${env.FRAUD_RESOURCE ?? 'https://api.dfp.local'}/.default`,
    }),
  });
  if (!answer.ok) throw new Error(`no token: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).access_token;
}

const purchaseId = randomUUID();
const correlationId = randomUUID(); // one for everything about this purchase
let token;

async function send(event, body) {
  token ??= await getToken();
  const answer = await fetch(`${endpoint}/v1.0/MerchantServices/events/${event}`, {
    method: 'POST',
    signal: AbortSignal.timeout(5000),
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json; charset=utf-8',
      'x-ms-correlation-id': correlationId,
      'x-ms-dfpenvid': env.FRAUD_ENVIRONMENT_ID ?? '33333333-3333-3333-3333-333333333333',
    },
    body: JSON.stringify({ ...body, _metadata: { trackingId: randomUUID(), merchantTimeStamp: now() } }),
  });
  if (!answer.ok) throw new Error(`${event}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

// Telling is informational: a failure never changes the order. A shop stores the event and sends it until it arrives.
async function tell(event, body) {
  try {
    await send(event, body);
    console.log(`told: ${event}`);
  } catch (error) {
    console.error(`not told: ${error.message}`);
  }
}
const bank = (type, status) =>
  tell('BankEvent', { bankEventId: `${purchaseId}-${type}`, type, purchaseId, status, bankEventTimestamp: now() });
const status = statusType => tell('PurchaseStatus', { purchaseId, statusType, statusDate: now(), reason: 'RuleEngine' });

let decision;
try {
  const { resultDetails } = await send('Purchase', {
    purchaseId,
    assessmentType: 'Protect',
    merchantLocalDate: now(),
    totalAmount: 69.44,
    currency: 'USD',
    isGuestCheckout: true,
    user: { userId: randomUUID(), email },
    deviceContext: { deviceContextId: purchaseId, ipAddress: '203.0.113.57' },
  });
  decision = resultDetails.MerchantRuleDecision;
} catch (error) {
  console.error(`No answer: the order is held until there is one. ${error.message}`);
  process.exit(2);
}
console.log(`${decision} ${purchaseId}`);

if (decision === 'Approve') { // the bank is asked to authorize here, and to capture after the order is stored
  await bank('Auth', 'Approved');
  await status('Approved');
  await bank('Charge', 'Approved');
} else if (decision === 'Reject') { // the bank is never asked
  await status('Rejected');
  process.exitCode = 1;
} else { // Review and every word of tomorrow: authorized, not captured, until a person decides
  await bank('Auth', 'Unknown');
  await status('Unknown');
}
