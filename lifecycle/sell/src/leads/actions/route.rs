//! Finding a partner for a lead, and keeping how it was found.

use std::collections::{BTreeMap, HashMap};

use base::{Fault, LeadId, PageRequest, PartnerId, Result};
use facts::sell::LeadUnrouted;
use notices::Message;
use work::{Role, Work};

use super::super::model::{Decided, Lead, Profile, StateKind, Why};
use super::super::rules::{self, Candidate, History, Input, Outcome, Place, RuleSet};
use super::super::store;
use super::{offer, read, rules as kept};

/// Everybody who could get a lead, as one decision sees them.
#[derive(Debug, Clone, Default, PartialEq)]
struct Candidates {
    /// The partners, without what depends on the lead.
    all: Vec<Candidate>,
    /// The highest rank of the tiers.
    top_tier: i64,
    /// How far the turns of each rule have come.
    clocks: BTreeMap<String, i64>,
}

/// Reads everybody who could get a lead.
async fn candidates(work: &Work, set: &RuleSet) -> Result<Candidates> {
    let profiles = store::partners::profiles(work).await?;
    let tallies = store::partners::tallies(work, None).await?;
    let (held, offered) = (store::list::open_of_partners(work).await?, store::offers::open_of_partners(work).await?);
    let last = store::partners::last(work).await?;
    let (mut turns, clocks) = store::routing::turns(work).await?;
    let (ranks, top_tier) = ranks(work).await?;
    let staffed = staffed(work).await?;
    let mut certificates = certificates(work, set).await?;
    let mut all = Vec::new();
    let mut page = PageRequest::first(200);
    loop {
        let filter = partners::Filter { state: Some(partners::Lifecycle::Active), ..partners::Filter::default() };
        let found = partners::list(work, &filter, &page).await?;
        for p in found.items {
            let said = profiles.get(&p.id).cloned().unwrap_or_else(|| Profile::of(p.id));
            let or = |list: Vec<String>, own: &str| if list.is_empty() { vec![own.to_owned()] } else { list };
            let tally = tallies.get(&p.id).copied().unwrap_or_default();
            all.push(Candidate {
                partner: p.id,
                kind: p.kind.code().to_owned(),
                active: true,
                staffed: staffed.contains(&p.id),
                tier: p.tier.and_then(|t| ranks.get(&t).copied()).unwrap_or(0),
                certificates: certificates.remove(&p.id).unwrap_or_default(),
                territories: or(said.territories, &p.country),
                languages: or(said.languages, p.locale.split('-').next().unwrap_or_default()),
                country: p.country,
                city: p.city,
                industries: said.industries,
                products: said.products,
                capacity: said.capacity.unwrap_or(set.capacity),
                open: held.get(&p.id).copied().unwrap_or(0) + offered.get(&p.id).copied().unwrap_or(0),
                weight: said.weight,
                paused: said.paused,
                asked: false,
                waits_since: last.get(&p.id).copied().or(p.activated_at).unwrap_or(p.created_at),
                history: History {
                    offered: tally.offered,
                    accepted: tally.accepted,
                    answered: tally.accepted + tally.declined,
                    answer_minutes: tally.answer_minutes,
                    contacted: tally.contacted,
                    contact_minutes: tally.contact_minutes,
                    converted: tally.converted,
                },
                turns: turns.remove(&p.id).unwrap_or_default(),
            });
        }
        let Some(next) = found.next else { break };
        page = PageRequest { after: Some(next), ..page };
    }
    Ok(Candidates { all, top_tier, clocks })
}

async fn ranks(work: &Work) -> Result<(HashMap<base::TierId, i64>, i64)> {
    let Some(program) = partners::programs::actions::current(work).await? else { return Ok((HashMap::new(), 0)) };
    let tiers = partners::tiers(work, program.id).await?;
    let top = tiers.iter().map(|t| t.rank).max().unwrap_or(0);
    Ok((tiers.into_iter().map(|t| (t.id, t.rank)).collect(), top))
}

/// The partners whose people can take leads.
async fn staffed(work: &Work) -> Result<Vec<PartnerId>> {
    identity::partners_with(work, &[Role::PartnerAdmin, Role::Sales]).await
}

/// Which partners hold the certificates that the rules ask for.
async fn certificates(work: &Work, set: &RuleSet) -> Result<HashMap<PartnerId, Vec<String>>> {
    let mut wanted: Vec<&String> = set.rules.iter().flat_map(|r| &r.pool.certificates).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut out: HashMap<PartnerId, Vec<String>> = HashMap::new();
    for key in wanted {
        for grant in partners::holders(work, &format!("certified:{key}")).await? {
            let own = out.entry(grant.partner).or_default();
            if !own.contains(key) {
                own.push(key.clone());
            }
        }
    }
    Ok(out)
}

async fn input(work: &Work, lead: &Lead, set: &RuleSet) -> Result<Input> {
    let Candidates { mut all, top_tier, clocks } = candidates(work, set).await?;
    let asked: Vec<PartnerId> = store::offers::of_lead(work, lead.id).await?.into_iter().map(|o| o.partner).collect();
    for c in &mut all {
        c.asked = asked.contains(&c.partner);
    }
    let c = &lead.customer;
    Ok(Input {
        at: work.now(),
        facts: rules::facts(lead),
        place: Place { country: c.country.clone(), region: c.region.clone(), postal_code: c.postal_code.clone(), city: c.city.clone() },
        products: lead.wish.products.clone(),
        industry: lead.wish.industry.clone(),
        language: lead.wish.language.clone(),
        candidates: all,
        top_tier,
        clocks,
    })
}

/// The job that finds a partner for a lead.
pub(crate) const ROUTE: &str = "sell.route_lead";

/// Has a lead routed after this transaction: whoever acts here may not see all the partners there are.
pub(super) fn later(work: &Work, lead: LeadId) {
    work.enqueue(ROUTE, serde_json::json!({ "lead": lead }));
}

/// Routes a lead that waits for it; nothing when somebody else has done it.
pub async fn route_again(work: &Work, id: LeadId) -> Result<()> {
    match store::find(work, id).await? {
        Some(lead) if lead.kind() == StateKind::New => route(work, lead).await.map(|_| ()),
        _ => Ok(()),
    }
}

/// Finds a partner for a lead that is new, and offers it; or leaves it to a person.
pub(super) async fn route(work: &Work, lead: Lead) -> Result<Lead> {
    let set = kept::rules(work).await?;
    if lead.rounds >= set.rounds {
        return hold(work, lead, Why::Exhausted).await;
    }
    let vocabulary = read::vocabulary(work).await?;
    let input = input(work, &lead, &set).await?;
    let outcome = rules::decide(&rules::prepare_set(&set, &vocabulary), &input);
    keep(work, &lead, &set, &input, &outcome).await?;
    if let (Some(turn), Some(first)) = (&outcome.turn, outcome.chosen.first()) {
        store::routing::move_on(work, &turn.rule, *first, turn.next, turn.clock).await?;
    }
    if outcome.chosen.is_empty() {
        let why = outcome.why.as_deref().and_then(Why::from_code).unwrap_or(Why::NoRule);
        // Who has been asked and said no is a reason of its own for the person who reads it.
        let why = if why == Why::NobodyLeft && lead.rounds > 0 { Why::Exhausted } else { why };
        return hold(work, lead, why).await;
    }
    offer::offer(work, lead, &outcome.chosen, &set).await
}

async fn keep(work: &Work, lead: &Lead, set: &RuleSet, input: &Input, outcome: &Outcome) -> Result<()> {
    let json = |value: serde_json::Result<serde_json::Value>| value.map_err(|e| Fault::new("writing a decision", e));
    let decided = Decided {
        lead: lead.id,
        n: store::routing::count(work, lead.id).await? + 1,
        at: work.now(),
        version: set.version,
        rule: outcome.rule.clone().unwrap_or_default(),
        input: json(serde_json::to_value(input))?,
        outcome: json(serde_json::to_value(outcome))?,
        by: String::new(),
    };
    store::routing::keep(work, &decided).await
}

/// Leaves a lead to a person, and tells partner operations.
pub(super) async fn hold(work: &Work, lead: Lead, why: Why) -> Result<Lead> {
    let lead = store::save(work, rules::hold(lead, why, work.now())?).await?;
    let company = lead.customer.company.clone();
    work.record(&LeadUnrouted { lead: lead.id, company: company.clone(), why: why.code().to_owned() })?;
    let people = identity::recipients(&identity::staff_with(work, Role::PartnerOps).await?);
    let message =
        Message { topic: "lead.unrouted", args: vec![("company", company.into())], href: format!("/leads/{}", lead.id), mail: true };
    notices::tell(work, &people, &message).await?;
    Ok(lead)
}

/// Decides again as it was decided then, from what was kept; the same when nothing was tampered with.
#[cfg(test)]
pub async fn replay(work: &Work, lead: LeadId, n: i64) -> Result<Option<(Outcome, Outcome)>> {
    let Some(kept) = store::routing::decisions(work, lead).await?.into_iter().find(|d| d.n == n && d.by.is_empty()) else {
        return Ok(None);
    };
    let doing = |e| Fault::new("reading a decision", e);
    let input: Input = serde_json::from_value(kept.input).map_err(doing)?;
    let then: Outcome = serde_json::from_value(kept.outcome).map_err(doing)?;
    let Some(set) = kept::version(work, kept.version).await? else { return Ok(None) };
    let vocabulary = read::vocabulary(work).await?;
    Ok(Some((then, rules::decide(&rules::prepare_set(&set, &vocabulary), &input))))
}
