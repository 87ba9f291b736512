// The frame around every view: navigation, what all views know, and the region for screen readers.
import {html, useEffect, useErrorBoundary, useMemo, useState} from './lib.js';
import * as api from './api.js';
import {href, useRoute} from './router.js';
import * as format from './format.js';
import {ErrorBox, Shared, onAnnounce} from './ui.js';
import {usePoll} from './poll.js';
import {Overview} from './overview.js';
import {Events} from './events.js';
import {Entry} from './entry.js';
import {Payments} from './payments.js';
import {Payment} from './payment.js';
import {Rejected} from './rejected.js';
import {Doctor} from './doctor.js';
import {TestEvent} from './test-event.js';
import {Reconciliation} from './reconciliation.js';
import {Audit, Settings} from './records.js';
import {LinkError} from './sign-in.js';

const SUMMARY_PAUSE = 10000;

const VIEWS = [
  ['overview', 'Overview', Overview],
  ['events', 'Events', Events, Entry],
  ['payments', 'Payments', Payments, Payment],
  ['rejected', 'Rejected', Rejected],
  ['doctor', 'Signature doctor', Doctor],
  ['test', 'Test event', TestEvent],
  ['reconciliation', 'Reconciliation', Reconciliation],
  ['audit', 'Audit', Audit],
  ['settings', 'Settings', Settings],
];

export function Shell({session, linkError, signOut}) {
  const route = useRoute();
  const summary = usePoll((signal) => api.get('summary', null, signal), SUMMARY_PAUSE, []);
  const now = useNow();
  const [times, setTimes] = useTimes();
  const ledger = api.hasLedger() && session.payments !== false;
  const may = session.roles.includes('bamotf-operator');
  const shared = useMemo(() => ({session, summary, now, times, may, ledger}), [session, summary, now, times]);
  const views = VIEWS.filter(([key]) => key !== 'payments' || ledger);
  const [, , List, One] = views.find(([key]) => key === route.view) ?? [];
  const View = route.id && One ? One : List ?? Unknown;
  return html`<${Shared.Provider} value=${shared}>
    <a class="skip" href="#main" onClick=${skip}>Skip to content</a>
    <div class="shell">
      <${Side} ...${{views, route, session, signOut, times, setTimes}} data=${summary.data} />
      <main id="main" tabindex="-1"><${LinkError} error=${linkError} /><${Guarded} key=${`${route.view}/${route.id ?? ''}`} view=${View} id=${route.id} query=${route.query} /></main>
    </div>
    <${LiveRegion} />
  </${Shared.Provider}>`;
}

/** A view that fails to draw, such as for an answer that it does not expect, takes nothing else down with it. */
function Guarded({view: View, id, query}) {
  const [error] = useErrorBoundary((failure) => console.error(failure));
  return error
    ? html`<h1>This view failed</h1><${ErrorBox} error=${error} /><p>Reload the page. If it happens again, report it with this message.</p>`
    : html`<${View} id=${id} query=${query} />`;
}

function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

function Side({views, route, session, signOut, times, setTimes, data}) {
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [route.view, route.id]);
  const counts = data?.counts ?? {};
  const lost = (counts.ABANDONED ?? 0) + (counts.QUARANTINED ?? 0);
  const badge = {events: lost, rejected: data?.rejectedLastHour};
  return html`<header class="side">
    <div class="brand">
      <a href=${href('overview')}><img src="icon.svg" alt="" width="28" height="28" /><span>bamotf <b>webhooks</b></span></a>
      <button type="button" class="menu quiet" aria-expanded=${open} aria-controls="nav" onClick=${() => setOpen(!open)}>Menu</button>
    </div>
    <div id="nav" class=${open ? 'open' : ''}>
      <nav aria-label="Views"><ul>${views.map(([key, name]) => html`
        <li><a href=${href(key)} aria-current=${key === route.view ? 'page' : undefined}>${name}
          ${badge[key] > 0 && html`<span class="badge" title=${key === 'events' ? 'Abandoned or quarantined' : 'In the last hour, on this server'}>${format.number(badge[key])}</span>`}</a></li>`)}
      </ul></nav>
      <div class="foot">
        <label>Times<select value=${times} onChange=${(event) => setTimes(event.target.value)}>
          <option value="relative">Relative</option><option value="local">${ZONE}</option><option value="utc">UTC</option>
        </select></label>
        ${!session.user && html`<p class="muted">Not signed in: you can see events but not their bodies, and cannot change anything. To sign in, open the one-time link in the server’s log.</p>`}
        ${session.user && html`<p class="who"><span><strong>${session.user}</strong><br />
          ${session.roles.includes('bamotf-operator') ? 'Operator' : 'Viewer: read-only'}</span>
          ${session.login !== 'host' && html`<button type="button" class="quiet small" onClick=${signOut}>Sign out</button>`}</p>`}
        ${data && html`<p class="muted">${data.version} · ${data.server}</p>`}
      </div>
    </div>
  </header>`;
}

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone?.replace('_', ' ') ?? 'Local';

const Unknown = () => html`<div class="empty"><h1>There is no such view</h1><p><a href=${href('overview')}>Go to the overview</a></p></div>`;

function LiveRegion() {
  const [text, setText] = useState('');
  useEffect(() => onAnnounce(setText), []);
  return html`<div class="hidden" role="status" aria-live="polite">${text}</div>`;
}

function useNow() {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || setNow(Date.now()), 5000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The viewer's choice, kept by the browser where it allows that. */
function useTimes() {
  const [times, setTimes] = useState(() => storage((store) => store.getItem('bamotf-times')) ?? 'relative');
  const change = (value) => {
    storage((store) => store.setItem('bamotf-times', value));
    setTimes(value);
  };
  return [times, change];
}

function storage(use) {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}
