//! Who is told of what happens to deals: after the commit, once, and not in the way of who did it.

use base::{DealId, Result};
use facts::connect::{CrmDealChanged, DealImageAsked, DealImagesAsked};
use facts::partners::PartnerMoved;
use facts::sell as fact;
use notices::{Message, Recipient, values};
use web::Listener;
use work::{Envelope, Fact as _, Work};

use super::actions::{self, managers_of, owner_of, partner_name};
use super::model::Deal;

/// Every listener of the deals.
pub(crate) fn all() -> Vec<Listener> {
    let mirror = Listener {
        name: "sell.mirror",
        kinds: &[DealImageAsked::KIND, DealImagesAsked::KIND, CrmDealChanged::KIND],
        run: |work, envelope| Box::pin(mirrored(work, envelope)),
    };
    let notices = Listener {
        name: "sell.notices",
        kinds: &[
            fact::DealSubmitted::KIND,
            fact::DealApproved::KIND,
            fact::DealRejected::KIND,
            fact::DealExtended::KIND,
            fact::DealExpired::KIND,
            fact::DealReleased::KIND,
            fact::DealWithdrawn::KIND,
            fact::DealWon::KIND,
            fact::DealLost::KIND,
            fact::DealReopened::KIND,
            fact::DealChanged::KIND,
        ],
        run: |work, envelope| Box::pin(told(work, envelope)),
    };
    let departure =
        Listener { name: "sell.departure", kinds: &[PartnerMoved::KIND], run: |work, envelope| Box::pin(departed(work, envelope)) };
    vec![mirror, notices, departure]
}

/// Answers those who mirror deals, and follows what was changed on their side.
async fn mirrored(work: &Work, envelope: &Envelope) -> Result<()> {
    if let Some(changed) = envelope.fact::<CrmDealChanged>() {
        return actions::follow(work, &changed).await;
    }
    match envelope.fact::<DealImagesAsked>() {
        Some(asked) => actions::tell_images(work, &asked).await,
        None => actions::tell_image(work, DealId::from(envelope.subject)).await,
    }
}

/// Notes with its deals that a partner has left, or is back.
async fn departed(work: &Work, envelope: &Envelope) -> Result<()> {
    let Some(moved) = envelope.fact::<PartnerMoved>() else { return Ok(()) };
    match moved.to.as_str() {
        "suspended" | "offboarding" | "former" => actions::partner_moved(work, moved.partner, true).await,
        "active" => actions::partner_moved(work, moved.partner, false).await,
        _ => Ok(()),
    }
}

async fn told(work: &Work, envelope: &Envelope) -> Result<()> {
    let Some(deal) = actions::find(work, DealId::from(envelope.subject)).await? else { return Ok(()) };
    let owner = || owner_of(work, &deal);
    let desk = || managers_of(work, deal.partner);
    match envelope.kind.as_str() {
        fact::DealSubmitted::KIND => {
            // What the rules approved at once needs nobody.
            let Some(review) = deal.review() else { return Ok(()) };
            let by = values::moment(review.decide_by);
            tell(work, &deal, desk().await?, "deal.submitted", vec![("by", by)], true).await
        }
        fact::DealApproved::KIND => {
            let Some(approved) = envelope.fact::<fact::DealApproved>() else { return Ok(()) };
            let until = values::moment(approved.protected_until);
            // Who handed it in has just seen that it was approved; a mail would only repeat it.
            let seen = approved.automatic && deal.decided_at == deal.submitted_at;
            tell(work, &deal, owner().await?, "deal.approved", vec![("until", until)], !seen).await
        }
        fact::DealRejected::KIND => tell(work, &deal, owner().await?, "deal.rejected", vec![], true).await,
        fact::DealExtended::KIND => {
            let Some(extended) = envelope.fact::<fact::DealExtended>() else { return Ok(()) };
            let until = values::moment(extended.protected_until);
            tell(work, &deal, owner().await?, "deal.extended", vec![("until", until)], true).await
        }
        fact::DealReleased::KIND => {
            let mut people = owner().await?;
            people.extend(desk().await?);
            tell(work, &deal, people, "deal.released", vec![], true).await?;
            actions::tell_waiting(work, &deal).await
        }
        fact::DealExpired::KIND => {
            let mut people = owner().await?;
            people.extend(desk().await?);
            tell(work, &deal, people, "deal.expired", vec![], true).await?;
            actions::tell_waiting(work, &deal).await
        }
        fact::DealWithdrawn::KIND if deal.submitted_at.is_some() => {
            tell(work, &deal, desk().await?, "deal.withdrawn", vec![], false).await?;
            actions::tell_waiting(work, &deal).await
        }
        fact::DealLost::KIND => actions::tell_waiting(work, &deal).await,
        fact::DealWon::KIND => {
            let value = values::money(deal.value());
            tell(work, &deal, desk().await?, "deal.won", vec![("value", value)], false).await
        }
        fact::DealReopened::KIND => tell(work, &deal, owner().await?, "deal.reopened", vec![], true).await,
        fact::DealChanged::KIND => {
            let fields = envelope.fact::<fact::DealChanged>().map(|f| f.fields).unwrap_or_default();
            let about = |name: &str| fields.iter().any(|f| f == name);
            if about("extension_asked") {
                tell(work, &deal, desk().await?, "deal.extension_asked", vec![], true).await
            } else if about("extension_declined") {
                tell(work, &deal, owner().await?, "deal.extension_declined", vec![], true).await
            } else {
                Ok(())
            }
        }
        _ => Ok(()),
    }
}

async fn tell(
    work: &Work,
    deal: &Deal,
    people: Vec<Recipient>,
    topic: &'static str,
    more: Vec<(&'static str, i18n::Arg)>,
    mail: bool,
) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let mut args =
        vec![("company", deal.registration.customer.company.clone().into()), ("partner", partner_name(work, deal.partner).await?.into())];
    args.extend(more);
    notices::tell(work, &people, &Message { topic, args, href: format!("/deals/{}", deal.id), mail }).await
}
