//! Facts of others by which plans begin and steps finish.
//!
//! A plan begins in the transaction of the approval. One listener hears all the rest, so that they are
//! heard in the order in which they happened.

use base::{PartnerId, Result};
use facts::enable::{CertificateIssued, CourseCompleted};
use facts::onboard::{AgreementInForce, AgreementSigned};
use facts::partners::PartnerMoved;
use facts::recruit::PartnerApproved;
use facts::sell::{DealApproved, DealSubmitted};
use outbox::{Envelope, Fact};
use web::Listener;
use work::{Reaction, Work};

use super::actions::{self, Seen};
use super::model::First;

pub(crate) const REACTION: Reaction = Reaction {
    name: "onboard.activation",
    kinds: &[PartnerApproved::KIND],
    run: |work, event| {
        Box::pin(async move {
            let Some(f) = event.fact::<PartnerApproved>() else { return Ok(()) };
            actions::begin(work, f.partner, &format!("application:{}", f.application)).await.map(|_| ())
        })
    },
};

pub(crate) const LISTENER: Listener = Listener {
    name: "onboard.activation",
    kinds: &[
        AgreementSigned::KIND,
        AgreementInForce::KIND,
        PartnerMoved::KIND,
        CourseCompleted::KIND,
        CertificateIssued::KIND,
        DealSubmitted::KIND,
        DealApproved::KIND,
    ],
    run: |work, event| Box::pin(hear(work, event)),
};

async fn hear(work: &Work, event: &Envelope) -> Result<()> {
    if let Some(f) = event.fact::<AgreementSigned>() {
        return actions::signed(work, f.partner, &f.signer).await;
    }
    if let Some(f) = event.fact::<AgreementInForce>() {
        return actions::start(work, f.partner, &f.kind).await;
    }
    if let Some(f) = event.fact::<PartnerMoved>() {
        return actions::partner_moved(work, f.partner, &f.to, f.reason.as_deref().unwrap_or_default()).await;
    }
    if let Some(f) = event.fact::<CourseCompleted>() {
        return seen(work, f.partner, Seen::Course(f.key), &event.actor).await;
    }
    if let Some(f) = event.fact::<CertificateIssued>() {
        return seen(work, f.partner, Seen::Course(f.key), &event.actor).await;
    }
    if let Some(f) = event.fact::<DealSubmitted>() {
        return seen(work, Some(f.partner), Seen::First(First::DealSubmitted), &event.actor).await;
    }
    if let Some(f) = event.fact::<DealApproved>() {
        return seen(work, Some(f.partner), Seen::First(First::DealApproved), &event.actor).await;
    }
    Ok(())
}

async fn seen(work: &Work, partner: Option<PartnerId>, seen: Seen, by: &str) -> Result<()> {
    match partner {
        Some(partner) => actions::observe(work, partner, &seen, by).await,
        None => Ok(()),
    }
}
