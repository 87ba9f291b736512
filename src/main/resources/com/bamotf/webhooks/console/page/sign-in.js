import {html, useEffect, useRef, useState} from './lib.js';
import * as api from './api.js';
import {Command, ErrorBox} from './ui.js';

const HELP = {
  host: html`<p>This console uses the login of the application around it. Sign in there with a user that has the
    role <code>bamotf-viewer</code> or <code>bamotf-operator</code>, then reload this page.</p>`,
  none: html`<p>No users are configured, so nobody can sign in with a password. At startup the server's log shows a
    one-time link that opens this console in a browser on the same machine:</p>
    <${Command} text="http://localhost:8080/bamotf/console/#link=…" />
    <p>For a server that others use, configure users or tokens.</p>`,
};

/** Why a one-time link let nobody in. */
export function LinkError({error}) {
  return error && html`<div class="box bad" role="alert"><p><strong>The link did not work.</strong> <span>${error.status === 401
    ? 'It can be used once, on the machine of the server; a restart makes a new one.' : error.message}</span></p></div>`;
}

/** What somebody sees who may not see the console. */
export function SignIn({session, linkError, expired, done}) {
  const heading = useRef();
  useEffect(() => {
    document.title = 'Sign in · bamotf webhooks';
    heading.current.focus();
  }, []);
  return html`<main class="plain sign-in">
    <p class="product"><img src="icon.svg" alt="" width="36" height="36" /><span>bamotf <b>webhooks</b></span></p>
    <h1 ref=${heading} tabindex="-1">Sign in</h1>
    ${expired && html`<p role="status">Your session has ended.</p>`}
    <${LinkError} error=${linkError} />
    ${session.user && html`<p role="status"><strong>${session.user}</strong> is signed in, but may not see this console. That
      requires the role <code>bamotf-viewer</code> or <code>bamotf-operator</code>.</p>`}
    ${HELP[session.login] ?? html`<${Form} done=${done} />`}
  </main>`;
}

function Form({done}) {
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const password = useRef();
  const submit = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    setBusy(true);
    try {
      done(await api.signIn({user: form.get('user'), password: form.get('password')}));
    } catch (problem) {
      setError(problem);
      setBusy(false);
      password.current.value = '';
      password.current.focus();
    }
  };
  return html`<form onSubmit=${submit}>
    ${error && html`<div class="box bad" role="alert"><p>${explain(error)}</p></div>`}
    <label>User<input name="user" autocomplete="username" required autocapitalize="none" spellcheck="false" /></label>
    <label>Password<input name="password" type="password" autocomplete="current-password" required ref=${password} /></label>
    <button class="primary" disabled=${busy}>${busy ? 'Signing in…' : 'Sign in'}</button>
  </form>`;
}

function explain(error) {
  if (error.status === 401) {
    return 'Wrong user name or password.';
  }
  if (error.status === 429) {
    const wait = error.retryAfter ? `in ${error.retryAfter} seconds` : 'later';
    return `Too many wrong passwords. Try again ${wait}.`;
  }
  return error.message;
}
