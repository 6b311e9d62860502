// How soon a report shows: the median of first paints of a file on disk in headless Chromium.
// usage: node bench/first_paint.mjs REPORT.html [CHROMIUM]      (after scripts/setup --full)

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "../tests/browser/node_modules/playwright-core/index.mjs";

const [path, program = "/usr/bin/chromium"] = process.argv.slice(2);
const runs = 15;
const browser = await chromium.launch({
  executablePath: program,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const times = [];
for (let i = 0; i < runs; ++i) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(resolve(path)).href, { waitUntil: "load" });
  const paint = () => tab.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  let time;
  // The policy forbids what would wait inside the page.
  while ((time = await paint()) === undefined) await tab.waitForTimeout(10);
  times.push(time);
  await context.close();
}
await browser.close();
times.sort((a, b) => a - b);
console.log(`first paint: median ${times[runs >> 1].toFixed(0)} ms, slowest ${times[runs - 1].toFixed(0)} ms of ${runs}`);
