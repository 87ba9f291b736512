// What an operator does from signing in to signing out.
import assert from 'node:assert/strict';
import {rmSync, writeFileSync} from 'node:fs';
import {hands} from '../browser.mjs';
import {looks} from './looks.mjs';
import {mistakes} from './mistakes.mjs';
import {eventOf, newId, signed} from './sender.mjs';

const REASON = 'mended in 2.4.1';
const CAUSE = 'The warehouse does not answer: connect timed out';

export async function signIn({page, config, browser}, user = 'ada') {
  const {see, press} = hands(page, browser);
  await page.goto(config.url);
  await page.waitForSelector('input[name=user]');
  await page.type('input[name=user]', user);
  await page.type('input[name=password]', config.password);
  await press('Sign in');
  await see('Sign out');
}

export function steps(tools) {
  const {page, config, browser, expecting, post, deliver} = tools;
  const {see, press, visit} = hands(page, browser);
  const open = async (id) => {
    await visit(`#/events?intent=${id}`);
    const link = await page.waitForSelector(`::-p-xpath(//tr[contains(., "${id}")]//a)`);
    await link.click();
    await see('What happened');
  };
  /** Pastes a request, and reads the diagnosis. */
  const examine = async ({name, header, body, title, says, off = ''}) => {
    await page.$eval('main form', ({elements}, pasted) => Object.entries(pasted).forEach(([field, text]) => (elements[field].value = text)), {header: `x-webhook-signature: ${header}`, body});
    const answer = page.waitForResponse((response) => response.url().endsWith('/verify'));
    await press('Examine');
    const {explanation} = await (await answer).json();
    assert.ok(explanation.includes(says), `${name}: ${explanation}`);
    const shown = (...wanted) => wanted.every((text) => document.querySelector('.diagnosis')?.textContent.includes(text));
    await page.waitForFunction(shown, {timeout: 5000}, title, explanation, off)
      .catch(async () => assert.fail(`${name}: ${await page.$eval('main', (main) => main.innerText)}`));
  };
  let arrived;
  return {
    async 'signs in by the form'() {
      await page.goto(config.url);
      await see('Sign in');
      await browser.inspect(page, 'sign-in');
      await page.type('input[name=user]', 'ada');
      await expecting(async () => {
        await page.type('input[name=password]', 'wrong');
        await press('Sign in');
        await see('Wrong user name or password');
      });
      await page.type('input[name=password]', config.password);
      await press('Sign in');
      await see('Operator');
      const [cookie] = await page.cookies();
      assert.deepEqual([cookie.httpOnly, cookie.sameSite, cookie.session], [true, 'Strict', true]);
      assert.equal(await page.evaluate(() => document.cookie + JSON.stringify({...localStorage, ...sessionStorage})), '{}');
    },
    async 'sees an event arrive without reloading'() {
      await visit('#/events');
      await page.evaluate(() => (window.sameDocument = true));
      arrived = await deliver({description: 'Coffee beans, 2 kg', amount: '3450', metadata: {orderId: '4711'}});
      await see(arrived);
      await page.waitForFunction(() => document.querySelector('[aria-live]').textContent.includes('new event'));
      assert.ok(await page.evaluate(() => window.sameDocument));
      await browser.inspect(page, 'events');
    },
    async 'opens it'() {
      await open(arrived);
      await see('Handled');
      await see('Coffee beans, 2 kg');
      await see('34.50 EUR');
      await browser.inspect(page, 'event-handled');
    },
    async 'sees why a handler fails, attempt by attempt'() {
      const broken = await deliver({description: 'Coffee beans, 1 kg', metadata: {orderId: '4712', breaks: CAUSE}});
      await open(broken);
      await see('Given up after 2 attempts');
      await see('Attempt 1 failed');
      await see('Attempt 2 failed');
      await see(CAUSE);
      await page.click('.timeline details summary');
      await see('BrokenUntilMended.paid');
      await browser.view(page, 'docs-event');
      await browser.inspect(page, 'event-failed');
      await page.click('.timeline details summary');
    },
    async 'requeues it when the handler is mended'() {
      writeFileSync(config.mended, '');
      await press('Requeue');
      await page.waitForSelector('dialog[open]');
      await page.type('dialog input', REASON);
      await browser.inspect(page, 'requeue');
      await press('Requeue');
      await see('1 of 1 requeued');
      await press('Close');
      await see('Handled');
      await see('Requeued by ada');
      await see(REASON);
      await browser.inspect(page, 'event-mended');
      rmSync(config.mended);
    },
    async 'has refused signatures explained'() {
      const refused = mistakes(config).filter((each) => !each.accepted);
      for (const {name, sent, body, header} of [{body: '{}', header: null}, {body: '{}', header: 'v=yesterday'}, ...refused]) {
        assert.equal(await post(sent ?? body, header), 401, name);
      }
      await visit('#/rejected');
      await see('has no x-webhook-signature header');
      await see('is malformed');
      const listed = await page.$$eval('.rejection', (items) => items.map((item) => item.textContent));
      for (const {name, header, says} of refused) {
        const shown = listed.filter((text) => text.includes(header)); // several, if signed at the same moment
        assert.ok(shown.some((text) => text.includes(says)), `${name}: ${shown}`);
      }
      await browser.inspect(page, 'rejected');
      await (await page.waitForSelector('::-p-xpath(//li[contains(., "newline after the secret")]//a)')).click();
      await see('A newline in the secret');
      await see('printf instead of echo');
      await browser.inspect(page, 'doctor');
    },
    async 'asks the doctor about pasted requests'() {
      await visit('#/doctor');
      for (const mistake of mistakes(config)) {
        await examine(mistake);
      }
    },
    async 'sends a test event and follows it to its end'() {
      await visit('#/test');
      await page.select('select[name=mode]', 'test');
      await press('Send');
      await see('HTTP 200');
      await see('Handled');
      await browser.inspect(page, 'test-event');
    },
    async 'finds in the audit who did what and why'() {
      await visit('#/audit');
      for (const text of ['signed in', 'viewed', 'requeued', 'sent a test event', 'payment_intent.succeeded', REASON, 'ada', 'from 127.0.0.1']) {
        await see(text);
      }
    },
    async 'finds every view in order, on a desk and on a phone in the dark'() {
      await looks(page, browser, {
        overview: '#/', events: '#/events', payments: '#/payments', payment: `#/payments/${arrived}`, rejected: '#/rejected', test: '#/test',
        reconciliation: '#/reconciliation', audit: '#/audit', settings: '#/settings?only=set',
      });
    },
    async 'leaves webhooks as they are'() {
      const body = JSON.stringify(eventOf({id: newId(), description: 'Grüße ☕'}), null, 1);
      const Cookie = (await page.cookies()).map(({name, value}) => `${name}=${value}`).join('; ');
      assert.equal(await post(body, signed(config.secret, body), {Cookie}), 200);
      assert.equal(await post(body.replace('"2500"', '"9500"'), signed(config.secret, body), {Cookie}), 401);
      assert.equal(await post(body, null, {Cookie}), 401);
    },
    async 'signs out for good'() {
      const Cookie = (await page.cookies()).map(({name, value}) => `${name}=${value}`).join('; ');
      const asBefore = () => fetch(new URL(config.api, config.url).href + 'entries', {headers: {Cookie}}).then(({status}) => status);
      assert.equal(await asBefore(), 200);
      await press('Sign out');
      await see('Password');
      assert.equal(await asBefore(), 401);
    },
  };
}
