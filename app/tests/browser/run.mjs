// The browser tests: node app/tests/browser/run.mjs BINARY [journeys|leads|conflict|pages|weight]…; started by scripts/browser.sh.
import { conflict } from "./conflict.mjs";
import { journey } from "./journey.mjs";
import { leadJourney } from "./leads.mjs";
import { crawl } from "./pages.mjs";
import { weigh } from "./weight.mjs";
import { MODES, World, say } from "./world.mjs";
import { t } from "./words.mjs";

const [binary, ...parts] = process.argv.slice(2);
const wanted = (part) => parts.length === 0 || parts.includes(part);
const only = Object.values(MODES).filter((m) => parts.includes(m.name.replace(" ", "")));

/** Approved deals of other partners, which the journeys run into. */
async function rivals(world) {
  const owner = await world.persona(MODES.desktop, /Vera Lindqvist/);
  await owner.go("/deals?state=approved");
  const rows = await owner.page.locator("#rows tr").evaluateAll((all) => all.map((row) => {
    // The boxes by which rows are chosen come before what the rows say.
    const cells = [...row.cells].filter((c) => !c.querySelector("[type=checkbox]"));
    const link = cells[0].querySelector("a");
    return { company: link.innerText.trim(), href: link.getAttribute("href"), about: cells[0].querySelector("span").innerText.trim(), value: cells[2].innerText.trim(), owner: cells[5]?.innerText.trim() ?? "" };
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
  if (wanted("journeys") || (only.length && !parts.includes("conflict"))) {
    const others = await rivals(world);
    const modes = only.length ? only : Object.values(MODES);
    await Promise.all(modes.map((mode, i) => journey(world, mode, others[i])));
  }
  if (wanted("leads") || wanted("journeys") || only.length) {
    await Promise.all((only.length ? only : Object.values(MODES)).map((mode) => leadJourney(world, mode)));
  }
  if (wanted("conflict") && (!only.length || parts.includes("conflict"))) await Promise.all((only.length ? only : Object.values(MODES)).map((mode) => conflict(world, mode)));
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
