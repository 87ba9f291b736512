// Walks through scenarios on a real server: node on-server.mjs operator smoke …, with the JSON of what a scenario needs on
// standard input: {url, webhook, secret, …}. The last line of the output is [{name, millis, faults}].
import {readFileSync} from 'node:fs';
import {launch} from './browser.mjs';
import {sender} from './servers/sender.mjs';

const config = JSON.parse(readFileSync(0, 'utf8'));
let expected = false;
const browser = await launch({out: config.pictures, isExpected: () => expected});
/** Lets the server refuse requests without that being a fault. */
const expecting = async (action) => {
  expected = true;
  try {
    return await action();
  } finally {
    expected = false;
  }
};
const walked = [];
try {
  for (const name of process.argv.slice(2)) {
    const {steps} = await import(`./servers/${name}.mjs`);
    const context = await browser.anotherContext();
    const page = await browser.open(context);
    const all = await browser.walk(steps({page, config, browser, expecting, ...sender(config)}));
    walked.push(...all.map((step) => ({...step, name: `${name}: ${step.name}`})));
    await context.close();
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(walked));
