// The browser tests: node app/tests/browser/run.mjs BINARY [PART]…; started by scripts/browser.sh.
import { callJourney } from "./calls.mjs";
import { conflict } from "./conflict.mjs";
import { dealJourney } from "./deals.mjs";
import { journey } from "./journey.mjs";
import { leadJourney } from "./leads.mjs";
import { mapJourney } from "./mapping.mjs";
import { officeJourney } from "./office.mjs";
import { crawl } from "./pages.mjs";
import { weigh } from "./weight.mjs";
import { MODES, World, say } from "./world.mjs";
import { t } from "./words.mjs";

const [binary, ...parts] = process.argv.slice(2);
/** What people do, each by its name; where a way changes what all of a vendor share, its runs follow each other. */
const WAYS = {
  journeys: async (world, modes) => { const others = await rivals(world); await Promise.all(modes.map((mode) => journey(world, mode, others[Object.values(MODES).indexOf(mode)]))); },
  leads: (world, modes) => Promise.all(modes.map((mode) => leadJourney(world, mode))),
  conflict: (world, modes) => Promise.all(modes.map((mode) => conflict(world, mode))),
  deals: (world, modes) => Promise.all(modes.map((mode) => dealJourney(world, mode))),
  mapping: (world, modes) => Promise.all(modes.map((mode) => mapJourney(world, mode))),
  calls: (world, modes) => Promise.all(modes.map((mode) => callJourney(world, mode))),
  office: async (world, modes) => { for (const mode of modes) await officeJourney(world, mode); },
};
const modes = Object.values(MODES).filter((m) => parts.includes(m.name.replace(" ", "")));
const named = parts.filter((part) => part in WAYS || ["weight", "pages"].includes(part));
/** Without a name everything is run, with a run's name alone all ways in it. */
const wanted = (part) => named.includes(part) || (named.length === 0 && (modes.length === 0 || part in WAYS));

/** Approved deals of other partners, which the journeys run into. */
async function rivals(world) {
  const owner = await world.persona(MODES.desktop, /Vera Lindqvist/);
  await owner.go("/deals?state=approved");
  const rows = await owner.page.locator("#rows tr").evaluateAll((all) => all.map((row) => {
    // The boxes by which rows are chosen come before what the rows say.
    const cells = [...row.cells].filter((c) => !c.querySelector("[type=checkbox]"));
    const link = cells[0].querySelector("a");
    return { company: link.innerText.trim(), href: link.getAttribute("href"), about: cells[0].querySelector("span").innerText.trim(), value: cells[2].innerText.trim(), owner: cells[5]?.querySelector(".sr-only")?.textContent.trim() ?? "" };
  }));
  const found = [];
  for (const { about, ...row } of rows) {
    const [partner, product] = about.split(" · ");
    await owner.go(`${row.href}/edit`);
    const domain = await owner.page.locator("[name=domain]").inputValue();
    const country = await owner.page.locator("[name=country]").inputValue();
    if (domain && !product.includes(",") && !found.some((f) => f.partner === partner && f.product === product)) found.push({ ...row, partner, product, domain, country });
  }
  await owner.context.close();
  if (found.length < 3) throw new Error(`The demo has ${found.length} protected deals with a domain (${t("deal-state-approved")}); the journeys need three. Look at app/src/demo/history.`);
  return found;
}

const world = await World.start(binary);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => { say("stopped"); void world.stop().finally(() => process.exit(1)); });
try {
  for (const [name, way] of Object.entries(WAYS)) if (wanted(name)) await way(world, modes.length ? modes : Object.values(MODES));
  if (wanted("weight")) await weigh(world);
  if (wanted("pages")) await crawl(world);
} finally {
  await world.stop();
}
if (world.problems.size) {
  world.problems.print();
  say(`${world.problems.size} problems; pictures and the server's log are in ${world.pictures}`);
  process.exitCode = 1;
} else say("the browser tests passed");
