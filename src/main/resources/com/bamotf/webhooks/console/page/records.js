// Two plain lists: the audit and the settings.
import {html, useState} from './lib.js';
import * as api from './api.js';
import {href, setQuery} from './router.js';
import {Choice, Copy, Empty, ErrorBox, Heading, Loading, Time} from './ui.js';
import {Text} from './filters.js';
import {Table} from './table.js';
import {usePoll} from './poll.js';

export function Audit() {
  const [older, setOlder] = useState({records: [], next: undefined});
  const [failed, setFailed] = useState(null);
  const {data, error, refresh} = usePoll((signal) => api.get('audit', null, signal), 0, []);
  const records = [...data?.records ?? [], ...older.records];
  const next = older.next === undefined ? data?.next : older.next;
  const more = () => api.get('audit', {after: next})
    .then((page) => setOlder({records: [...older.records, ...page.records], next: page.next}), setFailed);
  const columns = [
    {label: 'When', kind: 'time', cell: (each) => html`<${Time} at=${each.at} />`},
    {label: 'Who', cell: (each) => html`<b>${each.who}</b><div class="sub muted">from ${each.from}</div>`},
    {label: 'What', kind: 'main', cell: (each) => html`${each.action} ${each.entryId && html`<a href=${href(`events/${each.entryId}`)}>event ${each.entryId}</a>`}
      ${each.detail && html`<div class="sub muted">${each.detail}</div>`}`},
    {label: 'Why', cell: (each) => each.reason ?? html`<span class="muted none">–</span>`},
  ];
  return html`<${Heading} title="Audit"><button type="button" class="quiet small" onClick=${() => { setOlder({records: [], next: undefined}); refresh(); }}>Reload</button></${Heading}>
    <p class="lead">Who changed something, and who read which body.</p>
    <${ErrorBox} error=${error ?? failed} retry=${refresh} />
    ${!data && !error && html`<${Loading} />`}
    ${data && records.length === 0 && html`<${Empty} title="Nobody has done anything yet"><p>Requeues, test events, sign-ins and each read of a body appear here.</p></${Empty}>`}
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
    <p class="lead">The values in force on this server, and where each comes from. They are changed there, then the server is restarted.</p>
    <search class="filters"><div class="row"><${Text} label="Search" hidden name="q" type="search" query=${query} placeholder="Name or description" />
      <${Choice} label="Which settings" name="only" value=${only ?? ''} change=${(value) => setQuery({only: value})} options=${[['', 'All'], ['set', 'Not default']]} /></div></search>
    <${ErrorBox} error=${error} retry=${refresh} />
    ${!data && !error && html`<${Loading} />`}
    ${data && settings.length === 0 && html`<${Empty} title="No setting matches" />`}
    ${settings.length > 0 && html`<${Table} caption="Settings" columns=${columns} rows=${settings} name=${(each) => each.name} />`}`;
}
