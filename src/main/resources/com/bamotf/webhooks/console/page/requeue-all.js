// Requeues all events that match a filter: first a count, then a job of the server.
import {html, useEffect, useRef, useState} from './lib.js';
import * as api from './api.js';
import * as format from './format.js';
import {Dialog, ErrorBox, announce} from './ui.js';
import {describe} from './filters.js';
import {Progress, Reason} from './requeue.js';

const PAUSE = 700;
const STATES = {running: 'Requeuing', done: 'Finished', canceled: 'Canceled', failed: 'Failed'};

export function RequeueAll({filter: given, close}) {
  // The address may change behind the dialog; what begins is what was counted.
  const [filter] = useState(given);
  const [plan, setPlan] = useState(null);
  const [job, setJob] = useState(null);
  const [error, setError] = useState(null);
  const [reason, setReason] = useState('');
  const [force, setForce] = useState(false);
  const begun = useRef(false);
  const guarded = (action) => action.catch(setError);
  const count = () => {
    begun.current = false;
    setError(null);
    setPlan(null);
    setForce(false);
    guarded(api.change('POST', 'entries/requeue', {filter, dryRun: true}).then(setPlan));
  };
  useEffect(count, []);
  useJob(job, setJob, setError);
  const begin = (event) => {
    event.preventDefault();
    if (!plan || error || begun.current) {
      return;
    }
    begun.current = true;
    const {upTo, asOf} = plan;
    guarded(api.change('POST', 'entries/requeue', {filter, upTo, asOf, force, reason: reason || undefined}).then(setJob));
  };
  const cancel = () => guarded(api.change('DELETE', `jobs/${encodeURIComponent(job.id)}`).then(setJob));
  const running = job?.state === 'running' && !error;
  return html`<${Dialog} title="Requeue all that match" close=${() => close(Boolean(job))}>
    <form onSubmit=${begin}>
      <p class="muted">${describe(filter)}</p>
      <${ErrorBox} error=${error && gone(error, job)} />
      ${error && !job && html`<p class="muted">If the answer was lost, the job may have begun. Count again to see what is left.</p>`}
      ${!plan && !error && html`<p role="status">Counting…</p>`}
      ${plan && !job && !error && html`<${Plan} ...${{plan, filter, force, setForce, reason, setReason}} />`}
      ${job && html`<${Progress} ...${job} state=${STATES[job.state] ?? job.state} />`}
      ${job?.problem && html`<div class="box bad" role="alert"><p>${job.problem}</p></div>`}
      ${running && html`<p class="muted">It continues if you close this.</p>`}
      <div class="buttons">
        <button type="button" onClick=${() => close(Boolean(job))}>${job ? 'Close' : 'Cancel'}</button>
        ${running && html`<button type="button" onClick=${cancel}>Cancel the job</button>`}
        ${error && !job && html`<button type="button" class="primary" onClick=${count}>Count again</button>`}
        ${plan && !job && !error && html`<button class="primary" disabled=${plan.count === 0}>Requeue ${format.count(force ? plan.count : plan.count - plan.conflicts, 'event')}</button>`}
      </div>
    </form>
  </${Dialog}>`;
}

function Plan({plan, filter, force, setForce, reason, setReason}) {
  const {count, conflicts} = plan;
  return html`<p><strong>${format.count(count, 'event')} ${count === 1 ? 'matches' : 'match'}.</strong> ${count > 0 && 'What arrives from now on is not touched.'}</p>
    ${!filter.status && count > 0 && html`<div class="box warn"><p>The filter has no status, so it also matches events that were handled.</p></div>`}
    ${conflicts > 0 && html`<div class="box warn"><p>${format.count(conflicts, 'event')} would be refused: each was handled already, or a later event of its payment was. What was handled moments ago is refused in any case.</p>
      <label class="check"><input type="checkbox" checked=${force} onChange=${(event) => setForce(event.target.checked)} />Requeue ${conflicts === 1 ? 'it' : 'them'} anyway</label></div>`}
    ${count > 0 && html`<${Reason} value=${reason} change=${setReason} />`}`;
}

/** A job does not survive a restart of its server. */
function gone(error, job) {
  return job && error.status === 404
    ? {title: 'The job ended when its server stopped.', message: 'Start it again; it continues with the rest.'} : error;
}

function useJob(job, setJob, setError) {
  useEffect(() => {
    if (job?.state !== 'running') {
      if (job) {
        announce(`${STATES[job.state]}: ${job.done} requeued, ${job.refused} refused`);
      }
      return undefined;
    }
    const timer = setTimeout(() => api.get(`jobs/${encodeURIComponent(job.id)}`).then(setJob, setError), PAUSE);
    return () => clearTimeout(timer);
  }, [job]);
}
