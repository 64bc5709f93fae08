// Two partners claim one customer: the case, the shares, the letters, the appeal, and another who decides it.
import { checkPage } from "./checks.mjs";
import { day } from "./journey.mjs";
import { label, t } from "./words.mjs";
import { say } from "./world.mjs";

/** Whom both claim in each run: companies that resemble nobody. */
const CUSTOMERS = {
  desktop: { company: "Tarnwick Freight", domain: "tarnwickfreight.example" },
  phone: { company: "Oldbury Ferries", domain: "oldburyferries.example" },
  "no script": { company: "Marram Parcel", domain: "marramparcel.example" },
};

export async function conflict(world, mode) {
  const began = Date.now();
  const customer = CUSTOMERS[mode.name];
  const people = [];
  const who = async (name) => { const v = await world.persona(mode, name); people.push(v); return v; };
  let at = null;
  try {
    const first = (at = await who(/Amara Diallo/));
    await register(first, mode, customer, "18000");
    await first.page.getByText(t("deal-state-approved")).first().waitFor();
    const second = (at = await who(/Erik Holm/));
    await register(second, mode, customer, "24000");
    await second.page.getByText(t("deals-banner-overlap")).waitFor();
    await second.page.getByRole("link", { name: t("cases-of-deal-open") }).click();
    await second.page.waitForURL(/conflicts\/case_/);
    const path = new URL(second.page.url()).pathname;
    await noLeak(second);
    await checkPage(second);
    await second.page.getByLabel(label("cases-statement-what")).fill("Their planner asked us for an offer last week.");
    await second.button("cases-statement-send").click();
    await second.page.getByText(t("cases-stated"), { exact: true }).first().waitFor();
    say(`${mode.name}: a case is open and a side has spoken`);

    const staff = (at = await who(/Mara Okafor/));
    await staff.go("/conflicts");
    await checkPage(staff);
    await staff.page.getByRole("link", { name: customer.company }).first().click();
    await staff.page.getByRole("heading", { name: t("cases-side-by-side") }).waitFor();
    await checkPage(staff);
    await staff.page.getByRole("radio", { name: t("ruling-split") }).check();
    await staff.page.getByText(t("cases-shares"), { exact: true }).click();
    await staff.page.getByLabel(label("cases-lead")).selectOption({ label: "Brightpath Systems" });
    await staff.page.getByLabel(t("cases-share-of", { name: "Brightpath Systems" })).fill("60");
    await staff.page.getByLabel(t("cases-share-of", { name: "Nordic IT Partners" })).fill("40");
    await staff.page.getByLabel(label("cases-reason")).fill("Both brought this customer as far as it is.");
    await staff.button("cases-confirm").click();
    await staff.page.getByText(t("cases-ruled"), { exact: true }).first().waitFor();
    say(`${mode.name}: the case is ruled`);

    for (const [v, share] of [[first, "60%"], [second, "40%"]]) {
      at = v;
      await v.go(`${path}/letter`);
      await v.page.locator("#main").getByText(share).first().waitFor();
      await noLeak(v);
      await checkPage(v);
    }
    at = second;
    await second.go(path);
    await second.link("cases-appeal").click();
    await second.page.getByLabel(label("cases-appeal-why")).fill("The offer is older than their registration.");
    await checkPage(second);
    await second.button("cases-appeal").click();
    await second.page.getByText(t("cases-appealed"), { exact: true }).first().waitFor();

    at = staff;
    await staff.go(path);
    await staff.page.getByRole("heading", { name: t("cases-same-decider") }).waitFor();
    if (await staff.button("cases-confirm").isVisible()) throw new Error("who decided first is offered the appeal");
    const owner = (at = await who(/Vera Lindqvist/));
    await owner.go(path);
    await owner.page.getByRole("radio", { name: "Nordic IT Partners" }).check();
    await owner.page.getByLabel(label("cases-reason")).fill("The offer proves it.");
    await owner.button("cases-confirm").click();
    await owner.page.getByText(t("cases-ruled"), { exact: true }).first().waitFor();
    at = second;
    await second.go(`${path}/letter`);
    await second.page.locator("#main").getByText(t("letter-final")).first().waitFor();
    await second.page.locator("#main").getByText(t("letter-means-confirmed")).first().waitFor();
    at = first;
    await first.go(`${path}/letter`);
    await first.page.locator("#main").getByText(t("letter-means-ended")).first().waitFor();
    say(`${mode.name}: a conflict from two registrations to the appeal in ${Math.round((Date.now() - began) / 1000)} s`);
  } catch (e) {
    const picture = at ? await at.picture(`${mode.name} conflict`) : "none";
    world.problems.add(at?.where ?? mode.name, `the conflict journey stopped: ${e.message.split("\n").slice(0, 5).join(" / ")}`, `See lifecycle/sell/src/conflicts/pages. Picture: ${picture}`);
  } finally {
    for (const v of people) await v.context.close();
  }
}

async function register(v, mode, customer, amount) {
  const { page } = v;
  await v.go("/deals/new");
  await page.getByLabel(label("deal-company")).fill(customer.company);
  await page.getByLabel(label("deal-domain")).fill(customer.domain);
  await page.getByLabel(label("deal-contact")).fill("Petra Vance");
  await page.getByLabel(label("deal-email")).fill(`petra.vance@${customer.domain}`);
  await page.getByLabel(label("deal-country")).selectOption("DE");
  await page.getByRole("group", { name: t("deal-products-question") }).getByRole("checkbox").first().check();
  await page.getByLabel(label("deal-value")).fill(amount);
  await page.getByLabel(label("deal-close")).fill(day(45));
  await page.getByLabel(label("deal-need")).fill("They plan by hand at the second site and want a demo this month.");
  if (mode.js) await page.getByText(t("deals-draft-saved").split("{")[0].trim()).first().waitFor();
  await v.button("deals-submit").click();
  await page.waitForURL(/deals\/deal_/);
}

/** Nothing of the other partner stands on a page of a side. */
async function noLeak(v) {
  const text = await v.page.locator("main").innerText();
  const other = v.name.includes("Amara") ? ["Nordic", "Erik", "24,000"] : ["Brightpath", "Amara", "18,000"];
  for (const secret of other) if (text.includes(secret)) throw new Error(`the page tells ${secret}`);
}
