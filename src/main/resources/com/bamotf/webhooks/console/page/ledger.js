// The ledger's payments and figures, in exact integers.
import {useEffect, useState} from './lib.js';
import * as api from './api.js';
import {usePoll} from './poll.js';

const PAUSE = 60000;
// The database reads every payment for them.
const PAUSE_TOTALS = 300000;
const DAY = 86400000;

/**
 * {payments, total, error, hasMore, more(), refresh()}: the first page is loaded again and again, further pages
 * once. Once there are further pages, what leaves the first page stays above them.
 */
export function usePayments(filter) {
  const key = JSON.stringify(filter);
  const [later, setLater] = useState({key, payments: []});
  const [failed, setFailed] = useState(null);
  const first = usePoll(async (signal) => ({key, ...await api.getPayments('', filter, signal)}), PAUSE, [key]);
  const page = first.data?.key === key ? first.data : undefined;
  const rest = later.key === key ? later.payments : [];
  const payments = page && joined(page.data, rest);
  useEffect(() => {
    if (page) {
      setLater((old) => (old.key === key && old.payments.length > 0 ? {...old, payments: joined(page.data, old.payments)} : old));
    }
  }, [page]);
  const more = async () => {
    try {
      const {data} = await api.getPayments('', {...filter, offset: payments.length});
      setLater((old) => ({key, payments: joined(old.key === key && old.payments.length > 0 ? old.payments : payments, data)}));
      setFailed(null);
    } catch (error) {
      setFailed(error);
    }
  };
  return {payments, total: page?.total, hasMore: page && payments.length < page.total, more, error: first.error ?? failed, refresh: first.refresh};
}

/** The first ones, and those of the rest that are older; what is missing in between matches no more. */
function joined(newest, rest) {
  const ids = new Set(newest.map(({id}) => id));
  const last = Date.parse(newest.at(-1)?.createdAt);
  return [...newest, ...rest.filter(({id, createdAt}) => !ids.has(id) && Date.parse(createdAt) <= last)];
}

/** The totals of each currency and mode, and the days, of all payments that match. */
export function useTotals(filter) {
  return usePoll((signal) => api.getPayments('totals', filter, signal), PAUSE_TOTALS, [JSON.stringify(filter)]);
}

export const keyOf = ({currency, mode}) => `${currency} ${mode}`;

/** For each day from the first to the last with a payment of this currency and mode: {time, payments, paid}. */
export function daysOf(days, group) {
  const rows = new Map(days.filter((each) => keyOf(each) === keyOf(group)).map((each) => [Date.parse(each.day), each]));
  const times = [...rows.keys()];
  const first = Math.min(...times);
  return times.length === 0 ? [] : Array.from({length: (Math.max(...times) - first) / DAY + 1}, (none, i) => first + i * DAY)
    .map((time) => ({time, payments: rows.get(time)?.payments ?? 0, paid: rows.get(time)?.paid ?? 0}));
}

const isPaid = (status) => ['succeeded', 'paid_late'].includes(status);

/**
 * How what was received compares with what was asked for: [CSS class, word, difference]; a difference is a BigInt.
 * bamotf decides what is paid, with its tolerance.
 */
export function verdict({status, amount, received: got}) {
  const paid = isPaid(status);
  if (got === null || got === undefined || (paid && BigInt(got) === 0n)) { // its transactions are not known
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
