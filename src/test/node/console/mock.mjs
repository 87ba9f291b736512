// Serves the page as the WAR does, below a context root and with its CSP, and answers the admin API.
import {createServer} from 'node:http';
import {readFile} from 'node:fs/promises';
import {extname, join, normalize} from 'node:path';
import {fileURLToPath} from 'node:url';
import * as data from './data.mjs';

const PAGE = fileURLToPath(new URL('../../../main/resources/com/bamotf/webhooks/console/page/', import.meta.url));
const ROOT = '/behind/a/proxy/bamotf/';
const TYPES = {'.html': 'text/html;charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.json': 'application/json'};
// As SecurityHeaders has it.
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const TOKEN = 'token-of-the-session';
const MODIFIABLE = ['POST', 'DELETE'];

/** state: what a test changes: user, roles, login, empty, ledger, down, full, testModes, arrived, bodyHidden. calls: what the page asked for. */
export function startMock(port = 0) {
  const state = {user: 'ada', roles: ['bamotf-viewer', 'bamotf-operator'], login: 'form', empty: false, ledger: true, down: false, testModes: data.testModes, arrived: [], bodyHidden: false};
  const calls = [];
  const inbox = {entries: [...data.entries], job: null};
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const path = url.pathname.startsWith(ROOT) ? url.pathname.slice(ROOT.length) : null;
    if (path?.startsWith('console/')) {
      return serve(response, path.slice('console/'.length) || 'index.html', state);
    }
    let text = '';
    for await (const part of request) {
      text += part;
    }
    if (request.method === 'DELETE' && text) {
      // As Payara does.
      response.writeHead(400);
      return response.end();
    }
    const call = {method: request.method, path: path ?? url.pathname, query: Object.fromEntries(url.searchParams), headers: request.headers, body: text ? JSON.parse(text) : undefined};
    calls.push(call);
    const [status, body] = answer(call, state, inbox);
    response.writeHead(status, {'Content-Type': status < 400 ? 'application/json' : 'application/problem+json', 'Cache-Control': 'no-store', ...(status === 429 && {'Retry-After': '30'})});
    return response.end(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve({
    url: `http://127.0.0.1:${server.address().port}${ROOT}console/`, state, calls, inbox, close: () => server.close(),
  })));
}

async function serve(response, path, state) {
  const headers = {'Content-Security-Policy': CSP, 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer'};
  try {
    const content = path === 'api.json'
      ? JSON.stringify({api: '../api/admin/', ...(state.ledger && {payments: '../api/payments'})}) : await readFile(join(PAGE, normalize('/' + path)));
    response.writeHead(200, {...headers, 'Content-Type': TYPES[extname(path)] ?? 'text/plain'});
    response.end(content);
  } catch {
    response.writeHead(404, headers);
    response.end();
  }
}

const problem = (status, detail, more) => [status, {title: 'Refused', status, detail, ...more}];

function answer(call, state, inbox) {
  const path = call.path.replace(/^api\/admin\//, '');
  const visible = state.empty ? [] : inbox.entries;
  if (state.down) {
    return problem(503, 'The database is unavailable; try again later');
  }
  if (path === 'session') {
    return sessionAnswer(call, state);
  }
  if (!state.roles.length) {
    return problem(401, 'Sign in');
  }
  if (MODIFIABLE.includes(call.method)) {
    if (call.headers['x-bamotf-token'] !== TOKEN || (call.method === 'POST' && call.headers['content-type'] !== 'application/json')) {
      return problem(403, 'No token, or no JSON');
    }
    if (!state.roles.includes('bamotf-operator') && path !== 'verify') {
      return problem(403, 'This takes the role bamotf-operator');
    }
  }
  if (path.startsWith('api/payments')) {
    return paymentsAnswer(path, call.query, state);
  }
  if (path.endsWith('/simulate-payment')) {
    state.simulated = true;
    return [200, {...data.devIntent, status: 'succeeded'}];
  }
  if (path === `intents/${data.devIntent.id}`) {
    return [200, {...data.devIntent, status: state.simulated ? 'succeeded' : 'pending'}];
  }
  if (path.startsWith('intents/')) {
    const intent = data.intents.find(({id}) => id === decodeURIComponent(path.slice('intents/'.length)));
    const {address, description, metadata, ...shown} = intent ?? {};
    return intent ? [200, {...shown, confirmations: 1, tolerance: 0.02, status: 'succeeded'}] : problem(404, 'bamotf does not know this payment intent');
  }
  const entryPath = /^entries\/(\d+)(\/requeue|\/body)?$/.exec(path);
  if (entryPath) {
    return entryAnswer(visible, entryPath[1], entryPath[2], call, inbox, state);
  }
  const routes = {
    entries: () => [200, page(visible.map(({base}) => base).filter(matching(call.query)), call.query, 'entries', (each) => each.id)],
    'entries/requeue': () => (state.full && !call.body.dryRun ? problem(503, '3 bulk requeues are running') : bulkAnswer(visible, call.body, inbox)),
    summary: () => [200, data.summary(visible)],
    rejections: () => [200, {server: 'shop-1', rejections: state.empty ? [] : data.rejections}],
    verify: () => [200, data.diagnosis],
    'test-events': () => testEvent(call.body, inbox),
    reconcile: () => (call.body?.dryRun ? [200, data.preview] : call.method === 'POST' ? [202, {requestedAt: new Date().toISOString()}] : [200, state.empty ? {active: false, accounts: []} : data.reconciliation]),
    audit: () => [200, page(state.empty ? [] : data.audit.filter(({action}) => !call.query.action || action === call.query.action), call.query, 'records', (each) => each.at)],
    settings: () => [200, data.settings],
    'jobs/7': () => jobAnswer(call, inbox),
  };
  return routes[path]?.() ?? problem(404, 'There is nothing here');
}

function sessionAnswer(call, state) {
  if (call.method === 'DELETE') {
    Object.assign(state, {user: null, roles: []});
    return [204];
  }
  if (call.method === 'POST') {
    const {user, password, link} = call.body;
    if (password === 'locked') {
      return problem(429, 'Too many failed sign-ins');
    }
    if (password !== 'right' && link !== 'one-time') {
      return problem(401, 'Wrong user name or password');
    }
    Object.assign(state, {user: user ?? 'one-time link', roles: ['bamotf-viewer', 'bamotf-operator']});
  }
  const {user, roles, login} = state;
  return [200, {user, roles, login, ...(user && {token: TOKEN}), ...(roles.length > 0 && {server: 'shop-1', payments: state.ledger, testModes: state.testModes, bamotf: true})}];
}

function entryAnswer(visible, id, action, call, inbox, {bodyHidden}) {
  const found = visible.find(({base}) => base.id === id);
  if (!found) {
    return problem(404, 'There is no such entry; retention may have deleted it');
  }
  if (action === '/body') {
    return [200, found.details.body];
  }
  if (action === '/requeue') {
    const {seen} = call.body;
    if (seen && (seen.status !== found.base.status || seen.requeues !== found.base.requeues)) {
      return problem(409, 'The entry has changed; check it again', {canForce: false});
    }
    if (found.base.status === 'PENDING') {
      return problem(409, 'The entry is already pending', {canForce: false});
    }
    if (Number(id) % 2 && !call.body.force) {
      return problem(409, 'A later event of this payment intent was handled already', {conflict: '1180', canForce: true});
    }
    requeue(inbox, id);
    return [200, found.base];
  }
  const related = visible.filter(({base}) => base.paymentIntentId && base.paymentIntentId === found.base.paymentIntentId && base.id !== id).map(({base}) => base);
  return [200, {...found.base, ...found.details, ...(bodyHidden && {body: '', created: null}), bodyHidden, related}];
}

function requeue(inbox, id) {
  inbox.entries = inbox.entries.map((each) => (each.base.id !== id ? each : {...each, base: {...each.base, status: 'PENDING', attempts: 0, lastError: null, endedAt: null, requeues: each.base.requeues + 1, nextAttemptAt: new Date().toISOString()}}));
}

function matching(query) {
  return (entry) => (!query.status || query.status.split(',').includes(entry.status)) && (!query.event || entry.event === query.event)
    && (!query.mode || entry.mode === query.mode) && (!query.intent || entry.paymentIntentId === query.intent) && (!query.source || entry.source === query.source)
    && (!query.q || entry.lastError?.includes(query.q) || entry.paymentIntentId?.startsWith(query.q));
}

function page(all, {limit = 50, after}, name, key) {
  const from = after ? all.findIndex((each) => key(each) === after) + 1 : 0;
  const part = all.slice(from, from + Number(limit));
  return {[name]: part, next: from + part.length < all.length ? key(part.at(-1)) : null};
}

function bulkAnswer(visible, {filter, dryRun, upTo, asOf}, inbox) {
  const found = visible.filter(({base}) => matching(filter)(base));
  if (dryRun) {
    return [200, {count: found.length, conflicts: Math.floor(found.length / 5), upTo: found[0]?.base.id ?? null, asOf: new Date().toISOString()}];
  }
  inbox.job = {id: '7', state: 'running', done: 0, refused: 0, total: found.length, problem: upTo && asOf ? null : 'upTo or asOf is missing'};
  return [202, inbox.job];
}

function jobAnswer(call, inbox) {
  const {job} = inbox;
  if (call.method === 'DELETE') {
    inbox.job = {...job, state: 'canceled'};
  } else if (job.state === 'running') {
    const done = Math.min(job.total, job.done + Math.ceil(job.total / 5));
    inbox.job = {...job, done, refused: 0, state: done === job.total ? 'done' : 'running'};
  }
  return [200, inbox.job];
}

function testEvent(body, inbox) {
  const {quarantined} = data.testModes.find(({name}) => name === body.mode);
  const intent = {...data.intents[0], id: 'test-' + inbox.entries.length, mode: body.mode};
  inbox.entries = [data.entry(1000 + inbox.entries.length + 1, new Date().toISOString(), quarantined ? 'QUARANTINED' : 'HANDLED', intent, body.event ?? 'payment_intent.succeeded'), ...inbox.entries];
  return [200, {status: quarantined ? 400 : 200, body: `{"success":${!quarantined}}` + data.HOSTILE[0], millis: 14, paymentIntentId: intent.id}];
}

function paymentsAnswer(path, query, state) {
  const all = state.empty ? [] : [...state.arrived, ...data.intents];
  const id = path.slice('api/payments/'.length);
  const matching = all.filter((each) => ['status', 'mode', 'currency'].every((name) => !query[name] || each[name] === query[name]));
  if (id === 'totals') {
    return [200, data.totals(matching)];
  }
  if (id) {
    const found = all.find((each) => each.id === decodeURIComponent(id));
    return found ? [200, found] : [404, {success: false, error: 'The ledger has no payment with this id.'}];
  }
  const offset = Number(query.offset ?? 0);
  return [200, {data: matching.slice(offset, offset + Number(query.limit ?? 25)), total: matching.length, limit: Number(query.limit ?? 50), offset, next: null}];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const mock = await startMock(Number(process.env.PORT ?? 8099));
  console.log(`The console is at ${mock.url}`);
}
