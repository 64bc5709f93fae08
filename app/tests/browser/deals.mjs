// A deal in its daily life: is the customer free, a registration on the way, a question, a word from the mail, another
// partner on the team, and what it contributed.
import { Hand } from "./hand.mjs";
import { Journey, choose, day, field, fill, travel } from "./journey.mjs";
import { label, like, t } from "./words.mjs";
import { say } from "./world.mjs";

/** A partner, whom it invites, and the person of the vendor who looks after each; other ones in each run. */
const BRIGHTPATH = { partner: "Brightpath Systems", seller: "tariq@brightpathsystems.example", named: "Tariq Khan", manager: "jonas@kestrel.example", managed: "Jonas Lind" };
const NORDIC = { partner: "Nordic IT Partners", seller: "sara@nordicitpartners.example", named: "Sara Lindgren", manager: "chiara@kestrel.example", managed: "Chiara Bellini" };
const INDIGO = { partner: "Indigo Data Works", seller: "giulia@indigodataworks.example", named: "Giulia Conti", manager: "devon@kestrel.example", managed: "Devon Pryce" };
const CASES = {
  desktop: { company: "Quillmark Haulage", customer: "quillmarkhaulage.example", lead: BRIGHTPATH, mate: NORDIC },
  phone: { company: "Vastervik Cranes", customer: "vastervikcranes.example", lead: NORDIC, mate: INDIGO },
  "no script": { company: "Lindenau Reefers", customer: "lindenaureefers.example", lead: INDIGO, mate: BRIGHTPATH },
};
const OPERATIONS = /Mara Okafor/;
const CONTACT = "Petra Vance";
const VALUE = "48,000";

export async function dealJourney(world, mode) {
  return travel(new Journey(world, mode, CASES[mode.name]), "the daily life of a deal", STEPS);
}

const lead = (j) => j.person(j.lead.seller);
const mate = (j) => j.person(j.mate.seller);

/** What follows must not be readable for somebody. */
async function hidden(v, ...secrets) {
  const text = await v.page.content();
  for (const secret of secrets) if (text.includes(secret)) throw new Error(`the page tells ${secret}`);
}

const STEPS = [
  ["is the customer free?", "See lifecycle/sell/src/deals/pages/check.rs.", async (j) => {
    const v = await lead(j);
    const { page } = v;
    await v.go("/deals/check");
    await fill(page, "deal-company", j.company);
    await fill(page, "deal-domain", j.customer);
    await v.button("free-ask").click();
    await page.getByRole("heading", { name: t("free-free"), exact: true }).waitFor();
    await j.look(v, "is the customer free");
    await v.link("free-register").click();
    await page.waitForURL(/deals\/new/);
    if ((await page.getByLabel(label("deal-company")).inputValue()) !== j.company) throw new Error("the form does not know what was asked");
  }],
  ["it is registered in under two minutes", "See app/tests/browser/hand.mjs for how the time is estimated, and lifecycle/sell/src/deals/pages/form.html.", async (j) => {
    const v = await lead(j);
    const { page } = v;
    // From the beginning, with nothing known.
    await v.go("/deals");
    const hand = new Hand(page);
    const of = (key) => field(page, key);
    // A phone's own bar, or the button on the page.
    await hand.press(page.locator("a[href='/deals/new']").locator("visible=true").first());
    await page.waitForURL(/deals\/new/);
    await hand.type(of("deal-company"), j.company);
    await hand.type(of("deal-domain"), j.customer);
    await hand.type(of("deal-contact"), CONTACT);
    await hand.type(of("deal-email"), `petra.vance@${j.customer}`);
    await hand.choose(of("deal-country"), "DE");
    await hand.press(page.getByRole("group", { name: t("deal-products-question") }).getByRole("checkbox").first());
    await hand.type(of("deal-value"), "48000");
    await hand.date(of("deal-close"), day(45));
    await hand.type(of("deal-need"), "They plan by hand at the second site and want a demo this month.");
    await hand.scrolled();
    await hand.press(v.button("deals-submit"));
    await page.waitForURL(/deals\/deal_/);
    j.deal = new URL(page.url()).pathname;
    say(`${j.mode.name}: a registration takes ${hand.told}`);
    if (j.mode.touch && hand.seconds >= 120) throw new Error(`a registration on a phone takes ${hand.told}; two minutes are promised`);
    await v.go(j.deal);
    if (await page.locator(".badge").filter({ hasText: t("deal-state-in-review") }).first().isVisible()) {
      // In a currency of its own, an amount is looked at by a person.
      const staff = await j.staff(OPERATIONS);
      await staff.go(`${j.deal}/decision`);
      await fill(staff.page, "deal-note", "Welcome.");
      await staff.button("deals-approve").click();
      await staff.page.waitForURL((url) => url.pathname === j.deal);
      await v.go(j.deal);
    }
    await page.locator(".badge").filter({ hasText: t("deal-state-approved") }).first().waitFor();
    await j.look(j.as(v), "a protected deal");
  }],
  ["its manager is away, and somebody stands in", "See lifecycle/sell/src/absences.", async (j) => {
    const v = await j.person(j.lead.manager);
    const { page } = v;
    await v.go("/absences");
    await page.getByLabel(label("absence-from")).fill(day(0));
    await page.getByLabel(label("absence-until")).fill(day(3));
    await choose(page, "absence-substitute", { label: "Mara Okafor" });
    await v.button("absence-save").click();
    await page.getByText(t("absence-set")).first().waitFor();
    await page.getByRole("region", { name: t("absence-all") }).getByText(j.lead.managed).first().waitFor();
    await j.look(v);
    const partner = await lead(j);
    await partner.go(j.deal);
    await partner.page.locator("#main").getByText(new RegExp(`Mara Okafor .*${j.lead.managed}`)).first().waitFor();
  }],
  ["the partner asks how it stands, and is answered", "See lifecycle/sell/src/deals/pages/notes.rs and panels.", async (j) => {
    const v = await lead(j);
    await fill(v.page, "deals-note-new", "Has their head of operations called you?");
    await v.page.getByLabel(label("deals-question-asks")).check();
    await v.button("deals-note-add").click();
    await v.page.getByText(t("deals-question-sent"), { exact: true }).first().waitFor();
    const staff = await j.staff(OPERATIONS);
    const waits = (page) => page.locator("#queue").getByRole("listitem").filter({ hasText: j.company }).filter({ hasText: t("deals-queue-question") });
    await staff.go("/queue");
    await waits(staff.page).getByRole("link").first().click();
    await staff.page.waitForURL((url) => url.pathname === j.deal);
    await j.look(staff, "a deal with a question, staff");
    await fill(staff.page, "deals-note-new", "She did. The demo is on Thursday.");
    await staff.button("deals-note-add").click();
    await staff.page.getByText(like("deals-question-answered")).first().waitFor();
    await staff.go("/queue");
    if (await waits(staff.page).count()) throw new Error("what is answered waits in the queue");
    await lead(j);
    await v.go(j.deal);
    await v.page.getByText("The demo is on Thursday.").first().waitFor();
    await v.page.getByText(like("deals-question-answered")).first().waitFor();
    await j.look(v, "a deal with an answer");
    const manager = await j.person(j.lead.manager);
    await manager.go("/absences");
    await manager.button("absence-end").click();
    await manager.page.getByText(t("absence-ended")).first().waitFor();
  }],
  ["the mail before the end updates it, without signing in", "See lifecycle/sell/src/deals/pages/link.rs; the clock runs each minute.", async (j) => {
    const soon = new Date(Date.now() + 5 * 864e5).toISOString().replace("Z", "000+00:00");
    j.world.sql("update deal set protected_until = ?, alarm_at = ? where company = ?", soon, "2020-01-01T00:00:00.000000+00:00", j.company);
    j.world.sql("update job_schedule set next_at = ? where kind = 'sell.clock'", "2020-01-01T00:00:00.000000+00:00");
    const link = await j.mail(j.lead.seller, /https?:\/\/\S+\/deal-updates\/\w+/, j.company);
    const v = j.as(await j.visitor("who has the mail"));
    const { page } = v;
    await v.go(link);
    await j.look(v, "/deal-updates");
    await page.getByRole("radio", { name: t("deal-stage-proposal") }).check();
    await fill(page, "deals-link-note", "They have our offer.");
    await v.button("deals-link-save").click();
    await page.getByText(t("deals-link-updated")).first().waitFor();
    const partner = await lead(j);
    await partner.go(j.deal);
    await partner.page.locator("#main button[aria-current=true]").filter({ hasText: t("deal-stage-proposal") }).waitFor();
    await partner.page.getByText("They have our offer.").first().waitFor();
  }],
  ["another partner is invited, and sees what was promised", "See lifecycle/sell/src/teams/pages.", async (j) => {
    const v = await lead(j);
    const { page } = v;
    await v.link("teams-open").click();
    await page.waitForURL(/\/team$/);
    await fill(page, "teams-email", j.mate.seller);
    await choose(page, "teams-role", { label: t("teams-role-co-sell") });
    await fill(page, "teams-share-percent", "30");
    const value = field(page, "teams-shows-value"), contact = field(page, "teams-shows-contact");
    await value.check();
    await contact.uncheck();
    await fill(page, "teams-message", "You know their yard.");
    await v.button("teams-invite").click();
    await page.getByText(t("teams-invited")).first().waitFor();
    await hidden(v, j.mate.partner);
    await j.look(v, "a team that is asked");
    const other = await mate(j);
    await other.until("/joint", (p) => p.getByRole("link", { name: t("teams-offer-title", { partner: j.lead.partner, company: j.company }) }).isVisible());
    await j.look();
    await other.page.getByRole("link", { name: t("teams-offer-title", { partner: j.lead.partner, company: j.company }) }).click();
    await other.button("teams-accept").waitFor();
    await j.look();
    await other.button("teams-accept").click();
    await other.page.getByText(t("teams-joined")).first().waitFor();
    await other.page.locator("#main").getByText(VALUE).first().waitFor();
    await hidden(other, CONTACT, `petra.vance@${j.customer}`, "The demo is on Thursday.");
    j.team = new URL(other.page.url()).pathname;
    await j.look(other, "a team, member");
    await other.expecting([404], async () => {
      if ((await other.go(j.deal)).status() !== 404) throw new Error("a member of the team reads the deal itself");
      await other.go(j.team);
    });
  }],
  ["the shares are agreed by both", "See lifecycle/sell/src/teams/actions.", async (j) => {
    const v = await lead(j);
    await v.go(`${j.deal}/team`);
    await v.page.getByText(t("teams-propose"), { exact: true }).first().click();
    await v.page.getByLabel(t("teams-percent-of", { partner: j.lead.partner })).fill("60");
    await v.page.getByLabel(t("teams-percent-of", { partner: j.mate.partner })).fill("40");
    await v.button("teams-propose").click();
    await v.page.getByText(t("teams-shares-proposed")).first().waitFor();
    await j.look(v, "a team with proposed shares");
    const other = await mate(j);
    await other.go("/joint");
    await other.page.getByRole("row").filter({ hasText: j.company }).getByRole("link").click();
    await other.button("teams-agree").click();
    await other.page.getByText(t("teams-shares-agreed")).first().waitFor();
    for (const who of [other, v]) {
      await who.go(who === v ? `${j.deal}/team` : j.team);
      await who.page.getByRole("row").filter({ hasText: j.mate.partner }).getByText("40%").first().waitFor();
    }
  }],
  ["a task of the plan is done by the other", "See lifecycle/sell/src/teams/pages/plan.rs.", async (j) => {
    const v = j.as(await lead(j));
    await fill(v.page, "teams-task-title", "Walk the yard with their planner");
    await choose(v.page, "teams-task-owner", { label: `${j.mate.named} · ${j.mate.partner}` });
    await v.page.getByLabel(label("teams-task-due")).last().fill(day(7));
    await v.button("teams-task-add").click();
    await v.page.getByText(t("teams-task-added")).first().waitFor();
    const other = await mate(j);
    await other.go(j.team);
    await other.page.locator("#plan").getByRole("listitem").filter({ hasText: "Walk the yard" }).getByRole("button", { name: t("teams-task-finish"), exact: true }).click();
    await other.page.getByText(t("teams-task-is-done")).first().waitFor();
    await lead(j);
    await v.go(`${j.deal}/team`);
    await v.page.locator("#plan").getByRole("listitem").filter({ hasText: "Walk the yard" }).getByText(t("teams-task-done"), { exact: true }).first().waitFor();
  }],
  ["the other claims what it contributed, and it is confirmed", "See lifecycle/sell/src/touches.", async (j) => {
    const v = await mate(j);
    const { page } = v;
    await v.go("/touches/new");
    await fill(page, "touches-company", j.company);
    await fill(page, "touches-domain", j.customer);
    await choose(page, "touches-country", "DE");
    await choose(page, "touches-kind", { label: t("touch-kind-workshop") });
    await page.getByLabel(label("touches-on")).fill(day(-2));
    await fill(page, "touches-what", "A day in the yard with both planners.");
    await fill(page, "touches-evidence", "The minutes, signed by their planner.");
    await j.look();
    await v.button("touches-send").click();
    await page.waitForURL(/touches\/touch_/);
    j.touch = new URL(page.url()).pathname;
    await page.getByText(t("touches-waits-text")).first().waitFor();
    await j.look(v, "a claim that waits");
    const manager = await j.person(j.mate.manager);
    await manager.go("/queue");
    await manager.page.locator("#queue").getByRole("listitem").filter({ hasText: j.company }).filter({ hasText: t("touches-queue") }).getByRole("link").first().click();
    await manager.page.waitForURL((url) => url.pathname === j.touch);
    await j.look(manager, "a claim to answer");
    await choose(manager.page, "touches-account", { label: await manager.page.getByLabel(label("touches-account")).locator("option").filter({ hasText: j.company }).first().innerText() });
    await manager.button("touches-confirm").click();
    await manager.page.getByText(t("touches-confirmed")).first().waitFor();
    await mate(j);
    await v.go("/touches");
    await j.look();
    await v.go(j.touch);
    await page.getByText(t("touch-state-confirmed"), { exact: true }).first().waitFor();
  }],
  ["the customer's journey shows both, each partner its own", "See lifecycle/sell/src/touches/pages/journey.rs.", async (j) => {
    const manager = await j.person(j.mate.manager);
    await manager.go(j.touch);
    await manager.link("journey-open").first().click();
    await manager.page.waitForURL(/\/journey$/);
    const stop = (partner, what) => manager.page.locator("#results li").filter({ hasText: partner }).filter({ hasText: what });
    await stop(j.lead.partner, t("touch-kind-registration")).first().waitFor();
    await stop(j.mate.partner, t("touch-kind-co-sell")).first().waitFor();
    await stop(j.mate.partner, t("touch-kind-workshop")).first().waitFor();
    await j.look();
    const v = await lead(j);
    await v.go(`/touches?q=${encodeURIComponent(j.company)}`);
    await v.page.locator("#results").getByText(t("touch-kind-registration")).locator("visible=true").first().waitFor();
    const told = await v.page.locator("#results").innerText();
    for (const of of [t("touch-kind-co-sell"), t("touch-kind-workshop"), j.mate.partner]) if (told.includes(of)) throw new Error(`the partner reads ${of}, which is another's`);
  }],
  ["both read the same, and an open page follows within two seconds", "See web/js/live.js and platform/web's events.", async (j) => {
    const staff = await j.staff(OPERATIONS);
    const partner = await lead(j);
    const said = async (v) => {
      await v.go(j.deal);
      const facts = v.page.getByRole("region", { name: t("deals-facts") });
      const parts = [v.page.locator("#main .badge").first(), v.page.locator("#main .countdown").first(), v.page.getByRole("region", { name: t("deals-protection") }), facts.getByText(j.lead.named)];
      return (await Promise.all(parts.map((part) => part.first().innerText()))).join("\n");
    };
    const [own, theirs] = [await said(partner), await said(staff)];
    if (own !== theirs) throw new Error(`the partner reads ${own}; the vendor reads ${theirs}`);
    if (!j.mode.js) return;
    // Both sides listen from a second after the page is loaded.
    await staff.page.waitForTimeout(1500);
    const stage = (name) => [partner, partner.page.getByRole("region", { name: t("deals-progress") }).getByRole("button", { name }), staff, staff.page.locator("#main button[aria-current=true]").filter({ hasText: name })];
    const note = "The board meets on Friday.";
    const took = [];
    for (const change of [() => stage(t("deal-stage-negotiation")), () => [staff, staff.button("deals-note-add"), partner, partner.page.getByText(note)], () => stage(t("deal-stage-proposal"))]) {
      const [who, button, watcher, seen] = change();
      if (who === staff) await fill(staff.page, "deals-note-new", note);
      j.as(watcher);
      await button.click();
      const began = Date.now();
      await seen.first().waitFor();
      took.push((Date.now() - began) / 1000);
      await partner.page.waitForTimeout(1500);
    }
    took.sort((a, b) => a - b);
    say(`${j.mode.name}: an open page follows after ${took.map((s) => s.toFixed(1)).join(", ")} s`);
    // The middle one: a busy machine may be late once.
    if (took[1] > 2) throw new Error(`an open page follows after ${took[1]} s; two are promised`);
  }],
];
