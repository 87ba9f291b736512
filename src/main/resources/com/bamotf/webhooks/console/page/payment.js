// A payment: the ledger's row, its transactions and all its events.
import {html} from './lib.js';
import * as api from './api.js';
import {href} from './router.js';
import * as format from './format.js';
import {Amount, Copy, Empty, ErrorBox, Facts, Heading, Loading, Mode, Status, Time, useShared} from './ui.js';
import {Json} from './json.js';
import {Table} from './table.js';
import {Timeline, storyOfPayment} from './timeline.js';
import {Attempts, LastError, Name} from './events.js';
import {PaymentStatus, Verdict} from './payments.js';
import {Simulate} from './simulate.js';
import {usePoll} from './poll.js';

const PAUSE = 5000;

async function load(id, signal) {
  const [payment, {entries}] = await Promise.all([
    api.getPayments(id, null, signal).catch((error) => {
      if (error.status === 404) {
        return null;
      }
      throw error;
    }),
    api.get('entries', {intent: id, limit: 200}, signal),
  ]);
  return {payment, entries};
}

export function Payment({id, query}) {
  const {data, error, refresh} = usePoll((signal) => load(id, signal), PAUSE, [id]);
  const {payment, entries = []} = data ?? {};
  const {session, may} = useShared();
  return html`<${Heading} title=${payment?.description || 'Payment'} back=${html`<a class="back" href=${href('payments', query)}>← Payments</a>`}>
      <${Copy} text=${location.href} label="Copy link" /></${Heading}>
    <${ErrorBox} error=${error} retry=${refresh} />
    ${!data && !error && html`<${Loading} />`}
    ${data && !payment && entries.length > 0 && html`<div class="box warn"><p>The ledger does not have this payment yet: none of its events was handled.</p></div>`}
    ${data && !payment && entries.length === 0 && html`<${Empty} title="Unknown payment"><p>Neither the ledger nor the inbox has an event of <code>${id}</code>.</p></${Empty}>
      ${session.bamotf && html`<${Bamotf} id=${id} may=${may} refreshAll=${refresh} />`}`}
    ${payment && html`<${Sum} payment=${payment} />`}
    ${(payment || entries.length > 0) && html`<div class="columns wide-left">
      <section aria-labelledby="story"><h2 id="story">What happened</h2><div class="card"><${Timeline} points=${storyOfPayment(payment, entries)} /></div></section>
      <div>${session.bamotf && html`<${Bamotf} id=${id} payment=${payment} may=${may} refreshAll=${refresh} />`}
        ${payment && html`<section aria-labelledby="facts"><h2 id="facts">Ledger</h2><div class="card"><${Row} payment=${payment} /></div></section>`}</div>
    </div>`}
    ${payment?.transactions?.length > 0 && html`<${Transactions} payment=${payment} />`}
    ${entries.length > 0 && html`<${EventsOf} entries=${entries} />`}`;
}

function Sum({payment}) {
  return html`<ul class="tiles three">
    <li><div><span class="muted">Asked for</span><b><${Amount} value=${payment.amount} currency=${payment.currency} /></b></div></li>
    <li><div><span class="muted">Received and confirmed</span><b><${Amount} value=${payment.received} currency=${payment.currency} /></b></div></li>
    <li><div><span class="muted">Result</span><b><${Verdict} payment=${payment} /></b></div></li></ul>`;
}

/** Asked once, when the page opens: bamotf is another system, and may be slow. */
function Bamotf({id, payment, may, refreshAll}) {
  const {data, error, refresh} = usePoll((signal) => api.get(`intents/${encodeURIComponent(id)}`, null, signal), 0, [id]);
  const differs = data && payment && data.status !== payment.status;
  return html`<section aria-labelledby="bamotf"><div class="heading small"><h2 id="bamotf">bamotf says now</h2>
      <button type="button" class="quiet small" onClick=${refresh}>Ask again</button></div>
    <div class="card">
      <${ErrorBox} error=${error} />
      ${!data && !error && html`<p class="muted">Asking…</p>`}
      ${differs && html`<div class="box warn"><p>It differs from the ledger: an event is missing, or was not handled. <a href=${href('reconciliation')}>Reconcile</a></p></div>`}
      ${data && html`<${Facts} items=${[
        ['Status', html`<${PaymentStatus} value=${String(data.status)} />`],
        ['Amount', html`<${Amount} value=${data.amount} currency=${data.currency} />`],
        data.confirmations !== undefined && ['Confirmations', `${format.number(data.confirmations)} needed`],
        data.tolerance !== undefined && ['Tolerance', `${format.number(Number(data.tolerance) * 100)} %`],
        ['Last change', html`<${Time} at=${data.updatedAt} />`],
      ]} />`}
      ${may && data?.mode === 'dev' && ['pending', 'processing'].includes(data.status) && html`<${Simulate} intent=${data} done=${() => { refresh(); refreshAll(); }} />`}
    </div></section>`;
}

function Row({payment}) {
  return html`<${Facts} items=${[
    ['Status', html`<${PaymentStatus} value=${payment.status} />`],
    ['Id', html`<span class="with-copy"><code>${payment.id}</code><${Copy} text=${payment.id} /></span>`],
    payment.address && ['Address', html`<span class="with-copy"><code>${payment.address}</code><${Copy} text=${payment.address} /></span>`],
    ['Mode', html`<${Mode} value=${payment.mode} />`],
    ['Created', html`<${Time} at=${payment.createdAt} />`],
    ['Last change', html`<${Time} at=${payment.updatedAt} />`],
  ]} />
  ${payment.metadata !== null && html`<h3>Metadata</h3><${Json} text=${JSON.stringify(payment.metadata)} label="Metadata" />`}`;
}

function Transactions({payment}) {
  const columns = [
    {label: 'Transaction', kind: 'main', cell: (each) => html`<code>${each.id}</code>`},
    {label: 'Bitcoin', kind: 'right', cell: (each) => html`<${Amount} value=${each.amount} currency="BTC" />`},
    ...(payment.currency === 'BTC' ? [] : [{label: payment.currency, kind: 'right', cell: (each) => html`<${Amount} value=${each.originalAmount} currency=${payment.currency} />`}]),
    {label: 'Confirmations', kind: 'right', cell: (each) => format.number(each.confirmations)},
    {label: 'Seen', kind: 'right time', cell: (each) => html`<${Time} at=${each.createdAt} />`},
  ];
  return html`<section aria-labelledby="transactions"><h2 id="transactions">Bitcoin transactions</h2>
    <${Table} caption="Bitcoin transactions" columns=${columns} rows=${payment.transactions.map((each, i) => ({...each, i}))} name=${(each) => each.i} /></section>`;
}

function EventsOf({entries}) {
  const columns = [
    {label: 'Status', kind: 'state', cell: (each) => html`<${Status} value=${each.status} />`},
    {label: 'Event', kind: 'main', cell: (each) => html`<${Name} entry=${each} />`},
    {label: 'Last error', kind: 'error', cell: (each) => html`<${LastError} entry=${each} />`},
    {label: 'Attempts', kind: 'right short', cell: (each) => html`<${Attempts} entry=${each} />`},
    {label: 'Received', kind: 'right time', cell: (each) => html`<${Time} at=${each.receivedAt} />`},
  ];
  return html`<section aria-labelledby="events"><h2 id="events">Events</h2>
    <${Table} caption="Events of this payment" columns=${columns} rows=${entries} name=${(each) => each.id} kind="events linked" /></section>`;
}
