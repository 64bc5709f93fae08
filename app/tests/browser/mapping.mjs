// Two sides compare their lists of accounts, each shows what both agreed to, and one asks the other for an introduction.
import { Journey, choose, field, fill, travel } from "./journey.mjs";
import { like, t } from "./words.mjs";

const CASES = {
  desktop: { partner: "Brightpath Systems", admin: "amara@brightpathsystems.example", company: "Ashdown Cartage", city: "Hull", country: "GB" },
  phone: { partner: "Nordic IT Partners", admin: "erik@nordicitpartners.example", company: "Brennvik Cargo", city: "Bergen", country: "NO" },
  "no script": { partner: "Indigo Data Works", admin: "paulo@indigodataworks.example", company: "Cauville Messagerie", city: "Rouen", country: "FR" },
};
const OPERATIONS = /Mara Okafor/;
const NAMES = ["Amberley", "Bexford", "Calderon", "Dunmore", "Elstead", "Farleigh", "Garston", "Holloway", "Ivybridge", "Jarrow"];

export async function mapJourney(world, mode) {
  return travel(new Journey(world, mode, CASES[mode.name]), "two sides map their accounts", STEPS);
}

/** A list of one side: what only it has, and the company that both have. */
async function addList(j, v, whose, owner) {
  const own = NAMES.map((name) => `${name} ${whose} Works,,,`);
  const rows = [...own, `${j.company},${j.city},${j.country},${owner}`];
  await v.go("/mapping/lists/new");
  await fill(v.page, "mapping-list-name", `${whose} ${j.mode.name}`);
  await v.page.getByRole("radio", { name: new RegExp(`^${t("mapping-customers")}`) }).check();
  await field(v.page, "mapping-file").setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(`name,city,country,owner\n${rows.join("\n")}\n`) });
  await j.look();
  await v.button("mapping-list-save").click();
  await v.page.getByText(t("mapping-list-saved"), { exact: true }).first().waitFor();
}

/** Agrees to show names and owners of the list that was just added. */
async function agree(j, v, whose) {
  await v.page.getByRole("radio", { name: new RegExp(`^${t("mapping-level-owner")}`) }).check();
  await v.page.getByRole("checkbox", { name: new RegExp(`^${whose} ${j.mode.name}`) }).check();
  await v.button("mapping-agree").click();
}

const STEPS = [
  ["the vendor proposes, and sees nothing yet", "See core/accounts/src/mapping/pages.", async (j) => {
    const v = await j.staff(OPERATIONS);
    await addList(j, v, "Ours", "Jonas Lind");
    await v.go("/mapping/new");
    await choose(v.page, "mapping-with", { label: j.partner });
    await j.look();
    await agree(j, v, "Ours");
    await v.page.waitForURL(/mapping\/[a-z]+_\w{26}/);
    j.map = new URL(v.page.url()).pathname;
    await v.page.getByText(like("mapping-waits-theirs")).first().waitFor();
    await j.look(v, "a mapping that waits");
  }],
  ["the partner agrees, and both see the company that both have", "See core/accounts/src/mapping/jobs.rs.", async (j) => {
    const v = await j.person(j.admin);
    await addList(j, v, "Theirs", "Petra Vance");
    await v.go("/mapping");
    await j.look();
    await v.go(j.map);
    await agree(j, v, "Theirs");
    for (const who of [v, await j.staff(OPERATIONS)]) {
      await j.as(who).until(j.map, (page) => page.getByText(j.company).first().isVisible());
      const text = await who.page.content();
      for (const secret of who === v ? ["Amberley Ours"] : ["Amberley Theirs"]) if (text.includes(secret)) throw new Error(`a side reads ${secret}, which is not on its own list`);
      await j.look(who, "a mapping with names");
    }
  }],
  ["the partner asks for an introduction, and gets it", "See core/accounts/src/mapping/pages/introduce.rs.", async (j) => {
    const v = j.as(await j.person(j.admin));
    await v.link("mapping-intro-ask").first().click();
    await fill(v.page, "mapping-intro-reason", "We would like to show them the yard plan.");
    await j.look();
    await v.button("mapping-intro-send").click();
    await v.page.getByText(t("mapping-intro-sent"), { exact: true }).first().waitFor();
    const staff = await j.staff(OPERATIONS);
    await staff.until("/notices", (page) => page.getByText(j.company).first().isVisible());
    await staff.go(j.map);
    await staff.page.getByText("We would like to show them the yard plan.").first().waitFor();
    await staff.link("mapping-intro-answer").first().click();
    await fill(staff.page, "mapping-intro-words", "Call their planner; she expects you.");
    await j.look();
    await staff.button("mapping-intro-accept").click();
    await staff.page.getByText(t("mapping-intro-told"), { exact: true }).first().waitFor();
    j.as(v);
    await v.go(j.map);
    await v.page.getByText("Call their planner; she expects you.").first().waitFor();
    await j.look(v, "a mapping with an introduction");
  }],
];
