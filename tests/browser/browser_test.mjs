// Opens reports in headless Chromium and reads them as people and their tools do.
// usage: node browser_test.mjs CXTEXT EXAMPLE_EXPORT [CHROMIUM]
// Exit status 0 when all checks hold; each one that fails is a line on stderr.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [cxtext, example, program = "/usr/bin/chromium"] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "cxtext-browser-"));
const languages = ["en", "da", "sv", "nb", "nn"];

let checks = 0;
let failures = 0;
const check = (holds, what) => {
  ++checks;
  if (holds) return;
  ++failures;
  console.error(`browser: ${what}`);
};

const report = (name, input, options = []) => {
  const out = join(folder, name);
  execFileSync(cxtext, ["report", input, "--quiet", "-o", out, ...options]);
  return pathToFileURL(join(out, "report.html")).href;
};

/// What an export may hold that a page, a sheet or a chat might take for more than text.
const payloads = [
  "<script>window.hit=1;alert(1)</script>",
  "\"><img src=x onerror=\"window.hit=1;alert(1)\">",
  "' autofocus onfocus='alert(1)' x='",
  "</title></style></script><svg onload=alert(1)><animate onbegin=alert(1) attributeName=x dur=1s>",
  "<a href=\"javascript:alert(1)\">x</a><iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
  "=HYPERLINK(\"http://example.org/?\"&A1;\"x\")",
  "[click](javascript:alert(1)) ![x](http://example.org/x.png)",
  "{{7*7}} ${7*7} <%= 7 %> &lt;script&gt; \u202egnirts",
];

const quoted = (text) => `"${text.replaceAll("\"", "\"\"")}"`;

/// A row a payload, over and over, so that every value is frequent enough to be shown; the columns' names are payloads.
const payload_export = () => {
  const header = ["id", "score", "date", "comment", payloads[0], payloads[1]];
  const feelings = ["Dårlig levering og dyr fragt", "Meget venligt personale og hurtig levering"];
  const rows = [header.map(quoted).join(",")];
  for (let i = 0; i < 400; ++i) {
    const payload = payloads[i % payloads.length];
    const month = String(1 + (i % 6)).padStart(2, "0");
    const good = i % 3 > 0;
    rows.push([`${payload} ${i}`, good ? "10" : "2", `2026-${month}-11`, `${feelings[good ? 1 : 0]} ${payload}`,
      payload, payloads[(i + 3) % payloads.length]].map(quoted).join(","));
  }
  const path = join(folder, "payloads.csv");
  writeFileSync(path, rows.join("\n"));
  return path;
};

const pages = [
  ...languages.map((language) => ({ name: language, url: report(language, example, ["--report-language", language]) })),
  {
    name: "payloads",
    url: report("payloads", payload_export(), ["--report-language", "en", "--title", payloads[3], "--segment-column",
      payloads[0], "--segment-column", payloads[1]]),
  },
];

const browser = await chromium.launch({
  executablePath: program,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

/// Opens a page under watch: whatever it says, asks for or shows counts as a failure.
const open = async (page, settings, visit) => {
  const context = await browser.newContext({ bypassCSP: false, ...settings });
  const tab = await context.newPage();
  const name = `${page.name} ${settings.viewport?.width ?? ""} ${settings.colorScheme ?? ""}`;
  tab.on("console", (message) => check(false, `${name}: the console says ${message.text()}`));
  tab.on("pageerror", (error) => check(false, `${name}: ${error}`));
  tab.on("dialog", async (dialog) => {
    check(false, `${name}: a dialog opens`);
    await dialog.dismiss();
  });
  tab.on("request", (request) =>
    check(request.url() === page.url || request.url() === "data:,", `${name}: asks for ${request.url()}`));
  await tab.goto(page.url, { waitUntil: "load" });
  await visit(tab, name);
  await context.close();
};

const accessible = async (tab, name) => {
  await tab.evaluate(axe);
  const found = await tab.evaluate(() => window.axe.run(document, { resultTypes: ["violations", "incomplete"] }));
  for (const violation of found.violations) {
    const where = violation.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`);
    check(false, `${name}: axe ${violation.id}: ${violation.help}: ${where.join(" | ")}`);
  }
  check(found.passes?.length > 0 || found.violations.length === 0, `${name}: axe ran`);
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(wide <= 0, `${name}: is ${wide} pixels wider than the window`);
  check(!(await tab.evaluate(() => "hit" in window)), `${name}: a payload ran`);
};

for (const page of pages) {
  for (const width of [360, 1440]) {
    for (const colorScheme of ["light", "dark"]) {
      // The languages differ in words alone; two of them stand for all in the schemes and widths.
      if (!["en", "payloads", "nn"].includes(page.name) && (colorScheme === "dark" || width === 1440)) continue;
      await open(page, { viewport: { width, height: 900 }, colorScheme }, accessible);
    }
  }
}

// Without scripts all is there but what sorts and filters.
await open(pages[0], { javaScriptEnabled: false, viewport: { width: 1440, height: 900 } }, async (tab, name) => {
  check(await tab.locator("#theme-table tbody tr").first().isVisible(), `${name}: no table without scripts`);
  check(await tab.locator("#theme-cards article").first().isVisible(), `${name}: no cards without scripts`);
  check(await tab.locator("#theme-controls").isHidden(), `${name}: controls that do nothing`);
});

// The script sorts and filters, which also says that the policy lets it run.
await open(pages[0], { viewport: { width: 1440, height: 900 } }, async (tab, name) => {
  const counts = () => tab.locator("#theme-table tbody tr").evaluateAll((rows) =>
    rows.filter((row) => !row.hidden).map((row) => Number(row.dataset.comments)));
  const before = await counts();
  await tab.locator("#theme-sort").selectOption("comments");
  const sorted = await counts();
  check(sorted.length === before.length && sorted.every((n, i) => i === 0 || n <= sorted[i - 1]), `${name}: not sorted`);
  check(await tab.locator("#theme-cards article").first().getAttribute("data-comments") === String(sorted[0]),
    `${name}: cards not sorted`);
  await tab.locator("#theme-sort").selectOption("order");
  check(String(await counts()) === String(before), `${name}: order not restored`);
  await tab.locator("#theme-filter").fill("chat");
  const filtered = await counts();
  check(filtered.length > 0 && filtered.length < before.length, `${name}: not filtered`);
});

await browser.close();
rmSync(folder, { recursive: true });
console.log(`browser: ${checks} checks, ${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
