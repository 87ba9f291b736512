// What the console refuses, whatever a page or a program tries.
import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {hands} from '../browser.mjs';
import {signIn} from './operator.mjs';

export function steps(tools) {
  const {page, config, browser, expecting, deliver} = tools;
  const api = new URL(config.api, config.url).href;
  /** The status of a POST with the page's session; headers of null are left out. */
  const change = async (path, body, headers) => {
    const Cookie = (await page.cookies()).map(({name, value}) => `${name}=${value}`).join('; ');
    const all = {Cookie, 'Content-Type': 'application/json', ...headers};
    return (await fetch(api + path, {method: 'POST', body: JSON.stringify(body), headers: all})).status;
  };
  const token = () => page.evaluate(async (url) => (await (await fetch(url)).json()).token, api + 'session');
  return {
    async 'five wrong passwords lock a user, and no other'() {
      await page.goto(config.url);
      await page.waitForSelector('input[name=user]');
      const {see, press} = hands(page, browser);
      await page.type('input[name=user]', 'lou');
      await expecting(async () => {
        for (let i = 0; i < 5; i++) {
          await page.type('input[name=password]', 'guess ' + i);
          await press('Sign in');
          await page.waitForFunction(() => document.querySelector('[role=alert]') && !document.querySelector('input[name=password]').value);
        }
        await page.type('input[name=password]', config.password);
        await press('Sign in');
        await see('Too many wrong passwords. Try again in');
      });
      await browser.inspect(page, 'locked');
      await signIn(tools);
    },
    async 'a viewer sees, and changes nothing'() {
      const context = await browser.anotherContext();
      const other = await browser.open(context);
      const {text, see, visit} = hands(other, browser);
      const id = await deliver({description: 'Seen by a viewer'});
      await signIn({...tools, page: other}, 'vic');
      await see('Viewer: read-only');
      await visit(`#/events?intent=${id}`);
      await see(id);
      assert.ok(!(await text()).includes('Requeue'));
      await (await other.waitForSelector('.row-link')).click();
      await see('Seen by a viewer');
      assert.ok(!(await text()).includes('Requeue'));
      await visit('#/test');
      await see('Not allowed');
      await browser.inspect(other, 'viewer');
      const answers = await expecting(() => other.evaluate(async (base) => {
        const session = await (await fetch(base + 'session')).json();
        const [{id: entry}] = (await (await fetch(base + 'entries')).json()).entries;
        const paths = [`entries/${entry}/requeue`, 'entries/requeue', 'test-events', 'reconcile'];
        const headers = {'Content-Type': 'application/json', 'X-Bamotf-Token': session.token};
        return Promise.all(paths.map(async (path) => (await fetch(base + path, {method: 'POST', headers, body: '{}'})).status));
      }, api));
      assert.deepEqual(answers, [403, 403, 403, 403]);
      await context.close();
    },
    async 'a change without the token of the session is refused'() {
      assert.equal(await change('test-events', {}), 403);
      assert.equal(await change('test-events', {}, {'X-Bamotf-Token': 'guess'}), 403);
      assert.equal(await change('test-events', {mode: 'test'}, {'X-Bamotf-Token': await token()}), 200);
    },
    async 'a change by another origin is refused'() {
      const right = {'X-Bamotf-Token': await token()};
      assert.equal(await change('test-events', {}, {...right, Origin: 'https://evil.example'}), 403);
      assert.equal(await change('test-events', {}, {...right, 'Sec-Fetch-Site': 'cross-site'}), 403);
      assert.equal(await change('test-events', {}, {...right, 'Sec-Fetch-Site': 'same-site'}), 403);
      assert.equal(await change('session', {user: 'ada', password: config.password}, {Origin: 'https://evil.example'}), 403);
    },
    async 'the page of another port gets nothing through'() {
      // The same site: here the browser sends the cookie along.
      const evil = createServer((request, response) => response.writeHead(200, {'Content-Type': 'text/html'}).end('<h1>Evil</h1>'));
      await new Promise((resolve) => evil.listen(0, '127.0.0.1', resolve));
      const other = await browser.open(page.browserContext());
      const statuses = [];
      other.on('response', (response) => response.url().startsWith(api) && statuses.push(response.status()));
      await other.goto(`http://127.0.0.1:${evil.address().port}/`);
      await expecting(async () => {
        const read = await other.evaluate((url) => fetch(url, {credentials: 'include'}).then((answer) => answer.text(), () => 'nothing'), api + 'entries');
        assert.equal(read, 'nothing');
        await other.evaluate((url) => fetch(url, {method: 'POST', mode: 'no-cors', credentials: 'include', body: '{"mode":"test"}'}).catch(() => {}), api + 'test-events');
        await Promise.all([other.waitForNavigation(), other.evaluate((url) => {
          const form = Object.assign(document.createElement('form'), {method: 'post', enctype: 'text/plain', action: url});
          document.body.append(form);
          form.submit();
        }, api + 'test-events')]);
      });
      assert.ok(statuses.length > 0 && statuses.slice(-1)[0] === 403, String(statuses));
      await other.close();
      evil.close();
    },
    async 'no page can frame it'() {
      const answer = await fetch(config.url);
      assert.match(answer.headers.get('content-security-policy'), /frame-ancestors 'none'/);
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    },
  };
}
