import {html} from './lib.js';
import * as api from './api.js';
import {href} from './router.js';
import * as format from './format.js';
import {Empty, ErrorBox, Heading, Loading, Time} from './ui.js';
import {usePoll} from './poll.js';

const REASONS = {
  missing: 'No signature', malformed: 'Malformed signature', too_old: 'Too old', too_new: 'Too new', mismatch: 'Wrong signature',
};
const reasonName = (reason) => REASONS[reason] ?? reason;

export function Rejected() {
  const {data, error, refresh} = usePoll((signal) => api.get('rejections', null, signal), 5000, []);
  const rejections = data?.rejections ?? [];
  return html`<${Heading} title="Rejected requests" />
    <p class="lead">Requests whose signature was refused. ${data && html`Server <b>${data.server}</b> keeps its last ones in memory; other servers keep their own.`}</p>
    <${ErrorBox} error=${error} retry=${refresh} />
    ${!data && !error && html`<${Loading} />`}
    ${data && rejections.length === 0 && html`<${Empty} title="None rejected">
      <p>If bamotf shows a failed delivery that is neither here nor under <a href=${href('events')}>events</a>, the request did not reach this server.
      You can still check a body and its header with the <a href=${href('doctor')}>signature doctor</a>.</p></${Empty}>`}
    <ul class="cards">${rejections.map((each) => html`<li key=${each.id} class="card rejection"><${Rejection} rejection=${each} /></li>`)}</ul>`;
}

function Rejection({rejection}) {
  const {id, at, reason, header, bodyBytes, body, from, verdict} = rejection;
  return html`<div class="heading small"><h2><span class="status abandoned">${reasonName(reason)}</span> <${Time} at=${at} /></h2>
      <a class="button small" href=${href('doctor', {rejection: id})}>Examine<span class="hidden"> the request from ${from}</span></a></div>
    <p><strong>${verdict}</strong></p>
    <p class="muted">from ${from} · ${format.count(bodyBytes, 'byte')}</p>
    <pre class="header" tabindex="0" aria-label="Signature header">${header === null ? 'no x-webhook-signature header' : 'x-webhook-signature: ' + header}</pre>
    ${body && html`<details><summary>Start of the body</summary><pre class="json wrap" tabindex="0">${body}</pre></details>`}`;
}
