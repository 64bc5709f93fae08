//! The terms: reading and setting them.

use base::{Error, Invalid, Result};
use serde_json::json;
use work::{Entry, Permission, Resource, Work};

use super::super::model::Terms;
use super::super::rules;
use super::super::store;

/// The terms in force.
pub async fn terms(work: &Work) -> Result<Terms> {
    store::terms::current(work).await
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
            "overlap_hint": t.overlap_hint,
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
