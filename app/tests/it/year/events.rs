//! What happens in the year, in order of time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;
use std::time::Instant as Stopwatch;

use base::Instant;
use chrono::TimeDelta;
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha20Rng;
use serde_json::{Value, json};
use testkit::{Persona, Test};

use super::{COUNTRIES, Seller, Size, say};
use crate::cast::text;
use crate::vendor::Vendor;

enum Event {
    Lead,
    /// A partner that was asked looks at a lead, or operations look at where it is.
    Look(String),
    Contact(String, usize),
    /// A lead becomes a deal, or comes to nothing.
    Settle(String, usize),
    Deal,
    Review(String, usize),
    Stage(String, usize, &'static str),
    End(String, usize),
    /// Listeners, jobs and schedules do what is due.
    Tick,
}

/// How often what happened.
#[derive(Debug, Default)]
pub(super) struct Counts {
    leads: usize,
    repeated: usize,
    accepted: usize,
    declined: usize,
    let_lie: usize,
    converted: usize,
    deals: usize,
    refused: usize,
    approved: usize,
    reviewed: usize,
    rejected: usize,
    won: usize,
    lost: usize,
}

impl Counts {
    /// A year in which nothing happened proves nothing.
    pub(super) fn check(&self, size: Size) {
        assert_eq!((self.leads, self.deals + self.refused), (size.leads, size.deals), "{self:?}");
        let all = [self.accepted, self.declined, self.let_lie, self.converted, self.approved, self.reviewed, self.won, self.lost];
        assert!(all.iter().all(|n| *n > 0), "{self:?}");
    }
}

/// The year.
pub(super) struct Year {
    t: Arc<Test>,
    ops: Persona,
    pub(super) sellers: Vec<Seller>,
    product: String,
    size: Size,
    dice: ChaCha20Rng,
    queue: BinaryHeap<Reverse<(Instant, usize)>>,
    events: Vec<Option<Event>>,
    pub(super) done: Counts,
}

impl Year {
    pub(super) fn new(t: Arc<Test>, v: &Vendor, ops: Persona, sellers: Vec<Seller>, size: Size) -> Self {
        let dice = ChaCha20Rng::seed_from_u64(20_261_118);
        let (queue, events, done) = (BinaryHeap::new(), Vec::new(), Counts::default());
        Self { t, ops, sellers, product: v.product.clone(), size, dice, queue, events, done }
    }

    fn throw(&mut self, n: usize) -> usize {
        self.dice.random_range(0..n)
    }

    fn at(&mut self, at: Instant, event: Event) {
        self.queue.push(Reverse((at, self.events.len())));
        self.events.push(Some(event));
    }

    fn after(&mut self, hours: (i64, i64), event: Event) {
        let minutes = self.dice.random_range(hours.0 * 60..=hours.1 * 60);
        self.at(self.t.app.now() + TimeDelta::minutes(minutes), event);
    }

    pub(super) async fn run(&mut self) {
        let (begin, size) = (self.t.app.now(), self.size);
        let minutes = size.days * 24 * 60;
        for _ in 0..size.leads {
            let at = begin + TimeDelta::minutes(self.dice.random_range(0..minutes));
            self.at(at, Event::Lead);
        }
        for _ in 0..size.deals {
            let at = begin + TimeDelta::minutes(self.dice.random_range(0..minutes));
            self.at(at, Event::Deal);
        }
        for hour in (0..size.days * 24).step_by(if size.days < 365 { 12 } else { 6 }) {
            self.at(begin + TimeDelta::hours(hour), Event::Tick);
        }
        let (clock, begun) = (self.t.clock.clone(), Stopwatch::now());
        let mut month = 0;
        while let Some(Reverse((at, n))) = self.queue.pop() {
            if at > begin + TimeDelta::minutes(minutes) {
                break;
            }
            clock.set(at);
            let Some(event) = self.events[n].take() else { continue };
            self.happens(event).await;
            if (at - begin).num_days() / 30 > month {
                month = (at - begin).num_days() / 30;
                self.t.calls.lock().expect("nobody panics").clear();
                say(size, &format!("  month {month} after {:.0} s: {:?}", begun.elapsed().as_secs_f64(), self.done));
            }
        }
        self.t.tick().await;
        self.t.settle().await;
    }

    async fn happens(&mut self, event: Event) {
        match event {
            Event::Lead => self.lead().await,
            Event::Look(lead) => self.look(lead).await,
            Event::Contact(lead, who) => {
                self.sellers[who].api.json("POST", &format!("/api/v1/leads/{lead}/contact"), &Value::Null).await;
                self.after((10, 90), Event::Settle(lead, who));
            }
            Event::Settle(lead, who) => self.settle(&lead, who).await,
            Event::Deal => self.deal().await,
            Event::Review(deal, who) => self.review(deal, who).await,
            Event::Stage(deal, who, stage) => {
                let moved = self.sellers[who].api.json("PUT", &format!("/api/v1/deals/{deal}/stage"), &json!({ "stage": stage })).await;
                if moved.status == 200 {
                    let next = if stage == "proposal" { Event::Stage(deal, who, "negotiation") } else { Event::End(deal, who) };
                    self.after((24 * 5, 24 * 30), next);
                }
            }
            Event::End(deal, who) => self.end(&deal, who).await,
            Event::Tick => {
                self.t.tick().await;
                self.t.settle().await;
            }
        }
    }

    /// A customer: one in five is one that somebody may have met before.
    fn customer(&mut self) -> (String, String, &'static str) {
        let many = (self.size.deals + self.size.leads) * 4;
        let range = if self.throw(5) == 0 { many / 40 + 1 } else { many };
        let n = self.throw(range);
        let country = COUNTRIES[n % COUNTRIES.len()];
        (
            format!("{} {} {}", word(n), word(n / 7 + 3), ["AS", "GmbH", "SA"][n % 3]),
            format!("{}-{n}.example", word(n).to_lowercase()),
            country,
        )
    }

    async fn lead(&mut self) {
        let (company, domain, country) = self.customer();
        let body = json!({
            "customer": { "company": company, "domain": domain, "country": country, "city": "Somewhere" },
            "contact": { "name": "Ines Bauer", "email": format!("ines@{domain}") },
            "need": "They plan by hand and want to replace that before spring.",
            "products": ["route-planner"], "size": self.dice.random_range(1..1000), "source": "web",
        });
        let made = self.ops.json("POST", "/api/v1/leads", &body).await.expect(201).json();
        self.done.leads += 1;
        match text(&made, "/state") {
            "offered" => self.after((1, 12), Event::Look(text(&made, "/id").to_owned())),
            "duplicate" => self.done.repeated += 1,
            _ => {}
        }
    }

    async fn look(&mut self, lead: String) {
        let path = format!("/api/v1/leads/{lead}");
        let now = self.ops.get(&path).await.expect(200).json();
        if text(&now, "/state") != "offered" {
            return;
        }
        let open: Vec<&str> =
            now["offers"].as_array().unwrap().iter().filter(|o| o["state"] == "open").map(|o| text(o, "/partner_id")).collect();
        let asked = open[self.dice.random_range(0..open.len())];
        let who = self.sellers.iter().position(|s| s.partner.to_string() == asked).unwrap();
        // Every seventh partner is slow and takes little.
        let eager = if who % 7 == 0 { 3 } else { 7 };
        let throw = self.throw(10);
        if throw < eager {
            let taken = self.sellers[who].api.json("POST", &format!("{path}/acceptance"), &Value::Null).await;
            self.done.accepted += usize::from(taken.status == 200);
            self.after((2, 96), Event::Contact(lead, who));
        } else if throw < 9 {
            let no = json!({ "reason": "no_capacity" });
            self.sellers[who].api.json("POST", &format!("{path}/decline"), &no).await;
            self.done.declined += 1;
            self.after((6, 24), Event::Look(lead));
        } else {
            // The clock rings for it.
            self.done.let_lie += 1;
            self.after((90, 120), Event::Look(lead));
        }
    }

    async fn settle(&mut self, lead: &str, who: usize) {
        let (path, api) = (format!("/api/v1/leads/{lead}"), self.sellers[who].api.clone());
        if self.throw(10) < 4 {
            let done = api.json("POST", &format!("{path}/conversion"), &Value::Null).await;
            if done.status == 200 {
                self.done.converted += 1;
            }
        } else {
            api.json("POST", &format!("{path}/disqualification"), &json!({ "reason": "no_need" })).await;
        }
    }

    async fn deal(&mut self) {
        let (company, domain, country) = self.customer();
        let here: Vec<usize> = (0..self.sellers.len()).filter(|i| self.sellers[*i].country == country).collect();
        let who = here[self.throw(here.len())];
        let amount = self.dice.random_range(500_000..9_000_000);
        let close = self.t.app.now().date_naive() + TimeDelta::days(self.dice.random_range(20..120));
        let body = json!({
            "customer": { "company": company, "domain": domain, "country": country, "contact_name": "Ingrid Aas", "contact_email": format!("ingrid@{domain}"), "contact_role": "Head" },
            "need": "They want to replace manual planning before spring, and asked for an offer at the fair.",
            "lines": [{ "product_id": self.product, "quantity": 1, "amount_minor": amount }],
            "currency": "EUR", "close_on": close, "next_step": "Demo",
        });
        let answer = self.sellers[who].api.json("POST", "/api/v1/deals", &body).await;
        if answer.status != 201 {
            assert!(answer.status.is_client_error(), "{}", answer.text);
            self.done.refused += 1;
            return;
        }
        self.done.deals += 1;
        let deal = answer.json();
        let id = text(&deal, "/id").to_owned();
        match text(&deal, "/state") {
            "approved" => self.approved(id, who),
            // One in ten is decided late.
            "in_review" => {
                let hours = if self.throw(10) == 0 { (60, 120) } else { (1, 30) };
                self.after(hours, Event::Review(id, who));
            }
            _ => {}
        }
    }

    fn approved(&mut self, id: String, who: usize) {
        self.done.approved += 1;
        // One in ten is forgotten, and its protection ends.
        if self.throw(10) > 0 {
            self.after((24 * 3, 24 * 20), Event::Stage(id, who, "proposal"));
        }
    }

    async fn review(&mut self, deal: String, who: usize) {
        self.done.reviewed += 1;
        let yes = json!({ "note": "A clear need.", "separate": self.throw(2) == 0 });
        let path = format!("/api/v1/deals/{deal}");
        if self.throw(5) > 0 && self.ops.json("POST", &format!("{path}/approval"), &yes).await.status == 200 {
            return self.approved(deal, who);
        }
        let no = json!({ "reason": "already_registered", "note": "Another registration covers it." });
        self.done.rejected += usize::from(self.ops.json("POST", &format!("{path}/rejection"), &no).await.status == 200);
    }

    async fn end(&mut self, deal: &str, who: usize) {
        let api = self.sellers[who].api.clone();
        if self.throw(10) < 6 {
            let on = json!({ "won_on": self.t.app.now().date_naive() });
            self.done.won += usize::from(api.json("POST", &format!("/api/v1/deals/{deal}/win"), &on).await.status == 200);
        } else {
            let why = json!({ "reason": "price" });
            self.done.lost += usize::from(api.json("POST", &format!("/api/v1/deals/{deal}/loss"), &why).await.status == 200);
        }
    }
}

/// An invented word for a number; the same number, the same word.
fn word(n: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["bra", "ken", "dor", "vik", "sol", "tam", "rin", "gar", "lun", "pel", "mo", "zet", "hal", "fen", "qui", "ost"];
    let (a, b, c) = (SYLLABLES[n % 16], SYLLABLES[n / 16 % 16], SYLLABLES[n / 256 % 16]);
    let mut word = format!("{a}{b}{c}");
    word[..1].make_ascii_uppercase();
    word
}
