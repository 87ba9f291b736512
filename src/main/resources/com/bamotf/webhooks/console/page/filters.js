// The filters of the list of events. They live in the address only.
import {html, useEffect, useRef, useState} from './lib.js';
import {setQuery} from './router.js';
import * as format from './format.js';
import {STATUSES, statusName, useShared} from './ui.js';

const NAMES = ['status', 'event', 'mode', 'intent', 'source', 'q', 'from', 'to', 'minAttempts'];
const EVENTS = ['pending', 'processing', 'succeeded', 'canceled'].map((each) => 'payment_intent.' + each);
const Q_LENGTH = 3;
const PAUSE = 350;

/** The filter of an address, without what is no filter; also what a requeue of all that match takes. */
export function filterOf(query) {
  const filter = {};
  for (const name of NAMES) {
    if (query[name]) {
      filter[name] = name === 'minAttempts' ? Number(query[name]) : query[name];
    }
  }
  if (filter.q?.length < Q_LENGTH) {
    delete filter.q;
  }
  return filter;
}

export function describe(filter) {
  const words = Object.entries(filter).map(([name, value]) => {
    const shown = {
      status: () => value.split(',').map(statusName).join(' or '),
      q: () => `“${value}”`,
      from: () => 'received from ' + format.local(value),
      to: () => 'received before ' + format.local(value),
      minAttempts: () => `at least ${format.count(value, 'attempt')}`,
      intent: () => 'payment ' + value,
    }[name];
    return shown ? shown() : value;
  });
  return words.length === 0 ? 'all events' : words.join(' · ');
}

export function Filters({query}) {
  const chosen = query.status?.split(',') ?? [];
  const {counts = {}} = useShared().summary.data ?? {};
  const more = ['event', 'mode', 'intent', 'source', 'from', 'to', 'minAttempts'].filter((name) => query[name]);
  const toggle = (status) => {
    const next = chosen.includes(status) ? chosen.filter((each) => each !== status) : [...chosen, status];
    setQuery({status: next.join(',')});
  };
  const clear = () => setQuery(Object.fromEntries(NAMES.map((name) => [name, undefined])));
  return html`<search class="filters">
    <div class="row">
      <${Text} label="Search" hidden name="q" query=${query} type="search" placeholder="Error text or start of a payment’s id"
        hint=${query.q && query.q.length < Q_LENGTH ? `At least ${Q_LENGTH} characters` : ''} />
      <div class="chips" role="group" aria-label="Status">${STATUSES.map((status) => html`
        <button type="button" key=${status} aria-pressed=${chosen.includes(status)} onClick=${() => toggle(status)}>
          ${statusName(status)} <span class="muted">${format.number(counts[status] ?? 0)}</span></button>`)}
      </div>
    </div>
    <details open=${more.length > 0 ? true : undefined}><summary>More filters${more.length > 0 && ` (${more.length})`}</summary>
      <div class="grid">
        <${Text} label="Event" name="event" query=${query} list="event-names" />
        <datalist id="event-names">${EVENTS.map((name) => html`<option value=${name} />`)}</datalist>
        <${Select} label="Mode" name="mode" query=${query} options=${[...new Set(['prod', 'test', 'dev', ...(query.mode ? [query.mode] : [])])]} />
        <${Select} label="Source" name="source" query=${query} options=${[['WEBHOOK', 'Webhook'], ['RECONCILED', 'Reconciled']]} />
        <${Text} label="Payment intent" name="intent" query=${query} />
        <${Text} label="Received from" name="from" query=${query} type="datetime-local" read=${format.toLocalInput} write=${format.fromLocalInput} />
        <${Text} label="Received before" name="to" query=${query} type="datetime-local" read=${format.toLocalInput} write=${format.fromLocalInput} />
        <${Text} label="Attempts, at least" name="minAttempts" query=${query} type="number" min="0" />
      </div>
    </details>
    ${Object.keys(filterOf(query)).length > 0 && html`<p class="chosen"><span>${describe(filterOf(query))}</span>
      <button type="button" class="quiet small" onClick=${clear}>Clear</button></p>`}
  </search>`;
}

const same = (value) => value ?? '';

/** Follows the address, and changes it a moment after the last key. */
export function Text({label, name, query, hidden, hint, read = same, write = same, ...others}) {
  const [text, setText] = useState(read(query[name]));
  const timer = useRef();
  // What this field wrote itself comes back late, when more may have been typed.
  const written = useRef(read(query[name]));
  useEffect(() => {
    const value = read(query[name]);
    if (value !== written.current) {
      clearTimeout(timer.current);
      written.current = value;
      setText(value);
    }
  }, [query[name]]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const typed = (event) => {
    const {value} = event.target;
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      written.current = value;
      setQuery({[name]: write(value)});
    }, PAUSE);
  };
  return html`<label><span class=${hidden ? 'hidden' : ''}>${label}</span>
    <input value=${text} onInput=${typed} spellcheck="false" ...${{type: 'text', ...others}} />
    ${hint && html`<small>${hint}</small>`}</label>`;
}

export function Select({label, name, query, options}) {
  return html`<label>${label}<select value=${query[name] ?? ''} onChange=${(event) => setQuery({[name]: event.target.value})}>
    <option value="">Any</option>
    ${options.map((option) => {
      const [value, text] = Array.isArray(option) ? option : [option, option];
      return html`<option value=${value}>${text}</option>`;
    })}
  </select></label>`;
}
