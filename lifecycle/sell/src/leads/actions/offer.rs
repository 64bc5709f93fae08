//! Offering a lead: the clock, the notice, and the mail with a link that answers it.

use base::{PartnerId, Result, UserId};
use facts::sell::LeadOffered;
use notices::{Message, values};
use work::Work;

use super::super::model::{Lead, Offer, OfferState, Tally};
use super::super::rules::{self, RuleSet};
use super::super::store;
use super::claim;
use crate::deals::actions as deals;
use crate::links;

/// Offers a lead to partners until the same moment, and tells their people.
pub(super) async fn offer(work: &Work, lead: Lead, to: &[PartnerId], set: &RuleSet) -> Result<Lead> {
    let (lead, offers) = open(work, lead, to, set).await?;
    for offer in &offers {
        tell(work, &lead, offer).await?;
    }
    Ok(lead)
}

/// Offers a lead to partners until the same moment; nobody is told yet.
pub(super) async fn open(work: &Work, lead: Lead, to: &[PartnerId], set: &RuleSet) -> Result<(Lead, Vec<Offer>)> {
    let lead = store::save(work, rules::offer(lead, work.now())?).await?;
    let answer_by = deals::business_deadline(work, set.answer_days).await?;
    let offers: Vec<Offer> = to
        .iter()
        .map(|partner| Offer {
            id: work.new_id(),
            lead: lead.id,
            partner: *partner,
            round: lead.rounds,
            at: work.now(),
            answer_by,
            state: OfferState::Open,
            ended_at: None,
            by: None,
            channel: None,
            reason: None,
            note: String::new(),
        })
        .collect();
    store::offers::add(work, &offers).await?;
    for offer in &offers {
        store::partners::count(work, offer.partner, &Tally { offered: 1, ..Tally::default() }).await?;
        let company = lead.customer.company.clone();
        work.record(&LeadOffered { lead: lead.id, partner: offer.partner, company, answer_by })?;
        claim::hold(work, &lead, offer.partner, answer_by).await?;
    }
    Ok((lead, offers))
}

/// Tells the people who can take it, each with a link of their own.
async fn tell(work: &Work, lead: &Lead, offer: &Offer) -> Result<()> {
    let people: Vec<identity::User> = identity::of_partner(work, offer.partner).await?.into_iter().filter(links::sells).collect();
    let args =
        vec![("company", lead.customer.company.clone().into()), ("place", place(lead).into()), ("by", values::moment(offer.answer_by))];
    let message = Message { topic: "lead.offered", args: args.clone(), href: format!("/leads/{}", lead.id), mail: false };
    let recipients = identity::recipients(&people);
    notices::tell(work, &recipients, &message).await?;
    for recipient in &recipients {
        let Some(user) = recipient.user else { continue };
        let secret = secret(work, offer, user).await?;
        let message = Message { topic: "lead.offer_mail", args: args.clone(), href: format!("/lead-offers/{secret}"), mail: true };
        notices::mail(work, recipient, &message).await?;
    }
    Ok(())
}

fn place(lead: &Lead) -> String {
    let c = &lead.customer;
    [c.city.as_str(), c.country.as_str()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ")
}

async fn secret(work: &Work, offer: &Offer, user: UserId) -> Result<String> {
    let (secret, kept) = links::fresh(work);
    store::offers::add_link(work, &kept, offer.id, user).await?;
    Ok(secret)
}
