// Every kind of page that the menus and their links lead to, as people of the partner and of the vendor.
import { checkMarkup, checkPage, shape } from "./checks.mjs";
import { MODES, say } from "./world.mjs";

const PUBLIC = ["/sign-in", "/password/forgot", "/apply", "/apply/reseller", "/apply/sent", "/verify/agreement", "/contact/route-planning", "/developers", "/nothing-here"];
const WHO = [
  { name: /Amara Diallo/, side: "portal" },
  { name: /Mara Okafor/, side: "console" },
  { name: /Helen Archer/, side: "console" },
  { name: /Vera Lindqvist/, side: "console" },
];
/** Answers that are no pages. */
const FILES = /\.(pdf|csv|json|xlsx)$|\/export$|^\/activation\/documents\/|^\/events/;
const MOST = 90;

export async function crawl(world) {
  const seen = new Set();
  const stranger = await world.visitor(MODES.desktop, "anybody");
  for (const path of PUBLIC) await visit(stranger, path, `public ${path}`, seen, path === "/nothing-here" ? [404] : []);
  await stranger.context.close();
  // Two at a time: the machine's cores are busy with the server and the browser.
  await Promise.all([people(world, WHO.slice(0, 1), seen), people(world, WHO.slice(1), seen)]);
  say(`${seen.size} kinds of pages looked at`);
}

async function people(world, who, seen) {
  for (const person of who) {
    const v = await world.persona(MODES.desktop, person.name);
    v.name = String(person.name).slice(1, -1);
    let n = 0;
    const waiting = [new URL(v.page.url()).pathname], queued = new Set(waiting.map(shape));
    while (waiting.length && n < MOST) {
      const path = waiting.shift();
      const links = await visit(v, path, `${person.side} ${shape(path)}`, seen);
      n++;
      for (const href of links) {
        const kind = shape(href);
        if (queued.has(kind) || FILES.test(new URL(href, "http://x").pathname)) continue;
        queued.add(kind);
        if (!seen.has(`${person.side} ${kind}`) || links.menu.has(href)) waiting.push(href);
      }
    }
    say(`${v.name}: ${n} pages`);
    await v.context.close();
  }
}

/** Opens a page, checks it once for each kind, and returns the links on it. */
async function visit(v, path, kind, seen, expected = []) {
  let links = Object.assign([], { menu: new Set() });
  await v.expecting(expected, async () => {
    const answer = await v.page.goto(v.world.base + path).catch((e) => { v.world.problems.add(`${v.name} at ${path}`, `the page cannot be opened: ${e.message.split("\n")[0]}`, "Mark links to files with `download`, or mend the page."); return null; });
    if (!answer) return;
    if (answer.status() >= 400 && !expected.includes(answer.status())) {
      v.problem(`a link leads to ${path}, which answers ${answer.status()}`, "Mend the address in the template, or do not show the link to those who may not follow it.");
      return;
    }
    const found = await v.page.evaluate(() => [...document.querySelectorAll("a[href]:not([download])")].map((a) => ({ href: a.getAttribute("href"), menu: !!a.closest("nav") })).filter((a) => a.href.startsWith("/") && !a.href.startsWith("//")));
    links = Object.assign(found.map((f) => f.href.split("#")[0]), { menu: new Set(found.filter((f) => f.menu).map((f) => f.href.split("#")[0])) });
    if (seen.has(kind)) return;
    seen.add(kind);
    await checkMarkup(v, await answer.text());
    await checkPage(v, { phone: true });
  });
  return links;
}
