// Views on a desk in the light and on a phone in the dark.
const LOOKS = [[1280, 'light'], [320, 'dark']];

/** views are names of pictures with the fragments of their addresses. */
export async function looks(page, browser, views) {
  for (const [width, scheme] of LOOKS) {
    await page.setViewport({width, height: width > 600 ? 800 : 640});
    await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
    for (const [name, hash] of Object.entries(views)) {
      await page.evaluate((value) => (location.hash = value), hash);
      await browser.settled(page);
      const picture = `${name}-${width}-${scheme}`;
      // The rules of axe-core take a second; the phone has most to break, and the mock's check takes every look.
      await (scheme === 'dark' ? browser.inspect : browser.shown)(page, picture);
      if (name === 'overview' && scheme === 'light') {
        await browser.view(page, 'docs-overview');
      }
    }
  }
  await page.setViewport({width: 1280, height: 800});
  await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: 'light'}]);
}
