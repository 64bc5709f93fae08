// What the vendor's people do among themselves: a plan that a second person approves, accounts that are one company,
// many decisions at once, and one by the keyboard. What is shared is changed, so the runs follow each other.
import { Journey, choose, fill, travel } from "./journey.mjs";
import { label, like, t } from "./words.mjs";

const CASES = {
  desktop: { company: "Thornbeck Ferries", phone: "+44 1255 555 0100", double: "Thornbeck Ferries Ltd.", city: "Harwich", country: "GB" },
  phone: { company: "Kaldnes Rail", phone: "+47 33 55 01 00", double: "Kaldnes Rail AS", city: "Larvik", country: "NO" },
  "no script": { company: "Morvan Timber", phone: "+33 3 85 55 01 00", double: "Morvan Timber SARL", city: "Autun", country: "FR" },
};
const OPERATIONS = /Mara Okafor/;
const OWNER = /Vera Lindqvist/;
const REASON = "They are one company since the spring.";

export async function officeJourney(world, mode) {
  await travel(new Journey(world, mode, CASES[mode.name]), "accounts and their plan", ACCOUNTS);
  // Several rows of a table are chosen on a wide screen, and accounts kept apart where there is a keyboard.
  if (!mode.touch) await travel(new Journey(world, mode, {}), "many decisions at once", DECISIONS);
}

/** Adds an account by hand, even where one like it is known, and returns where it is. */
async function add(j, name, more = {}) {
  const v = await j.staff(OPERATIONS);
  const { page } = v;
  await v.go("/accounts/new");
  await fill(page, "account-name", name);
  await choose(page, "account-country", j.country);
  for (const [key, value] of Object.entries(more)) await fill(page, key, value);
  await v.expecting([422], async () => {
    await v.button("account-add").click();
    await page.waitForURL(/accounts(\/acct_.*)?$/);
    if (!/acct_/.test(page.url())) {
      await page.getByText(t("account-known-title")).first().waitFor();
      await j.look(v, "an account that may be known");
      await v.button("account-add-anyway").click();
    }
    await page.waitForURL(/accounts\/acct_/);
  });
  return new URL(page.url()).pathname;
}

const ACCOUNTS = [
  ["one company came in twice, and is made one", "See core/accounts/src/merges.", async (j) => {
    j.kept = await add(j, j.company, { "account-phone": j.phone });
    j.other = await add(j, j.double, { "account-phone": j.phone, "account-city": j.city });
    const v = await j.staff(OPERATIONS);
    const { page } = v;
    await v.go(j.kept);
    await page.getByRole("region", { name: t("account-doubles") }).getByText(j.double).first().waitFor();
    await j.look(v, "an account with a double");
    await v.link("account-merge-compare").first().click();
    await page.waitForURL(/\/merge/);
    await page.getByRole("checkbox", { name: t("account-merge-take", { field: t("account-city") }) }).check();
    await fill(page, "account-merge-reason", REASON);
    await j.look();
    await v.button("account-merge-do").click();
    await page.getByText(t("account-merged"), { exact: true }).first().waitFor();
    await page.locator("#main").getByText(j.city).first().waitFor();
    await v.go(`/accounts?q=${encodeURIComponent(j.company)}`);
    if (await page.getByRole("link", { name: j.double }).count()) throw new Error("an account that was merged is in the list");
    // Whoever has the old address comes to the one that was kept.
    await v.go(j.other);
    await page.getByRole("heading", { level: 1, name: j.company, exact: true }).waitFor();
    await j.look(v, "an account that was merged");
  }],
  ["and two again, as they were", "See core/accounts/src/merges/actions.rs.", async (j) => {
    const v = await j.staff(OPERATIONS);
    const { page } = v;
    await v.go(j.kept);
    await page.getByRole("textbox", { name: t("account-merge-reason") }).first().fill("They are two after all.");
    await v.button("account-unmerge").click();
    await page.getByText(t("account-unmerged"), { exact: true }).first().waitFor();
    if (await page.getByRole("region", { name: t("account-facts") }).getByText(j.city).count()) throw new Error("what was taken over is still there");
    await v.go(j.other);
    await page.getByRole("heading", { level: 1, name: j.double, exact: true }).waitFor();
  }],
  ["a change of the coverage plan is proposed", "See core/accounts/src/coverage/pages.", async (j) => {
    const v = await j.staff(OPERATIONS);
    const { page } = v;
    await v.go("/coverage");
    await j.look();
    j.before = (await page.getByRole("region", { name: like("coverage-version") }).first().getAttribute("aria-label")).trim();
    await v.button("coverage-begin").click();
    await page.waitForURL(/coverage\/draft/);
    await v.go(`/coverage/draft/name?account=${j.kept.split("/").pop()}`);
    await j.look();
    await page.getByRole("radio", { name: new RegExp(`^${t("coverage-way-direct")}`) }).check();
    await fill(page, "coverage-note", "Framework contract.");
    await v.button("coverage-save").click();
    await page.getByText(t("coverage-named"), { exact: true }).first().waitFor();
    await v.go("/coverage/draft");
    await j.look();
    await fill(page, "coverage-reason", "Agreed with sales for the spring.");
    await v.button("coverage-publish-do").click();
    await page.getByText(t("coverage-proposed"), { exact: true }).first().waitFor();
    await v.go("/coverage/draft");
    if (await v.button("coverage-approve").isVisible()) throw new Error("who proposed the plan is asked to approve it");
    await v.go("/coverage");
    await page.getByRole("region", { name: j.before, exact: true }).waitFor();
  }],
  ["a second person approves it, and it holds", "See core/accounts/src/coverage/pages/approve.rs.", async (j) => {
    const v = await j.staff(OWNER);
    const { page } = v;
    await v.go("/queue");
    await page.locator("#queue a[href^='/coverage']").first().click();
    await page.waitForURL(/coverage\/draft/);
    await page.getByText("Agreed with sales for the spring.").first().waitFor();
    await j.look(v, "a plan to approve");
    await fill(page, "coverage-words", "Good.");
    await v.button("coverage-approve").click();
    await page.getByText(t("coverage-published"), { exact: true }).first().waitFor();
    await v.go(j.kept);
    await page.getByRole("region", { name: t("coverage-card") }).first().getByText(t("coverage-way-direct"), { exact: true }).first().waitFor();
    await j.look(v, "an account of a plan");
  }],
];

const DECISIONS = [
  ["several registrations are answered at once", "See lifecycle/sell/src/deals/pages/batch.rs.", async (j) => {
    const v = await j.staff(OPERATIONS);
    const { page } = v;
    await v.go("/deals?state=in_review");
    const rows = page.locator("#rows tr");
    const chosen = [];
    for (const row of (await rows.all()).slice(0, 3)) {
      const link = row.getByRole("link").first();
      chosen.push({ company: (await link.innerText()).trim(), href: await link.getAttribute("href") });
      await row.getByRole("checkbox").check();
    }
    await v.button("batch-change").click();
    await page.waitForURL(/deals\/batch/);
    await j.look();
    await page.getByRole("radio", { name: t("batch-reject"), exact: true }).check();
    await page.getByLabel(label("deal-reject-reason")).selectOption({ index: 1 });
    const note = "Please register it again with a contact at the customer.";
    await fill(page, "deal-note", note);
    await v.button("batch-run").click();
    await page.getByText(t("batch-outcome-title"), { exact: true }).first().waitFor();
    await j.look(v, "what came of a batch");
    for (const { company } of chosen) await page.getByRole("listitem").filter({ hasText: company }).getByText(t("batch-done"), { exact: true }).first().waitFor();
    await v.go(chosen[0].href);
    await page.locator("#main .badge").filter({ hasText: t("deal-state-rejected") }).first().waitFor();
    await page.getByText(note).first().waitFor();
  }],
  ["a case is decided by two keys", "See the access key in lifecycle/sell/src/conflicts/pages/case.html.", async (j) => {
    if (!j.mode.js) return;
    const v = await j.staff(OPERATIONS);
    const { page } = v;
    await v.go("/conflicts");
    for (const href of await page.locator("#rows tr a").evaluateAll((all) => all.map((a) => a.getAttribute("href")))) {
      await v.go(href);
      if (await page.locator("[accesskey=y]").isVisible()) break;
    }
    await page.locator("[accesskey=y]").waitFor();
    const reason = (await page.locator(".notice").filter({ has: page.locator("[accesskey=y]") }).locator("p").first().innerText()).trim();
    await j.look(v, "a case with a proposal");
    await v.accessKey("y");
    await page.getByText(t("cases-ruled"), { exact: true }).first().waitFor();
    if (!reason) throw new Error("the proposal gave no reason");
    await j.look(v, "a case decided by the keyboard");
  }],
];
