// Drives the page in Chromium: every view at two widths in light and dark, then what an operator does. Fails on an
// error in the browser's console, a violation of the CSP or of axe's rules, a page wider than its window,
// a layout that shifts, or an executed payload.
import {mkdir, readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';
import puppeteer from 'puppeteer-core';
import {startMock} from './mock.mjs';
import {actions} from './actions.mjs';
import {intents} from './data.mjs';

const OUT = fileURLToPath(new URL('../../../../target/console-pictures/', import.meta.url));
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const encoded = encodeURIComponent;
// Longer pages are cut, so that a picture can be looked at.
const MAX_HEIGHT = 1700;
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

await mkdir(OUT, {recursive: true});
const mock = await startMock();
const browser = await puppeteer.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'], protocolTimeout: 300000});
const faults = [];
let where = 'start';
const fault = (text) => {
  faults.push(`${where}: ${text}`);
  console.log(`FAULT ${where}: ${text}`);
};

async function open() {
  const page = await browser.newPage();
  page.setDefaultTimeout(60000);
  await page.emulateTimezone('Europe/Berlin');
  await page.evaluateOnNewDocument(() => addEventListener('securitypolicyviolation', (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)));
  await page.evaluateOnNewDocument(() => {
    window.shifted = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((each) => (window.shifted += each.hadRecentInput ? 0 : each.value))).observe({type: 'layout-shift', buffered: true});
  });
  page.on('console', (message) => {
    const expected = /Failed to load resource/.test(message.text()) && mock.expected;
    if (['error', 'warn'].includes(message.type()) && !expected) {
      fault(message.text());
    }
  });
  page.on('pageerror', (error) => fault(error.stack ?? String(error)));
  page.on('dialog', (dialog) => fault('a dialog of the browser: ' + dialog.message()));
  return page;
}

async function settled(page) {
  await page.waitForFunction(() => document.querySelector('h1') && !document.querySelector('.loading'));
  await new Promise((resolve) => setTimeout(resolve, 250));
}

async function inspect(page, name) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) {
    fault(`wider than the window by ${wide} pixels`);
  }
  if (await page.evaluate(() => window.pwned)) {
    fault('a payload was executed');
  }
  if (!await page.evaluate(() => Boolean(window.axe))) {
    await page.evaluate(AXE);
  }
  const violations = await page.evaluate(async () => (await window.axe.run(document, {resultTypes: ['violations']})).violations
    .map(({id, nodes}) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? '')).join(' | ')}`));
  violations.forEach((each) => fault('axe ' + each));
  const [width, height] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollHeight]);
  await page.screenshot({path: `${OUT}${name}.png`, clip: {x: 0, y: 0, width, height: Math.min(height, MAX_HEIGHT)}, captureBeyondViewport: true});
}

async function views(page, list, suffix) {
  for (const [name, hash] of list) {
    where = name + suffix;
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
const tools = {mock, open, inspect, settled, fault, at: (name) => (where = name)};
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
  await browser.close();
  mock.close();
}
console.log(faults.length === 0 ? 'No fault' : `${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
