//! The terms: reading and setting them.

use base::{Error, Instant, Invalid, Result};
use serde_json::json;
use work::{Entry, Permission, Resource, Scope, Work};

use super::super::model::Terms;
use super::super::rules;
use super::super::store;

/// The terms in force.
pub async fn terms(work: &Work) -> Result<Terms> {
    store::terms::current(work).await
}

/// Every version of the terms, oldest first.
pub async fn all_terms(work: &Work) -> Result<Vec<Terms>> {
    store::terms::all(work).await
}

/// Who has accepted a version of the terms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Acceptance {
    /// When the asker did; none for staff, and for members who have not.
    pub own: Option<Instant>,
    /// How many people have; counted for staff only.
    pub people: i64,
    /// Of how many partners.
    pub partners: i64,
}

/// Who has accepted the terms in force: for a member whether it has, for staff how many have.
pub async fn acceptance(work: &Work, version: i64) -> Result<Acceptance> {
    let own = match work.actor().user.filter(|_| work.actor().partner.is_some()) {
        Some(user) => store::terms::accepted_at(work, user, version).await?,
        None => None,
    };
    if !matches!(work.scope(), Scope::All) {
        return Ok(Acceptance { own, ..Acceptance::default() });
    }
    let (people, partners) = store::terms::accepted_by(work, version).await?;
    Ok(Acceptance { own, people, partners })
}

/// A member accepts the terms in force; a version that is no longer in force has to be read again.
pub async fn accept_terms(work: &Work, version: i64) -> Result<Instant> {
    let (Some(user), Some(partner)) = (work.actor().user, work.actor().partner) else { return Err(Error::forbidden()) };
    work.may(Permission::DealRegister, &Resource::of("deal", partner))?;
    if store::terms::current(work).await?.version != version {
        return Err(Error::stale());
    }
    if let Some(at) = store::terms::accepted_at(work, user, version).await? {
        return Ok(at);
    }
    store::terms::accept(work, user, partner, version).await?;
    work.audit(Entry::new("deal_terms.accepted", "deal_terms", user).partner(Some(partner)).after(json!({ "version": version })));
    Ok(work.now())
}

/// Sets new terms as the next version; protections that were given keep their end.
pub async fn set_terms(work: &Work, version: Option<i64>, terms: Terms, unread: Invalid) -> Result<Terms> {
    work.may(Permission::DealManage, &Resource::general("deal_terms"))?;
    let before = store::terms::current(work).await?;
    if version.is_some_and(|v| v != before.version) {
        return Err(Error::stale());
    }
    let checked = rules::check_terms(terms, unread)?;
    let next = Terms { version: before.version + 1, since: Some(work.now()), set_by: work.actor().user, ..checked };
    store::terms::add(work, &next).await?;
    let told = |t: &Terms| {
        json!({
            "version": t.version, "protection_days": t.protection_days, "decision_days": t.decision_days, "reminder_days": t.reminder_days,
            "auto_approve": t.auto_approve.map(|m| m.to_string()), "max_extensions": t.max_extensions, "extension_days": t.extension_days,
            "overlap_hint": t.overlap_hint, "claim_days": t.claim_days, "renewal_days": t.renewal_days,
            "renewal_lapse_days": t.renewal_lapse_days, "term_months": t.term_months, "tenders": t.tenders.code(),
            "departure_days": t.departure_days,
        })
    };
    let subject = work.actor().user.map_or_else(|| work.new_id::<base::EventId>().uuid(), base::UserId::uuid);
    work.audit(Entry::new("deal_terms.set", "deal_terms", subject).change(told(&before), told(&next)));
    Ok(next)
}

/// The moment that lies so many business days ahead, by the hours and holidays of the terms.
pub async fn business_deadline(work: &Work, days: i64) -> Result<base::Instant> {
    let terms = store::terms::current(work).await?;
    Ok(rules::deadline(work.now(), days, &terms))
}
