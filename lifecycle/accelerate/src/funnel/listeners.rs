//! Fills the funnel from the facts of the stages.

use base::Result;
use facts::onboard::AgreementInForce;
use facts::partners::PartnerActivated;
use facts::recruit::{ApplicationMoved, ApplicationSubmitted, PartnerApproved};
use facts::sell::{DealApproved, DealWon};
use work::{Envelope, Fact, Work};

use super::model::Step;
use super::store;

pub(crate) const KINDS: &[&str] = &[
    ApplicationSubmitted::KIND,
    ApplicationMoved::KIND,
    PartnerApproved::KIND,
    AgreementInForce::KIND,
    PartnerActivated::KIND,
    DealApproved::KIND,
    DealWon::KIND,
];

pub(crate) async fn hear(work: &Work, event: &Envelope) -> Result<()> {
    let at = event.at;
    if let Some(f) = event.fact::<ApplicationSubmitted>() {
        store::apply(work, &f, at).await?;
    } else if let Some(f) = event.fact::<PartnerApproved>() {
        store::approve(work, f.application, f.partner, at).await?;
    } else if let Some(f) = event.fact::<ApplicationMoved>() {
        if matches!(f.to.as_str(), "rejected" | "withdrawn") {
            store::decide(work, f.application, at).await?;
        }
    } else if let Some(f) = event.fact::<AgreementInForce>() {
        store::reach(work, f.partner, Step::Signed, at).await?;
    } else if let Some(f) = event.fact::<PartnerActivated>() {
        store::reach(work, f.partner, Step::Activated, at).await?;
    } else if let Some(f) = event.fact::<DealApproved>() {
        store::reach(work, f.partner, Step::FirstDeal, at).await?;
    } else if let Some(f) = event.fact::<DealWon>() {
        store::reach(work, f.partner, Step::FirstWin, at).await?;
    }
    Ok(())
}
