//! A partner leaves: its deals stay protected for a while, for the customer's sake, and are then free.

use base::{PageRequest, PartnerId, Result};
use notices::Message;
use work::{Entry, Role, Work};

use super::super::model::{Filter, Sort, StateKind};
use super::super::{rules, store};
use super::{managers_of, partner_name};

/// Notes that a partner has left, or is back, with each of its protected deals; both sides are told until when they stay.
pub async fn partner_moved(work: &Work, partner: PartnerId, left: bool) -> Result<()> {
    let terms = store::terms::current(work).await?;
    let filter = Filter { partner: Some(partner), states: vec![StateKind::Approved], ..Filter::default() };
    let (mut after, mut n) = (None, 0_i64);
    loop {
        let page = store::list::page(work, &filter, Sort::Recent, &PageRequest { after, limit: 200 }).await?;
        for card in &page.items {
            let Some(mut deal) = store::find(work, card.id).await?.filter(|d| d.left_at.is_some() != left) else { continue };
            deal.left_at = left.then(|| work.now());
            let alarm = rules::alarm(&deal, &terms);
            let deal = store::save(work, deal, alarm).await?;
            let action = if left { "deal.partner_left" } else { "deal.partner_back" };
            work.audit(Entry::new(action, "deal", deal.id).partner(Some(partner)));
            n += 1;
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    if n == 0 || !left {
        return Ok(());
    }
    let mut people = managers_of(work, partner).await?;
    // Their access may have ended with the partnership; what becomes of their customers they are told all the same.
    let sell = |u: &identity::User| {
        u.state != identity::UserState::Removed && u.roles.iter().any(|r| matches!(r, Role::PartnerAdmin | Role::Sales))
    };
    people.extend(identity::of_partner(work, partner).await?.iter().filter(|u| sell(u)).map(identity::User::recipient));
    let until = rules::departs(work.now(), &terms).with_timezone(&terms.zone).date_naive();
    let args = vec![("partner", partner_name(work, partner).await?.into()), ("n", n.into()), ("until", notices::values::date(until))];
    let href = format!("/deals?state=approved&partner={partner}");
    notices::tell(work, &people, &Message { topic: "deal.partner_left", args, href, mail: true }).await
}
