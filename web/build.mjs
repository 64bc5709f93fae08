// Builds web/dist: icons found in templates and Rust, scripts, stylesheet, fonts; names by content; brotli copies.
// Fails on what the security policy or right-to-left pages cannot bear, on unknown icons, and over budget.
import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

const here = import.meta.dirname;
const root = path.dirname(here);
const out = path.join(here, "dist.new");
const kB = 1000;
const budget = { css: 16 * kB, js: 20 * kB, lazy: 15 * kB, icons: 6 * kB, font: 50 * kB, page: 25 * kB, first: 120 * kB };

// ----- sources: every template and Rust file of the house -----
function* files(dir, keep) {
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    if (["node_modules", "target", "dist", "dist.new", "dist.old", "snapshots", ".git"].includes(entry.name)) continue;
    const full = path.join(dir, entry.name);
    if (entry.isDirectory()) yield* files(full, keep);
    else if (keep(full)) yield full;
  }
}
const shelves = ["app", "lifecycle", "core", "platform"].map((d) => path.join(root, d)).filter((d) => fs.existsSync(d));
const under = (keep) => shelves.flatMap((d) => [...files(d, keep)]);
const inside = (file) => path.relative(root, file);
// Mail is read by programs that know neither our stylesheet nor our policy.
const templates = under((f) => f.endsWith(".html") && !f.split(path.sep).includes("mail"));
const rust = under((f) => f.endsWith(".rs") && !/[\\/]tests([\\/]|\.rs$)/.test(f));

const problems = [];
const lineOf = (text, at) => text.slice(0, at).split("\n").length;

// ----- what no template may hold -----
const physical = /(?<![\w-])-?(?:(?:m|p|scroll-m|scroll-p)[lr]|left|right|border-[lr]|rounded-[lr]|rounded-[tb][lr])-(?:\[|\(|\d|auto\b|px\b|full\b|none\b|sm\b|md\b|lg\b|xl\b)|(?<![\w-])(?:text|float|clear)-(?:left|right)(?![\w-])|(?<![\w-])(?:border|rounded)-[lr](?![\w-])/g;
const bans = [
  [/<[^<>]*\sstyle\s*=/gi, "an inline style (use a class; sizes from data are SVG attributes, <progress> or <meter>)"],
  [/<style[\s>]/gi, "a <style> element"],
  [/<[^<>]*\son[a-z]+\s*=/gi, "an inline handler (use a data- attribute and web/js)"],
  [/<[^<>]*\s(?:data-)?hx-on\b/gi, "hx-on (it needs eval)"],
  [/\bhx-vals\s*=\s*["']\s*js:/gi, "hx-vals with js: (it needs eval)"],
  [/\bhx-trigger\s*=\s*"[^"]*\[/gi, "a filter in hx-trigger (it needs eval)"],
  [/<script(?![^<>]*\ssrc=)[^<>]*>/gi, "an inline script"],
  [/(?:href|src|action)\s*=\s*["']\s*javascript:/gi, "a javascript: address"],
];
// Askama's own syntax may hold `>` and quotes; blanks in its place keep the line numbers.
const blank = (text) => text.replace(/\{#[\s\S]*?#\}|\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}/g, (m) => m.replace(/[^\n]/g, " "));
const sources = new Map();
for (const file of [...templates, ...rust]) sources.set(file, fs.readFileSync(file, "utf8"));
for (const file of templates) {
  const text = sources.get(file);
  const html = blank(text);
  for (const [pattern, what] of bans) for (const m of html.matchAll(pattern)) problems.push(`${inside(file)}:${lineOf(html, m.index)}: ${what}`);
  const bare = text.replace(/\{#[\s\S]*?#\}/g, (m) => m.replace(/[^\n]/g, " "));
  for (const m of bare.matchAll(physical)) problems.push(`${inside(file)}:${lineOf(bare, m.index)}: \`${m[0]}\` names a side; use its logical twin (ms-, pe-, start-, border-s, text-start)`);
}
for (const file of files(path.join(here, "css"), (f) => f.endsWith(".css"))) {
  const text = fs.readFileSync(file, "utf8");
  for (const m of text.matchAll(/@apply[^;]*/g)) for (const p of m[0].matchAll(physical)) problems.push(`${inside(file)}:${lineOf(text, m.index + p.index)}: \`${p[0]}\` names a side; use its logical twin`);
}

// ----- icons -----
const drawings = path.join(here, "node_modules/lucide-static/icons");
const exists = (name) => fs.existsSync(path.join(drawings, `${name}.svg`));
const icons = new Set(["circle-dashed"]);
const named = [/\bicon\(\s*"([a-z0-9-]+)"/g, /\bicon\s*(?::\s*str\s*)?=\s*"([a-z0-9-]+)"/g, /\bicon:\s*"([a-z0-9-]+)"/g, /icons\.svg#([a-z0-9-]+)/g];
for (const [file, text] of sources) {
  for (const pattern of named) for (const m of text.matchAll(pattern)) {
    if (exists(m[1])) icons.add(m[1]);
    else problems.push(`${inside(file)}:${lineOf(text, m.index)}: lucide has no icon \`${m[1]}\``);
  }
  // A function whose name speaks of icons may choose one: what it answers counts too.
  if (file.endsWith(".rs")) for (const fn of text.matchAll(/^([ \t]*)(?:pub(?:\([a-z]+\))? )?(?:const )?fn \w*icon\w*[^{;]*\{([\s\S]*?)^\1\}/gm)) for (const m of fn[2].matchAll(/"([a-z0-9-]+)"/g)) if (exists(m[1])) icons.add(m[1]);
}
if (problems.length) fail(problems);

fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(out, { recursive: true });
const manifest = {};
const weights = new Map();
function put(name, body) {
  body = Buffer.from(body);
  const ext = path.extname(name);
  const hash = crypto.createHash("sha256").update(body).digest("hex").slice(0, 10);
  const hashed = `${path.basename(name, ext)}-${hash}${ext}`;
  store(name, hashed, body);
  return hashed;
}
function store(name, hashed, body) {
  manifest[name] = hashed;
  fs.writeFileSync(path.join(out, hashed), body);
  let weight = body.length;
  if (!hashed.endsWith(".woff2")) {
    const br = zlib.brotliCompressSync(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: body.length } });
    fs.writeFileSync(path.join(out, `${hashed}.br`), br);
    weight = br.length;
  }
  weights.set(name, weight);
}

let sprite = '<svg xmlns="http://www.w3.org/2000/svg">';
for (const name of [...icons].sort()) {
  const svg = fs.readFileSync(path.join(drawings, `${name}.svg`), "utf8").replace(/<!--[\s\S]*?-->/g, "");
  const body = svg.match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1].replace(/\s+/g, " ").replace(/ \/>/g, "/>").trim();
  sprite += `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
}
put("icons.svg", `${sprite}</svg>`);
put("favicon.svg", fs.readFileSync(path.join(here, "favicon.svg")));
const inter = path.join(here, "node_modules/@fontsource-variable/inter/files");
const fonts = Object.fromEntries(["latin", "latin-ext", "cyrillic", "greek", "vietnamese"].map((s) => [s, put(`inter-${s}.woff2`, fs.readFileSync(path.join(inter, `inter-${s}-wght-normal.woff2`)))]));

// ----- scripts -----
const bundle = await build({
  absWorkingDir: here, entryPoints: { app: "js/main.js" }, outdir: out, bundle: true, minify: true, format: "esm", splitting: true, target: "es2022",
  entryNames: "[name]-[hash]", chunkNames: "[name]-[hash]", metafile: true, write: false, legalComments: "none", logLevel: "warning",
});
for (const file of bundle.outputFiles) {
  const hashed = path.basename(file.path);
  store(hashed.replace(/-[A-Z0-9]{8}(?=\.js$)/, ""), hashed, Buffer.from(file.contents));
}

// ----- stylesheet -----
const sheet = path.join(out, "app.css");
execFileSync(path.join(here, "node_modules/.bin/tailwindcss"), ["-i", "css/app.css", "-o", sheet, "--minify"], { cwd: here, stdio: ["ignore", "ignore", "pipe"] });
let css = fs.readFileSync(sheet, "utf8");
fs.rmSync(sheet);
css = css.replace(/fonts\/inter-([a-z-]+)\.woff2/g, (_, subset) => fonts[subset] ?? fail([`css: no font for ${subset}`]));
put("app.css", css);

// ----- licenses of what we ship -----
const notices = ["htmx.org", "sortablejs", "signature_pad", "lucide-static", "@fontsource-variable/inter"].map((name) => {
  const dir = path.join(here, "node_modules", name);
  const license = fs.readdirSync(dir).find((f) => /^licen[sc]e/i.test(f));
  const version = JSON.parse(fs.readFileSync(path.join(dir, "package.json"), "utf8")).version;
  return `${name} ${version}\n\n${license ? fs.readFileSync(path.join(dir, license), "utf8").trim() : ""}\n`;
});
fs.writeFileSync(path.join(out, "licenses.txt"), notices.join("\n----\n\n"));

fs.writeFileSync(path.join(out, "manifest.json"), `${JSON.stringify({ files: manifest, icons: [...icons].sort() }, null, 1)}\n`);

// ----- budgets -----
const first = weights.get("app.css") + weights.get("app.js") + weights.get("icons.svg") + weights.get("inter-latin.woff2") + weights.get("favicon.svg");
const rows = [["app.css", budget.css], ["app.js", budget.js], ["icons.svg", budget.icons], ["inter-latin.woff2", budget.font]].map(([n, b]) => [n, weights.get(n), b]);
for (const name of weights.keys()) if (name.endsWith(".js") && name !== "app.js") rows.push([name, weights.get(name), budget.lazy]);
rows.push(["first visit without the page", first, budget.first - budget.page]);
for (const [name, weight, limit] of rows) console.log(`${name.padEnd(30)} ${(weight / kB).toFixed(1).padStart(6)} of ${limit / kB} kB`);
const over = rows.filter(([, weight, limit]) => weight > limit).map(([name, weight, limit]) => `${name} weighs ${weight} bytes (brotli), its budget is ${limit}`);
if (over.length) fail(over);

// Only a complete build takes the place of the last one.
const dist = path.join(here, "dist");
const old = path.join(here, "dist.old");
fs.rmSync(old, { recursive: true, force: true });
if (fs.existsSync(dist)) fs.renameSync(dist, old);
fs.renameSync(out, dist);
fs.rmSync(old, { recursive: true, force: true });
console.log(`${icons.size} icons, ${templates.length} templates`);

function fail(list) {
  for (const p of list) console.error(p);
  console.error(`\n${list.length} problem(s); web/dist is as it was.`);
  fs.rmSync(out, { recursive: true, force: true });
  process.exit(1);
}
