//! What time does to agreements, their documents, and the public question whether one is genuine.

use access::Permission;
use base::{AgreementId, Error, Result};
use chrono::TimeDelta;
use serde_json::json;
use work::Work;

use super::super::model::{Agreement, Document, Verified};
use super::super::rules;
use super::super::store;
use super::{resource, telling};

/// How many are done in one transaction.
const BATCH: u64 = 200;

/// Keeps a document that was set, unless one is kept already.
pub(crate) async fn keep_document(work: &Work, id: AgreementId, document: &Document, sealed: bool) -> Result<Agreement> {
    let mut agreement = super::get(work, id).await?;
    let place = if sealed { &mut agreement.sealed } else { &mut agreement.document };
    if place.is_some() {
        return Ok(agreement);
    }
    *place = Some(document.clone());
    let agreement = store::save(work, &agreement).await?;
    let action = if sealed { "agreement.sealed" } else { "agreement.document_set" };
    let after = json!({ "digest": document.digest, "size": document.size });
    work.audit(work::Entry::new(action, "agreement", id).partner(Some(agreement.partner)).after(after));
    Ok(agreement)
}

/// The vendor ends it, or takes it back.
pub(crate) async fn terminate(work: &Work, id: AgreementId, reason: &str, version: Option<i64>) -> Result<Agreement> {
    let agreement = store::get(work, id).await?;
    work.may(Permission::AgreementManage, &resource(&agreement))?;
    if version.is_some_and(|v| v != agreement.version) {
        return Err(Error::stale());
    }
    let reason = rules::check_reason(reason)?;
    let before = json!({ "state": agreement.state().name() });
    let (agreement, fact) = rules::terminate(agreement, &work.actor().name, &reason, work.now())?;
    let agreement = store::save(work, &agreement).await?;
    work.record_change(&fact, Some(before), Some(&reason))?;
    telling::terminated(work, &agreement, &reason).await?;
    Ok(agreement)
}

/// Ends what has come to its end; returns how many.
pub(crate) async fn expire_due(work: &Work) -> Result<usize> {
    let mut n = 0;
    for agreement in store::ending_before(work, work.now(), BATCH).await? {
        let Some((agreement, fact)) = rules::expire(agreement, work.now()) else { continue };
        let agreement = store::save(work, &agreement).await?;
        work.record(&fact)?;
        telling::expired(work, &agreement).await?;
        n += 1;
    }
    Ok(n)
}

/// Gives the notices that are due before an end and about unsigned agreements; returns how many.
pub(crate) async fn remind(work: &Work) -> Result<usize> {
    let (now, mut n) = (work.now(), 0);
    for agreement in store::ending_before(work, now + TimeDelta::days(90), u64::MAX >> 1).await? {
        let Some(until) = agreement.state().until() else { continue };
        let given = store::notices(work, agreement.id, "ending").await?;
        if let Some(days) = rules::ending_notice(until, now, &given) {
            store::add_notice(work, agreement.id, "ending", days).await?;
            telling::ending(work, &agreement).await?;
            n += 1;
        }
    }
    for agreement in store::open_since(work, now - TimeDelta::days(3), BATCH * 10).await? {
        let given = store::notices(work, agreement.id, "signing").await?;
        if let Some(days) = rules::signing_reminder(agreement.sent_at, now, &given) {
            store::add_notice(work, agreement.id, "signing", days).await?;
            telling::reminder(work, &agreement).await?;
            n += 1;
        }
    }
    Ok(n)
}

/// What anybody may learn about a document by its digest; none when it is not one of ours.
pub(crate) async fn verify(work: &Work, digest: &str) -> Result<Option<Verified>> {
    let digest = digest.trim().to_ascii_lowercase();
    if digest.len() != 64 || !digest.chars().all(|c| c.is_ascii_hexdigit()) {
        return Ok(None);
    }
    store::verified(work, &digest).await
}
