//! The vendor answers a claim.

use base::{AccountId, FieldError, Invalid, Result, TouchId};
use facts::sell::TouchRefused;
use notices::Message;
use work::{Permission, Work};

use super::super::model::{Answer, Answered, State, Touch};
use super::super::rules::TouchRefusal;
use super::super::store;
use super::{account_of, customer, record_of, resource, tell};
use crate::deals::rules::company;
use crate::links;
use crate::texts::text;

/// The accounts that the customer of a claim may be, best first; for those who answer.
pub async fn accounts_like(work: &Work, touch: &Touch) -> Result<Vec<accounts::Match>> {
    work.may(Permission::DealDecide, &resource(touch))?;
    accounts::matches(work, &record_of(&touch.company), 5).await
}

/// Confirms or refuses a claim; the partner reads why.
pub async fn answer(work: &Work, id: TouchId, said: &Answer, unread: &Invalid) -> Result<Touch> {
    let touch = store::get(work, id).await?;
    work.may(Permission::DealDecide, &resource(&touch))?;
    let (mut invalid, mut reason) = (unread.clone(), said.reason.clone());
    text(&mut invalid, "reason", &mut reason, if said.confirmed { 0 } else { 3 }, 2_000);
    let named = match said.account {
        Some(account) => {
            let found = accounts::find(work, account).await?;
            if found.is_none() {
                invalid.push(FieldError::new("account_id", "choice"));
            }
            found.map(|a| a.id)
        }
        None => None,
    };
    invalid.finish()?;
    if touch.state != State::Claimed {
        return Err(TouchRefusal::NotWaiting.into());
    }
    let account = if said.confirmed { Some(settle(work, &touch, named).await?) } else { None };
    let state = if said.confirmed { State::Confirmed } else { State::Refused };
    let answered = Answered { by: work.actor().user, name: work.actor().name.clone(), at: work.now(), reason: reason.clone() };
    if !store::answer(work, id, state, &answered, account).await? {
        return Err(TouchRefusal::NotWaiting.into());
    }
    let touch = store::get(work, id).await?;
    if said.confirmed {
        tell(work, &touch, true)?;
    } else {
        let told = TouchRefused { touch: id, partner: touch.partner, what: touch.kind.code().to_owned() };
        work.record_change(&told, None, Some(&reason))?;
    }
    tell_partner(work, &touch).await?;
    Ok(touch)
}

/// The account of a confirmed claim: the one that was named, the one that it is for sure, or a new one.
async fn settle(work: &Work, touch: &Touch, named: Option<AccountId>) -> Result<AccountId> {
    if let Some(known) = named.or(account_of(work, &touch.company).await?) {
        return Ok(known);
    }
    let new = accounts::NewAccount::new(company(&customer(&touch.company)), accounts::Origin::Manual);
    Ok(accounts::create(work, &new).await?.id)
}

/// Tells who claimed it, or who sells for the partner now.
async fn tell_partner(work: &Work, touch: &Touch) -> Result<()> {
    let people: Vec<identity::User> = identity::of_partner(work, touch.partner).await?.into_iter().filter(links::sells).collect();
    let own: Vec<identity::User> = people.iter().filter(|u| Some(u.id) == touch.user).cloned().collect();
    let topic = if touch.state == State::Confirmed { "touch.confirmed" } else { "touch.refused" };
    let args = vec![("company", touch.company.name.clone().into())];
    let message = Message { topic, args, href: format!("/touches/{}", touch.id), mail: true };
    notices::tell(work, &identity::recipients(if own.is_empty() { &people } else { &own }), &message).await
}
