// What happened, on one line of time, oldest first.
import {html, useState} from './lib.js';
import {href} from './router.js';
import * as format from './format.js';
import {Copy, FullTime, statusName} from './ui.js';

// So many failed attempts are shown at first.
const FAILURES = 4;

/**
 * Points are {at, kind, title, text, more, newest}; kind is a CSS class, more is shown on demand, and newest counts
 * failed attempts from the last one, 0, back.
 */
export function Timeline({points}) {
  const [all, setAll] = useState(false);
  const sorted = [...points].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const shown = sorted.filter((point) => all || !(point.newest >= FAILURES));
  const left = sorted.length - shown.length;
  return html`${left > 0 && html`<p class="earlier"><button type="button" class="small" onClick=${() => setAll(true)}>Show ${format.count(left, 'earlier failed attempt')}</button></p>`}
  <ol class="timeline">${shown.map((point) => html`<li class=${point.kind ?? ''} key=${point.at + point.title}>
    <p class="title">${point.link ? html`<a href=${point.link}>${point.title}</a>` : point.title}</p>
    <${FullTime} at=${point.at} />
    ${point.text && html`<p class="text">${point.text}</p>`}
    ${point.more && html`<details><summary>Stack trace</summary><div class="stack"><${Copy} text=${point.more} /><pre tabindex="0">${point.more}</pre></div></details>`}
  </li>`)}</ol>`;
}

/** The points of an entry with its details. */
export function storyOf(entry) {
  return [
    entry.created && {at: entry.created, kind: 'faint', title: 'bamotf made the event', text: 'by bamotf’s clock'},
    {
      at: entry.receivedAt, title: entry.source === 'RECONCILED' ? 'Found missing by reconciliation, and stored' : 'Received and stored',
      text: entry.deliveries > 1 ? `bamotf delivered it ${format.count(entry.deliveries, 'time')}; the others were recognized as duplicates` : undefined,
    },
    ...entry.failures.map(failed),
    ...entry.actions.map(action),
    entry.endedAt && {at: entry.endedAt, kind: ENDS[entry.status] ?? 'faint', title: end(entry)},
    entry.nextAttemptAt && {at: entry.nextAttemptAt, kind: 'planned', title: entry.attempts > 0 ? `Attempt ${entry.attempts + 1} is planned` : 'First attempt is due'},
  ].filter(Boolean);
}

function failed({startedAt, attempt, millis, errorClass, message, stack}, i) {
  return {
    at: startedAt, kind: 'failed', title: `Attempt ${attempt} failed after ${format.millis(millis)}`, newest: i,
    text: html`<b>${format.simpleName(errorClass)}</b>${message && `: ${message}`}`, more: stack,
  };
}

const ENDS = {HANDLED: 'done', ABANDONED: 'failed', QUARANTINED: 'failed'};

function end({status, attempts}) {
  return {
    HANDLED: 'Handled',
    UNOBSERVED: 'No handler observes it',
    SUPERSEDED: 'Superseded: a later event of this payment was handled first',
    ABANDONED: `Abandoned after ${format.count(attempts, 'attempt')}`,
    QUARANTINED: 'Put into quarantine',
  }[status] ?? statusName(status);
}

function action({at, who, from, action: what, reason, detail}) {
  const viewed = what === 'viewed';
  return {
    at, kind: viewed ? 'faint' : 'person', title: `${capital(what)} by ${who}`,
    text: [reason, detail, viewed ? '' : `from ${from}`].filter(Boolean).join(' · '),
  };
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** The points of a payment: its row in the ledger, its transactions and its events. */
export function storyOfPayment(payment, entries) {
  const known = payment ?? {};
  return [
    known.createdAt && {at: known.createdAt, kind: 'faint', title: 'Payment intent created', text: 'by bamotf’s clock'},
    ...(known.transactions ?? []).map((each) => ({
      at: each.createdAt, kind: 'person', title: `Bitcoin transaction of ${format.amount(each.amount, 'BTC')}`,
      text: html`<code>${each.id}</code> ${format.count(each.confirmations, 'confirmation')}`,
    })),
    ...entries.map((each) => ({
      at: each.receivedAt, kind: ENDS[each.status], link: href(`events/${each.id}`), title: each.event ?? 'Unreadable event',
      text: `${statusName(each.status)}${each.lastError ? ': ' + format.shortError(each.lastError) : ''}`,
    })),
    known.succeededAt && {at: known.succeededAt, kind: 'done', title: 'Succeeded', text: 'according to bamotf'},
    known.canceledAt && {at: known.canceledAt, kind: 'failed', title: 'Canceled', text: 'according to bamotf'},
  ].filter((each) => each && each.at);
}
