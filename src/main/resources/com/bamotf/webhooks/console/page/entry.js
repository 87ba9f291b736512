// The whole story of one event.
import {html, useEffect, useState} from './lib.js';
import * as api from './api.js';
import {href} from './router.js';
import * as format from './format.js';
import {Amount, Choice, Copy, ErrorBox, Facts, Heading, Loading, Mode, Status, Time, useShared} from './ui.js';
import {Json, intentOf, isLong, pretty} from './json.js';
import {Table} from './table.js';
import {Timeline, storyOf} from './timeline.js';
import {LastError, Name} from './events.js';
import {Requeue} from './requeue.js';
import {usePoll} from './poll.js';

const PAUSE = 3000;

export function Entry({id, query}) {
  const [requeuing, setRequeuing] = useState(false);
  const {may} = useShared();
  const {data, error, refresh} = usePoll((signal) => api.get(`entries/${encodeURIComponent(id)}`, null, signal), 0, [id]);
  useWatch(data, refresh);
  const close = (changed) => {
    setRequeuing(false);
    if (changed) {
      refresh();
    }
  };
  const back = html`<a class="back" href=${href('events', query)}>← Events</a>`;
  return html`<${Heading} title=${data?.event ?? `Event ${id}`} back=${back}>
      <${Copy} text=${location.href} label="Copy link" />
      ${data && may && html`<button type="button" class="primary" disabled=${data.status === 'PENDING'} onClick=${() => setRequeuing(true)}
        title=${data.status === 'PENDING' ? 'It is pending already' : undefined}>Requeue…</button>`}
    </${Heading}>
    <${ErrorBox} error=${error} retry=${refresh} />
    ${!data && !error && html`<${Loading} />`}
    ${data && html`<${Story} entry=${data} query=${query} />`}
    ${requeuing && html`<${Requeue} entries=${[data]} close=${close} />`}`;
}

/**
 * Reads a pending event again when it moved. Each read of a body goes into the audit log, so the list is what is asked
 * again and again.
 */
function useWatch(entry, refresh) {
  const waits = entry?.status === 'PENDING' && entry.paymentIntentId;
  const {data} = usePoll((signal) => waits && api.get('entries', {intent: entry.paymentIntentId, limit: 200}, signal), waits ? PAUSE : 0, [waits]);
  const now = waits && data?.entries?.find((each) => each.id === entry.id);
  const moved = now && ['status', 'attempts', 'deliveries'].some((name) => now[name] !== entry[name]);
  useEffect(() => {
    if (moved) {
      refresh();
    }
  }, [moved]);
}

function Story({entry, query}) {
  const intent = intentOf(entry.body);
  return html`
    ${entry.lastError && html`<div class=${`box ${entry.status === 'PENDING' ? 'warn' : 'bad'}`}>
      <p><strong>${why(entry)}</strong></p><p class="mono">${entry.lastError}</p></div>`}
    <div class="columns wide-left">
      <section aria-labelledby="story"><h2 id="story">What happened</h2>
        <div class="card"><${Timeline} points=${storyOf(entry)} /></div></section>
      <section aria-labelledby="facts"><h2 id="facts">Facts</h2><div class="card"><${EntryFacts} entry=${entry} intent=${intent} /></div></section>
    </div>
    ${entry.bodyHidden ? html`<section aria-labelledby="body"><h2 id="body">Body</h2><p class="muted">Sign in to see the body.</p></section>` : html`<${Body} entry=${entry} />`}
    ${entry.related.length > 0 && html`<${Related} entries=${entry.related} query=${query} />`}`;
}

function why({status, attempts}) {
  return {
    PENDING: `Attempt ${attempts} failed; it is tried again.`,
    ABANDONED: `Given up after ${format.count(attempts, 'attempt')}. Fix the cause, then requeue it.`,
    QUARANTINED: 'In quarantine: signed by bamotf, but this receiver could not accept it.',
  }[status] ?? 'Last error';
}

function EntryFacts({entry, intent}) {
  const {ledger} = useShared();
  const {paymentIntentId: payment} = entry;
  const link = ledger ? href(`payments/${payment}`) : href('events', {intent: payment});
  return html`<${Facts} items=${[
    ['Status', html`<${Status} value=${entry.status} />`],
    ['Id', html`<span class="with-copy"><code>${entry.id}</code><${Copy} text=${entry.id} /></span>`],
    ['Payment', payment ? html`<span class="with-copy"><a href=${link}><code>${payment}</code></a><${Copy} text=${payment} /></span>` : '–'],
    intent && ['Amount', html`<${Amount} value=${intent.amount} currency=${intent.currency} />`],
    intent?.description && ['Description', String(intent.description)],
    ['Mode', entry.mode ? html`<${Mode} value=${entry.mode} />` : '–'],
    ['Source', entry.source === 'RECONCILED' ? 'found by reconciliation' : `webhook, ${format.count(entry.deliveries, 'delivery', 'deliveries')}`],
    entry.signedBy && ['Signed with', html`<code>${entry.signedBy}</code>`],
    ['Attempts', `${format.number(entry.attempts)}${entry.requeues > 0 ? `, requeued ${format.count(entry.requeues, 'time')}` : ''}`],
    entry.nextAttemptAt && ['Next attempt', html`<${Time} at=${entry.nextAttemptAt} />`],
  ]} />`;
}

function Body({entry}) {
  const formatted = pretty(entry.body);
  const [raw, setRaw] = useState(formatted === null);
  const text = raw ? entry.body : formatted;
  return html`<section aria-labelledby="body"><div class="heading small"><h2 id="body">Body</h2><div class="actions">
      ${formatted !== null && html`<${Choice} label="Layout of the body" name="body-layout" value=${raw} change=${setRaw} options=${[[false, 'Pretty'], [true, 'Raw']]} />`}
      <${Copy} text=${text} /><a class="button quiet small" href=${api.bodyAddress(entry.id)} download=${`${entry.id}.json`}>Download</a>
    </div></div>
    ${formatted === null && html`<p class="muted">It is ${isLong(entry.body) ? 'too long to lay out' : 'not JSON'}, so it is shown as it came.</p>`}
    ${raw ? html`<pre class="json wrap" tabindex="0" aria-label="The body as it came">${entry.body}</pre>` : html`<${Json} text=${entry.body} label="The body, laid out" />`}
  </section>`;
}

function Related({entries, query}) {
  const columns = [
    {label: 'Status', kind: 'state', cell: (each) => html`<${Status} value=${each.status} />`},
    {label: 'Event', kind: 'main', cell: (each) => html`<${Name} entry=${each} query=${query} />`},
    {label: 'Last error', kind: 'error', cell: (each) => html`<${LastError} entry=${each} />`},
    {label: 'Received', kind: 'right time', cell: (each) => html`<${Time} at=${each.receivedAt} />`},
  ];
  return html`<section aria-labelledby="related"><h2 id="related">Other events of this payment</h2>
    <${Table} caption="Other events of this payment" columns=${columns} rows=${entries} name=${(each) => each.id} kind="events linked" /></section>`;
}
