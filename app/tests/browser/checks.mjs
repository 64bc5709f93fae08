// What holds for every page: accessible in both themes, one heading, a title, nothing over the edge, valid markup.
import path from "node:path";
import { createRequire } from "node:module";
import { root } from "./words.mjs";

const require = createRequire(path.join(root, "web/package.json"));
const { AxeBuilder } = require("@axe-core/playwright");
const { HtmlValidate } = require("html-validate");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Rules that a theme can break, and those that a narrow screen can. */
const COLORS = ["color-contrast", "link-in-text-block"];
const NARROW = ["target-size", "scrollable-region-focusable", "landmark-unique", "heading-order"];

const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  // Matters of taste, and names that a group of checkboxes shares; the same as in web/check.mjs.
  rules: Object.fromEntries(["doctype-style", "attribute-boolean-style", "void-style", "no-trailing-whitespace", "no-implicit-button-type", "prefer-native-element", "form-dup-name", "long-title", "attr-quotes"].map((r) => [r, "off"])),
});

/** The kind of page behind an address: ids and numbers stand for all of their kind. */
export function shape(address) {
  const url = new URL(address, "http://x");
  const steps = url.pathname.split("/").map((s) => (/^[a-z]+_[0-9a-z]{26}$/.test(s) ? "{id}" : /^\d+$/.test(s) ? "{n}" : s.length > 30 || /^[A-Z]+-/.test(s) ? "{secret}" : s));
  const view = url.searchParams.get("view");
  return steps.join("/") + (view ? `?view=${view}` : "");
}

/** Checks of the page as it stands: everything in the light theme, colors in the dark one; with `phone` on a narrow screen. */
export async function checkPage(visitor, { phone = false } = {}) {
  const { page } = visitor;
  const facts = await page.evaluate(() => ({
    title: document.title, h1: document.querySelectorAll("main h1").length, lang: document.documentElement.lang,
    missing: document.body.innerText.match(/⟦[^⟧]*⟧/)?.[0], unstyled: getComputedStyle(document.body).margin !== "0px",
  }));
  if (facts.unstyled) return visitor.problem("the page has no styles", "The file of styles was not served; if web/dist was built while the tests ran, run them again.");
  if (!/\S/.test(facts.title.split("·")[0] ?? "")) visitor.problem("the page has no title of its own", "Fill the block `title` of its template.");
  if (facts.h1 !== 1) visitor.problem(`the page has ${facts.h1} first-level headings`, "Give the page exactly one kit::page_head.");
  if (!facts.lang) visitor.problem("the page names no language", "Set lang on <html>, as layout.html does.");
  if (facts.missing) visitor.problem(`a word is missing: ${facts.missing}`, "Add the message to en.ftl and de.ftl of its crate.");
  await overflow(visitor);
  // Without script axe cannot run; the markup is the same with it.
  if (visitor.mode.js) {
    await accessible(visitor, "light", (axe) => axe.withTags(TAGS));
    const usual = page.viewportSize();
    await page.emulateMedia({ colorScheme: "dark" });
    if (phone) await page.setViewportSize({ width: 390, height: 844 });
    if (phone) await overflow(visitor);
    await accessible(visitor, phone ? "dark, 390 px wide" : "dark", (axe) => axe.withRules(phone ? [...COLORS, ...NARROW] : COLORS));
    if (phone) await page.setViewportSize(usual);
    await page.emulateMedia({ colorScheme: "light" });
  }
}

async function overflow(visitor) {
  const over = await visitor.page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return null;
    const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > width + 1 && !e.closest(".table-wrap, .scroller, .tabs, .seg, .prose, .board"));
    return { width, by: document.documentElement.scrollWidth - width, what: wide.slice(0, 3).map((e) => `${e.tagName.toLowerCase()}.${[...e.classList].slice(0, 3).join(".")} "${(e.textContent ?? "").trim().slice(0, 30)}"`).join(", ") };
  });
  if (over) visitor.problem(`at ${over.width} px the page is ${over.by} px too wide: ${over.what}`, "Let it wrap (min-w-0, flex-wrap), or put the table into kit::table.");
}

async function accessible(visitor, how, asking) {
  // Colors that move to another theme have arrived two frames later.
  await visitor.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  // The page's own policy stays on: axe comes in beside it.
  const { violations } = await asking(new AxeBuilder({ page: visitor.page }).setLegacyMode(true).options({ resultTypes: ["violations"] })).analyze();
  for (const v of violations) {
    const node = v.nodes[0];
    visitor.problem(`axe, ${how}: ${v.id} (${v.help}) at ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join("; ")}`, `${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? v.description} ${v.helpUrl}`);
  }
}

/** Checks the markup as the server sent it. */
export async function checkMarkup(visitor, text) {
  const report = await validator.validateString(text);
  const seen = new Set();
  for (const m of report.results.flatMap((r) => r.messages)) {
    if (seen.has(m.ruleId)) continue;
    seen.add(m.ruleId);
    const line = (text.split("\n")[m.line - 1] ?? "").slice(Math.max(0, m.column - 60), m.column + 60);
    visitor.problem(`the markup is wrong (${m.ruleId}): ${m.message}, near ${line}`, `See https://html-validate.org/rules/${m.ruleId}.html`);
  }
}
