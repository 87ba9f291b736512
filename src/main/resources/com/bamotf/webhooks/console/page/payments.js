import {html, useState} from './lib.js';
import {href, setQuery} from './router.js';
import * as format from './format.js';
import {Amount, Empty, ErrorBox, Heading, Loading, Mode, Time} from './ui.js';
import {Select, Text} from './filters.js';
import {Chart} from './chart.js';
import {Table} from './table.js';
import {FirstEvent} from './overview.js';
import {days, readPeriod, totals, verdict} from './ledger.js';
import {usePoll} from './poll.js';

const NAMES = ['status', 'mode', 'currency', 'from', 'to', 'q'];
const PAUSE = 60000;
const STEP = 50;

export function Payments({query}) {
  const filter = Object.fromEntries(NAMES.filter((name) => query[name]).map((name) => [name, query[name]]));
  const key = JSON.stringify(filter);
  const [shown, setShown] = useState(STEP);
  const {data, error, refresh} = usePoll((signal) => readPeriod(filter, signal), PAUSE, [key]);
  const payments = data?.payments ?? [];
  return html`<${Heading} title="Payments" />
    <search class="filters"><div class="grid">
      <${Text} label="Search" name="q" type="search" query=${query} placeholder="Id, address, description or transaction" />
      <${Select} label="Status" name="status" query=${query} options=${['pending', 'processing', 'succeeded', 'canceled']} />
      <${Select} label="Mode" name="mode" query=${query} options=${['prod', 'test', 'dev']} />
      <${Text} label="Currency" name="currency" query=${query} maxlength="3" />
      <${Text} label="Created from" name="from" type="date" query=${query} />
      <${Text} label="Created before" name="to" type="date" query=${query} />
    </div></search>
    <${ErrorBox} error=${error} retry=${refresh} />
    ${!data && !error && html`<${Loading} />`}
    ${data && payments.length === 0 && (Object.keys(filter).length > 0
      ? html`<${Empty} title="No payment matches"><p>A payment is in the ledger from its first event on.</p></${Empty}>` : html`<${FirstEvent} />`)}
    ${payments.length > 0 && html`<${Figures} ...${data} chosen=${query.by} />
      <section aria-labelledby="list"><h2 id="list">Newest first</h2><${List} payments=${payments.slice(0, shown)} query=${query} />
      ${shown < payments.length && html`<p class="center"><button type="button" onClick=${() => setShown(shown + STEP)}>Show more</button></p>`}</section>`}`;
}

function Figures({payments, complete, chosen}) {
  const groups = totals(payments);
  const group = groups.find((each) => each.key === chosen) ?? groups[0];
  const rows = days(payments.filter((each) => each.currency === group.currency && each.mode === group.mode));
  const series = [
    {name: 'payments', color: '--bar', kind: 'bars', values: rows.map((each) => each.paid + each.other)},
    {name: 'paid', color: '--green', kind: 'bars', size: 0.45, values: rows.map((each) => each.paid)},
  ];
  const columns = [
    {label: 'Currency', kind: 'main', cell: (each) => html`<b>${each.currency}</b> <${Mode} value=${each.mode} />`},
    {label: 'Received', kind: 'right', cell: (each) => html`<b><${Amount} value=${String(each.received)} currency=${each.currency} /></b>
      <div class="sub muted">${[[each.paid, 'paid'], [each.open, 'open'], [each.canceled, 'canceled']].filter(([some]) => some > 0).map(([some, word]) => `${format.number(some)} ${word}`).join(' · ')}</div>`},
  ];
  return html`${!complete && html`<div class="box"><p>The figures cover the newest ${format.count(payments.length, 'payment')}. Choose a shorter time to see all of it.</p></div>`}
    <div class="columns wide-left">
      <section aria-labelledby="days"><div class="heading small"><h2 id="days">By day (UTC)</h2>
        ${groups.length > 1 && html`<label class="inline"><span class="hidden">Currency and mode of the chart</span><select value=${group.key} onChange=${(event) => setQuery({by: event.target.value})}>
          ${groups.map((each) => html`<option value=${each.key}>${each.key}</option>`)}</select></label>`}</div>
        <div class="card"><${Chart} title=${`${group.currency}, ${group.mode}`} series=${series} times=${rows.map((each) => each.time / 1000)}
          label=${(seconds) => format.day(seconds * 1000)} value=${format.number} /></div></section>
      <section aria-labelledby="totals"><h2 id="totals">Totals</h2>
        <${Table} caption="Totals by currency and mode" columns=${columns} rows=${groups} name=${(each) => each.key} /></section>
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

const LOOKS = {succeeded: 'handled', processing: 'pending', canceled: 'superseded'};

export const PaymentStatus = ({value}) => html`<span class=${`status ${LOOKS[value] ?? ''}`}>${value.charAt(0).toUpperCase() + value.slice(1)}</span>`;
