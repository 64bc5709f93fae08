// Validity, accessibility, reflow and security-policy check of rendered pages: three widths, two themes.
// node check.mjs FOLDER [PICTURES]   FOLDER holds *.html (see platform/ui/examples/kit.rs); CHROME_PATH names the browser.
import { AxeBuilder } from "@axe-core/playwright";
import { HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";

const folder = process.argv[2] ?? path.join(import.meta.dirname, "../target/kit");
const pictures = process.argv[3];
const dist = path.join(import.meta.dirname, "dist");
const types = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml", woff2: "font/woff2" };
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";
const server = http.createServer((req, res) => {
  const { pathname, searchParams } = new URL(req.url, "http://x");
  if (pathname === "/search") return void res.writeHead(200, { "content-type": types.html }).end(`<li role="option" data-href="#found">Found ${searchParams.get("q") ?? ""}</li>`);
  const file = pathname.startsWith("/assets/") ? path.join(dist, path.basename(pathname)) : path.join(folder, path.basename(pathname));
  if (!fs.existsSync(file) || !fs.statSync(file).isFile()) return void res.writeHead(404).end();
  res.writeHead(200, { "content-type": types[file.split(".").pop()] ?? "application/octet-stream", "content-security-policy": policy, "x-content-type-options": "nosniff" }).end(fs.readFileSync(file));
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  // Matters of taste, and names that a group of checkboxes shares.
  rules: Object.fromEntries(["doctype-style", "attribute-boolean-style", "void-style", "no-trailing-whitespace", "no-implicit-button-type", "prefer-native-element", "form-dup-name", "long-title", "attr-quotes"].map((r) => [r, "off"])),
});
let passed = 0, failed = 0;
const pages = fs.readdirSync(folder).filter((f) => f.endsWith(".html") && (!process.env.ONLY || f.includes(process.env.ONLY)));
if (pictures) fs.mkdirSync(pictures, { recursive: true });
for (const page of pages) {
  const report = await validator.validateString(fs.readFileSync(path.join(folder, page), "utf8"), page);
  for (const m of report.results.flatMap((r) => r.messages)) { failed++; console.log(`FAIL ${page}:${m.line}:${m.column} ${m.ruleId}: ${m.message}`); }
}
for (const page of pages) for (const width of [1280, 390, 320]) for (const theme of ["light", "dark"]) {
  const problems = [];
  for (const bypassCSP of [false, true]) { // once as served, once so that axe may run
    const context = await browser.newContext({ viewport: { width, height: 844 }, hasTouch: width < 1024, isMobile: width < 1024, bypassCSP, colorScheme: theme });
    const tab = await context.newPage();
    tab.on("console", (m) => { if (m.type() === "error") problems.push(m.text()); });
    tab.on("pageerror", (e) => problems.push(e.message));
    await tab.goto(`${base}/${page}`);
    await tab.evaluate((t) => { document.documentElement.dataset.theme = t; }, theme);
    const wide = await tab.evaluate((width) => document.documentElement.scrollWidth > width && [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > width + 1 && !e.closest(".table-wrap, .scroller, .tabs, .seg, .prose")).slice(0, 5).map((e) => `${e.tagName}.${e.className}`).join(" "), width);
    if (wide !== false) problems.push(`page scrolls sideways: ${wide}`);
    if (bypassCSP) {
      const { violations } = await new AxeBuilder({ page: tab }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
      for (const v of violations) problems.push(`${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join("; ")}`);
    } else if (pictures && width !== 320) {
      await tab.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); });
      await tab.waitForTimeout(150);
      await tab.screenshot({ path: path.join(pictures, `${page.replace(".html", "")}-${width}-${theme}.png`), fullPage: true });
    }
    await context.close();
  }
  if (problems.length) { failed++; console.log(`FAIL ${page} ${width} ${theme}\n  ${[...new Set(problems)].join("\n  ")}`); } else passed++;
}
await browser.close();
server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
