//! A partner says what it did at a customer.

use base::{Error, Invalid, PartnerId, Result};
use facts::sell::TouchClaimed;
use notices::{Message, values};
use work::{Permission, Resource, Work};

use super::super::model::{NewTouch, State, Subject, SubjectKind, Touch};
use super::super::rules::{self, TouchRefusal};
use super::super::store;
use super::account_of;
use crate::deals::actions as deals;

/// In how many business days the vendor answers a claim.
const ANSWER_DAYS: i64 = 3;
/// How many claims of one partner can wait.
const MOST_WAITING: i64 = 200;

/// Whether the actor can claim touches for its partner.
pub fn may_claim(work: &Work) -> bool {
    work.actor().partner.is_some() && work.can(Permission::DealRegister, &Resource::own("touch", work.actor()))
}

/// Claims a touch for the actor's own partner; the vendor confirms or refuses it.
pub async fn claim(work: &Work, new: &NewTouch, unread: &Invalid) -> Result<Touch> {
    // The vendor does not claim for a partner: it would answer itself.
    let Some(partner) = work.actor().partner else { return Err(Error::forbidden()) };
    work.may(Permission::DealRegister, &Resource::of("touch", partner))?;
    let today = work.now().date_naive();
    let (kind, on, new) = rules::check(new.clone(), today, unread.clone())?;
    if partners::get(work, partner).await?.state != partners::Lifecycle::Active {
        return Err(TouchRefusal::PartnerNotActive.into());
    }
    if store::waiting_of(work, Some(partner)).await? >= MOST_WAITING {
        return Err(TouchRefusal::TooMany { most: MOST_WAITING }.into());
    }
    let id: base::TouchId = work.new_id();
    let touch = Touch {
        id,
        partner,
        kind,
        state: State::Claimed,
        at: rules::day_moment(on),
        recorded_at: work.now(),
        source: "claim".to_owned(),
        source_id: id.uuid(),
        subject: Subject { kind: SubjectKind::Claim, id: id.uuid() },
        deal: None,
        // Said to nobody of the partner: whether the vendor knows the customer is not for it.
        account: account_of(work, &new.company).await?,
        company: new.company,
        user: work.actor().user,
        by_name: work.actor().name.clone(),
        what: new.what,
        evidence: new.evidence,
        link: new.link,
        answer_by: Some(deals::business_deadline(work, ANSWER_DAYS).await?),
        answered: None,
    };
    if store::repeated(work, &touch).await? {
        return Err(TouchRefusal::Repeated.into());
    }
    store::add(work, &touch).await?;
    work.record(&TouchClaimed { touch: id, partner, what: kind.code().to_owned() })?;
    tell_desk(work, &touch, partner).await?;
    Ok(touch)
}

/// Tells who answers.
async fn tell_desk(work: &Work, touch: &Touch, partner: PartnerId) -> Result<()> {
    let people = deals::managers_of(work, partner).await?;
    let mut args = vec![("company", touch.company.name.clone().into()), ("partner", deals::partner_name(work, partner).await?.into())];
    if let Some(by) = touch.answer_by {
        args.push(("by", values::moment(by)));
    }
    notices::tell(work, &people, &Message { topic: "touch.claimed", args, href: format!("/touches/{}", touch.id), mail: true }).await
}
