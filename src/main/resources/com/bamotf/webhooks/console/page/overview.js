// What an operator must know first: what needs a person, then how the inbox is doing.
import {html} from './lib.js';
import * as api from './api.js';
import {href} from './router.js';
import * as format from './format.js';
import {Command, Empty, ErrorBox, Facts, Heading, Loading, STATUSES, Status, Time, statusName, useShared} from './ui.js';
import {usePoll} from './poll.js';
import {Chart} from './chart.js';

/** The page lies one folder below the context root. */
const sender = (endpoint = 'webhook') =>
  `WEBHOOK_SECRET=demo-secret java -jar target/bamotf-webhooks-cli.jar send ${new URL('../' + endpoint, document.baseURI.replace(/#.*/s, ''))}`;

export function Overview() {
  const {summary} = useShared();
  const {data, error, refresh} = summary;
  const reconciliation = usePoll((signal) => api.get('reconcile', null, signal), 30000, []);
  return html`<${Heading} title="Overview">${data && html`<span class="muted">Updated <${Time} at=${data.at} /></span>`}</${Heading}>
    <${ErrorBox} error=${error} retry=${refresh} />
    ${!data && !error && html`<${Loading} />`}
    ${data && html`
      <${Health} health=${data.health} />
      ${isEmpty(data) ? html`<${FirstEvent} />` : html`
        <${Attention} groups=${data.attention} />
        <${Counts} data=${data} />
        <section aria-labelledby="rates"><h2 id="rates">Last 24 hours</h2><div class="card"><${Rates} rates=${data.rates} /></div></section>`}
      <div class="columns"><${Receiving} data=${data} /><${ReconciliationCard} state=${reconciliation.data} error=${reconciliation.error} /></div>`}`;
}

const isEmpty = (data) => Object.values(data.counts).every((each) => each === 0);

export function FirstEvent() {
  const {endpoint} = useShared().summary.data ?? {};
  if (endpoint === null) {
    return html`<${Empty} title="No events yet"><p>No application serves the webhook endpoint, so none can arrive. The startup log says why.</p></${Empty}>`;
  }
  return html`<${Empty} title="No events yet">
    <p>Send the first one from the folder of the build, signed with this server’s secret; <code>demo-secret</code> is that of <code>mvn -Prun</code>.</p>
    <${Command} text=${sender(endpoint)} />
    <p>Or <a href=${href('test')}>send a test event from here</a>. It appears without a reload.</p>
  </${Empty}>`;
}

function Health({health}) {
  return health.status !== 'ok' && html`<div class=${`box ${health.status === 'down' ? 'bad' : 'warn'}`} role="status">
    <p><strong>${health.status === 'down' ? 'The inbox is down' : 'The inbox is degraded'}</strong></p>
    <ul>${health.problems.map((problem) => html`<li>${problem}</li>`)}</ul></div>`;
}

function Attention({groups}) {
  return html`<section aria-labelledby="attention"><h2 id="attention">Needs attention</h2>
    ${groups.length === 0
      ? html`<div class="box good"><p><strong>Nothing.</strong> Every event was handled or waits for its first attempt.</p></div>`
      : html`<ul class="attention card">${groups.map((group) => html`<li key=${`${group.status} ${group.event} ${group.errorClass}`}><${Group} group=${group} /></li>`)}</ul>`}
  </section>`;
}

function Group({group}) {
  const {status, event, errorClass, count, firstAt, lastAt, sample} = group;
  const link = href('events', {status, event, q: errorClass});
  const name = format.simpleName(errorClass) ?? statusName(status);
  const message = format.shortError(sample);
  return html`<b class="times" aria-hidden="true">${format.number(count)}</b>
    <div class="what">
      <a href=${link}>${name}<span class="hidden">, ${format.count(count, 'event')}</span></a>
      <${Status} value=${status} /> ${event && html`<code>${event}</code>`}
      <p class="sample" title=${sample}>${message.startsWith(name + ': ') ? message.slice(name.length + 2) : message}</p>
    </div>
    <p class="when"><span>last <${Time} at=${lastAt} /></span>${firstAt !== lastAt && html` <span class="muted">first <${Time} at=${firstAt} /></span>`}</p>`;
}

function Counts({data}) {
  const {counts, oldestPendingSeconds} = data;
  return html`<section aria-labelledby="counts"><h2 id="counts">Inbox</h2>
    <ul class="tiles">${STATUSES.map((status) => html`<li key=${status}><a href=${href('events', {status})}>
      <${Status} value=${status} /><b>${format.number(counts[status] ?? 0)}</b>
      <span class="muted">${status === 'PENDING' && (counts.PENDING ?? 0) > 0 && oldestPendingSeconds !== null
        ? `oldest waits ${format.span(oldestPendingSeconds)}` : ' '}</span></a></li>`)}</ul></section>`;
}

function Rates({rates}) {
  const series = [
    {name: 'received', color: '--bar', kind: 'bars', size: 0.8, values: rates.map((each) => each.received)},
    {name: 'failed attempts', color: '--red', kind: 'bars', size: 0.4, values: rates.map((each) => each.failed)},
    {name: 'handled', color: '--green', kind: 'line', values: rates.map((each) => each.handled)},
  ];
  return html`<${Chart} title="Events" times=${rates.map((each) => Date.parse(each.from) / 1000)} series=${series}
    label=${(seconds) => format.clock(seconds * 1000)} value=${format.number} />`;
}

function Receiving({data}) {
  const {rejectedLastHour = 0} = data;
  return html`<section aria-labelledby="server"><h2 id="server">This server</h2><div class="card">
    <${Facts} items=${[
      ['Rejected signatures', rejectedLastHour > 0
        ? html`<a href=${href('rejected')}>${format.number(rejectedLastHour)} in the last hour</a>` : 'none in the last hour'],
      ['Health', data.health.status],
      ['Database', data.database],
      ['Version', data.version],
      ['Server', data.server],
    ]} /></div></section>`;
}

function ReconciliationCard({state, error}) {
  return html`<section aria-labelledby="reconciliation"><h2 id="reconciliation"><a href=${href('reconciliation')}>Reconciliation</a></h2><div class="card">
    <${ErrorBox} error=${error} />
    ${state && !state.active && html`<p>Off. Set <code>bamotf.api.url</code> and <code>bamotf.api.key</code>, and events that bamotf failed to deliver are found.</p>`}
    ${state?.active && html`<ul class="lines">${state.accounts.map((each) => html`<li key=${each.account}>
      <span>Account ${each.account}</span>
      <span class=${each.degraded ? 'red' : ''}>${each.running ? 'running' : each.degraded ? each.problem : 'ok'}</span>
      <span class="muted">${each.succeededAt ? html`succeeded <${Time} at=${each.succeededAt} />` : 'has not succeeded yet'}, filled ${format.number(each.filled)}</span></li>`)}</ul>`}
  </div></section>`;
}
