// Sends a signed event to this server's own endpoint, and follows it to its end.
import {html, useState} from './lib.js';
import * as api from './api.js';
import {href} from './router.js';
import * as format from './format.js';
import {Choice, Empty, ErrorBox, Heading, Mode, Status, Time, announce, useShared} from './ui.js';
import {usePoll} from './poll.js';

const EVENTS = ['payment_intent.succeeded', 'payment_intent.processing', 'payment_intent.pending', 'payment_intent.canceled'];
const CURRENCIES = ['EUR', 'USD', 'BTC', 'GBP', 'CHF', 'JPY', 'BHD'];

export function TestEvent() {
  const {may, session} = useShared();
  const [result, setResult] = useState(null);
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const send = async (event) => {
    setBusy(true);
    setResult(null);
    try {
      const answer = await api.change('POST', 'test-events', event);
      setResult(answer);
      setError(null);
      announce(`The endpoint answered ${answer.status}`);
    } catch (problem) {
      setError(problem);
    }
    setBusy(false);
  };
  return html`<${Heading} title="Test event" />
    <p class="lead">The server signs it with its own secret and posts it to its own endpoint over HTTP, as bamotf would. <b>Your handlers see it like any other event.</b> Its description begins with TEST.</p>
    ${!may || session.testModes.length === 0 ? html`<${Empty} title="Not allowed">
        <p>${may ? html`Test events are off. Set <code>bamotf.console.test-events</code> to allow them.` : 'Sending requires the role bamotf-operator.'}</p></${Empty}>`
      : html`<div class="columns"><${Form} busy=${busy} send=${send} modes=${session.testModes} />
        <section aria-labelledby="answer"><h2 id="answer">Answer</h2><${ErrorBox} error=${error} />
          ${result ? html`<${Answer} ...${result} />` : !error && html`<div class="card muted">${busy ? 'Sending…' : 'Nothing sent yet.'}</div>`}</section></div>`}`;
}

function Form({busy, send, modes}) {
  const [whole, setWhole] = useState(false);
  const [amount, setAmount] = useState('2500');
  const [currency, setCurrency] = useState('EUR');
  const [mode, setMode] = useState(modes[0]);
  const [metadata, setMetadata] = useState([['orderId', '17']]);
  const submit = (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    send(whole ? {body: event.target.elements.body.value} : {
      event: form.get('event'), mode: mode.name, currency: currency.toUpperCase(), amount: Number(amount),
      metadata: Object.fromEntries(metadata.filter(([key]) => key)),
    });
  };
  return html`<section aria-labelledby="event"><div class="heading small"><h2 id="event">Event</h2>
      <${Choice} label="How to write the event" name="kind" value=${whole} change=${setWhole} options=${[[false, 'Fields'], [true, 'Whole body']]} /></div>
    <form class="card" onSubmit=${submit}>
      ${whole ? html`<label>Body<textarea name="body" class="mono" rows="12" spellcheck="false" required>${sample(modes[0].name)}</textarea></label>` : html`
        <label>Event<input name="event" list="test-events" value=${EVENTS[0]} required spellcheck="false" /></label>
        <datalist id="test-events">${EVENTS.map((each) => html`<option value=${each} />`)}</datalist>
        <div class="pair">
          <label>Amount<input inputmode="numeric" pattern="[0-9]{1,15}" required value=${amount} onInput=${(event) => setAmount(event.target.value)} />
            <small>in the smallest unit: ${format.amount(amount || '0', currency.toUpperCase())}</small></label>
          <label>Currency<input list="currencies" required maxlength="3" value=${currency} onInput=${(event) => setCurrency(event.target.value)} /></label>
          <datalist id="currencies">${CURRENCIES.map((each) => html`<option value=${each} />`)}</datalist>
        </div>
        <label>Mode<select name="mode" value=${mode.name} onChange=${(event) => setMode(modes.find((each) => each.name === event.target.value))}>
          ${modes.map((each) => html`<option value=${each.name}>${each.name}${each.quarantined ? ' (quarantined)' : ''}</option>`)}</select></label>
        <${ModeWarning} mode=${mode} none=${modes.every((each) => each.quarantined)} />
        <${Metadata} rows=${metadata} change=${setMetadata} />`}
      <div class="buttons"><button class="primary" disabled=${busy}>${busy ? 'Sending…' : 'Send'}</button></div>
    </form></section>`;
}

function ModeWarning({mode, none}) {
  if (mode.quarantined) {
    return html`<div class="box warn" role="status"><p><strong>No handler will see it.</strong> This server does not accept mode ${mode.name}, so the event goes into quarantine, and the endpoint answers 400.
      ${none && html` To try your handlers, add <code>test</code> to <code>bamotf.webhook.modes</code> on a test server.`}</p></div>`;
  }
  return mode.name === 'prod' && html`<div class="box warn" role="status"><p><strong>Handlers treat it as a real payment</strong> and may deliver goods unless they check the metadata key <code>bamotfTest</code>.</p></div>`;
}

function Metadata({rows, change}) {
  const set = (at, part, value) => change(rows.map((row, i) => (i === at ? row.map((each, j) => (j === part ? value : each)) : row)));
  return html`<fieldset class="metadata"><legend>Metadata</legend>
    ${rows.map((row, i) => html`<div class="pair" key=${i}>
      <input aria-label=${`Name ${i + 1}`} placeholder="name" value=${row[0]} onInput=${(event) => set(i, 0, event.target.value)} />
      <input aria-label=${`Value ${i + 1}`} placeholder="value" value=${row[1]} onInput=${(event) => set(i, 1, event.target.value)} />
      <button type="button" class="quiet small" aria-label=${`Remove ${row[0] || 'row ' + (i + 1)}`} onClick=${() => change(rows.filter((each, at) => at !== i))}>✕</button></div>`)}
    <button type="button" class="quiet small" onClick=${() => change([...rows, ['', '']])}>Add a field</button></fieldset>`;
}

function Answer({status, body, millis, paymentIntentId}) {
  return html`<div class=${`card diagnosis ${status < 300 ? 'good' : 'bad'}`}>
    <h3><span class="mode">TEST</span> HTTP ${status} <span class="muted">in ${format.millis(millis)}</span></h3>
    <pre class="json wrap" tabindex="0" aria-label="Body of the answer">${body}</pre>
    ${paymentIntentId && html`<${Follow} intent=${paymentIntentId} />`}</div>`;
}

/** Polls until nothing is pending any more. */
function Follow({intent}) {
  const [ended, setEnded] = useState(false);
  const {data, error} = usePoll(async (signal) => {
    const page = await api.get('entries', {intent}, signal);
    setEnded(page.entries.length > 0 && page.entries.every((each) => each.status !== 'PENDING'));
    return page;
  }, ended ? 0 : 1000, [intent]);
  return html`<h4>In the inbox</h4><${ErrorBox} error=${error} />
    <ul class="lines" aria-live="polite">${(data?.entries ?? []).map((each) => html`<li key=${each.id}>
      <${Status} value=${each.status} /> <a href=${href(`events/${each.id}`)}>${each.event ?? 'Unreadable event'}</a> <${Mode} value=${each.mode} />
      <span class="muted">${each.attempts > 0 ? format.count(each.attempts, 'attempt') : ''} <${Time} at=${each.receivedAt} /></span>
      ${each.lastError && html`<p class="mono">${each.lastError}</p>`}</li>`)}
      ${data?.entries.length === 0 && html`<li class="muted">Not stored yet…</li>`}</ul>`;
}

function sample(mode) {
  const now = new Date().toISOString();
  return JSON.stringify({
    id: crypto.randomUUID?.() ?? '7d9f3c1e-8b7a-4a53-9b57-0c8f6f1f2a11', idempotenceKey: String(Date.now()), created: now, event: EVENTS[0],
    data: {paymentIntent: {
      id: `test${Date.now()}`, mode, address: 'bcrt1qtest', amount: '2500', status: 'succeeded', confirmations: 1, tolerance: 0.02, currency: 'EUR',
      canceledAt: null, cancellationReason: null, description: 'TEST, written by hand', metadata: {orderId: '17', bamotfTest: 'true'}, accountId: 'test', createdAt: now, updatedAt: now, transactions: [],
    }},
  }, null, 2);
}
