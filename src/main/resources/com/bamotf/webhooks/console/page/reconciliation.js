import {html, useState} from './lib.js';
import * as api from './api.js';
import {href} from './router.js';
import * as format from './format.js';
import {Amount, Command, Empty, ErrorBox, Facts, Heading, Loading, Mode, Time, announce, useShared} from './ui.js';
import {Table} from './table.js';
import {usePoll} from './poll.js';

const COUNTS = [
  ['seen', 'Payments looked at'], ['gaps', 'Events that were missing'], ['filled', 'Stored by this run'],
  ['deferred', 'Left for their webhook'], ['skipped', 'Of other modes'], ['unreadable', 'Unreadable'],
];

export function Reconciliation() {
  const {may} = useShared();
  const [requested, setRequested] = useState(null);
  const [problem, setProblem] = useState(null);
  const [preview, setPreview] = useState(null);
  const [previewing, setPreviewing] = useState(false);
  const {data, error, refresh} = usePoll((signal) => api.get('reconcile', null, signal), 4000, []);
  const run = async () => {
    try {
      const {requestedAt} = await api.change('POST', 'reconcile');
      setRequested(requestedAt);
      setPreview(null);
      setProblem(null);
      announce('A run is requested');
      refresh();
    } catch (failure) {
      setProblem(failure);
    }
  };
  const look = async () => {
    setPreviewing(true);
    try {
      const found = await api.change('POST', 'reconcile', {dryRun: true});
      setPreview(found.accounts);
      setProblem(null);
      announce(`${format.count(found.accounts.reduce((sum, each) => sum + each.gaps, 0), 'event')} missing`);
    } catch (failure) {
      setProblem(failure);
    }
    setPreviewing(false);
  };
  return html`<${Heading} title="Reconciliation">
      ${may && data?.active && html`<button type="button" onClick=${look} disabled=${previewing}>${previewing ? 'Asking bamotf…' : 'Preview'}</button>
        <button type="button" class="primary" onClick=${run}>Reconcile now</button>`}</${Heading}>
    <p class="lead">bamotf gives up after three seconds. Reconciliation asks its API for what is missing, and stores it like any other event.</p>
    <${ErrorBox} error=${error ?? problem} />
    ${requested && html`<div class="box good" role="status"><p>Requested <${Time} at=${requested} />. The next run starts at once, or when the current one has ended.</p></div>`}
    ${!data && !error && html`<${Loading} />`}
    ${data && !data.active && html`<${Empty} title="Reconciliation is off">
      <p>Create an API key on bamotf’s dashboard and set both:</p>
      <${Command} text=${'BAMOTF_API_URL=http://localhost:21000\nBAMOTF_API_KEY=…'} /></${Empty}>`}
    ${preview?.map((each) => html`<${Preview} key=${each.account} preview=${each} />`)}
    ${data?.active && html`<ul class="cards">${data.accounts.map((each) => html`<li class="card" key=${each.account}><${Account} account=${each} /></li>`)}</ul>
      <p class="center"><a href=${href('events', {source: 'RECONCILED'})}>Events found by reconciliation</a></p>`}`;
}

/** What a run would store now. */
function Preview({preview}) {
  const {account, problem, gaps, deferred, missing} = preview;
  const id = `preview-${account}`;
  const columns = [
    {label: 'Payment', kind: 'main', cell: (each) => html`<code>${each.paymentIntentId}</code> <${Mode} value=${each.mode} />`},
    {label: 'Missing event', cell: (each) => html`<code>${each.event}</code>`},
    {label: 'Amount', kind: 'right', cell: (each) => html`<${Amount} value=${each.amount} currency=${each.currency} />`},
    {label: 'Created', kind: 'right time', cell: (each) => html`<${Time} at=${each.createdAt} />`},
  ];
  return html`<section aria-labelledby=${id}><h2 id=${id}>What a run of account ${account} would store: ${format.count(gaps, 'event')}</h2>
    ${problem && html`<div class="box warn"><p><strong>Incomplete</strong> ${problem}</p></div>`}
    ${deferred > 0 && html`<p class="muted">${format.count(deferred, 'more recent event')} would be left to the webhook for now.</p>`}
    ${missing.length > 0 && html`<${Table} caption=${`Missing events of account ${account}`} columns=${columns} rows=${missing} name=${(each) => `${each.paymentIntentId} ${each.event}`} />`}
    ${missing.length < gaps && html`<p class="muted center">The first ${format.number(missing.length)} of ${format.number(gaps)}</p>`}
  </section>`;
}

function Account({account}) {
  const {running, degraded, problem, failures} = account;
  const [look, word] = running ? ['pending', 'Running'] : degraded ? ['abandoned', 'Failing'] : account.succeededAt ? ['handled', 'Up to date'] : ['', 'Not run yet'];
  return html`<div class="heading small"><h2>Account ${account.account}</h2><span class=${`status ${look}`}>${word}</span></div>
    ${problem && html`<div class="box bad"><p><strong>${failures > 0 ? `Failed ${format.count(failures, 'time')} in a row` : 'The last run had a problem'}</strong> ${problem}</p></div>`}
    <${Facts} items=${[
      ['Last success', html`<${Time} at=${account.succeededAt} />`],
      [running ? 'Running since' : 'Last start', html`<${Time} at=${account.startedAt} />`],
      ['Took', account.duration ? duration(account.duration) : '–'],
      ...COUNTS.map(([name, label]) => [label, html`<span class="number">${format.number(account[name])}</span>`]),
    ]} kind="stats" />`;
}

/** An ISO 8601 duration as Java writes it, such as PT1M2.5S. */
function duration(text) {
  const [, hours = 0, minutes = 0, seconds = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(text) ?? [];
  const total = hours * 3600 + minutes * 60 + Number(seconds);
  return total < 60 ? format.millis(total * 1000) : format.span(total);
}
