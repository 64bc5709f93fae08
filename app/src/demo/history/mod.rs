//! A year of history: events in order of time, each a call that a person would make.

mod calls;
mod collisions;
mod joining;
mod leads;
mod selling;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use axum::Router;
use base::{ApplicationId, Instant, ManualClock, PartnerId, UserId};
use chrono::{Datelike as _, TimeDelta, Timelike as _, Weekday};
use identity::NewToken;
use serde::Deserialize;
use serde_json::Value;
use web::App;
use work::{Actor, Permission};

use super::client::Client;
use super::dice::Dice;
use super::people::PartnerSeed;

/// How far a partner is meant to come in the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Fate {
    /// Applies and waits.
    Applying,
    /// Is refused.
    Refused,
    /// Is approved and has not signed.
    Contracting,
    /// Has signed and is in the middle of its plan.
    Onboarding,
    /// Becomes active.
    Active,
}

impl Event {
    fn name(&self) -> &'static str {
        match self {
            Self::Apply(..) => "applying",
            Self::Decide(..) => "deciding",
            Self::Sign(..) => "signing",
            Self::Countersign(..) => "countersigning",
            Self::Step(..) => "a step",
            Self::Register(..) => "registering",
            Self::Review(..) => "reviewing",
            Self::Move(..) => "moving a deal",
            Self::End(..) => "ending a deal",
            Self::LeadRules => "writing down how leads are routed",
            Self::Capture(..) => "capturing a lead",
            Self::LeadStep(..) => "working on a lead",
            Self::Collide(_) => "a conflict",
            Self::Call(_) => "a request for proposals",
            Self::Approve => "approving earnings",
            Self::Tick => "the schedules",
        }
    }
}

enum Event {
    Apply(usize),
    Decide(usize),
    Sign(usize),
    Countersign(usize),
    Step(usize),
    Register(usize),
    Review(usize, String),
    Move(usize, String, u8),
    End(usize, String),
    LeadRules,
    Capture(usize),
    LeadStep(usize, String),
    Collide(u8),
    Call(calls::Call),
    Approve,
    Tick,
}

/// A company to sell to: name, domain, country, city.
pub(super) type Customer = (String, String, String, String);

/// What is known of one partner while time passes.
#[derive(Default)]
struct Known {
    application: Option<ApplicationId>,
    partner: Option<PartnerId>,
    admin: Option<Client>,
    seller: Option<Client>,
    engineer: Option<Client>,
    agreement: Option<String>,
    deals_left: i64,
}

/// Everything the history needs.
pub(super) struct History<'a> {
    pub(super) app: &'a App,
    pub(super) router: &'a Router,
    pub(super) clock: &'a Arc<ManualClock>,
    pub(super) dice: Dice,
    pub(super) hash: &'a str,
    pub(super) ops: Client,
    pub(super) finance: Client,
    pub(super) ops_actor: Actor,
    pub(super) partners: &'a [PartnerSeed],
    pub(super) customers: Vec<Customer>,
    pub(super) held: Vec<Customer>,
    /// Companies that somebody has tried to sell to.
    sold: HashSet<String>,
    /// The customer of the latest lead.
    latest: Option<Customer>,
    /// The customers that the coverage plan names: the vendor's own, and a partner's.
    direct: Option<Customer>,
    named: Option<Customer>,
    pub(super) products: Vec<(String, i64)>,
    pub(super) until: Instant,
    pub(super) personas: Vec<Value>,
    /// Who decides while operations is away.
    substitute: UserId,
    /// The request for proposals that is under way.
    request: Option<String>,
    queue: BinaryHeap<Reverse<(Instant, u64)>>,
    events: Vec<Option<Event>>,
    known: Vec<Known>,
}

/// A moment in office hours at or after another.
fn office(at: Instant) -> Instant {
    let mut at = at;
    if at.hour() >= 16 {
        at = at + TimeDelta::hours(24 - i64::from(at.hour()) + 8);
    } else if at.hour() < 8 {
        at += TimeDelta::hours(8 - i64::from(at.hour()));
    }
    match at.weekday() {
        Weekday::Sat => at + TimeDelta::days(2),
        Weekday::Sun => at + TimeDelta::days(1),
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => at,
    }
}

impl<'a> History<'a> {
    #[expect(clippy::too_many_arguments, reason = "the world's parts, each once")]
    pub(super) fn new(
        app: &'a App,
        router: &'a Router,
        clock: &'a Arc<ManualClock>,
        seed: u64,
        hash: &'a str,
        ops: Client,
        finance: Client,
        ops_actor: Actor,
        substitute: UserId,
        partners: &'a [PartnerSeed],
        customers: Vec<Customer>,
        products: Vec<(String, i64)>,
        until: Instant,
    ) -> Self {
        Self {
            app,
            router,
            clock,
            dice: Dice::new(seed),
            hash,
            ops,
            finance,
            ops_actor,
            known: partners.iter().map(|_| Known::default()).collect(),
            partners,
            customers,
            held: Vec::new(),
            sold: HashSet::new(),
            latest: None,
            direct: None,
            named: None,
            products,
            until,
            personas: Vec::new(),
            substitute,
            request: None,
            queue: BinaryHeap::new(),
            events: Vec::new(),
        }
    }

    fn at(&mut self, at: Instant, event: Event) {
        let at = office(at) + TimeDelta::minutes(self.dice.between(0, 55));
        self.exactly(at, event);
    }

    /// Lets something happen at that very moment, unless it is too late for it.
    fn exactly(&mut self, at: Instant, event: Event) {
        if at < self.until - TimeDelta::minutes(5) {
            let n = u64::try_from(self.events.len()).unwrap_or(0);
            self.events.push(Some(event));
            self.queue.push(Reverse((at, n)));
        }
    }

    fn later(&mut self, days: (i64, i64), event: Event) {
        let wait = TimeDelta::hours(self.dice.between(days.0 * 24, days.1 * 24));
        let at = self.app.now() + wait;
        self.at(at, event);
    }

    /// Lets the year pass.
    pub(super) async fn run(&mut self) -> Result<()> {
        let begin = self.app.now();
        let n = i64::try_from(self.partners.len()).unwrap_or(1);
        for (i, p) in self.partners.iter().enumerate() {
            let place = i64::try_from(i).unwrap_or(0);
            // Those who come far applied early; the last ones apply these days.
            let day = match p.fate {
                Fate::Active => 2 + place * 440 / n,
                Fate::Onboarding => 322 + place % 20,
                Fate::Contracting => 345 + place % 10,
                Fate::Refused => 60 + place * 3,
                Fate::Applying => 361 + place % 3,
            };
            self.at(begin + TimeDelta::days(day), Event::Apply(i));
        }
        // A last season, so that there is something under way when the demo begins.
        for (i, p) in self.partners.iter().enumerate().filter(|(_, p)| p.fate == Fate::Active) {
            // Those that the reader signs in as are busy.
            let n = if p.persona.is_empty() { self.dice.between(1, 3) } else { 7 };
            for k in 0..n {
                let days = if k == 0 { 5 } else { 45 };
                let ago = TimeDelta::hours(self.dice.between(10, days * 24));
                self.at(self.until - ago, Event::Register(i));
            }
        }
        for story in 0..collisions::STORIES {
            self.at(self.until - TimeDelta::hours(26 + 9 * i64::from(story)), Event::Collide(story));
        }
        let mut day = begin + TimeDelta::days(3);
        while day < self.until {
            self.at(day, Event::Tick);
            day += TimeDelta::days(4);
        }
        let mut week = begin + TimeDelta::days(30);
        while week < self.until - TimeDelta::days(6) {
            self.at(week, Event::Approve);
            week += TimeDelta::days(10);
        }
        self.plan_leads();
        self.plan_calls();
        let mut waits = false;
        while let Some(Reverse((at, n))) = self.queue.pop() {
            // What follows from a day's deals follows on that day.
            if waits && at.date_naive() != self.app.now().date_naive() {
                web::settle(self.app).await?;
            }
            self.clock.set(at);
            let index = usize::try_from(n).unwrap_or(0);
            let Some(event) = self.events.get_mut(index).and_then(Option::take) else { continue };
            let name = event.name();
            // Whatever comes next on the same day needs nothing of what follows from these.
            waits = matches!(event, Event::Register(..) | Event::Move(..));
            self.happen(event).await.with_context(|| format!("{name} on {at}"))?;
            if !waits {
                web::settle(self.app).await?;
            }
        }
        Ok(web::settle(self.app).await?)
    }

    /// What is written of a partner.
    fn seed(&self, i: usize) -> Result<&'a PartnerSeed> {
        self.partners.get(i).context("no such partner")
    }

    fn known(&mut self, i: usize) -> Result<&mut Known> {
        self.known.get_mut(i).context("no such partner")
    }

    async fn happen(&mut self, event: Event) -> Result<()> {
        match event {
            Event::Apply(i) => self.apply(i).await,
            Event::Decide(i) => self.decide(i).await,
            Event::Sign(i) => self.sign(i).await,
            Event::Countersign(i) => self.countersign(i).await,
            Event::Step(i) => self.step(i).await,
            Event::Register(i) => self.register(i).await,
            Event::Review(i, deal) => self.review(i, &deal).await,
            Event::Move(i, deal, stage) => self.move_on(i, deal, stage).await,
            Event::End(i, deal) => self.end(i, &deal).await,
            Event::LeadRules => self.lead_rules().await,
            Event::Capture(k) => self.capture(k).await,
            Event::LeadStep(k, lead) => self.lead_step(k, lead).await,
            Event::Collide(story) => self.collide(story).await,
            Event::Call(call) => self.ask_for_proposals(call).await,
            Event::Approve => self.approve_earnings().await,
            Event::Tick => Ok(web::tick(self.app).await?),
        }
    }
}

/// A token for somebody, for everything that they may do.
pub(super) async fn token(app: &App, user: UserId, until: Instant) -> Result<String> {
    let system = &app.system("demo");
    // Who begins early in the year goes on after it, and a date can lie no more than a year ahead.
    let (expires, most) = (until + TimeDelta::days(90), app.now() + TimeDelta::days(365));
    let new = &NewToken { name: "Demo".to_owned(), scopes: Permission::ALL.to_vec(), expires_at: (expires < most).then_some(expires) };
    let (_, secret) = app.transact(system, |work| async move { identity::make_token(&work, user, new).await }).await?;
    Ok(secret)
}
