// Calls of the admin API. Where it is stands in api.json beside the page, so the page works below any
// context root and behind a proxy that changes the path.

let api;
let payments;
let token;
const signedOut = new Set();

/** What a call answered if it failed; status 0 means that nothing answered. */
class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body.detail || body.error || body.title || `The server answered ${status}.`);
    this.status = status;
    this.title = body.title;
    this.conflict = body.conflict;
    this.canForce = body.canForce === true;
    this.retryAfter = retryAfter;
  }
}

/** Must be called first. */
export async function locate() {
  const answer = await request(new URL('./api.json', document.baseURI), {});
  const places = await answer.json();
  api = new URL(places.api, answer.url || document.baseURI);
  payments = places.payments && new URL(places.payments, answer.url || document.baseURI);
}

export const hasLedger = () => Boolean(payments);

/** Calls the listener when a call finds that nobody is signed in any more. */
export function onSignedOut(listener) {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

export function get(path, query, signal) {
  return json(address(new URL(path, api), query), {signal});
}

/** The ledger's API, which is not below the admin API: a path of '' is the list. */
export function getPayments(path, query, signal) {
  const url = new URL(payments);
  if (path) {
    url.pathname += '/' + encodeURIComponent(path);
  }
  return json(address(url, query), {signal});
}

/** A change. If another tab signed in meanwhile, the token is a new one, and the change is sent once more. */
export async function change(method, path, body) {
  const sent = token;
  try {
    return await send(method, path, body);
  } catch (error) {
    if (error.status !== 403 || path === 'session' || (await session()).token === sent) {
      throw error;
    }
    return send(method, path, body);
  }
}

/** A DELETE has no body: Payara and GlassFish refuse one. */
function send(method, path, body) {
  const headers = {...(token && {'X-Bamotf-Token': token}), ...(method === 'POST' && {'Content-Type': 'application/json'})};
  return json(new URL(path, api), {method, headers, body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined});
}

/** The session; its token goes with every change from now on. */
export async function session() {
  return remember(await get('session'));
}

/** Tells which path the cookie is for, since a proxy may have changed the one that the server sees. */
export async function signIn(credentials) {
  const path = new URL('../../', api).pathname;
  return remember(await change('POST', 'session', {...credentials, path}));
}

export async function signOut() {
  await change('DELETE', 'session');
  token = undefined;
}

export const bodyAddress = (id) => new URL(`entries/${encodeURIComponent(id)}/body`, api).href;

function remember(current) {
  token = current.token;
  return current;
}

function address(url, query) {
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') {
      url.searchParams.set(name, value);
    }
  }
  return url;
}

async function json(url, options) {
  const answer = await request(url, options);
  return answer.status === 204 ? null : answer.json();
}

async function request(url, options) {
  let answer;
  try {
    answer = await fetch(url, {cache: 'no-store', credentials: 'same-origin', ...(options.signal?.byItself && {headers: {'X-Bamotf-Poll': '1'}}), ...options});
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new Problem(0, {detail: 'The server does not answer. Is it running?'});
  }
  if (!answer.ok) {
    const body = await answer.json().catch(() => ({}));
    if (answer.status === 401 && !url.pathname.endsWith('/session')) {
      signedOut.forEach((listener) => listener());
    }
    throw new Problem(answer.status, body ?? {}, Number(answer.headers.get('Retry-After')) || null);
  }
  return answer;
}
