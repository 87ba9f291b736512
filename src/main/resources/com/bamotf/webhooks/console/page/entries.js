// The entries of a filter: the first page is loaded again and again, further pages once. Once there are further pages,
// what leaves the first page stays above them.
import {useEffect, useRef, useState} from './lib.js';
import * as api from './api.js';
import {announce} from './ui.js';
import {usePoll} from './poll.js';
import * as format from './format.js';

const PAUSE = 3000;
const FRESH = 4000;

/** Ids are decimal strings without leading zeros, and may be larger than a number can be. */
const isOlder = (id, than) => id.length < than.length || (id.length === than.length && id < than);

/**
 * {entries, fresh, error, more(), hasMore, refresh()}. fresh has the ids that arrived a moment ago.
 */
export function useEntries(filter, live) {
  const key = JSON.stringify(filter);
  const [later, setLater] = useState({key, entries: [], next: undefined});
  const [fresh, setFresh] = useState(new Set());
  const [failed, setFailed] = useState(null);
  const seen = useRef({});
  const first = usePoll(async (signal) => ({key, ...await api.get('entries', filter, signal)}), live ? PAUSE : 0, [key]);
  const page = first.data?.key === key ? first.data : undefined;
  useEffect(() => page && notice(page, seen, setFresh), [page]);
  useEffect(() => {
    if (page) {
      setLater((old) => (old.key === key && old.entries.length > 0 ? {...old, entries: joined(page.entries, old.entries)} : old));
    }
  }, [page]);
  useEffect(() => {
    const timer = fresh.size > 0 && setTimeout(() => setFresh(new Set()), FRESH);
    return () => clearTimeout(timer);
  }, [fresh]);
  const rest = later.key === key ? later : {entries: [], next: undefined};
  const next = rest.next === undefined ? page?.next : rest.next;
  const more = async () => {
    try {
      const {entries, next: following} = await api.get('entries', {...filter, after: next});
      setLater((old) => ({key, entries: joined(old.key === key && old.entries.length > 0 ? old.entries : page.entries, entries), next: following}));
      setFailed(null);
    } catch (error) {
      setFailed(error);
    }
  };
  return {
    entries: page && joined(page.entries, rest.entries),
    fresh, more, hasMore: Boolean(next),
    error: first.error ?? failed, refresh: first.refresh,
  };
}

function joined(newest, rest) {
  const last = newest.at(-1)?.id;
  return last ? [...newest, ...rest.filter((each) => isOlder(each.id, last))] : newest;
}

function notice(page, seen, setFresh) {
  const ids = page.entries.map((each) => each.id);
  if (seen.current.key === page.key) {
    const added = ids.filter((id) => !seen.current.newest || isOlder(seen.current.newest, id));
    if (added.length > 0) {
      setFresh(new Set(added));
      announce(`${format.count(added.length, 'new event')}`);
    }
  }
  seen.current = {key: page.key, newest: ids[0] ?? (seen.current.key === page.key ? seen.current.newest : undefined)};
}
