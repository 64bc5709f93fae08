//! Finding a partner for a lead, and keeping how it was found.

use std::collections::{BTreeMap, HashMap};

use accounts::{Way, Whom};
use base::{Fault, LeadId, PageRequest, PartnerId, Result, UserId};
use facts::sell::LeadUnrouted;
use notices::Message;
use work::{Role, Work};

use super::super::model::{Decided, Lead, Profile, StateKind, Why};
use super::super::rules::{self, Candidate, Cover, History, Input, Outcome, Place, RuleSet};
use super::super::store;
use super::{offer, read, rules as kept};
use crate::deals::actions::partner_name;

/// Everybody who could get a lead, as one decision sees them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Candidates {
    /// The partners, without what depends on the lead.
    pub(super) all: Vec<Candidate>,
    /// The highest rank of the tiers.
    top_tier: i64,
    /// How far the turns of each rule have come.
    clocks: BTreeMap<String, i64>,
}

/// Reads everybody who could get a lead.
pub(super) async fn candidates(work: &Work, set: &RuleSet) -> Result<Candidates> {
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
    // The order in which decisions are kept.
    all.sort_by_key(|c| c.partner);
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

/// What the coverage plan in force says of the customer of a lead.
async fn covered(work: &Work, lead: &Lead) -> Result<Cover> {
    let account = match lead.account {
        Some(id) => accounts::find(work, id).await?,
        None => None,
    };
    let company = rules::company(lead);
    let whom = account.as_ref().map_or(Whom::Company(&company), Whom::Account);
    Ok(Cover::of(accounts::coverage_of(work, whom).await?))
}

async fn input(work: &Work, lead: &Lead, set: &RuleSet) -> Result<Input> {
    let Candidates { mut all, top_tier, clocks } = candidates(work, set).await?;
    let asked: Vec<PartnerId> = store::offers::of_lead(work, lead.id).await?.into_iter().map(|o| o.partner).collect();
    for c in &mut all {
        c.asked = asked.contains(&c.partner);
    }
    let c = &lead.customer;
    let cover = covered(work, lead).await?;
    Ok(Input {
        at: work.now(),
        facts: rules::facts(lead, &cover),
        place: Place { country: c.country.clone(), region: c.region.clone(), postal_code: c.postal_code.clone(), city: c.city.clone() },
        products: lead.wish.products.clone(),
        industry: lead.wish.industry.clone(),
        language: lead.wish.language.clone(),
        candidates: all,
        top_tier,
        clocks,
        coverage: Some(cover),
        draw: drawn(work, lead, set),
    })
}

/// A draw for a lead that is to be given at random: some of those that are routed for the first time.
fn drawn(work: &Work, lead: &Lead, set: &RuleSet) -> Option<u32> {
    let [lot, draw] = [work.random::<4>(), work.random::<4>()].map(u32::from_be_bytes);
    (lead.rounds == 0 && i64::from(lot % 100) < set.holdout).then_some(draw)
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
        return hold(work, lead, Why::Exhausted, None).await;
    }
    let vocabulary = read::vocabulary(work).await?;
    let input = input(work, &lead, &set).await?;
    let outcome = rules::decide(&rules::prepare_set(&set, &vocabulary), &input);
    keep(work, lead.id, set.version, &input, &outcome).await?;
    if let (Some(turn), Some(first)) = (&outcome.turn, outcome.chosen.first()) {
        store::routing::move_on(work, &turn.rule, *first, turn.next, turn.clock).await?;
    }
    if outcome.chosen.is_empty() {
        let why = outcome.why.as_deref().and_then(Why::from_code).unwrap_or(Why::NoRule);
        // Who has been asked and said no is a reason of its own for the person who reads it.
        let why = if why == Why::NobodyLeft && lead.rounds > 0 { Why::Exhausted } else { why };
        let owner = input.coverage.as_ref().and_then(|c| c.owner);
        return hold(work, lead, why, owner.filter(|_| why == Why::Direct)).await;
    }
    let lead = offer::offer(work, lead, &outcome.chosen, &set).await?;
    if let Some(owner) = input.coverage.as_ref().filter(|c| c.way() == Way::CoSell).and_then(|c| c.owner) {
        tell_owner(work, &lead, owner, &outcome.chosen).await?;
    }
    Ok(lead)
}

/// Tells the vendor's person who sells together with a partner that the partner was asked.
async fn tell_owner(work: &Work, lead: &Lead, owner: UserId, asked: &[PartnerId]) -> Result<()> {
    let mut names = Vec::new();
    for partner in asked {
        names.push(partner_name(work, *partner).await?);
    }
    let args = vec![("company", lead.customer.company.clone().into()), ("partner", names.join(", ").into())];
    let message = Message { topic: "lead.together", args, href: format!("/leads/{}", lead.id), mail: true };
    notices::tell(work, &identity::recipients(&staff(work, Some(owner)).await?), &message).await
}

/// The person of the vendor who looks after a customer; partner operations where there is none.
async fn staff(work: &Work, owner: Option<UserId>) -> Result<Vec<identity::User>> {
    if let Some(owner) = owner {
        match identity::get(work, owner).await {
            Ok(user) if user.partner.is_none() && user.state == identity::UserState::Active => return Ok(vec![user]),
            // Who has left looks after nobody.
            Ok(_) => {}
            Err(e) if e.kind() == Some(base::Kind::Missing) => {}
            Err(e) => return Err(e),
        }
    }
    identity::staff_with(work, Role::PartnerOps).await
}

/// Keeps a decision about a lead: what differs from the latest picture of the candidates, or a new picture.
async fn keep(work: &Work, lead: LeadId, version: i64, input: &Input, outcome: &Outcome) -> Result<()> {
    let json = |e| Fault::new("writing a decision", e);
    let all = &input.candidates;
    let mut fits = None;
    if let Some((id, picture)) = store::candidates::latest::<Vec<Candidate>>(work).await? {
        let (packed, differences) = rules::pack_input(input, &picture).map_err(json)?;
        fits = (!rules::worn(differences, all.len())).then_some((id, packed));
    }
    let (id, packed) = match fits {
        Some(fits) => fits,
        None => (store::candidates::add(work, all).await?, rules::pack_input(input, all).map_err(json)?.0),
    };
    let decided = Decided {
        lead,
        n: store::routing::count(work, lead).await? + 1,
        at: work.now(),
        version,
        rule: outcome.rule.clone().unwrap_or_default(),
        control: outcome.method == rules::CONTROL,
        input: packed,
        outcome: rules::pack_outcome(outcome, all).map_err(json)?,
        by: String::new(),
    };
    store::routing::keep(work, &decided, id).await
}

/// Leaves a lead to a person, and tells who looks after the customer, or partner operations.
pub(super) async fn hold(work: &Work, lead: Lead, why: Why, owner: Option<UserId>) -> Result<Lead> {
    let lead = store::save(work, rules::hold(lead, why, work.now())?).await?;
    let company = lead.customer.company.clone();
    work.record(&LeadUnrouted { lead: lead.id, company: company.clone(), why: why.code().to_owned() })?;
    let people = identity::recipients(&staff(work, owner).await?);
    let topic = if why == Why::Direct { "lead.direct" } else { "lead.unrouted" };
    let message = Message { topic, args: vec![("company", company.into())], href: format!("/leads/{}", lead.id), mail: true };
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
