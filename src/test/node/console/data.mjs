// What the mock of the admin API answers: an inbox with history, and with texts that attack the page.

export const HOSTILE = [
  `<img src=x onerror="window.pwned='img'">`,
  `"><script>window.pwned='script'</script>`,
  `javascript:window.pwned='url'//`,
  `</pre></textarea><svg onload="window.pwned='svg'">`,
  `\u202Egnp.exe ' onmouseover=window.pwned='attribute' \u0000`,
  '${window.pwned="template"}{{constructor.constructor("window.pwned=1")()}}',
];
const LONG = 'x'.repeat(300);
const HOUR = 3600000;
const now = Date.now();
export const ago = (millis) => new Date(now - millis).toISOString();

// A generator with a fixed seed, so that screenshots can be compared.
let seed = 42;
const random = () => ((seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648);
const pick = (list) => list[Math.floor(random() * list.length)];
const hex = (length) => Array.from({length}, () => Math.floor(random() * 16).toString(16)).join('');
const cuid = () => 'clp' + Array.from({length: 22}, () => Math.floor(random() * 36).toString(36)).join('');

const ERRORS = [
  ['jakarta.persistence.EntityNotFoundException', 'Order 4711 does not exist'],
  ['java.sql.SQLIntegrityConstraintViolationException', 'duplicate key value violates unique constraint "orders_payment_key"'],
  ['java.net.ConnectException', 'Connection refused: mail.example.com:25'],
];
const AMOUNTS = [['EUR', '2500'], ['EUR', '129900'], ['USD', '4999'], ['BTC', '150000'], ['JPY', '12800'], ['BHD', '12345'], ['EUR', '9007199254740993']];

const stack = (type, message) => [`${type}: ${message}`,
  ...['com.example.shop.Orders.paid(Orders.java:31)', 'com.example.shop.Orders$Proxy$_$$_WeldClientProxy.paid(Unknown Source)',
    'org.jboss.weld.injection.MethodInjectionPoint.invokeOnInstance(MethodInjectionPoint.java:225)', 'com.bamotf.webhooks.dispatch.EventPublisher.fire(EventPublisher.java:74)',
    'com.bamotf.webhooks.dispatch.Worker.run(Worker.java:112)'].map((frame) => '\tat ' + frame)].join('\n');

export const intents = Array.from({length: 40}, (none, i) => {
  const [currency, amount] = AMOUNTS[i % AMOUNTS.length];
  const status = pick(['succeeded', 'succeeded', 'succeeded', 'processing', 'canceled', 'pending', 'paid_late']);
  const createdAt = ago(i * 9 * HOUR + 40 * 60000);
  const received = {succeeded: i % 5 === 1 ? String(BigInt(amount) + 250n) : amount, processing: i % 2 ? String(BigInt(amount) / 2n) : '0'}[status] ?? null;
  return {
    id: i === 3 ? HOSTILE[0] : cuid(), mode: i % 9 === 4 ? 'test' : i % 11 === 5 ? 'dev' : 'prod', status, currency, amount, received,
    description: i === 1 ? HOSTILE[1] : i === 2 ? LONG : pick(['Order 4711', 'Coffee beans, 2 kg', 'Annual plan', null, 'Invoice 2026-118']),
    metadata: i % 3 ? {orderId: String(4700 + i), note: HOSTILE[i % HOSTILE.length]} : null,
    address: 'bc1q' + hex(38), createdAt, updatedAt: createdAt, succeededAt: status === 'succeeded' ? createdAt : null,
    canceledAt: status === 'canceled' ? createdAt : null,
    transactions: status === 'pending' ? [] : [{id: hex(64), amount: '150000', originalAmount: currency === 'BTC' ? null : amount, confirmations: status === 'processing' ? 0 : 3, createdAt, updatedAt: createdAt}],
  };
});

/** What the ledger's server sums up. */
export function totals(payments) {
  const sum = (part, by) => Object.values(part.reduce((all, each) => {
    const key = by(each);
    const paid = ['succeeded', 'paid_late'].includes(each.status) ? 1 : 0;
    const canceled = each.status === 'canceled' ? 1 : 0;
    const old = all[key] ?? {currency: each.currency, mode: each.mode, day: each.createdAt.slice(0, 10), payments: 0, paid: 0, open: 0, canceled: 0, received: '0'};
    all[key] = {...old, payments: old.payments + 1, paid: old.paid + paid, canceled: old.canceled + canceled, open: old.open + 1 - paid - canceled, received: String(BigInt(old.received) + BigInt(each.received ?? 0))};
    return all;
  }, {}));
  return {
    totals: sum(payments, (each) => `${each.currency} ${each.mode}`).sort((a, b) => b.payments - a.payments),
    days: sum(payments, (each) => `${each.createdAt.slice(0, 10)} ${each.currency} ${each.mode}`),
  };
}

function failuresOf(entry, type, message) {
  return Array.from({length: Math.min(entry.attempts, 8)}, (none, i) => ({
    attempt: entry.attempts - i, startedAt: new Date(Date.parse(entry.receivedAt) + (entry.attempts - i) * 7000).toISOString(), millis: 12 + i * 900,
    errorClass: type, message, stack: stack(type, message),
  }));
}

export function entry(id, at, status, intent, event) {
  const [type, message] = id % 17 === 0 ? ['com.example.Hostile', HOSTILE[id % HOSTILE.length] + LONG] : ERRORS[Math.floor(id / 12) % 3];
  const failed = status === 'ABANDONED' || (status === 'PENDING' && id % 2 === 0);
  const quarantined = status === 'QUARANTINED';
  const attempts = status === 'ABANDONED' ? 12 : failed ? 2 : 0;
  const body = quarantined && id % 2 ? `{"id":"broken ${HOSTILE[3]}` : JSON.stringify({
    id: hex(8), idempotenceKey: String(id), created: at, event, data: {paymentIntent: {...intent, tolerance: 0.02, big: '§'}},
  }).replace('"§"', '12345678901234567890');
  const base = {
    id: String(id), status, event: quarantined && id % 2 ? null : event, mode: intent.mode, paymentIntentId: quarantined && id % 2 ? null : intent.id,
    source: id % 13 === 0 ? 'RECONCILED' : 'WEBHOOK', signedBy: 'bamotf.webhook.secret', deliveries: id % 7 === 0 ? 2 : 1, attempts, requeues: id % 19 === 0 ? 1 : 0, receivedAt: at,
    nextAttemptAt: status === 'PENDING' ? new Date(now + 240000).toISOString() : null, endedAt: status === 'PENDING' ? null : new Date(Date.parse(at) + attempts * 7000 + 420).toISOString(),
    lastError: quarantined ? `The event is unreadable: ${HOSTILE[id % HOSTILE.length]}` : failed ? `${type}: ${message}` : null,
  };
  const details = {
    body, created: new Date(Date.parse(at) - 700).toISOString(), failures: failed ? failuresOf(base, type, message) : [],
    actions: base.requeues ? [{at: ago(60000), who: 'ada', from: '10.0.0.7', action: 'requeued', entryId: base.id, detail: null, reason: 'Fixed in 2.4.1 ' + HOSTILE[0]}] : [],
  };
  return {base, details};
}

export const entries = Array.from({length: 180}, (none, i) => {
  const id = 1000 + 180 - i;
  const status = i < 3 ? 'PENDING' : i % 12 === 5 ? 'ABANDONED' : i % 31 === 7 ? 'QUARANTINED' : i % 23 === 9 ? 'UNOBSERVED' : i % 29 === 11 ? 'SUPERSEDED' : 'HANDLED';
  const event = i === 10 ? HOSTILE[0] : pick(['payment_intent.succeeded', 'payment_intent.succeeded', 'payment_intent.processing']);
  return entry(id, ago(i * 8 * 60000 + 20000), status, intents[i % intents.length], event);
});

export const summary = (list) => {
  const counts = {};
  list.forEach(({base}) => (counts[base.status] = (counts[base.status] ?? 0) + 1));
  const failing = ERRORS.map(([errorClass, message], i) => ({status: i === 2 ? 'PENDING' : 'ABANDONED', event: 'payment_intent.succeeded', errorClass, count: [14, 3, 1][i],
    firstAt: ago(6 * HOUR), lastAt: ago((i + 1) * 7 * 60000), sample: `${errorClass}: ${message}`}));
  return {
    at: new Date().toISOString(), server: 'shop-1', version: '0.1.0', database: 'PostgreSQL 16.4', endpoint: 'webhook', counts, oldestPendingSeconds: 252,
    attention: list.length === 0 ? [] : [...failing, {status: 'QUARANTINED', event: null, errorClass: null, count: 2, firstAt: ago(HOUR), lastAt: ago(HOUR), sample: 'Unreadable: ' + HOSTILE[0]}],
    rates: Array.from({length: 24}, (none, i) => {
      const received = list.length && Math.round(20 + 18 * Math.sin(i / 3) + ((i * 7) % 5));
      return {from: new Date(Math.floor(now / HOUR) * HOUR - (23 - i) * HOUR).toISOString(), received, handled: Math.max(0, received - (i % 4)), failed: list.length && i > 16 ? (i * 3) % 11 : 0};
    }),
    rejectedLastHour: list.length && 3, health: list.length ? {status: 'degraded', problems: ['14 events were abandoned in the last 24 hours', HOSTILE[0]]} : {status: 'ok', problems: []},
  };
};

export const testModes = [{name: 'test', quarantined: false}, {name: 'prod', quarantined: false}, {name: 'dev', quarantined: true}];

/** Only bamotf knows it yet. */
export const devIntent = {id: 'devintent', mode: 'dev', amount: '2500', currency: 'EUR', confirmations: 1, tolerance: 0.02, updatedAt: ago(60000), createdAt: ago(60000)};

export const rejections = ['mismatch', 'too_old', 'missing', 'malformed'].map((reason, i) => ({
  id: `r${i}`, at: ago((i + 1) * 6 * 60000), reason, header: reason === 'missing' ? null : i === 3 ? HOSTILE[0] : `v=${now - i * 1000},d=${hex(64)}`, bodyBytes: 912 + i,
  body: i === 2 ? null : `{"id":"${hex(8)}","event":"${HOSTILE[1]}`, from: `10.0.0.${i + 4}`,
  verdict: ['Signed with the secret and a newline after it: the secret was read from a file with its newline.', 'Signed 11 minutes ago; the tolerance is 5 minutes.', 'There is no signature header.', `The header ${HOSTILE[0]} has no digest.`][i],
}));

export const diagnosis = {
  valid: false, mistake: 'secret_newline', explanation: 'The signature fits the secret of bamotf.webhook.secret with a newline after it. ' + HOSTILE[0],
  advice: 'Remove the newline from bamotf’s secret: printf %s, not echo, writes a file without one.', signedAt: ago(42000), offsetSeconds: -42,
};

export const reconciliation = {active: true, accounts: [
  {account: 1, running: false, degraded: false, problem: null, failures: 0, startedAt: ago(130000), duration: 'PT1.84S', succeededAt: ago(128000), seen: 1204, gaps: 3, filled: 3, skipped: 12, deferred: 1, unreadable: 0},
  {account: 2, running: false, degraded: true, problem: 'bamotf answered 401: ' + HOSTILE[0], failures: 4, startedAt: ago(90000), duration: 'PT0.2S', succeededAt: ago(26 * HOUR), seen: 0, gaps: 0, filled: 0, skipped: 0, deferred: 0, unreadable: 0},
]};

export const preview = {accounts: [
  {account: 1, problem: null, seen: 1204, gaps: 240, filled: 0, skipped: 12, deferred: 1, unreadable: 0,
    missing: intents.slice(0, 12).map(({id, mode, amount, currency, createdAt}, i) => ({paymentIntentId: id, event: i === 5 ? HOSTILE[1] : 'payment_intent.succeeded', mode, amount, currency, createdAt}))},
  {account: 2, problem: 'bamotf answered 401: ' + HOSTILE[0], seen: 0, gaps: 0, filled: 0, skipped: 0, deferred: 0, unreadable: 0, missing: []},
]};

export const audit = Array.from({length: 70}, (none, i) => ({at: ago(i * 17 * 60000), who: ['ada', 'grace', HOSTILE[0]][i % 3], from: '10.0.0.7',
  action: ['viewed', 'requeued', 'signed in', 'requested reconciliation', 'sent a test event'][i % 5], entryId: i % 5 < 2 ? String(1100 + i) : null,
  detail: i % 5 === 4 ? 'payment_intent.succeeded, TEST' : null, reason: i % 5 === 1 ? 'Fixed in 2.4.1 ' + HOSTILE[i % HOSTILE.length] : null}));

export const settings = {version: '0.1.0', settings: [
  ['bamotf.webhook.secret', '(set)', 'environment', 'the secret that bamotf signs with, exactly as configured there'],
  ['bamotf.webhook.tolerance', 'PT5M', 'default', 'maximum difference between the signature’s time and this server’s clock'],
  ['bamotf.webhook.modes', null, 'default', 'accepted modes of payment intents, separated by commas'],
  ['bamotf.datasource', 'java:comp/DefaultDataSource', 'default', 'JNDI name of the JTA data source that holds the inbox'],
  ['bamotf.inbox.retention', 'P90D', 'META-INF/microprofile-config.properties', 'how long handled entries are kept'],
  ['bamotf.api.url', 'https://pay.example.com/' + HOSTILE[0], 'system property', 'base URL of bamotf’s REST API'],
].map(([name, value, source, description]) => ({name, value, source, description}))};
