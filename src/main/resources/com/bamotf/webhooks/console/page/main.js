// Starts the page: finds the API, signs in by a one-time link if there is one, then shows the views.
import {html, render, useCallback, useEffect, useState} from './lib.js';
import * as api from './api.js';
import {ErrorBox, Loading} from './ui.js';
import {Shell} from './shell.js';
import {SignIn} from './sign-in.js';

/** The token of the one-time link; it leaves the address bar at once. */
function takeLink() {
  const link = /^#link=(.+)$/.exec(location.hash)?.[1];
  if (link) {
    history.replaceState(null, '', location.pathname + location.search);
  }
  return link && decodeURIComponent(link);
}

async function start(link) {
  await api.locate();
  if (!link) {
    return {session: await api.session()};
  }
  try {
    return {session: await api.signIn({link})};
  } catch (error) {
    return {session: await api.session(), linkError: error};
  }
}

function App({link}) {
  const [state, setState] = useState({});
  const begin = useCallback((token) => start(token).then(setState, (error) => setState({error})), []);
  useEffect(() => {
    begin(link);
    return api.onSignedOut(() => setState((old) => ({session: {...old.session, user: null, roles: []}, expired: true})));
  }, []);
  if (state.error) {
    return html`<main class="plain"><h1>bamotf webhooks</h1><${ErrorBox} error=${state.error} retry=${() => begin()} /></main>`;
  }
  if (!state.session) {
    return html`<main class="plain"><${Loading} /></main>`;
  }
  if (!state.session.roles?.includes('bamotf-viewer')) {
    return html`<${SignIn} ...${state} done=${(session) => setState({session})} />`;
  }
  const signOut = async () => {
    await api.signOut();
    setState({session: await api.session()});
  };
  return html`<${Shell} session=${state.session} linkError=${state.linkError} signOut=${signOut} />`;
}

render(html`<${App} link=${takeLink()} />`, document.getElementById('app'));
