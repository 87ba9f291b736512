// After an outage: thousands of abandoned events of mode “load” are requeued, and the first job is canceled.
import assert from 'node:assert/strict';
import {hands} from '../browser.mjs';
import {signIn} from './operator.mjs';

const REASON = 'the database of the orders is back';

export function steps(tools) {
  const {page, config, browser} = tools;
  const {see, press, visit, text} = hands(page, browser);
  const begin = async (count) => {
    await visit('#/events?mode=load&status=ABANDONED');
    await press('Requeue all that match');
    await see(`${count.toLocaleString('en')} events match`);
    await page.type('dialog label input:not([type=checkbox])', REASON);
    await browser.inspect(page, 'requeue-all');
    await browser.view(page, 'docs-requeue');
    await page.click('dialog button.primary');
    await see('Requeuing:');
  };
  const counted = async () => Number((await text()).match(/: ([\d,]+) of [\d,]+ requeued/)[1].replaceAll(',', ''));
  let done;
  return {
    async 'counts, begins, and is canceled'() {
      await signIn(tools);
      await begin(config.abandoned);
      await press('Cancel the job');
      await see('Canceled:');
      done = await counted();
      assert.ok(done > 0 && done < config.abandoned, `${done} of ${config.abandoned} requeued`);
      await browser.inspect(page, 'requeue-canceled');
      await press('Close');
    },
    async 'requeues the rest'() {
      await begin(config.abandoned - done);
      await see('Finished:');
      assert.equal(await counted(), config.abandoned - done);
      await press('Close');
      await see('No event matches');
    },
    async 'is in the audit with its reason, and every event too'() {
      const records = await page.evaluate(async (api) => {
        const all = [];
        for (let after = ''; after !== null;) {
          const part = await (await fetch(`${api}audit?limit=200&after=${after}`)).json();
          all.push(...part.records);
          after = part.next;
        }
        return all;
      }, new URL(config.api, config.url).href);
      const mine = records.filter((each) => each.who === 'ada' && each.reason === REASON);
      assert.equal(mine.filter((each) => each.action === 'requeued all').length, 2);
      assert.equal(mine.filter((each) => each.action === 'requeued').length, config.abandoned);
      await visit('#/audit');
      await see(REASON);
      assert.doesNotMatch(await page.$eval('tbody', (rows) => rows.innerText), /requeued all/, 'they are behind the lines of the entries');
      await page.select('.filters select', 'requeued all');
      await see(`${(config.abandoned - done)} entries`);
      await browser.inspect(page, 'audit-jobs');
    },
  };
}
