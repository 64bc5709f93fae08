//! Who is told of what happened in a team, after the commit: each partner of itself alone.

use base::{DealId, PartnerId, Result};
use notices::{Message, Recipient};
use work::Work;

use super::super::store;
use super::{name_of, tell};
use crate::deals::actions as deals;
use crate::deals::model::Deal;
use crate::links;

/// Tells the people of a partner what happened; `who` did it.
pub async fn told(work: &Work, deal: DealId, partner: PartnerId, what: &str, who: &str) -> Result<()> {
    let topic = match what {
        "accepted" => "team.accepted",
        "declined" => "team.declined",
        "lapsed" => "team.lapsed",
        "proposed" => "team.proposed",
        "agreed" => "team.agreed",
        "refused" => "team.refused",
        "left" => "team.partner_left",
        "removed" => "team.removed",
        "ruled" => "team.ruled",
        _ => return Ok(()),
    };
    let Some(deal) = deals::find(work, deal).await? else { return Ok(()) };
    let lead = partner == deal.partner;
    let people = people_of(work, &deal, partner).await?;
    if people.is_empty() {
        return Ok(());
    }
    let args = vec![
        ("company", deal.registration.customer.company.clone().into()),
        ("who", who.to_owned().into()),
        ("partner", name_of(work, deal.partner).await?.into()),
    ];
    // Who is off the team finds nothing at the address of the team.
    let href = match (lead, what) {
        (true, _) => format!("/deals/{}/team", deal.id),
        (false, "removed") => "/joint".to_owned(),
        (false, _) => format!("/joint/{}", deal.id),
    };
    notices::tell(work, &people, &Message { topic, args, href, mail: true }).await
}

/// A deal is somewhere else: the open pages of its members follow, which hear nothing of the deal itself.
pub async fn deal_moved(work: &Work, deal: DealId) -> Result<()> {
    store::members::active(work, deal).await?.iter().try_for_each(|m| tell(work, deal, m.partner, "deal"))
}

/// The owners of the deal, or the people of a member who sell.
async fn people_of(work: &Work, deal: &Deal, partner: PartnerId) -> Result<Vec<Recipient>> {
    if partner == deal.partner {
        let owners = deals::owner_of(work, deal).await?;
        if !owners.is_empty() {
            return Ok(owners);
        }
    }
    let sellers: Vec<identity::User> = identity::of_partner(work, partner).await?.into_iter().filter(links::sells).collect();
    Ok(identity::recipients(&sellers))
}
