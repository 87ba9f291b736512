// The ledger's figures: totals and days, computed from its list in exact integers.
import * as api from './api.js';

const PAGE = 500;
const MAX_PAGES = 4;
const DAY = 86400000;

/** {payments, complete}: the newest payments of a period, at most 2,000. */
export async function readPeriod(filter, signal) {
  let payments = [];
  for (let i = 0; i < MAX_PAGES; i++) {
    const {data, total} = await api.getPayments('', {...filter, limit: PAGE, offset: payments.length}, signal);
    payments = [...payments, ...data];
    if (data.length === 0 || payments.length >= total) {
      return {payments, total, complete: true};
    }
    // Large payments shorten a page; what is missing is read in the next round.
  }
  return {payments, complete: false};
}

/** For each currency and mode: {key, currency, mode, paid, open, canceled, received}, counts and one sum as a BigInt. */
export function totals(payments) {
  const groups = new Map();
  for (const each of payments) {
    const key = `${each.currency} ${each.mode}`;
    const group = groups.get(key) ?? {key, currency: each.currency, mode: each.mode, count: 0, paid: 0, open: 0, canceled: 0, received: 0n};
    group.count++;
    group[{succeeded: 'paid', canceled: 'canceled'}[each.status] ?? 'open']++;
    group.received += received(each);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

/** For each day in UTC from the first to the last payment: {time, paid, other}, numbers of payments. */
export function days(payments) {
  const times = payments.map((each) => Math.floor(Date.parse(each.createdAt) / DAY));
  if (times.length === 0) {
    return [];
  }
  const last = times.reduce((a, b) => Math.max(a, b));
  const first = Math.max(times.reduce((a, b) => Math.min(a, b)), last - 89);
  const rows = Array.from({length: last - first + 1}, (none, i) => ({time: (first + i) * DAY, paid: 0, other: 0, received: 0n}));
  payments.forEach((each, i) => {
    const row = rows[times[i] - first];
    if (row) {
      row[each.status === 'succeeded' ? 'paid' : 'other']++;
      row.received += received(each);
    }
  });
  return rows;
}

const received = (payment) => (payment.received === null || payment.received === undefined ? 0n : BigInt(payment.received));

/**
 * How what was received compares with what was asked for: [CSS class, word, difference]; a difference is a BigInt.
 * bamotf decides what is paid, with its tolerance.
 */
export function verdict({status, amount, received: got}) {
  const paid = status === 'succeeded';
  if (got === null || got === undefined) {
    return paid ? ['green', 'Paid'] : status === 'canceled' ? ['', 'Canceled'] : ['', 'Nothing received yet'];
  }
  const difference = BigInt(got) - BigInt(amount);
  if (difference > 0n) {
    return ['amber', 'Overpaid', difference];
  }
  if (difference === 0n) {
    return ['green', 'Paid'];
  }
  if (paid) {
    return ['green', 'Paid within tolerance', difference];
  }
  if (status === 'canceled') {
    return ['', 'Canceled'];
  }
  return BigInt(got) > 0n ? ['red', 'Missing', -difference] : ['', 'Waiting for', -difference];
}
