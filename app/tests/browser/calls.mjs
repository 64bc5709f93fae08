// What is asked in public: a customer's form that becomes a lead, and a request for proposals that two partners answer.
import { Journey, choose, fill, travel } from "./journey.mjs";
import { label, like, t } from "./words.mjs";

const CASES = {
  desktop: { company: "Brackenhall Tippers", domain: "brackenhall.example", name: "Ellis Ware", country: "GB", city: "Leeds", need: "Yards for a ferry line" },
  phone: { company: "Sondervig Bulk", domain: "sondervigbulk.example", name: "Mette Holst", country: "DK", city: "Esbjerg", need: "Routes for a brewery" },
  "no script": { company: "Carrascal Gruas", domain: "carrascalgruas.example", name: "Lucia Prieto", country: "ES", city: "Burgos", need: "Depots for a baker" },
};
const OPERATIONS = /Mara Okafor/;
const CHOSEN = { partner: "Brightpath Systems", email: "tariq@brightpathsystems.example", how: "One depot first, then the others.", price: "18400" };
const OTHER = { partner: "Nordic IT Partners", email: "sara@nordicitpartners.example", how: "All depots in the same week.", price: "26900" };
const QUESTIONS = ["How do you go about it?", "What do your services cost?"];
const REASON = "The first depot is live soonest.";

export async function callJourney(world, mode) {
  await travel(new Journey(world, mode, CASES[mode.name]), "a customer's form becomes a lead", INQUIRY);
  await travel(new Journey(world, mode, CASES[mode.name]), "a request for proposals is awarded", REQUEST);
}

const INQUIRY = [
  ["a customer writes by the public form", "See lifecycle/sell/src/inquiries/pages/public.rs.", async (j) => {
    const v = (j.stranger = j.as(await j.visitor()));
    const { page } = v;
    await v.go("/contact/route-planning");
    await j.look(v, "/contact");
    await fill(page, "inquiries-name", j.name);
    await fill(page, "inquiries-email", j.email);
    await fill(page, "inquiries-company", j.company);
    await v.expecting([422], async () => {
      // No machine is this fast, and something is missing.
      await page.waitForTimeout(3200);
      await v.button("inquiries-send").click();
      await page.getByRole("alert").waitFor();
    });
    if ((await page.getByLabel(label("inquiries-company")).inputValue()) !== j.company) throw new Error("what was typed is gone after an error");
    await choose(page, "inquiries-country", j.country);
    await fill(page, "inquiries-field-city", j.city);
    await fill(page, "inquiries-field-need", "We plan by hand and want to see how it is done.");
    await page.locator("[name=consent]").check();
    await v.button("inquiries-send").click();
    await page.getByText(t("inquiries-look-at-mail")).waitFor();
    await j.look(v, "/contact, thanks");
  }],
  ["nothing is known before the address is confirmed", "See lifecycle/sell/src/inquiries/actions.", async (j) => {
    const staff = await j.staff(OPERATIONS);
    await staff.go(`/leads?q=${encodeURIComponent(j.company)}`);
    if (await staff.page.getByRole("link", { name: j.company }).count()) throw new Error("there is a lead before the address was confirmed");
    const link = await j.mail(j.email, /https?:\/\/\S+\/contact-confirmations\/\w+/);
    const v = j.as(j.stranger);
    await v.go(link);
    await j.look(v, "/contact-confirmations");
    await v.button("inquiries-confirm").click();
    await v.page.getByText(t("inquiries-confirmed")).first().waitFor();
  }],
  ["it is a lead, and routed", "See lifecycle/sell/src/leads/jobs.rs: sell.route_lead.", async (j) => {
    const staff = await j.staff(OPERATIONS);
    await staff.until(`/leads?q=${encodeURIComponent(j.company)}`, (page) => page.getByRole("link", { name: j.company }).locator("visible=true").first().isVisible());
    await staff.page.getByRole("link", { name: j.company }).locator("visible=true").first().click();
    await staff.page.waitForURL(/leads\/lead_/);
    await staff.until(staff.page.url(), (page) => page.getByRole("heading", { name: like("leads-why-this") }).first().isVisible());
    await staff.page.getByText(j.email).first().waitFor();
  }],
];

/** What a partner sees of the request, and hands in. */
async function answer(j, who) {
  const v = await j.person(who.email);
  await v.until("/proposals", (page) => page.getByRole("link", { name: j.need }).isVisible());
  await v.page.getByRole("link", { name: j.need }).click();
  await v.page.waitForURL(/proposals\/rfp_/);
  j.request = new URL(v.page.url()).pathname;
  if ((await v.page.content()).includes(j.company)) throw new Error("the customer is named before the award");
  await j.look(v, "a request to answer");
  await v.link("proposals-answer-verb").click();
  await v.page.getByLabel(QUESTIONS[0]).fill(who.how);
  await v.page.getByLabel(QUESTIONS[1]).fill(who.price);
  await j.look();
  await v.button("proposals-answer-send").click();
  await v.page.getByText(t("proposals-answer-sent")).first().waitFor();
}

const REQUEST = [
  ["operations publish a request", "See lifecycle/sell/src/proposals/pages/form.rs.", async (j) => {
    const v = await j.staff(OPERATIONS);
    const { page } = v;
    await v.go("/proposals/new");
    await fill(page, "proposals-field-title", j.need);
    await fill(page, "proposals-body", "They plan **by hand** and want to stop.");
    await fill(page, "proposals-company", j.company);
    for (const type of ["reseller", "msp"]) await page.getByLabel(t(`partner-type-${type}`), { exact: true }).check();
    for (const test of ["leads-pool-territory", "leads-pool-language", "leads-pool-products"]) await page.getByLabel(label(test)).uncheck();
    const each = (key, n) => page.getByLabel(t(key), { exact: true }).nth(n);
    await each("proposals-question", 0).fill(QUESTIONS[0]);
    await each("proposals-question-kind", 0).selectOption("long");
    await each("proposals-question", 1).fill(QUESTIONS[1]);
    await each("proposals-question-kind", 1).selectOption("money");
    for (const [n, name, weight] of [[0, "How soon", "60"], [1, "Price", "40"]]) {
      await each("proposals-criterion", n).fill(name);
      await each("proposals-weight", n).fill(weight);
    }
    await page.getByLabel(label("proposals-show-scores")).check();
    await j.look();
    await v.button("proposals-save").click();
    await page.waitForURL(/proposals\/rfp_/);
    await j.look(v, "a request as a draft");
    await v.button("proposals-publish").click();
    await page.getByText(t("proposals-published")).first().waitFor();
  }],
  ["two partners answer under seal", "See lifecycle/sell/src/proposals/pages/answer.rs.", async (j) => {
    for (const who of [CHOSEN, OTHER]) await answer(j, who);
    const staff = await j.staff(OPERATIONS);
    await staff.go(j.request);
    await staff.page.getByText(t("proposals-sealed"), { exact: true }).first().waitFor();
    const told = await staff.page.content();
    for (const secret of [CHOSEN.how, OTHER.how, "18,400"]) if (told.includes(secret)) throw new Error(`the vendor reads ${secret} before the deadline`);
    await j.look(staff, "a request under seal");
  }],
  ["after the deadline they are compared and one is chosen", "See lifecycle/sell/src/proposals/pages/decide.rs; the clock runs each minute.", async (j) => {
    const past = "2020-01-01T00:00:00.000000+00:00";
    j.world.sql("update proposal_request set deadline = ?, alarm_at = ? where title = ?", past, past, j.need);
    const v = await j.staff(OPERATIONS);
    const { page } = v;
    await v.until(j.request, (p) => {
      j.world.sql("update job_schedule set next_at = ? where kind = 'sell.proposal_clock'", past);
      return p.getByText(CHOSEN.how).first().isVisible();
    }, 60);
    for (const [who, points] of [[CHOSEN, ["5", "4"]], [OTHER, ["2", "3"]]]) {
      const sheet = page.locator("details").filter({ hasText: t("proposals-review", { partner: who.partner }) });
      await sheet.locator("summary").first().click();
      for (const [n, given] of points.entries()) await sheet.locator("select[name=points]").nth(n).selectOption(given);
      await sheet.getByRole("button", { name: t("proposals-save-points"), exact: true }).click();
      await page.getByText(t("proposals-points-saved")).first().waitFor();
    }
    await j.look(v, "a request with points");
    await v.link("proposals-decide").click();
    await page.getByRole("radio", { name: CHOSEN.partner }).check();
    await fill(page, "proposals-reason", REASON);
    await j.look();
    await v.button("proposals-decide").click();
    await page.getByText(t("proposals-decided")).first().waitFor();
  }],
  ["each has its letter, and nothing of the other", "See lifecycle/sell/src/proposals/pages/show.rs.", async (j) => {
    for (const [who, head, rival] of [[OTHER, "proposals-letter-not-awarded", CHOSEN], [CHOSEN, "proposals-letter-awarded", OTHER]]) {
      const v = await j.person(who.email);
      await v.go(j.request);
      await v.page.getByRole("heading", { name: t(head), exact: true }).waitFor();
      await v.page.getByText(REASON).first().waitFor();
      await v.page.getByRole("heading", { name: t("proposals-your-answer"), exact: true }).waitFor();
      const told = await v.page.content();
      for (const secret of [rival.partner, rival.how, who === OTHER ? j.company : rival.email]) if (told.includes(secret)) throw new Error(`the letter tells ${secret}`);
      await j.look(v, `a letter, ${head}`);
    }
    const v = j.as(await j.person(CHOSEN.email));
    await v.button("proposals-make-deal").click();
    await v.page.waitForURL(/deals\/deal_/);
    if ((await v.page.getByLabel(label("deal-company")).inputValue()) !== j.company) throw new Error("the deal does not know the customer of the request");
  }],
];
