// What happened, on one line of time, oldest first.
import {html} from './lib.js';
import {href} from './router.js';
import * as format from './format.js';
import {Copy, FullTime, statusName} from './ui.js';

/** Points are {at, kind, title, text, more}; kind is a CSS class, more is shown on demand. */
export function Timeline({points}) {
  const sorted = [...points].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return html`<ol class="timeline">${sorted.map((point) => html`<li class=${point.kind ?? ''} key=${point.at + point.title}>
    <p class="title">${point.link ? html`<a href=${point.link}>${point.title}</a>` : point.title}</p>
    <${FullTime} at=${point.at} />
    ${point.text && html`<p class="text">${point.text}</p>`}
    ${point.more && html`<details><summary>Stack trace</summary><div class="stack"><${Copy} text=${point.more} /><pre tabindex="0">${point.more}</pre></div></details>`}
  </li>`)}</ol>`;
}

/** The points of an entry with its details. */
export function storyOf(entry) {
  return [
    entry.created && {at: entry.created, kind: 'quiet', title: 'bamotf made the event', text: 'by bamotf’s clock'},
    {
      at: entry.receivedAt, title: entry.source === 'RECONCILED' ? 'Found missing by reconciliation, and stored' : 'Received and stored',
      text: entry.deliveries > 1 ? `bamotf delivered it ${format.count(entry.deliveries, 'time')}; the others were recognized as duplicates` : undefined,
    },
    ...entry.failures.map((failure) => ({
      at: failure.startedAt, kind: 'failed', title: `Attempt ${failure.attempt} failed after ${format.millis(failure.millis)}`,
      text: html`<b>${format.simpleName(failure.errorClass)}</b>${failure.message && `: ${failure.message}`}`, more: failure.stack,
    })),
    ...entry.actions.map(action),
    entry.endedAt && {at: entry.endedAt, kind: ENDS[entry.status] ?? 'quiet', title: end(entry)},
    entry.nextAttemptAt && {at: entry.nextAttemptAt, kind: 'planned', title: entry.attempts > 0 ? `Attempt ${entry.attempts + 1} is planned` : 'First attempt is due'},
  ].filter(Boolean);
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
    at, kind: viewed ? 'quiet' : 'person', title: `${capital(what)} by ${who}`,
    text: [reason, detail, viewed ? '' : `from ${from}`].filter(Boolean).join(' · '),
  };
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** The points of a payment: its row in the ledger, its transactions and its events. */
export function storyOfPayment(payment, entries) {
  const known = payment ?? {};
  return [
    known.createdAt && {at: known.createdAt, kind: 'quiet', title: 'Payment intent created', text: 'by bamotf’s clock'},
    ...(known.transactions ?? []).map((each) => ({
      at: each.createdAt, kind: 'person', title: `Bitcoin transaction of ${format.amount(each.amount, 'BTC')}`,
      text: html`<code>${each.id}</code> ${format.count(each.confirmations, 'confirmation')}`,
    })),
    ...entries.map((each) => ({
      at: each.receivedAt, kind: ENDS[each.status], link: href(`events/${each.id}`), title: each.event ?? 'Unreadable event',
      text: `${statusName(each.status)}${each.lastError ? ': ' + each.lastError : ''}`,
    })),
    known.succeededAt && {at: known.succeededAt, kind: 'done', title: 'Succeeded', text: 'according to bamotf'},
    known.canceledAt && {at: known.canceledAt, kind: 'failed', title: 'Canceled', text: 'according to bamotf'},
  ].filter((each) => each && each.at);
}
