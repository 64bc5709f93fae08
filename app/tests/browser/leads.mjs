// From a lead that comes in to a deal: routed, not answered in time, routed anew, taken from the mail, converted.
import { Journey, choose, fill, travel } from "./journey.mjs";
import { label, like, t } from "./words.mjs";

/** Who asks in each run, where several partners work; companies that resemble nobody. */
const LEADS = {
  desktop: { company: "Wrenfield Parcel Depots", domain: "wrenfieldparcel.example", country: "PL", city: "Łódź", name: "Ida Brandt" },
  phone: { company: "Osterkamp Cold Chain", domain: "osterkampcold.example", country: "NL", city: "Zwolle", name: "Joost Meijer" },
  "no script": { company: "Montvallon Laundries", domain: "montvallonlaundries.example", country: "FR", city: "Nantes", name: "Claire Roux" },
};

const OPERATIONS = /Mara Okafor/;

export async function leadJourney(world, mode) {
  return travel(new Journey(world, mode, LEADS[mode.name]), "a lead becomes a deal", STEPS);
}

/** The partners that are asked at this moment, as the vendor's page of the lead names them. */
async function asked(page) {
  const open = page.locator("#main li").filter({ has: page.locator(".badge", { hasText: new RegExp(`^\\s*${t("lead-offer-open")}\\s*$`) }) });
  return (await open.locator("b bdi").allInnerTexts()).map((name) => name.trim());
}

const domainOf = (partner) => `${partner.toLowerCase().replace(/[^a-z0-9]/g, "")}.example`;

const STEPS = [
  ["operations capture a lead", "See lifecycle/sell/src/leads/pages/capture.rs.", async (j) => {
    const v = await j.staff(OPERATIONS);
    const { page } = v;
    await v.go("/leads");
    await j.look();
    await v.go("/leads/new");
    await j.look();
    await fill(page, "leads-company", j.company);
    await v.expecting([422], async () => {
      await v.button("leads-capture-verb").click();
      await page.getByRole("alert").waitFor();
    });
    if ((await page.getByLabel(label("leads-company")).inputValue()) !== j.company) throw new Error("what was typed is gone after an error");
    await j.look(v, "/leads/new with errors");
    await fill(page, "leads-domain", j.domain);
    await choose(page, "leads-country", j.country);
    await fill(page, "leads-city", j.city);
    await fill(page, "leads-contact-name", j.name);
    await fill(page, "leads-contact-email", j.email);
    await fill(page, "leads-contact-phone", "+49 561 5550 100");
    await page.getByRole("textbox", { name: label("leads-need") }).fill("They plan by hand and want to stop before spring.");
    await page.getByRole("checkbox", { name: "Route Planner" }).check();
    await fill(page, "leads-size", "320");
    await choose(page, "leads-source", "web");
    await v.button("leads-capture-verb").click();
    await page.waitForURL(/leads\/lead_/);
    j.lead = new URL(page.url()).pathname;
  }],
  ["it was routed, and the page says why", "See lifecycle/sell/src/leads/rules/route.rs and pages/show.rs.", async (j) => {
    const v = await j.staff(OPERATIONS);
    const { page } = v;
    await page.getByRole("heading", { name: like("leads-why-this") }).first().waitFor();
    await page.locator("#main").getByText(like("leads-decided-rule")).first().waitFor();
    const [first, more] = await asked(page);
    if (!first || more) throw new Error(`one partner is to be asked, not ${first ? "several" : "nobody"}`);
    j.first = first;
    await j.look(v, "a lead that is offered, staff");
    await v.go("/leads/rules");
    await j.look();
    await v.go("/leads/partners");
    await j.look();
  }],
  ["nobody answers in time, and it goes to the next", "See lifecycle/sell/src/leads/jobs.rs: the clock runs each minute.", async (j) => {
    j.world.sql("update lead_offer set answer_by = ? where state = 'open' and lead_id in (select id from lead where company = ?)", "2020-01-01T00:00:00.000000+00:00", j.company);
    const v = await j.staff(OPERATIONS);
    await v.until(j.lead, async (page) => {
      j.world.sql("update job_schedule set next_at = ? where kind = 'sell.lead_clock'", "2020-01-01T00:00:00.000000+00:00");
      const [now] = await asked(page);
      return (j.second = now && now !== j.first ? now : null);
    }, 60);
    await v.page.locator("#main li").filter({ hasText: j.first }).getByText(t("lead-offer-timed-out"), { exact: true }).waitFor();
    await j.look(v, "a lead that was not answered, staff");
  }],
  ["the next takes it from the mail, without signing in", "See lifecycle/sell/src/leads/pages/link.rs.", async (j) => {
    const link = await j.mail(domainOf(j.second), /https?:\/\/\S+\/lead-offers\/\w+/, j.company);
    j.taker = j.mailed;
    const v = j.as(await j.visitor());
    const { page } = v;
    await v.go(link);
    await j.look(v, "/lead-offers");
    const told = await page.locator("main").innerText();
    if (told.includes(j.name) || told.includes(j.email)) throw new Error("the page of the link names who asks before the lead is taken");
    if (told.includes(j.first)) throw new Error("the page of the link tells who was asked before");
    await v.button("leads-accept").click();
    await page.getByText(t("lead-offer-accepted"), { exact: true }).first().waitFor();
    await j.look(v, "/lead-offers, taken");
  }],
  ["a person of the partner signs in and sees the customer", "See lifecycle/sell/src/leads/pages/show.rs.", async (j) => {
    const v = (j.member = await j.person(j.taker));
    const { page } = v;
    await v.go("/leads");
    await j.look();
    await v.go(j.lead);
    await page.getByText(j.name).first().waitFor();
    if ((await page.content()).includes(j.first)) throw new Error(`the partner reads that ${j.first} was asked before`);
    await j.look(v, "a lead that is taken");
  }],
  ["calls the customer, and makes it a deal", "See lifecycle/sell/src/leads/pages/moves.rs.", async (j) => {
    const v = j.as(j.member);
    const { page } = v;
    await v.button("leads-contacted").click();
    await page.getByText(t("lead-state-contacted"), { exact: true }).first().waitFor();
    await j.look(v, "a lead whose customer was contacted");
    await v.button("leads-convert").click();
    await page.waitForURL(/deals\/deal_.*\/edit/);
    if ((await page.getByLabel(label("deal-company")).inputValue()) !== j.company) throw new Error("the deal does not know the customer of the lead");
    await j.look(v, "a deal that was a lead");
    await v.go(j.lead);
    await page.getByText(t("lead-state-converted"), { exact: true }).first().waitFor();
    await j.look(v, "a lead that became a deal");
  }],
];
