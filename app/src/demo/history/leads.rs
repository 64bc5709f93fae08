//! The leads of the last two months: routed by rules and by the coverage plan, taken, left, and made deals.
//!
//! They draw from no chance: the year of deals before them stays the same whatever is told here.

use anyhow::{Context as _, Result};
use base::{Instant, PartnerId};
use chrono::TimeDelta;
use serde_json::{Value, json};
use work::Role;

use super::selling::{CONTACTS, SURNAMES};
use super::{Customer, Event, History, token};
use crate::demo::client::Client;

/// What becomes of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plot {
    /// The partner that is asked takes it and registers a deal.
    Deal,
    /// The first does not answer in time; the next registers a deal.
    Late,
    /// The first declines; the next works on it.
    Declined,
    /// A partner has spoken with the customer.
    Worked,
    /// A partner took it and has not called yet.
    Taken,
    /// It turned out to be none.
    Dropped,
    /// The rules found nobody; a person gave it to a partner.
    Given,
    /// It waits, for a partner's answer or for a person.
    Waits,
}

/// About which customer a lead is.
#[derive(Debug, Clone, Copy)]
enum Whom {
    /// One of this country to whom nobody sells.
    In(&'static str),
    /// The one that the coverage plan keeps for the vendor.
    Direct,
    /// The one that the coverage plan gives to a partner by name.
    Named,
    /// The customer of the lead before.
    Again,
}

/// A lead: so many hours before the end, about whom, with how many people, wanting what, from where, and what becomes of it.
type Story = (i64, Whom, i64, &'static str, &'static str, &'static str, Plot);

const DAY: i64 = 24;

const STORIES: &[Story] = &[
    (52 * DAY, Whom::In("DE"), 900, "route-planner", "web", "Two depots, forty trucks, and the plan is a wall of paper.", Plot::Deal),
    (
        47 * DAY,
        Whom::In("NL"),
        350,
        "fleet-insights",
        "event",
        "They want to see what idling costs them before the new contract.",
        Plot::Late,
    ),
    (44 * DAY, Whom::In("FR"), 620, "route-planner", "campaign", "Asked for a comparison with what they plan by hand.", Plot::Declined),
    (40 * DAY, Whom::In("SE"), 480, "yard-control", "web", "Trucks wait at the gate for forty minutes on Mondays.", Plot::Deal),
    (36 * DAY, Whom::In("ES"), 140, "fleet-insights", "list", "Visited the stand and left a card.", Plot::Dropped),
    (
        33 * DAY,
        Whom::In("CH"),
        260,
        "route-planner",
        "inbound",
        "Called: the planner retires in spring and nobody knows the routes.",
        Plot::Deal,
    ),
    (28 * DAY, Whom::In("DE"), 410, "yard-control", "web", "Wants slots for carriers at three sites.", Plot::Worked),
    (25 * DAY, Whom::In("FR"), 230, "fleet-insights", "referral", "Recommended by a customer in Lyon.", Plot::Late),
    (18 * DAY, Whom::In("GB"), 800, "route-planner", "web", "A tender is planned for January; they want a trial first.", Plot::Given),
    (14 * DAY, Whom::In("NL"), 190, "yard-control", "event", "Saw the gate demo and asked for a visit.", Plot::Worked),
    (12 * DAY, Whom::In("DE"), 12_000, "route-planner", "crm", "Group-wide planning for the regional carriers.", Plot::Deal),
    (9 * DAY, Whom::In("FI"), 700, "fleet-insights", "campaign", "Downloaded the fuel study and wants figures of their own.", Plot::Worked),
    (8 * DAY, Whom::In("FR"), 310, "route-planner", "web", "Deliveries are late on the left bank every afternoon.", Plot::Taken),
    (5 * DAY, Whom::In("DE"), 520, "fleet-insights", "web", "Needs reports for the works council.", Plot::Declined),
    (4 * DAY, Whom::Direct, 9_000, "route-planner", "inbound", "The board wants one planning system for all brands.", Plot::Waits),
    (3 * DAY, Whom::In("JP"), 1_500, "yard-control", "web", "Asks whether there is a partner near the port.", Plot::Waits),
    (2 * DAY, Whom::In("NL"), 270, "route-planner", "web", "Thirty vans, parcels, and two planners who are ill.", Plot::Taken),
    (30, Whom::In("CH"), 150, "fleet-insights", "inbound", "Wants to know what the fleet does at night.", Plot::Taken),
    (26, Whom::Again, 150, "fleet-insights", "web", "Filled in the form once more.", Plot::Waits),
    (20, Whom::Named, 640, "route-planner", "web", "Spring is the season; they want to plan it with a machine.", Plot::Waits),
    (16, Whom::In("FI"), 430, "yard-control", "web", "The harbor gate is the bottleneck.", Plot::Waits),
    (9, Whom::In("CH"), 210, "route-planner", "inbound", "Milk tours across three valleys, planned since 1998 in a notebook.", Plot::Waits),
    (6, Whom::In("FR"), 380, "yard-control", "campaign", "Asked for prices and a reference nearby.", Plot::Waits),
    (3, Whom::In("DE"), 7_500, "route-planner", "web", "Four brands, one depot network, no common plan.", Plot::Waits),
];

fn text<'a>(value: &'a Value, path: &str) -> &'a str {
    value.pointer(path).and_then(Value::as_str).unwrap_or_default()
}

impl History<'_> {
    /// Puts the stories of the leads into the year.
    pub(super) fn plan_leads(&mut self) {
        self.exactly(self.until - TimeDelta::days(58), Event::LeadRules);
        for (k, story) in STORIES.iter().enumerate() {
            self.exactly(self.until - TimeDelta::hours(story.0), Event::Capture(k));
        }
    }

    /// A customer of a country to whom nobody has tried to sell.
    fn fresh(&mut self, country: &str) -> Result<Customer> {
        let free = self.customers.iter().find(|c| c.2 == country && !self.sold.contains(&c.0)).cloned();
        let found = free.with_context(|| format!("nobody in {country} is left for a lead"))?;
        self.sold.insert(found.0.clone());
        Ok(found)
    }

    fn partner_named(&self, name: &str) -> Result<PartnerId> {
        let at = self.partners.iter().position(|p| p.name == name).with_context(|| format!("{name} is not in partners.csv"))?;
        self.known.get(at).and_then(|k| k.partner).with_context(|| format!("{name} has not joined"))
    }

    /// The routing rules, what partners can take, and the coverage plan with two accounts by name.
    pub(super) async fn lead_rules(&mut self) -> Result<()> {
        let rules = json!({
            "rules": [
                { "key": "large", "name": "Large fleets in Germany: the first of three", "condition": "lead.size >= 5000 && lead.country == \"DE\"", "territory": true, "products": true, "method": "first", "n": 3 },
                { "key": "north", "name": "The north: the best", "condition": "lead.country in [\"SE\", \"FI\", \"NO\", \"DK\"]", "territory": true, "method": "best", "weights": { "near": 20, "accepts": 30, "answers": 20, "converts": 30 } },
                { "key": "alps", "name": "The Alps: who has waited longest", "condition": "lead.country in [\"AT\", \"CH\"]", "territory": true, "method": "longest" },
                { "key": "everybody", "name": "Everybody in the territory, in turn", "condition": "true", "territory": true, "language": true, "products": true, "method": "turns" },
            ],
            "answer_days": 2, "contact_days": 5, "capacity": 20, "rounds": 5, "patience_days": 14, "holdout": 10,
        });
        self.ops.call("PUT", "/api/v1/lead-rules", Some(&rules)).await?;
        let (bright, nordic, alpen) = (
            self.partner_named("Brightpath Systems")?,
            self.partner_named("Nordic IT Partners")?,
            self.partner_named("Alpenblick Logistik IT")?,
        );
        for (partner, territories, weight) in
            [(bright, json!(["DE"]), 20), (nordic, json!(["SE", "FI", "NO", "DK"]), 10), (alpen, json!(["AT", "CH", "DE:80-87"]), 10)]
        {
            let profile = json!({ "territories": territories, "languages": ["de", "en"], "weight": weight });
            self.ops.call("PUT", &format!("/api/v1/partners/{partner}/lead-profile"), Some(&profile)).await?;
        }
        let owner = identity::find_by_email(&self.app.read(&self.app.system("demo")), "jonas@kestrel.example").await?.map(|u| u.id);
        let plan = json!({
            "rules": [
                { "name": "Large accounts in Finland, together", "condition": "account.country == \"FI\" && account.employees >= 10000", "served": { "way": "co_sell", "partners": [nordic], "segment": "Enterprise", "territory": "Nordics", "owner_id": owner } },
                { "name": "Ireland through partners", "condition": "account.country == \"IE\"", "served": { "way": "partner_led", "segment": "Mid-market", "territory": "West" } },
            ],
            "otherwise": { "way": "open" },
        });
        self.ops.call("PUT", "/api/v1/coverage-plan/draft", Some(&plan)).await?;
        let (ours, theirs) = (self.fresh("DE")?, self.fresh("DE")?);
        let direct = json!({ "served": { "way": "direct", "segment": "Enterprise", "owner_id": owner }, "note": "Our own customer for yard equipment." });
        let named = json!({ "served": { "way": "partner_led", "partners": [bright], "segment": "Mid-market" }, "note": "Brightpath has run their network for years." });
        for (customer, body) in [(&ours, &direct), (&theirs, &named)] {
            let id = self.account(&customer.0).await?;
            self.ops.call("PUT", &format!("/api/v1/coverage-plan/draft/names/{id}"), Some(body)).await?;
        }
        let reason = json!({ "reason": "Agreed with sales for the season." });
        self.ops.call("POST", "/api/v1/coverage-plan/draft/publication", Some(&reason)).await?;
        // A second person looks at it, as everywhere where there is one.
        let owner = identity::staff_with(&self.app.read(&self.app.system("demo")), Role::Owner).await?;
        let owner = owner.first().context("the vendor has an owner")?.id;
        let owner = Client { router: self.router.clone(), token: token(self.app, owner, self.until).await? };
        let words = json!({ "words": "Agreed." });
        owner.call("POST", "/api/v1/coverage-plan/draft/approval", Some(&words)).await?;
        (self.direct, self.named) = (Some(ours), Some(theirs));
        Ok(())
    }

    /// The account of a company.
    async fn account(&self, name: &str) -> Result<String> {
        let found = self.ops.call("GET", &format!("/api/v1/accounts?{}", web::query_string(&[("q", name)])), None).await?;
        let all = found.pointer("/data").and_then(Value::as_array).into_iter().flatten();
        let same = all.into_iter().find(|a| text(a, "/name") == name).map(|a| text(a, "/id").to_owned());
        same.with_context(|| format!("{name} is no account"))
    }

    /// A lead comes in.
    pub(super) async fn capture(&mut self, k: usize) -> Result<()> {
        let (_, whom, size, product, source, need, _) = *STORIES.get(k).context("no such lead")?;
        let customer = match whom {
            Whom::In(country) => self.fresh(country)?,
            Whom::Direct => self.direct.clone().context("no direct account")?,
            Whom::Named => self.named.clone().context("no named account")?,
            Whom::Again => self.latest.clone().context("no lead before")?,
        };
        self.latest = Some(customer.clone());
        let (company, domain, country, city) = customer;
        let (first, last) = (CONTACTS.get(k % CONTACTS.len()).copied(), SURNAMES.get((k * 7 + k / 10) % SURNAMES.len()).copied());
        let (first, last) = (first.unwrap_or("Nora"), last.unwrap_or("Berg"));
        let body = json!({
            "customer": { "company": company, "domain": domain, "country": country, "city": city },
            "contact": {
                "name": format!("{first} {last}"),
                "email": format!("{}.{}.{k}@customer.example", first.to_lowercase(), last.to_lowercase()),
                "phone": format!("+49 30 5550 02{k:02}"),
                "role": "Head of logistics",
            },
            "need": need, "products": [product], "size": size, "source": source,
            "campaign": if source == "campaign" { "Fuel study" } else { "" },
        });
        let lead = self.ops.call("POST", "/api/v1/leads", Some(&body)).await?;
        self.next_step(4, k, text(&lead, "/id").to_owned());
        Ok(())
    }

    /// The next thing that people do about a lead.
    fn next_step(&mut self, hours: i64, k: usize, lead: String) {
        let at = super::office(self.app.now() + TimeDelta::hours(hours));
        self.exactly(at, Event::LeadStep(k, lead));
    }

    /// Whoever's turn it is does something about a lead.
    pub(super) async fn lead_step(&mut self, k: usize, id: String) -> Result<()> {
        let plot = STORIES.get(k).context("no such lead")?.6;
        let path = format!("/api/v1/leads/{id}");
        let lead = self.ops.call("GET", &path, None).await?;
        match text(&lead, "/state") {
            "offered" => {
                let offers = lead.pointer("/offers").and_then(Value::as_array).cloned().unwrap_or_default();
                let Some(open) = offers.iter().find(|o| text(o, "/state") == "open") else { return Ok(()) };
                let first = open.pointer("/round").and_then(Value::as_i64) == Some(1);
                let seller = self.seller_of(text(open, "/partner_id"))?;
                match plot {
                    Plot::Waits => return Ok(()),
                    Plot::Late if first => {
                        let over = text(open, "/answer_by").parse::<Instant>().context("when an offer ends")? + TimeDelta::minutes(5);
                        self.exactly(over, Event::Tick);
                        // In time for the next one's answer.
                        self.exactly(super::office(over + TimeDelta::hours(3)), Event::LeadStep(k, id));
                        return Ok(());
                    }
                    Plot::Declined if first => {
                        let no =
                            json!({ "reason": "no_capacity", "note": "Both of our planners are in a rollout until the end of the month." });
                        seller.call("POST", &format!("{path}/decline"), Some(&no)).await?;
                    }
                    // One whose time passed over a weekend moves on by itself.
                    _ => drop(seller.try_call("POST", &format!("{path}/acceptance"), None).await?),
                }
            }
            "accepted" if plot != Plot::Taken => {
                self.seller_of(text(&lead, "/partner_id"))?.call("POST", &format!("{path}/contact"), None).await?;
            }
            "contacted" if plot == Plot::Dropped => {
                let none = json!({ "reason": "no_need", "note": "They lease their vans with drivers." });
                self.seller_of(text(&lead, "/partner_id"))?.call("POST", &format!("{path}/disqualification"), Some(&none)).await?;
                return Ok(());
            }
            "contacted" if matches!(plot, Plot::Deal | Plot::Late) => return self.convert(&lead, &path).await,
            "waiting" if plot == Plot::Given => {
                let to = json!({ "partner_id": self.partner_named("Brightpath Systems")?, "reason": "They have an office in London and know the carrier." });
                self.ops.call("POST", &format!("{path}/assignment"), Some(&to)).await?;
            }
            _ => return Ok(()),
        }
        self.next_step(20, k, id);
        Ok(())
    }

    /// The lead becomes a deal, which is completed and handed in.
    async fn convert(&mut self, lead: &Value, path: &str) -> Result<()> {
        let seller = self.seller_of(text(lead, "/partner_id"))?;
        let done = seller.call("POST", &format!("{path}/conversion"), None).await?;
        let deal = format!("/api/v1/deals/{}", text(&done, "/deal_id"));
        let draft = seller.call("GET", &deal, None).await?;
        let size = lead.pointer("/size").and_then(Value::as_i64).unwrap_or(100);
        let rest = json!({
            "lines": [{ "product_id": text(&draft, "/lines/0/product_id"), "quantity": 1, "amount_minor": (size * 4_000).min(4_800_000) }],
            "close_on": self.app.now().date_naive() + TimeDelta::days(70),
            "next_step": "Plan last month's orders again with them",
        });
        seller.call("PATCH", &deal, Some(&rest)).await?;
        seller.call("POST", &format!("{deal}/submission"), None).await?;
        Ok(())
    }

    /// Who sells at a partner.
    fn seller_of(&self, partner: &str) -> Result<Client> {
        let id = partner.parse::<PartnerId>().context("a partner's id")?;
        self.known.iter().find(|k| k.partner == Some(id)).and_then(|k| k.seller.clone()).context("a partner without a seller")
    }
}
