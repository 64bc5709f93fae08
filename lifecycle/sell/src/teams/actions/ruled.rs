//! What others do that changes teams: a ruling divides a deal, a partner leaves the program.

use base::{CaseId, DealId, PartnerId, Result};
use facts::sell::TeamJoined;
use work::Work;

use super::super::model::{How, Member, Role, View};
use super::super::store;
use super::members::end;
use super::{Place, Seat, team_of, tell, tell_all};
use crate::conflicts::actions as conflicts;
use crate::conflicts::model::Fate;
use crate::deals::actions as deals;
use crate::deals::model::{Deal, StateKind};

/// A case was ruled: each of its deals that lives is divided as its credit says.
///
/// Who is to sell it together is its team. Who only shares the credit is not told of the others, and is on none.
pub async fn ruled(work: &Work, case: CaseId) -> Result<()> {
    let sides = conflicts::sides(work, case).await?;
    let together = sides.iter().any(|s| s.fate == Some(Fate::Together));
    let mut ids: Vec<DealId> = sides.into_iter().filter_map(|s| s.deal).collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let Some(deal) = deals::find(work, id).await? else { continue };
        if matches!(deal.kind(), StateKind::Approved | StateKind::Won) {
            divide(work, deal, together).await?;
        }
    }
    Ok(())
}

async fn divide(work: &Work, deal: Deal, together: bool) -> Result<()> {
    let credits = deals::credits(work, deal.id).await?;
    let mut others: Vec<PartnerId> = credits.iter().map(|c| c.0).filter(|p| *p != deal.partner).collect();
    let known = store::teams::find(work, deal.id).await?;
    if others.is_empty() && known.is_none() {
        return Ok(());
    }
    let mut team = team_of(work, &deal).await?;
    team.ruled = !others.is_empty();
    others.retain(|_| together);
    // What was proposed was about other shares.
    team.proposed = None;
    let team = store::teams::save(work, team).await?;
    let members = store::members::active(work, deal.id).await?;
    let gone: Vec<Member> = members.iter().filter(|m| m.by_ruling && !others.contains(&m.partner)).cloned().collect();
    for partner in others {
        if members.iter().any(|m| m.partner == partner) {
            continue;
        }
        let member = Member {
            deal: deal.id,
            partner,
            role: Role::CoSell,
            view: View::default(),
            by_ruling: true,
            person: None,
            person_name: String::new(),
            since: work.now(),
            ended: None,
        };
        store::members::put(work, &member).await?;
        work.record(&TeamJoined { deal: deal.id, account: deal.account, partner, role: Role::CoSell.code().to_owned() })?;
        tell(work, deal.id, partner, "ruled")?;
    }
    let members = store::members::active(work, deal.id).await?;
    tell_all(work, &deal, &members, "changed")?;
    let mut seat = Seat { deal, team, members, place: Place::Staff };
    for member in gone {
        end(work, seat.clone(), member, How::Ruled, "").await?;
        seat.team = team_of(work, &seat.deal).await?;
        seat.members = store::members::active(work, seat.deal.id).await?;
    }
    Ok(())
}

/// A partner has left the program: it is on no team any more. What it has of the credit stays until others agree.
pub async fn departed(work: &Work, partner: PartnerId) -> Result<()> {
    for member in store::members::of_partner(work, partner, 1_000).await? {
        let Some(deal) = deals::find(work, member.deal).await? else { continue };
        let members = store::members::active(work, deal.id).await?;
        let team = team_of(work, &deal).await?;
        end(work, Seat { deal, team, members, place: Place::Staff }, member, How::Departed, "").await?;
    }
    Ok(())
}
