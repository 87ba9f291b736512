// Small parts that every view uses.
import {createContext, html, useContext, useEffect, useLayoutEffect, useRef, useState} from './lib.js';
import * as format from './format.js';

/** {session, summary, now, times, may}: what the whole page knows; may is whether the viewer may change things. */
export const Shared = createContext({});
export const useShared = () => useContext(Shared);

let announcement = () => {};
export const onAnnounce = (listener) => (announcement = listener);

/** Says something to users of a screen reader. */
export const announce = (text) => announcement(text);

const STATUS = {
  PENDING: ['Pending', 'Waits for its next attempt'],
  HANDLED: ['Handled', 'A handler committed its work'],
  UNOBSERVED: ['Unobserved', 'No handler observes it; requeue it once one does'],
  SUPERSEDED: ['Superseded', 'A later event of the same payment was handled first'],
  ABANDONED: ['Abandoned', 'Given up after failed attempts; requeue it once the cause is fixed'],
  QUARANTINED: ['Quarantined', 'Signed, but unreadable or of a mode that is not accepted'],
};
export const STATUSES = Object.keys(STATUS);
export const statusName = (status) => STATUS[status]?.[0] ?? status;

export function Status({value}) {
  return html`<span class=${`status ${STATUS[value] ? value.toLowerCase() : ''}`} title=${STATUS[value]?.[1]}>${statusName(value)}</span>`;
}

export function Mode({value}) {
  return value && html`<span class=${`mode ${value === 'prod' ? '' : 'other'}`}>${value}</span>`;
}

/** A time as the viewer chose to see times; the others are in its title. */
export function Time({at}) {
  const {now, times} = useShared();
  if (!at || Number.isNaN(Date.parse(at))) {
    return html`<span class="muted">–</span>`;
  }
  const shown = {local: format.local, utc: format.utc}[times]?.(at) ?? format.relative(at, now);
  return html`<time datetime=${at} title=${`${format.local(at)}\n${format.utc(at)}\n${format.relative(at, now)}`}>${shown}</time>`;
}

/** A time in full: the viewer's zone with UTC beside it. */
export function FullTime({at}) {
  const {now} = useShared();
  return html`<time datetime=${at} class="full-time"><span>${format.local(at)}</span> <span class="muted">${format.utcBeside(at)}${format.relative(at, now)}</span></time>`;
}

export function Amount({value, currency}) {
  const title = format.isInteger(value) ? `${value} in the smallest unit` : undefined;
  return html`<span class="number" title=${title}>${format.amount(value, currency)}</span>`;
}

export function Copy({text, label = 'Copy'}) {
  const [done, setDone] = useState('');
  const button = useRef();
  useEffect(() => {
    const timer = done && setTimeout(() => setDone(''), 2000);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = async () => {
    const copied = await toClipboard(text, button.current.parentNode);
    setDone(copied ? 'Copied' : 'Not copied');
    announce(copied ? 'Copied' : 'The browser did not copy it');
  };
  return html`<button type="button" ref=${button} class="quiet small copy" onClick=${copy}>${done || label}</button>`;
}

async function toClipboard(text, parent) {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(() => true, () => false);
  }
  // Without TLS there is only the old way, from a field that is in the page.
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'hidden';
  parent.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  return copied;
}

export function Command({text}) {
  return html`<div class="command"><pre tabindex="0">${text}</pre><${Copy} text=${text} /></div>`;
}

/** The heading of a view; takes the focus when the view opens, so that a screen reader starts there. */
export function Heading({title, back, children}) {
  const heading = useRef();
  useLayoutEffect(() => {
    document.title = `${title} · bamotf webhooks`;
  }, [title]);
  useEffect(() => heading.current.focus({preventScroll: true}), []);
  return html`<header class="heading">
    <div>${back}<h1 ref=${heading} tabindex="-1">${title}</h1></div>
    <div class="actions">${children}</div>
  </header>`;
}

export function ErrorBox({error, retry}) {
  return error && html`<div class="box bad" role="alert">
    <p><strong>${error.title && !error.message.startsWith(error.title) ? error.title : 'That did not work'}</strong> ${error.message}</p>
    ${retry && html`<button type="button" class="small" onClick=${retry}>Try again</button>`}
  </div>`;
}

export function Empty({title, children}) {
  return html`<div class="empty"><h2>${title}</h2>${children}</div>`;
}

export const Loading = () => html`<p class="loading" role="status">Loading…</p>`;

/** Pairs of a label and a value; a value of undefined is left out. */
export function Facts({items, kind = ''}) {
  return html`<dl class=${`facts ${kind}`}>${items.filter((item) => item && item[1] !== undefined)
    .map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export function Dialog({title, close, children}) {
  const dialog = useRef();
  useLayoutEffect(() => {
    const element = dialog.current;
    element.showModal();
    return () => element.close();
  }, []);
  const canceled = (event) => {
    event.preventDefault();
    close();
  };
  return html`<dialog ref=${dialog} aria-labelledby="dialog-title" onCancel=${canceled}>
    <h2 id="dialog-title">${title}</h2>${children}
  </dialog>`;
}

/** A switch between a few values, as a group of radio buttons. */
export function Choice({label, name, value, options, change}) {
  return html`<fieldset class="choice"><legend class="hidden">${label}</legend>
    ${options.map(([key, text]) => html`<label><input type="radio" name=${name} checked=${key === value} onChange=${() => change(key)} /><span>${text}</span></label>`)}
  </fieldset>`;
}
