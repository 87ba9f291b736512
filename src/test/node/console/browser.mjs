// A headless Chromium that finds faults: an error in the browser's console, a violation of the CSP or of axe's rules,
// a page wider than its window, an executed payload, a dialog of the browser.
import {mkdir, readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import puppeteer from 'puppeteer-core';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
// Longer pages are cut, so that a picture can be looked at.
const MAX_HEIGHT = 1700;
const PATIENCE = 120000;
// Of a page, in the message of a fault.
const MAX_TEXT = 2000;

/** out is the folder of the pictures; isExpected() says whether a refused request is no fault now. */
export async function launch({out, isExpected}) {
  await mkdir(out, {recursive: true});
  const browser = await puppeteer.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS, protocolTimeout: 300000});
  const faults = [];
  let where = 'start';
  const fault = (text) => {
    faults.push(`${where}: ${text}`);
    console.error(`FAULT ${where}: ${text}`);
  };

  /** A page; in a context of its own it has no cookies of the others. */
  async function open(context = browser) {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.setViewport({width: 1280, height: 800});
    await page.emulateTimezone('Europe/Berlin');
    await page.evaluateOnNewDocument(() => addEventListener('securitypolicyviolation', (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)));
    await page.evaluateOnNewDocument(() => {
      window.shifted = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((each) => (window.shifted += each.hadRecentInput ? 0 : each.value))).observe({type: 'layout-shift', buffered: true});
    });
    page.on('console', (message) => {
      const expected = /Failed to load resource|blocked by CORS policy/.test(message.text()) && isExpected();
      if (['error', 'warn'].includes(message.type()) && !expected) {
        fault(message.text());
      }
    });
    page.on('pageerror', (error) => fault(error.stack ?? String(error)));
    page.on('dialog', (dialog) => {
      fault('a dialog of the browser: ' + dialog.message());
      return dialog.dismiss();
    });
    return page;
  }

  async function settled(page) {
    await page.waitForFunction(() => document.querySelector('h1') && !document.querySelector('.loading'));
    await new Promise((resolve) => setTimeout(resolve, 250));
  }

  async function inspect(page, name) {
    await accessible(page, name);
    await shown(page, name);
  }

  async function shown(page, name) {
    await contained(page, name);
    await picture(page, name);
  }

  /** No text has left its place. */
  async function contained(page, name) {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) {
      fault(`${name} is wider than the window by ${wide} pixels`);
    }
    if (await page.evaluate(() => window.pwned)) {
      fault('a payload was executed');
    }
  }

  async function accessible(page, name) {
    if (!await page.evaluate(() => Boolean(window.axe))) {
      await page.evaluate(AXE);
    }
    const violations = await page.evaluate(async () => (await window.axe.run(document, {resultTypes: ['violations']})).violations
      .map(({id, nodes}) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? '')).join(' | ')}`));
    violations.forEach((each) => fault(`${name}: axe ${each}`));
  }

  /** A picture for the documentation: what stands in a small window. */
  async function view(page, name) {
    const before = page.viewport();
    await page.setViewport({width: 1120, height: 700});
    await settled(page);
    await page.screenshot({path: `${out}/${name}.png`});
    await page.setViewport(before);
  }

  async function picture(page, name) {
    const [width, height] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollHeight]);
    await page.screenshot({path: `${out}/${name}.png`, clip: {x: 0, y: 0, width, height: Math.min(height, MAX_HEIGHT)}, captureBeyondViewport: true});
  }

  /** The steps whose names contain the text, one after the other, in spite of failures; [{name, millis, faults}]. */
  async function walk(steps, wanted = '') {
    const walked = [];
    for (const [name, step] of Object.entries(steps).filter(([each]) => each.includes(wanted))) {
      where = name;
      console.error(new Date().toISOString().slice(11, 19), name);
      const [begin, before] = [Date.now(), faults.length];
      try {
        await step();
      } catch (error) {
        fault(error.stack);
      }
      walked.push({name, millis: Date.now() - begin, faults: faults.slice(before)});
    }
    return walked;
  }

  return {
    open, settled, inspect, shown, view, fault, faults, walk, at: (name) => (where = name),
    anotherContext: () => browser.createBrowserContext(), close: () => browser.close(),
  };
}

/** What a person does with a page: see, press, visit. */
export function hands(page, {settled, fault}) {
  const text = () => page.evaluate(() => document.body.innerText);
  return {
    text,
    see: (wanted) => page.waitForFunction((each) => document.body.innerText.includes(each), {}, wanted)
      .catch(async () => fault(`does not show “${wanted}”, but: ${(await text()).slice(0, MAX_TEXT)}`)),
    // In a dialog if one is open, since what lies behind it cannot be pressed. A locator waits until the button stands still.
    async press(name) {
      const inside = await page.$('dialog[open]') ? '//dialog' : '';
      await page.locator(`::-p-xpath(${inside}//button[starts-with(normalize-space(.), "${name}") and not(@disabled)])`).click();
    },
    async visit(hash) {
      await page.evaluate((value) => (location.hash = value), hash);
      await settled(page);
    },
  };
}
