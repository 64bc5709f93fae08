//! Facts of others by which plans begin and steps finish.
//!
//! One listener for all of them, so that they are heard in the order in which they happened.

use base::{PartnerId, Result};
use facts::enable::{CertificateIssued, CourseCompleted};
use facts::onboard::{AgreementInForce, AgreementSigned};
use facts::partners::PartnerMoved;
use facts::recruit::PartnerApproved;
use facts::sell::{DealApproved, DealSubmitted};
use outbox::{Envelope, Fact};
use web::Listener;
use work::Work;

use super::actions::{self, Seen};
use super::model::First;

pub(crate) const LISTENER: Listener = Listener {
    name: "onboard.activation",
    kinds: &[
        PartnerApproved::KIND,
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
    if let Some(f) = event.fact::<PartnerApproved>() {
        return actions::begin(work, f.partner, &format!("application:{}", f.application)).await.map(|_| ());
    }
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
