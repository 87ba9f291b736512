// Loads something again and again while the page is visible. Only the first load, and a refresh, are asked for by a person.
import {useEffect, useRef, useState} from './lib.js';

const AFTER_ERROR = 4;

/**
 * Calls load(signal) now, and again after each pause in milliseconds; without a pause once. What was loaded
 * stays while a later call is under way or fails, so nothing on the page jumps.
 */
export function usePoll(load, pause, inputs) {
  const [state, setState] = useState({data: undefined, error: null});
  const latest = useRef();
  const start = useRef(() => {});
  latest.current = load;
  useEffect(() => {
    let timer;
    let running = new AbortController();
    const run = async (byItself) => {
      clearTimeout(timer);
      running.abort();
      const {signal} = (running = new AbortController());
      signal.byItself = byItself;
      let next = pause;
      try {
        const data = await latest.current(signal);
        if (!signal.aborted) {
          setState({data, error: null});
        }
      } catch (error) {
        next = pause * AFTER_ERROR;
        if (!signal.aborted) {
          setState((old) => ({...old, error}));
        }
      }
      if (!signal.aborted && next && !document.hidden) {
        timer = setTimeout(run, next, true);
      }
    };
    const shown = () => (document.hidden ? clearTimeout(timer) : pause && run(true));
    start.current = () => run(false);
    document.addEventListener('visibilitychange', shown);
    run(false);
    return () => {
      document.removeEventListener('visibilitychange', shown);
      clearTimeout(timer);
      running.abort();
    };
  }, [pause, ...inputs]);
  return {...state, refresh: () => start.current()};
}
