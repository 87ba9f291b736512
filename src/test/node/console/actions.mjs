// What an operator does, step by step.
import assert from 'node:assert/strict';
import {hands} from './browser.mjs';
import {intents, testModes} from './data.mjs';

export async function actions({mock, open, inspect, settled, fault, walk}) {
  const page = await open();
  await page.setViewport({width: 1280, height: 800});
  const {text, see, press, visit} = hands(page, {settled, fault});
  const steps = {
    async 'sign in'() {
      Object.assign(mock.state, {user: null, roles: []});
      await page.goto(mock.url);
      await see('Sign in');
      await inspect(page, 'sign-in');
      mock.expected = true;
      await page.type('input[name=user]', 'ada');
      await page.type('input[name=password]', 'wrong');
      await press('Sign in');
      await see('Wrong user name or password');
      await page.type('input[name=password]', 'locked');
      await press('Sign in');
      await see('Try again in 30 seconds');
      await page.type('input[name=password]', 'right');
      await press('Sign in');
      await see('Needs attention');
      mock.expected = false;
    },
    async 'sign out and the one-time link'() {
      await press('Sign out');
      await see('Password');
      await page.goto('about:blank');
      await page.goto(mock.url + '#link=one-time');
      await see('Needs attention');
      assert.equal(await page.evaluate(() => location.hash), '');
      mock.expected = true;
      Object.assign(mock.state, {user: null, roles: [], login: 'none'});
      await page.goto('about:blank');
      await page.goto(mock.url + '#link=used');
      await see('The link did not work');
      await inspect(page, 'sign-in-none');
      mock.expected = false;
      Object.assign(mock.state, {user: 'ada', roles: ['bamotf-viewer', 'bamotf-operator'], login: 'form'});
      await page.goto('about:blank');
      await page.goto(mock.url);
      await settled(page);
    },
    async 'an event arrives without a reload'() {
      await visit('#/events');
      const [first] = mock.inbox.entries;
      mock.inbox.entries = [{...first, base: {...first.base, id: '5000', event: 'payment_intent.arrived', lastError: null}}, ...mock.inbox.entries];
      await see('payment_intent.arrived');
      await page.waitForFunction(() => document.querySelector('[aria-live]').innerText.includes('1 new event'));
      const [asked, ...byItself] = mock.calls.filter((each) => each.path.endsWith('/entries')).map((each) => each.headers['x-bamotf-poll']);
      assert.equal(asked, undefined);
      assert.ok(byItself.includes('1'));
      mock.inbox.entries = mock.inbox.entries.slice(1);
    },
    async 'events stay in the list while others arrive'() {
      await visit('#/');
      await visit('#/events');
      await press('Load more');
      const shown = () => page.$$eval('.row-link', (links) => links.map((link) => /events\/(\d+)/.exec(link.href)[1]));
      await page.waitForFunction(() => document.querySelectorAll('.row-link').length > 60);
      const before = mock.inbox.entries;
      const expected = await shown();
      for (const start of [5000, 5100]) {
        const [{base, details}] = before;
        const arrived = Array.from({length: 40}, (none, i) => ({details, base: {...base, id: String(start + 40 - i), event: `payment_intent.wave${start}`}}));
        mock.inbox.entries = [...arrived, ...mock.inbox.entries];
        expected.unshift(...arrived.map((each) => each.base.id));
        await see(`payment_intent.wave${start}`);
      }
      assert.deepEqual(await shown(), expected);
      await press('Load more');
      await page.waitForFunction((count) => document.querySelectorAll('.row-link').length > count, {}, expected.length);
      const all = await shown();
      assert.deepEqual(all, mock.inbox.entries.slice(0, all.length).map((each) => each.base.id));
      mock.inbox.entries = before;
    },
    async 'a body that is hidden, or long'() {
      const [first] = mock.inbox.entries;
      const before = mock.inbox.entries;
      mock.inbox.entries = [{base: {...first.base, id: '6000'}, details: {...first.details, body: JSON.stringify({a: 'x'.repeat(200001)})}}, ...before];
      await visit('#/events/6000');
      await see('It is too long to lay out');
      mock.state.bodyHidden = true;
      await visit('#/events/1175');
      await see('Sign in to see the body.');
      assert.ok(!/not JSON|Download/.test(await text()));
      await inspect(page, 'body-hidden');
      mock.state.bodyHidden = false;
      mock.inbox.entries = before;
    },
    async 'filters are in the address'() {
      await visit('#/events');
      await page.type('input[type=search]', 'Order', {delay: 120});
      await press('Abandoned');
      await page.waitForFunction(() => location.hash.includes('q=Order') && location.hash.includes('status=ABANDONED'));
      await see('Abandoned · “Order”');
    },
    async 'from the overview to a requeued event'() {
      await visit('#/');
      await page.click('.attention a');
      await page.waitForFunction(() => location.hash.startsWith('#/events?status=ABANDONED'));
      await page.waitForSelector('.row-link');
      await page.click('.row-link');
      await see('What happened');
      await press('Requeue');
      await page.waitForSelector('dialog[open]');
      await page.type('dialog input', 'mended');
      await inspect(page, 'requeue-one');
      mock.expected = true;
      await press('Requeue');
      await page.waitForFunction(() => /anyway|1 of 1 requeued/.test(document.body.innerText));
      if ((await text()).includes('anyway')) {
        await inspect(page, 'requeue-conflict');
        await press('Requeue it anyway');
        await see('1 of 1 requeued');
      }
      mock.expected = false;
      await press('Close');
      await see('Pending');
      const call = mock.calls.findLast((each) => each.path.endsWith('/requeue'));
      assert.equal(call.body.reason, 'mended');
    },
    async 'requeue selected'() {
      await visit('#/events?status=ABANDONED');
      await page.click('th input[type=checkbox]');
      await press('Requeue selected');
      mock.expected = true;
      await press('Requeue');
      await see('Finished');
      await inspect(page, 'requeue-selected');
      mock.expected = false;
      await press('Close');
    },
    async 'requeue all that match, and cancel'() {
      await visit('#/events?status=HANDLED');
      await press('Requeue all that match');
      await see('match.');
      await inspect(page, 'requeue-all');
      const bulk = () => mock.calls.filter((each) => each.path.endsWith('entries/requeue'));
      const before = bulk().length;
      // The address changes behind the dialog, and the button is hit twice.
      await visit('#/events?status=ABANDONED');
      await page.waitForSelector('dialog button.primary');
      await page.$eval('dialog form', (form) => {
        form.requestSubmit();
        form.requestSubmit();
      });
      await see('Requeuing');
      assert.equal(bulk().length, before + 1);
      await inspect(page, 'requeue-job');
      await press('Cancel the job').catch(() => fault('the job ended before it was canceled'));
      await see('Canceled:');
      await press('Close');
      const call = mock.calls.findLast((each) => each.path.endsWith('entries/requeue'));
      assert.ok(call.body.upTo);
      assert.ok(call.body.asOf);
      assert.equal(call.body.filter.status, 'HANDLED');
    },
    async 'after an error, all that match are counted again'() {
      await visit('#/events?status=HANDLED');
      await press('Requeue all that match');
      await see('match.');
      mock.expected = true;
      mock.state.full = true;
      await page.click('dialog button.primary');
      await see('3 bulk requeues are running');
      await inspect(page, 'requeue-refused');
      const sent = mock.calls.length;
      await page.$eval('dialog form', (form) => form.requestSubmit());
      assert.deepEqual(await page.$$eval('dialog button', (all) => all.map((each) => each.innerText).filter((each) => each.startsWith('Requeue'))), []);
      mock.state.full = false;
      await press('Count again');
      await see('match.');
      mock.expected = false;
      const again = mock.calls.slice(sent).filter((each) => each.path.endsWith('entries/requeue')).map((each) => each.body.dryRun);
      assert.deepEqual(again, [true]);
      await press('Cancel');
    },
    async 'what has changed since it was seen is not forced'() {
      await visit('#/events?status=ABANDONED');
      await page.click('td input[type=checkbox]');
      await press('Requeue selected');
      const entries = mock.inbox.entries;
      mock.inbox.entries = entries.map((each) => ({...each, base: {...each.base, status: 'HANDLED'}}));
      mock.expected = true;
      await press('Requeue');
      await see('check it again');
      mock.expected = false;
      assert.ok(!(await text()).includes('anyway'));
      await inspect(page, 'requeue-changed');
      const {seen} = mock.calls.findLast((each) => each.path.endsWith('/requeue')).body;
      assert.equal(seen.status, 'ABANDONED');
      assert.equal(typeof seen.requeues, 'number');
      mock.inbox.entries = entries;
      await press('Close');
    },
    async 'send a test event'() {
      await visit('#/test');
      await press('Send');
      await see('HTTP 200');
      await see('Handled');
      await inspect(page, 'test-sent');
      assert.deepEqual(mock.calls.findLast((each) => each.path.endsWith('test-events')).body, {event: 'payment_intent.succeeded', mode: 'test', currency: 'EUR', amount: 2500, metadata: {orderId: '17'}});
    },
    async 'a test event that no handler sees, or takes for money'() {
      await visit('#/');
      await visit('#/test');
      await page.select('select[name=mode]', 'prod');
      await see('Handlers treat it as a real payment');
      await inspect(page, 'test-prod');
      await page.select('select[name=mode]', 'dev');
      await see('No handler will see it');
      await press('Send');
      await see('HTTP 400');
      await see('Quarantined');
      await inspect(page, 'test-quarantined');
      mock.state.testModes = [{name: 'test', quarantined: true}];
      await page.reload();
      await see('add test to bamotf.webhook.modes');
      mock.state.testModes = [];
      await page.reload();
      await see('Test events are off');
      mock.state.testModes = testModes;
      await page.reload();
      await settled(page);
    },
    async 'preview a reconciliation, then run it'() {
      await visit('#/reconciliation');
      await press('Preview');
      await see('What a run of account 1 would store: 240 events');
      await see('The first 12 of 240');
      await see('Incomplete');
      await inspect(page, 'reconcile-preview');
      assert.deepEqual(mock.calls.findLast((each) => each.method === 'POST').body, {dryRun: true});
      await press('Reconcile now');
      await see('Requested');
      assert.deepEqual(mock.calls.findLast((each) => each.method === 'POST').body, {});
      assert.ok(!(await text()).includes('would store'));
    },
    async 'payments have their totals from the server'() {
      await visit('#/payments');
      await see('25 of 40');
      await press('Show more');
      await page.waitForFunction(() => document.querySelectorAll('table.linked tbody tr').length === 40);
      mock.state.arrived = intents.slice(0, 3).map((each, i) => ({...each, id: `arrived${i}`, createdAt: new Date().toISOString()}));
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await page.waitForFunction(() => document.querySelectorAll('table.linked tbody tr').length === 43);
      mock.state.arrived = [];
      await visit('#/payments?currency=JPY');
      await page.waitForFunction(() => document.querySelectorAll('[aria-labelledby=totals] tbody tr').length < 4);
      assert.deepEqual(mock.calls.findLast((each) => each.path.endsWith('payments/totals')).query, {currency: 'JPY'});
    },
    async 'simulate a payment in dev mode'() {
      mock.expected = true;
      await visit('#/payments/devintent');
      await see('Simulate a payment');
      await inspect(page, 'simulate');
      await press('Simulate');
      await page.waitForFunction(() => !document.body.innerText.includes('Simulate a payment'));
      await see('Succeeded');
      mock.expected = false;
      assert.deepEqual(mock.calls.findLast((each) => each.method === 'POST').body, {amount: 2500, confirmations: 1});
    },
    async 'ask the doctor'() {
      await visit('#/doctor');
      await page.type('input[name=header]', 'X-Webhook-Signature: v=1,d=2');
      await page.type('textarea', '{"a":\n1}');
      await press('Examine');
      await see('A newline in the secret');
      assert.deepEqual(mock.calls.findLast((each) => each.path.endsWith('verify')).body, {body: '{"a":\n1}', header: 'v=1,d=2'});
    },
    async 'find what was done in the audit'() {
      const rows = () => page.$$eval('tbody tr', (all) => all.map((row) => row.innerText));
      await visit('#/audit');
      await press('Load more');
      await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 70);
      await page.select('.filters select', 'signed in');
      await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 14);
      assert.ok((await rows()).every((row) => row.includes('signed in')));
      assert.equal(await page.evaluate(() => location.hash), '#/audit?action=signed+in');
      await page.select('.filters select', 'requeued all');
      await see('No record matches');
      await inspect(page, 'audit-filtered');
      await page.select('.filters select', '');
      await page.waitForFunction(() => document.querySelectorAll('tbody tr').length >= 50);
    },
    async 'a viewer cannot change anything'() {
      mock.state.roles = ['bamotf-viewer'];
      await page.reload();
      await visit('#/events');
      assert.ok(!(await text()).includes('Requeue all'));
      await visit('#/test');
      await see('Not allowed');
      await inspect(page, 'viewer');
      mock.state.roles = ['bamotf-viewer', 'bamotf-operator'];
    },
    async 'a host without ledger'() {
      mock.state.ledger = false;
      await page.reload();
      await settled(page);
      assert.ok(!(await text()).includes('Payments'));
      mock.state.ledger = true;
    },
    async 'the server goes away, and the session ends'() {
      await page.goto('about:blank');
      await page.goto(mock.url + '#/events');
      await settled(page);
      mock.expected = true;
      mock.state.down = true;
      await see('The database is unavailable');
      await inspect(page, 'down');
      mock.state.down = false;
      mock.state.roles = [];
      await see('Your session has ended');
    },
    async 'the keyboard alone'() {
      mock.state.roles = ['bamotf-viewer', 'bamotf-operator'];
      await page.goto('about:blank');
      await page.goto(mock.url + '#/events');
      await settled(page);
      mock.expected = false;
      await page.evaluate(() => document.body.focus());
      await page.focus('.skip');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
      await page.focus('.row-link');
      await page.keyboard.press('Enter');
      await see('What happened');
      assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
    },
    async 'on a phone'() {
      await page.setViewport({width: 320, height: 640});
      await visit('#/');
      await press('Menu');
      await inspect(page, 'phone-menu');
      await page.click('nav a[href="#/events"]');
      await page.waitForSelector('.row-link');
      assert.equal(await page.$eval('.menu', (button) => button.getAttribute('aria-expanded')), 'false');
      await press('Requeue all that match');
      await see('match.');
      await inspect(page, 'phone-requeue');
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => !document.querySelector('dialog'));
      assert.match(await page.evaluate(() => document.activeElement.innerText), /Requeue all/);
      await visit('#/audit');
      await page.select('.foot select', 'utc');
      await page.waitForFunction(() => /UTC/.test(document.querySelector('tbody time').innerText));
    },
    async 'without JavaScript'() {
      await page.setJavaScriptEnabled(false);
      await page.goto(mock.url);
      await page.screenshot({path: new URL('../../../../target/console-pictures/no-script.png', import.meta.url).pathname});
    },
  };
  await page.goto(mock.url);
  await settled(page);
  await walk(steps, process.argv[3]);
  await page.close();
}
