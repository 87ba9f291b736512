import {html} from './lib.js';
import {href, setQuery} from './router.js';
import * as format from './format.js';
import {Amount, Empty, ErrorBox, Heading, Loading, Mode, Time, useShared} from './ui.js';
import {Select, Text} from './filters.js';
import {Chart} from './chart.js';
import {Table} from './table.js';
import {FirstEvent} from './overview.js';
import {daysOf, keyOf, usePayments, useTotals, verdict} from './ledger.js';

const NAMES = ['status', 'mode', 'currency', 'from', 'to', 'q'];
const STATUSES = ['pending', 'processing', 'succeeded', 'canceled', 'paid_late'];

export function Payments({query}) {
  const filter = Object.fromEntries(NAMES.filter((name) => query[name]).map((name) => [name, query[name]]));
  const {session} = useShared();
  const {payments, total, hasMore, more, error, refresh} = usePayments(filter);
  const totals = useTotals(filter);
  return html`<${Heading} title="Payments" />
    <search class="filters"><div class="grid">
      <${Text} label="Search" name="q" type="search" query=${query} placeholder="Id, address, description or transaction" />
      <${Select} label="Status" name="status" query=${query} options=${STATUSES} />
      <${Select} label="Mode" name="mode" query=${query} options=${['prod', 'test', 'dev']} />
      <${Text} label="Currency" name="currency" query=${query} maxlength="3" />
      <${Text} label="Created from" name="from" type="date" query=${query} />
      <${Text} label="Created before" name="to" type="date" query=${query} />
    </div></search>
    <${ErrorBox} error=${error ?? totals.error} retry=${refresh} />
    ${(!payments || !totals.data) && !error && !totals.error && html`<${Loading} />`}
    ${payments?.length === 0 && (Object.keys(filter).length > 0
      ? html`<${Empty} title="No payment matches"><p>A payment is in the ledger from its first event on.</p>
        ${filter.q && session.bamotf && html`<p><a href=${href(`payments/${filter.q}`)}>Ask bamotf for the payment intent ${filter.q}</a></p>`}</${Empty}>` : html`<${FirstEvent} />`)}
    ${payments?.length > 0 && totals.data && html`${totals.data.totals.length > 0 && html`<${Figures} groups=${totals.data.totals} days=${totals.data.days} chosen=${query.by} />`}
      <section aria-labelledby="list"><h2 id="list">Newest first</h2><${List} payments=${payments} query=${query} />
      ${hasMore && html`<p class="center"><button type="button" onClick=${more}>Show more</button> <span class="muted">${format.number(payments.length)} of ${format.number(total)}</span></p>`}</section>`}`;
}

function Figures({groups, days, chosen}) {
  const group = groups.find((each) => keyOf(each) === chosen) ?? groups[0];
  const rows = daysOf(days, group);
  const series = [
    {name: 'payments', color: '--bar', kind: 'bars', values: rows.map((each) => each.payments)},
    {name: 'paid', color: '--green', kind: 'bars', size: 0.45, values: rows.map((each) => each.paid)},
  ];
  const columns = [
    {label: 'Currency', kind: 'main', cell: (each) => html`<b>${each.currency}</b> <${Mode} value=${each.mode} />`},
    {label: 'Received', kind: 'right', cell: (each) => html`<b><${Amount} value=${String(each.received)} currency=${each.currency} /></b>
      <div class="sub muted">${[[each.paid, 'paid'], [each.open, 'open'], [each.canceled, 'canceled']].filter(([some]) => some > 0).map(([some, word]) => `${format.number(some)} ${word}`).join(' · ')}</div>`},
  ];
  return html`<div class="columns wide-left">
      <section aria-labelledby="days"><div class="heading small"><h2 id="days">By day (UTC), at most the last 90</h2>
        ${groups.length > 1 && html`<label class="inline"><span class="hidden">Currency and mode of the chart</span><select value=${keyOf(group)} onChange=${(event) => setQuery({by: event.target.value})}>
          ${groups.map((each) => html`<option value=${keyOf(each)}>${keyOf(each)}</option>`)}</select></label>`}</div>
        <div class="card"><${Chart} title=${`${group.currency}, ${group.mode}`} series=${series} times=${rows.map((each) => each.time / 1000)}
          label=${(seconds) => format.day(seconds * 1000)} value=${format.number} /></div></section>
      <section aria-labelledby="totals"><h2 id="totals">Totals</h2>
        <${Table} caption="Totals by currency and mode" columns=${columns} rows=${groups} name=${keyOf} /></section>
    </div>`;
}

export function Verdict({payment}) {
  const [color, word, difference] = verdict(payment);
  return html`<span class=${color}>${word}</span>${difference !== undefined && html` <${Amount} value=${String(difference)} currency=${payment.currency} />`}`;
}

function List({payments, query}) {
  const columns = [
    {label: 'Payment', kind: 'main', cell: (each) => html`<span class="clip"><a class="row-link" href=${href(`payments/${each.id}`, query)}>${each.description || 'No description'}</a> <${Mode} value=${each.mode} /></span>
      <div class="sub"><code>${each.id}</code></div>`},
    {label: 'Status', cell: (each) => html`<${PaymentStatus} value=${each.status} />`},
    {label: 'Amount', kind: 'right', cell: (each) => html`<${Amount} value=${each.amount} currency=${each.currency} />`},
    {label: 'Result', cell: (each) => html`<${Verdict} payment=${each} />`},
    {label: 'Created', kind: 'right time', cell: (each) => html`<${Time} at=${each.createdAt} />`},
  ];
  return html`<${Table} caption="Payments, newest first" columns=${columns} rows=${payments} name=${(each) => each.id} kind="linked" />`;
}

const LOOKS = {succeeded: 'handled', paid_late: 'abandoned', processing: 'pending', canceled: 'superseded'};

export const PaymentStatus = ({value}) => html`<span class=${`status ${LOOKS[value] ?? ''}`}>${(value.charAt(0).toUpperCase() + value.slice(1)).replace('_', ' ')}</span>`;
