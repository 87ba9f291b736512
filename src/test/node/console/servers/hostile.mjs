// Texts that attack the page, wherever a stranger or a handler can put them: they are shown as text.
import assert from 'node:assert/strict';
import {HOSTILE} from '../data.mjs';
import {hands} from '../browser.mjs';
import {signIn} from './operator.mjs';
import {newId} from './sender.mjs';

const [IMAGE, SCRIPT, , SVG] = HOSTILE;

export function steps(tools) {
  const {page, browser, post, deliver} = tools;
  const {see, press, visit} = hands(page, browser);
  let id;
  let payment;
  const entryOf = async (intent) => {
    await visit(`#/events?intent=${encodeURIComponent(intent)}`);
    await (await page.waitForSelector('.row-link')).click();
    await see('What happened');
    return page.evaluate(() => location.hash);
  };
  return {
    async 'hostile texts arrive'() {
      await signIn(tools);
      id = `${IMAGE}${newId()}`;
      await deliver({id, description: SCRIPT, metadata: {[SVG]: IMAGE, breaks: `${IMAGE} ${SCRIPT} ${SVG}`}});
      payment = await deliver({id: `${IMAGE}${newId()}`, description: SCRIPT, metadata: {[SVG]: IMAGE}});
      await deliver({event: `payment_intent.${IMAGE}`, description: SVG, metadata: {note: SCRIPT}});
      assert.equal(await post(SVG, `${IMAGE}${SCRIPT}`), 401);
    },
    async 'they are text in lists, events and payments'() {
      const failed = await entryOf(id);
      await see('Given up after 2 attempts');
      await see(`IllegalStateException: ${IMAGE}`);
      await press('Requeue');
      await page.type('dialog input', SCRIPT);
      await browser.inspect(page, 'hostile-requeue');
      await press('Requeue');
      await see('1 of 1 requeued');
      await press('Close');
      await see('Requeued by ada');
      await see(SCRIPT);
      await page.setViewport({width: 320, height: 640});
      const views = {overview: '#/', events: '#/events', event: failed, payments: '#/payments', payment: `#/payments/${encodeURIComponent(payment)}`, audit: '#/audit'};
      for (const [name, hash] of Object.entries(views)) {
        await visit(hash);
        await browser.shown(page, 'hostile-' + name);
      }
      await page.setViewport({width: 1280, height: 800});
    },
    async 'they are text at the doctor'() {
      await visit('#/rejected');
      await see(IMAGE);
      await (await page.waitForSelector(`::-p-xpath(//li[contains(., "onerror")]//a)`)).click();
      await see('The header is malformed');
      await browser.inspect(page, 'hostile-doctor');
    },
    async 'none was executed'() {
      await page.reload();
      await browser.settled(page);
      assert.equal(await page.evaluate(() => window.pwned), undefined);
      assert.equal(await page.evaluate(() => document.querySelectorAll('main svg, main script, main img[src="x"]').length), 0);
    },
  };
}
