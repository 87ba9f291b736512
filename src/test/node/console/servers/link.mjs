// The link of the start, which lets one person in, once, on this machine.
import assert from 'node:assert/strict';
import {hands} from '../browser.mjs';

export function steps({page, config, browser, expecting}) {
  const {see, press} = hands(page, browser);
  const link = `${config.url}#link=${config.link}`;
  return {
    async 'without it, a browser on this machine only reads, and is told how to sign in'() {
      await page.goto(config.url);
      await see('Not signed in');
      await page.goto(config.url + '#/test');
      await see('Not allowed');
    },
    async 'not for who comes through a proxy'() {
      const headers = {'Content-Type': 'application/json', 'X-Forwarded-For': '10.0.0.7'};
      const answer = await fetch(new URL(config.api, config.url).href + 'session', {method: 'POST', headers, body: JSON.stringify({link: config.link})});
      assert.equal(answer.status, 403);
    },
    async 'leads straight into the page as an operator'() {
      await page.goto('about:blank');
      await page.goto(link);
      await see('Operator');
      await see('Sign out');
      assert.equal(await page.evaluate(() => location.hash), '');
      await browser.inspect(page, 'link');
      await page.goto(config.url + '#/test');
      await press('Send');
      await see('HTTP 200');
    },
    async 'works once'() {
      const context = await browser.anotherContext();
      const other = await browser.open(context);
      await expecting(async () => {
        await other.goto(link);
        await hands(other, browser).see('The link did not work');
      });
      await browser.inspect(other, 'link-used');
      await context.close();
    },
  };
}
