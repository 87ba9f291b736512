// A host with a login of its own: its users with our roles need no other.
import assert from 'node:assert/strict';
import {hands} from '../browser.mjs';
import {eventOf, signed} from './sender.mjs';

export function steps({config, browser, expecting, post, deliver}) {
  const api = new URL(config.api, config.url).href;
  /** Signs in by the host's form and opens the console. */
  const enter = async (user) => {
    const context = await browser.anotherContext();
    const page = await browser.open(context);
    await page.goto(config.url);
    await page.waitForSelector('input[name=j_username]');
    await page.type('input[name=j_username]', user);
    await page.type('input[name=j_password]', config.password);
    await Promise.all([page.waitForNavigation(), page.click('button')]);
    await page.goto(config.url);
    return {page, context, ...hands(page, browser)};
  };
  const change = (page) => expecting(() => page.evaluate(async (base) => {
    const {token} = await (await fetch(base + 'session')).json();
    const send = (headers) => fetch(base + 'test-events', {method: 'POST', body: '{"mode":"test"}', headers: {'Content-Type': 'application/json', ...headers}});
    return [(await send({})).status, (await send({'X-Bamotf-Token': token})).status];
  }, api));
  return {
    async 'an operator of the host is one here'() {
      const {page, context, see, text} = await enter('olga');
      await see('olga');
      await see('Operator');
      assert.ok(!(await text()).includes('Sign out'), 'the host signs out');
      assert.deepEqual(await change(page), [403, 200]);
      await page.evaluate(() => (location.hash = '#/audit'));
      await see('sent a test event');
      await browser.inspect(page, 'host-operator');
      await context.close();
    },
    async 'a viewer of the host changes nothing'() {
      const {page, context, see} = await enter('vera');
      await see('Viewer: read-only');
      assert.deepEqual(await change(page), [403, 403]);
      await context.close();
    },
    async 'another user of the host is told what is missing'() {
      const {page, context, see} = await enter('carl');
      await see('may not see this console');
      await browser.inspect(page, 'host-stranger');
      await context.close();
    },
    async 'webhooks need no login'() {
      await deliver({});
      const body = JSON.stringify(eventOf({}));
      assert.equal(await post(body + ' ', signed(config.secret, body)), 401);
    },
  };
}
