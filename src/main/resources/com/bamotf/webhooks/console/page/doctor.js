// Explains why a signature is refused. A secret is neither asked for nor shown.
import {html, useEffect, useState} from './lib.js';
import * as api from './api.js';
import {href, setQuery} from './router.js';
import * as format from './format.js';
import {ErrorBox, Facts, FullTime, Heading, Time, announce} from './ui.js';
import {usePoll} from './poll.js';

const MISTAKES = {
  none: 'The signature is valid', header_missing: 'There is no signature header', header_malformed: 'The header is malformed',
  too_old: 'The signature is too old', too_new: 'The signature is from the future', secret_whitespace: 'White space around the secret',
  secret_quotes: 'Quotes around the secret', secret_newline: 'A newline in the secret', secret_base64: 'The secret was decoded as base64, or was not',
  secret_hex: 'The secret was decoded as hex, or was not', body_reserialised: 'The body was parsed and written again',
  body_line_ends: 'The line endings of the body were changed', body_bom: 'A byte order mark was added or removed',
  body_charset: 'The body was converted to another charset', body_only: 'Only the body was signed, without the time',
  older_secret: 'Signed with an older secret', other_secret_or_body: 'Another secret, or another body',
};

export function Doctor({query}) {
  const {rejection} = query;
  const [result, setResult] = useState(null);
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const examine = async (request) => {
    setBusy(true);
    try {
      const diagnosis = await api.change('POST', 'verify', request);
      setResult(diagnosis);
      setError(null);
      announce(MISTAKES[diagnosis.mistake] ?? diagnosis.mistake);
    } catch (problem) {
      setResult(null);
      setError(problem);
    }
    setBusy(false);
  };
  useEffect(() => {
    if (rejection) {
      examine({rejection});
    }
  }, [rejection]);
  const another = () => {
    setResult(null);
    setQuery({rejection: undefined});
  };
  return html`<${Heading} title="Signature doctor">${rejection && html`<button type="button" onClick=${another}>Examine another request</button>`}</${Heading}>
    <p class="lead">Finds out why a signature is refused: it tries the usual mistakes with this server’s secrets, and never shows a secret.</p>
    <div class="columns">
      ${rejection ? html`<${Examined} id=${rejection} />` : html`<${Form} busy=${busy} examine=${examine} />`}
      <section aria-labelledby="diagnosis"><h2 id="diagnosis">Diagnosis</h2>
        <${ErrorBox} error=${error} />
        ${result ? html`<${Diagnosis} ...${result} />` : !error && html`<div class="card muted">${busy ? 'Trying…' : 'Paste a body and its header, then examine them.'}</div>`}
      </section>
    </div>`;
}

function Diagnosis({valid, mistake, explanation, advice, signedAt, offsetSeconds}) {
  return html`<div class=${`card diagnosis ${valid ? 'good' : 'bad'}`}>
    <h3>${MISTAKES[mistake] ?? mistake}</h3>
    <p>${explanation}</p>
    ${advice && html`<h4>What to do</h4><p>${advice}</p>`}
    <${Facts} items=${[
      signedAt && ['Signed at', html`<${FullTime} at=${signedAt} />`],
      offsetSeconds !== null && offsetSeconds !== undefined && ['Off by', `${format.span(Math.abs(offsetSeconds))}, the signature is ${offsetSeconds > 0 ? 'newer' : 'older'} than the clock`],
    ]} /></div>`;
}

/** The rejected request that the diagnosis is about. */
function Examined({id}) {
  const {data} = usePoll((signal) => api.get('rejections', null, signal), 0, [id]);
  const found = data?.rejections.find((each) => each.id === id);
  return html`<section aria-labelledby="request"><div class="heading small"><h2 id="request">Rejected request</h2><a href=${href('rejected')}>All rejected</a></div>
    <div class="card">${data && !found && html`<p>This server no longer has it; it keeps its last ones only.</p>`}
      ${found && html`<p class="muted"><${Time} at=${found.at} /> from ${found.from} · ${format.count(found.bodyBytes, 'byte')}</p>
        <pre class="header" tabindex="0" aria-label="Signature header">${found.header ?? 'no x-webhook-signature header'}</pre>
        ${found.body && html`<h3>Start of the body</h3><pre class="json wrap" tabindex="0" aria-label="Start of the body">${found.body}</pre>`}`}
    </div></section>`;
}

function Form({busy, examine}) {
  const submit = (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const header = form.get('header').trim().replace(/^x-webhook-signature:\s*/i, '');
    const at = format.fromLocalInput(form.get('at'));
    // Form data has CRLF at line ends; the body must stay as it was pasted.
    examine({body: event.target.elements.body.value, header: header || null, ...(at && {at})});
  };
  return html`<section aria-labelledby="request"><h2 id="request">Request</h2><form class="card" onSubmit=${submit}>
    <label>Signature header<input name="header" class="mono" spellcheck="false" autocomplete="off" placeholder="v=1764322544000,d=…" /></label>
    <label>Body, exactly as it was sent<textarea name="body" class="mono" rows="9" spellcheck="false" required></textarea></label>
    <label>Arrived at <span class="muted">(now, if empty)</span><input name="at" type="datetime-local" step="1" /></label>
    <div class="buttons"><button class="primary" disabled=${busy}>Examine</button></div>
  </form></section>`;
}
