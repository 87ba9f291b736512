// Drives the page in Chromium on the mock: every view at two widths in light and dark, then what an operator does.
// Fails on what browser.mjs takes for a fault, and on a layout that shifts.
import {fileURLToPath} from 'node:url';
import {launch} from './browser.mjs';
import {startMock} from './mock.mjs';
import {actions} from './actions.mjs';
import {intents} from './data.mjs';

const OUT = fileURLToPath(new URL('../../../../target/console-pictures/', import.meta.url));
const encoded = encodeURIComponent;
// What the web calls good.
const MAX_SHIFT = 0.1;
const only = process.argv[2];

const VIEWS = {
  overview: '#/',
  events: '#/events',
  'events-filtered': '#/events?status=ABANDONED%2CQUARANTINED&mode=prod&q=Order',
  'events-none': '#/events?event=none',
  entry: '#/events/1175',
  'entry-hostile': '#/events/1173',
  'entry-handled': '#/events/1140',
  payments: '#/payments',
  payment: `#/payments/${encoded(intents[1].id)}`,
  'payment-hostile': `#/payments/${encoded(intents[3].id)}`,
  rejected: '#/rejected',
  doctor: '#/doctor',
  'doctor-rejection': '#/doctor?rejection=r0',
  test: '#/test',
  reconciliation: '#/reconciliation',
  audit: '#/audit',
  settings: '#/settings',
  unknown: '#/nothing',
};
const EMPTY = ['overview', 'events', 'payments', 'rejected', 'reconciliation', 'audit'];
const LOOKS = [[1280, 'light'], [320, 'dark'], [1280, 'dark'], [320, 'light']];

const mock = await startMock();
const {open, settled, inspect, fault, faults, walk, at, close} = await launch({out: OUT, isExpected: () => mock.expected});

async function views(page, list, suffix) {
  for (const [name, hash] of list) {
    at(name + suffix);
    await page.evaluate((value) => {
      window.shifted = 0;
      location.hash = value;
    }, hash);
    await settled(page);
    const shifted = await page.evaluate(() => window.shifted);
    if (shifted > MAX_SHIFT) {
      fault(`the layout shifted by ${shifted}`);
    }
    await inspect(page, name + suffix);
  }
}

const wanted = (list) => list.filter(([name]) => !only || only === 'views' || only.split(',').includes(name));
const tools = {mock, open, inspect, settled, fault, walk};
try {
  for (const [width, scheme] of process.env.LOOK ? [LOOKS[process.env.LOOK]] : LOOKS) {
    if (only === 'actions') {
      break;
    }
    const page = await open();
    await page.setViewport({width, height: width > 600 ? 800 : 640});
    await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
    await page.goto(mock.url);
    await settled(page);
    await views(page, wanted(Object.entries(VIEWS)), `-${width}-${scheme}`);
    if (!only || only === 'views') {
      mock.state.empty = true;
      await page.reload();
      await settled(page);
      await views(page, EMPTY.map((name) => [name, VIEWS[name]]), `-empty-${width}-${scheme}`);
      mock.state.empty = false;
    }
    await page.close();
  }
  if (!only || only === 'actions') {
    await actions(tools);
  }
} catch (error) {
  fault(error.stack);
} finally {
  await close();
  mock.close();
}
console.log(faults.length === 0 ? 'No fault' : `${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
