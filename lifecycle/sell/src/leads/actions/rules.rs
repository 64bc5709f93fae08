//! The routing rules, what partners can take, and trying a draft on past leads.

use std::collections::HashMap;

use base::{Error, Fault, Invalid, LeadId, PartnerId, Result};
use serde_json::json;
use work::{Entry, Permission, Resource, Work};

use super::super::model::{Profile, Tally};
use super::super::rules::{self, Input, Outcome, RuleSet};
use super::super::store;
use super::read;

fn read_set(kept: store::routing::Kept) -> Result<RuleSet> {
    let set: RuleSet = serde_json::from_value(kept.rules).map_err(|e| Fault::new("reading the routing rules", e))?;
    Ok(RuleSet { version: kept.version, since: Some(kept.since), set_by: kept.set_by, ..set })
}

/// The rules in force; what ships when nobody has set any.
pub async fn rules(work: &Work) -> Result<RuleSet> {
    store::routing::current(work).await?.map_or_else(|| Ok(RuleSet::default()), read_set)
}

/// A version of the rules.
#[cfg(test)]
pub(super) async fn version(work: &Work, n: i64) -> Result<Option<RuleSet>> {
    if n == 0 {
        return Ok(Some(RuleSet::default()));
    }
    store::routing::version(work, n).await?.map(read_set).transpose()
}

/// Every version of the rules that was set, with the moment since when it held, oldest first.
pub async fn versions(work: &Work) -> Result<Vec<(i64, base::Instant)>> {
    store::routing::versions(work).await
}

async fn checked(work: &Work, set: RuleSet, unread: Invalid) -> Result<RuleSet> {
    let vocabulary = read::vocabulary(work).await?;
    let kinds: Vec<String> = partners::PartnerType::ALL.iter().map(|k| k.code().to_owned()).collect();
    let top = match partners::programs::actions::current(work).await? {
        Some(program) => partners::tiers(work, program.id).await?.iter().map(|t| t.rank).max().unwrap_or(0),
        None => 0,
    };
    Ok(rules::check_set(set, &vocabulary, &kinds, top, unread)?)
}

/// Sets new rules as the next version; leads that are on their way keep going.
pub async fn set_rules(work: &Work, version: Option<i64>, set: RuleSet, unread: Invalid) -> Result<RuleSet> {
    work.may(Permission::LeadManage, &Resource::general("lead_rules"))?;
    let before = rules(work).await?;
    if version.is_some_and(|v| v != before.version) {
        return Err(Error::stale());
    }
    let set = checked(work, set, unread).await?;
    let next = RuleSet { version: before.version + 1, since: Some(work.now()), set_by: work.actor().user, ..set };
    let kept = store::routing::Kept {
        version: next.version,
        since: work.now(),
        set_by: next.set_by,
        rules: serde_json::to_value(&next).map_err(|e| Fault::new("writing the routing rules", e))?,
    };
    store::routing::add(work, &kept).await?;
    let told = |s: &RuleSet| json!({ "version": s.version, "rules": s.rules.iter().map(|r| r.name.clone()).collect::<Vec<_>>() });
    let subject = work.actor().user.map_or_else(|| work.new_id::<base::EventId>().uuid(), base::UserId::uuid);
    work.audit(Entry::new("lead_rules.set", "lead_rules", subject).change(told(&before), told(&next)));
    Ok(next)
}

/// What a draft would have done with a past lead.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Which lead.
    pub lead: LeadId,
    /// The customer's name.
    pub company: String,
    /// Who got it.
    pub then: Outcome,
    /// Who would have.
    pub now: Outcome,
}

impl Difference {
    /// Whether it would have gone elsewhere.
    pub fn moves(&self) -> bool {
        self.then.chosen != self.now.chosen
    }
}

/// Tries a draft on the latest leads, with what was known of each at that time.
pub async fn try_rules(work: &Work, set: RuleSet, unread: Invalid, n: u64) -> Result<Vec<Difference>> {
    work.may(Permission::LeadManage, &Resource::general("lead_rules"))?;
    let set = checked(work, set, unread).await?;
    let vocabulary = read::vocabulary(work).await?;
    let draft = rules::prepare_set(&set, &vocabulary);
    let mut out = Vec::new();
    for kept in store::routing::latest(work, n).await? {
        let doing = |e| Fault::new("reading a past decision", e);
        let input: Input = serde_json::from_value(kept.input).map_err(doing)?;
        let then: Outcome = serde_json::from_value(kept.outcome).map_err(doing)?;
        let Some(lead) = store::find(work, kept.lead).await? else { continue };
        out.push(Difference { lead: lead.id, company: lead.customer.company, then, now: rules::decide(&draft, &input) });
    }
    Ok(out)
}

/// What a partner says it can take.
pub async fn profile(work: &Work, partner: PartnerId) -> Result<Profile> {
    let partner = partners::get(work, partner).await?;
    work.may(Permission::LeadRead, &Resource::of("lead_profile", partner.id))?;
    store::partners::profile(work, partner.id).await
}

/// Sets what a partner can take.
pub async fn set_profile(work: &Work, version: Option<i64>, profile: Profile, unread: Invalid) -> Result<Profile> {
    work.may(Permission::LeadManage, &Resource::of("lead_profile", profile.partner))?;
    let partner = partners::get(work, profile.partner).await?;
    let before = store::partners::profile(work, partner.id).await?;
    if version.is_some_and(|v| v != before.version) {
        return Err(Error::stale());
    }
    let products: Vec<String> = partners::products(work).await?.into_iter().map(|p| p.key).collect();
    let checked = rules::check_profile(Profile { version: before.version, ..profile }, &products, unread)?;
    let told = |p: &Profile| {
        json!({
            "territories": p.territories, "languages": p.languages, "industries": p.industries, "products": p.products,
            "capacity": p.capacity, "weight": p.weight, "paused": p.paused,
        })
    };
    let saved = store::partners::save_profile(work, &checked).await?;
    let entry = Entry::new("lead_profile.set", "partner", partner.id).partner(Some(partner.id));
    work.audit(entry.change(told(&before), told(&saved)));
    Ok(saved)
}

/// How partners dealt with their leads of the last six months; a member sees its own.
pub async fn tallies(work: &Work) -> Result<HashMap<PartnerId, Tally>> {
    match work.scope() {
        work::Scope::All => store::partners::tallies(work, None).await,
        work::Scope::Partners(ids) => match ids.first() {
            Some(own) => store::partners::tallies(work, Some(*own)).await,
            None => Ok(HashMap::new()),
        },
        work::Scope::Nothing => Ok(HashMap::new()),
    }
}
