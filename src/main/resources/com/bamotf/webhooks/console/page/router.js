// The address of a view and its filters are in the fragment, such as #/events?status=ABANDONED: it can be
// shared, needs no route on the server, and never reaches a server's log.
import {useEffect, useState} from './lib.js';

function current() {
  const [path, search] = location.hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const parts = path.split('/').map(decode);
  return {view: parts[0] || 'overview', id: parts[1], query: Object.fromEntries(new URLSearchParams(search))};
}

export function href(path, query) {
  const filled = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const search = new URLSearchParams(filled).toString();
  return '#/' + path.split('/').map(encodeURIComponent).join('/') + (search ? '?' + search : '');
}

/** Changes filters of the current view without a new entry in the history. */
export function setQuery(changes) {
  const {view, id, query} = current();
  history.replaceState(null, '', href(id ? `${view}/${id}` : view, {...query, ...changes}));
  dispatchEvent(new HashChangeEvent('hashchange'));
}

export function useRoute() {
  const [route, setRoute] = useState(current);
  useEffect(() => {
    const changed = () => setRoute(current());
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
