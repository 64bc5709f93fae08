// The server under test, the browser, and people in it.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";
import { root, t } from "./words.mjs";

const require = createRequire(path.join(root, "web/package.json"));
const { chromium } = require("playwright-core");

const began = Date.now();
const clock = () => `${String(Math.round((Date.now() - began) / 1000)).padStart(4)} s`;
/** One line of progress. */
export const say = (text) => console.log(`${clock()}  ${text}`);

/** How a reader comes: a wide screen with script, a phone, and no script at all. */
export const MODES = {
  desktop: { name: "desktop", width: 1280, height: 900, touch: false, js: true },
  phone: { name: "phone", width: 390, height: 844, touch: true, js: true },
  noscript: { name: "no script", width: 1280, height: 900, touch: false, js: false },
};

/** Everything that was found wrong, each said once. */
export class Problems {
  #found = new Map();
  add(where, what, remedy) {
    const key = `${where}\n${what}`;
    if (this.#found.has(key)) return;
    this.#found.set(key, remedy);
    say(`FAIL ${where}: ${what}`);
  }
  get size() { return this.#found.size; }
  print() {
    let n = 0;
    for (const [key, remedy] of this.#found) {
      const [where, ...what] = key.split("\n");
      console.log(`\n${++n}. ${where}\n   ${what.join("\n   ")}\n   Remedy: ${remedy}`);
    }
  }
}

const freePort = () => new Promise((resolve, reject) => {
  const server = net.createServer().on("error", reject);
  server.listen(0, "127.0.0.1", () => { const { port } = server.address(); server.close(() => resolve(port)); });
});

/** A demo of its own on a free port. An empty deployment cannot open a program without code, so the journeys begin where the demo does. */
export class World {
  problems = new Problems();
  checked = new Set();

  static async start(binary) {
    const world = new World();
    world.folder = fs.mkdtempSync(path.join(os.tmpdir(), "towpath-browser-"));
    world.data = path.join(world.folder, "data");
    world.pictures = path.join(process.env.TOWPATH_BROWSER_OUT ?? path.join(root, "target/browser"));
    fs.rmSync(world.pictures, { recursive: true, force: true });
    fs.mkdirSync(world.pictures, { recursive: true });
    const environment = { ...process.env, TOWPATH_LOG: "warn" };
    const ready = process.env.TOWPATH_BROWSER_DEMO;
    if (ready) fs.cpSync(ready, world.data, { recursive: true });
    else {
      say("filling a demo (a vendor and a year of history)");
      const filled = spawnSync(binary, ["demo", "--prepare-only", "--data", world.data], { env: environment, encoding: "utf8" });
      if (filled.status !== 0) throw new Error(`The demo could not be filled:\n${filled.stdout}\n${filled.stderr}`);
    }
    const port = await freePort();
    world.base = `http://127.0.0.1:${port}`;
    const log = fs.openSync(path.join(world.pictures, "server.log"), "w");
    world.server = spawn(binary, ["demo", "--data", world.data, "--listen", `127.0.0.1:${port}`], { env: environment, stdio: ["ignore", log, log] });
    for (let i = 0; ; i++) {
      const up = await fetch(`${world.base}/readyz`).then((r) => r.ok, () => false);
      if (up) break;
      if (world.server.exitCode !== null || i > 240) throw new Error(`The server did not start; see ${world.pictures}/server.log`);
      await new Promise((wait) => setTimeout(wait, 250));
    }
    world.browser = await chromium.launch({
      executablePath: process.env.CHROME_PATH || "/usr/bin/chromium",
      handleSIGINT: false, handleSIGTERM: false,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
    say(`serving at ${world.base}`);
    return world;
  }

  async stop() {
    await this.browser?.close();
    if (this.server && this.server.exitCode === null) {
      const gone = new Promise((end) => this.server.once("exit", end));
      this.server.kill("SIGTERM");
      await Promise.race([gone, new Promise((wait) => setTimeout(wait, 12_000))]);
      if (this.server.exitCode === null) this.server.kill("SIGKILL");
    }
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  /** Changes the embedded database from outside: the only way to make a month pass in a running server. */
  sql(script, ...values) {
    const program = "import json,sqlite3,sys\nc=sqlite3.connect(sys.argv[1],timeout=30)\nr=c.execute(sys.argv[2],json.loads(sys.argv[3])).fetchall()\nc.commit()\nprint(json.dumps(r))";
    const out = spawnSync("python3", ["-c", program, path.join(this.data, "towpath.db"), script, JSON.stringify(values)], { encoding: "utf8" });
    if (out.status !== 0) throw new Error(`The database refused: ${script}\n${out.stderr}`);
    return JSON.parse(out.stdout);
  }

  /** What a partner was approved for was approved last month, and the closing of the month is due. */
  endMonth(partner) {
    const now = new Date();
    const lastMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1) - 36e5 * 30).toISOString().replace("Z", "000+00:00");
    this.sql("update accrual set approved_at = ? where state = 'approved' and statement_id is null and partner_id in (select id from partner where name = ?)", lastMonth, partner);
    this.sql("update job_schedule set next_at = ? where kind = 'incentivize.close_month'", "2020-01-01T00:00:00.000000+00:00");
  }

  /** Somebody with a browser of their own. */
  async visitor(mode, name, storageState) {
    const context = await this.browser.newContext({
      viewport: { width: mode.width, height: mode.height }, hasTouch: mode.touch, isMobile: mode.touch,
      javaScriptEnabled: mode.js, colorScheme: "light", locale: "en-US", reducedMotion: "reduce", acceptDownloads: true, storageState,
    });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    return new Visitor(this, mode, name, context, page);
  }

  /** A persona of the demo, signed in with one click. */
  async persona(mode, name) {
    const visitor = await this.visitor(mode, `${mode.name}, ${name}`);
    await visitor.go("/sign-in");
    await visitor.page.getByRole("button", { name }).click();
    await visitor.page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    return visitor;
  }
}

/** One person in one browser; notes what the browser complains of. */
class Visitor {
  constructor(world, mode, name, context, page) {
    Object.assign(this, { world, mode, name, context, page, expected: new Set() });
    page.on("console", (m) => {
      if (m.type() !== "error" || m.text().startsWith("Failed to load resource")) return;
      const csp = /Content Security Policy/i.test(m.text());
      this.problem(csp ? `the content policy stopped something: ${m.text()}` : `the browser's console says: ${m.text()}`, csp ? "No inline style, script or foreign source: use a class, a <progress> or a module in web/js." : "Mend the script in web/js, or the markup it works on.");
    });
    page.on("pageerror", (e) => this.problem(`a script failed: ${e.message}`, "Mend the script in web/js, or the markup it works on."));
    page.on("response", (r) => {
      if (r.status() < 400 || this.expected.has(r.status())) return;
      this.problem(`${r.request().method()} ${new URL(r.url()).pathname} answered ${r.status()}`, "Mend the link, the form or the handler; the server's log tells more.");
    });
  }

  get where() { return `${this.name} at ${new URL(this.page.url()).pathname}`; }
  problem(what, remedy) { this.world.problems.add(this.where, what, remedy); }

  async go(path) {
    const answer = await this.page.goto(path.startsWith("http") ? path : this.world.base + path);
    if (answer && answer.status() >= 400 && !this.expected.has(answer.status())) throw new Error(`${path} answered ${answer.status()}`);
    return answer;
  }

  /** Does something that is answered with one of these statuses on purpose. */
  async expecting(statuses, what) {
    statuses.forEach((s) => this.expected.add(s));
    try { return await what(); } finally { statuses.forEach((s) => this.expected.delete(s)); }
  }

  /** Looks at an address again and again until something is there; facts travel in the background. */
  async until(path, what, seconds = 30) {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      await this.go(path);
      const found = await what(this.page);
      if (found) return found;
      if (Date.now() > end) throw new Error(`nothing came in ${seconds} s`);
      await this.page.waitForTimeout(700);
    }
  }

  button(key) { return this.page.getByRole("button", { name: t(key), exact: true }); }
  link(key) { return this.page.locator("#main").getByRole("link", { name: t(key), exact: true }); }

  /** Alt and a letter, as a keyboard sends them; Playwright's own leaves out the character, by which a browser knows an access key. */
  async accessKey(letter) {
    const wire = await this.context.newCDPSession(this.page);
    const key = { key: letter, code: `Key${letter.toUpperCase()}`, windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0), modifiers: 1 };
    await wire.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
    await wire.send("Input.dispatchKeyEvent", { type: "char", ...key, text: letter, unmodifiedText: letter });
    await wire.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
  }

  async picture(name) {
    const file = path.join(this.world.pictures, `${name.replace(/\W+/g, "-")}.png`);
    await this.page.screenshot({ path: file, fullPage: true }).catch(() => {});
    return file;
  }
}
