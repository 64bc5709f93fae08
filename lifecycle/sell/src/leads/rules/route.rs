//! Who gets a lead: the same input gives the same answer, and the answer says why.
//!
//! No randomness: ties go to who has waited longest, then to who had fewer, then to the older id. Turns are kept by start tags
//! (each lead moves a partner on by the inverse of its weight), so that a newcomer, or one that comes
//! back, neither has to wait for the others' past nor gets all that it missed.

use std::collections::BTreeMap;

use base::{Instant, PartnerId};
use chrono::TimeDelta;
use ruleset::Facts;
use serde::{Deserialize, Serialize};

use super::super::model::Why;
use super::cover::{Cover, Leaves};
use super::outcome::{LeftOut, Measure, Outcome, Ranked, Reason, Tried, Turn};
use super::place::Place;
use super::set::{Draft, Method, Pool, Rule, RuleSet, Weights};

/// How many of those who could get a lead an outcome tells with their places.
pub(crate) const TOLD: usize = 25;

/// How far a turn moves a partner of weight 1.
const TURN: i64 = 1_000_000;

/// How a partner dealt with its leads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// Leads that were offered.
    pub offered: i64,
    /// Of these, taken.
    pub accepted: i64,
    /// How many were answered at all.
    pub answered: i64,
    /// Minutes from the offer to the answer, over all answers.
    pub answer_minutes: i64,
    /// Leads whose customer was contacted.
    pub contacted: i64,
    /// Minutes from taking to the first contact, over all contacts.
    pub contact_minutes: i64,
    /// Leads that became deals.
    pub converted: i64,
}

/// A partner that could get a lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Which.
    pub partner: PartnerId,
    /// Its type.
    pub kind: String,
    /// Whether it is active.
    pub active: bool,
    /// Whether it has people who can take leads.
    pub staffed: bool,
    /// The rank of its tier; 0 is none.
    pub tier: i64,
    /// Its certificates.
    pub certificates: Vec<String>,
    /// Its country.
    pub country: String,
    /// Its city.
    pub city: String,
    /// Where it works.
    pub territories: Vec<String>,
    /// Which languages it speaks.
    pub languages: Vec<String>,
    /// Which industries it knows; empty is any.
    pub industries: Vec<String>,
    /// What it sells; empty is anything.
    pub products: Vec<String>,
    /// How many open leads it can have.
    pub capacity: i64,
    /// How many it has.
    pub open: i64,
    /// Its share when leads go round.
    pub weight: i64,
    /// Whether it takes no leads for now.
    pub paused: bool,
    /// Whether it was asked about this lead already.
    pub asked: bool,
    /// When it was offered a lead last, or when it began.
    pub waits_since: Instant,
    /// How it dealt with its leads.
    pub history: History,
    /// Its place in the turns of each rule.
    pub turns: BTreeMap<String, i64>,
}

/// All that a decision looks at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// When.
    pub at: Instant,
    /// What is known of the lead.
    pub facts: Facts,
    /// Where it is.
    pub place: Place,
    /// What it wants.
    pub products: Vec<String>,
    /// Its industry.
    pub industry: String,
    /// Its language.
    pub language: String,
    /// Who could get it.
    pub candidates: Vec<Candidate>,
    /// The highest rank of the tiers.
    pub top_tier: i64,
    /// How far the turns of each rule have come.
    pub clocks: BTreeMap<String, i64>,
    /// What the coverage plan says of the customer; decisions from before there was one have none.
    #[serde(default)]
    pub coverage: Option<Cover>,
    /// What was drawn, when the lead is to be given at random.
    #[serde(default)]
    pub draw: Option<u32>,
}

impl Input {
    /// The same without its candidates, who are kept apart.
    pub(crate) fn without_candidates(&self) -> Self {
        Self {
            at: self.at,
            facts: self.facts.clone(),
            place: self.place.clone(),
            products: self.products.clone(),
            industry: self.industry.clone(),
            language: self.language.clone(),
            candidates: Vec::new(),
            top_tier: self.top_tier,
            clocks: self.clocks.clone(),
            coverage: self.coverage.clone(),
            draw: self.draw,
        }
    }
}

/// How a lead was given that is to show what chance would have done.
pub const CONTROL: &str = "control";

/// Decides who gets a lead: the coverage plan first, then the rules as far as it leaves it to them.
pub fn decide(draft: &Draft<'_>, input: &Input) -> Outcome {
    let among = match input.coverage.as_ref().map_or(Leaves::All, Cover::leaves) {
        Leaves::Nobody => return nobody(Vec::new(), Why::Direct),
        Leaves::To(named) => return to_named(draft.set, named, input),
        Leaves::Among(named) => Some(named),
        Leaves::All => None,
    };
    let mut tried = Vec::new();
    let mut spoken = false;
    for (rule, condition) in draft.set.rules.iter().zip(&draft.conditions) {
        let decision = condition.as_ref().map(|c| c.decide(&input.facts));
        let holds = decision.as_ref().is_some_and(|d| d.holds);
        let mut here = Tried {
            rule: rule.key.clone(),
            name: rule.name.clone(),
            holds,
            trace: decision.map(|d| d.trace).unwrap_or_default(),
            left_out: Vec::new(),
        };
        if !holds {
            tried.push(here);
            continue;
        }
        spoken = true;
        let mut pool = Vec::new();
        for candidate in &input.candidates {
            match left_out(&rule.pool, among, candidate, input) {
                Some(reason) => here.left_out.push(LeftOut { partner: candidate.partner, reason }),
                None => pool.push(candidate),
            }
        }
        tried.push(here);
        let mut ranked = rank(draft.set, rule, &pool, input);
        if let Some(partner) = input.draw.and_then(|draw| at_random(&ranked, draw)) {
            let (rule, method, more) = (Some(rule.key.clone()), CONTROL.to_owned(), cut(&mut ranked));
            return Outcome { rule, method, tried, ranked, more, chosen: vec![partner], turn: None, why: None };
        }
        let n = match rule.method {
            Method::First { n } => usize::try_from(n).unwrap_or(1),
            Method::Best(_) | Method::Turns | Method::Longest => 1,
        };
        let chosen: Vec<PartnerId> = ranked.iter().take(n).map(|r| r.partner).collect();
        if chosen.is_empty() {
            continue;
        }
        let turn = match (rule.method.code(), ranked.first()) {
            ("turns", Some(Ranked { partner, turn: Some(start), .. })) => {
                let weight = pool.iter().find(|c| c.partner == *partner).map_or(1, |c| c.weight.clamp(1, 100));
                Some(Turn { rule: rule.key.clone(), clock: *start, next: start.saturating_add(TURN / weight) })
            }
            _ => None,
        };
        let (rule, method, more) = (Some(rule.key.clone()), rule.method.code().to_owned(), cut(&mut ranked));
        return Outcome { rule, method, tried, ranked, more, chosen, turn, why: None };
    }
    nobody(tried, if spoken { Why::NobodyLeft } else { Why::NoRule })
}

/// Keeps the first of them; how many there were after these.
fn cut(ranked: &mut Vec<Ranked>) -> usize {
    let more = ranked.len().saturating_sub(TOLD);
    ranked.truncate(TOLD);
    more
}

/// One of those who could get it, each as likely as the other.
fn at_random(ranked: &[Ranked], draw: u32) -> Option<PartnerId> {
    // By id, so that the draw alone decides and not the place.
    let mut all: Vec<PartnerId> = ranked.iter().map(|r| r.partner).collect();
    all.sort_unstable();
    let place = usize::try_from(draw).ok()?.checked_rem(all.len())?;
    all.get(place).copied()
}

/// Nobody gets it.
fn nobody(tried: Vec<Tried>, why: Why) -> Outcome {
    Outcome {
        rule: None,
        method: String::new(),
        tried,
        ranked: Vec::new(),
        more: 0,
        chosen: Vec::new(),
        turn: None,
        why: Some(why.code().to_owned()),
    }
}

/// The partners that the coverage plan names get it, whoever has waited longest first; others never.
fn to_named(set: &RuleSet, named: &[PartnerId], input: &Input) -> Outcome {
    let all = Pool::default();
    let rule = Rule { key: String::new(), name: String::new(), condition: String::new(), pool: all.clone(), method: Method::Longest };
    let mut here = Tried { rule: String::new(), name: String::new(), holds: true, trace: Vec::new(), left_out: Vec::new() };
    let mut pool = Vec::new();
    for candidate in input.candidates.iter().filter(|c| named.contains(&c.partner)) {
        match left_out(&all, None, candidate, input) {
            Some(reason) => here.left_out.push(LeftOut { partner: candidate.partner, reason }),
            None => pool.push(candidate),
        }
    }
    let mut ranked = rank(set, &rule, &pool, input);
    let chosen: Vec<PartnerId> = ranked.iter().take(1).map(|r| r.partner).collect();
    if chosen.is_empty() {
        return nobody(vec![here], Why::Coverage);
    }
    let more = cut(&mut ranked);
    Outcome { rule: None, method: "coverage".to_owned(), tried: vec![here], ranked, more, chosen, turn: None, why: None }
}

/// The first reason for which a partner cannot get a lead.
fn left_out(pool: &Pool, among: Option<&[PartnerId]>, c: &Candidate, input: &Input) -> Option<Reason> {
    let wants = |list: &[String], wanted: &str| list.is_empty() || wanted.is_empty() || list.iter().any(|item| item == wanted);
    let checks = [
        (c.active, Reason::NotActive),
        (c.staffed, Reason::Nobody),
        (!c.paused, Reason::Paused),
        (!c.asked, Reason::Asked),
        (among.is_none_or(|named| named.contains(&c.partner)), Reason::Coverage),
        (pool.partners.is_empty() || pool.partners.contains(&c.partner), Reason::NotNamed),
        (pool.types.is_empty() || pool.types.contains(&c.kind), Reason::Type),
        (c.tier >= pool.min_tier, Reason::Tier),
        (pool.certificates.iter().all(|wanted| c.certificates.contains(wanted)), Reason::Certificate),
        (!pool.territory || c.territories.iter().any(|t| input.place.within(t)), Reason::Territory),
        (!pool.language || wants(&c.languages, &input.language), Reason::Language),
        (!pool.products || c.products.is_empty() || input.products.iter().all(|p| c.products.contains(p)), Reason::Products),
        (!pool.industry || wants(&c.industries, &input.industry), Reason::Industry),
        (c.open < c.capacity, Reason::Full),
    ];
    checks.into_iter().find(|(fine, _)| !fine).map(|(_, reason)| reason)
}

fn rank(set: &RuleSet, rule: &Rule, pool: &[&Candidate], input: &Input) -> Vec<Ranked> {
    let clock = input.clocks.get(&rule.key).copied().unwrap_or(0);
    let patience = TimeDelta::days(set.patience_days);
    let mut ranked: Vec<(&Candidate, Ranked)> = pool
        .iter()
        .map(|c| {
            let waited = input.at - c.waits_since;
            let (score, measures) = match &rule.method {
                Method::Best(weights) => {
                    let measures = measures(weights, c, input);
                    (Some(weighted(&measures)), measures)
                }
                Method::Turns | Method::Longest | Method::First { .. } => (None, Vec::new()),
            };
            let turn = matches!(rule.method, Method::Turns).then(|| c.turns.get(&rule.key).copied().unwrap_or(clock).max(clock));
            let ranked = Ranked {
                partner: c.partner,
                score,
                measures,
                waited_hours: waited.num_hours().max(0),
                // The score alone would let the best take all: nobody waits without end.
                overdue: score.is_some() && waited >= patience,
                turn,
                open: c.open,
            };
            (*c, ranked)
        })
        .collect();
    ranked.sort_by(|(a, ra), (b, rb)| {
        let waiting = a.waits_since.cmp(&b.waits_since).then(a.history.offered.cmp(&b.history.offered));
        let first = match (ra.overdue, rb.overdue) {
            (true, true) => waiting,
            (a, b) => b.cmp(&a).then(rb.score.cmp(&ra.score)).then(ra.turn.cmp(&rb.turn)),
        };
        first.then(waiting).then(a.partner.cmp(&b.partner))
    });
    ranked.into_iter().map(|(_, ranked)| ranked).collect()
}

fn weighted(measures: &[Measure]) -> i64 {
    let all: i64 = measures.iter().map(|m| m.weight).sum();
    // In tenths, so that close ones differ.
    measures.iter().map(|m| m.value * m.weight).sum::<i64>() * 10 / all.max(1)
}

fn measures(w: &Weights, c: &Candidate, input: &Input) -> Vec<Measure> {
    let h = &c.history;
    // A little is believed of everybody before there is proof, so that one refusal does not end a partner.
    let share = |good: i64, all: i64| (good + 1) * 100 / (all + 2).max(1);
    let soon = |minutes: i64, n: i64, limit: i64| if n == 0 { 50 } else { (100 - minutes / n * 100 / limit).clamp(0, 100) };
    let products = if input.products.is_empty() || c.products.is_empty() {
        50
    } else {
        let has = input.products.iter().filter(|p| c.products.contains(p)).count();
        i64::try_from(has * 100 / input.products.len()).unwrap_or(0)
    };
    let industry = match (input.industry.is_empty() || c.industries.is_empty(), c.industries.contains(&input.industry)) {
        (true, _) => 50,
        (false, true) => 100,
        (false, false) => 0,
    };
    [
        ("tier", c.tier * 100 / input.top_tier.max(1), w.tier),
        ("accepts", share(h.accepted, h.offered), w.accepts),
        ("answers", soon(h.answer_minutes, h.answered, 48 * 60), w.answers),
        ("contacts", soon(h.contact_minutes, h.contacted, 5 * 24 * 60), w.contacts),
        ("converts", share(h.converted, h.accepted), w.converts),
        ("near", input.place.near(&c.country, &c.city), w.near),
        ("fit", i64::midpoint(products, industry), w.fit),
    ]
    .into_iter()
    .filter(|(.., weight)| *weight > 0)
    .map(|(code, value, weight)| Measure { code: code.to_owned(), value, weight })
    .collect()
}
