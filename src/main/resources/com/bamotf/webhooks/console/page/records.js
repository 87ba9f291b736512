// Two plain lists: the audit log and the settings.
import {html, useState} from './lib.js';
import * as api from './api.js';
import {href, setQuery} from './router.js';
import {Choice, Copy, Empty, ErrorBox, Heading, Loading, Time} from './ui.js';
import {Select, Text} from './filters.js';
import {Table} from './table.js';
import {usePoll} from './poll.js';

/** What this module records; the application may add more. */
const ACTIONS = ['requeued all', 'requeued', 'canceled a job', 'sent a test event', 'simulated a payment', 'requested reconciliation', 'viewed', 'viewed rejections', 'signed in', 'signed out'];

export function Audit({query}) {
  const {action} = query;
  const [later, setLater] = useState({action, records: [], next: undefined});
  const [failed, setFailed] = useState(null);
  const {data, error, refresh} = usePoll(async (signal) => ({action, ...await api.get('audit', {action}, signal)}), 0, [action]);
  const page = data?.action === action ? data : undefined;
  const older = later.action === action ? later : {records: [], next: undefined};
  const records = [...page?.records ?? [], ...older.records];
  const next = older.next === undefined ? page?.next : older.next;
  const more = () => api.get('audit', {action, after: next})
    .then((rest) => setLater({action, records: [...older.records, ...rest.records], next: rest.next}), setFailed);
  const reload = () => {
    setLater({action, records: [], next: undefined});
    refresh();
  };
  const columns = [
    {label: 'When', kind: 'time', cell: (each) => html`<${Time} at=${each.at} />`},
    {label: 'Who', cell: (each) => html`<b>${each.who}</b><div class="sub muted">from ${each.from}</div>`},
    {label: 'What', kind: 'main', cell: (each) => html`${each.action} ${each.entryId && html`<a href=${href(`events/${each.entryId}`)}>event ${each.entryId}</a>`}
      ${each.detail && html`<div class="sub muted">${each.detail}</div>`}`},
    {label: 'Why', cell: (each) => each.reason ?? html`<span class="muted none">–</span>`},
  ];
  return html`<${Heading} title="Audit"><button type="button" class="quiet small" onClick=${reload}>Reload</button></${Heading}>
    <p class="lead">Who changed something, and who read which body.</p>
    <search class="filters"><div class="row"><${Select} label="What" name="action" query=${query} options=${[...new Set([...ACTIONS, ...(action ? [action] : [])])]} /></div></search>
    <${ErrorBox} error=${error ?? failed} retry=${refresh} />
    ${!page && !error && html`<${Loading} />`}
    ${page && records.length === 0 && action && html`<${Empty} title="No record matches" />`}
    ${page && records.length === 0 && !action && html`<${Empty} title="Nobody has done anything yet"><p>Requeues, test events, sign-ins and each read of a body appear here.</p></${Empty}>`}
    ${records.length > 0 && html`<${Table} caption="Audit, newest first" columns=${columns} rows=${records.map((each, i) => ({...each, i: records.length - i}))} name=${(each) => each.i} />`}
    ${next && html`<p class="center"><button type="button" onClick=${more}>Load more</button></p>`}`;
}

export function Settings({query}) {
  const {data, error, refresh} = usePoll((signal) => api.get('settings', null, signal), 0, []);
  const {q = '', only} = query;
  const settings = (data?.settings ?? []).filter((each) => (!only || each.source !== 'default')
    && `${each.name} ${each.description}`.toLowerCase().includes(q.toLowerCase()));
  const columns = [
    {label: 'Setting', kind: 'main', cell: (each) => html`<span class="with-copy"><code>${each.name}</code><${Copy} text=${each.name} /></span><div class="sub muted">${each.description}</div>`},
    {label: 'Value', cell: (each) => (each.value === null ? html`<span class="muted">not set</span>` : html`<code class="value">${each.value}</code>`)},
    {label: 'From', cell: (each) => html`<span class=${each.source === 'default' ? 'muted' : ''}>${each.source}</span>`},
  ];
  return html`<${Heading} title="Settings">${data && html`<span class="muted">Version ${data.version}</span>`}</${Heading}>
    <p class="lead">The values in force on this server, and where each comes from. To change one, edit it there, then restart the server.</p>
    <search class="filters"><div class="row"><${Text} label="Search" hidden name="q" type="search" query=${query} placeholder="Name or description" />
      <${Choice} label="Which settings" name="only" value=${only ?? ''} change=${(value) => setQuery({only: value})} options=${[['', 'All'], ['set', 'Not default']]} /></div></search>
    <${ErrorBox} error=${error} retry=${refresh} />
    ${!data && !error && html`<${Loading} />`}
    ${data && settings.length === 0 && html`<${Empty} title="No setting matches" />`}
    ${settings.length > 0 && html`<${Table} caption="Settings" columns=${columns} rows=${settings} name=${(each) => each.name} />`}`;
}
