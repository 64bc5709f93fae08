//! Reading, signing, declining and countersigning.

use access::{Permission, Resource};
use base::{AgreementId, Error, PartnerId, Result};
use partners::{Lifecycle, NewGrant};
use serde_json::json;
use work::Work;

use super::super::model::{Agreement, AgreementState, CONSENT, PROGRAM, Side, Signature, SignatureForm};
use super::super::rules;
use super::super::store;
use super::{resource, telling};
use crate::BASE_BUNDLE;

/// Notes that somebody of the partner has opened it; readers who may not sign change nothing.
pub(crate) async fn view(work: &Work, id: AgreementId) -> Result<Agreement> {
    let agreement = super::get(work, id).await?;
    if !work.can(Permission::AgreementSign, &resource(&agreement)) {
        return Ok(agreement);
    }
    let Some(viewed) = rules::view(agreement.clone(), &work.actor().name, work.now()) else { return Ok(agreement) };
    let viewed = store::save(work, &viewed).await?;
    work.audit(work::Entry::new("agreement.viewed", "agreement", id).partner(Some(viewed.partner)));
    Ok(viewed)
}

async fn load(work: &Work, id: AgreementId, permission: Permission, version: Option<i64>) -> Result<Agreement> {
    let agreement = store::get(work, id).await?;
    work.may(permission, &resource(&agreement))?;
    if version.is_some_and(|v| v != agreement.version) {
        return Err(Error::stale());
    }
    Ok(agreement)
}

/// The partner signs.
pub(crate) async fn sign(work: &Work, id: AgreementId, form: &SignatureForm) -> Result<Agreement> {
    let agreement = load(work, id, Permission::AgreementSign, form.version).await?;
    let (signature, name) = signature(work, &agreement, Side::Partner, form)?;
    let (agreement, fact) = rules::sign(agreement, &name, work.now())?;
    let agreement = store::save(work, &agreement).await?;
    store::add_signature(work, &agreement, &signature).await?;
    work.record(&fact)?;
    audit_signature(work, &agreement, &signature);
    telling::signed(work, &agreement).await?;
    Ok(agreement)
}

/// The vendor signs: the agreement holds, older ones of its kind end, and a new partner comes in.
pub(crate) async fn countersign(work: &Work, id: AgreementId, form: &SignatureForm) -> Result<Agreement> {
    let agreement = load(work, id, Permission::AgreementCountersign, form.version).await?;
    let (signature, name) = signature(work, &agreement, Side::Vendor, form)?;
    let (agreement, fact) = rules::countersign(agreement, &name, work.now())?;
    let agreement = store::save(work, &agreement).await?;
    store::add_signature(work, &agreement, &signature).await?;
    for older in store::of_partner(work, agreement.partner, &agreement.kind, &["sent", "viewed", "signed", "in_force"]).await? {
        if older.id != agreement.id {
            let (older, ended) = rules::supersede(older, agreement.id, work.now())?;
            store::save(work, &older).await?;
            work.record(&ended)?;
        }
    }
    work.record(&fact)?;
    audit_signature(work, &agreement, &signature);
    work.enqueue(super::super::SEAL_JOB, json!({ "agreement": agreement.id }));
    if agreement.kind == PROGRAM {
        let_in(work, agreement.partner).await?;
    }
    telling::in_force(work, &agreement).await?;
    Ok(agreement)
}

/// Lets a partner that was contracting come in: it sees courses and core assets from now on.
async fn let_in(work: &Work, partner: PartnerId) -> Result<()> {
    let found = partners::find(work, partner).await?.ok_or_else(Error::missing)?;
    if found.state != Lifecycle::Contracting {
        return Ok(());
    }
    partners::move_to(work, partner, Lifecycle::Onboarding, None).await?;
    for right in BASE_BUNDLE {
        let grant = NewGrant { partner, user: None, right: right.to_owned(), until: None, reason: "agreement in force".to_owned() };
        partners::give_grant(work, &grant).await?;
    }
    Ok(())
}

/// The partner declines.
pub(crate) async fn decline(work: &Work, id: AgreementId, reason: &str, version: Option<i64>) -> Result<Agreement> {
    let agreement = load(work, id, Permission::AgreementSign, version).await?;
    let reason = rules::check_reason(reason)?;
    let before = json!({ "state": agreement.state().name() });
    let (agreement, fact) = rules::decline(agreement, &work.actor().name, &reason, work.now())?;
    let agreement = store::save(work, &agreement).await?;
    work.record_change(&fact, Some(before), Some(&reason))?;
    telling::declined(work, &agreement, &reason).await?;
    Ok(agreement)
}

/// The state comes first, so that somebody who is too late hears that and not what is wrong with the form.
fn signature(work: &Work, agreement: &Agreement, side: Side, form: &SignatureForm) -> Result<(Signature, String)> {
    match side {
        Side::Partner => rules::sign(agreement.clone(), "", work.now()).map(|_| ())?,
        Side::Vendor => rules::countersign(agreement.clone(), "", work.now()).map(|_| ())?,
    }
    let document = rules::same_document(agreement, form.document.as_deref())?;
    let (name, title, method) = rules::check_signature(form)?;
    let actor = work.actor();
    let agent = form.agent.as_deref().map(|a| base::one_line(a).chars().take(300).collect());
    let signature = Signature {
        side,
        user: actor.user,
        name: name.clone(),
        title,
        email: form.email.clone(),
        at: work.now(),
        address: actor.address,
        agent,
        method,
        consent: CONSENT.to_owned(),
        document,
    };
    Ok((signature, name))
}

/// The evidence stands in the audit record too, without the drawing.
fn audit_signature(work: &Work, agreement: &Agreement, s: &Signature) {
    let after = json!({
        "side": s.side.code(), "name": s.name, "title": s.title, "method": s.method.name(), "consent": s.consent,
        "document": s.document, "agent": s.agent,
    });
    work.audit(work::Entry::new("agreement.signature_given", "agreement", agreement.id).partner(Some(agreement.partner)).after(after));
}

/// Whether it can be signed: what a page asks before it shows the form.
pub(crate) fn check_open(agreement: &Agreement) -> Result<()> {
    match agreement.state() {
        AgreementState::Sent | AgreementState::Viewed { .. } => Ok(()),
        AgreementState::Signed { .. }
        | AgreementState::InForce { .. }
        | AgreementState::Expired { .. }
        | AgreementState::Terminated { .. }
        | AgreementState::Declined { .. }
        | AgreementState::Superseded { .. } => Ok(rules::sign(agreement.clone(), "", agreement.sent_at).map(|_| ())?),
    }
}

/// What signing for the vendor would be asked of.
pub(crate) fn may_countersign(work: &Work, agreement: &Agreement) -> bool {
    agreement.is_signed() && work.can(Permission::AgreementCountersign, &Resource::of("agreement", agreement.partner))
}
