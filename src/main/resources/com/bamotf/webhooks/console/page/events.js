import {html, useState} from './lib.js';
import {href, setQuery} from './router.js';
import * as format from './format.js';
import {Empty, ErrorBox, Heading, Loading, Mode, Status, Time, useShared} from './ui.js';
import {Filters, filterOf} from './filters.js';
import {Table} from './table.js';
import {useEntries} from './entries.js';
import {FirstEvent} from './overview.js';
import {Requeue} from './requeue.js';
import {RequeueAll} from './requeue-all.js';

export function Events({query}) {
  const {may} = useShared();
  const filter = filterOf(query);
  const live = query.live !== 'off';
  const list = useEntries(filter, live);
  const [selected, setSelected] = useState(new Set());
  const [dialog, setDialog] = useState(null);
  const {entries = []} = list;
  const chosen = entries.filter((each) => selected.has(each.id));
  const close = () => {
    setDialog(null);
    setSelected(new Set());
    list.refresh();
  };
  return html`<${Heading} title="Events"><${Live} live=${live} error=${list.error} /></${Heading}>
    <${Filters} query=${query} />
    <${ErrorBox} error=${list.error} retry=${list.refresh} />
    ${may && html`<div class="toolbar" role="group" aria-label="Requeue">
      <span class="muted">${chosen.length > 0 ? `${format.count(chosen.length, 'event')} selected` : 'Select events, or take all that match.'}</span>
      <button type="button" class="small" disabled=${chosen.length === 0} onClick=${() => setDialog('selected')}>Requeue selected…</button>
      <button type="button" class="small" disabled=${entries.length === 0} onClick=${() => setDialog('all')}>Requeue all that match…</button>
    </div>`}
    ${!list.entries && !list.error && html`<${Loading} />`}
    ${list.entries?.length === 0 && html`<${None} filter=${filter} />`}
    ${entries.length > 0 && html`<${List} ...${{entries, query, may, selected, setSelected}} fresh=${list.fresh} />`}
    ${list.hasMore && html`<p class="center"><button type="button" onClick=${list.more}>Load more</button></p>`}
    ${dialog === 'selected' && html`<${Requeue} entries=${chosen} close=${close} />`}
    ${dialog === 'all' && html`<${RequeueAll} filter=${filter} close=${close} />`}`;
}

function Live({live, error}) {
  const state = !live ? 'Paused' : error ? 'Not connected' : 'Live';
  return html`<span class=${`live ${state === 'Live' ? 'on' : ''}`}>${state}</span>
    <button type="button" class="quiet small" onClick=${() => setQuery({live: live ? 'off' : undefined})}>${live ? 'Pause' : 'Go live'}</button>`;
}

function None({filter}) {
  if (Object.keys(filter).length === 0) {
    return html`<${FirstEvent} />`;
  }
  return html`<${Empty} title="No event matches">
    <p>If one is missing, look at the <a href=${href('rejected')}>rejected requests</a>, or let <a href=${href('reconciliation')}>reconciliation</a> find it.</p></${Empty}>`;
}

function List({entries, query, may, selected, setSelected, fresh}) {
  const toggle = (ids, on) => {
    const next = new Set(selected);
    ids.forEach((id) => (on ? next.add(id) : next.delete(id)));
    setSelected(next);
  };
  const all = entries.every((each) => selected.has(each.id));
  const select = {
    label: '', kind: 'select',
    head: html`<input type="checkbox" aria-label="Select all that are shown" checked=${all}
      onChange=${(event) => toggle(entries.map((each) => each.id), event.target.checked)} />`,
    cell: (entry) => html`<input type="checkbox" aria-label=${`Select event ${entry.id}`} checked=${selected.has(entry.id)}
      onChange=${(event) => toggle([entry.id], event.target.checked)} />`,
  };
  const columns = [
    ...(may ? [select] : []),
    {label: 'Status', kind: 'state', cell: (entry) => html`<${Status} value=${entry.status} />`},
    {label: 'Event', kind: 'main', cell: (entry) => html`<${Name} entry=${entry} query=${query} />`},
    {label: 'Last error', kind: 'error', cell: (entry) => html`<${LastError} entry=${entry} />`},
    {label: 'Attempts', kind: 'right short', cell: (entry) => html`<${Attempts} entry=${entry} />`},
    {label: 'Received', kind: 'right time', cell: (entry) => html`<${Time} at=${entry.receivedAt} />`},
  ];
  return html`<${Table} caption="Events, newest first" columns=${columns} rows=${entries} kind="events linked"
    name=${(entry) => entry.id} mark=${(entry) => `${fresh.has(entry.id) ? 'fresh' : ''} ${selected.has(entry.id) ? 'selected' : ''}`} />`;
}

export function Name({entry, query}) {
  return html`<a class="row-link" href=${href(`events/${entry.id}`, query)}>${entry.event ?? 'Unreadable event'}</a> <${Mode} value=${entry.mode} />
    ${entry.source === 'RECONCILED' && html` <span class="mode" title="Found by reconciliation; no webhook brought it">reconciled</span>`}
    <div class="sub"><code>${entry.paymentIntentId ?? 'no payment intent'}</code> <span class="muted">#${entry.id}</span></div>`;
}

export function LastError({entry}) {
  if (entry.lastError) {
    return html`<span class="clip" title=${entry.lastError}>${format.shortError(entry.lastError)}</span>
      ${entry.status === 'PENDING' && entry.nextAttemptAt && html`<div class="sub muted">next attempt <${Time} at=${entry.nextAttemptAt} /></div>`}`;
  }
  return html`<span class="muted none">–</span>`;
}

export function Attempts({entry}) {
  return html`<span class=${entry.attempts > 0 ? 'number' : 'muted'}>${format.number(entry.attempts)}</span>
    ${entry.requeues > 0 && html`<div class="sub muted">${format.count(entry.requeues, 'requeue')}</div>`}`;
}
