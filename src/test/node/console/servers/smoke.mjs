// The part of an operator's day that depends on the server below.
import * as operator from './operator.mjs';

const STEPS = ['signs in', 'sees an event arrive', 'opens it', 'sees why a handler fails', 'requeues it', 'sends a test event', 'finds in the audit', 'leaves webhooks', 'signs out'];

export function steps(tools) {
  const chosen = Object.entries(operator.steps(tools)).filter(([name]) => STEPS.some((each) => name.startsWith(each)));
  if (chosen.length !== STEPS.length) {
    throw new Error('operator.mjs has other steps: ' + chosen.map(([name]) => name));
  }
  return Object.fromEntries(chosen);
}
