// Requeues one event or the selected ones, one call each, so that every refusal says why.
import {html, useRef, useState} from './lib.js';
import * as api from './api.js';
import {href} from './router.js';
import * as format from './format.js';
import {Dialog, announce} from './ui.js';

const REASONS = 500;

export function Reason({value, change}) {
  return html`<label>Reason <span class="muted">(optional, goes into the audit log)</span>
    <input value=${value} maxlength=${REASONS} onInput=${(event) => change(event.target.value)} placeholder="Such as: fixed the handler in 2.4.1" /></label>`;
}

/** close(changed) is called when the dialog ends; changed says whether anything was requeued. */
export function Requeue({entries, close}) {
  // The list behind the dialog is live; the dialog works on what was selected.
  const [chosen] = useState(entries);
  const [reason, setReason] = useState('');
  const [work, setWork] = useState(null);
  const canceled = useRef(false);
  const run = async (targets, force) => {
    canceled.current = false;
    let state = {done: work?.done ?? 0, total: (work?.done ?? 0) + targets.length, refused: [], busy: true};
    setWork(state);
    for (const entry of targets) {
      if (canceled.current) {
        break;
      }
      const seen = {status: entry.status, requeues: entry.requeues};
      state = await requeued(entry, {seen, force, reason: reason || undefined}, state);
      setWork(state);
    }
    setWork({...state, busy: false, canceled: canceled.current});
    announce(`${state.done} requeued, ${state.refused.length} refused`);
  };
  const leave = () => {
    canceled.current = true;
    close((work?.done ?? 0) > 0);
  };
  const conflicts = work?.refused.filter((each) => each.problem.canForce) ?? [];
  const title = chosen.length === 1 ? `Requeue event ${chosen[0].id}` : `Requeue ${format.count(chosen.length, 'event')}`;
  return html`<${Dialog} title=${title} close=${leave}>
    <form onSubmit=${(event) => { event.preventDefault(); run(chosen, false); }}>
      ${!work && html`<p>${chosen.length === 1 ? 'It becomes' : 'They become'} pending again with ${chosen.length === 1 ? 'its' : 'their'} attempts reset, and ${chosen.length === 1 ? 'is' : 'are'} handled
        by the code deployed now.</p><${Reason} value=${reason} change=${setReason} />`}
      ${work && html`<${Progress} done=${work.done} refused=${work.refused.length} total=${work.total} state=${work.busy ? 'Requeuing' : work.canceled ? 'Canceled' : 'Finished'} />`}
      ${work?.refused.length > 0 && html`<ul class="refused">${work.refused.map(({entry, problem}) => html`<li key=${entry.id}>
        <a href=${href(`events/${entry.id}`)} onClick=${leave}>Event ${entry.id}</a>: ${problem.message}
        ${problem.conflict && html` <a href=${href(`events/${problem.conflict}`)} onClick=${leave}>See event ${problem.conflict}</a>`}</li>`)}</ul>`}
      <div class="buttons">
        ${work?.busy
          ? html`<button type="button" onClick=${() => (canceled.current = true)}>Cancel</button>`
          : html`<button type="button" onClick=${leave}>${work ? 'Close' : 'Cancel'}</button>`}
        ${!work && html`<button class="primary">Requeue</button>`}
        ${!work?.busy && conflicts.length > 0 && html`<button type="button" class="danger" onClick=${() => run(conflicts.map((each) => each.entry), true)}>
          Requeue ${conflicts.length === 1 ? 'it' : `these ${conflicts.length}`} anyway</button>`}
      </div>
    </form>
  </${Dialog}>`;
}

async function requeued(entry, body, state) {
  try {
    await api.change('POST', `entries/${encodeURIComponent(entry.id)}/requeue`, body);
    return {...state, done: state.done + 1};
  } catch (problem) {
    return {...state, refused: [...state.refused, {entry, problem}]};
  }
}

export function Progress({done, refused, total, state}) {
  return html`<div class="progress"><progress value=${done + refused} max=${Math.max(total, 1)} aria-label="Requeued"></progress>
    <p role="status">${state}: ${format.number(done)} of ${format.number(total)} requeued${refused > 0 && `, ${format.number(refused)} refused`}</p></div>`;
}
