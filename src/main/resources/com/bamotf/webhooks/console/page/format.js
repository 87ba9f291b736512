// Amounts, times and numbers as text. Amounts are computed as integers: a 64-bit amount does not fit into a number.

// ISO 4217, and BTC in satoshi; all others have two digits.
const DIGITS = new Map([
  ['BTC', 8],
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3]),
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF']
    .map((code) => [code, 0]),
]);

const LOCAL = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'long'});
const UTC = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC'});
const DAY = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short'});
const CLOCK = new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit'});
const NUMBER = new Intl.NumberFormat('en');

const digits = (currency) => DIGITS.get(currency) ?? 2;

/** An amount in the smallest unit, a number or a string, as "1,234.50 EUR"; what is no integer stays as it is. */
export function amount(smallest, currency) {
  if (smallest === null || smallest === undefined) {
    return '–';
  }
  const text = String(smallest);
  if (!/^-?\d+$/.test(text)) {
    return `${text} ${currency ?? ''}`.trim();
  }
  return `${decimal(BigInt(text), digits(currency))} ${currency ?? ''}`.trim();
}

function decimal(value, scale) {
  const negative = value < 0n;
  const padded = String(negative ? -value : value).padStart(scale + 1, '0');
  const whole = padded.slice(0, padded.length - scale).replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = negative ? '−' : '';
  return scale === 0 ? sign + whole : `${sign}${whole}.${padded.slice(-scale)}`;
}

/** Whether text is an amount in the smallest unit. */
export const isInteger = (text) => /^-?\d+$/.test(String(text ?? ''));

export const number = (value) => (value === null || value === undefined ? '–' : NUMBER.format(value));

/** "1 event", "2 events". */
export const count = (value, one, many = one + 's') => `${number(value)} ${value === 1 ? one : many}`;

export const local = (time) => LOCAL.format(new Date(time));
export const utc = (time) => UTC.format(new Date(time)) + ' UTC';
/** What to say of UTC beside the local time: the clock, with the date if it differs, or nothing if the zone is UTC. */
export function utcBeside(time) {
  if (['UTC', 'Etc/UTC'].includes(LOCAL.resolvedOptions().timeZone)) {
    return '';
  }
  const [date, clockTime] = utc(time).split(', ');
  return `${local(time).startsWith(date) ? clockTime : `${date}, ${clockTime}`} · `;
}

export const day = (time) => DAY.format(new Date(time));
export const clock = (time) => CLOCK.format(new Date(time));

const UNITS = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];

/** "3 min", "2 h", "5 d": one unit, rounded down. */
export function span(seconds) {
  const [unit, size] = UNITS.find(([, each]) => seconds >= each) ?? UNITS[3];
  return `${Math.floor(seconds / size)} ${unit}`;
}

export function relative(time, now) {
  const seconds = (now - new Date(time)) / 1000;
  if (Math.abs(seconds) < 5) {
    return 'now';
  }
  return seconds > 0 ? `${span(seconds)} ago` : `in ${span(-seconds)}`;
}

/** A short duration in milliseconds. */
export function millis(value) {
  return value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(value < 10000 ? 1 : 0)} s`;
}

/** The part of a Java class's name that people say. */
export const simpleName = (className) => className?.split(/[.$]/).pop();

/** An error that starts with a class's name, without the packages of that name. */
export const shortError = (text) => text.replace(/^(?:[a-z_][\w$]*\.)+(?=[A-Z])/, '');

/** For an input of the type datetime-local, which has no zone. */
export function toLocalInput(iso) {
  if (!iso || Number.isNaN(Date.parse(iso))) {
    return '';
  }
  const date = new Date(iso);
  return new Date(date - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

export const fromLocalInput = (text) => (text ? new Date(text).toISOString() : undefined);
