// JSON as the sender wrote it, laid out and coloured. Numbers stay as they are written: a number of JavaScript would
// lose digits.
import {html} from './lib.js';

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]/g;
const MAX = 200000;

/** Whether it takes too long to lay the text out. */
export const isLong = (text) => text.length > MAX;

/** [kind, text] pairs; null if the text is not JSON, or too long. */
function tokens(text) {
  if (isLong(text)) {
    return null;
  }
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  return layOut(text.match(TOKEN) ?? []);
}

function layOut(parts) {
  const out = [];
  let depth = 0;
  const line = () => out.push(['', '\n' + '  '.repeat(depth)]);
  parts.forEach((part, i) => {
    if (part === '{' || part === '[') {
      out.push(['', part]);
      if (parts[i + 1] !== '}' && parts[i + 1] !== ']') {
        depth++;
        line();
      }
    } else if (part === '}' || part === ']') {
      if (parts[i - 1] !== '{' && parts[i - 1] !== '[') {
        depth--;
        line();
      }
      out.push(['', part]);
    } else if (part === ',') {
      out.push(['', part]);
      line();
    } else if (part === ':') {
      out.push(['', ': ']);
    } else {
      out.push([kind(part, parts[i + 1]), part]);
    }
  });
  return out;
}

function kind(part, next) {
  if (part[0] === '"') {
    return next === ':' ? 'key' : 'string';
  }
  return /^[tfn]/.test(part) ? 'word' : 'figure';
}

export const pretty = (text) => tokens(text)?.map(([, part]) => part).join('') ?? null;

export function Json({text, label}) {
  const parts = tokens(text);
  return html`<pre class="json" tabindex="0" aria-label=${label}>${parts
    ? parts.map(([name, part]) => (name ? html`<span class=${name}>${part}</span>` : part)) : text}</pre>`;
}

/** The payment intent in a body; undefined if there is none. */
export function intentOf(body) {
  try {
    return JSON.parse(body)?.data?.paymentIntent ?? undefined;
  } catch {
    return undefined;
  }
}
