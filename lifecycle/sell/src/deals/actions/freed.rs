//! Who waited for a customer is told when what stood in the way has ended.

use base::Result;
use chrono::TimeDelta;
use notices::Message;
use work::Work;

use super::super::model::{Deal, RejectReason, State};
use super::super::store;
use super::{managers_of, owner_of, partner_name};

/// For how many days somebody whose registration was refused is told that the customer is free.
const REMEMBERED_DAYS: i64 = 180;

/// Tells those whose registrations met a deal that has ended; whose it was stays unsaid.
///
/// What waits for its answer can be answered now, and who was refused because of it can register again.
pub async fn tell_waiting(work: &Work, ended: &Deal) -> Result<()> {
    for id in store::customers::met(work, ended.id).await? {
        let Some(deal) = store::find(work, id).await?.filter(|d| d.partner != ended.partner) else { continue };
        let mut people = owner_of(work, &deal).await?;
        let topic = match deal.state() {
            State::InReview(_) => {
                people.extend(managers_of(work, deal.partner).await?);
                "deal.freed"
            }
            State::Rejected { reason: RejectReason::AlreadyRegistered, .. }
                if deal.closed_at.is_some_and(|at| work.now() - at <= TimeDelta::days(REMEMBERED_DAYS)) =>
            {
                "deal.free_again"
            }
            State::Draft
            | State::Approved(_)
            | State::Won { .. }
            | State::Lost { .. }
            | State::Expired { .. }
            | State::Released { .. }
            | State::Withdrawn { .. }
            | State::Rejected { .. }
            | State::Disputed(_) => continue,
        };
        let args = vec![
            ("company", deal.registration.customer.company.clone().into()),
            ("partner", partner_name(work, deal.partner).await?.into()),
        ];
        notices::tell(work, &people, &Message { topic, args, href: format!("/deals/{id}"), mail: true }).await?;
    }
    Ok(())
}
